"""Times that a tool writes into a text: found, read, and kept apart from the words.

A line comes out with one sign (:data:`STAMP`) in the place of each time, so that layouts see *that*
a time stands there and need not know the twenty ways of writing it. Some are times for sure:
``[00:01:12]``, ``#00:00:49-0#``, ``00:01 --> 00:04``. Others may be speech, as in ``12:30 we left``
or ``(12:30)``; whether they are times is for the file as a whole to say.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from interviewkit.readers.times import CLOCK, parse_seconds

STAMP = "\ufdd0"
"""Stands for a time in a line; Unicode promises that no text holds this character."""

ENOUGH = 3
"""From so many doubtful times in rising order on, they are the tool's."""

WORDS = 4
"""A line of so many words and a time may be a name and when it speaks."""

_CLOCK = rf"{CLOCK}(?::\d\d(?!\d))?(?:\s?[AaPp]\.?[Mm]\b\.?)?"
_ARROW = r"(?:-{1,2}>|=>|[→⟶⇒])"
_DASH = r"(?:[-–—~]|bis|to)"
_WORD = (
    r"(?:(?:[Tt]ime ?(?:[Ss]tamp|[Cc]ode)?|TC|[Aa]t|@|[Zz]eit|[Zz]eitmarke|[Mm]in(?:\.|ute)?)"
    r"[:\s]\s?)?"
)
_COUNT = r"\d{1,6}\.\d{1,3}s?"
_STAMP = re.compile(
    rf"(?P<dated>^[\[(]?\d{{1,4}}[./-]\d{{1,2}}[./-]\d{{1,4}},?\s{_CLOCK}[\])]?)|"
    r"(?P<firm>"
    rf"#\s?{CLOCK}(?:-\d{{1,3}})?\s?#"
    rf"|[\[{{<(]\s?{_WORD}{_CLOCK}\s{{0,3}}(?:{_ARROW}|{_DASH})\s{{0,3}}{_CLOCK}\s?[\]}}>)]"
    rf"|[\[{{<]\s?{_WORD}{_CLOCK}\s?[\]}}>]"
    rf"|[\[(]\s?{_COUNT}\s{{0,3}}{_ARROW}\s{{0,3}}{_COUNT}\s?[\])]"
    rf"|(?<![\d:.]){_CLOCK}\s{{0,3}}{_ARROW}\s{{0,3}}{_CLOCK}(?![\d:])"
    r"|^\d+\.\d+\t\d+\.\d+(?=\t)"  # labels of Audacity, in seconds
    r")"
    rf"|(?P<column>(?<=\t){_CLOCK}(?:\t{_CLOCK})?(?=\t))"
    rf"|(?P<round>\(\s?{_WORD}{_CLOCK}\s?\))"
    rf"|(?P<lead>^{_CLOCK}(?:\s?{_DASH}\s?{_CLOCK})?(?=[\s|]|$|[-–—](?!\d)))"
    rf"|(?P<tail>(?:(?<=\s\s)|(?<=\t)){_CLOCK}(?=\s|$)|(?<=[\s|,·•]){_CLOCK}(?=\s{{0,3}}:?\s{{0,3}}$))"
)
_ANY = re.compile(rf"{_CLOCK}|{_COUNT}")
_SPOKEN_MARK = re.compile(r"#\s?([\d:.,]+)-(\d{1,3})\s?#")


@dataclass(frozen=True, slots=True)
class Stamp:
    """A time in seconds, where a range ends, and how it was written.

    ``kind`` is ``firm``, or the place of a time that may be speech: ``round`` (in round brackets),
    ``lead`` (at the head of a line), ``tail`` (at its end), ``column`` (between tabs).
    ``start`` is ``None`` where the time is one of the day.
    """

    start: float | None
    end: float | None
    written: str
    kind: str = "firm"


