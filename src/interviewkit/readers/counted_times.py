"""Times that are written as counts: ``[10.00s - 14.00s]``, ``0.5 --> 3.2``, ``1m05s``.

Any one of them may be speech (``it took 12.5s``). They are a tool's where the file as a whole has
them: in one way of writing, at one place of its lines, and rising. Then they are rewritten as times
of a clock, which all layouts know.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from interviewkit.model.grouping import group_lists
from interviewkit.readers.labels import fold_label
from interviewkit.readers.letter_case import is_small
from interviewkit.readers.times import find_unit

ENOUGH = 3
"""So many times there are at least, but in a talk of a line or two that all begin with one."""

MOSTLY = 0.9
"""So many of them do not step back, and stand at the same place of their line."""

SPARSE = 6
"""Times that could be other numbers stand at least in one of so many lines."""

SLOWEST = 1.0
"""So many seconds a line takes on average where each has one bare number; pauses are shorter."""

LONGEST = 100
"""Characters before a time that may be a name."""

_NUMBER = r"\d{1,8}(?:[.,]\d{1,6})?"
_UNIT = r"\s?(?:milliseconds?|msecs?|ms|seconds?|secs?|sek(?:unden)?|s)(?![^\W_])"
_UNITS = (
    r"\d{1,3}\s?h(?:(?:rs?|ours?)?[\s:]?\d{1,2}\s?m(?:in(?:s|utes)?)?)?(?:[\s:]?\d{1,2}(?:[.,]\d+)?\s?s(?:ec(?:s|onds)?)?)?"
    r"|\d{1,3}\s?m(?:in(?:s|utes)?)?[\s:]?\d{1,2}(?:[.,]\d+)?\s?s(?:ec(?:s|onds)?)?"
    r"|\d{1,3}['′’]\s?\d{1,2}(?:''|[\"″”’])"
)
_DOTS = r"\d{1,2}\.[0-5]\d\.[0-5]\d"
_ONE = rf"(?:(?:{_UNITS})(?![^\W_])|{_DOTS}(?![.\d])|{_NUMBER}(?:{_UNIT})?)"
_FROM = r"(?:\b(?:[Ss]tart(?:_time)?|[Bb]egin|[Ff]rom|[Tt])\s?[=:]?\s?)?"
_TO = r"(?:\b(?:[Ee]nd(?:_time)?|[Ss]top|[Tt]o)\s?[=:]\s?)?"
_BETWEEN = (
    r"(?:\s{0,8}(?:-{1,2}>|=>|[→⟶⇒]|[-–—~]|\.\.+|[,;:|]|\b(?:to|bis|until)\b)\s{0,8}|\s{1,4})"
)
_WRITTEN = re.compile(
    rf"(?<![\w.,:/])(?:(?P<open>[\[({{<])\s*)?{_FROM}(?P<start>{_ONE})(?:(?P<between>{_BETWEEN}){_TO}(?P<end>{_ONE}))?"
    r"(?![\w%€$°/])(?!:\d)(?!\.\d)(?:\s*(?P<close>[\])}>]))?"
)
_HINT = re.compile(
    r"\d(?<![\d:.,]\d)\d{0,7}(?:[.,]\d|\s?(?:m?s|sec\w*|min\w*|h|m)(?![a-z])|['′]|\s?[-–]\s?\d+[\])]|\t\d)",
    re.IGNORECASE,
)
"""It begins with a digit, which is found much sooner than what must not stand before one."""

_HOURS = re.compile(
    r"(?:(\d+)\s?h\D*)?(?:(\d+)\s?(?:m(?!s)\D*|['′’]\s?))?(?:(\d+(?:[.,]\d+)?)\s?(?:s\D*|''|[\"″”’]))?",
    re.IGNORECASE,
)
_NEXT = re.compile(r" ([^\W\d_]+)(?![\w:：])")
_SHAPE = re.compile(_ONE)


@dataclass(frozen=True, slots=True)
class _Count:
    """One time of a line: where it stands, how it is written, and what is before it."""

    line: int
    found: re.Match[str]
    form: str
    place: str
    before: str

    @property
    def is_sure(self) -> bool:
        """Whether a unit stands in brackets, or two times with an arrow between."""
        in_pair = bool(self.found["open"] and self.found["close"])
        between = self.found["between"] or ""
        return (in_pair and bool(re.search(r"[su]", self.form))) or ">" in between


def write_counts_as_clocks(lines: Sequence[str]) -> list[str]:
    """The lines, with times that count seconds rewritten as those of a clock, where the file as a
    whole has them."""
    hinted = [number for number, line in enumerate(lines) if line and _HINT.search(line)]
    if not hinted:
        return list(lines)
    filled = sum(1 for line in lines if line)
    counts = [count for number in hinted for count in _find_counts(number, lines[number])]
    best: list[_Count] = []
    for same in group_lists(((count.form, count.place), count) for count in counts).values():
        first = list({count.line: count for count in reversed(same)}.values())[::-1]
        if len(first) > len(best) and _are_times(first, filled):
            best = first
    written = list(lines)
    unit = _find_unit(best, lines)
    for count in best:
        line, found = written[count.line], count.found
        written[count.line] = (
            f"{line[: found.start()]}{_as_clock(found, unit)}{line[found.end() :]}"
        )
    return written


def _find_counts(number: int, line: str) -> list[_Count]:
    """What may be times in a line: at its head, behind what may be a name, or at its end."""
    found = []
    first = next((n for n, sign in enumerate(line) if sign.isalnum()), 0)
    last = next((n for n in range(len(line) - 1, -1, -1) if line[n].isalnum()), 0)
    for match in _find_written(line):
        if match.start() <= first:
            place = "head"
        elif match.end() > last:
            place = "end"
        elif match.start() <= LONGEST:
            place = "name"
        else:
            continue
        if form := _find_form(match, place):
            before = line[: match.start()] if place == "name" else ""
            name = fold_label(re.sub(r"^[\W_\d]+|[\W_]+$", "", before))
            found.append(_Count(number, match, form, place, name))
    return found


def _find_written(line: str) -> Iterator[re.Match[str]]:
    """All that may be a count, also where one ends in the next: ``P 1 0.5-3.2``."""
    at = 0
    while match := _WRITTEN.search(line, at):
        yield match
        at = match.end("start")


def _find_form(match: re.Match[str], place: str) -> str:
    """How a time is written, its digits aside; empty for a number that is hardly one."""
    opens, closes = match["open"], match["close"]
    if bool(opens) != bool(closes):
        return ""
    shape = _SHAPE.sub(_shape_of, match[0])
    has_unit = bool(re.search(r"[su]", shape))
    has_fraction = "." in shape
    before = match.string[max(match.start() - 1, 0) : match.start()]
    after = match.string[match.end() : match.end() + 1]
    in_columns = after == "\t" and (place == "head" or before == "\t")
    if match["end"] is None and not (
        has_unit or (opens and has_fraction) or (place == "head" and has_fraction) or in_columns
    ):
        return ""
    if not (has_unit or has_fraction or in_columns or (opens and match["end"] is not None)):
        return ""
    return re.sub(r"\s", "", shape) + ("\t" if in_columns else "")


def _shape_of(one: re.Match[str]) -> str:
    """``n`` for a whole number, ``n.`` with a fraction; with ``s`` behind a unit."""
    text = one[0]
    if re.fullmatch(_DOTS, text) or re.fullmatch(_UNITS, text):
        return "u"
    unit = re.search(r"[a-z]+", text)
    return ("n." if re.search(r"[.,]", text) else "n") + (f"s{unit[0].lower()}" if unit else "")


def _are_times(counts: Sequence[_Count], filled: int) -> bool:
    """Whether these are a tool's: enough of them, hardly one steps back, none numbers headings."""
    starts = [_read(count.found["start"]) for count in counts]
    ends = [_read(count.found["end"]) if count.found["end"] else None for count in counts]
    if len(set(starts)) < ENOUGH and not _open_all_lines(counts, filled):
        return False
    if not counts[0].is_sure and len(counts) * SPARSE < filled:
        return False
    steps = [two >= one for one, two in pairwise(starts)]
    lasting = [end is None or end >= start for start, end in zip(starts, ends, strict=True)]
    if sum(steps) < MOSTLY * len(steps) or sum(lasting) < MOSTLY * len(lasting):
        return False
    if counts[0].place == "name":
        names = Counter(count.before for count in counts)
        if sum(n for n in names.values() if n > 1) < MOSTLY * len(counts) / 2:
            return False
    if counts[0].is_sure or counts[0].found["end"] is not None:
        return True
    is_pause = starts[-1] - starts[0] < SLOWEST * (len(counts) - 1)
    return not (is_pause or _number_headings(counts) or _measure(counts))


