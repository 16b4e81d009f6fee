"""TTML, also called DFXP: captions of broadcasters and of meeting services, as XML."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from interviewkit.errors import SourceError
from interviewkit.model.settings import TranscriptSettings
from interviewkit.readers import cue_speakers
from interviewkit.readers.contract import Aside, Conversation, Heard, Source
from interviewkit.readers.cues import Cue
from interviewkit.readers.recognisers.subtitles import say_with_voice
from interviewkit.readers.recognisers.values import read_line, read_number, read_time
from interviewkit.readers.xml_tree import NOWHERE, parse_tree

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

_COUNTED = re.compile(r"(\d+(?:\.\d+)?)(h|m|s|ms|f|t)")
_FRAMES = re.compile(r"(\d+:\d\d:\d\d):(\d+)(?:\.\d+)?")


def is_timed_text(head: str) -> bool:
    """Whether it is XML whose first element is ``tt``."""
    return bool(
        re.match(r"\s*(?:<\?xml[^>]*\?>\s*)?(?:<!--.*?-->\s*)*<(?:\w+:)?tt[\s>]", head, re.DOTALL)
    )


def read_timed_text(source: Source, settings: TranscriptSettings) -> Heard:
    """One conversation from the paragraphs of a TTML file; agents are who speaks."""
    try:
        tree = parse_tree(_close_breaks(source.text))
    except SourceError as fault:
        return [], [source.problem(fault.message, hint="download it again", fatal=True)]
    root = tree.root
    clock = _Clock.of(root)
    agents = {
        _local_value(each, "id"): _name(each) for each in root.iter() if _tag(each) == "agent"
    }
    listed = [*_list_paragraphs(root, clock, agents, "", 0.0)]
    found = [_read_paragraph(p, clock, who, after, tree.line_of(p)) for p, who, after in listed]
    paragraphs = [p for p, _, _ in listed]
    aside = [
        *tree.list_unread(paragraphs, {each.tag: _why(each) for each in root.iter()}),
        *(each for p in paragraphs for each in _list_descriptions(p, tree.line_of(p))),
    ]
    problems = tree.tell_fault(source)
    said, repeated = cue_speakers.build_cue_turns(found, source, settings, problems)
    return [Conversation(tuple(said), aside=(*aside, *repeated))], problems


def _close_breaks(text: str) -> str:
    """With ``<br>`` closed, as pages of the web leave it open."""
    return text if re.search(r"</br\s*>", text) else text.replace("<br>", "<br/>")


@dataclass(frozen=True, slots=True)
class _Clock:
    """Frames and ticks of a second, as the file counts them."""

    frames: float
    ticks: float

    @classmethod
    def of(cls, root: Element) -> _Clock:
        frames = read_number(_local_value(root, "frameRate")) or 30.0
        ticks = read_number(_local_value(root, "tickRate")) or frames
        return cls(frames, ticks)

    def read(self, text: str) -> float | None:
        """Seconds of ``00:00:01.2``, ``1.2s``, ``1200ms``, ``12f``, ``1200t``, ``00:00:01:12``."""
        text = text.strip()
        if found := _COUNTED.fullmatch(text):
            units = {"h": 3600.0, "m": 60.0, "s": 1.0, "ms": 0.001}
            units |= {"f": 1 / self.frames, "t": 1 / self.ticks}
            return read_time(found[1], units[found[2]])
        if found := _FRAMES.fullmatch(text):
            whole = read_time(found[1])
            return None if whole is None else whole + int(found[2]) / self.frames
        return read_time(text) if ":" in text else None


def _tag(element: Element) -> str:
    return str(element.tag).rpartition("}")[2]


def _local_value(element: Element, name: str) -> str:
    """An attribute, in whatever name space it is."""
    found = (text for key, text in element.attrib.items() if key.rpartition("}")[2] == name)
    return next(found, "")


def _name(agent: Element) -> str:
    names = (read_line("".join(each.itertext())) for each in agent.iter() if _tag(each) == "name")
    return next(filter(None, names), _local_value(agent, "id"))


_DESCRIBED = ("metadata", "desc", "title")
"""Elements with words about the file or a part of it."""


def _why(element: Element) -> str:
    """Why words outside of paragraphs are no speech, by what they stand in."""
    if _tag(element) in ("agent", "name"):
        return ""
    is_about = _tag(element) in (*_DESCRIBED, "copyright")
    return "descriptions of the file" if is_about else NOWHERE


def _list_descriptions(p: Element, line: int) -> Iterator[Aside]:
    for each in p.iter():
        if _tag(each) in _DESCRIBED and (text := read_line("".join(each.itertext()))):
            yield Aside(line, text, "descriptions of the file")


def _list_paragraphs(
    element: Element, clock: _Clock, agents: Mapping[str, str], agent: str, after: float
) -> Iterator[tuple[Element, str, float]]:
    """Each paragraph, who speaks, and the time from which its times count."""
    agent = _local_value(element, "agent") or agent
    begin = clock.read(element.get("begin", ""))
    start = after + (begin or 0.0)
    if _tag(element) == "p":
        yield element, agents.get(agent, agent), after
        return
    if _tag(element) in ("head", "metadata"):
        return
    for child in element:
        yield from _list_paragraphs(child, clock, agents, agent, start)


def _read_paragraph(p: Element, clock: _Clock, speaker: str, after: float, line: int) -> Cue:
    """A cue; where a paragraph has no times of its own, its spans have some."""
    start = after + (clock.read(p.get("begin", "")) or 0.0)
    spans = [_list_times(each, clock) for each in p.iter()]
    inner = [begin for begin, _ in spans if begin is not None]
    timed = p.get("begin") is not None or bool(inner)
    ends = [start + stop for _, stop in spans[1:] if stop is not None]
    until, length = clock.read(p.get("end", "")), clock.read(p.get("dur", ""))
    end = after + until if until is not None else None
    if end is None:
        end = start + length if length is not None else max(ends, default=None)
    if p.get("begin") is None and inner:
        start += min(inner)
    lines = [line for line in map(read_line, "".join(_list_text(p)).split("\n")) if line]
    first, rest = (lines[0], lines[1:]) if lines else ("", [])
    texts = (say_with_voice(speaker, first), *(say_with_voice("", line) for line in rest))
    return Cue(start if timed else None, end if timed else None, line, texts)


def _list_times(element: Element, clock: _Clock) -> tuple[float | None, float | None]:
    return clock.read(element.get("begin", "")), clock.read(element.get("end", ""))


def _list_text(element: Element) -> Iterator[str]:
    """The words; a ``br`` is a line end, and line ends of the file are none."""
    if _tag(element) in _DESCRIBED:
        return
    yield "\n" if _tag(element) == "br" else (element.text or "").replace("\n", " ")
    for child in element:
        yield from _list_text(child)
        yield (child.tail or "").replace("\n", " ")
