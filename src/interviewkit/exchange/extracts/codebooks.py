"""Codebooks as tables and documents: of MAXQDA, ATLAS.ti, NVivo, Dedoose, Taguette, or anybody's.

Columns may be called in several languages and stand in any order; the headings need not be the
first row; several sheets are one codebook, each a theme where no column says themes.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from interviewkit.errors import SourceError
from interviewkit.exchange.colors import read_color
from interviewkit.exchange.extracts.attributes import AttributesReading, find_attributes
from interviewkit.exchange.extracts.cells import CodePath, split_codes
from interviewkit.exchange.extracts.code_texts import write_code_text
from interviewkit.exchange.extracts.codebook_columns import (
    GENERIC,
    LEVELS,
    MEANINGS,
    NAMES,
    find_id_column,
    is_codebook,
)
from interviewkit.exchange.extracts.codebook_documents import add_sections, has_sections
from interviewkit.exchange.extracts.codebook_rows import find_paths, list_grouped
from interviewkit.exchange.extracts.contents import ForeignContent, ForeignRow, ForeignTable
from interviewkit.exchange.extracts.draft import ProjectDraft
from interviewkit.exchange.extracts.fates import RowFates
from interviewkit.exchange.extracts.headings import ColumnHeadings, find_headings, simplify_heading
from interviewkit.exchange.extracts.left_cells import tell_left_cells
from interviewkit.exchange.extracts.opening import open_content, peek_content
from interviewkit.exchange.extracts.reading import join_facts, list_hidden, list_other_tables
from interviewkit.model.project import ForeignFile, Loss

TOOLS = {
    "MAXQDA": {"code system", "codesystem", "code memo", "codememo", "parent code", "obercode"},
    "NVivo": {"references", "referenzen", "referencias", "hierarchical name", "参考点"},
    "ATLAS.ti": {"code groups", "codegruppen", "grounded", "groundedness", "magnitude degree"},
    "Dedoose": {"parent id", "weight minimum"},
    "Taguette": {"number of highlights"},
}
"""Headings by which a tool's own list of codes is told from anybody's."""

TITLED = ("Taguette", "LibreQDA")
"""Tools that say in the title of a document that the codebook is theirs."""

NO_NAME = "it names no code"
AGAIN = "it tells more of a code that stands in an earlier row"


def is_this(path: Path, head: bytes) -> bool:
    """Whether it is a codebook: a table with codes and what they mean, or sections of such."""
    content = peek_content(path, head)
    return bool(find_codebooks(content)) or has_sections(content)


def find_codebooks(content: ForeignContent | None) -> list[ColumnHeadings]:
    """The tables of a file that are codebooks."""
    return [found for table in content.tables if (found := find_codebook(table))] if content else []


def read(path: Path) -> ForeignFile:
    """The codes with their places in the hierarchy, what they mean, and their colours.

    Tables of attributes beside them are read too.

    Raises:
        SourceError: the file cannot be opened, or holds no codebook.
    """
    content = open_content(path)
    tables = find_codebooks(content)
    if not tables and not has_sections(content):
        raise SourceError(
            f"{path.name} holds no codebook: no row names a column of codes and one of meanings",
            hint="name the columns, such as: code, definition, include, exclude, example",
        )
    tool = _name_tool(tables, content)
    draft = ProjectDraft(path.stem, tool)
    codebook = CodebookReading(draft, tables)
    codebook.read()
    add_sections(draft, codebook.fates, content)
    attributes = AttributesReading(draft, find_attributes(content, tables))
    attributes.read()
    read = [*tables, *attributes.tables]
    what = f"a codebook of {tool}" if tool else "a codebook as a table"
    where = "; ".join(headings.describe() for headings in tables) or "sections with titles"
    losses = (*codebook.list_losses(), *attributes.list_losses(), *list_other_tables(content, read))
    notes = (
        f"read as {what} ({where})", *attributes.notes, *codebook.notes, *list_hidden(read),
        *content.notes,
    )  # fmt: skip
    file = ForeignFile(draft.finish(), f"{what} ({content.kind})", losses, notes)
    return tell_left_cells(file, read)


class CodebookReading:
    """Tables that are one codebook, read into a project; ``fates`` counts their rows."""

    def __init__(self, draft: ProjectDraft, tables: Sequence[ColumnHeadings]) -> None:
        self.draft, self.tables = draft, tables
        self.fates = RowFates("rows of the codebook")
        self.first: dict[CodePath, int | str] = {}
        self.guesses: list[str] = []

    def read(self) -> None:
        """Adds the codes."""
        has_themes = len(self.tables) > 1 and not any(
            headings.has(each) for headings in self.tables for each in ("theme", "parent")
        )
        for number, headings in enumerate(self.tables):
            theme = _name_theme(headings) if has_themes else ""
            self._read_table(number, headings, theme)

    @property
    def notes(self) -> Sequence[str]:
        """What was taken for granted."""
        return [
            *self.guesses,
            *(
                f"empty cells of {name!r} are read as the one above"
                for headings in self.tables
                for name in list_grouped(headings)
            ),
        ]

    def list_losses(self) -> Sequence[Loss]:
        """What did not come in."""
        return [*self.fates.list_losses(), *self._list_counts()]

    def _read_table(self, number: int, headings: ColumnHeadings, theme: str) -> None:
        for line, why in headings.table.unread:
            self.fates.held += 1
            self.fates.drop(line, why)
        paths, how = find_paths(headings)
        self.guesses += [how] if how else []
        for row in headings.data:
            self.fates.held += 1
            name = _name_row(number, headings, row)
            path = paths.get(row.number, ())
            if not path:
                self.fates.drop(name, NO_NAME)
                continue
            self._add(headings, row, (theme, *path) if theme else path, name)

    def _add(
        self, headings: ColumnHeadings, row: ForeignRow, path: CodePath, name: int | str
    ) -> None:
        said = {each: headings.texts(row, each) for each in MEANINGS}
        colours = headings.table.colours
        facts = [(title, row.cell(column).strip()) for column, title in headings.others]
        ids = find_id_column(headings)
        facts.insert(0, ("Short name", row.cell(ids).strip() if ids >= 0 else ""))
        guid = self.draft.add_code(
            path,
            description=write_code_text(said),
            colour=read_color(headings.text(row, "colour")) or colours.get(row.number, ""),
            note=join_facts(facts, "\n"),
        )
        for cell in headings.texts(row, "group"):
            for group in split_codes(cell, "\n" if "\n" in cell else ";"):
                self.draft.add_to_set(group, codes=[guid])
        if self.first.setdefault(path, name) != name:
            self.fates.change(name, AGAIN)

    def _list_counts(self) -> Sequence[Loss]:
        cells = 0
        names: dict[str, None] = {}
        for headings in self.tables:
            for column in headings.columns.get("count", ()):
                cells += sum(bool(row.cell(column).strip()) for row in headings.data)
                names[headings.row.cell(column).strip()] = None
        why = "they are counted anew from the codings"
        if not cells:
            return ()
        return [Loss("counts beside codes", cells, dropped=cells, why=why, names=tuple(names))]


def find_codebook(table: ForeignTable) -> ColumnHeadings | None:
    """The first row of a table that names the columns of a codebook."""
    for level in LEVELS:
        found = find_headings(table, NAMES, (level,))
        if found and is_codebook(found):
            return found
    return None


def _name_tool(tables: Sequence[ColumnHeadings], content: ForeignContent) -> str:
    called = {simplify_heading(cell) for headings in tables for cell in headings.row.cells}
    for tool, names in TOOLS.items():
        if called & names:
            return tool
    first = next((each.text.casefold() for each in content.paragraphs), "")
    named = (tool for tool in TITLED if tool.casefold() in first and not tables)
    return next(named, "")


def _name_theme(headings: ColumnHeadings) -> str:
    title = headings.table.title.strip()
    plain = simplify_heading(title)
    is_numbered = plain.rstrip("0123456789 ") in ("sheet", "tabelle", "table", "blatt")
    return "" if plain in GENERIC or is_numbered or len(title) > 80 else title


def _name_row(number: int, headings: ColumnHeadings, row: ForeignRow) -> int | str:
    if not number:
        return row.number
    where = headings.table.title or f"table {number + 1}"
    return f"row {row.number} of {where}"