def _open_all_lines(counts: Sequence[_Count], filled: int) -> bool:
    """Whether each line of a short talk begins with a sure time, or each with words below it."""
    are_sure = all(count.is_sure and count.place == "head" for count in counts)
    return are_sure and counts[0].found["end"] is not None and len(counts) * 2 >= filled


def _number_headings(counts: Sequence[_Count]) -> bool:
    """Whether they count as headings do: ``1.1``, ``1.2``, ``2.1``, ``2.2``."""
    parts = [re.split(r"[.,]", count.found["start"]) for count in counts]
    if any(len(part) != 2 or not part[1].isdecimal() for part in parts):
        return False
    pairs = [(int(whole), int(fraction)) for whole, fraction in parts]
    follow = [
        (two[0] == one[0] and two[1] == one[1] + 1) or (two[0] == one[0] + 1 and two[1] <= 1)
        for one, two in pairwise(pairs)
    ]
    return sum(follow) * 2 >= len(follow)


def _measure(counts: Sequence[_Count]) -> bool:
    """Whether most are followed by the same small word, as what is measured: ``1.5 hours``."""
    behind = (_NEXT.match(count.found.string, count.found.end()) for count in counts)
    words = Counter(word[1] for word in behind if word and is_small(word[1]))
    return max(words.values(), default=0) * 2 > len(counts)


