"""Survey figures by segment: one figure a question."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import replace

from interviewkit.model import Estimate
from interviewkit.model.table import COUNT, NUMBER, TEXT, Column, ResultTable
from interviewkit.report.compared import (
    comparison_figures,
    comparison_sentences,
    comparison_tables,
)
from interviewkit.report.doubts import doubts
from interviewkit.report.figures import BarChart, BarRow, Figure, Sentence, sentence
from interviewkit.report.methods import link_words
from interviewkit.report.pages import Section, anchors
from interviewkit.report.voices import Cast
from interviewkit.tables.fields import Field, build_rows, list_columns, read_fields
from interviewkit.wording.numbers import NOTHING, counted, percent
from interviewkit.wording.words import listed

FOLDED = 30
"""Charts with more bars than this open on request."""

SEGMENTS = (
    Field(Column("segment", TEXT), "title"),
    Field(Column("rule", TEXT, labels={"": NOTHING})),
    *read_fields(COUNT, "respondents"),
    Field(Column("weighted_n", NUMBER, places=0), "weighted"),
    Field(Column("participants", COUNT), lambda each: len(each.participants)),
)


def survey_section(cast: Cast) -> Section:
    """The survey's figures; empty where there are none."""
    estimates = cast.inputs.estimates
    if not (estimates or cast.inputs.contrasts):
        return Section("survey", "Survey")
    figures = tuple(
        _figure([e for e in estimates if e.variable == name], anchor, cast)
        for name, anchor in survey_anchors(cast).items()
    )
    lead = (*_lead(cast), *comparison_sentences(cast))
    figures = (*comparison_figures(cast), *figures)
    tables = (*comparison_tables(cast), *_tables(cast))
    return Section("survey", "Survey figures by segment", lead, figures, tables)


def survey_anchors(cast: Cast) -> dict[str, str]:
    """The anchor of every survey variable's figure."""
    return anchors(dict.fromkeys(each.variable for each in cast.inputs.estimates), "survey")


def _lead(cast: Cast) -> tuple[Sentence, ...]:
    note, link = cast.inputs.study.note, link_words(cast.inputs.link)
    return tuple(sentence(text) for text in (link, note and f"The authors note: {note}") if text)


def _figure(estimates: Sequence[Estimate], anchor: str, cast: Cast) -> Figure:
    first = estimates[0]
    is_share = all(estimate.kind == "share" for estimate in estimates)
    rows = tuple(_row(estimate, cast) for estimate in estimates)
    low, high = (0.0, 1.0) if is_share else _scale(rows)
    label = cast.variable(first.variable)
    levels = {estimate.level for estimate in estimates}
    if levels == {first.level} and first.level:
        label, rows = f"{label}: {first.level}", tuple(replace(row, group="") for row in rows)
    note = f"{_way(estimates)}.{_whiskers(estimates)}{doubts(estimates, cast)}"
    everyone = next((e for e in estimates if not e.segment), None)
    if everyone:
        note += f" n\u00a0=\u00a0{counted(everyone.n, 'respondent')}."
    chart = BarChart(rows, low, high, is_share)
    return Figure(anchor, label, note, chart, folded=len(rows) > FOLDED)


def _way(estimates: Sequence[Estimate]) -> str:
    """How the figures were made, or at least what they are."""
    ways = sorted({e.method for e in estimates if e.method} or {e.kind for e in estimates})
    text = listed(ways)
    return text[:1].upper() + text[1:]


def _whiskers(estimates: Sequence[Estimate]) -> str:
    level = next((e.interval.level for e in estimates if e.interval), None)
    return "" if level is None else f" Whiskers: {percent(level)} intervals."


def _row(estimate: Estimate, cast: Cast) -> BarRow:
    names = [segment.name for segment in cast.inputs.segments]
    position = names.index(estimate.segment) if estimate.segment in names else -1
    title = cast.inputs.segments[position].title if position >= 0 else estimate.segment
    if estimate.segment in cast.inputs.constructed.get(estimate.variable, ()):
        title = f"{title} (by construction)"
    return BarRow(
        title or "All respondents",
        estimate.value,
        estimate.n,
        estimate.weighted_n,
        estimate.interval,
        group=estimate.level,
        segment=position,
    )


def _scale(rows: Sequence[BarRow]) -> tuple[float, float]:
    """An axis for means in four round steps: from 0, or below it where a figure is."""
    ends = [row.value for row in rows]
    ends += [end for row in rows if row.interval for end in (row.interval.low, row.interval.high)]
    known = [0.0, *(end for end in ends if math.isfinite(end))]
    low, high = min(known), max(known)
    step = _round_step((high - low) / 4 or 0.25)
    while (start := math.floor(low / step) * step) + 4 * step < high - 1e-9 * step:
        step = _round_step(step * 1.01)
    return start, start + 4 * step


def _round_step(least: float) -> float:
    """The next step that an axis may take: 1, 2, 2.5 or 5 times a power of ten."""
    power = 10.0 ** math.floor(math.log10(least))
    return next(m * power for m in (1, 2, 2.5, 5, 10) if m * power >= least * (1 - 1e-9))


def _tables(cast: Cast) -> tuple[ResultTable, ...]:
    rows = build_rows(SEGMENTS, cast.inputs.segments)
    title = "Segments: how many people stand behind them"
    table = ResultTable("segments", list_columns(SEGMENTS), rows, title, shown=30)
    return (table,) if rows else ()
