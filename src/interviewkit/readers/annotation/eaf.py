"""ELAN's .eaf, all versions: tiers of annotations over a line of time slots."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from interviewkit.errors import SourceError
from interviewkit.model.settings import TranscriptSettings
from interviewkit.readers.annotation.heard import finish_tiers, name_media
from interviewkit.readers.annotation.tier_kinds import SPEECH, read_tier_name
from interviewkit.readers.annotation.tiers import AnnotationTier, TierSpan
from interviewkit.readers.annotation.timeline import place_between
from interviewkit.readers.contract import Heard, Source
from interviewkit.readers.xml_tree import XmlTree, find_root_name, parse_tree

_UNITS = {"milliseconds": 0.001, "NTSC-frames": 1 / 29.97, "PAL-frames": 0.04}
"""Seconds of a unit of time; frames come in files before version 2."""

_ABOUT = ("PROPERTY", "LICENSE", "DESCRIPTION", "CV_ENTRY", "CVE_VALUE")
_KNOWN = dict.fromkeys(_ABOUT, "")
"""Elements beside the tiers, whose words are about the file."""


def is_eaf(head: str) -> bool:
    """Whether a text begins as an ELAN file does."""
    return find_root_name(head) == "ANNOTATION_DOCUMENT"


def read_eaf(source: Source, settings: TranscriptSettings) -> Heard:
    """One conversation: who speaks say ``PARTICIPANT`` or, without one, the names of the tiers.

    Tiers that depend on another one (translations, glosses, words) are set aside. A slot without
    a time gives none, and its annotation stands where the slots around it do.
    """
    try:
        tree = parse_tree(source.text)
    except SourceError as fault:
        return [], [source.problem(fault.message, hint=fault.hint, fatal=True)]
    document = _EafDocument(tree)
    tiers = list(document.list_tiers())
    unread = tree.list_unread(document.read, _KNOWN)
    told = tree.tell_fault(source)
    return finish_tiers(tiers, source, settings, document.facts(), told, unread)


@dataclass(frozen=True, slots=True)
class _Slot:
    """A place in time: its seconds where it has any, and where it stands among the others."""

    seconds: float | None
    order: float


class _EafDocument:
    """The tiers and facts of a parsed file."""

    def __init__(self, tree: XmlTree) -> None:
        self.tree = tree
        self.read: set[Any] = set()
        self.tiers = tree.root.findall("TIER")
        self.by_name = {tier.get("TIER_ID", ""): tier for tier in self.tiers}
        self.slots = _read_slots(tree.root)
        self.places = {
            each.get("ANNOTATION_ID", ""): each
            for tier in self.tiers
            for each in tier.iterfind("ANNOTATION/*")
        }

    def list_tiers(self) -> Iterator[AnnotationTier]:
        for tier in self.tiers:
            name = tier.get("TIER_ID", "")
            spans = tuple(self._spans(tier))
            parent = tier.get("PARENT_REF", "")
            yield AnnotationTier(name, spans, self._speaker(tier), parent, _find_kind(tier))

    def _speaker(self, tier: Any) -> str:
        """Who speaks in a tier, or in the one above it that says so."""
        seen: set[str] = set()
        while tier is not None:
            if speaker := tier.get("PARTICIPANT", "").strip():
                return str(speaker)
            parent = tier.get("PARENT_REF", "")
            tier = self.by_name.get(parent) if parent not in seen else None
            seen.add(parent)
        return ""

    def _spans(self, tier: Any) -> Iterator[TierSpan]:
        for annotation in tier.iterfind("ANNOTATION/*"):
            value = annotation.find("ANNOTATION_VALUE")
            self.read.add(value)
            text = "" if value is None else "".join(value.itertext())
            start, end = self._times(annotation)
            line = self.tree.line_of(annotation)
            yield TierSpan(text, start.seconds, end.seconds, line, start.order)

    def _times(self, annotation: Any) -> tuple[_Slot, _Slot]:
        """The slots of an annotation, or of the one that it refers to in the end."""
        seen: set[str] = set()
        while (above := annotation.get("ANNOTATION_REF", "")) and above not in seen:
            seen.add(above)
            annotation = self.places.get(above, annotation)
        first, last = (annotation.get(f"TIME_SLOT_REF{n}", "") for n in (1, 2))
        start = self.slots.get(first, _Slot(None, 0.0))
        return start, self.slots.get(last, _Slot(None, start.order))

    def facts(self) -> Mapping[str, str]:
        """The recording, and who wrote the annotations down."""
        header = self.tree.root.find("HEADER")
        media = header.iterfind("MEDIA_DESCRIPTOR") if header is not None else ()
        places = [each.get("MEDIA_URL", "") for each in media]
        annotators = dict.fromkeys(tier.get("ANNOTATOR", "").strip() for tier in self.tiers)
        return {
            **name_media(places),
            "transcribed by": "; ".join(filter(None, annotators)),
        }


def _find_kind(tier: Any) -> str:
    """What the type of a tier tells that its name does not."""
    own = read_tier_name(tier.get("TIER_ID", ""))[1]
    by_type = read_tier_name(tier.get("LINGUISTIC_TYPE_REF", ""))[1]
    return own or (by_type if by_type != SPEECH else "")


def _read_slots(root: Any) -> dict[str, _Slot]:
    """The time slots by their ids; one without a time is placed between its neighbours."""
    header = root.find("HEADER")
    units = header.get("TIME_UNITS", "") if header is not None else ""
    unit = _UNITS.get(units, 0.001)
    slots = [(s.get("TIME_SLOT_ID", ""), _parse(s, unit)) for s in root.iter("TIME_SLOT")]
    orders = place_between([seconds for _, seconds in slots])
    return {key: _Slot(s, order) for (key, s), order in zip(slots, orders, strict=True)}


def _parse(slot: Any, unit: float) -> float | None:
    value = slot.get("TIME_VALUE", "")
    is_number = value.isdecimal() and len(value) < 13
    return round(int(value) * unit, 3) if is_number else None
