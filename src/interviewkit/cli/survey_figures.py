"""``interviewkit survey design, estimate, figures, compare, crosstab, model, report``."""

from __future__ import annotations

import sys
from collections.abc import Callable
from typing import Any

import click

from interviewkit.cli.options import (
    F,
    choice_option,
    keep_given,
    open_study,
    repeated_option,
    table_options,
)
from interviewkit.cli.show import build_row, show_json, show_problems, show_table
from interviewkit.cli.terminal import say
from interviewkit.model.table import ResultTable
from interviewkit.tables.drawing.data import list_rows
from interviewkit.tables.survey.contrasts import build_contrasts
from interviewkit.tables.survey.estimates import build_design, build_estimates
from interviewkit.tables.survey.figures import build_survey_figures
from interviewkit.tables.survey.models import build_coefficients, build_crosstab, build_terms


def statistic_option(*statistics: str) -> Callable[[F], F]:
    said = "Default: the mean of a number, shares of everything else."
    return choice_option("--statistic", of=statistics, help=said)


within_option = click.option(
    "--within", default="", metavar="SEGMENT", help="Only the people of a segment."
)


@click.command("design")
@table_options
def show_design(path: str, shape: str) -> None:
    """Tell how the survey was drawn, as study.toml declares it.

    Effective n is Kish's: how many people of equal weight would say as much.
    """
    facts = open_study(path).figures.design()
    table = build_design(facts)
    if shape == "json":
        show_json({**list_rows(table)[0], "lonely": facts.lonely, "notes": facts.notes})
    else:
        _show(table, shape)


@click.command("estimate")
@click.argument("variables", nargs=-1, metavar="[VARIABLE]...")
@repeated_option(
    "--by",
    metavar="NAME",
    help="A segment, a rule, a variable (each of its answers), or all: every segment. "
    "May be given several times.",
)
@statistic_option("mean", "share", "total", "quantile", "ratio", "variance")
@repeated_option(
    "--at",
    type=click.FloatRange(0, 1, min_open=True, max_open=True),
    metavar="SHARE",
    help="Which quantile: 0.5 is the median. May be given several times.",
)
@click.option("--over", default="", metavar="VARIABLE", help="The denominator of a ratio.")
@table_options
def show_estimates(variables: tuple[str, ...], path: str, shape: str, **how: Any) -> None:
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
    show_table(build_estimates(figures.estimate(*variables, **keep_given(how))), shape)


@click.command("figures")
@table_options
def show_figures(path: str, shape: str) -> None:
    """Tell the figures that [[survey.figure]] of study.toml asks for, as tables.

    Shares, whole answer scales and means, each among the people that study.toml names. The
    study's report draws the same figures; what sets two segments against each other is told by
    interviewkit survey report.
    """
    drawn, problems = open_study(path).figures.drawn()
    show_table(build_survey_figures(drawn), shape)
    show_problems(problems)
    if problems and not drawn:
        sys.exit(1)


@click.command("compare")
@click.argument("first")
@click.argument("second")
@repeated_option(
    "--of",
    metavar="VARIABLE",
    help="What to compare. Default: the variables of [survey] show. May be given several times.",
)
@repeated_option(
    "--level",
    "levels",
    metavar="ANSWER",
    help="Only these answers of categories and ordinals. May be given several times.",
)
@statistic_option("mean", "share")
@table_options
def show_contrast(first: str, second: str, path: str, shape: str, **how: Any) -> None:
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
    show_table(build_contrasts(figures.compare(first, second, **keep_given(how))), shape)


@click.command("report")
@table_options
def show_comparisons(path: str, shape: str) -> None:
    """Tell the comparisons that [[survey.compare]] of study.toml asks for.

    The same figures stand in the study's report as charts, tables and sentences.
    """
    found, problems = open_study(path).figures.report()
    show_table(build_contrasts(found), shape)
    show_problems(problems)
    if problems and not found:
        sys.exit(1)


@click.command("crosstab")
@click.argument("rows")
@click.argument("columns")
@within_option
@table_options
def show_crosstab(rows: str, columns: str, within: str, path: str, shape: str) -> None:
    """Cross two variables, with Rao and Scott's test of independence.

    ROWS and COLUMNS are variables with answers to choose from, or segments (in, not in). of_row
    is the share of the row's people, with its 95% interval.
    """
    found = open_study(path).figures.crosstab(rows, columns, within=within)
    table = build_crosstab(found)
    if shape == "json":
        test = build_row(found, "rows", "columns", "n", "chi2", "f", "ndf", "ddf", "p", "method")
        show_json({**test, "cells": list_rows(table), "notes": found.notes})
    else:
        _show(table, shape)


@click.command("model")
@click.argument("formula")
@choice_option(
    "--family",
    of=["linear", "logistic"],
    help="Default: logistic for a yes or no, linear for a number.",
)
@within_option
@table_options
def show_model(formula: str, family: str | None, within: str, path: str, shape: str) -> None:
    """Fit a linear or logistic model with errors that allow for the design.

    FORMULA is "outcome ~ variable + variable"; a:b crosses two, a*b is a + b + a:b. Columns
    whose name is no single word stand in backticks; a rule in brackets is a yes or no;
    category(x) and number(x) say how to take a variable.

    \b
    interviewkit survey model "burned_out ~ ai_gain + group"
    interviewkit survey model '(ai_edge == "strongly agree") ~ age + category(tenure_years > 5)'
    """
    found = open_study(path).figures.model(formula, family=family or "", within=within)
    coefficients, terms = build_coefficients(found), build_terms(found)
    if shape == "json":
        show_json(
            {
                **build_row(found, "formula", "family", "n", "df", "dispersion"),
                "coefficients": list_rows(coefficients),
                "terms": list_rows(terms),
                **build_row(found, "method", "notes"),
            }
        )
        return
    _show(coefficients, shape)
    if shape == "table" and terms.rows:
        click.echo()
        show_table(terms, shape)


def _show(table: ResultTable, shape: str) -> None:
    """A table; what CSV has no place for, on standard error, so that the file stays clean."""
    show_table(table, shape)
    for note in table.notes if shape == "csv" else ():
        say(note, err=True)


COMMANDS = (
    show_design,
    show_estimates,
    show_figures,
    show_contrast,
    show_crosstab,
    show_model,
    show_comparisons,
)
