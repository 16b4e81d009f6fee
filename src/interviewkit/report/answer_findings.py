"""What there is to be seen in a chart of answers, drafted from the chart alone."""

from __future__ import annotations

import math
from collections.abc import Sequence

from interviewkit.model.estimate import FEWEST
from interviewkit.report.figure_order import list_top_levels, measure_top
from interviewkit.report.figures import (
    UNORDERED,
    BarChart,
    BarRow,
    PairChart,
    PairRow,
    PanelChart,
    StackChart,
    StackRow,
)
from interviewkit.report.named_figures import (
    NamedFigure,
    Write,
    are_apart,
    find_extremes,
    name_extremes,
)
from interviewkit.wording.numbers import mean, percent
from interviewkit.wording.words import join_words

BY_CONSTRUCTION = "(by construction)"


def draft_bars(chart: BarChart, title: str) -> str:
    """The extremes among segments; of several answers the one on which segments differ most."""
    write: Write = percent if chart.percent else mean
    groups: dict[str, list[BarRow]] = {}
    for row in chart.rows:
        groups.setdefault(row.group, []).append(row)
    if len(groups) > 1 or "" not in groups:
        return _draft_groups(groups, title, write)
    if any(row.segment >= 0 for row in chart.rows):
        return _tell_bars(chart.rows, title, write)
    found = _list_firm(chart.rows)
    if chart.keeps_order or not chart.percent or len(found) < 2:
        return ""
    first, second = sorted(found, key=lambda each: -each.value)[:2]
    return (
        f"{title}: most often “{first.name}” ({write(first.value)}), then “{second.name}” "
        f"({write(second.value)})"
    )


def _tell_bars(rows: Sequence[BarRow], title: str, write: Write) -> str:
    whole = next((row for row in rows if row.segment < 0 and not math.isnan(row.value)), None)
    segments = _list_firm([row for row in rows if row.segment >= 0])
    told = name_extremes(segments, write, "highest", "lowest")
    if whole is None:
        return f"{title}{told}" if told else ""
    if told or len(segments) < 2:
        return f"{title}: {write(whole.value)} of all{told.replace(':', ';', 1)}"
    return f"{title}: {write(whole.value)} of all; no segment stands clearly apart"


def _draft_groups(groups: dict[str, list[BarRow]], title: str, write: Write) -> str:
    """The answer on which the sides lie furthest apart."""
    spans = [
        (*find_extremes(firm), answer)
        for answer, rows in groups.items()
        if len(firm := _list_firm(rows)) > 1
    ]
    apart = [span for span in spans if are_apart(span[0], span[1])]
    if not apart:
        return f"{title}: on nothing do they stand clearly apart" if spans else ""
    first, last, answer = max(apart, key=lambda span: span[0].value - span[1].value)
    ends = f"from {write(last.value)} ({last.name}) to {write(first.value)} ({first.name})"
    return f"{title}: furthest apart on “{answer}”, {ends}" if answer else f"{title}: {ends}"


def draft_panels(chart: PanelChart) -> str:
    write: Write = percent if chart.percent else mean
    groups = {panel.title: list(panel.rows) for panel in chart.panels}
    return _draft_groups(groups, "Segments", write) if len(groups) > 1 else ""


def draft_stack(chart: StackChart, title: str) -> str:
    """How many stand at the upper end of the scale, and where most and fewest do."""
    known = [row for row in chart.rows if row.n and not math.isnan(measure_top(row, chart))]
    if not known or not chart.levels:
        return ""
    if chart.scale == UNORDERED:
        return _name_commonest(known[0], chart, title)
    answers = join_words([f"“{chart.levels[i]}”" for i in list_top_levels(chart)], "or")
    if all(row.segment < 0 for row in known):
        return _rank_stacks(known, chart, title, answers)
    whole = next((row for row in known if row.segment < 0), None)
    tops = [_name_top(row, chart) for row in known if row.segment >= 0 and _is_firm(row)]
    told = name_extremes(tops, percent)
    if whole:
        share = percent(measure_top(whole, chart))
        return f"{title}: {share} of all answer {answers}{told.replace(':', ';', 1)}"
    return f"{title}, {answers}{told}" if told else ""


def _name_top(row: StackRow, chart: StackChart) -> NamedFigure:
    """The upper end of a row; its interval is known only where that is one answer."""
    top = list_top_levels(chart)
    around = row.intervals[top[0]] if len(top) == 1 and len(row.intervals) > top[0] else None
    return NamedFigure(row.label, measure_top(row, chart), around)


def _name_commonest(row: StackRow, chart: StackChart, title: str) -> str:
    """What most of the first row answer, where answers have no order."""
    share, answer = max(zip(row.shares, chart.levels, strict=True), key=lambda pair: pair[0])
    return f"{title}: most often “{answer}” ({percent(share)}, {row.label})"


def _rank_stacks(rows: Sequence[StackRow], chart: StackChart, title: str, answers: str) -> str:
    """Several questions on one scale: the one that most people answer so."""
    best = max(rows, key=lambda row: measure_top(row, chart))
    what = title if len(rows) == 1 else best.label
    return f"{what}: {percent(measure_top(best, chart))} answer {answers}"


def draft_pair(chart: PairChart) -> str:
    """Where both sides lie furthest apart; that nothing sets them apart, if all was tested."""
    known = [row for row in chart.rows if not math.isnan(row.difference)]
    tested = [row for row in known if row.is_sure is not None]
    sure = [row for row in tested if row.is_sure]
    if tested and not sure:
        return f"{chart.first} and {chart.second} differ in nothing by more than chance"
    told = sure or known
    if not told:
        return ""
    return _tell_pair(max(told, key=lambda row: abs(row.difference)), chart)


def _tell_pair(row: PairRow, chart: PairChart) -> str:
    write = percent if chart.percent else mean
    first, second = write(row.first.value), write(row.second.value)
    return f"{row.label}: {first} ({chart.first}) against {second} ({chart.second})"


def _list_firm(rows: Sequence[BarRow]) -> list[NamedFigure]:
    """Figures that rest on enough people, and not on the segment's own rule."""
    return [
        NamedFigure(row.label, row.value, row.interval)
        for row in rows
        if _is_firm(row) and not math.isnan(row.value) and BY_CONSTRUCTION not in row.label
    ]


def _is_firm(row: BarRow | StackRow) -> bool:
    return row.n >= FEWEST
