"""What ``interviewkit compare`` prints: one table after another, the most telling first."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace

from interviewkit.cli.show import show_table
from interviewkit.cli.terminal import say
from interviewkit.model import SideBySide
from interviewkit.model.table import ResultTable
from interviewkit.tables.comparison import (
    build_answers,
    build_themes,
    build_topics,
    describe_step,
    list_step_remarks,
)
from interviewkit.tables.waves import (
    build_code_shifts,
    build_matches,
    build_pairs,
    build_sides,
    describe_saturation,
    sort_largest_first,
)

MOST, FEW, ALL = 15, 5, 10**6
"""Rows of answers and pairs, of topics, and of what is shown whole."""


def _themes(contrast: SideBySide) -> ResultTable:
    table, [step] = build_themes(contrast), contrast.steps
    return replace(table, notes=(*table.notes, *list_step_remarks(step)))


def _topics(contrast: SideBySide) -> ResultTable:
    return replace(
        build_topics(sort_largest_first(contrast)), title="Topics, the largest change first"
    )


PARTS: Mapping[str, tuple[Callable[[SideBySide], ResultTable], int]] = {
    "themes": (_themes, ALL),
    "answers": (build_answers, MOST),
    "topics": (_topics, FEW),
    "matches": (build_matches, ALL),
}
"""What each step shows, and how many rows of it in the whole."""


def show_overview(contrast: SideBySide) -> None:
    """The whole comparison; what heads mean stands under the first table that has them."""
    show_table(replace(build_sides(contrast), notes=contrast.notes), "table")
    explained = False
    for step, heading in _steps(contrast):
        say(f"\n{heading}")
        for name, (build, most) in PARTS.items():
            if (table := build(step)).rows:
                shown = table.unexplained() if explained else table
                _show(shown, name, most, titled=name != "themes")
                explained = True
    if contrast.saturation:
        say()
        for line in describe_saturation(contrast.saturation):
            say(line)
    pairs = build_pairs(contrast, whole_only=True)
    for table, name, most in (
        (build_code_shifts(contrast), "codebook", ALL),
        (pairs, "pairs", MOST),
    ):
        if table.rows:
            _show(table, name, most, titled=True)


def show_part(contrast: SideBySide, name: str) -> None:
    """One of ``PARTS`` of each step, all its rows, written as in the whole."""
    build, _ = PARTS[name]
    tables = [(build(step), heading) for step, heading in _steps(contrast)]
    for table, heading in tables:
        if table.rows:
            say(heading)
            _show(table, name, ALL, titled=False)
    if not any(table.rows for table, _ in tables):
        say(f"no {name} to compare")


def _steps(contrast: SideBySide) -> Iterator[tuple[SideBySide, str]]:
    """Each step as a comparison of its own, with its heading and what to know of its design."""
    for step in contrast.steps:
        notes = (f"note: {note}" for note in step.design.notes)
        yield replace(contrast, steps=(step,)), "\n".join([describe_step(contrast, step), *notes])


def _show(table: ResultTable, name: str, most: int, *, titled: bool) -> None:
    rest = len(table.rows) - most
    more = (f"… and {rest} more: --show {name}",) if rest > 0 else ()
    say()
    show_table(
        replace(table, rows=table.rows[:most], notes=(*more, *table.notes)), "table", titled=titled
    )
