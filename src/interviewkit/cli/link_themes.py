"""``interviewkit link themes``."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import Any

import click

from interviewkit.cli.options import (
    adjust_option,
    choice_option,
    keep_given,
    open_study,
    repeated_option,
    table_options,
)
from interviewkit.cli.show import show_json, show_table
from interviewkit.cli.terminal import say
from interviewkit.model import ASSOCIATION_UNITS, Associations, Inquiry
from interviewkit.model.table import ResultTable
from interviewkit.tables.drawing.data import list_rows
from interviewkit.tables.findings.association import (
    build_associations,
    build_trends,
    list_association_remarks,
)

REMARKS = 12
"""How many remarks stand under a table in a terminal; all of them are in JSON and CSV."""


name_option = partial(repeated_option, metavar="NAME")


@click.command("themes")
@name_option("--segment", "segments", help="Only this segment; repeatable.")
@click.option(
    "--against",
    metavar="NAME",
    help="Compare the one --segment with this one, not with everyone else.",
)
@name_option("--of", help="Only this code or theme; repeatable.")
@name_option(
    "--variable",
    "variables",
    help="An ordered or numeric variable that may rise or fall with themes; repeatable.",
)
@name_option(
    "--covariate", "covariates", help="Hold this variable fixed, in a logistic GEE; repeatable."
)
@choice_option(
    "--unit",
    of=ASSOCIATION_UNITS,
    default=ASSOCIATION_UNITS[0],
    help="What is counted: people, or people in each wave.",
)
@click.option("--wave", help="Only what was said (and answered) in this wave.")
@choice_option("--polarity", of=["+", "-"], help="Only codings of this side.")
@adjust_option("How p is adjusted for the number of tests.")
@click.option(
    "--min-cell",
    type=click.IntRange(min=1),
    help="Fewest people on each side for a test. Default: as study.toml says, or 5.",
)
@table_options
def show_themes(path: str, shape: str, **asked: Any) -> None:
    """Set every theme against every segment, people by people.

    Each row says how many people inside a segment and outside it voiced a theme, the difference
    in points with its interval, alone and at the level at which all of the family hold together,
    p as it is and adjusted, and the smallest difference that so many people could have shown.
    People are counted, never passages; people who talked in one group are not taken for
    independent.

    The family is all that the study asks: every segment, each wave after the one before, and the
    variables of [inference]. It is the same whatever --segment and --of show, and for compare and
    the report. Sides with fewer people than --min-cell are not tested.
    """
    inquiry = Inquiry(**keep_given(asked))
    found = open_study(path, quiet=False).associations(inquiry)
    by_segment, by_variable = build_associations(found.segments), build_trends(found.variables)
    if shape == "json":
        rows = {"segments": list_rows(by_segment), "variables": list_rows(by_variable)}
        show_json({**rows, "notes": list(found.notes)})
    elif shape == "table":
        _show_tables(found, by_variable)
    else:
        shown = by_segment if found.segments or not found.variables else by_variable
        remarks = tuple(list_association_remarks(found))
        show_table(replace(shown, notes=(*shown.notes, *found.notes, *remarks)), shape, titled=True)
        for note in found.notes:
            say(f"note: {note}", err=True)


def _show_tables(found: Associations, variables: ResultTable) -> None:
    """Rows with people on both sides; why the others have none stands under the table."""
    full = [row for row in found.segments if row.inside.people and row.outside.people]
    segments = build_associations(full or found.segments)
    shown = [table for table in (segments, variables) if table.rows] or [segments]
    for number, table in enumerate(shown):
        if number:
            say()
        show_table(table, "table")
    remarks = list(list_association_remarks(found))
    for line in (*found.notes, *remarks[:REMARKS]):
        say(f"note: {line}", err=True)
    if len(remarks) > REMARKS:
        say(f"… and {len(remarks) - REMARKS} more; see all with --format json", err=True)
