"""Times of a recording as seconds, and dates as ISO 8601."""

from __future__ import annotations

import datetime as dt
import re
from collections import Counter
from collections.abc import Callable, Sequence
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from interviewkit.readers.letter_case import is_small

CLOCK = r"\d{1,3}:\d{1,2}(?::\d{1,2})?(?:[.,]\d{1,6})?"
"""H:MM:SS, MM:SS, M:SS, with or without a fraction: for use inside other expressions."""

_CLOCK = re.compile(r"(?:(\d{1,10}):)?(\d{1,3}):(\d{1,2})(?:[.,:](\d{1,9}))?")
_SECONDS = re.compile(r"\d{1,9}(?:\.\d+)?")
_ISO = re.compile(r"(\d{4})[-/.](\d{1,2})(?:[-/.](\d{1,2}))?(?:[T ].*)?")
_COMPACT = re.compile(r"(\d{4})(\d{2})(\d{2})")
_DAY_FIRST = re.compile(
    r"(\d{1,2})(?:st|nd|rd|th|er)?\.?\s+(?:de\s+)?(\w+)\.?,?\s+(?:de\s+)?(\d{4})\b.*"
)
_MONTH_FIRST = re.compile(r"(\w+)\.?\s+(\d{1,2})(?:st|nd|rd|th)?,?\s+(\d{4})\b.*")
_DOTTED = re.compile(r"(\d{1,2})\.\s?(\d{1,2})\.\s?(\d{4})\b.*")
_DIGIT = re.compile(r"\d")
_WEEKDAY = re.compile(r"[^\W\d_]{2,12}\.?,\s*(?:(?:den|le|the)\s+)?(?=\S)")
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_OTHER_MONTHS = {
    **dict.fromkeys(("jän", "janv", "ene", "gen"), 1),
    **dict.fromkeys(("fév", "fev"), 2),
    **dict.fromkeys(("mär", "maerz", "mars", "maart"), 3),
    **dict.fromkeys(("avr", "abr"), 4),
    **dict.fromkeys(("mai", "mei", "mag"), 5),
    **dict.fromkeys(("juin", "giu"), 6),
    **dict.fromkeys(("juil", "lug"), 7),
    **dict.fromkeys(("août", "ago"), 8),
    "set": 9,
    **dict.fromkeys(("okt", "out", "ott"), 10),
    **dict.fromkeys(("dez", "déc", "dic"), 12),
}
"""How months begin in German, French, Spanish, Portuguese, Italian and Dutch."""


def parse_seconds(text: str) -> float | None:
    """Seconds from ``H:MM:SS(.mmm)``, ``M:SS`` or plain seconds; ``None`` if it is none of them."""
    text = text.strip()
    if ":" not in text:
        return float(text) if _SECONDS.fullmatch(text) else None
    match = _CLOCK.fullmatch(text)
    if not match:
        return None
    hours, minutes, whole, fraction = match.groups()
    if int(whole) >= 60 or (hours and int(minutes) >= 60):
        return None
    seconds = float(f"{whole}.{fraction}" if fraction else whole)
    return int(hours or 0) * 3600 + int(minutes) * 60 + seconds


SLOW, FAST = 0.05, 120.0
"""Nobody says fewer words a second, or more: this tells milliseconds from seconds."""


def find_unit(counts: Sequence[float], words: int, whole: float = 0.0) -> float:
    """The seconds that one of these counts of time is: 0.001 where whole numbers are too many for
    so many words, else 1. ``whole`` is how long the words took; by default from first to last."""
    if not counts or any(count % 1 for count in counts) or max(counts) < 60:
        return 1.0
    pace = words / max(whole or max(counts) - min(counts), 1)
    return 0.001 if pace < SLOW and pace * 1000 <= FAST else 1.0


