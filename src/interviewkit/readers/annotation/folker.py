"""FOLKER's .flk and .fln: contributions over a timeline, at whatever level they were parsed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from interviewkit.errors import SourceError
from interviewkit.model.settings import TranscriptSettings
from interviewkit.readers.annotation.heard import finish_pieces, name_medium
from interviewkit.readers.annotation.timeline import Timeline, parse_time, read_timeline
from interviewkit.readers.contract import Aside, Heard, Source, SpeechPiece
from interviewkit.readers.join import has_words
from interviewkit.readers.xml_tree import XmlTree, find_root_name, parse_tree

_GLUED = frozenset({"p"})
"""Elements that stand right behind the word before."""


def is_folker(head: str) -> bool:
    """Whether a text begins as a FOLKER file does."""
    return find_root_name(head) == "folker-transcription"


def read_folker(source: Source, settings: TranscriptSettings) -> Heard:
    """One conversation: speakers by their ids, never by the names behind them.

    Sounds that nobody says, and second readings of uncertain words, are set aside.
    """
    try:
        tree = parse_tree(source.text)
    except SourceError as fault:
        return [], [source.problem(fault.message, hint=fault.hint, fatal=True)]
    file = _FolkerFile(tree, read_timeline(tree.root, "timepoint", "timepoint-id", "absolute-time"))
    found = list(tree.root.iter("contribution"))
    pieces = [piece for each in found for piece in file.read(each)]
    file.aside += tree.list_unread(found, {"speakers": ""})
    pieces.sort(key=lambda piece: file.orders[piece.line, piece.start])
    recording = tree.root.find("recording")
    medium = name_medium(recording.get("path", "")) if recording is not None else ""
    told = tree.tell_fault(source)
    return finish_pieces(pieces, file.aside, source, settings, {"recording": medium}, told)


@dataclass
class _FolkerFile:
    """What the contributions of a file gave so far."""

    tree: XmlTree
    timeline: Timeline
    aside: list[Aside] = field(default_factory=list)
    orders: dict[tuple[int, float | None], float] = field(default_factory=dict)

    def read(self, contribution: Any) -> Iterator[SpeechPiece]:
        """What is said in a contribution, if anything."""
        line = self.tree.line_of(contribution)
        text = "".join(self._words(contribution, line))
        begin, end = (contribution.get(f"{each}-reference", "") for each in ("start", "end"))
        start = self.timeline.seconds(begin)
        if start is None:
            start = parse_time(contribution.get("time", ""))
        if has_words(text):
            self.orders[line, start] = self.timeline.order(begin)
            speaker = contribution.get("speaker-reference", "").strip()
            text = " ".join(text.split())
            yield SpeechPiece(speaker, text, start, self.timeline.seconds(end), line)

    def _words(self, element: Any, line: int) -> Iterator[str]:
        """The texts of all words, in order; a blank before each but punctuation and glued words."""
        glue = True
        for child, text in _list_texts(element):
            if _is_no_word(child):
                self._set_aside(child, line)
            elif text:
                yield text if glue or child.tag in _GLUED else f" {text}"
                glue = child.get("transition") == "assimilated"
            elif child.tag in ("line", "phrase"):
                glue = False

    def _set_aside(self, element: Any, line: int) -> None:
        text = element.get("description") or " ".join("".join(element.itertext()).split())
        why = (
            "sounds that nobody says" if element.get("description") else "second readings of words"
        )
        if has_words(text):
            self.aside.append(Aside(line, text, why))


def _is_no_word(element: Any) -> bool:
    return element.tag == "alternative" or bool(element.get("description"))


def _list_texts(element: Any) -> Iterator[tuple[Any, str]]:
    """Each element with its own text, and again with what stands in it behind another one."""
    yield element, (element.text or "").strip()
    if _is_no_word(element):
        return
    for child in element:
        yield from _list_texts(child)
        if behind := (child.tail or "").strip():
            yield element, behind
