"""``interviewkit coding framework``."""

from __future__ import annotations

from typing import Any

import click

from interviewkit.cli.options import (
    choice_option,
    coders_agreed,
    limit_option,
    new_coder_option,
    open_study,
    own_name_option,
    repeated_option,
    table_options,
)
from interviewkit.cli.query_options import build_query, speech_filters
from interviewkit.cli.show import show_table
from interviewkit.errors import StudyError, did_you_mean
from interviewkit.tables.material.framework import build_framework_table

_rows_option = choice_option(
    "--rows", of=["participants", "segments"], default="participants", help="What the rows are."
)


@click.command("framework")
@_rows_option
@repeated_option("--column", "columns", help="A code or theme; may be repeated. Default: themes.")
@speech_filters
@limit_option("How many rows; 0 for all.")
@table_options
def show_framework(
    rows: str, columns: tuple[str, ...], limit: int, path: str, shape: str, **filters: Any
) -> None:
    """Set people or segments against codes, with the text itself in the cells.

    With --format docx or xlsx it is a file to read and write on. What somebody summarised with
    "coding summarise" stands above the passages of its cell.
    """
    study = open_study(path)
    found = study.framework(rows, columns, query=build_query(**filters), most=limit)
    show_table(build_framework_table(found), shape)


@click.command("summarise")
@click.argument("row")
@click.argument("column")
@click.argument("text")
@_rows_option
@own_name_option("Who does it.")
@new_coder_option
@table_options
def summarise_cell(
    row: str,
    column: str,
    text: str,
    rows: str,
    coder: str,
    new_coder: bool,
    path: str,
    shape: str,
) -> None:
    """Write TEXT as the summary of a cell: of a ROW (a person or segment) and a COLUMN (a code).

    An empty TEXT takes an earlier summary away.
    """
    study = open_study(path)
    matrix = study.framework(rows, [column])
    cells = {each.name: each.cells[0] for each in matrix.rows}
    if row not in cells:
        raise StudyError(f"there is no row {row!r} of {rows}", hint=did_you_mean(row, cells))
    about = cells[row].about
    coders_agreed(
        lambda new: study.summarise_cell(about, text, coder=coder, new_coder=new), new_coder
    )
    show_table(build_framework_table(study.framework(rows, [column])), shape)