@dataclass(frozen=True, slots=True)
class StampedLine:
    """A line of a text: its number in the file, its words with :data:`STAMP` for each time, and
    these times in their order."""

    number: int
    text: str
    stamps: tuple[Stamp, ...] = ()

    @property
    def is_blank(self) -> bool:
        return not self.text

    @property
    def is_time(self) -> bool:
        """Whether the line is nothing but times."""
        sure = all(stamp.kind == "firm" for stamp in self.stamps)
        return bool(self.stamps) and sure and self.has_no_words

    @property
    def has_no_words(self) -> bool:
        """Whether beside times there are only signs that tools put around one."""
        return not self.text.replace(STAMP, "").strip(" -–—|•·,:*_")

    @property
    def closing(self) -> Stamp | None:
        """The time with which the line ends, if words stand before it."""
        ends = self.text.rstrip(" .*_").endswith(STAMP) and not self.is_time
        return self.stamps[-1] if ends and self.stamps[-1].kind == "firm" else None

    def after(self, at: int) -> StampedLine:
        """The rest of the line from a place in its text on."""
        passed = self.text.count(STAMP, 0, at)
        return StampedLine(self.number, self.text[at:].strip(), self.stamps[passed:])

    def spoken(self) -> str:
        """The words: without times, and with those that are none as they were written."""
        if not self.stamps:
            return self.text
        words, *rest = self.text.split(STAMP)
        for stamp, text in zip(self.stamps, rest, strict=True):
            if stamp.kind != "firm":
                words += stamp.written + text
            elif words.rstrip() and text[:1] in ",.;:!?":
                words = words.rstrip() + text
            else:
                gap = " " if words.strip() and text.strip() else ""
                words = words.rstrip() + gap + text.lstrip()
        return words.strip()


def mark_times(number: int, text: str) -> StampedLine:
    """A line with its times marked; one that cannot be a time (``75:99``) stays text."""
    if not any(sign in text for sign in (":", "->", "→", "\t")):
        return StampedLine(number, text)
    stamps: list[Stamp] = []

    def take(found: re.Match[str]) -> str:
        stamp = _parse_stamp(found)
        if not stamp:
            return found[0]
        stamps.append(stamp)
        return STAMP

    marked = _STAMP.sub(take, text.replace(STAMP, ""))
    line = StampedLine(number, marked, tuple(stamps))
    if line.has_no_words and sum(stamp.kind != "firm" for stamp in stamps) < 2:
        return settle_line(line, lambda _: True)  # ``10:30 10:30`` may be said, ``10:30`` hardly
    return line


def _parse_stamp(found: re.Match[str]) -> Stamp | None:
    if found.lastgroup == "dated":  # of a chat: when it was written, by the clock on the wall
        return Stamp(None, None, found[0])
    tenths = _SPOKEN_MARK.sub(r"\1.\2", found[0])
    times = _ANY.findall(tenths)
    of_day = [time[-2:].lower() in ("am", "pm") or time[-1] == "." for time in times]
    read = [parse_seconds(time.rstrip("s")) for time in times]
    if any(value is None and not day for value, day in zip(read, of_day, strict=True)):
        return None
    start, *rest = (None if day else value for value, day in zip(read, of_day, strict=True))
    return Stamp(start, rest[0] if rest else None, found[0], found.lastgroup or "firm")


def settle_line(line: StampedLine, is_time: Callable[[Stamp], bool]) -> StampedLine:
    """The line with its doubtful times made sure where ``is_time`` says so."""
    stamps = tuple(
        Stamp(each.start, each.end, each.written) if is_time(each) else each for each in line.stamps
    )
    return StampedLine(line.number, line.text, stamps)


def settle_times(lines: Sequence[StampedLine]) -> list[StampedLine]:
    """The lines, with doubtful times made sure where the file as a whole writes them.

    Those in round brackets, if most stand at the head or end of lines; those at line ends, if most
    lines have one, or one between tabs. In all cases there are three at least, and they rise.
    """
    kinds = {kind for kind in ("round", "tail", "column") if _are_times(lines, kind)}
    if not kinds:
        return list(lines)
    return [settle_line(line, lambda stamp: stamp.kind in kinds) for line in lines]


def _are_times(lines: Sequence[StampedLine], kind: str) -> bool:
    having = [line for line in lines if any(stamp.kind == kind for stamp in line.stamps)]
    if kind == "tail":
        having = [
            line for line in having if line.text[0].islower() or len(line.text.split()) > WORDS
        ]
    found = (stamp for line in having for stamp in line.stamps if stamp.kind == kind)
    starts = [stamp.start for stamp in found if stamp.start is not None]
    if len(starts) < ENOUGH or any(one >= two for one, two in pairwise(starts)):
        return False
    if kind == "round":
        return sum(_is_at_edge(line.text) for line in having) * 2 > len(having)
    return len(having) * 2 > sum(not (line.is_blank or line.is_time) for line in lines)


def _is_at_edge(text: str) -> bool:
    return text.startswith(STAMP) or text.rstrip(" .").endswith(STAMP)
