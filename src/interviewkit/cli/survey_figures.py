"""``interviewkit survey design, estimate, compare, crosstab, model, report``."""

from __future__ import annotations

import sys
from collections.abc import Sequence

import click

from interviewkit.cli.options import look_options, open_study
from interviewkit.cli.show import Row, show_json, show_problems, show_rows
from interviewkit.cli.survey_rows import (
    SPARE,
    cell_rows,
    coefficient_rows,
    contrast_row,
    estimate_rows,
    term_rows,
    test_row,
)
from interviewkit.cli.terminal import say
from interviewkit.model import Contrast, Estimate
from interviewkit.wording.cautions import describe_cautions
from interviewkit.wording.numbers import count, decimal, p_named, short

MANY = 20
"""From so many figures at once on, it is said how many of them chance alone would show."""


CAUTIONS = 5
"""So many figures are warned of by name."""


@click.command("design")
@look_options
def design(path: str, shape: str) -> None:
    """Tell how the survey was drawn, as study.toml declares it.

    Effective n is Kish's: how many people of equal weight would say as much.
    """
    facts = open_study(path).figures.design()
    rows: list[Row] = [
        {
            "n": facts.n,
            "weighted_n": facts.weighted_n,
            "strata": facts.strata,
            "clusters": facts.clusters,
            "df": facts.df,
            "lightest": facts.lightest,
            "heaviest": facts.heaviest,
            "effective_n": facts.effective_n,
            "allows_for": facts.words,
        }
    ]
    if shape == "json":
        show_json({**rows[0], "lonely": facts.lonely, "notes": facts.notes})
        return
    show_rows(rows, shape)
    _notes(facts.notes)


@click.command("estimate")
@click.argument("variables", nargs=-1, metavar="[VARIABLE]...")
@click.option(
    "--by",
    multiple=True,
    metavar="NAME",
    help="A segment, a rule, a variable (each of its answers), or all: every segment. "
    "May be given several times.",
)
@click.option(
    "--statistic",
    default=None,
    type=click.Choice(["mean", "share", "total", "quantile", "ratio", "variance"]),
    help="Default: the mean of a number, shares of everything else.",
)
@click.option(
    "--at",
    multiple=True,
    type=click.FloatRange(0, 1, min_open=True, max_open=True),
    metavar="SHARE",
    help="Which quantile: 0.5 is the median. May be given several times.",
)
@click.option("--over", default="", metavar="VARIABLE", help="The denominator of a ratio.")
@look_options
def estimate(
    variables: tuple[str, ...],
    by: tuple[str, ...],
    statistic: str | None,
    at: tuple[float, ...],
    over: str,
    path: str,
    shape: str,
) -> None:
    """Estimate figures with their errors, for everyone and by segment.

    Without VARIABLE, those that [survey] show names. n counts people who answered, effective_n
    (Kish's) how many of equal weight would say as much; under 30 it is warned of. se is the
    standard error under the design, low and high the 95% interval, deff how many times the
    variance is that of a simple random sample. kg is Korn and Graubard's interval, safer for
    shares of few people, and of 5% or less, or 95% or more. no_answer counts those who were
    asked and did not answer; bounds are the figure if all of them had given the least, or the
    most.

    \b
    interviewkit survey estimate burned_out --by top_quartile --by others
    interviewkit survey estimate ai_gain --statistic quantile --at 0.5 --by group
    interviewkit survey estimate ai_gain --over hours_ai_week
    """
    figures = open_study(path, quiet=False).figures
    found = figures.estimate(*variables, by=by, statistic=statistic or "", at=at, over=over)
    show_rows(estimate_rows(found, shape), shape, spare=SPARE)
    _cautions(found, shape)
    _many(sum(each.interval is not None for each in found), shape, "will miss")


@click.command("compare")
@click.argument("first")
@click.argument("second")
@click.option(
    "--of",
    multiple=True,
    metavar="VARIABLE",
    help="What to compare. Default: the variables of [survey] show. May be given several times.",
)
@click.option(
    "--level",
    "levels",
    multiple=True,
    metavar="ANSWER",
    help="Only these answers of categories and ordinals. May be given several times.",
)
@click.option(
    "--statistic",
    default=None,
    type=click.Choice(["mean", "share"]),
    help="Default: the mean of a number, shares of everything else.",
)
@look_options
def compare(
    first: str,
    second: str,
    of: tuple[str, ...],
    levels: tuple[str, ...],
    statistic: str | None,
    path: str,
    shape: str,
) -> None:
    """Compare two segments: how far apart, and how many times as much.

    FIRST and SECOND are segments of study.toml, or rules in quotes. Shares differ by percentage
    points and by a ratio ("times as many"); the two are never mixed up. People who are in both
    segments are counted as shared, and the intervals allow for them. p is of a t test under the
    design; p_holm is adjusted over all that is compared at once.

    \b
    interviewkit survey compare top_quartile others --of burned_out
    interviewkit survey compare 'age < 30' 'age >= 30' --of ai_edge --level 'strongly agree'
    """
    figures = open_study(path, quiet=False).figures
    found = figures.compare(first, second, of=of, statistic=statistic or "", levels=levels)
    _show_contrasts(found, shape)


