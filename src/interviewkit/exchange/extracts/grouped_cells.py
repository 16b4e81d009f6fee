"""Tables in which a document or a code stands once, and counts for the empty rows below it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from interviewkit.exchange.extracts.contents import ForeignRow
from interviewkit.exchange.extracts.headings import ColumnHeadings


def is_grouped(rows: Sequence[ForeignRow], column: int) -> bool:
    """Whether a value counts for the empty rows below it: it then never stands in two rows."""
    values = [row.cell(column).strip() for row in rows]
    filled = [value for value in values if value]
    return bool(filled) and len(filled) < len(values) and len({*filled}) == len(filled)


def fill_groups(
    headings: ColumnHeadings, documents: Sequence[int], upper: Sequence[int], codes: Sequence[int]
) -> tuple[ColumnHeadings, Sequence[str]]:
    """The table with empty cells filled from above, and the headings of what was filled.

    An empty document is the one above, and so are the codes of a row without a document of its own:
    a row that names its document may be uncoded. Otherwise a value counts for the rows below where
    it stands once, and in a table without documents before the words, as a title does.
    """
    words = min(headings.columns.get("quote", headings.columns.get("words", (0,))))
    titles = [column for column in codes if column < words and not documents]
    grouped = {each for each in (*upper, *titles) if is_grouped(headings.data, each)}
    above: dict[int, str] = {}
    filled: dict[int, None] = {}
    rows = []
    for row in headings.data:
        own = {column: row.cell(column).strip() for column in (*documents, *upper, *codes)}
        is_named = not documents or any(own[column] for column in documents)
        taken = {} if is_named else {column: above.get(column, "") for column in documents}
        is_open = True
        for column in (*upper, *codes):
            is_open = is_open and not own[column]
            if is_open and (not is_named or column in grouped):
                taken[column] = above.get(column, "")
            elif own[column]:
                _forget(above, (*upper, *codes), column)
        taken = {column: cell for column, cell in taken.items() if cell}
        above |= {column: cell for column, cell in own.items() if cell}
        filled |= dict.fromkeys(taken)
        rows.append(_fill(row, taken))
    names = [headings.row.cell(column).strip() for column in filled]
    return replace(headings, data=tuple(rows)), names


def _forget(above: dict[int, str], columns: Sequence[int], column: int) -> None:
    """A value ends what stood below the one before it."""
    for deeper in columns[columns.index(column) + 1 :]:
        above.pop(deeper, None)


def _fill(row: ForeignRow, cells: dict[int, str]) -> ForeignRow:
    width = max((len(row.cells), *(column + 1 for column in cells)))
    return replace(row, cells=tuple(cells.get(at, row.cell(at)) for at in range(width)))
