"""What there is to be seen in a figure, in one plain sentence, and all of it for who cannot see.

Sentences are drafted from the numbers alone: they say what was found, and neither that a
difference is sure (where nothing tested it) nor what made it. A builder that knows better words
gives its figure a finding of its own.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from interviewkit.report.answer_findings import draft_bars, draft_pair, draft_panels, draft_stack
from interviewkit.report.figure_order import arrange_chart
from interviewkit.report.figures import (
    SMALL_BASE,
    BarChart,
    BubbleMap,
    DotChart,
    Figure,
    HeatTable,
    PairChart,
    PanelChart,
    SlopeChart,
    SlopeLine,
    SplitChart,
    StackChart,
)
from interviewkit.report.named_figures import NamedFigure, are_apart, find_extremes, name_extremes
from interviewkit.wording.numbers import count, counted, percent
from interviewkit.wording.words import lower_first_letter

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
            return draft_bars(chart, figure.title)
        case StackChart() as chart:
            return draft_stack(chart, figure.title)
        case PairChart() as chart:
            return draft_pair(chart)
        case PanelChart() as chart:
            return draft_panels(chart)
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
        NamedFigure(row.label, row.found.share, row.found.interval)
        for row in chart.rows
        if row.segment >= 0 and row.wave < 0 and row.found.n >= SMALL_BASE
    ]
    if len(segments) < 2:
        return said
    return f"{said}{name_extremes(segments, percent) or '; no segment stands clearly apart'}"


def _draft_ranking(chart: DotChart) -> str:
    if any(row.segment >= 0 or row.wave >= 0 for row in chart.rows):
        return ""
    return draft_ranking(
        [NamedFigure(r.label, r.found.share, r.found.interval) for r in chart.rows if r.found.n]
    )


def draft_ranking(rows: Sequence[NamedFigure]) -> str:
    """What was voiced most and least widely; empty where there are no two."""
    if len(rows) < 2:
        return ""
    first, last = find_extremes(rows)
    most, least = percent(first.value), percent(last.value)
    if not are_apart(first, last):
        range_ = f"{least} to {most}" if least != most else most
        return f"None stands clearly apart: each was voiced by {range_} of people"
    return (
        f"Most widely voiced: {lower_first_letter(first.name)}, by {most} of people; "
        f"least widely: {lower_first_letter(last.name)}, by {least}"
    )


def _draft_split(chart: SplitChart) -> str:
    if not chart.rows or not chart.rows[0].n:
        return ""
    row = chart.rows[0]
    parts = (
        (row.plus, "affirms only", "affirm only"),
        (row.minus, "opposes only", "oppose only"),
        (row.both, "does both", "do both"),
    )
    told = ", ".join(counted(number, one, many) for number, one, many in parts if number)
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
    if people < SMALL_BASE:
        return ""
    return f"Most people, {count(people)}, stand in “{row}” and “{column}” at once"


def _draft_map(chart: BubbleMap) -> str:
    if len(chart.bubbles) < 2:
        return ""
    largest = max(chart.bubbles, key=lambda bubble: bubble.size)
    topics = counted(len(chart.bubbles), "topic")
    return f"The largest of {topics} is “{largest.title}”, with {counted(largest.size, 'turn')}"