def parse_date(text: str) -> str:
    """The date as ``YYYY-MM-DD`` (or ``YYYY-MM``); empty where it is unclear, as in 03/04/2025."""
    if not _DIGIT.search(text):
        return ""
    text = _WEEKDAY.sub("", text.strip(), count=1)
    if match := _ISO.fullmatch(text) or _COMPACT.fullmatch(text):
        year, month, day = match.groups()
        return _checked(year, month, day)
    if match := _DOTTED.fullmatch(text):  # with dots the day is first wherever they are written
        day, month, year = match.groups()
        return _checked(year, month, day)
    if match := _DAY_FIRST.fullmatch(text):
        day, month, year = match.groups()
        return _checked(year, _month(month), day)
    if match := _MONTH_FIRST.fullmatch(text):
        month, day, year = match.groups()
        return _checked(year, _month(month), day)
    return ""


def _month(word: str) -> str:
    """The number of a month by its first letters; 0, which no date has, for any other word."""
    word = word.lower()
    others = (number for begin, number in _OTHER_MONTHS.items() if word.startswith(begin))
    return str(_MONTHS.index(word[:3]) + 1 if word[:3] in _MONTHS else next(others, 0))


def _checked(year: str, month: str, day: str | None) -> str:
    try:
        date = dt.date(int(year), int(month), int(day or 1))
    except ValueError:
        return ""
    return date.isoformat() if day else date.isoformat()[:7]


# -- times that a tool writes into a text: found, read, and kept apart from the words --------------

# A line comes out with one sign in the place of each time, so that layouts see *that* a time stands
# there and need not know the twenty ways of writing it. Some are times for sure: ``[00:01:12]``,
# ``#00:00:49-0#``. Others may be speech, as ``12:30 we left``: that is for the whole file to say.
STAMP = "\ufdd0"
"""Stands for a time in a line; Unicode promises that no text holds this character."""

_AT_TIMES = f"{STAMP} \u00a0-–—|•·,:*_#>"
"""A time, and signs that tools put around one."""

ENOUGH = 3
"""From so many doubtful times in rising order on, they are the tool's."""

WORDS = 4
"""A line of so many words and a time may be a name and when it speaks."""

