"""Numbers as people in different countries write them: ``1.234,5``, ``1,234.5``, ``1 234,5``."""

from __future__ import annotations

import re
from collections.abc import Iterable

PLAIN, COMMA, UNCLEAR = ".", ",", "?"

_PLAIN = re.compile(r"[-+]?(\d+(\.\d*)?|\.\d+)([eE][-+]?\d{1,3})?")
_STYLES = {
    COMMA: re.compile(r"[-+]?\d+(,\d+)?"),
    ".,": re.compile(r"[-+]?(\d{1,3}(\.\d{3})+|\d+)(,\d+)?"),
    ",.": re.compile(r"[-+]?(\d{1,3}(,\d{3})+|\d+)(\.\d+)?"),
    " ,": re.compile(r"[-+]?(\d{1,3}( \d{3})+|\d+)(,\d+)?"),
    " .": re.compile(r"[-+]?(\d{1,3}( \d{3})+|\d+)(\.\d+)?"),
    "'.": re.compile(r"[-+]?(\d{1,3}('\d{3})+|\d+)(\.\d+)?"),
}
_LOOKS = re.compile(r"[-+]?[\d.,' ]*\d[\d.,' ]*")
_DOTTED = re.compile(r"[-+]?[1-9]\d{0,2}(\.\d{3})+")
_SIGNS = str.maketrans({"\u2212": "-", "\u00a0": " ", "\u202f": " ", "\u2009": " ", "\u2019": "'"})
_UNITS = re.compile(r"^[€$£]\s?|\s?[€$£%]$")

NOTES = {
    COMMA: "has decimal commas; 3,5 is read as 3.5",
    ".,": "has decimal commas and points between thousands; 1.234,5 is read as 1234.5",
    ",.": "has commas between thousands; 1,234.5 is read as 1234.5",
    " ,": "has decimal commas and blanks between thousands; 1 234,5 is read as 1234.5",
    " .": "has blanks between thousands; 1 234.5 is read as 1234.5",
    "'.": "has apostrophes between thousands; 1'234.5 is read as 1234.5",
    UNCLEAR: "has commas that may be decimals or thousands; not read as numbers",
}
UNITS_NOTE = "has per cent or currency signs, which are taken off"


def find_number_style(cells: Iterable[str | None], separator: str, *, commas: bool = False) -> str:
    """How the numbers of a column are written: a key of :data:`NOTES`, or ``"."`` for plainly.

    ``separator`` parts the columns of the file, empty where it is none with separators.
    ``commas`` says that other columns of the file have decimal commas: then ``1.234`` is a
    thousand, not little more than one.
    """
    looking = {strip_number(cell) for cell in cells if cell}
    looking = {cell for cell in looking if _LOOKS.fullmatch(cell)}
    dotted = {cell for cell in looking if "." in cell}
    if all(_PLAIN.fullmatch(cell) for cell in looking):
        thousands = commas and dotted and all(_DOTTED.fullmatch(cell) for cell in dotted)
        return ".," if thousands else PLAIN
    if all(_STYLES[COMMA].fullmatch(cell) for cell in looking):
        with_comma = [cell for cell in looking if "," in cell]
        grouped = all(len(cell.partition(",")[2]) == 3 for cell in with_comma)
        unclear = grouped and separator in ("", ",") and not commas
        return UNCLEAR if unclear else COMMA
    return next((style for style, form in _STYLES.items()
                 if all(form.fullmatch(cell) for cell in looking)), PLAIN)  # fmt: skip


def are_numbers(cells: Iterable[str]) -> bool:
    """Whether every cell looks like a number in some style."""
    return all(_LOOKS.fullmatch(strip_number(cell)) for cell in cells)


def is_number(cell: str) -> bool:
    """Whether a cell is a number in some style."""
    return any(parse_number(cell, style) is not None for style in (PLAIN, *_STYLES))


def parse_number(cell: str, style: str) -> float | None:
    """The number that a cell writes in that style."""
    text = strip_number(cell)
    if style in _STYLES:
        if not _STYLES[style].fullmatch(text) and style != COMMA:
            return None
        thousands = style[0] if len(style) == 2 else ""
        if thousands:
            text = text.replace(thousands, "")
        if style[-1] == ",":
            text = text.replace(",", ".")
    return float(text) if _PLAIN.fullmatch(text) else None


def strip_number(cell: str) -> str:
    """The cell with plain signs and blanks, and without a per cent or currency sign."""
    return _UNITS.sub("", cell.translate(_SIGNS).strip())


def has_unit(cell: str) -> bool:
    """Whether a per cent or currency sign stands at the number."""
    return bool(_UNITS.search(cell.strip()))
