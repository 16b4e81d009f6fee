"""Rows stand by their value, unless their order means something."""

from __future__ import annotations

import math
from dataclasses import replace

from builders_charts import NAN, bar, dot, pair, stack
from interviewkit.report.figure_order import arrange_chart
from interviewkit.report.figures import (
    GROWING,
    BarChart,
    DotChart,
    HeatRow,
    HeatTable,
    PairChart,
    PairRow,
    PairSide,
    Panel,
    PanelChart,
    StackChart,
    StackRow,
)

EMPTY = PairRow("none", PairSide(NAN, 0, 0.0), PairSide(0.5, 9, 9.0), NAN)


def labels(chart) -> list[str]:
    return [row.label for row in arrange_chart(chart).rows]


def test_segments_stand_by_their_share_and_waves_as_they_were():
    rows = (
        dot("All", 20, 40), dot("April", 1, 20, wave=0), dot("May", 9, 20, wave=1),
        dot("low", 2, 12, 0), dot("nobody", 0, 0, 1), dot("high", 8, 12, 2),
    )  # fmt: skip
    assert labels(DotChart(rows)) == ["All", "April", "May", "high", "low", "nobody"]


def test_themes_stand_by_their_share():
    rows = (dot("a", 3, 40), dot("b", 9, 40), dot("c", 5, 40))
    assert labels(DotChart(rows)) == ["b", "c", "a"]


def test_everyone_comes_before_the_segments():
    rows = (bar("low", 0.2, 0), bar("high", 0.8, 1), bar("All", 0.5), bar("none", NAN, 2))
    assert labels(BarChart(rows, 0, 1, True)) == ["All", "high", "low", "none"]


def test_answers_without_segments_stand_by_their_share():
    rows = (bar("tools", 0.25), bar("time", 0.30), bar("training", 0.22))
    chart = BarChart(rows, 0, 1, True)
    assert labels(chart) == ["time", "tools", "training"]
    assert labels(replace(chart, keeps_order=True)) == ["tools", "time", "training"]


def test_segments_stand_in_one_order_in_all_groups():
    rows = tuple(
        bar(name, value, place, group)
        for group, values in (("first", (0.2, 0.8)), ("second", (0.9, 0.1)))
        for place, (name, value) in enumerate(zip("ab", values, strict=True))
    )
    assert labels(BarChart(rows, 0, 1, True)) == ["b", "a", "b", "a"]


def test_panels_keep_their_place_and_share_one_order():
    chart = PanelChart(
        (
            Panel("one", (bar("a", 0.2, 0), bar("b", 0.8, 1))),
            Panel("two", (bar("a", 0.9, 0), bar("b", 0.1, 1))),
        )
    )
    found = arrange_chart(chart)
    assert [p.title for p in found.panels] == ["one", "two"]
    assert [[row.label for row in panel.rows] for panel in found.panels] == [["b", "a"]] * 2


def test_stacks_stand_by_the_upper_end_of_their_scale():
    rows = (stack("low", 5, 3, 1, 1), stack("high", 1, 1, 4, 4), StackRow("x", (NAN,) * 4, 0, 0.0))
    chart = StackChart(("--", "-", "+", "++"), rows)
    assert labels(chart) == ["high", "low", "x"]
    often = (stack("a", 0, 9, 1), stack("b", 8, 0, 2))
    assert labels(StackChart(("never", "some", "always"), often, GROWING)) == ["b", "a"]
    assert labels(replace(chart, keeps_order=True)) == ["low", "high", "x"]


def test_pairs_stand_by_their_difference():
    rows = (EMPTY, pair("less", 0.2, 0.6), pair("more", 0.8, 0.3))
    chart = PairChart("A", "B", rows)
    assert labels(chart) == ["more", "less", "none"]
    assert labels(replace(chart, keeps_order=True)) == ["none", "less", "more"]


def test_what_has_an_order_of_its_own_stays():
    chart = HeatTable(("a",), (HeatRow("x", (1,)), HeatRow("y", (9,))))
    assert arrange_chart(chart) == chart


def test_arranging_twice_changes_nothing():
    rows = tuple(bar(f"r{i}", math.sin(i) ** 2, i) for i in range(9))
    once = arrange_chart(BarChart(rows, 0, 1, True))
    assert arrange_chart(once) == once
    assert sorted(r.label for r in once.rows) == sorted(r.label for r in rows)
