"""A figure in words, for those who do not see it: what it shows, then its numbers."""

from __future__ import annotations

from collections.abc import Sequence

from interviewkit.report.figure_tables import build_figure_table
from interviewkit.report.figures import Figure
from interviewkit.tables.drawing import Drawing
from interviewkit.tables.drawing.written import Cell, Written, write_table

LONGEST = 1_200
"""A screen reader reads an alternative text in one go: what is longer is cut after a row."""


def describe_figure(figure: Figure) -> str:
    """The finding and the numbers of a figure, row by row.

    Nothing is lost where it is cut: the table of the figure has all rows.
    """
    told = ". ".join(text.rstrip(".") for text in (figure.title, figure.finding) if text) + "."
    rows = list_numbers(figure)
    for number, row in enumerate(rows):
        if len(told) + len(row) > LONGEST:
            return f"{told} … and {len(rows) - number} more."
        told = f"{told} {row}."
    return told


def list_numbers(figure: Figure) -> list[str]:
    """Each row of a figure as its label and, after the heads of its columns, its numbers."""
    written = write_table(build_figure_table(figure), Drawing(), capital=True)
    return [
        _write_row(group.heading, row, written) for group in written.groups for row in group.rows
    ]


def _write_row(heading: str, row: Sequence[Cell], written: Written) -> str:
    label = ", ".join(text for text in (heading, row[0].in_line) if text)
    heads = zip(written.heads[1:], row[1:], strict=True)
    return f"{label}: {', '.join(f'{head} {cell.in_line}'.strip() for head, cell in heads)}"
