"""Timed cues of WebVTT and SubRip, tolerant of everything that real files get wrong.

webvtt-py drops text that has no time above it, and srt folds it into the cue before without a
word. Here both are told, by line, and kept: hence a parser of our own. The tests hold it against
those two packages on well-formed files.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from interviewkit.errors import Problem
from interviewkit.readers.contract import Aside, Source
from interviewkit.readers.cue_names import CueLine, CueNames, find_names
from interviewkit.readers.times import parse_seconds

_TIMING = re.compile(
    r"(?P<bracket>\[?)\s*(?P<start>[^\s\[\]]{0,16}?)\s*-->\s*(?P<end>[^\s\]]*)\]?(?P<rest>.*)"
)
_CLOCK = re.compile(r"\d+:\S*\d")
_SETTINGS = re.compile(
    r"\s*(?:align|line|position|region|size|vertical|[XY][12])\s*:\s*\S+", re.IGNORECASE
)

_NO_TIME = ("text without a time; it was kept", "give its cue a time line")
_NOT_A_TIME = ("is not a valid time; the text below it was kept", "write it as 00:01:02.500")


@dataclass(frozen=True, slots=True)
class Cue:
    """Lines of speech and their time in seconds; ``line`` is that of the first line of speech."""

    start: float | None
    end: float | None
    line: int
    lines: tuple[str, ...] = field(default=())


Block = list[tuple[int, str]]
"""Numbered lines between blank ones."""


def split_blocks(text: str) -> Iterator[Block]:
    """The paragraphs of a file with the numbers of their lines."""
    block: Block = []
    for number, line in enumerate(text.split("\n"), 1):
        if line.strip():
            block.append((number, line.strip()))
        elif block:
            yield block
            block = []
    if block:
        yield block


def match_timing(line: str) -> re.Match[str] | None:
    """The line taken apart, if it is the time of a cue and no speech with an arrow in it."""
    match = _TIMING.match(line) if "-->" in line else None
    if match and (_CLOCK.match(match["start"]) or _CLOCK.match(match["end"])):
        return match
    return None


def parse_blocks(found: Sequence[Block], source: Source) -> tuple[list[Cue], list[Problem]]:
    """The cues in these blocks. Text without a time stays, as a cue of its own without times."""
    found_cues, _, problems = parse_cues(found, source)
    return found_cues, problems


def parse_cues(
    found: Sequence[Block], source: Source
) -> tuple[list[Cue], list[Aside], list[Problem]]:
    """The cues in these blocks; names of cues that hold words, set aside; and what is wrong."""
    lines = [
        CueLine(number, text, place == 0)
        for block in found
        for place, (number, text) in enumerate(block)
    ]
    times = [place for place, line in enumerate(lines) if match_timing(line.text)]
    names = find_names(lines, times, any_text=source.text.startswith("WEBVTT"))
    stops = [*times, len(lines)]
    problems: list[Problem] = []
    cues = _untimed(names.without(range(stops[0])), source, problems)
    gaps: list[int] = []
    for start, stop in zip(times, stops[1:], strict=True):
        body = names.without(range(start + 1, stop))
        cut = names.cut(start + 1, stop)
        timed = [line for line in body if line.number < cut]
        cues.append(_cue(lines[start], timed, source, problems))
        gaps += [line.number for line in timed[1:] if line.opens][:1]
        cues += _untimed([line for line in body if line.number >= cut], source, problems)
    if gaps:
        what = f"{len(gaps)} cues go on" if len(gaps) > 1 else "a cue goes on"
        what += " after a blank line; its words were kept"
        problems.append(source.problem(what, line=gaps[0]))
    problems.sort(key=lambda problem: problem.line)
    return cues, _told(names), problems


def _untimed(lines: Sequence[CueLine], source: Source, problems: list[Problem]) -> list[Cue]:
    if not lines:
        return []
    what, hint = _NO_TIME
    problems.append(source.problem(what, line=lines[0].number, hint=hint))
    return [Cue(None, None, lines[0].number, tuple(line.text for line in lines))]


def _cue(timing: CueLine, body: Sequence[CueLine], source: Source, problems: list[Problem]) -> Cue:
    match = match_timing(timing.text)
    start, end = (
        (parse_seconds(match["start"]), parse_seconds(match["end"])) if match else (None, None)
    )
    if start is None or end is None:
        what, hint = _NOT_A_TIME
        problems.append(
            source.problem(f"{timing.text[:60]!r} {what}", line=timing.number, hint=hint)
        )
    elif end < start:
        problems.append(source.problem("the cue ends before it starts", line=timing.number))
    beside = _beside(match) if match else ""
    texts = tuple(filter(None, [beside, *(line.text for line in body)]))
    first = timing.number if beside or not body else body[0].number
    return Cue(start, end, first, texts)


def _beside(match: re.Match[str]) -> str:
    """Speech on the line of its time, as Whisper prints it; settings of the cue are none."""
    rest = match["rest"]
    while not match["bracket"] and (setting := _SETTINGS.match(rest)):
        rest = rest[setting.end() :]
    return rest.strip()


def _told(names: CueNames) -> list[Aside]:
    return [Aside(line.number, line.text, "names of cues") for line in names.in_words]
