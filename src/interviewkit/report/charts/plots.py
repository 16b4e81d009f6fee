"""Which chart is planned by whom."""

from __future__ import annotations

from interviewkit.report.charts.bars import plan_bars, plan_panels
from interviewkit.report.charts.dots import plan_dots
from interviewkit.report.charts.pairs import plan_pairs
from interviewkit.report.charts.plot import Plot
from interviewkit.report.charts.stacks import plan_splits, plan_stacks
from interviewkit.report.figures import (
    BarChart,
    Chart,
    DotChart,
    PairChart,
    PanelChart,
    SplitChart,
    StackChart,
)


def plan_chart(chart: Chart) -> tuple[tuple[str, Plot], ...]:
    """A chart in rows as plots with their titles: one, or one a panel; none of other charts."""
    match chart:
        case DotChart():
            return (("", plan_dots(chart)),)
        case BarChart():
            return (("", plan_bars(chart)),)
        case StackChart():
            return (("", plan_stacks(chart)),)
        case SplitChart():
            return (("", plan_splits(chart)),)
        case PairChart():
            return (("", plan_pairs(chart)),)
        case PanelChart():
            return plan_panels(chart)
        case _:
            return ()
