"""One function for each way in which a time, a name, a list or a part of a text is written."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from datetime import datetime

from interviewkit.wording.numbers import HARD_SPACE, MINUS


def write_clock(seconds: float | None) -> str:
    """Seconds from the beginning as ``12:05`` or ``1:02:05``; empty where there is no time."""
    if seconds is None or math.isnan(seconds):
        return ""
    minutes, rest = divmod(int(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02d}:{rest:02d}" if hours else f"{minutes}:{rest:02d}"


def write_day(iso: str) -> str:
    """``2025-04-03`` (or a time stamp) as ``3 April 2025``; what is no date stays as it is."""
    when = _time(iso)
    return f"{when.day}{HARD_SPACE}{when:%B %Y}" if when else iso


def write_moment(iso: str) -> str:
    """A time stamp to the minute: ``2025-06-01 08:05``; what is none stays as it is."""
    when = _time(iso)
    return f"{when:%Y-%m-%d %H:%M}" if when else iso


def write_days(dates: Iterable[str]) -> str:
    """The first and the last of some ISO dates; empty where none is known."""
    known = sorted({text for text in dates if text})
    if not known:
        return ""
    first, last = write_day(known[0]), write_day(known[-1])
    return first if first == last else f"{first} to {last}"


def describe_recordings(dates: Sequence[str]) -> str:
    """When recordings were made, as it follows their number: ``recorded from … to …``.

    Where not all have a date, how many do: ``of which 1 is dated, 18 March 2025``. Empty where
    none has.
    """
    when, known = write_days(dates), sum(map(bool, dates))
    if not known:
        return ""
    when = f"from {when}" if len({text for text in dates if text}) > 1 else when
    if known < len(dates):
        return f"of which {known} {'is' if known == 1 else 'are'} dated, {when}"
    return f"recorded {when}" if when.startswith("from ") else f"recorded on {when}"


def _time(iso: str) -> datetime | None:
    try:
        return datetime.fromisoformat(iso)
    except ValueError:
        return None


def join_words(words: Sequence[str], last: str = "and") -> str:
    """``a``, ``a and b``, ``a, b and c``."""
    if len(words) < 2:
        return "".join(words)
    return f"{', '.join(words[:-1])} {last} {words[-1]}"


def list_some(words: Sequence[str], most: int, between: str = ", ") -> str:
    """The first words, and how many more there are."""
    more = f" and {len(words) - most} more" if len(words) > most else ""
    return between.join(words[:most]) + more


def lower_first_letter(label: str) -> str:
    """A label as it stands inside a sentence: ``Self-efficacy`` loses its capital.

    Names and abbreviations (``AI at work``, ``Work in Berlin``) keep theirs: a capital is only
    dropped where no other letter of the label is one.
    """
    rest = label[1:]
    return label[:1].lower() + rest if rest == rest.lower() and len(label) > 1 else label


def name_polarity(polarity: str) -> str:
    """``+`` and ``-`` in words."""
    return {"+": "affirming", "-": "opposing"}.get(polarity, polarity)


def write_polarity(polarity: str) -> str:
    """``+`` as it is, ``-`` as a true minus sign."""
    return polarity.replace("-", MINUS)


def clip_text(text: str, limit: int) -> str:
    """At most ``limit`` characters of a text in one line, cut between words."""
    line = " ".join(text.split())
    if len(line) <= limit:
        return line
    return line[:limit].rsplit(" ", 1)[0].rstrip(" ,;:–-") + " …"


def clip_left(text: str, limit: int) -> str:
    """The last ``limit`` characters of a text in one line, cut between words."""
    line = " ".join(text.split())
    if len(line) <= limit:
        return line
    return "… " + line[-limit:].split(" ", 1)[-1]
