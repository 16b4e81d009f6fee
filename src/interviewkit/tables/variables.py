"""The survey's variables and scales as tables, and one variable in full."""

from __future__ import annotations

from collections.abc import Iterator

from interviewkit.model import Reliability, SurveyView, Variable, VariableView
from interviewkit.model.table import (
    COUNT,
    DETAILS,
    FIGURE,
    LIST,
    NUMBER,
    SHARE,
    TEXT,
    TRUTH,
    Column,
    Detail,
    ResultTable,
    Row,
)
from interviewkit.wording.numbers import interval_named, short

VARIABLES = (
    Column("variable", TEXT),
    Column("label", TEXT),
    Column("type", TEXT),
    Column("values", DETAILS),
    Column("counts", LIST, read=False),
    Column("n", COUNT),
    Column("missing", COUNT),
    Column("missing_kinds", LIST, head="why missing"),
    Column("part_of", TEXT, read=False),
    Column("declared", TRUTH, read=False),
    Column("made_from", TEXT),
    Column("alpha", NUMBER, read=False),
    Column("omega", NUMBER, read=False),
)

VALUES = (
    Column("value", TEXT),
    Column("code", TEXT),
    Column("n", COUNT),
    Column("share", SHARE, note="of those who answered"),
    Column("weighted", SHARE, note="the same, by the survey's weights"),
)


def build_survey(view: SurveyView) -> ResultTable:
    """A row a variable; values with how many gave each, as data apart."""
    scales = {each.scale: each for each in view.scales}
    rows = tuple(_row(view, each, scales.get(each.name)) for each in view.variables)
    title = "the survey's variables"
    return ResultTable("survey_variables", VARIABLES, rows, title).filled()


def build_scales(view: SurveyView) -> ResultTable:
    """How reliable the scales are, and what is odd about them."""
    level = interval_named(each.alpha_interval for each in view.scales)
    columns = (
        Column("scale", TEXT),
        Column("items", COUNT),
        Column("alpha", NUMBER, ends=("alpha_low", "alpha_high"),
               note=f"Cronbach's, how far the items say the same, with its {level}"),
        Column("alpha_low", NUMBER, read=False),
        Column("alpha_high", NUMBER, read=False),
        Column("omega", NUMBER, note="McDonald's, the same where items count for more or less"),
        Column("answered_all", COUNT),
        Column("scored", COUNT),
    )  # fmt: skip
    rows = tuple(
        Row(
            {
                "scale": each.scale,
                "items": len(each.items),
                "alpha": each.alpha,
                "alpha_low": each.alpha_interval.low if each.alpha_interval else None,
                "alpha_high": each.alpha_interval.high if each.alpha_interval else None,
                "omega": each.omega,
                "answered_all": each.n,
                "scored": each.scored,
            }
        )
        for each in view.scales
    )
    notes = tuple(f"{each.scale}: {note}" for each in view.scales for note in each.notes)
    return ResultTable("survey_scales", columns, rows, "the survey's scales", notes)


def build_values(view: VariableView) -> ResultTable:
    """The answers to a variable, or the parts of a question, and how many gave each."""
    rows = tuple(
        Row(
            {
                "value": each.value,
                "code": each.code,
                "n": each.n,
                "share": each.share,
                "weighted": each.weighted,
            }
        )
        for each in view.counts
    )
    return ResultTable(view.name, VALUES, rows, view.title).filled()


def build_figures(view: VariableView) -> ResultTable:
    """What sums a number, date or text up, a row a figure."""
    columns = (Column("figure", TEXT), Column("value", FIGURE))
    rows = (
        Row({"figure": name, "value": _write_figure(value)}) for name, value in view.figures.items()
    )
    return ResultTable(view.name, columns, tuple(rows), view.title)


def _write_figure(value: object) -> str:
    if isinstance(value, list | tuple):
        return ", ".join(map(str, value))
    return short(value, 3) if isinstance(value, int | float) else str(value)


def _row(view: SurveyView, each: Variable, scale: Reliability | None) -> Row:
    counts = [given.n for given in view.counts.get(each.name, ())[: len(each.levels)]]
    values = list(_list_values(each))
    told = [f"{v} ({n})" for v, n in zip(values, counts, strict=True)] if counts else values
    return Row(
        {
            "variable": each.name,
            "label": each.label,
            "type": each.type,
            "values": tuple(map(Detail, told, values)),
            "counts": tuple(counts),
            "n": each.n,
            "missing": each.missing,
            "missing_kinds": tuple(f"{kind}: {n}" for kind, n in each.absent),
            "part_of": each.part_of,
            "declared": each.declared,
            "made_from": each.made_from,
            "alpha": scale.alpha if scale else None,
            "omega": scale.omega if scale else None,
        }
    )


def _list_values(each: Variable) -> Iterator[str]:
    """``1 = never`` where the file has codes, else the values."""
    if each.codes:
        for code, level in zip(each.codes, each.levels, strict=True):
            yield level if code == level else f"{code} = {level}"
    elif each.levels:
        yield from each.levels
    else:
        yield from (f"{code} = {label}" for code, label in each.labelled)
