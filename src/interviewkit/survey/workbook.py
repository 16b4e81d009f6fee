"""A survey that is an XLSX workbook: its first worksheet as text cells."""

from __future__ import annotations

import io
import zlib
from datetime import date, datetime
from pathlib import Path
from typing import Any
from zipfile import BadZipFile, ZipFile

from interviewkit.errors import SurveyError
from interviewkit.survey.about import Grid, Read, Source
from interviewkit.survey.layout import arrange

MOST_UNPACKED = 500 * 1024 * 1024
"""Bytes: a workbook that unpacks to more than this is refused before it is opened."""

# What openpyxl raises for damaged workbooks: an XML ParseError is a SyntaxError, a bomb of XML
# entities a ValueError, an encrypted archive a RuntimeError, an absent part an OSError.
DAMAGE = (
    BadZipFile, zlib.error, SyntaxError, ValueError, RuntimeError, LookupError, TypeError,
    AttributeError, OSError,
)  # fmt: skip


def read(source: Source, layout: str = "") -> Read:
    """The table of the first worksheet.

    Raises:
        SurveyError: no workbook, damaged, too large, or nothing in it.
    """
    return arrange(source, Grid(tuple(workbook_records(source.path, source.content))), layout)


def workbook_records(path: Path, content: bytes) -> list[tuple[int, tuple[str, ...]]]:
    """The rows of the first worksheet, numbered as the spreadsheet numbers them.

    Raises:
        SurveyError: the content is no workbook, is damaged, or unpacks to more than 500 MB.
    """
    import openpyxl
    from openpyxl.utils.exceptions import InvalidFileException

    try:
        _refuse_bomb(path, content)
        workbook = openpyxl.load_workbook(io.BytesIO(content), read_only=True, data_only=True)
        try:
            worksheet = workbook.worksheets[0]
            worksheet.reset_dimensions()
            rows = enumerate(worksheet.iter_rows(values_only=True), start=1)
            return [(line, tuple(_text(cell) for cell in row)) for line, row in rows]
        finally:
            workbook.close()
    except (*DAMAGE, InvalidFileException) as fault:
        raise SurveyError(
            f"{path} is not a workbook that can be read: {fault}",
            hint="open it in a spreadsheet and save it again, or as CSV (UTF-8)",
        ) from fault


def _refuse_bomb(path: Path, content: bytes) -> None:
    with ZipFile(io.BytesIO(content)) as archive:
        unpacked = sum(entry.file_size for entry in archive.infolist())
    if unpacked > MOST_UNPACKED:
        raise SurveyError(
            f"{path} unpacks to {unpacked / 1e6:,.0f} MB; at most 500 MB are read",
            hint="save the survey as CSV (UTF-8)",
        )


def _text(cell: Any) -> str:
    """A spreadsheet's value as a person would type it: 7 and not 7.0, dates in ISO 8601."""
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return "true" if cell else "false"
    if isinstance(cell, float) and cell.is_integer() and abs(cell) < 1e15:
        return str(int(cell))
    if isinstance(cell, datetime):
        midnight = cell.time() == datetime.min.time()
        return (cell.date() if midnight else cell).isoformat()
    if isinstance(cell, date):
        return cell.isoformat()
    return str(cell).strip()
