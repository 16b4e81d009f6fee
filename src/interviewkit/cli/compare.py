"""``interviewkit compare``."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import asdict, replace
from typing import Any

import click

from interviewkit.cli.options import (
    adjust_option,
    choice_option,
    keep_given,
    names_option,
    open_study,
    table_options,
)
from interviewkit.cli.show import show_json, show_table
from interviewkit.cli.terminal import say
from interviewkit.errors import StudyError
from interviewkit.model import ComparisonRequest, SideBySide
from interviewkit.model.sides import COHORT, SEGMENT, WAVE
from interviewkit.model.table import ResultTable
from interviewkit.tables.findings import comparison, waves

SIDES = {"waves": WAVE, "cohorts": COHORT, "segments": SEGMENT}


@click.command()
@names_option("--waves", "A,B[,C]", "Waves. Default: all of the study.")
@names_option("--cohorts", "A,B", "Groups of transcripts, or patterns: 'leaders-*'.")
@names_option(
    "--segments",
    "A[,B]",
    "Segments of study.toml; one alone is held against everyone else.",
)
@choice_option(
    "--show",
    of=waves.BUILDERS,
    help="One table only. Other formats than table and json: themes, unless another is named.",
)
@click.option(
    "--topics",
    is_flag=True,
    help="Fit topics to each side and match them: kept, new, lost, split, merged. Takes a while.",
)
@adjust_option("How p-values allow for there being many.")
@choice_option(
    "--overlap",
    of=["refuse", "leave-out"],
    default="refuse",
    help="What becomes of people in two segments that are compared.",
)
@click.option(
    "--base", default=4, show_default=True, type=click.IntRange(1), help="Saturation: base size."
)
@click.option(
    "--run", default=2, show_default=True, type=click.IntRange(1), help="Saturation: run length."
)
@click.option(
    "--threshold",
    default=0.05,
    show_default=True,
    type=click.FloatRange(0, 1),
    help="Saturation: at most so much new information in a run.",
)
@table_options
def compare(show: str | None, path: str, shape: str, **how: Any) -> None:
    """Set waves, cohorts or segments side by side: themes, survey answers, topics.

    People are told apart by their ids. Where the same people speak on both sides (a panel), each
    is compared with themselves; where others speak (a repeated cross-section), people are
    compared with people. Those who talked in one conversation are not taken for independent. What
    is mixed is said. Differences are later minus earlier, and inside minus outside of a segment.
    Shares come with intervals, differences with p as it is and adjusted for all that the study
    asks, as link themes and the report do; what the study does not ask is a family of its own.

    \b
    themes       shares of people per code and theme, and passages per 1,000 words
    who          who took a code up and who dropped it, of those on both sides
    answers      the survey's variables named under [survey] show
    moves        respondents of both sides: from which answer to which
    topics       shares of people in the topics of the study's one fit
    matches      with --topics: topics fitted side by side and matched by their vectors
    codebook     codes that changed between sides, or since they were applied
    saturation   new codes by conversation, and when they stopped coming
    pairs        codes that go together in the same people
    """
    named = [(by, names) for option, by in SIDES.items() if (names := how.pop(option))]
    if len(named) > 1:
        raise StudyError(
            "waves, cohorts and segments cannot be compared at once",
            hint="give one of --waves, --cohorts and --segments",
        )
    by, names = named[0] if named else (WAVE, ())
    request = ComparisonRequest(by, names, **keep_given(how))
    contrast = open_study(path, quiet=shape != "table").compare(request)
    if shape == "table" and not show:
        show_overview(contrast)
    elif shape == "table" and show in PARTS:
        show_part(contrast, str(show))
    elif shape == "json" and not show:
        show_json(asdict(contrast))
    else:
        show_table(waves.BUILDERS[show or "themes"](contrast), shape)


MOST, FEW, ALL = 15, 5, 10**6
"""Rows of answers and pairs, of topics, and of what is shown whole."""


def _themes(contrast: SideBySide) -> ResultTable:
    table, [step] = comparison.build_themes(contrast), contrast.steps
    return replace(table, notes=(*table.notes, *comparison.list_step_remarks(step)))


def _topics(contrast: SideBySide) -> ResultTable:
    table = comparison.build_topics(waves.sort_largest_first(contrast))
    return replace(table, title="Topics, the largest change first")


PARTS: Mapping[str, tuple[Callable[[SideBySide], ResultTable], int]] = {
    "themes": (_themes, ALL),
    "answers": (comparison.build_answers, MOST),
    "topics": (_topics, FEW),
    "matches": (waves.build_matches, ALL),
}
"""What each step shows, and how many rows of it in the whole."""


def show_overview(contrast: SideBySide) -> None:
    """The whole comparison; what heads mean stands under the first table that has them."""
    show_table(replace(waves.build_sides(contrast), notes=contrast.notes), "table")
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
        for line in waves.describe_saturation(contrast.saturation):
            say(line)
    pairs = waves.build_pairs(contrast, whole_only=True)
    for table, name, most in (
        (waves.build_code_shifts(contrast), "codebook", ALL),
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
        yield (
            replace(contrast, steps=(step,)),
            "\n".join([comparison.describe_step(contrast, step), *notes]),
        )


def _show(table: ResultTable, name: str, most: int, *, titled: bool) -> None:
    rest = len(table.rows) - most
    more = (f"… and {rest} more: --show {name}",) if rest > 0 else ()
    say()
    show_table(
        replace(table, rows=table.rows[:most], notes=(*more, *table.notes)), "table", titled=titled
    )