def _find_unit(counts: Sequence[_Count], lines: Sequence[str]) -> float:
    """The seconds that a number without unit counts."""
    written = [count.found[part] for count in counts for part in ("start", "end")]
    read = [_read(text) for text in written if text and re.fullmatch(_NUMBER, text.strip())]
    words = sum(len(lines[count.line].split()) for count in counts)
    return find_unit(read, words) if read else 1.0


def _read(text: str) -> float:
    """Seconds of a count with or without units; a bare number as it stands."""
    text = text.strip().lower()
    if re.fullmatch(_DOTS, text):
        return _sum_clock(text.split("."))
    if re.fullmatch(_UNITS, text) and (found := _HOURS.fullmatch(text)):
        return _sum_clock(found.groups("0"))
    number = re.match(r"[\d.,]+", text)
    value = float(number[0].replace(",", ".")) if number else 0.0
    return value / 1000 if re.search(r"\d\s?m(?:illi|s)", text) else value


def _sum_clock(parts: Sequence[str]) -> float:
    hours, minutes, seconds = (float(part.replace(",", ".")) for part in parts)
    return hours * 3600 + minutes * 60 + seconds


def _as_clock(found: re.Match[str], unit: float) -> str:
    """``[0:00:10.000 --> 0:00:14.000]``"""
    times = [_write(found[part], unit) for part in ("start", "end") if found[part]]
    return f"[{' --> '.join(times)}]"


def _write(text: str, unit: float) -> str:
    is_bare = re.fullmatch(_NUMBER, text.strip())
    seconds = _read(text) * (unit if is_bare else 1)
    minutes, rest = divmod(round(seconds, 3), 60)
    return f"{int(minutes) // 60}:{int(minutes) % 60:02d}:{rest:06.3f}"
