"""What single cells of other tools' tables say: code paths, lists of codes, dates, colours."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from datetime import datetime

from interviewkit.exchange.extracts.heading_words import CODE_LISTS

CodePath = tuple[str, ...]
"""The names of a code's ancestors from the top, and its own."""

ROOTS = frozenset({*CODE_LISTS, "codebook"})
FOLDERS = ROOTS | {"codes", "nodes", "knoten", "kodes", "code book", "codebuch"}
"""How tools call the list of all codes, and its folder, where they show it above the codes."""

TRUE = frozenset(
    {"true", "1", "1.0", "yes", "x", "wahr", "ja", "vrai", "oui", "verdadero", "sí", "si",
     "verdadeiro", "sim", "vero", "waar", "真", "是"}
)  # fmt: skip
FALSE = frozenset(
    {"false", "0", "0.0", "no", "falsch", "nein", "faux", "non", "falso", "não", "nee", "onwaar",
     "假", "否"}
)  # fmt: skip
"""How programs and people write that something is, or is not."""

_ARROWS = re.compile(r"\s*(?:\\+|\s>\s|\s→\s|->)\s*")
_SIGNS_OF_PATHS, _AMBIGUOUS, _PLACED = ("::", ": ", "/"), frozenset("/"), 0.8
_POINTS = re.compile(
    r"(\d{1,2})([./-])(\d{1,2})\2(\d{4}|\d{2})(?:,?\s+(\d{1,2}):(\d{2})(?::(\d{2}))?\s*([AaPp])?\.?[Mm]?\.?)?$"
)
KNOWN, ANY = 0.6, 0.0
"""Commas part codes if so many of the parts stand in another cell too: where a heading speaks of
one code, and where it speaks of several."""

SEVERAL = re.compile(r"(?:codes|tags|labels|nodes|kodes|codigos|etiquetas|codici)\b", re.IGNORECASE)
"""Headings that announce several codes in a cell."""


def split_path(text: str) -> CodePath:
    r"""The path of a code that is written as ``A\B`` or ``A > B``, without the list's own name.

    >>> split_path("Code System > Trust > In machines")
    ('Trust', 'In machines')
    >>> split_path("concern->privacy")
    ('concern', 'privacy')
    """
    parts = [part.strip() for part in _ARROWS.split(text.strip()) if part.strip()]
    while len(parts) > 1 and parts[0].casefold() in FOLDERS:
        parts = parts[1:]
    return () if parts and parts[0].casefold() in ROOTS else tuple(parts)


def choose_path_separator(names: Iterable[str]) -> str:
    """What parts a code from the one above it in names such as ``Trust: machines``; mostly nothing.

    A sign does so where nearly all that stands before it is a code itself, or stands before
    several: names may hold colons and strokes that mean nothing of the kind.
    """
    listed = {name.strip() for name in names}
    return next((sign for sign in _SIGNS_OF_PATHS if _parts_paths(listed, sign)), "")


def split_name(text: str, separator: str) -> CodePath:
    """The path of a code, parted at arrows, backslashes, and that sign too."""
    parts = split_path(text)
    if not separator:
        return parts
    return tuple(each.strip() for part in parts for each in part.split(separator) if each.strip())


def _parts_paths(names: Collection[str], sign: str) -> bool:
    held = [name for name in names if sign in name]
    heads = Counter(name.split(sign)[0].strip() for name in held)
    above = {head for head, times in heads.items() if head in names or times > 1}
    placed = sum(name.split(sign)[0].strip() in above for name in held)
    is_plain = sign not in _AMBIGUOUS or len(above) > 1 or bool(above & {*names})
    return len(held) > 1 and placed >= _PLACED * len(held) and is_plain


def choose_code_separator(
    cells: Sequence[str], counts: Sequence[str] = (), *, known: float = KNOWN
) -> str:
    """What parts several codes within a cell: a new line, a semicolon, a bar, or a comma.

    Names may hold commas. Hence a comma parts codes only where a column beside it counts as many,
    or where so many of the parts, as a share, are codes of other cells too. Empty where every cell
    is one code.
    """
    for separator in ("\n", ";", "|"):
        if any(separator in cell for cell in cells):
            return separator
    with_commas = [cell for cell in cells if "," in cell]
    if not with_commas:
        return ""
    if counts:
        told = [(cell, count) for cell, count in zip(cells, counts, strict=True) if "," in cell]
        return "," if all(_is_count(count, cell) for cell, count in told) else ""
    seen = Counter(part for cell in {*cells} for part in split_codes(cell, ","))
    parts = {part for cell in with_commas for part in split_codes(cell, ",")}
    again = sum(seen[part] > 1 for part in parts)
    return "," if again >= known * len(parts) else ""


def split_codes(cell: str, separator: str) -> tuple[str, ...]:
    """The codes of a cell, each once, in their order."""
    parts = cell.split(separator) if separator else [cell]
    return tuple(dict.fromkeys(part.strip() for part in parts if part.strip()))


def read_times(cells: Iterable[str]) -> list[str]:
    """Dates and times of a column in ISO 8601; empty where it cannot be told which day is meant.

    ``3/4/2021`` is read by what else the column holds: where a first number is above 12, days come
    first, where a second one is, months do. Dates with points have the day first.
    """
    cells = list(cells)
    found = [_POINTS.match(cell.strip()) for cell in cells]
    slashed = [each for each in found if each and each[2] != "."]
    is_day_first = any(int(each[1]) > 12 for each in slashed)
    is_month_first = any(int(each[3]) > 12 for each in slashed)
    order = "" if is_day_first == is_month_first else "day" if is_day_first else "month"
    return [
        _read_points(match, order) if match else _read_iso(cell)
        for cell, match in zip(cells, found, strict=True)
    ]


def _read_iso(cell: str) -> str:
    text = cell.strip()
    if not re.match(r"\d{4}-\d{2}-\d{2}", text):
        return ""
    try:
        read = datetime.fromisoformat(text)
    except ValueError:
        return ""
    return read.isoformat() if len(text) > 10 else read.date().isoformat()


def _read_points(found: re.Match[str], order: str) -> str:
    first, second, year = int(found[1]), int(found[3]), int(found[4])
    if found[2] == ".":
        order = "day"
    if not order and first != second:
        return ""
    day, month = (second, first) if order == "month" else (first, second)
    hour = int(found[5] or 0)
    if found[8]:
        hour = hour % 12 + (12 if found[8] in "pP" else 0)
    year += 2000 if year < 100 else 0
    try:
        read = datetime(year, month, day, hour, int(found[6] or 0), int(found[7] or 0))
    except ValueError:
        return ""
    return read.isoformat() if found[5] else read.date().isoformat()


def _is_count(count: str, cell: str) -> bool:
    return count.strip() == str(len(split_codes(cell, ",")))
