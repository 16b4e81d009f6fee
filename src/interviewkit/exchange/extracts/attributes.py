"""Tables of what is known of people and documents, without any codes.

NVivo's classification sheets, MAXQDA's document variables and Dedoose's descriptors. A sheet of
plain answers is a survey and is none of these.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

from interviewkit.errors import SourceError
from interviewkit.exchange.extracts.contents import ForeignContent, ForeignTable
from interviewkit.exchange.extracts.draft import ProjectDraft
from interviewkit.exchange.extracts.extra_columns import UNSET
from interviewkit.exchange.extracts.fates import RowFates
from interviewkit.exchange.extracts.headings import ColumnHeadings, find_headings, simplify_heading
from interviewkit.exchange.extracts.nvivo import ROOTS
from interviewkit.exchange.extracts.opening import open_content, peek_content
from interviewkit.exchange.extracts.reading import list_other_tables
from interviewkit.model.project import ForeignFile

MAXQDA = {
    "group": ("document group", "dokumentgruppe"),
    "document": ("document name", "dokumentname"),
}
DEDOOSE = {
    "document": (
        "media title", "resource title", "linked media", "linked resources", "media titles",
        "resource titles", "associated media", "linked media titles",
    ),
    "case": ("descriptor", "descriptor id", "descriptor title", "id", "title", "name"),
}  # fmt: skip
CODED = frozenset(
    {"code", "codes", "segment", "quote", "excerpt copy", "excerpt", "tag", "text content"}
)
"""Headings of coded words and codebooks, which are read otherwise."""

_NUMBERED = re.compile(r"^\d+\s?:\s+")
_LETTERED = re.compile(r"^[A-Z]{1,2}\s?:\s+")
NO_NAME = "it names neither a person nor a document"


def is_this(path: Path, head: bytes) -> bool:
    """Whether it is a table of attributes as one of these tools writes it."""
    content = peek_content(path, head)
    return content is not None and bool(_find(content))


def read(path: Path) -> ForeignFile:
    """Cases and documents with their values.

    Raises:
        SourceError: the file cannot be opened, or holds no such table.
    """
    content = open_content(path)
    found = _find(content)
    if not found:
        raise SourceError(
            f"{path.name} holds no attributes of people or documents",
            hint="a table of answers is a survey: name it under [survey] in study.toml",
        )
    tool = found[0][0]
    draft, fates = ProjectDraft(path.stem, tool), RowFates("people and documents")
    for kind, headings in found:
        _read_table(draft, fates, kind, headings)
    tables = [headings for _, headings in found]
    what = f"attributes of {tool} ({content.kind})"
    where = "; ".join(headings.describe() for headings in tables)
    losses = (*fates.list_losses(), *list_other_tables(content, tables))
    notes = (f"read as {what} ({where})", *content.notes)
    return ForeignFile(draft.finish(), what, losses, notes)


def _find(content: ForeignContent) -> list[tuple[str, ColumnHeadings]]:
    found = []
    for table in content.tables:
        maxqda = find_headings(table, MAXQDA, ("group", "document"))
        dedoose = find_headings(table, DEDOOSE, ("document",))
        if maxqda and not _is_coded(maxqda) and maxqda.others:
            found.append(("MAXQDA", maxqda))
        elif dedoose and not _is_coded(dedoose) and dedoose.others:
            found.append(("Dedoose", dedoose))
        elif sheet := _find_classification(table):
            found.append(("NVivo", sheet))
    return found


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


def _read_table(draft: ProjectDraft, fates: RowFates, tool: str, headings: ColumnHeadings) -> None:
    variables = [
        (column, draft.add_variable(_LETTERED.sub("", name) if tool == "NVivo" else name))
        for column, name in headings.others
    ]
    for row in headings.data:
        fates.held += 1
        values = {
            guid: row.cell(column).strip()
            for column, guid in variables
            if row.cell(column).strip() and row.cell(column).strip().casefold() not in UNSET
        }
        document, case = headings.text(row, "document"), headings.text(row, "case")
        if not document and not case:
            fates.drop(row.number, NO_NAME)
        elif tool == "MAXQDA":
            draft.add_source(document).values.update(values)
            _group(draft, headings.text(row, "group"), document)
        elif tool == "Dedoose":
            _read_descriptor(draft, case, document, values)
        else:
            _read_case(draft, case, values)


def _group(draft: ProjectDraft, group: str, document: str) -> None:
    if group:
        draft.add_to_set(group, sources=[draft.add_source(document).source.guid])


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
    is_file = len(parts) > 1 and parts[0].casefold() in ROOTS - {"cases", "fälle"}
    if is_file:
        draft.add_source(parts[-1]).values.update(values)
    else:
        draft.extend_case(parts[-1], values=values)


def _split(name: str) -> Sequence[str]:
    return [part.strip() for part in name.split("\\") if part.strip()] or [name.strip()]
