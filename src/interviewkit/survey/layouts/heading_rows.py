"""Rows below the names that are headings too: questions, import ids, codes, units.

Such a row is unlike everything below it: words over numbers and dates, questions over answers,
"ResponseID" over ids. A person's row fits at least somewhere.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Sequence

from interviewkit.survey.columns import dates, numbers
from interviewkit.survey.columns.coded import is_no_answer

MOST_HEADINGS = 3
LOOKED_AT = 200
"""Rows below that are enough to know what a column holds."""
MOSTLY = 0.9

_IMPORT = re.compile(r"""\{\s*["'“”]+ImportId["'“”]+\s*:""")
_CODE = re.compile(r"[A-Za-z]{0,12}[_.]?\d+([_.x]\d+)*[A-Za-z]?|VAR\w*|(?:[A-Z]{1,4}\d+_?)+\w*")
_UNITS_WORDS = """
years year months weeks days hours hour h hrs minutes min seconds s sec cm m km kg g % percent
euro eur usd gbp € $ £ points score scale n jahre monate wochen tage stunden minuten sekunden
prozent punkte ans mois jours heures années años meses días horas int integer float double
numeric number string text char date datetime boolean bool factor label labels code codes
nominal ordinal metric response antwort
"""
_UNITS = frozenset(_UNITS_WORDS.split())
_LABELS_WORDS = """
responseid responseset startdate enddate recordeddate respondentid collectorid ipaddress
emailaddress submitdate datesubmitted progress finished status duration timestamp id
externalreference externaldatareference userlanguage name username
"""
_LABELS = frozenset(_LABELS_WORDS.split())

Records = Sequence[tuple[int, tuple[str, ...]]]


def count_heading_rows(names: Sequence[str], records: Records) -> int:
    """How many of the first records are headings and no person's answers."""
    for count in range(min(MOST_HEADINGS, len(records) - 1), 0, -1):
        below = [cells for _, cells in records[count : count + LOOKED_AT]]
        tests = [_test(column) for column in _columns(below, len(names))]
        if all(_is_heading(cells, names, tests) for _, cells in records[:count]):
            return count
    return 0


def is_import_ids(cells: Sequence[str]) -> bool:
    """Whether a row holds Qualtrics' import ids in JSON."""
    filled = [cell for cell in cells if cell]
    return bool(filled) and 2 * sum(bool(_IMPORT.match(cell)) for cell in filled) > len(filled)


def find_labels(names: Sequence[str], headings: Records) -> dict[str, str]:
    """Each column's words, from the heading row that says most."""
    rows = [cells for _, cells in headings if not is_import_ids(cells)]
    if not rows:
        return {}
    longest = max(rows, key=lambda cells: sum(map(len, cells)))
    return {name: cell for name, cell in zip(names, longest, strict=False) if cell}


def _columns(rows: Sequence[tuple[str, ...]], width: int) -> list[list[str]]:
    return [[row[place] for row in rows if place < len(row) and row[place]
             and not is_no_answer(row[place])] for place in range(width)]  # fmt: skip


FITS, UNLIKE, ODD, EITHER = "fits", "unlike", "odd", "either"
"""A cell is like those below, surely of another kind, new among few, or nobody can tell."""


def _is_heading(
    cells: Sequence[str], names: Sequence[str], tests: Sequence[Callable[[str], str]]
) -> bool:
    if is_import_ids(cells):
        return True
    filled = [(cell, name, test) for cell, name, test in zip(cells, names, tests, strict=False)
              if cell and not is_no_answer(cell)]  # fmt: skip
    found = Counter(test(cell) for cell, _, test in filled)
    telling = sum(_is_heading_like(cell, name) for cell, name, _ in filled)
    if not filled or found[FITS] * 10 > len(filled):
        return False
    coded = 2 * sum(bool(_CODE.fullmatch(name)) for _, name, _ in filled) > len(filled)
    if found[UNLIKE]:
        return 2 * telling >= len(filled) or (coded and found[UNLIKE] > 1)
    return found[ODD] > 1 and 2 * telling > len(filled)


def _test(column: Sequence[str]) -> Callable[[str], str]:
    """How a cell compares with the answers below it."""
    if len(column) < 2:
        return lambda _: EITHER
    for holds in (numbers.is_number, dates.is_date):
        if sum(map(holds, column)) >= MOSTLY * len(column):
            return lambda cell, holds=holds: FITS if holds(cell) else UNLIKE  # type: ignore[misc]
    given = Counter(cell.casefold() for cell in column)
    if 2 * len(given) <= len(column):
        return lambda cell: FITS if cell.casefold() in given else ODD
    shapes = {_shape(cell) for cell in column}
    begins = {cell[:2] for cell in column}
    return lambda cell: _by_shape(cell, shapes, begins)


def _by_shape(cell: str, shapes: set[str], begins: set[str]) -> str:
    if _shape(cell) in shapes and not _shape(cell).replace(" ", "").isalpha():
        return FITS
    alike = len(shapes) == 1 and not next(iter(shapes)).replace(" ", "").isalpha()
    is_prefix = len(begins) == 1 and not next(iter(begins)).isalpha() and cell[:2] not in begins
    return UNLIKE if alike or is_prefix else EITHER


def _shape(cell: str) -> str:
    """``R_12`` as ``a_9``: runs of letters and of digits, all else as it is."""
    return re.sub(r"\d+", "9", re.sub(r"[^\W\d_]+", "a", cell))


def _is_heading_like(cell: str, name: str) -> bool:
    """Whether a cell speaks like a heading: a question, a unit, the name again, many words."""
    small = "".join(sign for sign in cell.casefold() if sign.isalnum())
    own = "".join(sign for sign in name.casefold() if sign.isalnum())
    return (
        cell.rstrip().endswith((":", "："))
        or any(sign in cell for sign in "?？؟")
        or small in _LABELS
        or cell.casefold().strip("[]().") in _UNITS
        or (len(own) > 1 and small == own)
        or (len(own) > 1 and len(cell.split()) > 1 and own in cell.casefold().split())
        or len(cell.split()) > 3
        or bool(_IMPORT.match(cell))
    )
