"""Printing rows as a table, JSON or CSV, and outcomes and problems in words."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Iterable, Mapping, Sequence

import click

from interviewkit.cli.terminal import strip_controls
from interviewkit.errors import Problem
from interviewkit.model import Outcome
from interviewkit.model.table import ResultTable
from interviewkit.tables.drawing import Drawing, draw_table
from interviewkit.tables.drawing.data import write_csv, write_json

Row = Mapping[str, object]

PROBLEMS_SHOWN = 20
SAYS_SHOWN = 20
WITHOUT_NOTES = ("json", "csv", "sav", "dta", "parquet")


def show_table(table: ResultTable, shape: str, *, titled: bool = False) -> None:
    """Print a described table in the shape asked for: ``table`` or a renderer's name."""
    name = "text" if shape == "table" else shape
    width = max(shutil.get_terminal_size((100, 24)).columns, 60)
    drawn = draw_table(table, name, Drawing(width=width, titled=titled))
    if isinstance(drawn, str) and sys.stdout.isatty():
        drawn = strip_controls(drawn)
    elif sys.stdout.isatty():
        raise click.UsageError(f"{shape} is no text: send it to a file, with > NAME.{shape}")
    click.echo(drawn, nl=False)


def show_left_out(notes: Iterable[str], shape: str) -> None:
    """Say on standard error which rows a limit left out, where the format has no notes."""
    for note in notes if shape in WITHOUT_NOTES else ():
        click.echo(note, err=True)


def show_json(value: object) -> None:
    """Print a value as JSON; a figure that is not defined is null."""
    click.echo(write_json(value))


def show_csv(names: Sequence[str], rows: Sequence[Row]) -> None:
    """Print rows as CSV; a file gets what was said as it is, a terminal no commands."""
    text = write_csv(names, rows) if names else ""
    click.echo(strip_controls(text) if sys.stdout.isatty() else text, nl=False)


def show_outcome(outcome: Outcome, shape: str, *, quiet: bool) -> None:
    """Say what a step did; problems go to standard error, of which ``quiet`` keeps the fatal."""
    if shape == "json":
        show_json(build_outcome_row(outcome))
    elif not quiet:
        head, *more = outcome.says or ("done",)
        click.echo(f"{outcome.verb:<9} {strip_controls(head)}")
        for line in more[:SAYS_SHOWN]:
            click.echo(f"{'':<9} {strip_controls(line)}")
        if len(more) > SAYS_SHOWN:
            click.echo(f"{'':<9} … and {len(more) - SAYS_SHOWN} more; see all with --format json")
    show_problems(each for each in outcome.problems if each.fatal or not quiet)


def show_outcomes(outcomes: Iterable[Outcome], shape: str, *, quiet: bool) -> None:
    """Say what several steps did, each as it ends; as JSON in one list."""
    if shape == "json":
        show_json([build_outcome_row(each) for each in outcomes])
        return
    for each in outcomes:
        show_outcome(each, shape, quiet=quiet)


def build_outcome_row(outcome: Outcome) -> Row:
    return {
        "verb": outcome.verb,
        "did": outcome.did,
        "says": list(outcome.says),
        **outcome.facts,
        "problems": [build_problem_row(each) for each in outcome.problems],
    }


def build_row(noun: object, *names: str) -> dict[str, object]:
    """These attributes of a noun as a row, in this order."""
    return {name: getattr(noun, name) for name in names}


def build_problem_row(problem: Problem) -> Row:
    return build_row(problem, "path", "line", "what", "hint", "fatal")


def show_problems(problems: Iterable[Problem], limit: int = PROBLEMS_SHOWN) -> None:
    """What is wrong with files, on standard error: file by file, those left out first."""
    found = list(problems)
    left_out = {each.path for each in found if each.fatal}
    place = {path: i for i, path in enumerate(dict.fromkeys(each.path for each in found))}
    ordered = sorted(found, key=lambda e: (e.path not in left_out, place[e.path], not e.fatal))
    for each in ordered[:limit]:
        line = " ".join(strip_controls(str(each)).split())
        click.echo(f"{'problem' if each.fatal else 'note'}: {line}", err=True)
    if len(ordered) > limit:
        files = len({each.path for each in ordered[limit:]})
        where = f" in {files} files" if files > 1 else ""
        more = f"… and {len(ordered) - limit} more{where}; see all with --format json"
        click.echo(more, err=True)
