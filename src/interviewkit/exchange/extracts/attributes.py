"""Tables of what is known of people and documents, without any codes.

NVivo's classification sheets, MAXQDA's document variables and Dedoose's descriptors. A sheet of
plain answers is a survey and is none of these.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from interviewkit.errors import SourceError
from interviewkit.exchange.extracts.contents import ForeignContent, ForeignTable
from interviewkit.exchange.extracts.draft import DocumentDraft, ProjectDraft
from interviewkit.exchange.extracts.fates import RowFates
from interviewkit.exchange.extracts.heading_words import CASES, FOLDERS, OTHERS, UNSET
from interviewkit.exchange.extracts.headings import (
    ColumnHeadings,
    find_headings,
    index_names,
    simplify_heading,
    simplify_names,
)
from interviewkit.exchange.extracts.opening import open_content, peek_content
from interviewkit.exchange.extracts.reading import list_other_tables
from interviewkit.model.project import ForeignFile, Loss

MAXQDA = {
    "group": ("document group", "dokumentgruppe", *OTHERS["group"]),
    "document": ("document name", "dokumentname", *OTHERS["document"]),
}
DEDOOSE = {
    "document": (
        "media title", "resource title", "linked media", "linked resources", "media titles",
        "resource titles", "associated media", "linked media titles",
    ),
    "case": ("descriptor", "descriptor id", "descriptor title", "id", "title", "name"),
}  # fmt: skip
CODED = simplify_names(
    {"code", "codes", "segment", "quote", "excerpt copy", "excerpt", "tag", "text content",
     *OTHERS["code"], *OTHERS["codes"], *OTHERS["segment"],
     *OTHERS["quotation"]}
)  # fmt: skip
"""Headings of coded words and codebooks, which are read otherwise."""

_NUMBERED = re.compile(r"^\d+\s?:\s+")
_LETTERED = re.compile(r"^[A-Z]{1,2}\s?:\s+")
_EMPTY = UNSET | {""}
NO_NAME = "it names neither a person nor a document"
MATRIX = (
    "all values are whole numbers; if these count codings, they are none of people's attributes: "
    "take this import back"
)
KEPT_THERE = "the tool keeps them itself: they say nothing of people or documents"
MEMO, KEPT = "memo", "kept"
_OWN = index_names(
    {
        MEMO: ("memo", "document memo", "dokument-memo", "dokumentmemo"),
        KEPT: (
            "color", "colour", "farbe", *OTHERS["colour"], "memos", "codings", "coded segments",
            "codierte segmente", "segmentos codificados", "segments codés", "segmenti codificati",
            "created", "created by", "erstellt", "erstellt am", "erstellt von", "modified",
            "modified by", "bearbeitet am", "bearbeitet von", "geändert am", "geändert von",
            "creado", "creado por", "créé", "créé par", "criado", "criado por", "creato",
            "creato da", *OTHERS["modified"], *OTHERS["editor"],
        ),
    }
)  # fmt: skip
"""Columns that MAXQDA fills itself, beside the variables that people made."""


def is_this(path: Path, head: bytes) -> bool:
    """Whether it is a table of attributes as one of these tools writes it."""
    content = peek_content(path, head)
    return content is not None and bool(find_attributes(content))


def read(path: Path) -> ForeignFile:
    """Cases and documents with their values.

    Raises:
        SourceError: the file cannot be opened, or holds no such table.
    """
    content = open_content(path)
    found = find_attributes(content)
    if not found:
        raise SourceError(
            f"{path.name} holds no attributes of people or documents",
            hint="a table of answers is a survey: name it under [survey] in study.toml",
        )
    tool = found[0][0]
    draft = ProjectDraft(path.stem, tool)
    reading = AttributesReading(draft, found)
    reading.read()
    what = f"attributes of {tool} ({content.kind})"
    losses = (*reading.list_losses(), *list_other_tables(content, reading.tables))
    notes = (f"read as {what} ({reading.describe()})", *reading.doubts, *content.notes)
    return ForeignFile(draft.finish(), what, losses, notes)


def find_attributes(
    content: ForeignContent, known: Sequence[ColumnHeadings] = ()
) -> list[tuple[str, ColumnHeadings]]:
    """(tool, headings) of the tables of attributes, but those that are known as something else."""
    read = {id(headings.table) for headings in known}
    found = []
    for table in (each for each in content.tables if id(each) not in read):
        maxqda = find_headings(table, MAXQDA, ("group", "document"))
        dedoose = find_headings(table, DEDOOSE, ("document",))
        if maxqda and not _is_coded(maxqda) and maxqda.others:
            found.append(("MAXQDA", maxqda))
        elif dedoose and not _is_coded(dedoose) and dedoose.others:
            found.append(("Dedoose", dedoose))
        elif sheet := _find_classification(table):
            found.append(("NVivo", sheet))
    return found


class AttributesReading:
    """Tables of attributes, read into a project; ``fates`` counts their rows."""

    def __init__(self, draft: ProjectDraft, found: Sequence[tuple[str, ColumnHeadings]]) -> None:
        self.draft, self.found = draft, found
        self.fates = RowFates("people and documents")
        self.kept_there: dict[str, int] = {}

    def read(self) -> None:
        """Adds cases and documents with their values."""
        for tool, headings in self.found:
            self._read_table(tool, headings)

    @property
    def tables(self) -> Sequence[ColumnHeadings]:
        """The tables that are read."""
        return [headings for _, headings in self.found]

    @property
    def notes(self) -> Sequence[str]:
        """What was found, for tables that stand beside others."""
        return [f"attributes too: {self.describe()}", *self.doubts] if self.found else []

    @property
    def doubts(self) -> Sequence[str]:
        """Tables that may be counts and no attributes."""
        return [
            f"{MATRIX} ({headings.describe()})"
            for headings in self.tables
            if all(cell.isdecimal() for row in headings.data for cell in row.cells[1:] if cell)
        ]

    def describe(self) -> str:
        """Where the headings stand."""
        return "; ".join(headings.describe() for headings in self.tables)

    def list_losses(self) -> Sequence[Loss]:
        """What did not come in."""
        losses = list(self.fates.list_losses())
        if cells := sum(self.kept_there.values()):
            names = tuple(self.kept_there)
            losses.append(Loss("cells", cells, dropped=cells, why=KEPT_THERE, names=names))
        return losses

    def _read_table(self, tool: str, headings: ColumnHeadings) -> None:
        own = {
            column: _OWN.get(simplify_heading(name), "") if tool == "MAXQDA" else ""
            for column, name in headings.others
        }
        variables = [
            (column, self.draft.add_variable(_LETTERED.sub("", name) if tool == "NVivo" else name))
            for column, name in headings.others
            if not own[column]
        ]
        memos = [column for column, kind in own.items() if kind == MEMO]
        self._count_kept(headings, [column for column, kind in own.items() if kind == KEPT])
        for row in headings.data:
            self.fates.held += 1
            cells = {guid: row.cell(column).strip() for column, guid in variables}
            values = {guid: cell for guid, cell in cells.items() if cell.casefold() not in _EMPTY}
            document, case = headings.text(row, "document"), headings.text(row, "case")
            if not document and not case:
                self.fates.drop(row.number, NO_NAME)
            elif tool == "MAXQDA":
                source = self.draft.add_source(document)
                source.values.update(values)
                self._note(source, [row.cell(column).strip() for column in memos])
                self._group(headings.text(row, "group"), document)
            elif tool == "Dedoose":
                _read_descriptor(self.draft, case, document, values)
            else:
                _read_case(self.draft, case, values)

    def _count_kept(self, headings: ColumnHeadings, columns: Sequence[int]) -> None:
        for column in columns:
            cells = sum(bool(row.cell(column).strip()) for row in headings.data)
            if cells:
                name = headings.row.cell(column).strip()
                self.kept_there[name] = self.kept_there.get(name, 0) + cells

    def _note(self, document: DocumentDraft, texts: Sequence[str]) -> None:
        guid = document.source.guid
        made = tuple(self.draft.add_note(text, about=guid) for text in texts if text)
        if made:
            document.source = replace(document.source, notes=(*document.source.notes, *made))

    def _group(self, group: str, document: str) -> None:
        if group:
            guid = self.draft.add_source(document).source.guid
            self.draft.add_to_set(group, sources=[guid])


def _is_coded(headings: ColumnHeadings) -> bool:
    return bool(CODED & {simplify_heading(cell) for cell in headings.row.cells})


def _find_classification(table: ForeignTable) -> ColumnHeadings | None:
    """A sheet of NVivo: people in the first column, and signs that NVivo wrote it."""
    if len(table.rows) < 2:
        return None
    first = table.rows[0]
    others = tuple((at, cell.strip()) for at, cell in enumerate(first.cells) if at and cell.strip())
    headings = ColumnHeadings(table, first, {"case": (0,)}, others, table.rows[1:])
    names = [row.cell(0) for row in headings.data]
    is_named = any(_NUMBERED.match(name) or "\\" in name for name in names)
    is_lettered = bool(others) and all(_LETTERED.match(name) for _, name in others)
    has_unset = any(cell.casefold() in UNSET for row in headings.data for cell in row.cells[1:])
    is_sheet = (is_named and is_lettered) or (has_unset and all(name.strip() for name in names))
    is_sheet = is_sheet or (is_named and has_unset)
    return headings if is_sheet and others and not _is_coded(headings) else None


def _read_descriptor(
    draft: ProjectDraft, case: str, documents: str, values: dict[str, str]
) -> None:
    """A descriptor is a case; the media that it is linked to are its documents."""
    names = [name.strip() for name in re.split(r"[;\n]", documents) if name.strip()]
    guids = [draft.add_source(name).source.guid for name in names]
    draft.extend_case(case or documents, values=values, sources=guids)


def _read_case(draft: ProjectDraft, name: str, values: dict[str, str]) -> None:
    """A row of a classification sheet: a file where its path begins with files, else a case."""
    parts = _split(_NUMBERED.sub("", name))
    is_file = len(parts) > 1 and parts[0].casefold() in FOLDERS - CASES
    if is_file:
        draft.add_source(parts[-1]).values.update(values)
    else:
        draft.extend_case(parts[-1], values=values)


def _split(name: str) -> Sequence[str]:
    return [part.strip() for part in name.split("\\") if part.strip()] or [name.strip()]
