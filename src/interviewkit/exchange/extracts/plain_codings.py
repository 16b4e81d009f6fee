"""Codings as anybody writes them into a table: words, their code, and what else is known.

Headings of several languages in any order. RQDA's tables and tables made by hand are such. A table
that names turns is one of our own, which ``coding import`` reads.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from interviewkit.exchange.extracts import atlasti, dedoose, maxqda, qualcoder, taguette, zotqda
from interviewkit.exchange.extracts.beside import read_beside
from interviewkit.exchange.extracts.cells import (
    ANY,
    KNOWN,
    SEVERAL,
    CodePath,
    choose_code_separator,
    read_times,
    split_codes,
    split_name,
    split_path,
)
from interviewkit.exchange.extracts.codebook_columns import NAMES as CODEBOOK
from interviewkit.exchange.extracts.codebook_columns import list_levels
from interviewkit.exchange.extracts.codebooks import find_codebook
from interviewkit.exchange.extracts.coded_rows import CodedRow
from interviewkit.exchange.extracts.contents import ForeignContent, ForeignRow
from interviewkit.exchange.extracts.grouped_cells import fill_groups
from interviewkit.exchange.extracts.heading_words import OTHERS
from interviewkit.exchange.extracts.headings import (
    ColumnHeadings,
    find_tables,
    index_names,
    simplify_heading,
)
from interviewkit.exchange.extracts.label_spans import read_spans
from interviewkit.exchange.extracts.opening import open_content, peek_content
from interviewkit.exchange.extracts.reading import TableReading, join_facts
from interviewkit.model.project import ForeignFile

NAMES = {
    "document": (
        "document", "doc", "document name", "doc name", "document title", "transcript",
        "transcript name", "file", "filename", "file name", "source", "source name", "interview",
        "media", "media title", "note title", "session", "dokument", "dokumentname", "transkript",
        "datei", "dateiname", "quelle", *OTHERS["document"], *OTHERS["talk"],
    ),
    "person": (
        "participant", "case", "respondent", "fall", "teilnehmer", "teilnehmerin", "befragte",
        "befragter", *OTHERS["person"],
    ),
    "document id": (
        "document id", "doc id", "file id", "interview id", "participant id", "title", "titel",
    ),
    "quote": (
        "quote", "quotation", "segment", "excerpt", "fragment", "extract", "coded text", "coding",
        "highlight", "text segment", "coded segment", "snippet", "observation", "highlight text",
        "segment text", "selected text", "selection", "excerpt text", "quote text", "verbatim",
        "zitat", "textstelle", "auszug", "textsegment", "codiertes segment",
        "kodierte textstelle", "fundstelle", "wortlaut", *OTHERS["segment"],
        *OTHERS["quotation"],
    ),
    "words": ("text", "passage", "content", "unit", *OTHERS["words"]),
    "theme": (
        *CODEBOOK["theme"], "parent code", "parent", "parent tag", "obercode", *OTHERS["parent"],
    ),
    "category": (*CODEBOOK["category"], "oberkategorie"),
    "code": (
        "code", "codes", "code name", "codename", "code path", "tag", "tags", "node", "label",
        "labels", "tag name", "codes applied", "qcode", "quirk", "kode", "kodes", "kodierung",
        "codierung", "schlagwort", *OTHERS["code"], *OTHERS["codes"],
    ),
    "subcategory": CODEBOOK["subcategory"],
    "sub": CODEBOOK["sub"],
    "coder": (
        "coder", "coded by", "author", "user", "user name", "username", "coder name", "annotator",
        "rater", "created by", "kodierer", "kodiererin", "codierer", "codiererin", "autor",
        "autorin", "bearbeiter", "bearbeitet von", "erstellt von", "kodiert von", "codiert von",
        *OTHERS["coder"],
    ),
    "at": (
        "date", "created", "created at", "timestamp", "coded at", "datum", "erstellt am",
        *OTHERS["created"],
    ),
    "comment": (
        "comment", "comments", "memo", "note", "notes", "kommentar", "anmerkung", "notiz",
        "notizen", *OTHERS["comment"],
    ),
    "weight": ("weight", "gewicht", "intensity", "relevance", "relevanz", *OTHERS["weight"]),
    "begin": (
        "start", "begin", "from", "index1", "start position", "segment start", "line", "lines",
        "paragraph", "page", "anfang", "beginn", "von", "zeile", "zeilen", "absatz", "seite",
        *OTHERS["begin"],
    ),
    "end": ("end", "to", "index2", "end position", "segment end", "ende", "bis", *OTHERS["end"]),
    "id": ("id", "segment id", "quote id", "coding id", "rid", "nr", "no"),
    "turn": ("turn",),
}  # fmt: skip
NAMED = ("document", "person", "document id")
"""What may say whose words they are: the first that a row names is the document."""
QUOTES = ("quote", "words")
"""What was coded, and what may be that or what stands around it."""
LEVELS = ("code", "theme", "category", "sub", "subcategory")
"""A table of codings has a column of words, and one of these at least."""
SINGLE = ("coder", "at", "comment", "weight", "begin", "end", "id", "turn")
"""What a coding has one of; more columns of it are told beside it."""
TOOLS = (maxqda, atlasti, dedoose, taguette, qualcoder, zotqda)
OWN = ("transcript", "turn", "code")


def is_this(path: Path, head: bytes) -> bool:
    """Whether it is a table of codings that is neither a tool's nor our own."""
    found = _find_tables(peek_content(path, head))
    if not found or all(map(_is_codebook, found)) or is_own_codings(path, head):
        return False
    return not any(tool.is_this(path, head) for tool in TOOLS)


