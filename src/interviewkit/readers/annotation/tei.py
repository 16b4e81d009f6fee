"""TEI's transcriptions of speech, also as ISO 24624 has them: utterances over a timeline."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from interviewkit.errors import SourceError
from interviewkit.model.settings import TranscriptSettings
from interviewkit.readers.annotation.heard import finish_pieces, name_medium
from interviewkit.readers.annotation.timeline import parse_time
from interviewkit.readers.contract import Aside, Heard, Source, SpeechPiece
from interviewkit.readers.join import has_words
from interviewkit.readers.times import parse_seconds
from interviewkit.readers.xml_tree import XmlTree, find_root_name, parse_tree

_ROOTS = ("TEI", "TEI.2", "teiCorpus")
_SPOKEN = ("u", "sp")
_BESIDE = frozenset(
    {"desc", "incident", "vocal", "kinesic", "note", "stage", "writing", "spanGrp", "speaker"}
    | {"figDesc", "fw", "del", "corr", "reg", "expan"}
)
"""Elements within speech whose words nobody says."""

_UNITS = {"ms": 0.001, "min": 60.0, "h": 3600.0}


def is_tei(head: str) -> bool:
    """Whether a text begins as a TEI document does."""
    return find_root_name(head) in _ROOTS


def read_tei(source: Source, settings: TranscriptSettings) -> Heard:
    """One conversation: a piece for each utterance (``u``) or speech (``sp``).

    Names come from the list of persons; gestures, noises, notes and corrections are set aside.
    """
    try:
        tree = parse_tree(source.text)
    except SourceError as fault:
        return [], [source.problem(fault.message, hint=fault.hint, fatal=True)]
    file = _TeiFile(tree, dict(_list_names(tree.root)), _read_points(tree.root))
    pieces = [piece for each in tree.root.iter() for piece in file.read(each)]
    if not pieces:
        what = "it is a TEI document without utterances (<u>) or speeches (<sp>)"
        hint = "save its text as .txt, with a name before each turn"
        return [], [source.problem(what, hint=hint, fatal=True)]
    media = (each.get("url", "") for each in tree.root.iter() if _tag(each) == "media")
    facts = {"recording": name_medium(next(filter(None, media), ""))}
    return finish_pieces(pieces, file.aside, source, settings, facts, tree.tell_fault(source))


def _tag(element: Any) -> str:
    return str(element.tag).rpartition("}")[2]


def _find(element: Any, *names: str) -> str:
    """An attribute by its name, in whatever name space it is."""
    found = {key.rpartition("}")[2]: value for key, value in element.attrib.items()}
    return next((found[name].strip() for name in names if found.get(name)), "")


def _list_names(root: Any) -> Iterator[tuple[str, str]]:
    """What each person is called, by the id under which speech refers to them."""
    for person in root.iter():
        if _tag(person) not in ("person", "personGrp"):
            continue
        inner = {_tag(each): each for each in reversed(list(person.iter()))}
        named = next((inner[tag] for tag in ("abbr", "persName", "name") if tag in inner), None)
        written = " ".join("".join(named.itertext()).split()) if named is not None else ""
        yield _find(person, "id"), written or _find(person, "n") or _find(person, "id")


def _read_points(root: Any) -> dict[str, float]:
    """Seconds of the points of the timeline; each counts from the one that it refers to."""
    points: dict[str, float] = {}
    for line in (each for each in root.iter() if _tag(each) == "timeline"):
        unit = _UNITS.get(_find(line, "unit"), 1.0)
        for when in line:
            since = points.get(_find(when, "since").lstrip("#"), 0.0)
            interval = parse_time(_find(when, "interval"))
            absolute = parse_seconds(_find(when, "absolute"))
            if interval is not None:
                points[_find(when, "id")] = since + interval * unit
            elif absolute is not None or not _find(when, "since"):
                points[_find(when, "id")] = absolute or 0.0
    return points


@dataclass
class _TeiFile:
    """What the utterances of a file gave so far."""

    tree: XmlTree
    names: Mapping[str, str]
    points: Mapping[str, float]
    aside: list[Aside] = field(default_factory=list)
    around: dict[Any, Any] = field(default_factory=dict)

    def read(self, element: Any) -> Iterator[SpeechPiece]:
        """What is said in an utterance, if this is one; a block around it has its speaker."""
        if _tag(element) == "annotationBlock":
            self.around |= {each: element for each in element if _tag(each) == "u"}
            self._set_aside_grids(element)
        if _tag(element) not in _SPOKEN:
            return
        line = self.tree.line_of(element)
        text = " ".join("".join(self._words(element, line)).split())
        if has_words(text):
            block = self.around.get(element, element)
            who = _find(element, "who") or _find(block, "who") or self._named(element)
            start = self._seconds(element, block, "start", "begin")
            end = self._seconds(element, block, "end")
            yield SpeechPiece(self._name(who), text, start, end, line)

    def _named(self, element: Any) -> str:
        named = (each for each in element if _tag(each) == "speaker")
        return "".join(next((each.itertext() for each in named), ())).strip().rstrip(":.")

    def _name(self, who: str) -> str:
        """The names behind ``#A #B``; a name that is written out stays as it is."""
        if "#" not in who:
            return self.names.get(who, who)
        ids = [each.rpartition("#")[2] for each in who.split()]
        return " + ".join(self.names.get(each, each) for each in ids)

    def _seconds(self, element: Any, block: Any, *names: str) -> float | None:
        inner = [element, block, *(each for each in element if _tag(each) == "seg")]
        for each in reversed(inner) if names[0] == "end" else inner:
            if written := _find(each, *names):
                point = self.points.get(written.lstrip("#"))
                return point if point is not None else parse_seconds(written)
        return None

    def _words(self, element: Any, line: int) -> Iterator[str]:
        """The texts of an utterance; words that are marked as such are parted by a blank."""
        yield element.text or ""
        for child in element:
            tag = _tag(child)
            if tag in _BESIDE:
                self._set_aside(child, line)
            elif tag in ("w", "pc"):
                glued = tag == "pc" or _find(child, "join") in ("left", "both")
                word = "".join(self._words(child, line)).split()
                yield ("" if glued else " ") + " ".join(word)
            else:
                yield " " * (tag in ("seg", "p", "l", "lb", "pause", "anchor"))
                yield from self._words(child, line)
            tail = child.tail or ""
            yield tail.lstrip() if tag == "w" and not tail.strip() else tail

    def _set_aside(self, element: Any, line: int) -> None:
        text = " ".join("".join(element.itertext()).split())
        if has_words(text) and _tag(element) != "speaker":
            self.aside.append(Aside(line, text, "what is told of speech and not said"))

    def _set_aside_grids(self, block: Any) -> None:
        for each in block:
            if _tag(each) == "spanGrp":
                self._set_aside(each, self.tree.line_of(each))
