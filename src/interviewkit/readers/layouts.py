"""The ways in which tools and people write down who speaks, one line at a time."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from interviewkit.readers import labels
from interviewkit.readers.times import CLOCK, seconds

_TIME = rf"[\[(]?(?P<time>{CLOCK})[\])]?"
_AFTER = rf"(?:\s*[\[(]?(?P<after>{CLOCK})[\])]?)?"

HEAD = 200
"""A label stands within so many characters of its line; lines may be megabytes long."""

BOLD_MARK = "\ue000"
"""Stands around bold words of a Word document, as ``**`` does in Markdown."""

_B = rf"(?:\*\*|__|{BOLD_MARK})"

_COLON = re.compile(
    rf"(?:{_TIME}\s*(?:[-–—]\s*)?)?{_B}?\[?(?P<label>[^\W_][^:：\n]{{0,78}}?)\]?{_AFTER}"
    rf"{_B}?\s*[:：]{_B}?(?:\s+|$|(?=[^\W\d_]))(?P<text>.*)"
)
_BOLD = re.compile(
    rf"{_B}(?P<label>[^\W_][^*{BOLD_MARK}\n]{{0,78}}?)\s*"
    rf"(?::?{_B}\s*(?::\s*)?[\[(](?P<time>{CLOCK})[\])]\s*:?|{_B}\s*(?P<after>{CLOCK})|:?{_B}\s*:?)"
    r"\s*(?P<text>.*)"
)
_HEADING = (
    rf"{_B}?(?P<label>[^\W_][^:：\[\]\t\n]{{0,78}}?)(?:{_B}\s*|{{gap}})[\[(]?"
    rf"(?P<time>{CLOCK})[\])]?\s*(?::\s*)?(?P<text>)"
)
_FIRM_HEADING = re.compile(_HEADING.replace("{gap}", r"(?:\s{2,}|\t|\s*(?=[\[(]))"))
_LOOSE_HEADING = re.compile(_HEADING.replace("{gap}", r"\s+"))
_BRACKETED = re.compile(
    rf"\[(?P<label>[^\W_][^\[\]\n]{{0,78}})\]\s+(?P<time>{CLOCK})\s*(?P<text>.*)"
)
_TIMED = re.compile(rf"{_TIME}(?:\s+|$)(?P<text>.*)")

_TIME_BEGINS = frozenset("[(0123456789")
_MAYBE = re.compile(rf"[：]|\A{_B}")

LAYOUTS: dict[str, tuple[re.Pattern[str], ...]] = {
    "heading": (_FIRM_HEADING, _BRACKETED),  # Otter, Teams, Rev, Zoom notes: a line of its own
    "bold": (_BOLD,),  # **Name** [0:00] text
    "colon": (_COLON,),  # [0:00] Name (0:00): text
}


@dataclass(frozen=True, slots=True)
class Mark:
    """A line that may open a turn: its index, who, when, and the speech after the label.

    ``sure`` marks a line of nothing but a name and a time, which speech hardly ever is.
    """

    index: int
    label: str
    start: float | None
    text: str
    sure: bool = False


def marks(lines: Sequence[str]) -> list[Mark]:
    """The candidates of the layout that most lines fit; earlier layouts win a tie.

    ``Ana 0:12`` with one space may be speech (``Lunch 12:30``): it is a heading only where
    headings with two spaces or brackets are in the minority.
    """
    found = {name: _marks(lines, patterns) for name, patterns in LAYOUTS.items()}
    loose = _marks(lines, (_LOOSE_HEADING, *LAYOUTS["heading"]))
    if len(found["heading"]) * 2 < len(loose):
        found["heading"] = loose
    return max(found.values(), key=_named)


def _named(found: Sequence[Mark]) -> tuple[int, int]:
    """How many candidates look like names; and how many there are at all."""
    return sum(labels.looks_like_name(mark.label) for mark in found), len(found)


def colon_marks(lines: Sequence[str]) -> list[Mark]:
    """The candidates of the layout ``Name: text`` alone."""
    return _marks(lines, LAYOUTS["colon"])


def timed_marks(lines: Sequence[str]) -> list[Mark]:
    """The lines that begin with a time, as marks of nobody."""
    found = []
    for index, line in enumerate(lines):
        match = _TIMED.match(line[:HEAD]) if line[:1] in _TIME_BEGINS else None
        if match:
            found.append(
                Mark(index, "", seconds(match["time"]), line[match.start("text") :].strip())
            )
    return found


def _marks(lines: Sequence[str], patterns: tuple[re.Pattern[str], ...]) -> list[Mark]:
    found = []
    for index, line in enumerate(lines):
        head = line[:HEAD]
        mark = _mark(index, line, head, patterns) if ":" in head or _MAYBE.search(head) else None
        if mark:
            found.append(mark)
    return found


def _mark(index: int, line: str, head: str, patterns: tuple[re.Pattern[str], ...]) -> Mark | None:
    for pattern in patterns:
        match = pattern.fullmatch(head)
        if match and labels.looks_like_label(match["label"]):
            groups = match.groupdict()
            clock = groups.get("time") or groups.get("after") or ""
            label, text = labels.tidy(match["label"]), line[match.start("text") :].strip()
            return Mark(index, label, seconds(clock), text, bool(clock) and not text)
    return None