@click.command("report")
@look_options
def report(path: str, shape: str) -> None:
    """Tell the comparisons that [[survey.compare]] of study.toml asks for.

    The same figures stand in the study's report as charts, tables and sentences.
    """
    found, problems = open_study(path).figures.report()
    _show_contrasts(found, shape)
    show_problems(problems)
    if problems and not found:
        sys.exit(1)


@click.command("crosstab")
@click.argument("rows")
@click.argument("columns")
@click.option("--within", default="", metavar="SEGMENT", help="Only the people of a segment.")
@look_options
def crosstab(rows: str, columns: str, within: str, path: str, shape: str) -> None:
    """Cross two variables, with Rao and Scott's test of independence.

    ROWS and COLUMNS are variables with answers to choose from, or segments (in, not in). of_row
    is the share of the row's people, with its 95% interval.
    """
    found = open_study(path).figures.crosstab(rows, columns, within=within)
    if shape == "json":
        show_json({**test_row(found), "cells": cell_rows(found, shape), "notes": found.notes})
        return
    show_rows(cell_rows(found, shape), shape)
    _say(
        f"Rao-Scott F({decimal(found.ndf)}, {decimal(found.ddf, 1)}) = {decimal(found.f, 3)}, "
        f"{p_named(found.p)}, n = {count(found.n)} ({found.method})",
        *found.notes,
    )


@click.command("model")
@click.argument("formula")
@click.option(
    "--family",
    default=None,
    type=click.Choice(["linear", "logistic"]),
    help="Default: logistic for a yes or no, linear for a number.",
)
@click.option("--within", default="", metavar="SEGMENT", help="Only the people of a segment.")
@look_options
def model(formula: str, family: str | None, within: str, path: str, shape: str) -> None:
    """Fit a linear or logistic model with errors that allow for the design.

    FORMULA is "outcome ~ variable + variable"; a:b crosses two, a*b is a + b + a:b. Columns
    whose name is no single word stand in backticks; a rule in brackets is a yes or no;
    category(x) and number(x) say how to take a variable.

    \b
    interviewkit survey model "burned_out ~ ai_gain + group"
    interviewkit survey model '(ai_edge == "strongly agree") ~ age + category(tenure_years > 5)'
    """
    found = open_study(path).figures.model(formula, family=family or "", within=within)
    rows = coefficient_rows(found, shape)
    if shape == "json":
        show_json({
            "formula": found.formula, "family": found.family, "n": found.n, "df": found.df,
            "dispersion": found.dispersion, "coefficients": rows, "terms": term_rows(found, shape),
            "method": found.method, "notes": found.notes,
        })  # fmt: skip
        return
    show_rows(rows, shape)
    if shape == "table" and found.terms:
        click.echo()
        show_rows(term_rows(found, shape), shape)
    _say(
        f"{found.method}, n = {count(found.n)}, {short(found.df)} degrees of freedom", *found.notes
    )


def _show_contrasts(found: Sequence[Contrast], shape: str) -> None:
    show_rows([contrast_row(each, shape) for each in found], shape)
    if shape == "table":
        for each in found[:MANY]:
            say(f"\n{each.words}")
        if len(found) > MANY:
            say(f"\n… and {len(found) - MANY} more sentences; see them with --format json")
    sides = dict.fromkeys(side for each in found for side in (each.first, each.second))
    _cautions(list(sides), shape)
    _many(len(found), shape, "will differ", "p_holm is adjusted for all of them")


def _cautions(found: Sequence[Estimate], shape: str) -> None:
    """Figures that are not to be shown without a word: said, on standard error."""
    if shape != "table":
        return
    said = [(each, cautions) for each in found if (cautions := describe_cautions(each))]
    for each, cautions in said[:CAUTIONS]:
        what = " ".join(filter(None, (each.variable, each.level)))
        where = f" of {each.segment}" if each.segment else ""
        say(f"note: {what}{where}: {'; '.join(cautions)}", err=True)
    if len(said) > CAUTIONS:
        more = f"… and {count(len(said) - CAUTIONS)} more figures; see cautions with --format json"
        say(more, err=True)


def _many(figures: int, shape: str, what: str, more: str = "") -> None:
    """So many figures at once cannot all be right: said, on standard error."""
    if figures >= MANY and shape == "table":
        by_chance = max(round(figures / 20), 1)
        said = f"{count(figures)} figures at once: by chance alone about {count(by_chance)} {what}"
        say(f"note: {said}{f'; {more}' if more else ''}", err=True)


def _say(*lines: str) -> None:
    """What belongs to a table without being in it: standard error, so that CSV stays clean."""
    for each in lines:
        say(each, err=True)


def _notes(notes: Sequence[str]) -> None:
    _say(*(f"note: {each}" for each in notes))


COMMANDS = (design, estimate, compare, crosstab, model, report)
