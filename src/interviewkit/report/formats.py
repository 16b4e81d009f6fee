"""One function for each way in which a report writes a number, a date or a name.

Percentages are whole, intervals read ``62–88 %``, and a share never goes without its n.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Sequence
from datetime import datetime

from interviewkit.model import Interval
from interviewkit.model.rounding import signed_points, whole, whole_percent

HARD_SPACE = "\u00a0"
MINUS = "\u2212"
NOTHING = "–"


def count(number: float) -> str:
    """``14495`` as ``14,495``."""
    return f"{round(number):,}"


def counted(number: int, one: str, many: str = "") -> str:
    """``1 person``, ``2 people``: a count with its noun in the right number."""
    noun = one if number == 1 else many or f"{one}s"
    return f"{count(number)}{HARD_SPACE}{noun}"


def percent(share: float) -> str:
    """``0.775`` as ``78 %``."""
    text = whole_percent(share)
    return text if text == NOTHING else f"{text}{HARD_SPACE}%"


def points(share: float) -> str:
    """A difference of shares in percentage points, with its sign: ``+5``, ``−5``, ``0``."""
    return NOTHING if math.isnan(share) else signed_points(share).replace("-", MINUS)


def points_range(ends: Interval | None) -> str:
    """The interval of a difference of shares: ``−12 to +3``."""
    if ends is None or math.isnan(ends.low):
        return NOTHING
    return f"{points(ends.low)} to {points(ends.high)}"


def fine_percent(share: float) -> str:
    """A share as ``12 %``, or with a decimal below ten: ``0.4 %``. Rare codes are all decimals."""
    text = _fine(share)
    return text if text == NOTHING else f"{text}{HARD_SPACE}%"


def fine_range(interval: Interval) -> str:
    """An interval of shares as ``7.9–15 %``."""
    if math.isnan(interval.low) or math.isnan(interval.high):
        return NOTHING
    return f"{_fine(interval.low)}–{_fine(interval.high)}{HARD_SPACE}%"


def _fine(share: float) -> str:
    """Whole per cents, one decimal below ten; what is not 0 is never written as 0."""
    if math.isnan(share):
        return NOTHING
    if not 0 < share < 0.0995:
        return whole_percent(share)
    return f"{share * 100:.1f}" if share >= 0.0005 else "<0.1"


def percent_range(interval: Interval) -> str:
    """An interval of shares as ``62–88 %``."""
    if math.isnan(interval.low) or math.isnan(interval.high):
        return NOTHING
    low, high = (_bound(share) for share in (interval.low, interval.high))
    return f"{low}–{high}{HARD_SPACE}%"


def _bound(share: float) -> str:
    """The end of an interval: an open ``<1`` would read oddly before a dash."""
    return str(whole(share * 100))


def confidence(interval: Interval) -> str:
    """``95 % CI 62–88 %``."""
    return f"{percent(interval.level)} CI {percent_range(interval)}"


def of_people(voiced: int, n: int) -> str:
    """``31 of 40 people``."""
    return f"{count(voiced)} of {counted(n, 'person', 'people')}"


def decimal(number: float, places: int = 2) -> str:
    """A number with a fixed count of decimals, ``not defined`` where it is not a number."""
    if math.isnan(number):
        return "not defined"
    text = f"{number:,.{places}f}"
    return (text if float(text.replace(",", "")) else text.lstrip("-")).replace("-", MINUS)


def p_value(p: float) -> str:
    """``.012``, or ``< .001``."""
    if math.isnan(p):
        return NOTHING
    return f"<{HARD_SPACE}.001" if p < 0.001 else f"{p:.3f}".removeprefix("0")


def p_named(p: float) -> str:
    """``p = .012``, or ``p < .001``."""
    sign = "" if p < 0.001 else f"={HARD_SPACE}"
    return f"p{HARD_SPACE}{sign}{p_value(p)}"


def short(number: float) -> str:
    """A number on an axis: ``20``, ``2.5``, ``1,000``."""
    text = f"{number:,.4f}".rstrip("0").rstrip(".").replace("-", MINUS)
    return "0" if text == f"{MINUS}0" else text


def decimal_range(interval: Interval, places: int = 2) -> str:
    """An interval of means as ``3.10 to 3.52``; a dash would be read as a minus sign."""
    return f"{decimal(interval.low, places)} to {decimal(interval.high, places)}"


def clock(seconds: float | None) -> str:
    """Seconds from the beginning as ``12:05`` or ``1:02:05``; empty where there is no time."""
    if seconds is None or math.isnan(seconds):
        return ""
    minutes, rest = divmod(int(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02d}:{rest:02d}" if hours else f"{minutes}:{rest:02d}"


def day(iso: str) -> str:
    """``2025-04-03`` (or a time stamp) as ``3 April 2025``; what is no date stays as it is."""
    when = _time(iso)
    return f"{when.day}{HARD_SPACE}{when:%B %Y}" if when else iso


def moment(iso: str) -> str:
    """A time stamp to the minute: ``2025-06-01 08:05``; what is none stays as it is."""
    when = _time(iso)
    return f"{when:%Y-%m-%d %H:%M}" if when else iso


def days(dates: Iterable[str]) -> str:
    """The first and the last of some ISO dates; empty where none is known."""
    known = sorted({text for text in dates if text})
    if not known:
        return ""
    first, last = day(known[0]), day(known[-1])
    return first if first == last else f"{first} to {last}"


def recorded(dates: Sequence[str]) -> str:
    """The first and the last day, and of how many recordings they are known where not of all."""
    when, known = days(dates), sum(map(bool, dates))
    return f"{when} (known of {known} of {len(dates)})" if 0 < known < len(dates) else when


def _time(iso: str) -> datetime | None:
    try:
        return datetime.fromisoformat(iso)
    except ValueError:
        return None


def listed(words: Sequence[str], last: str = "and") -> str:
    """``a``, ``a and b``, ``a, b and c``."""
    if len(words) < 2:
        return "".join(words)
    return f"{', '.join(words[:-1])} {last} {words[-1]}"


def in_sentence(label: str) -> str:
    """A label as it stands inside a sentence: ``Self-efficacy`` loses its capital.

    Names and abbreviations (``AI at work``, ``Work in Berlin``) keep theirs: a capital is only
    dropped where no other letter of the label is one.
    """
    rest = label[1:]
    return label[:1].lower() + rest if rest == rest.lower() and len(label) > 1 else label


def polarity_word(polarity: str) -> str:
    """``+`` and ``-`` in words."""
    return {"+": "affirming", "-": "opposing"}.get(polarity, polarity)


def polarity_sign(polarity: str) -> str:
    """``+`` as it is, ``-`` as a true minus sign."""
    return polarity.replace("-", MINUS)


def clip(text: str, limit: int) -> str:
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


def natural(name: str) -> tuple[tuple[int, int, str], ...]:
    """A sort key by which ``P2`` comes before ``P10``."""
    pieces = re.split(r"(\d+)", name.casefold())
    return tuple((0, int(p), "") if p.isdecimal() else (1, 0, p) for p in pieces if p)


def anchors(names: Iterable[str], prefix: str) -> dict[str, str]:
    """An HTML id for every name: ``theme-self_efficacy``, made unique by a number."""
    made: dict[str, str] = {}
    taken: set[str] = set()
    for name in names:
        slug = f"{prefix}-{re.sub(r'[^A-Za-z0-9_]+', '-', name).strip('-') or 'x'}"
        anchor, number = slug, 2
        while anchor in taken:
            anchor, number = f"{slug}-{number}", number + 1
        taken.add(anchor)
        made[name] = anchor
    return made
