"""Printing rows as a table, JSON or CSV, and outcomes and problems in words."""

from __future__ import annotations

import csv
import io
import json
import math
import re
import shutil
import sys
import textwrap
from collections.abc import Iterable, Mapping, Sequence

import click

from interviewkit.cli.terminal import harmless
from interviewkit.errors import Problem
from interviewkit.model import Outcome
from interviewkit.wording.numbers import fine_percent, short

Row = Mapping[str, object]

PROBLEMS_SHOWN = 20
SAYS_SHOWN = 20
LEAST = 12
"""No column is cut shorter than this."""
PROSE = ("quote", "text", "evidence", "what", "memo", "said", "definition")
"""Columns that are read, not compared: they stand below where they lack room."""
USEFUL = 40
PROSE_LINES = 3
WORDS = re.compile(r"[^\W\d_]")
NO_WORDS = re.compile(r"(?<=[\d)% ])(to|of|points|inf)\b")
FIGURE = re.compile(r"[<>±+−]{0,2}[\d.,]*\d[\d.,]*\s?%?|[–∞]|")
"""One number, of any style, with its sign and per cent."""
FORMULA_STARTS = tuple("=+-@\t\r\n＝＋－＠")
UNSEEN = re.compile("[\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")


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
        shown, left_out = _roomy([_in_per_cent(row, shares) for row in rows], spare)
        click.echo(_table(shown))
        if left_out:
            named = ", ".join(left_out)
            click.echo(f"no room for: {named}; in a wider window, or with --format csv", err=True)
    else:
        click.echo(empty)


def _in_per_cent(row: Row, shares: Sequence[str]) -> Row:
    """The row with its shares as they are read; what is no figure stays."""
    figures = {n: row[n] for n in shares if isinstance(row.get(n), float)}
    return {**row, **{n: fine_percent(float(str(v))) for n, v in figures.items()}}


def show_json(value: object) -> None:
    """Print a value as JSON; a figure that is not defined is null."""
    text = json.dumps(_plain(value), indent=2, ensure_ascii=False, default=str)
    click.echo(UNSEEN.sub(lambda sign: f"\\u{ord(sign[0]):04x}", text))


def show_outcome(outcome: Outcome, shape: str, *, quiet: bool) -> None:
    """Say what a step did; problems go to standard error, of which ``quiet`` keeps the fatal."""
    if shape == "json":
        show_json(outcome_row(outcome))
    elif not quiet:
        head, *more = outcome.says or ("done",)
        click.echo(f"{outcome.verb:<9} {harmless(head)}")
        for line in more[:SAYS_SHOWN]:
            click.echo(f"{'':<9} {harmless(line)}")
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
        line = " ".join(harmless(str(each)).split())
        click.echo(f"{'problem' if each.fatal else 'note'}: {line}", err=True)
    if len(ordered) > limit:
        files = len({each.path for each in ordered[limit:]})
        where = f" in {files} files" if files > 1 else ""
        more = f"… and {len(ordered) - limit} more{where}; see all with --format json"
        click.echo(more, err=True)


def table_text(rows: Sequence[Row]) -> str:
    """Rows as a table for the terminal; every row has the columns of the first."""
    return _table(rows)


def _csv(rows: Sequence[Row]) -> str:
    stream = io.StringIO()
    if rows:
        names = list(rows[0])
        writer = csv.DictWriter(stream, names, lineterminator="\n")
        writer.writerow({name: _cell(name) for name in names})
        writer.writerows({key: _cell(value) for key, value in row.items()} for row in rows)
    text = stream.getvalue()
    return harmless(text) if sys.stdout.isatty() else text  # a file gets what was said, as it is


def _cell(value: object) -> object:
    """Several values stand in one cell; what a spreadsheet would take for a formula is none."""
    if isinstance(value, list | tuple):
        return _cell("; ".join(map(str, value)))
    if isinstance(value, float) and not math.isfinite(value):
        return None  # an empty cell, as JSON has null: what is not defined is no word
    if isinstance(value, str) and len(value) > 1 and value.startswith(FORMULA_STARTS):
        return f"'{value}"
    return value


def _roomy(rows: Sequence[Row], spare: Sequence[str]) -> tuple[Sequence[Row], list[str]]:
    """The rows without as many spare columns as it takes to show the others' figures whole."""
    left_out: list[str] = []
    for name in (name for name in spare if name in rows[0]):
        if _least(rows) <= _room():
            break
        left_out.append(name)
        rows = [{key: value for key, value in row.items() if key != name} for row in rows]
    return rows, left_out


def _room() -> int:
    return max(shutil.get_terminal_size((100, 24)).columns, 60)


