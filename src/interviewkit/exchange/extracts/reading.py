"""What the readers of tables share: finding their tables, and telling what was left out."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from pathlib import Path

from interviewkit.errors import SourceError
from interviewkit.exchange.extracts.cells import choose_path_separator
from interviewkit.exchange.extracts.codebook_columns import names_levels
from interviewkit.exchange.extracts.codebook_rows import AT_SIGN
from interviewkit.exchange.extracts.coded_rows import CodedRows
from interviewkit.exchange.extracts.contents import ForeignContent, ForeignRow, ForeignTable
from interviewkit.exchange.extracts.draft import ProjectDraft
from interviewkit.exchange.extracts.fates import RowFates
from interviewkit.exchange.extracts.headings import ColumnHeadings, Names, find_tables
from interviewkit.exchange.extracts.left_cells import tell_left_cells
from interviewkit.exchange.extracts.opening import open_content, peek_content
from interviewkit.model.project import ForeignFile, Loss

EMPTY_FORMULA = "a formula without a stored value stands in it"


class TableReading:
    """A file that is being read as tables of one kind.

    Raises:
        SourceError: it cannot be opened, or none of its tables names what is required.
    """

    def __init__(
        self,
        path: Path,
        names: Names,
        required: Collection[str],
        *,
        tool: str,
        what: str,
        rows: str,
    ) -> None:
        self.content: ForeignContent = open_content(path)
        self.tables: Sequence[ColumnHeadings] = find_tables(self.content, names, required)
        if not self.tables:
            needed = ", ".join(sorted(next(iter(names[each])) for each in required))
            raise SourceError(
                f"{path.name} holds no {what}: no row names the columns {needed}",
                hint="see that the headings of the export were kept",
            )
        self.draft = ProjectDraft(path.stem, tool)
        self.rows = CodedRows(self.draft, RowFates(rows))
        self.notes: list[str] = [f"read as {what} ({self._describe()})"]
        self.losses: list[Loss] = []
        self.beside: list[ColumnHeadings] = []
        self._format = f"{what} ({self.content.kind})"

    def check_row(self, headings: ColumnHeadings, row: ForeignRow) -> None:
        """Tells a row whose formulas have no value."""
        if row.number in headings.table.unvalued:
            self.rows.fates.change(row.number, EMPTY_FORMULA)

    def choose_path_separator(self, names: Collection[str]) -> str:
        """What parts names of codes into paths, beside arrows and backslashes; it is told."""
        sign = choose_path_separator(names)
        if sign:
            self.notes.append(AT_SIGN.format(sign.strip()))
        return sign

    def finish(self) -> ForeignFile:
        """The project, and all that did not come into it."""
        for headings in self.tables:
            for line, why in headings.table.unread:
                self.rows.fates.held += 1
                self.rows.fates.drop(line, why)
        self.notes += list_hidden([*self.tables, *self.beside])
        read = [*self.tables, *self.beside]
        others = list_other_tables(self.content, read)
        losses = (*self.rows.fates.list_losses(), *self.losses, *others)
        notes = (*self.notes, *self.content.notes)
        file = ForeignFile(self.draft.finish(), self._format, losses, notes)
        return tell_left_cells(file, read)

    def _describe(self) -> str:
        return "; ".join(headings.describe() for headings in self.tables)

    def list_left(self) -> Sequence[ForeignTable]:
        """The tables of the file that are not of this kind."""
        read = {id(headings.table) for headings in self.tables}
        return [table for table in self.content.tables if id(table) not in read]


def is_table_of(path: Path, head: bytes, names: Names, required: Collection[str]) -> bool:
    """Whether a table of the file names all that is required."""
    return bool(find_tables(peek_content(path, head), names, required))


def is_as_exported(headings: ColumnHeadings, telling: Collection[str]) -> bool:
    """Whether a tool wrote a table: it has a column that only the tool has, or none of people's.

    Themes and subcodes in columns of their own are what people write; a tool writes paths.
    """
    return any(map(headings.has, telling)) or not names_levels(headings)


def list_hidden(tables: Sequence[ColumnHeadings]) -> list[str]:
    """A note for each hidden sheet that was read."""
    return [
        f"the sheet {headings.table.title!r} is hidden; it was read all the same"
        for headings in tables
        if headings.table.is_hidden
    ]


def list_other_tables(content: ForeignContent, read: Sequence[ColumnHeadings]) -> Sequence[Loss]:
    """The loss of tables that were not read; empty where all were."""
    known = {id(headings.table) for headings in read}
    others = [table for table in content.tables if id(table) not in known and table.rows]
    if not others:
        return ()
    names = [f"{table.title or 'a table'!r}: {len(table.rows)} rows" for table in others]
    held = len(others) + len(known)
    why = "no row of it names the columns that are looked for"
    return [
        Loss(
            "tables", held, kept=len(known), dropped=len(others), why=why,
            names=tuple(names),
        )
    ]  # fmt: skip


def join_facts(facts: Sequence[tuple[str, str]], between: str = "; ") -> str:
    """``Weight: 50; Area: 120`` for the facts that say anything."""
    return between.join(f"{name}: {text}" for name, text in facts if text)
