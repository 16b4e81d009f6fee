"""The survey's figures as rows to print."""

from __future__ import annotations

import math

from interviewkit.cli.show import Row
from interviewkit.model import Contrast, Crosstab, Estimate, Interval, SurveyModel


def estimate_row(each: Estimate, shape: str) -> Row:
    row: dict[str, object] = {
        "variable": each.variable,
        "segment": each.segment or "(everyone)",
        "level": each.level,
        "statistic": each.kind,
        "value": each.value,
        "se": each.se,
        **_ends(each.interval),
        "n": each.n,
        "weighted_n": _rounded(each.weighted_n, shape),
        "df": each.df,
        "deff": each.deff,
    }
    if shape != "table":
        row["method"] = each.method
    return row


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
            "method": each.method, "words": each.words,
        }  # fmt: skip
    return row


def _ends(interval: Interval | None, prefix: str = "") -> dict[str, object]:
    ends = (interval.low, interval.high) if interval else (None, None)
    return {f"{prefix}low": ends[0], f"{prefix}high": ends[1]}


def cell_rows(found: Crosstab, shape: str) -> list[Row]:
    return [
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
    return "" if math.isnan(p) else "<0.001" if p < 0.001 else f"{p:.3f}"
