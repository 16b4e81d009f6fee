"""Variables of the survey crossed, and models of them, as tables."""

from __future__ import annotations

from interviewkit.model import Crosstab, SurveyModel
from interviewkit.model import table as kinds
from interviewkit.model.table import Column, ResultTable
from interviewkit.tables.fields import Field, build_table, list_data_fields, list_figure_fields
from interviewkit.wording.numbers import count, decimal, p_named, short

CELLS = (
    Field.of("n", kinds.COUNT),
    Field.of("weighted_n", kinds.NUMBER, places=1),
    Field.of("share", kinds.WHOLE_SHARE, note="of everyone"),
    *list_figure_fields(
        Column("of_row", kinds.WHOLE_SHARE, note="of the row's people"), "of_row", "interval", ""
    ),
)
COEFFICIENTS = (
    Field.of("term", kinds.TEXT),
    Field.of("value", kinds.NUMBER, places=3, ends=("low", "high")),
    Field.of("se", kinds.NUMBER, places=3, note="standard error"),
    Field.of("t", kinds.NUMBER),
    Field.of("p", kinds.P),
    *list_data_fields(kinds.NUMBER, low="interval.low", high="interval.high"),
)
ODDS = list_figure_fields(Column("odds_ratio", kinds.RATIO), "odds_ratio", "odds_interval", "odds_")
TERMS = (
    Field.of("term", kinds.TEXT),
    Field.of("F", kinds.NUMBER, "f", note="whether the variable matters at all (Wald's test)"),
    Field.of("ndf", kinds.COUNT),
    Field.of("ddf", kinds.NUMBER, places=0),
    Field.of("p", kinds.P),
)


def build_crosstab(found: Crosstab) -> ResultTable:
    """A row a cell, under the names of both variables, and the test that they are independent."""
    taken = [field.column.key for field in CELLS]
    row = found.rows if found.rows not in taken else "row"
    column = found.columns if found.columns not in (*taken, row) else "column"
    heads = (
        Field.of(row, kinds.TEXT, "row", head=found.rows, verbatim=True),
        Field.of(column, kinds.TEXT, "column", head=found.columns, verbatim=True),
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
