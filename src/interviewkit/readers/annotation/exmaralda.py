"""EXMARaLDA's transcriptions: .exb, as they are edited, and .exs, cut into utterances and words."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from interviewkit.errors import SourceError
from interviewkit.model.settings import TranscriptSettings
from interviewkit.readers.annotation.heard import finish_tiers, name_media
from interviewkit.readers.annotation.tiers import AnnotationTier, TierSpan
from interviewkit.readers.annotation.timeline import Timeline, read_timeline
from interviewkit.readers.contract import Heard, Source
from interviewkit.readers.join import has_words
from interviewkit.readers.xml_tree import XmlTree, find_root_name, parse_tree

_ROOTS = ("basic-transcription", "segmented-transcription")
_SENTENCE = re.compile(r"[.?!…˙:;][\"'”’»)\]]*\s*$")
_DESCRIBED = re.compile(r"\(\([^()]{0,200}\)\)")
_BULLETS = re.compile(r"(?:•\s*)+")
"""Pauses, as the HIAT convention writes them."""

_ABOUT = (
    "abbreviation", "comment", "project-name", "transcription-name", "transcription-convention",
    "ud-information", "conversion-info",
)  # fmt: skip
_KNOWN = {**dict.fromkeys(_ABOUT, ""), "annotation": "annotations of what is said"}
"""Elements without speech: those about the file and its people, and annotations of an .exs."""


def is_exmaralda(head: str) -> bool:
    """Whether a text begins as a transcription of EXMARaLDA does."""
    return find_root_name(head) in _ROOTS


def read_exmaralda(source: Source, settings: TranscriptSettings) -> Heard:
    """One conversation: tiers of type ``t`` are what their speakers say, by their abbreviations.

    Tiers of annotations and descriptions are set aside. Events that go on from one to the next are
    one piece, cut at the end of a sentence where somebody else began meanwhile.
    """
    try:
        tree = parse_tree(source.text)
    except SourceError as fault:
        return [], [source.problem(fault.message, hint=fault.hint, fatal=True)]
    timeline = read_timeline(tree.root, "tli", "id", "time")
    speakers = _read_speakers(tree.root)
    tiers = [
        *_list_basic_tiers(tree, timeline, speakers),
        *_list_segmented_tiers(tree, timeline, speakers),
    ]
    read = [*tree.root.iterfind("basic-body/tier/event"), *_list_read_segmentations(tree.root)]
    unread = tree.list_unread(read, _KNOWN)
    facts = _read_facts(tree.root)
    return finish_tiers(tiers, source, settings, facts, tree.tell_fault(source), unread)


def _read_speakers(root: Any) -> dict[str, str]:
    """The abbreviation of each speaker, by id."""
    return {
        speaker.get("id", ""): (speaker.findtext("abbreviation") or "").strip()
        or speaker.get("id", "")
        for speaker in root.iter("speaker")
    }


def _read_facts(root: Any) -> Mapping[str, str]:
    media = [each.get("url", "") for each in root.iter("referenced-file")]
    about = root.find("head/meta-information")
    title = about.findtext("transcription-name") if about is not None else ""
    return {
        "title": (title or "").strip(),
        **name_media(media),
    }


@dataclass(frozen=True, slots=True)
class _Event:
    """A piece of a tier as it stands in the file, and the timepoints where it begins and ends."""

    text: str
    begin: str
    end: str
    line: int


def _list_basic_tiers(
    tree: XmlTree, timeline: Timeline, speakers: Mapping[str, str]
) -> Iterator[AnnotationTier]:
    found = tree.root.findall("basic-body/tier")
    begins = {
        id(tier): [timeline.order(event.get("start", "")) for event in tier.iterfind("event")]
        for tier in found
        if tier.get("type", "t") == "t"
    }
    for tier in found:
        others = sorted(at for key, all_of in begins.items() if key != id(tier) for at in all_of)
        events = [
            _Event("".join(e.itertext()), e.get("start", ""), e.get("end", ""), tree.line_of(e))
            for e in tier.iterfind("event")
        ]
        if tier.get("type", "t") == "t":
            runs = _cut_runs(_find_runs(events, timeline), others, timeline)
        else:
            runs = [[event] for event in events]
        yield _make_tier(tier, runs, timeline, speakers)


def _make_tier(
    tier: Any, runs: Sequence[Sequence[_Event]], timeline: Timeline, speakers: Mapping[str, str]
) -> AnnotationTier:
    name = tier.get("display-name", "").strip() or tier.get("category", "") or tier.get("id", "")
    is_speech = tier.get("type", "t") == "t"
    glue = "" if _is_spaced(runs) else " "
    spans = [_make_span(run, glue, timeline) for run in runs if run]
    what = {"a": "an annotation", "d": "a description"}.get(tier.get("type", ""), "no speech")
    why = "" if is_speech else f"tier {name!r}, {what}"
    speaker = speakers.get(tier.get("speaker", ""), "")
    return AnnotationTier(name, tuple(spans), speaker, kind="speech" if speaker else "", why=why)


def _make_span(run: Sequence[_Event], glue: str, timeline: Timeline) -> TierSpan:
    text = _BULLETS.sub(" ", glue.join(event.text for event in run))
    start, end = timeline.seconds(run[0].begin), timeline.seconds(run[-1].end)
    return TierSpan(" ".join(text.split()), start, end, run[0].line, timeline.order(run[0].begin))


def _is_spaced(runs: Sequence[Sequence[_Event]]) -> bool:
    """Whether the file writes the blanks between words, so that events may part a word."""
    inner = [(one.text, two.text) for run in runs for one, two in pairwise(run)]
    spaced = sum(one[-1:].isspace() or two[:1].isspace() for one, two in inner)
    return spaced * 2 >= len(inner)


def _find_runs(events: Sequence[_Event], timeline: Timeline) -> list[list[_Event]]:
    """Events of which each begins where the one before ended, by their order in time."""
    runs: list[list[_Event]] = []
    for event in sorted(events, key=lambda each: timeline.order(each.begin)):
        if runs and runs[-1][-1].end == event.begin:
            runs[-1].append(event)
        else:
            runs.append([event])
    return runs


def _cut_runs(
    runs: Sequence[Sequence[_Event]], others: Sequence[float], timeline: Timeline
) -> list[list[_Event]]:
    """The runs, cut at sentence ends behind which somebody else has begun meanwhile."""
    cut: list[list[_Event]] = []
    for run in runs:
        cut.append([])
        for event in run:
            since = timeline.order(cut[-1][0].begin) if cut[-1] else 0.0
            meanwhile = _has_between(others, since, timeline.order(event.begin))
            before = next((e.text for e in reversed(cut[-1]) if _is_spoken(e.text)), "")
            if cut[-1] and meanwhile and _SENTENCE.search(before):
                cut.append([])
            cut[-1].append(event)
    return cut


def _is_spoken(text: str) -> bool:
    """Whether words are said, and not only a sound described."""
    return has_words(_DESCRIBED.sub("", text))


def _has_between(ordered: Sequence[float], after: float, until: float) -> bool:
    place = bisect_right(ordered, after)
    return place < len(ordered) and ordered[place] < until


def _list_segmented_tiers(
    tree: XmlTree, timeline: Timeline, speakers: Mapping[str, str]
) -> Iterator[AnnotationTier]:
    """The tiers of an .exs: utterances of the segmentation that has them, else whole stretches."""
    for tier in tree.root.findall("segmented-body/segmented-tier"):
        finest = _choose_segmentation(tier)
        found = list(_list_segments(finest)) if finest is not None else []
        events = [
            _Event("".join(_list_texts(e)), e.get("s", ""), e.get("e", ""), tree.line_of(e))
            for e in found
        ]
        yield _make_tier(tier, [[event] for event in events], timeline, speakers)


def _choose_segmentation(tier: Any) -> Any:
    """The one of utterances, where a tier has one."""
    ways = tier.findall("segmentation")
    return max(ways, key=lambda way: "Utterance" in way.get("name", ""), default=None)


def _list_read_segmentations(root: Any) -> Iterator[Any]:
    """What was read of each tier: one segmentation, and others that have the same words."""
    for tier in root.iterfind("segmented-body/segmented-tier"):
        finest = _choose_segmentation(tier)
        yield from _list_segments(finest) if finest is not None else ()
        words = _letters(_list_segments(finest)) if finest is not None else ""
        for way in tier.iterfind("segmentation"):
            if way is not finest and _letters([way]) in words:
                yield way


def _letters(elements: Iterable[Any]) -> str:
    """All letters of elements, whatever stands between them."""
    texts = (text for each in elements for text in each.itertext())
    return "".join(sign for sign in "".join(texts) if sign.isalnum())


def _list_segments(segmentation: Any) -> Iterator[Any]:
    for stretch in segmentation:
        inner = [each for each in stretch if len(each)]
        whole = inner and all(len(each) for each in stretch if each.tag == "ts")
        yield from inner if whole else (stretch,)


def _list_texts(element: Any) -> Iterator[str]:
    """The texts of an element; those between others only where they hold words."""
    inner = element.text or ""
    yield inner if not len(element) or has_words(inner) else ""
    for child in element:
        yield from _list_texts(child)
        yield child.tail if has_words(child.tail or "") else ""
