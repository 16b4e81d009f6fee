"""``interviewkit link themes``."""

from __future__ import annotations

from collections.abc import Sequence

import click

from interviewkit.cli.associations_shown import (
    association_line,
    association_row,
    family_line,
    trend_line,
    trend_row,
)
from interviewkit.cli.options import look_options, open_study
from interviewkit.cli.show import show_json, show_rows
from interviewkit.cli.terminal import say
from interviewkit.model import ADJUSTMENTS, ASSOCIATION_UNITS, Associations, Inquiry

SPARE = ("per 1,000 words", "could see", "medians", "simultaneous")
"""Columns that a narrow terminal gives up, the first named first."""

REMARKS = 12
"""How many remarks stand under a table; all of them are in JSON and CSV."""


@click.command("themes")
@click.option(
    "--segment", "segments", multiple=True, metavar="NAME", help="Only this segment; repeatable."
)
@click.option(
    "--against",
    default="",
    metavar="NAME",
    help="Compare the one --segment with this one, not with everyone else.",
)
@click.option("--of", multiple=True, metavar="NAME", help="Only this code or theme; repeatable.")
@click.option(
    "--variable",
    "variables",
    multiple=True,
    metavar="NAME",
    help="An ordered or numeric variable that may rise or fall with themes; repeatable.",
)
@click.option(
    "--covariate",
    "covariates",
    multiple=True,
    metavar="NAME",
    help="Hold this variable fixed, in a logistic GEE; repeatable.",
)
@click.option(
    "--unit",
    type=click.Choice(ASSOCIATION_UNITS),
    default=ASSOCIATION_UNITS[0],
    show_default=True,
    help="What is counted: people, or people in each wave.",
)
@click.option("--wave", default="", help="Only what was said (and answered) in this wave.")
@click.option(
    "--polarity", type=click.Choice(["+", "-"]), default=None, help="Only codings of this side."
)
@click.option(
    "--adjust",
    type=click.Choice(ADJUSTMENTS),
    default=None,
    help="How p is adjusted for the number of tests. Default: as study.toml says, or holm.",
)
@click.option(
    "--min-cell",
    type=click.IntRange(min=1),
    default=None,
    help="Fewest people on each side for a test. Default: as study.toml says, or 5.",
)
@look_options
def themes(
    segments: tuple[str, ...],
    against: str,
    of: tuple[str, ...],
    variables: tuple[str, ...],
    covariates: tuple[str, ...],
    unit: str,
    wave: str,
    polarity: str | None,
    adjust: str | None,
    min_cell: int | None,
    path: str,
    shape: str,
) -> None:
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
    found = open_study(path, quiet=False).associations(
        Inquiry(
            of=of,
            segments=segments,
            against=against,
            variables=variables,
            covariates=covariates,
            unit=unit,
            wave=wave,
            polarity=polarity or "",
            adjust=adjust or "",
            min_cell=min_cell,
        )
    )
    if shape == "table":
        _show_table(found)
    elif shape == "json":
        show_json(
            {
                "segments": [association_row(row) for row in found.segments],
                "variables": [trend_row(row) for row in found.variables],
                "notes": list(found.notes),
            }
        )
    else:
        rows = [association_row(row) for row in found.segments]
        show_rows(rows or [trend_row(row) for row in found.variables], shape)
        for note in found.notes:
            say(f"note: {note}", err=True)


def _show_table(found: Associations) -> None:
    if found.segments or not found.variables:
        _show_segments(found)
    if found.segments and found.variables:
        click.echo()
    if found.variables:
        show_rows([trend_line(row) for row in found.variables], "table", spare=SPARE)
    if told := family_line([*found.segments, *found.variables]):
        say(told)
    remarks = _remarks(found)
    for line in (*found.notes, *remarks[:REMARKS]):
        say(f"note: {line}", err=True)
    if len(remarks) > REMARKS:
        say(f"… and {len(remarks) - REMARKS} more; see all with --format json", err=True)


def _show_segments(found: Associations) -> None:
    """Rows with people on both sides; why the others have none stands under the table."""
    corrected = any(row.corrected for row in found.segments)
    full = [row for row in found.segments if row.inside.people and row.outside.people]
    lines = [association_line(row, corrected=corrected) for row in full or found.segments]
    show_rows(lines, "table", empty="nothing to show", spare=SPARE)
    if corrected:
        click.echo("difference and p allow for what the machine gets wrong; as coded: before that")


def _remarks(found: Associations) -> list[str]:
    """What is to be said of rows, each remark once with the rows that it is about."""
    about: dict[str, list[str]] = {}
    for row in found.segments:
        for text in (row.why,) if row.why else row.notes:
            about.setdefault(text, []).append(f"{row.of} × {row.segment}")
    for each in found.variables:
        for text in (each.why,) if each.why else each.notes:
            about.setdefault(text, []).append(f"{each.of} × {each.variable}")
    return [f"{_first(rows)}: {text}" for text, rows in about.items()]


def _first(rows: Sequence[str]) -> str:
    return rows[0] if len(rows) == 1 else f"{rows[0]} and {len(rows) - 1} more"
