"""The figures of the survey that study.toml asks for, as a table: a row a share or mean."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from interviewkit.model import Estimate
from interviewkit.model import table as kinds
from interviewkit.model.survey_figure import DrawnFigure
from interviewkit.model.table import ESTIMATE, Lead, ResultTable
from interviewkit.tables.fields import Field, build_table, list_data_fields
from interviewkit.tables.survey.estimates import EVERYONE, list_cautions


@dataclass(frozen=True, slots=True)
class _Mark:
    """One figure, with what it is drawn in and the words for it."""

    drawn: DrawnFigure
    found: Estimate

    @property
    def level(self) -> str:
        return "" if self.found.level == "yes" else self.found.level

    @property
    def what(self) -> str:
        """The question, or the answer where a figure is of one question alone."""
        variables = self.drawn.figure.variables
        return (len(variables) == 1 and self.level) or variables[self.found.variable]

    @property
    def answer(self) -> str:
        return "" if self.what == self.level else self.level

    @property
    def among(self) -> str:
        name = self.found.segment
        return self.drawn.titles.get(name, name) or EVERYONE


def build_survey_figures(drawn: Sequence[DrawnFigure]) -> ResultTable:
    """A row a bar or part of a bar; each figure is a group."""
    marks = [_Mark(each, found) for each in drawn for found in each.estimates]
    fields = (
        Field.of("what", kinds.TEXT, head=""),
        Field.of("answer", kinds.TEXT, read=any(mark.answer for mark in marks)),
        Field.of("among", kinds.TEXT),
        Field.of("value", kinds.MEAN, "found.value", ends=("low", "high"), like="value"),
        *list_data_fields(kinds.MEAN, low="found.interval.low", high="found.interval.high"),
        Field.of("n", kinds.COUNT, "found.n"),
        *list_data_fields(
            kinds.TEXT,
            figure="drawn.figure.title",
            kind="drawn.figure.kind",
            variable="found.variable",
            segment="found.segment",
            level="found.level",
            statistic="found.kind",
        ),
        *list_data_fields(kinds.TEXT, method="found.method"),
    )
    notes = tuple(list_cautions([mark.found for mark in marks]))
    title = "figures of the survey that study.toml asks for"
    return build_table("survey_figures", fields, marks, title, _lead, _describe_rest, notes=notes)


def _lead(mark: _Mark) -> dict[str, Lead]:
    return {"value": Lead(ESTIMATE, mark.found.variable, mark.found.segment)}


def _describe_rest(mark: _Mark) -> dict[str, Any]:
    share = mark.found.kind == "share"
    return {
        "group": mark.drawn.figure.title,
        "kinds": {"value": kinds.WHOLE_SHARE} if share else {},
    }
