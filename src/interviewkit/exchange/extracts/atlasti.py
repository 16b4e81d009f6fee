"""Quotations that ATLAS.ti exports as a table, in any of its languages.

The columns are those of ATLAS.ti 8 to 24 and of ATLAS.ti Web, as published studies list them. Who
gave a code is not in the export: the maker of the quotation is taken for it.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from interviewkit.exchange.extracts.beside import read_beside
from interviewkit.exchange.extracts.cells import (
    CodePath,
    choose_code_separator,
    read_times,
    split_codes,
    split_name,
)
from interviewkit.exchange.extracts.coded_rows import CodedRow
from interviewkit.exchange.extracts.contents import ForeignRow
from interviewkit.exchange.extracts.heading_words import OTHERS, add_languages
from interviewkit.exchange.extracts.headings import ColumnHeadings, find_tables
from interviewkit.exchange.extracts.opening import peek_content
from interviewkit.exchange.extracts.reading import TableReading, is_as_exported, join_facts
from interviewkit.model.project import ForeignFile

TOOL = "ATLAS.ti"
NAMES = add_languages({
    "id": ("id", "number", "quotation id", "nummer", "zitat-id", "zitatnummer"),
    "name": ("quotation name", "name", "zitatname", "zitat-name", *OTHERS["quote name"]),
    "quote": (
        "text content", "quotation content", "content", "quotation", "textinhalt", "zitatinhalt",
        "inhalt", "zitat", *OTHERS["quotation"], *OTHERS["words"],
    ),
    "document": ("document", "document name", "dokument", "dokumentname"),
    "groups": ("document groups", "dokumentgruppen", *OTHERS["group"]),
    "codes": ("codes", "kodes"),
    "number": (
        "number of codes", "codes count", "anzahl der codes", "anzahl codes",
        *OTHERS["number of codes"],
    ),
    "comment": ("comment", "quotation comment", "kommentar", "zitatkommentar"),
    "reference": ("reference", "quotation reference", "referenz"),
    "begin": ("start position", "initial position", "startposition", "anfangsposition"),
    "end": ("end position", "final position", "endposition"),
    "coder": ("created by", "creator", "author", "erstellt von", "autor"),
    "editor": ("modified by", "geändert von", "bearbeitet von"),
    "created": ("created", "creation date", "created at", "erstellt", "erstellt am", "datum"),
    "modified": ("modified", "modification date", "geändert", "geändert am"),
    "density": ("density", "dichte"),
})  # fmt: skip
REQUIRED = ("quote", "codes", "document")
TELLING = ("name", "reference", "groups", "density", "number")
NUMBERS = ("id", "begin")
"""Other tables have these too."""
MAKER = "the export does not say who gave a code; the maker of the quotation is taken for it"


def is_this(path: Path, head: bytes) -> bool:
    """Whether it is a table of ATLAS.ti's quotations."""
    found = find_tables(peek_content(path, head), NAMES, REQUIRED)
    told = (headings for headings in found if any(map(headings.has, (*TELLING, *NUMBERS))))
    return any(is_as_exported(headings, TELLING) for headings in told)


def read(path: Path) -> ForeignFile:
    """The quotations by document, each with its codes; those without codes are kept too.

    Raises:
        SourceError: the file cannot be opened, or holds no quotations.
    """
    what = "quotations of ATLAS.ti"
    reading = TableReading(path, NAMES, REQUIRED, tool=TOOL, what=what, rows="quotations")
    for headings in reading.tables:
        cells = [headings.text(row, "codes") for row in headings.data]
        counts = [headings.text(row, "number") for row in headings.data]
        separator = choose_code_separator(cells, counts if headings.has("number") else ())
        names = [name for cell in cells for name in split_codes(cell, separator)]
        sign = reading.choose_path_separator(names)
        times = read_times(headings.text(row, "created") for row in headings.data)
        for row, at, cell in zip(headings.data, times, cells, strict=True):
            named = split_codes(cell, separator)
            codes = [split_name(name, sign) if sign else (name,) for name in named]
            coded = _read_row(headings, row, at, codes)
            if reading.rows.add(coded) is not None:
                _gather_groups(reading, headings, row, coded.document)
            reading.check_row(headings, row)
        if headings.has("coder"):
            reading.notes.append(MAKER)
    read_beside(reading)
    return reading.finish()


def _read_row(
    headings: ColumnHeadings, row: ForeignRow, at: str, codes: Sequence[CodePath]
) -> CodedRow:
    def text(meaning: str) -> str:
        return headings.text(row, meaning)

    begin, end = text("begin"), text("end")
    position = f"{begin} – {end}" if begin and end else begin
    extras = [(name, row.cell(column).strip()) for column, name in headings.others]
    quote = text("quote")
    return CodedRow(
        row=row.number,
        document=text("document"),
        quote=quote,
        codes=tuple(code for code in codes if code),
        coder=text("coder") or text("editor"),
        at=at,
        key=text("id"),
        name=text("name") if text("name") != quote else "",
        place=position or text("reference"),
        about=join_facts(
            [
                ("Quotation", text("id")),
                ("Reference", text("reference")),
                ("Position", position),
                ("Created", "" if at else text("created")),
                ("Modified by", text("editor")),
                ("Modified", text("modified")),
                ("Density", "" if text("density") == "0" else text("density")),
            ]
        ),
        memo="\n".join(filter(None, (text("comment"), join_facts(extras, "\n")))),
    )


def _gather_groups(
    reading: TableReading, headings: ColumnHeadings, row: ForeignRow, document: str
) -> None:
    cell = headings.text(row, "groups")
    for group in split_codes(cell, "\n" if "\n" in cell else ";"):
        guid = reading.draft.add_source(document).source.guid
        reading.draft.add_to_set(group, sources=[guid])
