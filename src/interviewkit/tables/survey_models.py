"""Variables of the survey crossed, and models of them, as tables."""

from __future__ import annotations

from collections.abc import Iterator

from interviewkit.model import Crosstab, SurveyModel
from interviewkit.model.table import (
    COUNT,
    MEAN,
    NUMBER,
    RATIO,
    TEXT,
    WHOLE_SHARE,
    Column,
    P,
    ResultTable,
    Row,
)
from interviewkit.tables.estimates import list_ends
from interviewkit.wording.numbers import count, decimal, p_named, short

CELLS = (
    Column("n", COUNT),
    Column("weighted_n", MEAN),
    Column("share", WHOLE_SHARE, note="of everyone"),
    Column("of_row", WHOLE_SHARE, ends=("low", "high"), note="of the row's people"),
    Column("low", WHOLE_SHARE, read=False),
    Column("high", WHOLE_SHARE, read=False),
)

TERMS = (
    Column("term", TEXT),
    Column("F", NUMBER, head="F", note="whether the variable matters at all (Wald's test)"),
    Column("ndf", COUNT),
    Column("ddf", NUMBER, places=0),
    Column("p", P),
)


def build_crosstab(found: Crosstab) -> ResultTable:
    """A row a cell, under the names of both variables, and the test that they are independent."""
    taken = [column.key for column in CELLS]
    rows = found.rows if found.rows not in taken else "row"
    columns = found.columns if found.columns not in (*taken, rows) else "column"
    heads = (Column(rows, TEXT, found.rows), Column(columns, TEXT, found.columns))
    cells = (
        Row(
            {
                rows: each.row,
                columns: each.column,
                "n": each.n,
                "weighted_n": each.weighted_n,
                "share": each.share,
                "of_row": each.of_row,
                **list_ends(each.interval),
            }
        )
        for each in found.cells
    )
    test = (
        f"Rao-Scott F({decimal(found.ndf)}, {decimal(found.ddf, 1)}) = {decimal(found.f, 3)}, "
        f"{p_named(found.p)}, n = {count(found.n)} ({found.method})"
    )
    title = f"{found.rows} by {found.columns}"
    return ResultTable(
        "survey_crosstab", (*heads, *CELLS), tuple(cells), title, (test, *found.notes)
    )


def build_coefficients(found: SurveyModel) -> ResultTable:
    """A row a coefficient; of a logistic model with its odds ratio."""
    odds = found.family == "logistic"
    rows = (
        Row(
            {
                "term": each.term,
                "value": each.value,
                "se": each.se,
                "t": each.t,
                "p": each.p,
                **list_ends(each.interval),
                **({"odds_ratio": each.odds_ratio, **list_ends(each.odds_interval, "odds_")}
                   if odds else {}),
            }
        )
        for each in found.coefficients
    )  # fmt: skip
    how = f"{found.method}, n = {count(found.n)}, {short(found.df)} degrees of freedom"
    return ResultTable(
        "survey_model",
        tuple(_list_coefficient_columns(odds=odds)),
        tuple(rows),
        title=found.formula,
        notes=(how, *found.notes),
    )


def build_terms(found: SurveyModel) -> ResultTable:
    """A row a variable of several coefficients, tested as a whole."""
    rows = (
        Row({"term": each.term, "F": each.f, "ndf": each.ndf, "ddf": each.ddf, "p": each.p})
        for each in found.terms
    )
    return ResultTable("survey_model_terms", TERMS, tuple(rows), title=found.formula)


def _list_coefficient_columns(*, odds: bool) -> Iterator[Column]:
    yield Column("term", TEXT)
    yield Column("value", NUMBER, places=3, ends=("low", "high"))
    yield Column("se", NUMBER, places=3, note="standard error")
    yield Column("t", NUMBER)
    yield Column("p", P)
    yield from (Column(key, NUMBER, read=False) for key in ("low", "high"))
    if odds:
        yield Column("odds_ratio", RATIO, ends=("odds_low", "odds_high"))
        yield from (Column(key, RATIO, read=False) for key in ("odds_low", "odds_high"))
