"""``interviewkit coding agreement``, ``disagreements`` and ``confusion``."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import click

from interviewkit.cli.options import (
    F,
    choice_option,
    code_option,
    limit_option,
    open_study,
    table_options,
)
from interviewkit.cli.show import show_left_out, show_table
from interviewkit.cli.terminal import say
from interviewkit.model import Comparison
from interviewkit.model.agreement import PEOPLE, POOLS
from interviewkit.tables.findings.agreement import (
    MEASURES,
    USUAL,
    build_agreement,
    build_matched,
    list_agreement,
)
from interviewkit.tables.findings.disagreements import build_confusion, build_disagreements
from interviewkit.tables.material.codings import list_left_out

SHOWN = {"character": ("kappa", "u_alpha", "cu_alpha")}


add_coders_option = click.option(
    "--coders", required=True, metavar="A,B,…", help="Two coders or more, commas between."
)


def add_unit_option(*units: str) -> Callable[[F], F]:
    return choice_option("--unit", of=units, default="turn", help="What is judged as one.")


@click.command("agreement")
@add_coders_option
@add_unit_option("passage", "turn", "participant", "character")
@click.option(
    "--reference",
    default="",
    metavar="CODER",
    help="Kappa, precision, recall, F1 against this coder.",
)
@click.option("--measures", default="", metavar="M,N,…", help=f"Columns: {', '.join(MEASURES)}.")
@choice_option(
    "--values",
    of=["presence", "polarity"],
    default="presence",
    help="Whether coders found a code, or which polarity those gave who found it.",
)
@choice_option(
    "--level",
    of=["nominal", "ordinal", "interval"],
    default="nominal",
    help="Of polarities: - < ± < + may count as ordered or as steps.",
)
@choice_option(
    "--pool",
    of=POOLS,
    default=PEOPLE,
    help="Whom one figure is over: people among each other, or all, machines too.",
)
@click.option(
    "--resamples",
    default=1000,
    show_default=True,
    type=click.IntRange(0),
    help="For intervals; 0: none.",
)
@table_options
def show_agreement(
    coders: str, reference: str, measures: str, path: str, shape: str, **asked: Any
) -> None:
    """Say how far coders agree, over what they have read.

    One row a code, one a theme, one pooled over the codes. A unit may carry several codes: each
    is a judgement of its own. What fewer than two coders have read is left out, and what one has
    not read is never taken for "no code". Intervals resample participants, for 95 in 100.

    Of more than two, people are compared among each other, and every two by two with what both
    have read. Agreement with a machine stands apart: it is no intercoder reliability.

    \b
    percent           pairs of coders that agree; nothing taken off for chance
    kappa             Cohen's; with three coders or more Conger's
    fleiss            Fleiss' kappa; with two coders Scott's pi
    alpha             Krippendorff's
    gwet              AC1 (AC2 where --level is not nominal)
    brennan_prediger  chance gives every answer the same probability
    positive          of what one found, the share that the other found too
    alpha_sets        the whole set of codes of a unit, by MASI (pooled row)
    u_alpha …         with --unit character: the same stretches, the same codes on them

    "found" counts the units in which anyone found the code: on all the others coders agree that
    there is nothing, and percent and gwet count that in full. Read kappa or alpha beside them.
    docs/agreement.md tells which figure answers which question.
    """
    names = _names(coders)
    how = Comparison(**asked)
    if reference:
        if measures or how.values != "presence":
            raise click.UsageError(
                "--reference gives kappa, precision, recall and F1 of presence only"
            )
        matched = open_study(path).agreement_with(reference, *names, how=how)
        show_table(build_matched(matched), shape)
        return
    shown = _columns(measures, how.unit)
    found = open_study(path).compare_coders(*names, how=how)
    if shape != "table":
        show_table(build_agreement(found, shown), shape)
        return
    for number, table in enumerate(list_agreement(found, shown)):
        if number:
            say()
        show_table(table, shape, titled=True)


@click.command("disagreements")
@add_coders_option
@code_option
@add_unit_option("passage", "turn")
@limit_option("How many; 0 for all.")
@table_options
def show_disagreements(
    coders: str, codes: tuple[str, ...], unit: str, limit: int, path: str, shape: str
) -> None:
    """List where coders differ, with what each of them marked.

    A row for each unit and code on which they differ, a column for each coder.
    """
    names = _names(coders)
    found = open_study(path).disagreements(*names, codes=codes, unit=unit)
    show_table(build_disagreements(found, names, limit), shape)
    show_left_out(list_left_out(found, limit), shape)


@click.command("confusion")
@add_coders_option
@add_unit_option("passage", "turn", "participant")
@click.option("--polarity", is_flag=True, help="A row for each polarity of a code.")
@table_options
def show_confusion(coders: str, unit: str, polarity: bool, path: str, shape: str) -> None:
    """Show which code one coder has where the other has which.

    Rows are the first coder's codes, columns the second's. On the diagonal both found it.
    Elsewhere each found a code that the other did not, or found it where the other found
    nothing. A unit with several codes counts in several cells.
    """
    names = _names(coders)
    if len(names) != 2:
        raise click.UsageError("--coders takes two names here: --coders ana,ben")
    found = open_study(path).confusion(names[0], names[1], unit=unit, polarity=polarity)
    show_table(build_confusion(found), shape)


def _names(coders: str) -> list[str]:
    names = [name.strip() for name in coders.split(",") if name.strip()]
    if len(names) < 2 or len({*names}) < len(names):
        raise click.UsageError("--coders takes different names, commas between: --coders ana,ben")
    return names


def _columns(measures: str, unit: str) -> Sequence[str]:
    names = [name.strip() for name in measures.split(",") if name.strip()]
    unknown = [name for name in names if name not in MEASURES]
    if unknown:
        raise click.UsageError(f"no measure {unknown[0]!r}; these are: {', '.join(MEASURES)}")
    return names or SHOWN.get(unit, USUAL)
