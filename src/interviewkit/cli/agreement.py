"""``interviewkit coding agreement``, ``disagreements`` and ``confusion``."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Sequence
from typing import Any

import click

from interviewkit.cli.options import look_options, open_study
from interviewkit.cli.show import show_rows, unsigned_zero
from interviewkit.cli.terminal import say
from interviewkit.model import Agreement, Comparison, Disagreement, Matched, Measured

OF_SPANS = ("u_alpha", "bar_u_alpha", "cu_alpha", "alpha_u_2004")
MEASURES = (
    "percent", "kappa", "fleiss", "alpha", "gwet", "brennan_prediger", "positive", "alpha_sets",
    *OF_SPANS,
)  # fmt: skip
SHOWN = {"character": ("kappa", "u_alpha", "cu_alpha")}
USUAL = ("percent", "kappa", "alpha", "gwet")
WITHOUT_INTERVAL = ("percent", "alpha_u_2004")


def coders_option(function: Callable[..., Any]) -> Callable[..., Any]:
    return click.option(
        "--coders", required=True, metavar="A,B,…", help="Two coders or more, commas between."
    )(function)


def unit_option(*units: str) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    return click.option(
        "--unit",
        type=click.Choice(units),
        default="turn",
        show_default=True,
        help="What is judged as one.",
    )


@click.command("agreement")
@coders_option
@unit_option("passage", "turn", "participant", "character")
@click.option(
    "--reference", default="", metavar="CODER", help="Precision, recall, F1 against this coder."
)
@click.option("--measures", default="", metavar="M,N,…", help=f"Columns: {', '.join(MEASURES)}.")
@click.option(
    "--values",
    type=click.Choice(["presence", "polarity"]),
    default="presence",
    show_default=True,
    help="Whether coders found a code, or which polarity those gave who found it.",
)
@click.option(
    "--level",
    type=click.Choice(["nominal", "ordinal", "interval"]),
    default="nominal",
    show_default=True,
    help="Of polarities: - < ± < + may count as ordered or as steps.",
)
@click.option(
    "--resamples",
    default=1000,
    show_default=True,
    type=click.IntRange(0),
    help="For intervals; 0: none.",
)
@look_options
def agreement(
    coders: str,
    unit: str,
    reference: str,
    measures: str,
    values: str,
    level: str,
    resamples: int,
    path: str,
    shape: str,
) -> None:
    """Say how far coders agree, over what they have read.

    One row a code, one a theme, one pooled over the codes. A unit may carry several codes: each
    is a judgement of its own. What fewer than two coders have read is left out, and what one has
    not read is never taken for "no code". Intervals resample participants, for 95 in 100.

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
    how = Comparison(unit, values, level, resamples=resamples)
    if reference:
        if measures or values != "presence":
            raise click.UsageError("--reference gives precision, recall and F1 of presence only")
        matched = open_study(path).agreement_with(reference, *names, how=how)
        show_rows([_matched(row, shape) for row in matched], shape)
        return
    shown = _columns(measures, unit)
    found = open_study(path).agreement(*names, how=how)
    rows = [_short(row, shown) if shape == "table" else _whole(row) for row in found]
    show_rows(rows, shape, empty="these coders have read nothing in common")
    if shape == "table" and found:
        for line in _remarks(found):
            say(line)


@click.command("disagreements")
@coders_option
@click.option("--code", "codes", multiple=True, help="Only this code; may be repeated.")
@unit_option("passage", "turn")
@click.option("--limit", default=50, show_default=True, help="How many; 0 for all.")
@look_options
def disagreements(
    coders: str, codes: tuple[str, ...], unit: str, limit: int, path: str, shape: str
) -> None:
    """List where coders differ, with what each of them marked.

    One row a unit and code. A coder's column says + or -, ± for both, "no" where they read it
    and found nothing, and nothing where they have not read it.
    """
    names = _names(coders)
    found = open_study(path).disagreements(*names, codes=codes, unit=unit)
    shown = found[: limit or None]
    rows = [_difference(each, names, shape) for each in shown]
    show_rows(rows, shape, empty="these coders agree on everything that they have read")
    if len(found) > len(shown) and shape == "table":
        say(f"… and {len(found) - len(shown)} more (--limit 0 for all)")