def _table(rows: Sequence[Row]) -> str:
    """Columns side by side, the widest cut so that a row fits the terminal.

    Prose that would be cut to a few words stands below its row instead, over the whole width.
    """
    below = _below(rows)
    names = [name for name in rows[0] if name not in below]
    beside = [{name: row.get(name) for name in names} for row in rows]
    cells = [[_text(row[name]) for name in names] for row in beside]
    numeric = [all(map(FIGURE.fullmatch, column)) for column in zip(*cells, strict=True)]
    widths = _widths(beside)
    columns = [
        _cut(column, width) for column, width in zip(zip(*cells, strict=True), widths, strict=True)
    ]
    head = [names, ["-" * width for width in widths]]
    lines = [_line(line, widths, numeric) for line in head]
    for row, line in zip(rows, zip(*columns, strict=True), strict=True):
        lines += [_line(line, widths, numeric), *_prose(row, below)]
    return "\n".join(lines)


def _below(rows: Sequence[Row]) -> list[str]:
    """Prose that has not even a useful width where all columns stand side by side."""
    widths = dict(zip(rows[0], _widths(rows), strict=True))
    longest = {name: max(len(_text(row.get(name))) for row in rows) for name in rows[0]}
    found = [n for n in PROSE if n in widths and widths[n] < min(USEFUL, longest[n])]
    return found if len(found) < len(widths) else []


def _prose(row: Row, names: Sequence[str]) -> list[str]:
    lines: list[str] = []
    for name in names:
        if (text := _text(row.get(name))) not in ("", "–"):
            wrap = textwrap.TextWrapper(
                width=_room(),
                initial_indent=f"    {name}: ",
                subsequent_indent="    ",
                max_lines=PROSE_LINES,
                placeholder=" …",
            )
            lines += wrap.wrap(text)
    return lines


def _least(rows: Sequence[Row]) -> int:
    """The width of a table in which words are cut as far as they may be, and no figure is."""
    columns = {name: [_text(row.get(name)) for row in rows] for name in rows[0]}
    widths = {name: max(len(name), *map(len, column)) for name, column in columns.items()}
    cut = {name for name, column in columns.items() if any(map(_has_words, column))}
    return sum(min(w, LEAST) if n in cut else w for n, w in widths.items()) + 2 * len(widths) - 2


def _widths(rows: Sequence[Row]) -> list[int]:
    """Widths that fit the terminal: words are cut first, figures only where words are short."""
    names, room = list(rows[0]), _room()
    columns = [[_text(row.get(name)) for row in rows] for name in names]
    widths = [
        min(room, max(len(name), *map(len, column)))
        for name, column in zip(names, columns, strict=True)
    ]
    words = [any(_has_words(cell) for cell in column) for column in columns]
    for some in (words, [True] * len(widths)):
        open_ = [i for i, yes in enumerate(some) if yes and widths[i] > LEAST]
        while sum(widths) + 2 * len(widths) - 2 > room and open_:
            widths[max(open_, key=widths.__getitem__)] -= 1
            open_ = [i for i in open_ if widths[i] > LEAST]
    return widths


def _has_words(cell: str) -> bool:
    """Whether a cell holds words that may be cut; a figure may not, with its unit and interval."""
    return bool(WORDS.search(NO_WORDS.sub("", cell)))


def _cut(cells: Sequence[str], width: int) -> list[str]:
    """The cells of a column at most so wide; cut in the middle where their ends tell more."""
    plain = [cell if len(cell) <= width else f"{cell[: width - 1]}…" for cell in cells]
    if len(set(plain)) == len(set(cells)):
        return plain
    tail = width // 2
    head = width - 1 - tail
    middle = [c if len(c) <= width else f"{c[:head]}…{c[len(c) - tail :]}" for c in cells]
    return middle if len(set(middle)) > len(set(plain)) else plain


def _line(cells: Sequence[str], widths: Sequence[int], numeric: Sequence[bool]) -> str:
    fitted = []
    for cell, width, number in zip(cells, widths, numeric, strict=True):
        cut = cell if len(cell) <= width else f"{cell[: width - 1]}…"
        fitted.append(cut.rjust(width) if number else cut.ljust(width))
    return "  ".join(fitted).rstrip()


def _text(value: object) -> str:
    if value is None or (isinstance(value, float) and math.isnan(value)):
        return "–"
    if isinstance(value, float):
        return short(value, 3)
    if isinstance(value, list | tuple):
        return ", ".join(_text(item) for item in value)
    return " ".join(harmless(str(value)).split())


def _plain(value: object) -> object:
    if isinstance(value, float) and not math.isfinite(value):
        return None
    if isinstance(value, Mapping):
        return {key: _plain(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(item) for item in value]
    return value
