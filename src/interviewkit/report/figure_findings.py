"""What there is to be seen in a figure, in one plain sentence, and all of it for who cannot see.

Sentences are drafted from the numbers alone: they say what was found, and neither that a
difference is sure (where nothing tested it) nor what made it. A builder that knows better words
gives its figure a finding of its own.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import replace

from interviewkit.model.estimate import FEWEST
from interviewkit.report.figure_order import arrange_chart, list_top_levels, measure_top
from interviewkit.report.figures import (
    SMALL_BASE,
    UNORDERED,
    BarChart,
    BarRow,
    BubbleMap,
    DotChart,
    Figure,
    HeatTable,
    PairChart,
    PairRow,
    PanelChart,
    SlopeChart,
    SlopeLine,
    SplitChart,
    StackChart,
    StackRow,
)
from interviewkit.wording.numbers import count, counted, mean, percent
from interviewkit.wording.words import join_words, lower_first_letter

BY_CONSTRUCTION = "(by construction)"
MOST_MOVED = 3


def finish_figure(figure: Figure) -> Figure:
    """The figure as it is drawn: rows in order, and a finding where nobody wrote one."""
    arranged = replace(figure, chart=arrange_chart(figure.chart))
    return replace(arranged, finding=figure.finding or draft_finding(arranged))


def draft_finding(figure: Figure) -> str:
    """One sentence on the figure; empty where there is nothing to say, or no words for it."""
    match figure.chart:
        case DotChart() as chart:
            return _draft_voiced(chart) if chart.voiced else _draft_ranking(chart)
        case BarChart() as chart:
            return _draft_bars(chart, figure.title)
        case StackChart() as chart:
            return _draft_stack(chart, figure.title)
        case PairChart() as chart:
            return _draft_pair(chart)
        case PanelChart() as chart:
            return _draft_panels(chart)
        case SlopeChart() as chart:
            return _draft_slopes(chart)
        case SplitChart() as chart:
            return _draft_split(chart)
        case HeatTable() as chart:
            return _draft_heat(chart)
        case BubbleMap() as chart:
            return _draft_map(chart)


# -- people --------------------------------------------------------------------------------------


def _draft_voiced(chart: DotChart) -> str:
    """How many voiced it, and where most and fewest did."""
    whole = next((r for r in chart.rows if r.segment < 0 and r.wave < 0 and r.found.n), None)
    if whole is None:
        return ""
    said = f"{percent(whole.found.share)} of people voiced {chart.voiced}"
    segments = [
        (row.label, row.found.share)
        for row in chart.rows
        if row.segment >= 0 and row.wave < 0 and row.found.n >= SMALL_BASE
    ]
    return f"{said}{_name_extremes(segments, percent)}"


def _draft_ranking(chart: DotChart) -> str:
    rows = [(row.label, row.found.share) for row in chart.rows if row.found.n]
    if len(rows) < 2 or any(row.segment >= 0 or row.wave >= 0 for row in chart.rows):
        return ""
    first, last = _extremes(rows)
    return (
        f"Most widely voiced: {lower_first_letter(first[0])}, by {percent(first[1])} of people; "
        f"least widely: {lower_first_letter(last[0])}, by {percent(last[1])}"
    )


def _draft_split(chart: SplitChart) -> str:
    if not chart.rows or not chart.rows[0].n:
        return ""
    row = chart.rows[0]
    parts = ((row.plus, "affirm only"), (row.minus, "oppose only"), (row.both, "do both"))
    told = ", ".join(f"{count(number)} {what}" for number, what in parts if number)
    return f"Of {counted(row.n, 'person', 'people')}, {told}"


def _draft_slopes(chart: SlopeChart) -> str:
    """What rose or fell by more than chance; or that nothing did."""
    moved = [each for each in chart.lines if each.moved]
    if not moved:
        return "Nothing rose or fell by more than chance" if chart.lines else ""
    told = [_tell_move(each) for each in moved[:MOST_MOVED]]
    more = len(moved) - len(told)
    return "; ".join(told) + (f"; {count(more)} more moved by more than chance" if more else "")


def _tell_move(line: SlopeLine) -> str:
    way = "rose" if line.moved > 0 else "fell"
    return f"{line.label} {way} from {percent(line.values[0])} to {percent(line.values[-1])}"


def _draft_heat(chart: HeatTable) -> str:
    """Where most people meet."""
    cells = [
        (people, row.label, column)
        for row in chart.rows
        for people, column in zip(row.cells, chart.columns, strict=True)
    ]
    people, row, column = max(cells, key=lambda cell: cell[0], default=(0, "", ""))
    if not people:
        return ""
    return f"Most people, {count(people)}, stand in “{row}” and “{column}” at once"


def _draft_map(chart: BubbleMap) -> str:
    if len(chart.bubbles) < 2:
        return ""
    largest = max(chart.bubbles, key=lambda bubble: bubble.size)
    topics = counted(len(chart.bubbles), "topic")
    return f"The largest of {topics} is “{largest.title}”, with {counted(largest.size, 'turn')}"


# -- the survey ----------------------------------------------------------------------------------


def _draft_bars(chart: BarChart, title: str) -> str:
    """The extremes among segments; of several answers the one on which segments differ most."""
    write: Callable[[float], str] = percent if chart.percent else mean
    groups: dict[str, list[BarRow]] = {}
    for row in chart.rows:
        groups.setdefault(row.group, []).append(row)
    if len(groups) > 1:
        return _draft_groups(groups, title, write)
    pairs = _list_firm(chart.rows)
    if any(row.segment >= 0 for row in chart.rows):
        return _tell_bars(chart.rows, title, write)
    if chart.keeps_order or not chart.percent or len(pairs) < 2:
        return ""
    (first, share), (second, next_share) = sorted(pairs, key=lambda pair: -pair[1])[:2]
    return f"{title}: most often “{first}” ({write(share)}), then “{second}” ({write(next_share)})"


def _tell_bars(rows: Sequence[BarRow], title: str, write: Callable[[float], str]) -> str:
    whole = next((row for row in rows if row.segment < 0 and not math.isnan(row.value)), None)
    segments = _list_firm([row for row in rows if row.segment >= 0])
    told = _name_extremes(segments, write, "highest", "lowest")
    if whole is None:
        return f"{title}{told}" if told else ""
    return f"{title}: {write(whole.value)} of all{told.replace(':', ';', 1)}" if told else ""


def _draft_groups(
    groups: dict[str, list[BarRow]], title: str, write: Callable[[float], str]
) -> str:
    """The answer on which the sides lie furthest apart."""
    spans = [
        (_extremes(firm), answer)
        for answer, rows in groups.items()
        if len(firm := _list_firm(rows)) > 1
    ]
    if not spans:
        return ""
    (first, last), answer = max(spans, key=lambda span: span[0][0][1] - span[0][1][1])
    if write(first[1]) == write(last[1]):
        return ""
    return f"{title}: furthest apart on “{answer}”, {_tell_two(first, last, write)}"


def _tell_two(
    first: tuple[str, float], last: tuple[str, float], write: Callable[[float], str]
) -> str:
    return f"from {write(last[1])} ({last[0]}) to {write(first[1])} ({first[0]})"


def _draft_panels(chart: PanelChart) -> str:
    write: Callable[[float], str] = percent if chart.percent else mean
    groups = {panel.title: list(panel.rows) for panel in chart.panels}
    return _draft_groups(groups, "Segments", write) if len(groups) > 1 else ""


def _draft_stack(chart: StackChart, title: str) -> str:
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
    tops = [(r.label, measure_top(r, chart)) for r in known if r.segment >= 0 and _is_firm(r)]
    told = _name_extremes(tops, percent)
    if whole:
        share = percent(measure_top(whole, chart))
        return f"{title}: {share} of all answer {answers}{told.replace(':', ';', 1)}"
    return f"{title}, {answers}{told}" if told else ""


def _name_commonest(row: StackRow, chart: StackChart, title: str) -> str:
    """What most of the first row answer, where answers have no order."""
    share, answer = max(zip(row.shares, chart.levels, strict=True), key=lambda pair: pair[0])
    return f"{title}: most often “{answer}” ({percent(share)}, {row.label})"


def _rank_stacks(rows: Sequence[StackRow], chart: StackChart, title: str, answers: str) -> str:
    """Several questions on one scale: the one that most people answer so."""
    best = max(rows, key=lambda row: measure_top(row, chart))
    what = title if len(rows) == 1 else best.label
    most = ", more than to any other question" if len(rows) > 1 else ""
    return f"{what}: {percent(measure_top(best, chart))} answer {answers}{most}"


def _draft_pair(chart: PairChart) -> str:
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


# -- extremes ------------------------------------------------------------------------------------


def _name_extremes(
    pairs: Sequence[tuple[str, float]],
    write: Callable[[float], str],
    most: str = "most",
    least: str = "least",
) -> str:
    """``: most among Freelancers (58%), least among Executives (20%)``; empty if all are alike."""
    if len(pairs) < 2:
        return ""
    first, last = _extremes(pairs)
    if write(first[1]) == write(last[1]):
        return ""
    return (
        f": {most} among {first[0]} ({write(first[1])}), {least} among {last[0]} ({write(last[1])})"
    )


def _extremes(pairs: Sequence[tuple[str, float]]) -> tuple[tuple[str, float], tuple[str, float]]:
    return max(pairs, key=lambda pair: pair[1]), min(pairs, key=lambda pair: pair[1])


def _list_firm(rows: Sequence[BarRow]) -> list[tuple[str, float]]:
    """Labels and figures that rest on enough people, and not on the segment's own rule."""
    return [
        (row.label, row.value)
        for row in rows
        if _is_firm(row) and not math.isnan(row.value) and BY_CONSTRUCTION not in row.label
    ]


def _is_firm(row: BarRow | StackRow) -> bool:
    return row.n >= FEWEST
