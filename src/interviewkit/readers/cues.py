"""Timed cues of WebVTT and SubRip, tolerant of everything that real files get wrong.

webvtt-py drops text that has no time above it, and srt folds it into the cue before without a
word. Here both are told, by line, and kept: hence a parser of our own. The tests hold it against
those two packages on well-formed files.

``1985`` above a time is a number like ``12``, and only the numbering of the whole file tells that
the one is speech and the other is not.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import groupby

from interviewkit.errors import Problem
from interviewkit.readers.contract import Aside, Source
from interviewkit.readers.times import parse_seconds

_TIMING = re.compile(
    r"(?P<bracket>\[?)\s*(?P<start>[^\s\[\]]{0,16}?)\s*-->\s*(?P<end>[^\s\]]*)\]?(?P<rest>.*)"
)
_CLOCK = re.compile(r"\d+:\S*\d")
_SETTINGS = re.compile(
    r"\s*(?:(?:align|line|position|size|vertical|[XY][12])\s*:\s*"
    r"(?:start|center|centre|middle|end|left|right|rl|lr|[-\d.]+%?(?:,[\w-]*)?)(?!\S)"
    r"|region\s*:\s*\S+)",
    re.IGNORECASE,
)


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
    lines = [(number, line.strip()) for number, line in enumerate(text.split("\n"), 1)]
    for is_filled, block in groupby(lines, key=lambda each: bool(each[1])):
        if is_filled:
            yield list(block)


def match_timing(line: str) -> re.Match[str] | None:
    """The line taken apart, if it is the time of a cue and no speech with an arrow in it."""
    match = _TIMING.match(line) if "-->" in line else None
    if match and (_CLOCK.match(match["start"]) or _CLOCK.match(match["end"])):
        return match
    return None


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
    names = find_names(lines, times, any_text=source.text.lstrip().startswith("WEBVTT"))
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
    asides = [Aside(line.number, line.text, "names of cues") for line in names.in_words]
    return cues, asides, problems


def _untimed(lines: Sequence[CueLine], source: Source, problems: list[Problem]) -> list[Cue]:
    if not lines:
        return []
    what, hint = "text without a time; it was kept", "give its cue a time line"
    problems.append(source.problem(what, line=lines[0].number, hint=hint))
    return [Cue(None, None, lines[0].number, tuple(line.text for line in lines))]


def _cue(timing: CueLine, body: Sequence[CueLine], source: Source, problems: list[Problem]) -> Cue:
    match = match_timing(timing.text)
    start, end = (parse_seconds(match[each]) if match else None for each in ("start", "end"))
    if start is None or end is None:
        what = f"{timing.text[:60]!r} is not a valid time; the text below it was kept"
        problems.append(source.problem(what, line=timing.number, hint="write it as 00:01:02.500"))
    elif end < start:
        problems.append(source.problem("the cue ends before it starts", line=timing.number))
    beside = _find_speech_beside(match) if match else ""
    texts = tuple(filter(None, [beside, *(line.text for line in body)]))
    first = timing.number if beside or not body else body[0].number
    return Cue(start, end, first, texts)


def _find_speech_beside(match: re.Match[str]) -> str:
    """Speech on the line of its time, as Whisper prints it; settings of the cue are none."""
    rest = match["rest"]
    while not match["bracket"] and (setting := _SETTINGS.match(rest)):
        rest = rest[setting.end() :]
    return rest.strip()


# -- which lines above a time are the number or name of the cue, and which are speech --------------


_LIKE_AN_ID = re.compile(r"(?=\S*[\d/_])\S+")
"""What tools write for people never to read: ``8f0a1c2e/12-0``, ``cue_3``."""


@dataclass(frozen=True, slots=True)
class CueLine:
    """A line that is not blank: its number, its text, and whether it follows a blank one."""

    number: int
    text: str
    opens: bool


@dataclass(frozen=True, slots=True)
class CueNames:
    """Places of the lines that name cues: above a time, or above text whose time is missing."""

    lines: Sequence[CueLine]
    above_times: frozenset[int]
    without_time: frozenset[int]

    def without(self, places: range) -> list[CueLine]:
        """The lines at these places that are no names."""
        names = self.above_times | self.without_time
        return [self.lines[place] for place in places if place not in names]

    def cut(self, start: int, stop: int) -> int:
        """The number of the line where a cue without a time begins in this stretch."""
        places = [place for place in range(start, stop) if place in self.without_time]
        return self.lines[places[0]].number if places else self.lines[-1].number + 1

    @property
    def in_words(self) -> list[CueLine]:
        """Names that a person may have written: neither a number nor like an id."""
        names = [self.lines[place] for place in sorted(self.above_times)]
        return [line for line in names if not _LIKE_AN_ID.fullmatch(line.text)]


def find_names(lines: Sequence[CueLine], times: Sequence[int], *, any_text: bool) -> CueNames:
    """The names among these lines; ``times`` are the places of the time lines.

    With ``any_text`` (WebVTT) a name may be any line, else it is a number.
    """
    if not times:
        return CueNames(lines, frozenset(), _counted_up(lines))
    above = _above(times)
    numbers = _numbers(lines, times, above)
    skipped = _skipped(lines, times, numbers)
    found = {above[cue] for cue in numbers}
    if any_text:
        found |= _texts(lines, times, above, any_number=bool(numbers))
    return CueNames(lines, frozenset(found), skipped)


def _above(times: Sequence[int]) -> dict[int, int]:
    """The place of the line above each time, by cue, where it is not the time before."""
    befores = [-1, *times]
    return {
        cue: time - 1
        for cue, (before, time) in enumerate(zip(befores, times, strict=False))
        if time - 1 > before
    }


def _numbers(
    lines: Sequence[CueLine], times: Sequence[int], above: Mapping[int, int]
) -> dict[int, int]:
    """The numbers of cues, by cue."""
    values = {cue: _value(lines[place]) for cue, place in above.items()}
    found = {cue: value for cue, value in values.items() if value is not None}
    is_numbered = len(found) * 2 >= len(times)
    kept: dict[int, int] = {}
    for cue, value in found.items():
        fits = _fits(cue, value, found, kept)
        apart = lines[times[cue]].opens  # a blank line stands between the number and the time
        alone = lines[above[cue]].opens
        belongs = is_numbered and alone and not apart and not _breaks(cue, value, found)
        if belongs or (fits and (is_numbered or not apart)):
            kept[cue] = value
    return kept


def _value(line: CueLine) -> int | None:
    return int(line.text) if line.text.isdecimal() and len(line.text) < 10 else None


def _fits(cue: int, value: int, found: Mapping[int, int], kept: Mapping[int, int]) -> bool:
    """Whether the number goes on from the one before, or is the cue's place in the file."""
    first = found.get(0, 1)
    return (
        value in (cue + 1, cue + first)
        or value == kept.get(cue - 1, value) + 1
        or found.get(cue + 1) == value + 1
    )


