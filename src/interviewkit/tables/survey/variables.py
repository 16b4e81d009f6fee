"""The survey's variables and scales as tables, and one variable in full."""

from __future__ import annotations

from collections.abc import Iterator

from interviewkit.model import SurveyView, Variable, VariableView
from interviewkit.model import table as kinds
from interviewkit.model.table import Column, Detail, ResultTable, Row
from interviewkit.tables.fields import (
    Field,
    build_table,
    list_data_fields,
    list_figure_fields,
    read_fields,
)
from interviewkit.wording.numbers import interval_named, short

VALUES = (
    *read_fields(kinds.TEXT, "value", "code"),
    Field.of("n", kinds.COUNT),
    Field.of("share", kinds.SHARE, note="of those who answered"),
    Field.of("weighted", kinds.SHARE, note="the same, by the survey's weights"),
)


def build_survey(view: SurveyView) -> ResultTable:
    """A row a variable; values with how many gave each, as data apart."""
    scales = {each.scale: each for each in view.scales}

    def count_levels(each: Variable) -> list[int]:
        return [given.n for given in view.counts.get(each.name, ())[: len(each.levels)]]

    def list_details(each: Variable) -> list[Detail]:
        values, counts = list(_list_values(each)), count_levels(each)
        if not counts:
            return [Detail(value, value) for value in values]
        return [Detail(f"{v} ({n})", v) for v, n in zip(values, counts, strict=True)]

    fields = (
        Field.of("variable", kinds.TEXT, "name"),
        *read_fields(kinds.TEXT, "label", "type"),
        Field.of("values", kinds.DETAILS, list_details),
        *list_data_fields(kinds.LIST, counts=count_levels),
        *read_fields(kinds.COUNT, "n", "missing"),
        Field.of(
            "missing_kinds",
            kinds.LIST,
            lambda each: [f"{kind}: {n}" for kind, n in each.absent],
            head="why missing",
        ),
        *list_data_fields(kinds.TEXT, "part_of"),
        *list_data_fields(kinds.TRUTH, "declared"),
        Field.of("made_from", kinds.TEXT),
        *list_data_fields(
            kinds.NUMBER,
            alpha=lambda each: scales[each.name].alpha if each.name in scales else None,
            omega=lambda each: scales[each.name].omega if each.name in scales else None,
        ),
    )
    title = "the survey's variables"
    return build_table("survey_variables", fields, view.variables, title).filled()


def build_scales(view: SurveyView) -> ResultTable:
    """How reliable the scales are, and what is odd about them."""
    level = interval_named(each.alpha_interval for each in view.scales)
    means = f"Cronbach's, how far the items say the same, with its {level}"
    omega = "McDonald's, the same where items count for more or less"
    fields = (
        Field.of("scale", kinds.TEXT),
        Field.of("items", kinds.COUNT, lambda each: len(each.items)),
        *list_figure_fields(Column("alpha", kinds.NUMBER, note=means), "alpha", "alpha_interval"),
        Field.of("omega", kinds.NUMBER, note=omega),
        Field.of("answered_all", kinds.COUNT, "n"),
        Field.of("scored", kinds.COUNT),
    )
    notes = tuple(f"{each.scale}: {note}" for each in view.scales for note in each.notes)
    return build_table("survey_scales", fields, view.scales, "the survey's scales", notes=notes)


def build_values(view: VariableView) -> ResultTable:
    """The answers to a variable, or the parts of a question, and how many gave each."""
    return build_table(view.name, VALUES, view.counts, view.title).filled()


def build_figures(view: VariableView) -> ResultTable:
    """What sums a number, date or text up, a row a figure."""
    columns = (Column("figure", kinds.TEXT), Column("value", kinds.FIGURE))
    figures = view.figures.items()
    rows = (Row({"figure": name, "value": _write_figure(value)}) for name, value in figures)
    return ResultTable(view.name, columns, tuple(rows), view.title)


def _write_figure(value: object) -> str:
    if isinstance(value, list | tuple):
        return ", ".join(map(str, value))
    return short(value, 3) if isinstance(value, int | float) else str(value)


def _list_values(each: Variable) -> Iterator[str]:
    """``1 = never`` where the file has codes, else the values."""
    if each.codes:
        for code, level in zip(each.codes, each.levels, strict=True):
            yield level if code == level else f"{code} = {level}"
    elif each.levels:
        yield from each.levels
    else:
        yield from (f"{code} = {label}" for code, label in each.labelled)
