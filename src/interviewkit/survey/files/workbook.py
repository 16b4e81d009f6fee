"""A survey that is an XLSX workbook: its first worksheet that holds anything, as text cells."""

from __future__ import annotations

import warnings
from collections.abc import Iterator, Sequence
from contextlib import closing
from itertools import islice

from interviewkit.errors import Problem, SourceError, SurveyError
from interviewkit.model.archives import WORKBOOK_DAMAGE, find_archive_fault, open_workbook
from interviewkit.model.limits import bound_rows
from interviewkit.model.worksheet_marks import Marks, Records, fill_down, read_marks, write_cell
from interviewkit.survey.faults import name_lines
from interviewkit.survey.files.contract import Read, SurveyGrid, SurveySource
from interviewkit.survey.layouts.plain import arrange_sheet

SOME = 100
"""Rows of a further sheet that are looked at to see whether it holds anything."""


def read_workbook(source: SurveySource, layout: str = "") -> Read:
    """The table of the first worksheet that holds anything; others that do are told.

    Raises:
        SurveyError: no workbook, damaged, too large, or nothing in it.
    """
    filled = read_filled_sheets(source)
    title, (records, marks) = next(iter(filled.items()), ("", ((), Marks())))
    records, below = fill_down(records, marks.areas)
    sheet, problems = arrange_sheet(source, SurveyGrid(records), layout)
    problems = [*_about_cells(source, below, marks), *problems]
    others = ", ".join(map(repr, list(filled)[1:]))
    if not others:
        return sheet, problems
    what = f"the sheet {title!r} is read; there is more in {others}, which is not read"
    hint = "if the answers are there, move that sheet to the front or save it as a file of its own"
    return sheet, [source.note(what, hint=hint), *problems]


def _about_cells(source: SurveySource, below: Sequence[int], marks: Marks) -> Iterator[Problem]:
    """Merged cells of which each row got the value, and formulas that have none."""
    if below:
        what = f"merged cells: their value counts in each of their rows, {name_lines(below)}"
        yield source.note(what, line=below[0])
    if marks.unvalued:
        lines = list(dict.fromkeys(marks.unvalued))
        what = f"formulas without a stored value count as no answer: {name_lines(lines)}"
        hint = "open the workbook in a spreadsheet, save it, and read it again"
        yield source.note(what, line=lines[0], hint=hint)


def read_filled_sheets(source: SurveySource) -> dict[str, tuple[Records, Marks]]:
    """The worksheets that hold anything, in their order: title → rows as the sheet numbers them,
    and what it says of its cells.

    Of the first all rows are read, of the others some.

    Raises:
        SurveyError: the content is no workbook, is damaged, or goes beyond the limits.
    """
    from openpyxl.utils.exceptions import InvalidFileException

    what, hint = find_archive_fault(source.content, source.limits)
    if what:
        raise SurveyError(f"{source.path} is not a workbook that can be read: {what}", hint=hint)
    try:
        with warnings.catch_warnings(), closing(open_workbook(source.content)) as workbook:
            filled: dict[str, tuple[Records, Marks]] = {}
            for worksheet in workbook.worksheets:
                worksheet.reset_dimensions()
                rows = bound_rows(worksheet.iter_rows(values_only=True), source.limits)
                some = enumerate(islice(rows, SOME) if filled else rows, start=1)
                records = tuple((line, tuple(map(_text, row))) for line, row in some)
                if any(any(cells) for _, cells in records):
                    path = getattr(worksheet, "_worksheet_path", "")
                    marks = Marks() if filled else read_marks(source.content, path)
                    filled[str(worksheet.title)] = records, marks
            return filled
    except SourceError as fault:
        raise SurveyError(f"{source.path}: {fault.message}", hint=fault.hint) from fault
    except (*WORKBOOK_DAMAGE, InvalidFileException) as fault:
        raise SurveyError(
            f"{source.path} is not a workbook that can be read: {fault or type(fault).__name__}",
            hint="open it in a spreadsheet and save it again, or as CSV (UTF-8)",
        ) from fault


def _text(cell: object) -> str:
    return write_cell(cell).strip()
