"""``interviewkit compare``."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

import click

from interviewkit.cli.compare_overview import PARTS, show_overview, show_part
from interviewkit.cli.options import open_study
from interviewkit.cli.show import show_json, show_table
from interviewkit.cli.table_option import table_options
from interviewkit.errors import StudyError
from interviewkit.model import ADJUSTMENTS, ComparisonRequest
from interviewkit.model.sides import COHORT, SEGMENT, WAVE
from interviewkit.tables.waves import BUILDERS


@click.command()
@click.option("--waves", default="", metavar="A,B[,C]", help="Waves. Default: all of the study.")
@click.option(
    "--cohorts", default="", metavar="A,B", help="Groups of transcripts, or patterns: 'leaders-*'."
)
@click.option(
    "--segments",
    default="",
    metavar="A[,B]",
    help="Segments of study.toml; one alone is held against everyone else.",
)
@click.option(
    "--show",
    type=click.Choice(list(BUILDERS)),
    help="One table only. Other formats than table and json: themes, unless another is named.",
)
@click.option(
    "--topics",
    is_flag=True,
    help="Fit topics to each side and match them: kept, new, lost, split, merged. Takes a while.",
)
@click.option(
    "--adjust",
    type=click.Choice(ADJUSTMENTS),
    help="How p-values allow for there being many. Default: as study.toml says, or holm.",
)
@click.option(
    "--overlap",
    type=click.Choice(["refuse", "leave-out"]),
    default="refuse",
    show_default=True,
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
def compare(
    waves: str, cohorts: str, segments: str, show: str | None, path: str, shape: str, **how: Any
) -> None:
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
    asked = [(WAVE, waves), (COHORT, cohorts), (SEGMENT, segments)]
    named = [(by, _names(text)) for by, text in asked if text]
    if len(named) > 1:
        raise StudyError(
            "waves, cohorts and segments cannot be compared at once",
            hint="give one of --waves, --cohorts and --segments",
        )
    by, names = named[0] if named else (WAVE, ())
    given = {name: said for name, said in how.items() if said is not None}
    request = ComparisonRequest(by, names, **given)
    contrast = open_study(path, quiet=shape != "table").compare(request)
    if shape == "table" and not show:
        show_overview(contrast)
    elif shape == "table" and show in PARTS:
        show_part(contrast, str(show))
    elif shape == "json" and not show:
        show_json(asdict(contrast))
    else:
        show_table(BUILDERS[show or "themes"](contrast), shape)


def _names(text: str) -> tuple[str, ...]:
    return tuple(name for piece in text.split(",") if (name := piece.strip()))