def _find_tables(content: ForeignContent | None) -> list[ColumnHeadings]:
    """The tables that name words and codes, as the first of these pairs is named."""
    pairs = ((quote, level) for level in LEVELS for quote in QUOTES)
    return next((found for each in pairs if (found := find_tables(content, NAMES, each))), [])


def _is_codebook(headings: ColumnHeadings) -> bool:
    """Whether the words are examples, of no document: beside what their code means, or in a row of
    a codebook that is called like a heading."""
    codebook = find_codebook(headings.table)
    if codebook and codebook.row.number < headings.row.number:
        return True
    meanings = index_names({each: CODEBOOK[each] for each in ("definition", "include", "exclude")})
    others = {meanings.get(simplify_heading(name)) for _, name in headings.others}
    return bool(others - {None}) and not any(map(headings.has, NAMED))


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
    for headings in (_fill(reading, each) for each in reading.tables):
        separator = _choose_separator(reading, headings)
        cells = _list_code_cells(headings)
        names = [name for cell in cells for name in split_codes(cell, separator)]
        sign = reading.choose_path_separator(names)
        if not any(map(headings.has, NAMED)):
            reading.notes.append("no column names documents: the words are looked for in all")
        times = read_times(headings.text(row, "at") for row in headings.data)
        for row, at in zip(headings.data, times, strict=True):
            codes = _find_codes(headings, row, separator, sign)
            for coded in _read_spans(headings, row, _read_row(headings, row, at, codes)):
                reading.rows.add(coded)
            reading.check_row(headings, row)
    read_beside(reading)
    return reading.finish()


def _fill(reading: TableReading, headings: ColumnHeadings) -> ColumnHeadings:
    """The table with what stands once for several rows in each of them."""
    upper, own, lower = list_levels(headings)
    documents = [column for each in NAMED for column in headings.columns.get(each, ())][:1]
    codes = [*own[:1], *lower[:1]]
    filled, names = fill_groups(headings, documents, upper, codes)
    reading.notes += [f"empty cells of {name!r} are read as the one above" for name in names]
    return filled


def _read_spans(headings: ColumnHeadings, row: ForeignRow, coded: CodedRow) -> list[CodedRow]:
    """A row for each labelled span in the cells of codes, else the row as it is."""
    spans = [span for cell in headings.texts(row, "code") for span in read_spans(cell)]
    found = [
        replace(
            coded,
            row=f"row {coded.row}, {number}" if len(spans) > 1 else coded.row,
            quote=span.quote,
            codes=tuple((label,) for label in span.labels),
            place=f"{span.start} – {span.end}" if span.start is not None else coded.place,
        )
        for number, span in enumerate(spans, 1)
    ]
    return found or [coded]


def _list_code_cells(headings: ColumnHeadings) -> list[str]:
    cells = [cell for row in headings.data for cell in headings.texts(row, "code")]
    return [cell for cell in cells if not read_spans(cell)]


def _choose_separator(reading: TableReading, headings: ColumnHeadings) -> str:
    cells = _list_code_cells(headings)
    called = [headings.row.cell(column) for column in headings.columns.get("code", ())]
    known = ANY if any(map(SEVERAL.search, called)) else KNOWN
    separator = choose_code_separator(cells, known=known)
    if separator:
        reading.notes.append(f"codes of one cell are parted by {separator!r}")
    elif any("," in cell for cell in cells):
        reading.notes.append("codes with commas are read as one code each")
    return separator


def _find_required(path: Path) -> tuple[str, str]:
    found = _find_tables(open_content(path))
    pairs = [(quote, level) for level in LEVELS for quote in QUOTES]
    return next((each for each in pairs if found and found[0].has(*each)), pairs[0])


def _find_codes(
    headings: ColumnHeadings, row: ForeignRow, separator: str, sign: str
) -> tuple[CodePath, ...]:
    """The codes of a row, each below its theme and above what is more special."""
    upper, own, lower = list_levels(headings)
    above = [part for column in upper for part in split_path(row.cell(column))]
    below = [part for column in lower for part in split_path(row.cell(column))]
    names = [name for column in own for name in split_codes(row.cell(column), separator)]
    paths = [(*above, *split_name(name, sign), *below) for name in names] or [(*above, *below)]
    return tuple(path for path in dict.fromkeys(paths) if path)


def _read_row(
    headings: ColumnHeadings, row: ForeignRow, at: str, codes: tuple[CodePath, ...]
) -> CodedRow:
    def text(meaning: str) -> str:
        return headings.text(row, meaning)

    begin, end = text("begin"), text("end")
    named, words = _list_cells(headings, row, NAMED), _list_cells(headings, row, QUOTES)
    further = [cell for each in SINGLE for cell in _list_cells(headings, row, (each,))[1:]]
    others = [(name, row.cell(column).strip()) for column, name in headings.others]
    memo = join_facts([*named[1:], *words[1:], *further, *others], "\n")
    facts = [("Date", "" if at else text("at")), ("Number", text("id")), ("Turn", text("turn"))]
    weight = join_facts([("Weight", text("weight"))])
    return CodedRow(
        row=row.number,
        document=named[0][1] if named else "",
        quote=words[0][1] if words else "",
        codes=codes,
        coder=text("coder"),
        at=at,
        place=f"{begin} – {end}" if begin and end and begin != end else begin,
        about=join_facts(facts),
        memo=memo,
        comment="\n".join(filter(None, (text("comment"), weight))),
    )


def _list_cells(
    headings: ColumnHeadings, row: ForeignRow, meanings: Sequence[str]
) -> list[tuple[str, str]]:
    """(heading, cell) of all columns of these meanings that hold anything, each cell once."""
    columns = [column for each in meanings for column in headings.columns.get(each, ())]
    cells = ((headings.row.cell(column).strip(), row.cell(column).strip()) for column in columns)
    return list({cell: (name, cell) for name, cell in cells if cell}.values())
