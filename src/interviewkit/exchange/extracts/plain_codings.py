"""Codings as anybody writes them into a table: words, their code, and what else is known.

English or German headings in any order. RQDA's tables and tables made by hand are such. A table
that names turns is one of our own, which ``coding import`` reads.
"""

from __future__ import annotations

from pathlib import Path

from interviewkit.exchange.extracts import atlasti, dedoose, maxqda, qualcoder, taguette, zotqda
from interviewkit.exchange.extracts.cells import (
    CodePath,
    choose_code_separator,
    read_times,
    split_codes,
    split_path,
)
from interviewkit.exchange.extracts.coded_rows import CodedRow
from interviewkit.exchange.extracts.contents import ForeignRow
from interviewkit.exchange.extracts.headings import ColumnHeadings, find_tables
from interviewkit.exchange.extracts.opening import open_content, peek_content
from interviewkit.exchange.extracts.reading import TableReading, join_facts
from interviewkit.model.project import ForeignFile

NAMES = {
    "document": (
        "document", "doc", "document name", "document id", "transcript", "file", "filename",
        "file name", "source", "source name", "interview", "participant", "participant id",
        "media", "media title", "case", "dokument", "dokumentname", "transkript", "datei",
        "dateiname", "quelle", "fall", "teilnehmer", "teilnehmerin", "befragte", "befragter",
    ),
    "quote": (
        "quote", "quotation", "segment", "text", "excerpt", "passage", "fragment", "extract",
        "coded text", "coding", "highlight", "content", "text segment", "coded segment", "unit",
        "zitat", "textstelle", "auszug", "textsegment", "codiertes segment", "kodierte textstelle",
        "fundstelle", "wortlaut",
    ),
    "theme": (
        "theme", "category", "main category", "main theme", "family", "dimension", "kategorie",
        "kategorien", "hauptkategorie", "oberkategorie", "thema", "hauptthema", "parent code",
        "obercode", "primary code",
    ),
    "code": (
        "code", "codes", "code name", "codename", "code path", "tag", "tags", "node", "label",
        "quirk", "kode", "kodes", "kodierung", "codierung", "schlagwort",
    ),
    "sub": (
        "subcode", "sub-code", "subcategory", "sub-category", "subtheme", "sub-theme",
        "unterkategorie", "subkategorie", "untercode", "unterthema", "secondary code",
    ),
    "coder": (
        "coder", "coded by", "author", "user", "annotator", "rater", "created by", "kodierer",
        "kodiererin", "codierer", "codiererin", "autor", "autorin", "bearbeiter", "bearbeitet von",
        "erstellt von", "kodiert von", "codiert von",
    ),
    "at": ("date", "created", "created at", "timestamp", "coded at", "datum", "erstellt am"),
    "comment": (
        "comment", "comments", "memo", "note", "notes", "kommentar", "anmerkung", "notiz",
        "notizen",
    ),
    "weight": ("weight", "gewicht", "intensity", "relevance", "relevanz"),
    "begin": ("start", "begin", "from", "index1", "start position", "line", "lines", "paragraph",
              "page", "anfang", "beginn", "von", "zeile", "zeilen", "absatz", "seite"),
    "end": ("end", "to", "index2", "end position", "ende", "bis"),
    "id": ("id", "segment id", "quote id", "coding id", "rid", "nr", "no"),
    "turn": ("turn",),
}  # fmt: skip
LEVELS = ("code", "theme", "sub")
"""A table of codings has a column of words, and one of these at least."""
TOOLS = (maxqda, atlasti, dedoose, taguette, qualcoder, zotqda)
OWN = ("transcript", "turn", "code")


def is_this(path: Path, head: bytes) -> bool:
    """Whether it is a table of codings that is neither a tool's nor our own."""
    content = peek_content(path, head)
    found = any(find_tables(content, NAMES, ("quote", level)) for level in LEVELS)
    if not found or is_own_codings(path, head):
        return False
    return not any(tool.is_this(path, head) for tool in TOOLS)


def is_own_codings(path: Path, head: bytes) -> bool:
    """Whether it is a file that ``coding export`` wrote, or one of its kind."""
    own = {each: (each,) for each in OWN}
    found = find_tables(peek_content(path, head), own, OWN)
    return any(headings.row is headings.table.rows[0] for headings in found)


def read(path: Path) -> ForeignFile:
    """The codings by document; without a column of documents, of one that is not named.

    Raises:
        SourceError: the file cannot be opened, or no row names words and codes.
    """
    what = "codings as a table"
    reading = TableReading(path, NAMES, _find_required(path), tool="", what=what, rows="codings")
    for headings in reading.tables:
        separator = choose_code_separator(
            [cell for row in headings.data for cell in headings.texts(row, "code")]
        )
        if separator:
            reading.notes.append(f"codes of one cell are parted by {separator!r}")
        if not headings.has("document"):
            reading.notes.append("no column names documents: the words are looked for in all")
        times = read_times(headings.text(row, "at") for row in headings.data)
        for row, at in zip(headings.data, times, strict=True):
            reading.rows.add(_read_row(headings, row, at, _find_codes(headings, row, separator)))
            reading.check_row(headings, row)
    return reading.finish()


def _find_required(path: Path) -> tuple[str, str]:
    content = open_content(path)
    named = [level for level in LEVELS if find_tables(content, NAMES, ("quote", level))]
    return "quote", (named[0] if named else LEVELS[0])


def _find_codes(headings: ColumnHeadings, row: ForeignRow, separator: str) -> tuple[CodePath, ...]:
    """The codes of a row, each below its theme and above what is more special."""
    above = [part for cell in headings.texts(row, "theme") for part in split_path(cell)]
    below = [part for cell in headings.texts(row, "sub") for part in split_path(cell)]
    names = [name for cell in headings.texts(row, "code") for name in split_codes(cell, separator)]
    paths = [(*above, *split_path(name), *below) for name in names] or [(*above, *below)]
    return tuple(path for path in dict.fromkeys(paths) if path)


def _read_row(
    headings: ColumnHeadings, row: ForeignRow, at: str, codes: tuple[CodePath, ...]
) -> CodedRow:
    def text(meaning: str) -> str:
        return headings.text(row, meaning)

    begin, end = text("begin"), text("end")
    extras = [(name, row.cell(column).strip()) for column, name in headings.others]
    facts = [("Date", "" if at else text("at")), ("Number", text("id")), ("Turn", text("turn"))]
    weight = join_facts([("Weight", text("weight"))])
    return CodedRow(
        row=row.number,
        document=text("document"),
        quote=text("quote"),
        codes=codes,
        coder=text("coder"),
        at=at,
        place=f"{begin} – {end}" if begin and end and begin != end else begin,
        about=join_facts(facts),
        memo=join_facts(extras, "\n"),
        comment="\n".join(filter(None, (text("comment"), weight))),
    )
