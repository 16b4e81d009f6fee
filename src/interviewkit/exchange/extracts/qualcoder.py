"""Codings that QualCoder's report of codes exports as .csv or .xlsx.

Built from QualCoder's own source: a row a coding, categories from the nearest to the uppermost,
and, where asked for, variables of files and cases.
"""

from __future__ import annotations

from pathlib import Path

from interviewkit.exchange.extracts.beside import read_beside
from interviewkit.exchange.extracts.coded_rows import CodedRow
from interviewkit.exchange.extracts.contents import ForeignRow
from interviewkit.exchange.extracts.headings import ColumnHeadings
from interviewkit.exchange.extracts.reading import TableReading, is_table_of
from interviewkit.model.project import AUDIO, PICTURE, TEXT, ForeignFile

TOOL = "QualCoder"
NAMES = {
    "file": ("file", "filename"),
    "case": ("case",),
    "coder": ("coder",),
    "quote": ("coded",),
    "id": ("id",),
    "code": ("codename",),
    "memo": ("coded memo",),
    "category": ("category",),
}
REQUIRED = ("coder", "quote", "code")
FILE_VARIABLE, CASE_VARIABLE = "FileVar_", "CaseVar_"
_KINDS = {"ctid": TEXT, "imid": PICTURE, "avid": AUDIO}


def is_this(path: Path, head: bytes) -> bool:
    """Whether it is QualCoder's table of codings."""
    return is_table_of(path, head, NAMES, REQUIRED)


def read(path: Path) -> ForeignFile:
    """The codings by file, with coders, memos and categories; cases and variables.

    Raises:
        SourceError: the file cannot be opened, or holds no codings.
    """
    what = "codings of QualCoder"
    reading = TableReading(path, NAMES, REQUIRED, tool=TOOL, what=what, rows="codings")
    for headings in reading.tables:
        for row in headings.data:
            coded = _read_row(headings, row)
            selection = reading.rows.add(coded)
            if selection is not None:
                _add_variables(reading, headings, row, coded.document, selection.guid)
            reading.check_row(headings, row)
    read_beside(reading)
    return reading.finish()


def _read_row(headings: ColumnHeadings, row: ForeignRow) -> CodedRow:
    key = headings.text(row, "id")
    kind = _KINDS.get(key.partition(":")[0], TEXT)
    above = reversed(headings.texts(row, "category"))
    name = headings.text(row, "code")
    return CodedRow(
        row=row.number,
        document=headings.text(row, "file"),
        quote=headings.text(row, "quote") if kind == TEXT else "",
        codes=((*above, name),) if name else (),
        coder=headings.text(row, "coder"),
        key=key,
        comment=headings.text(row, "memo"),
        kind=kind,
    )


def _add_variables(
    reading: TableReading, headings: ColumnHeadings, row: ForeignRow, document: str, selection: str
) -> None:
    source = reading.draft.add_source(document)
    of_case: dict[str, str] = {}
    for column, heading in headings.others:
        text = row.cell(column).strip()
        if text and heading.startswith(FILE_VARIABLE):
            name = heading.removeprefix(FILE_VARIABLE)
            source.values[reading.draft.add_variable(name)] = text
        elif text and heading.startswith(CASE_VARIABLE):
            name = heading.removeprefix(CASE_VARIABLE)
            of_case[reading.draft.add_variable(name)] = text
    case = headings.text(row, "case")
    if case:
        reading.draft.extend_case(
            case, values=of_case, sources=[source.source.guid], selections=[selection]
        )