_STAMPED_CLOCK = rf"{CLOCK}(?::\d\d(?!\d))?(?:\s?[AaPp]\.?[Mm]\b\.?)?"
_LONG_CLOCK = r"\d{1,3}:\d\d:\d\d(?:[.,]\d{1,6})?"
_ARROW = r"(?:-{1,2}>|=>|[→⟶⇒])"
_DASH = r"(?:[-–—~]|bis|to)"
_WORD = (
    r"(?:(?:[Tt]ime ?(?:[Ss]tamp|[Cc]ode)?|TC|[Aa]t|@|[Zz]eit|[Zz]eitmarke|[Mm]in(?:\.|ute)?)"
    r"[:\s]\s?)?"
)
_COUNT = r"\d{1,6}\.\d{1,3}s?"
_STAMP = re.compile(
    rf"(?=[\d#\[({{<`*_])(?:"  # a time begins with one of them
    rf"(?P<dated>^[\[(]?\d{{1,4}}[./-]\d{{1,2}}[./-]\d{{1,4}},?\s{_STAMPED_CLOCK}[\])]?)|"
    r"(?P<firm>"
    rf"#\s?{CLOCK}(?:-\d{{1,3}})?\s?#"
    rf"|[\[{{<(]\s?{_WORD}{_STAMPED_CLOCK}\s{{0,3}}(?:{_ARROW}|{_DASH}|[:,;/|])\s{{0,3}}{_STAMPED_CLOCK}\s?[\]}}>)]"
    rf"|[\[{{<]\s?{_WORD}{_STAMPED_CLOCK}\s?[\]}}>]"
    rf"|[\[(]\s?{_COUNT}\s{{0,3}}{_ARROW}\s{{0,3}}{_COUNT}\s?[\])]"
    rf"|(?<![\d:.]){_STAMPED_CLOCK}\s{{0,3}}{_ARROW}\s{{0,3}}{_STAMPED_CLOCK}(?![\d:])"
    rf"|`{_STAMPED_CLOCK}`|\*\*{_STAMPED_CLOCK}\*\*|(?<!\*)\*{_STAMPED_CLOCK}\*|_{_STAMPED_CLOCK}_"
    rf"|(?<![\d:.]){_LONG_CLOCK}\s{{0,3}}{_DASH}\s{{0,3}}{_LONG_CLOCK}(?![\d:])"
    r"|^\d+\.\d+\t\d+\.\d+(?=\t)"  # labels of Audacity, in seconds
    r")"
    rf"|(?P<column>(?:(?<=[\t|;])|(?<=\|\s)){_STAMPED_CLOCK}(?:\s?(?:[\t|;]|{_DASH})\s?{_STAMPED_CLOCK})?(?=[\t|;]|\s\|))"
    rf"|(?P<inner>(?<=[\[(]){_STAMPED_CLOCK}(?=\s?[\s|,@•·–—-]\s?[^\W\d])|(?<=[\s@,|–-]){_STAMPED_CLOCK}(?:\s?{_DASH}\s?{_STAMPED_CLOCK})?(?=[\])]))"
    rf"|(?P<round>\(\s?{_WORD}{_STAMPED_CLOCK}\s?\))"
    rf"|(?P<lead>^{_STAMPED_CLOCK}(?:\s?{_DASH}\s?{_STAMPED_CLOCK})?(?=[\s|]|$|[-–—](?!\d)|[,，、]\s?[^\W\d]))"
    rf"|(?P<tail>(?:(?<=\s\s)|(?<=\t)){_STAMPED_CLOCK}(?=\s|$)"
    rf"|(?<=[\s|,·•]){_STAMPED_CLOCK}(?:\s?{_DASH}\s?{_STAMPED_CLOCK})?(?=\s{{0,3}}:?(?:\*\*|__|\ue000)?:?\s{{0,3}}$))"
    r")"
)
_ANY = re.compile(rf"{_STAMPED_CLOCK}|{_COUNT}")
_CLOCK_SIGN, _COUNT_SIGN = re.compile(r":\d"), re.compile(r"\.\d")
"""One of them is in every way of writing a time; they are found much sooner than a time is."""

_HEAD_SIGNS = re.compile(r"(?:(?:#{1,6}|>+|[|•*-])\s+)*")
"""What makes a heading, a quote or a point of a list, before a time at the head of a line."""

_AROUND = r"[*_`\ue000]++"
_WRAPPED = re.compile(rf"(?<![*_`\ue000]){_AROUND}\s?{STAMP}\s?{_AROUND}|{STAMP}\s?<br\s?/?>")
"""A time in bold, in italics or as code."""

_WRAPS = ("*", "_", "`", "\ue000", "<br")

_SPOKEN_MARK = re.compile(r"#\s?([\d:.,]+)-(\d{1,3})\s?#")


class Stamp(NamedTuple):
    """A time in seconds, where a range ends, and how it was written.

    ``kind`` is ``firm``, or the place of a time that may be speech: ``round`` (in round brackets),
    ``lead`` (at the head of a line), ``tail`` (at its end), ``column`` (between tabs).
    ``start`` is ``None`` where the time is one of the day.
    """

    start: float | None
    end: float | None
    written: str
    kind: str = "firm"


