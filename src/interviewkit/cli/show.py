"""Printing rows as a table, JSON or CSV, and outcomes and problems in words."""

from __future__ import annotations

import math
import re
import shutil
import sys
from collections.abc import Iterable, Mapping, Sequence

import click

from interviewkit.cli.terminal import strip_controls
from interviewkit.errors import Problem
from interviewkit.model import Outcome
from interviewkit.model.table import ResultTable
from interviewkit.tables.data import write_csv, write_json
from interviewkit.tables.drawing import Drawing, draw_table
from interviewkit.tables.terminal import Block, draw_block, fit_block, one_line
from interviewkit.wording.numbers import fine_percent, short

Row = Mapping[str, object]

PROBLEMS_SHOWN = 20
SAYS_SHOWN = 20
PROSE = ("quote", "text", "evidence", "what", "memo", "said", "definition")
"""Columns that are read, not compared: they stand below where they lack room."""
FIGURE = re.compile(r"[<>±+−]{0,2}[\d.,]*\d[\d.,]*\s?%?|[–∞]|")
"""One number, of any style, with its sign and per cent."""


def show_rows(
    rows: Sequence[Row],
    shape: str,
    *,
    empty: str = "nothing yet",
    spare: Sequence[str] = (),
    shares: Sequence[str] = (),
) -> None:
    """Print rows in the shape asked for.

    A table writes the columns ``shares`` in per cent, and gives up its ``spare`` columns, the first
    named first, before it cuts figures short.
    """
    if shape == "json":
        show_json(list(rows))
    elif shape == "csv":
        click.echo(_csv(rows), nl=False)
    elif rows:
        block = _block([_in_per_cent(row, shares) for row in rows])
        shown, left_out = fit_block(block, spare, _room())
        click.echo(draw_block(shown, _room()))
        if left_out:
            named = ", ".join(left_out)
            click.echo(f"no room for: {named}; in a wider window, or with --format csv", err=True)
    else:
        click.echo(empty)


def _in_per_cent(row: Row, shares: Sequence[str]) -> Row:
    """The row with its shares as they are read; what is no figure stays."""
    figures = {n: row[n] for n in shares if isinstance(row.get(n), float)}
    return {**row, **{n: fine_percent(float(str(v))) for n, v in figures.items()}}


def show_table(table: ResultTable, shape: str, *, titled: bool = False) -> None:
    """Print a described table in the shape asked for: ``table`` or a renderer's name."""
    name = "text" if shape == "table" else shape
    drawn = draw_table(table, name, Drawing(width=_room(), titled=titled))
    if isinstance(drawn, str) and sys.stdout.isatty():
        drawn = strip_controls(drawn)
    elif sys.stdout.isatty():
        raise click.UsageError(f"{shape} is no text: send it to a file, with > NAME.{shape}")
    click.echo(drawn, nl=False)


def show_json(value: object) -> None:
    """Print a value as JSON; a figure that is not defined is null."""
    click.echo(write_json(value))


def show_outcome(outcome: Outcome, shape: str, *, quiet: bool) -> None:
    """Say what a step did; problems go to standard error, of which ``quiet`` keeps the fatal."""
    if shape == "json":
        show_json(outcome_row(outcome))
    elif not quiet:
        head, *more = outcome.says or ("done",)
        click.echo(f"{outcome.verb:<9} {strip_controls(head)}")
        for line in more[:SAYS_SHOWN]:
            click.echo(f"{'':<9} {strip_controls(line)}")
        if len(more) > SAYS_SHOWN:
            click.echo(f"{'':<9} … and {len(more) - SAYS_SHOWN} more; see all with --format json")
    show_problems(each for each in outcome.problems if each.fatal or not quiet)


def outcome_row(outcome: Outcome) -> Row:
    return {
        "verb": outcome.verb,
        "did": outcome.did,
        "says": list(outcome.says),
        **outcome.facts,
        "problems": [problem_row(each) for each in outcome.problems],
    }


def row_of(noun: object, *names: str) -> dict[str, object]:
    """These attributes of a noun as a row, in this order."""
    return {name: getattr(noun, name) for name in names}


def problem_row(problem: Problem) -> Row:
    return row_of(problem, "path", "line", "what", "hint", "fatal")


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


def _csv(rows: Sequence[Row]) -> str:
    text = write_csv(list(rows[0]), rows) if rows else ""
    # A file gets what was said, as it is.
    return strip_controls(text) if sys.stdout.isatty() else text


def _room() -> int:
    return max(shutil.get_terminal_size((100, 24)).columns, 60)


def _block(rows: Sequence[Row]) -> Block:
    names = list(rows[0])
    cells = tuple(tuple(_text(row.get(name)) for name in names) for row in rows)
    return Block(
        tuple(names),
        cells,
        tuple(all(map(FIGURE.fullmatch, column)) for column in zip(*cells, strict=True)),
        tuple(name in PROSE for name in names),
    )


def _text(value: object) -> str:
    if value is None or (isinstance(value, float) and math.isnan(value)):
        return "–"
    if isinstance(value, float):
        return short(value, 3)
    if isinstance(value, list | tuple):
        return ", ".join(_text(item) for item in value)
    return one_line(str(value))