def _breaks(cue: int, value: int, found: Mapping[int, int]) -> bool:
    """Whether the numbers around it count up without this one."""
    before, after = found.get(cue - 1), found.get(cue + 1)
    if before is None or after is None or before >= after:
        return False
    return not before < value < after


def _texts(
    lines: Sequence[CueLine], times: Sequence[int], above: Mapping[int, int], *, any_number: bool
) -> set[int]:
    """Lines of text that name a cue: ids, and any single line where others have names too."""
    single = {
        place
        for cue, place in above.items()
        if lines[place].opens and not lines[times[cue]].opens and _value(lines[place]) is None
    }
    ids = {place for place in single if _LIKE_AN_ID.fullmatch(lines[place].text)}
    return single if any_number or ids or len(single) * 2 >= len(times) else ids


def _skipped(
    lines: Sequence[CueLine], times: Sequence[int], numbers: Mapping[int, int]
) -> frozenset[int]:
    """Numbers above text whose time is missing: the one that the numbering leaves out."""
    skipped = set()
    for cue, value in numbers.items():
        is_last = cue + 1 == len(times)
        stop = len(lines) if is_last else times[cue + 1]
        if is_last or numbers.get(cue + 1) == value + 2:
            body = range(times[cue] + 1, stop)
            opening = [n for n in body if lines[n].opens and _value(lines[n]) == value + 1]
            followed = [n for n in opening if n + 1 < stop and not lines[n + 1].opens]
            skipped |= set(followed if is_last else opening)
    return frozenset(skipped)


def _counted_up(lines: Sequence[CueLine]) -> frozenset[int]:
    """In a file without any time: numbers that open paragraphs and count up from one."""
    opening = [place for place, line in enumerate(lines) if line.opens and _value(line) is not None]
    return frozenset(place for n, place in enumerate(opening, 1) if _value(lines[place]) == n)
