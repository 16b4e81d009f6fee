"""What recognisers write for the same thing, read: times, shares, speakers, words."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from typing import Any

from interviewkit.model.timing import LAST_SECOND
from interviewkit.readers import labels
from interviewkit.readers.times import parse_seconds

Object = Mapping[str, Any]

TICKS = 10_000_000
"""A second of Microsoft's."""

_ODD = re.compile("[\x00-\x08\x0b-\x1f\x7f\ud800-\udfff]")
"""Control characters, and halves of a character that is stored as two."""

_ISO = re.compile(r"PT(?:(\d+(?:\.\d+)?)H)?(?:(\d+(?:\.\d+)?)M)?(?:(\d+(?:\.\d+)?)S)?", re.ASCII)
_SHORT = re.compile(r"\d{1,3}|[A-Z]|\d[A-Z]")
_NOBODY = frozenset(
    [
        "",
        "unknown",
        "uu",
        "none",
        "null",
        "n/a",
        "-1",
        "?",
        "unidentified",
        "undefined",
        "speaker_unknown",
        "speaker undefined",
        "unknown speaker",
    ]
)


def read_text(value: object) -> str:
    """A text, whatever it is stored as; what no database holds becomes a replacement sign."""
    if isinstance(value, str):
        is_plain = value.isprintable() or not _ODD.search(value)
        return value if is_plain else _ODD.sub("\ufffd", value)
    return str(value) if isinstance(value, int | float) and not isinstance(value, bool) else ""


def read_line(value: object) -> str:
    """A text as one line, without blanks at its ends."""
    return " ".join(read_text(value).split())


def read_number(value: object) -> float | None:
    """A number, also one that is written as a text; ``None`` for anything else."""
    if type(value) is float:
        return value if math.isfinite(value) else None
    if isinstance(value, str):
        try:
            value = float(value)
        except ValueError:
            return None
    if isinstance(value, bool) or not isinstance(value, int | float):
        return None
    try:
        number = float(value)
    except OverflowError:
        return None
    return number if math.isfinite(number) else None


def read_time(value: object, unit: float = 1.0) -> float | None:
    """Seconds. Numbers count units of so many seconds; texts may be ``1.2s``, ``PT1.2S``,
    ``00:00:01.2``; Google splits seconds and nanoseconds. ``None`` where it is no time."""
    if type(value) is float and unit == 1.0:  # nearly all are
        return value if 0 <= value <= LAST_SECOND else None
    number = read_number(value)
    if number is not None:
        number = number if unit == 1.0 else round(number * unit, 6)
    elif isinstance(value, str):
        number = _read_written_time(value.strip())
    elif isinstance(value, Mapping) and "relative" in value:
        number = read_number(value["relative"])  # beside the time of day
    elif isinstance(value, Mapping):
        whole, rest = (read_number(value.get(key, 0)) for key in ("seconds", "nanos"))
        number = (whole or 0) + (rest or 0) / 1e9
    return number if number is not None and 0 <= number <= LAST_SECOND else None


def _read_written_time(text: str) -> float | None:
    if text.endswith("s") and (number := read_number(text[:-1])) is not None:
        return number
    if (found := _ISO.fullmatch(text)) and text != "PT":
        hours, minutes, seconds = (float(part or 0) for part in found.groups())
        return hours * 3600 + minutes * 60 + seconds
    return parse_seconds(text) if ":" in text else None


def read_share(value: object) -> float | None:
    """How sure a recogniser is, from 0 to 1; ``None`` for anything else."""
    number = value if type(value) is float else read_number(value)
    return number if number is not None and 0 <= number <= 1 else None


def name_speaker(value: object) -> str:
    """What a speaker is called; empty where the recogniser does not know who it is.

    Bare numbers and letters are written as services print them: ``Speaker 0``, ``Speaker A``.
    """
    if isinstance(value, str):  # told first, as nearly all are
        return _name_text(read_text(value))
    if isinstance(value, Mapping):
        value = pick(value, "name", "display_name", "displayName", "label", "id")
    if isinstance(value, float):
        value = int(value) if value.is_integer() else None  # pandas writes NaN where nobody is
    return _name_text(read_text(value))


@lru_cache(maxsize=4096)
def _name_text(text: str) -> str:
    name = labels.tidy_label(text)
    if name.casefold() in _NOBODY:
        return ""
    return f"Speaker {name}" if _SHORT.fullmatch(name) else name


def list_objects(value: object) -> Sequence[Object]:
    """The objects in a list; none where it is no list."""
    return [each for each in value if isinstance(each, dict)] if isinstance(value, list) else []


def list_rows(value: object, width: int) -> Sequence[Sequence[Any]]:
    """The lists of so many values in a list; none where it is no list."""
    if not isinstance(value, list):
        return []
    return [each for each in value if isinstance(each, list) and len(each) == width]


def get_object(value: object) -> Object:
    """The value where it is an object, else an empty one."""
    return value if isinstance(value, dict) else {}


def pick(of: Object, *keys: str) -> Any:
    """The first of these keys that is there and not null."""
    for key in keys:
        value = of.get(key)
        if value is not None:
            return value
    return None


def pick_text(of: Object, *keys: str) -> str:
    """The first of these keys under which a text stands; empty where none does."""
    return next((text for key in keys if (text := read_text(of.get(key)))), "")


def has_keys(value: object, *keys: str) -> bool:
    """Whether it is an object with all of these keys."""
    return isinstance(value, dict) and all(key in value for key in keys)


def name_people(value: object, name: Iterable[str], key: Iterable[str] = ("id",)) -> dict[str, str]:
    """Id → name, from a list of speakers."""
    named = ((pick(each, *key), read_line(pick(each, *name))) for each in list_objects(value))
    return {str(known): called for known, called in named if known is not None and called}