@click.command("confusion")
@coders_option
@unit_option("passage", "turn", "participant")
@click.option("--polarity", is_flag=True, help="A row for each polarity of a code.")
@look_options
def confusion(coders: str, unit: str, polarity: bool, path: str, shape: str) -> None:
    """Show which code one coder has where the other has which.

    Rows are the first coder's codes, columns the second's. On the diagonal both found it.
    Elsewhere each found a code that the other did not, or found it where the other found
    nothing. A unit with several codes counts in several cells.
    """
    names = _names(coders)
    if len(names) != 2:
        raise click.UsageError("--coders takes two names here: --coders ana,ben")
    found = open_study(path).confusion(names[0], names[1], unit=unit, polarity=polarity)
    first, second = found.coders
    corner = f"{first} \\ {second}"
    rows = [
        {corner: code, **dict(zip(found.codes, counts, strict=True))}
        for code, counts in zip(found.codes, found.counts, strict=True)
    ]
    show_rows(rows, shape)


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


def _short(row: Agreement, shown: Iterable[str]) -> dict[str, object]:
    """What fits a terminal."""
    return {
        "code": f"theme {row.code}" if row.kind == "theme" else row.code,
        "n": row.n,
        **({"found": row.found} if row.values == "presence" else {}),
        **{name: _told(row.measure(name)) for name in shown},
    }


def _whole(row: Agreement) -> dict[str, object]:
    """Everything, in plain columns."""
    plain: dict[str, object] = {
        "code": row.code,
        "kind": row.kind,
        "unit": row.unit,
        "n": row.n,
        "people": row.people,
        "found": row.found,
        "both": row.both,
        "only_a": row.only_a,
        "only_b": row.only_b,
        "neither": row.neither,
    }
    for name in MEASURES if row.unit == "character" else MEASURES[: -len(OF_SPANS)]:
        plain |= _numbers(row.measure(name))
    return {**plain, "note": "; ".join(row.notes), "advice": row.advice}


def _numbers(found: Measured) -> dict[str, object]:
    numbers: dict[str, object] = {found.name: round(found.value, 4)}
    if found.name != "alpha_u_2004":
        low, high = (found.interval.low, found.interval.high) if found.interval else (None, None)
        numbers[f"{found.name}_low"] = None if low is None else round(low, 4)
        numbers[f"{found.name}_high"] = None if high is None else round(high, 4)
    return numbers


def _told(found: Measured) -> str:
    if math.isnan(found.value):
        return "–"
    if not found.interval or found.name in WITHOUT_INTERVAL:
        return _two(found.value)
    low, high = (
        _two(end).replace("0.", ".", 1) for end in (found.interval.low, found.interval.high)
    )
    return f"{_two(found.value)} ({low} to {high})"


def _two(value: float) -> str:
    return unsigned_zero(f"{value:.2f}")


def _matched(row: Matched, shape: str) -> dict[str, object]:
    figures = (row.precision, row.recall, row.f1)
    plain: dict[str, object] = {"coder": row.coder, "code": row.code, "n": row.n}
    if shape == "table":
        plain |= {each.name: _told(each) for each in figures}
    else:
        plain |= {"kind": row.kind, "unit": row.unit}
        for each in figures:
            plain |= _numbers(each)
    return {**plain, "right": row.right, "invented": row.invented, "missed": row.missed}


def _difference(row: Disagreement, coders: Sequence[str], shape: str) -> dict[str, object]:
    quotes = [f"{coder}: {quote}" for coder in coders for quote in row.quotes.get(coder, ())]
    plain: dict[str, object] = {
        "transcript": row.turn.transcript,
        "turn": row.turn.position,
        "participant": row.participant,
        "code": row.code,
        **{coder: row.says[coder] or "no" if coder in row.says else "" for coder in coders},
        "marked": " | ".join(quotes),
    }
    return plain if shape == "table" else {**plain, "text": row.text}


def _remarks(found: Sequence[Agreement]) -> Iterable[str]:
    """Under the table: what must be known to read it, and what would make it firmer."""
    head = found[0]
    units = f"{head.unit}s"
    yield ""
    if head.values == "presence":
        yield f"n: {units} of {head.people} people that two coders or more have read."
        yield "found: where any of them found it; on the rest they agree that there is nothing."
    else:
        yield f"n: {units} in which two coders or more found it; the others have no polarity."
    for row in found:
        advice = [row.advice] if row.advice and row.kind != "pooled" else []
        if told := [*row.notes, *advice]:
            yield f"{row.code}: {'; '.join(told)}"
