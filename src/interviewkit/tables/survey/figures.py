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
from interviewkit.tables.survey.estimates import EVERYONE, SHARES, list_cautions, worth_fields


@dataclass(frozen=True, slots=True)
class _Mark:
    """One figure, with what it is drawn in and the words for it."""

    drawn: DrawnFigure
    found: Estimate

    @property
    def what(self) -> str:
        return self.drawn.figure.variables[self.found.variable]

    @property
    def among(self) -> str:
        name = self.found.segment
        return self.drawn.titles.get(name, name) or EVERYONE


def build_survey_figures(drawn: Sequence[DrawnFigure]) -> ResultTable:
    """A row a bar or part of a bar; each figure is a group."""
    marks = [_Mark(each, found) for each in drawn for found in each.estimates]
    levels = any(mark.found.level not in ("", "yes") for mark in marks)
    fields = (
        Field.of("what", kinds.TEXT, head=""),
        Field.of("answer", kinds.TEXT, _name_answer, read=levels),
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
            statistic="found.kind",
        ),
        *worth_fields("found"),
        *list_data_fields(kinds.TEXT, method="found.method"),
    )
    notes = tuple(list_cautions([mark.found for mark in marks]))
    title = "figures of the survey that study.toml asks for"
    return build_table("survey_figures", fields, marks, title, _lead, _describe_rest, notes=notes)


def _name_answer(mark: _Mark) -> str:
    return "" if mark.found.level == "yes" else mark.found.level


def _lead(mark: _Mark) -> dict[str, Lead]:
    return {"value": Lead(ESTIMATE, mark.found.variable, mark.found.segment)}


def _describe_rest(mark: _Mark) -> dict[str, Any]:
    share = mark.found.kind == "share"
    return {"group": mark.drawn.figure.title, "kinds": SHARES if share else {}}
