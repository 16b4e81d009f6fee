"""Finds the row of a table that names its columns, and what each of them means."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache

from interviewkit.exchange.extracts.contents import ForeignContent, ForeignRow, ForeignTable

FIRST_ROWS = 40
"""The row of headings is looked for among so many; titles and dates may stand above it."""

_ASIDE = re.compile(r"\s*[(\[][^)\]]*[)\]]|\s+\d{1,2}$")
"""What may stand beside a heading: words in brackets, and the number of one of several columns."""

_ARTICLES = re.compile(r"\b(?:the|our|a|an) ")
"""As in *name of the code*."""

_APOSTROPHES = str.maketrans("’‘ʼ´`", "'''''")
_SIGNS = re.compile(r"[\s_:*?#.\u00ad]+")

Names = Mapping[str, Collection[str]]
"""What a column may mean, and how it is called; letters, accents and signs make no difference."""


@dataclass(frozen=True, slots=True)
class ColumnHeadings:
    """The headings of a table: where they stand, and which columns mean what.

    ``columns`` maps a meaning to its columns in their order, from 0; ``others`` are the columns
    whose heading means nothing known, with that heading.
    """

    table: ForeignTable
    row: ForeignRow
    columns: Mapping[str, tuple[int, ...]]
    others: tuple[tuple[int, str], ...] = ()
    data: tuple[ForeignRow, ...] = field(default=(), repr=False)

    def has(self, *meanings: str) -> bool:
        """Whether there is a column for each of these."""
        return all(meaning in self.columns for meaning in meanings)

    def text(self, row: ForeignRow, meaning: str) -> str:
        """What a row says of it: the first of its columns that holds anything."""
        cells = (row.cell(column).strip() for column in self.columns.get(meaning, ()))
        return next((cell for cell in cells if cell), "")

    def texts(self, row: ForeignRow, meaning: str) -> tuple[str, ...]:
        """All that its columns hold of it."""
        cells = (row.cell(column).strip() for column in self.columns.get(meaning, ()))
        return tuple(cell for cell in cells if cell)

    def describe(self) -> str:
        """Where the headings stand, for people."""
        where = f" of {self.table.title!r}" if self.table.title else ""
        return f"headings in row {self.row.number}{where}"


def simplify_heading(text: str) -> str:
    """A heading in small letters, without accents, signs and further blanks.

    >>> simplify_heading("  Document_Name: ")
    'document name'
    >>> simplify_heading("Codierte Länge")
    'codierte lange'
    """
    apart = unicodedata.normalize("NFKD", text)
    bare = "".join(sign for sign in apart if not unicodedata.combining(sign))
    plain = unicodedata.normalize("NFKC", bare).translate(_APOSTROPHES)
    return _SIGNS.sub(" ", plain).strip().casefold()


@lru_cache(maxsize=4096)
def _simplify_name(name: str) -> str:
    """A name as headings are compared with it; there are few, and each is asked for often."""
    return simplify_heading(name)


def index_names(names: Names) -> dict[str, str]:
    """Name as headings are compared with it → meaning; of two meanings the first counts."""
    found: dict[str, str] = {}
    for meaning, called in names.items():
        for name in called:
            found.setdefault(_simplify_name(name), meaning)
    return found


def simplify_names(names: Collection[str]) -> frozenset[str]:
    """Names as :func:`simplify_heading` writes them."""
    return frozenset(map(_simplify_name, names))


def find_headings(
    table: ForeignTable, names: Names, required: Collection[str]
) -> ColumnHeadings | None:
    """The headings in the first row that names all that is required; ``None`` if none does."""
    by_name = index_names(names)
    for at in range(min(len(table.rows), FIRST_ROWS)):
        found = _read_headings(table, at, by_name)
        if found.has(*required):
            return found
    return None


def find_tables(
    content: ForeignContent | None, names: Names, required: Collection[str]
) -> list[ColumnHeadings]:
    """The tables of a file that name all that is required, with their headings."""
    return list(_each_table(content, names, required)) if content else []


def _each_table(
    content: ForeignContent, names: Names, required: Collection[str]
) -> Iterator[ColumnHeadings]:
    for table in content.tables:
        found = find_headings(table, names, required)
        if found is not None:
            yield found


def _read_headings(table: ForeignTable, at: int, by_name: Mapping[str, str]) -> ColumnHeadings:
    row = table.rows[at]
    columns: dict[str, tuple[int, ...]] = {}
    others: list[tuple[int, str]] = []
    for column, cell in enumerate(row.cells):
        meaning = _find_meaning(simplify_heading(cell), by_name)
        if meaning:
            columns[meaning] = (*columns.get(meaning, ()), column)
        elif cell.strip():
            others.append((column, cell.strip()))
    data = tuple(each for each in table.rows[at + 1 :] if each.cells != row.cells)
    return ColumnHeadings(table, row, columns, tuple(others), data)


LONGEST = 2000
"""No heading is longer; a damaged file may have a cell of a hundred thousand signs."""


def _find_meaning(heading: str, by_name: Mapping[str, str]) -> str:
    """What a heading means, as it is, or else without brackets, numbers and articles, or its first
    word of two that are parted by a stroke."""
    if len(heading) > LONGEST:
        return ""
    bare = _ASIDE.sub("", heading).strip()
    plain = _ARTICLES.sub("", bare)
    parts = [part.strip() for part in bare.split("/")]
    return next((by_name[each] for each in (heading, bare, plain, *parts) if each in by_name), "")
