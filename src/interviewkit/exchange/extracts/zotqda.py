"""Tables of zotQDA (also of qdaPy), which say in their first column what they are.

Read by its published contract, ``zotqda-exchange`` version 1.
"""

from __future__ import annotations

from pathlib import Path

from interviewkit.errors import SourceError
from interviewkit.exchange.colors import read_color
from interviewkit.exchange.extracts.cells import CodePath, read_times
from interviewkit.exchange.extracts.coded_rows import CodedRow
from interviewkit.exchange.extracts.contents import ForeignRow
from interviewkit.exchange.extracts.headings import ColumnHeadings
from interviewkit.exchange.extracts.reading import TableReading, is_table_of, join_facts
from interviewkit.model.project import PICTURE, TEXT, ForeignFile

TOOL = "zotQDA"
FIELDS = (
    "code", "codeId", "citekey", "creator", "year", "title", "itemKey", "attachmentKey",
    "attachmentTitle", "pageLabel", "annotationKey", "annotationType", "color", "text", "comment",
    "weight", "allTags", "codedBy", "codedAt", "dateAdded", "dateModified", "positionKind",
    "positionStart", "positionEnd", "positionPage", "positionRects", "document", "codes", "n",
    "coder", "parent", "name", "level", "kind", "abbrev", "memo",
)  # fmt: skip
NAMES = {"format": ("zotqdaformat",), **{each: (each.casefold(),) for each in FIELDS}}
REQUIRED = ("format",)
FRAGMENTS, UNCODED, MULTI_CODED, CODEBOOK = "fragments", "uncoded", "multi-coded", "codebook"
READ = (FRAGMENTS, UNCODED, MULTI_CODED, CODEBOOK)


def is_this(path: Path, head: bytes) -> bool:
    """Whether it is a table of zotQDA."""
    return is_table_of(path, head, NAMES, REQUIRED)


def read(path: Path) -> ForeignFile:
    """Fragments with their codes, coders, places and comments, or the codebook.

    Raises:
        SourceError: the file cannot be opened, or is a table of another thing than these.
    """
    reading = TableReading(path, NAMES, REQUIRED, tool=TOOL, what="a table of zotQDA", rows="rows")
    kinds = {_kind(headings, row) for headings in reading.tables for row in headings.data}
    if not kinds & {*READ}:
        what = f"{path.name} is zotQDA's table {', '.join(sorted(kinds)) or 'without rows'}"
        raise SourceError(
            f"{what}, which holds no codes and no coded words",
            hint=f"export one of: {', '.join(READ)}",
        )
    for headings in reading.tables:
        times = read_times(headings.text(row, "codedAt")[:19] for row in headings.data)
        for row, at in zip(headings.data, times, strict=True):
            _read_row(reading, headings, row, at)
    return reading.finish()


def _kind(headings: ColumnHeadings, row: ForeignRow) -> str:
    return headings.text(row, "format").partition("/")[0]


def _read_row(reading: TableReading, headings: ColumnHeadings, row: ForeignRow, at: str) -> None:
    kind = _kind(headings, row)
    if kind == CODEBOOK:
        _read_code(reading, headings, row)
    elif kind == MULTI_CODED:
        _read_multiple(reading, headings, row)
    elif kind in READ:
        reading.rows.add(_read_fragment(headings, row, at))
    else:
        reading.rows.fates.held += 1
        reading.rows.fates.drop(row.number, f"rows of {kind!r} hold no codes")


def _read_fragment(headings: ColumnHeadings, row: ForeignRow, at: str) -> CodedRow:
    def text(meaning: str) -> str:
        return headings.text(row, meaning)

    path = _split(text("code"))
    begin, end = text("positionStart"), text("positionEnd")
    kind = text("annotationType")
    return CodedRow(
        row=row.number,
        document=text("attachmentTitle") or text("title") or text("citekey"),
        quote=text("text"),
        codes=(path,) if path else (),
        coder=text("codedBy"),
        at=at,
        key=text("annotationKey"),
        name=f"{begin} – {end}" if begin else text("pageLabel"),
        about=join_facts(
            [
                ("Source", " ".join(filter(None, (text("creator"), text("year"), text("title"))))),
                ("Page", text("pageLabel")),
                ("Place in the PDF", text("positionRects")),
                ("Tags", text("allTags")),
                ("Kind", kind),
            ]
        ),
        memo=text("comment"),
        comment=join_facts([("Weight", text("weight"))]),
        kind=PICTURE if kind in ("image", "ink") else TEXT,
    )


def _read_multiple(reading: TableReading, headings: ColumnHeadings, row: ForeignRow) -> None:
    codes = [code.strip() for code in headings.text(row, "codes").split("|")]
    paths = [_split(code.removeprefix("#Code ")) for code in codes if code]
    reading.rows.add(
        CodedRow(
            row=row.number,
            document=headings.text(row, "document"),
            quote=headings.text(row, "text"),
            codes=tuple(dict.fromkeys(paths)),
            coder=headings.text(row, "coder"),
        )
    )


def _read_code(reading: TableReading, headings: ColumnHeadings, row: ForeignRow) -> None:
    reading.rows.fates.held += 1
    path = _split(headings.text(row, "code"))
    if not path:
        reading.rows.fates.drop(row.number, "it names no code")
        return
    reading.draft.add_code(
        path,
        description=headings.text(row, "memo"),
        colour=read_color(headings.text(row, "color")),
        note=join_facts([("Abbreviation", headings.text(row, "abbrev"))]),
    )


def _split(code: str) -> CodePath:
    return tuple(part.strip() for part in code.split("/") if part.strip())
