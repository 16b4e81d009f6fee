"""Coded segments that MAXQDA exports as a table, in any of its languages.

The columns are those of MAXQDA 2018 to 24 ("Overview of coded segments", "Retrieved segments"),
as programs that read its exports name them; document variables may follow them.
"""

from __future__ import annotations

from pathlib import Path

from interviewkit.exchange.colors import read_color
from interviewkit.exchange.extracts.beside import read_beside
from interviewkit.exchange.extracts.cells import read_times, split_path
from interviewkit.exchange.extracts.coded_rows import CodedRow
from interviewkit.exchange.extracts.contents import ForeignRow
from interviewkit.exchange.extracts.extra_columns import (
    ExtraColumns,
    set_document_values,
    sort_columns,
)
from interviewkit.exchange.extracts.heading_words import OTHERS, add_languages
from interviewkit.exchange.extracts.headings import ColumnHeadings, find_tables
from interviewkit.exchange.extracts.opening import peek_content
from interviewkit.exchange.extracts.reading import TableReading, is_as_exported, join_facts
from interviewkit.model.project import ForeignFile

TOOL = "MAXQDA"
NAMES = add_languages(
    {
        "document": ("document name", "dokumentname", "dokument"),
        "group": ("document group", "dokumentgruppe", "document set", "dokumentset"),
        "code": ("code", "codepfad", "code path"),
        "quote": (
            "segment", "coded segment", "codiertes segment", "segmenttext", *OTHERS["segment"],
        ),
        "begin": ("beginning", "begin", "start", "anfang", "beginn"),
        "end": ("end", "ende"),
        "weight": ("weight score", "weight", "gewicht", "relevanz"),
        "colour": ("color", "colour", "farbe"),
        "comment": ("comment", "kommentar"),
        "coder": ("created by", "author", "autor", "erstellt von", "creator", "bearbeiter"),
        "editor": ("modified by", "bearbeitet von", "geändert von"),
        "created": ("created", "creation date", "erstellt am", "erstellt", "erstelldatum"),
        "modified": ("modified", "last modified", "bearbeitet am", "geändert am"),
        "area": ("area", "fläche", "größe"),
        "coverage": ("coverage %", "coverage", "abdeckungsgrad %", "abdeckungsgrad", "abdeckung %"),
    }
)  # fmt: skip
REQUIRED = ("document", "code", "quote")
TELLING = ("group", "begin", "weight", "area", "coverage", "colour")
_NO_WEIGHT = ("", "0")


def is_this(path: Path, head: bytes) -> bool:
    """Whether it is a table of MAXQDA's coded segments."""
    found = find_tables(peek_content(path, head), NAMES, REQUIRED)
    return any(is_as_exported(headings, TELLING) for headings in found)


def read(path: Path) -> ForeignFile:
    """The segments by document, with their codes, coders, weights and comments.

    Raises:
        SourceError: the file cannot be opened, or holds no coded segments.
    """
    what = "coded segments of MAXQDA"
    reading = TableReading(path, NAMES, REQUIRED, tool=TOOL, what=what, rows="coded segments")
    for headings in reading.tables:
        extras = sort_columns(headings)
        created = read_times(headings.text(row, "created") for row in headings.data)
        for row, at in zip(headings.data, created, strict=True):
            reading.rows.add(_read_row(headings, row, at, extras))
            reading.check_row(headings, row)
        set_document_values(reading.draft, [extras])
        _colour_codes(reading, headings)
    read_beside(reading)
    return reading.finish()


def _read_row(headings: ColumnHeadings, row: ForeignRow, at: str, extras: ExtraColumns) -> CodedRow:
    def text(meaning: str) -> str:
        return headings.text(row, meaning)

    path = split_path(text("code"))
    weight = text("weight")
    begin, end = text("begin"), text("end")
    comment = join_facts([("Weight", "" if weight in _NO_WEIGHT else weight)])
    created = "" if at else text("created")
    return CodedRow(
        row=row.number,
        document=text("document"),
        quote=text("quote"),
        codes=(path,) if path else (),
        coder=text("coder") or text("editor"),
        at=at,
        place=f"{begin} – {end}" if end and end != begin else begin,
        about=join_facts(
            [
                ("Area", text("area")),
                ("Coverage %", text("coverage")),
                ("Created", created),
                ("Modified by", text("editor")),
                ("Modified", text("modified")),
            ]
        ),
        memo=extras.describe_row(row),
        comment="\n".join(filter(None, (text("comment"), comment))),
        group=text("group"),
    )


def _colour_codes(reading: TableReading, headings: ColumnHeadings) -> None:
    """Gives codes the colours of their dots: in words, or as the colour of the cell."""
    colours = headings.table.colours
    for row in headings.data:
        code = split_path(headings.text(row, "code"))
        colour = read_color(headings.text(row, "colour")) or colours.get(row.number, "")
        if colour and code in reading.draft.codes:
            reading.draft.add_code(code, colour=colour)
