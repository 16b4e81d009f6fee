"""The survey's figures as rows to print."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from functools import partial

from interviewkit.cli.show import Row
from interviewkit.model import Contrast, Crosstab, Estimate, Interval, SurveyModel, Unanswered
from interviewkit.wording.cautions import describe_cautions
from interviewkit.wording.numbers import (
    NOTHING,
    count,
    effective_n,
    fine_percent,
    mean,
    mean_difference,
    mean_range,
    p_value,
    percent,
    percent_range,
    points,
    ratio,
)

Show = Callable[[float], str]
SHARE = "share"
SPARE = ("deff", "weighted_n", "df")
"""Columns of estimates that a narrow table gives up, the first first."""


def estimate_rows(found: Sequence[Estimate], shape: str) -> list[Row]:
    """One row a figure; a table has columns for what some figure of it has, and no others."""
    rows: list[Row] = [_estimate_row(each, shape) for each in found]
    if shape != "table":
        return [{**row, **_in_full(each)} for row, each in zip(rows, found, strict=True)]
    rows = [
        _written(_written(row, _ways(each)[0], "value", "low", "high"), _error(each), "se")
        for row, each in zip(rows, found, strict=True)
    ]
    rows = [_written(_written(row, count, "n"), effective_n, "effective_n") for row in rows]
    for name, cells in (
        ("kg", [_span(each, each.beside) for each in found]),
        ("no_answer", [_silent(each.unanswered) for each in found]),
        ("bounds", [_bounds(each) for each in found]),
    ):
        if any(cells):
            rows = [{**row, name: cell} for row, cell in zip(rows, cells, strict=True)]
    return rows


def _error(each: Estimate) -> Show:
    return fine_percent if each.kind == SHARE else mean


def _estimate_row(each: Estimate, shape: str) -> dict[str, object]:
    return {
        "variable": each.variable,
        "segment": each.segment or "(everyone)",
        "level": each.level,
        "statistic": each.kind,
        "value": each.value,
        "se": each.se,
        **_ends(each.interval),
        "n": each.n,
        "effective_n": each.effective_n,
        "weighted_n": _rounded(each.weighted_n, shape),
        "df": each.df,
        "deff": each.deff,
    }


def _in_full(each: Estimate) -> dict[str, object]:
    who = each.unanswered
    return {
        **_ends(each.korn_graubard, "korn_graubard_"),
        "no_answer": who.n if who else 0,
        "no_answer_share": who.share if who else 0.0,
        "bound_low": who.low if who else math.nan,
        "bound_high": who.high if who else math.nan,
        "cautions": list(describe_cautions(each)),
        "method": each.method,
    }


def _silent(who: Unanswered | None) -> str:
    return f"{count(who.n)} ({fine_percent(who.share)})" if who else ""


def _bounds(each: Estimate) -> str:
    who = each.unanswered
    return _span(each, Interval(who.low, who.high)) if who else ""


def _span(each: Estimate, interval: Interval | None) -> str:
    """An interval of what the estimate is of; empty where there is none."""
    if interval is None or math.isnan(interval.low):
        return ""
    return percent_range(interval) if each.kind == SHARE else mean_range(interval)


def _ways(each: Estimate) -> tuple[Show, Show]:
    """How a figure of this kind is written, and a difference of two."""
    if each.kind == SHARE:
        return percent, points
    return partial(mean, like=each.value), partial(mean_difference, like=each.value)


def _written(row: Row, show: Show, *names: str) -> Row:
    """The row with these figures written, those that are not there as a dash."""
    return {
        **row,
        **{
            n: show(v) if isinstance(v := row[n], int | float) else NOTHING
            for n in names
            if n in row
        },
    }


def contrast_row(each: Contrast, shape: str) -> Row:
    row: dict[str, object] = {
        "variable": each.first.variable,
        "level": each.first.level,
        "first": each.first.value,
        "second": each.second.value,
        "difference": each.difference,
        **_ends(each.difference_interval),
        "ratio": each.ratio,
        **_ends(each.ratio_interval, "ratio_"),
        "p": _cell(each.p, shape),
        "p_holm": _cell(each.adjusted, shape),
        "n_first": each.first.n,
        "n_second": each.second.n,
        "shared": each.shared,
    }
    if shape != "table":
        row |= {
            "compared": each.title, "first_segment": each.first.segment,
            "second_segment": each.second.segment, "statistic": each.first.kind,
            "se": each.se, "df": each.df,
            **{f"first_{k}": v for k, v in _ends(each.first.interval).items()},
            **{f"second_{k}": v for k, v in _ends(each.second.interval).items()},
            **_side("first_", each.first), **_side("second_", each.second),
            "method": each.method, "words": each.words,
        }  # fmt: skip
        return row
    figure, difference = _ways(max(each.first, each.second, key=lambda side: abs(side.value)))
    shown = _written(row, figure, "first", "second")
    shown = _written(shown, count, "n_first", "n_second", "shared")
    shown = _written(shown, difference, "difference", "low", "high")
    return _written(shown, ratio, "ratio", "ratio_low", "ratio_high")


def _side(prefix: str, each: Estimate) -> dict[str, object]:
    """What a comparison tells of one of its sides."""
    full = {"effective_n": each.effective_n, **_in_full(each)}
    return {f"{prefix}{name}": value for name, value in full.items() if name != "method"}


def _ends(interval: Interval | None, prefix: str = "") -> dict[str, object]:
    ends = (interval.low, interval.high) if interval else (None, None)
    return {f"{prefix}low": ends[0], f"{prefix}high": ends[1]}


def cell_rows(found: Crosstab, shape: str) -> list[Row]:
    rows: list[Row] = [
        {
            found.rows: each.row,
            found.columns if found.columns != found.rows else "column": each.column,
            "n": each.n,
            "weighted_n": _rounded(each.weighted_n, shape),
            "share": each.share,
            "of_row": each.of_row,
            **_ends(each.interval),
        }
        for each in found.cells
    ]
    if shape != "table":
        return rows
    rows = [_written(row, percent, "share", "of_row", "low", "high") for row in rows]
    return [_written(row, count, "n") for row in rows]


def test_row(found: Crosstab) -> Row:
    return {
        "rows": found.rows, "columns": found.columns, "n": found.n, "chi2": found.chi2,
        "f": found.f, "ndf": found.ndf, "ddf": found.ddf, "p": found.p, "method": found.method,
    }  # fmt: skip


def coefficient_rows(found: SurveyModel, shape: str) -> list[Row]:
    odds = found.family == "logistic"
    return [
        {
            "term": each.term,
            "value": each.value,
            "se": each.se,
            "t": each.t,
            "p": _cell(each.p, shape),
            **_ends(each.interval),
            **({"odds_ratio": each.odds_ratio, **_ends(each.odds_interval, "odds_")}
               if odds else {}),
        }
        for each in found.coefficients
    ]  # fmt: skip


def term_rows(found: SurveyModel, shape: str) -> list[Row]:
    return [
        {
            "term": each.term,
            "F": each.f,
            "ndf": each.ndf,
            "ddf": each.ddf,
            "p": _cell(each.p, shape),
        }
        for each in found.terms
    ]


def _rounded(value: float, shape: str) -> float:
    return round(value, 1) if shape == "table" else value


def _cell(p: float, shape: str) -> object:
    """A p-value for the eye is never 0; for programs it is the number."""
    if shape != "table":
        return p
    return "" if math.isnan(p) else p_value(p)
