"""Variables of the survey crossed, and models of them, as tables."""

from __future__ import annotations

from interviewkit.model import Crosstab, SurveyModel
from interviewkit.model.table import (
    COUNT,
    NUMBER,
    RATIO,
    TEXT,
    WHOLE_SHARE,
    Column,
    P,
    ResultTable,
)
from interviewkit.tables.fields import Field, build_table, data_fields, figure_fields
from interviewkit.wording.numbers import count, decimal, p_named, short

CELLS = (
    Field(Column("n", COUNT)),
    Field(Column("weighted_n", NUMBER, places=1)),
    Field(Column("share", WHOLE_SHARE, note="of everyone")),
    *figure_fields(
        Column("of_row", WHOLE_SHARE, note="of the row's people"), "of_row", "interval", ""
    ),
)
COEFFICIENTS = (
    Field(Column("term", TEXT)),
    Field(Column("value", NUMBER, places=3, ends=("low", "high"))),
    Field(Column("se", NUMBER, places=3, note="standard error")),
    Field(Column("t", NUMBER)),
    Field(Column("p", P)),
    *data_fields(NUMBER, low="interval.low", high="interval.high"),
)
ODDS = figure_fields(Column("odds_ratio", RATIO), "odds_ratio", "odds_interval", "odds_")
TERMS = (
    Field(Column("term", TEXT)),
    Field(Column("F", NUMBER, note="whether the variable matters at all (Wald's test)"), "f"),
    Field(Column("ndf", COUNT)),
    Field(Column("ddf", NUMBER, places=0)),
    Field(Column("p", P)),
)


def build_crosstab(found: Crosstab) -> ResultTable:
    """A row a cell, under the names of both variables, and the test that they are independent."""
    taken = [field.column.key for field in CELLS]
    row = found.rows if found.rows not in taken else "row"
    column = found.columns if found.columns not in (*taken, row) else "column"
    heads = (
        Field(Column(row, TEXT, found.rows, verbatim=True), "row"),
        Field(Column(column, TEXT, found.columns, verbatim=True), "column"),
    )
    test = (
        f"Rao-Scott F({decimal(found.ndf)}, {decimal(found.ddf, 1)}) = {decimal(found.f, 3)}, "
        f"{p_named(found.p)}, n = {count(found.n)} ({found.method})"
    )
    title, notes = f"{found.rows} by {found.columns}", (test, *found.notes)
    return build_table("survey_crosstab", (*heads, *CELLS), found.cells, title, notes=notes)


def build_coefficients(found: SurveyModel) -> ResultTable:
    """A row a coefficient; of a logistic model with its odds ratio."""
    fields = (*COEFFICIENTS, *ODDS) if found.family == "logistic" else COEFFICIENTS
    how = f"{found.method}, n = {count(found.n)}, {short(found.df)} degrees of freedom"
    notes = (how, *found.notes)
    return build_table("survey_model", fields, found.coefficients, found.formula, notes=notes)


def build_terms(found: SurveyModel) -> ResultTable:
    """A row a variable of several coefficients, tested as a whole."""
    return build_table("survey_model_terms", TERMS, found.terms, found.formula)
