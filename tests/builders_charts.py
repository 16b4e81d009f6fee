"""Charts of every kind for tests, ordinary and odd ones."""

from __future__ import annotations

import math
from collections.abc import Mapping

from interviewkit.model import Interval, Prevalence
from interviewkit.report.figures import (
    GROWING,
    UNORDERED,
    BarChart,
    BarRow,
    Bubble,
    BubbleMap,
    Chart,
    DotChart,
    DotRow,
    Figure,
    HeatRow,
    HeatTable,
    PairChart,
    PairRow,
    PairSide,
    Panel,
    PanelChart,
    SlopeChart,
    SlopeLine,
    SplitChart,
    SplitRow,
    StackChart,
    StackRow,
)

NAN = math.nan
HOSTILE = "<b>\"x\" & 'y'</b> ]]> \x1b[31m \ud800 =1+1"
SIXTY = "A label of sixty letters that goes on and on until it ends so"
SEGMENTS = (
    "Executives", "Employees", "Freelancers", "Top quartile by AI gain",
    "The other three quartiles", "Burned out", "Middle managers", "Individual contributors",
)  # fmt: skip
SCALE = ("strongly disagree", "disagree", "neither", "agree", "strongly agree")


def dot(label: str, voiced: int, n: int, segment: int = -1, wave: int = -1) -> DotRow:
    share = voiced / n if n else NAN
    around = Interval.wilson(share, n) if n else Interval(NAN, NAN)
    found = Prevalence("trust", voiced, n, share, around)
    group = "By segment" if segment >= 0 else "By wave" if wave >= 0 else ""
    return DotRow(label, found, "who", group, segment, wave)


def bar(label: str, value: float, segment: int = -1, group: str = "", n: int = 400) -> BarRow:
    around = None if math.isnan(value) else Interval(max(0, value - 0.04), min(1, value + 0.04))
    return BarRow(label, value, n, float(n), around, group, segment)


def stack(label: str, *parts: float, segment: int = -1, n: int = 300) -> StackRow:
    return StackRow(label, tuple(p / sum(parts) for p in parts), n, float(n), segment=segment)


def pair(label: str, first: float, second: float, *, is_sure: bool | None = None) -> PairRow:
    one = PairSide(first, 400, 401.0, Interval(first - 0.03, first + 0.03))
    other = PairSide(second, 1200, 1201.0, Interval(second - 0.02, second + 0.02))
    apart = first - second
    return PairRow(label, one, other, apart, Interval(apart - 0.04, apart + 0.04), is_sure)


def bubbles(number: int) -> BubbleMap:
    circles = tuple(
        Bubble(
            i, f"topic {i}, of some words", i % 7 * 1.0, i // 7 * 1.3, 90 - i, 9, i < 12, f"t{i}"
        )
        for i in range(number)
    )
    return BubbleMap(circles, tuple((i / 9, i % 5) for i in range(40)))


def charts() -> Mapping[str, Chart]:
    """Charts by what is to be tried with them."""
    segments = [bar(name, 0.9 - 0.07 * i, i) for i, name in enumerate(SEGMENTS)]
    reasons = ("More time to experiment", "Better tools", HOSTILE)
    rows = [bar(s, 0.3 + 0.1 * i, i, g) for g in reasons for i, s in enumerate(SEGMENTS[:3])]
    scale = [stack(s, 5 + i, 10, 15, 30, 20, segment=i) for i, s in enumerate(SEGMENTS)]
    nobody = StackRow("Nobody", (NAN,) * 5, 0, 0.0)
    empty_pair = PairRow("few", PairSide(0.5, 4, 4.0), PairSide(NAN, 0, 0.0), NAN)
    lines = tuple(SlopeLine(f"Theme {i}", (0.1 * i, 0.5), (20, 8), i % 3 - 1) for i in range(9))
    return {
        "dots": DotChart((dot("All", 20, 41), *(dot(s, i, 12, i) for i, s in enumerate(SEGMENTS)))),
        "dots of nobody": DotChart((dot("All", 0, 0),)),
        "bars": BarChart((bar("All", 0.6), *segments, bar("Nobody", NAN, n=0)), 0.0, 1.0, True),
        "bars by answer": BarChart(tuple(rows), 0.0, 1.0, True),
        "forty bars": BarChart(tuple(bar(f"{SIXTY} {i}", i / 40) for i in range(40)), 0, 1, True),
        "negative": BarChart((BarRow("a", -1.5, 9, 9.0), BarRow("b", 3.0, 9, 9.0)), -2, 6, False),
        "stack": StackChart(SCALE, (stack("All", 10, 20, 20, 30, 20), *scale, nobody)),
        "thin stack": StackChart(SCALE, (stack(SIXTY, 1, 1, 2, 30, 66), stack(HOSTILE, 1, 9))[:1]),
        "growing": StackChart(("never", HOSTILE, "always"), (stack("x", 1, 2, 3),), GROWING),
        "unordered": StackChart(tuple("abcdefgh"), (stack("x", *range(1, 9)),), UNORDERED),
        "pair": PairChart(*SEGMENTS[3:5], (pair("Burned out", 0.88, 0.61), empty_pair), (3, 4)),
        "panels": PanelChart(tuple(Panel(f"{SIXTY} {i}", tuple(segments)) for i in range(5))),
        "split": SplitChart((SplitRow("All", 10, 4, 6), SplitRow("None", 0, 0, 0))),
        "slopes": SlopeChart(("2024", "2025"), (20, 8), lines),
        "heat": HeatTable(("Trust", SIXTY), (HeatRow(HOSTILE, (12, 0)),) * 40, "Topic"),
        "map": bubbles(30),
        "no map": BubbleMap(()),
        "no dots": DotChart(()),
        "no bars": BarChart((), 0.0, 1.0, True),
        "no stacks": StackChart(SCALE, ()),
        "no pairs": PairChart("A", "B", ()),
        "no panels": PanelChart(()),
        "no slopes": SlopeChart(("a", "b"), (1, 1), ()),
        "no cells": HeatTable((), ()),
    }


def figure(chart: Chart, number: int = 3, title: str = HOSTILE, note: str = HOSTILE) -> Figure:
    return Figure("here", title, note, chart, number)