class StampedLine(NamedTuple):
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
        if not self.stamps or not self.has_no_words:
            return False
        return all(stamp.kind == "firm" for stamp in self.stamps)

    @property
    def has_no_words(self) -> bool:
        """Whether beside times there are only signs that tools put around one."""
        return not self.text.strip(_AT_TIMES)

    @property
    def closing(self) -> Stamp | None:
        """The time with which the line ends, if words stand before it."""
        if not self.stamps:
            return None
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
        if self.is_time:
            return ""
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
    text = text.replace(STAMP, "")
    if not _may_hold_time(text, 0):
        return StampedLine(number, text)
    head = _HEAD_SIGNS.match(text)
    if head and head[0]:  # ``## 00:12``, ``- 00:12``
        line = mark_times(number, text[head.end() :])
        return StampedLine(number, head[0] + line.text, line.stamps)
    marked, stamps, at = "", [], 0
    while found := _STAMP.search(text, at):
        stamp = _parse_stamp(found[0], found.lastgroup or "firm")
        stamps += [stamp] if stamp else []
        marked += text[at : found.start()] + (STAMP if stamp else found[0])
        at = found.end()
        if not _may_hold_time(text, at):
            break
    if not at:
        return StampedLine(number, text)
    marked += text[at:]
    if any(map(marked.__contains__, _WRAPS)):
        marked = _WRAPPED.sub(STAMP, marked)
    line = StampedLine(number, marked, tuple(stamps))
    if sum(stamp.kind != "firm" for stamp in stamps) == 1 and line.has_no_words:
        return settle_line(line, lambda _: True)  # ``10:30 10:30`` may be said, ``10:30`` hardly
    return line


def _may_hold_time(text: str, at: int) -> bool:
    return bool(_CLOCK_SIGN.search(text, at) or _COUNT_SIGN.search(text, at))


@lru_cache(maxsize=8192)  # the talks of a study have much the same times
def _parse_stamp(written: str, kind: str) -> Stamp | None:
    if kind == "dated":  # of a chat: when it was written, by the clock on the wall
        return Stamp(None, None, written)
    tenths = _SPOKEN_MARK.sub(r"\1.\2", written) if "#" in written else written
    times = _ANY.findall(tenths)
    read: list[float | None] = []
    for time in times:
        of_day = time[-2:].lower() in ("am", "pm") or time[-1] == "."
        value = None if of_day else parse_seconds(time.rstrip("s"))
        if value is None and not of_day:
            return None
        read.append(value)
    end = read[1] if len(read) > 1 else None
    return Stamp(read[0], end, written, kind)


def settle_line(line: StampedLine, is_time: Callable[[Stamp], bool]) -> StampedLine:
    """The line with its doubtful times made sure where ``is_time`` says so."""
    if not line.stamps:
        return line
    stamps = tuple(
        Stamp(each.start, each.end, each.written) if is_time(each) else each for each in line.stamps
    )
    return StampedLine(line.number, line.text, stamps)


def settle_times(lines: Sequence[StampedLine]) -> list[StampedLine]:
    """The lines, with doubtful times made sure where the file as a whole writes them.

    Those in round brackets, if most stand at the head or end of lines; those at line ends, if most
    lines have one, or one between tabs. In all cases there are three at least, and they rise; two
    that are the same are of short turns within a second.
    """
    written = {stamp.kind for line in lines for stamp in line.stamps}
    kinds = {
        k for k in ("round", "tail", "column", "lead") if k in written and _are_times(lines, k)
    }
    if not kinds:
        return list(lines)
    return [settle_line(line, lambda stamp: stamp.kind in kinds) for line in lines]


def _are_times(lines: Sequence[StampedLine], kind: str) -> bool:
    having = [line for line in lines if any(stamp.kind == kind for stamp in line.stamps)]
    if kind == "tail":
        having = [
            line for line in having if is_small(line.text[0]) or len(line.text.split()) > WORDS
        ]
        count = Counter(line.text for line in having)  # a name and when it speaks comes back
        having = [line for line in having if count[line.text] == 1]
    found = (stamp for line in having for stamp in line.stamps if stamp.kind == kind)
    starts = [stamp.start for stamp in found if stamp.start is not None]
    if len(set(starts)) < ENOUGH or any(one > two for one, two in pairwise(starts)):
        return False
    if kind == "round":
        texts = [line.text.rstrip(" .") for line in having]
        at_edge = sum(text.startswith(STAMP) or text.endswith(STAMP) for text in texts)
        return at_edge * 2 > len(having)
    most = len(having) * 2 - sum(not (line.is_blank or line.is_time) for line in lines)
    return most >= 0 if kind == "lead" else most > 0
