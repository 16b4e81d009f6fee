"""The numbers of a report's figures in every face, held whole."""

from __future__ import annotations

import pytest

from faces import hold
from interviewkit.model import Interval, Prevalence
from interviewkit.report.figure_tables import build_figure_table
from interviewkit.report.figures import (
    BarChart,
    BarRow,
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
    StackChart,
    StackRow,
)

NAN = float("nan")
DOTS = DotChart(
    (
        DotRow(
            "Everyone", Prevalence("trust", 7, 12, 7 / 12, Interval(0.32, 0.8), effective_n=9.9)
        ),
        DotRow("2024", Prevalence("trust", 0, 0, NAN, Interval(NAN, NAN)), group="By wave"),
    )
)
BARS = BarChart(
    (
        BarRow("Everyone", 3.4, 1390, 1386.4, Interval(3.1, 3.7)),
        BarRow("North <b>", NAN, 0, 0.0),
    ),
    0.0,
    5.0,
    percent=False,
)
LINES = SlopeChart(("2024", "2025"), (20, 8), (SlopeLine("Trust", (0.2, NAN), (20, 0)),))
HEAT = HeatTable(("Trust", "=Doubt"), (HeatRow("0 pay, work", (12, 0)),), "Topic")

STACK = StackChart(
    ("never", "=always"),
    (
        StackRow("All", (0.25, 0.75), 400, 399.6, (Interval(0.2, 0.3), None)),
        StackRow("Nobody", (NAN, NAN), 0, 0.0, group="Odd"),
    ),
)
PAIR = PairChart(
    "Top quartile",
    "Others",
    (
        PairRow(
            "Burned out",
            PairSide(0.88, 682, 625.0, Interval(0.85, 0.9)),
            PairSide(0.62, 1818, 1875.0),
            0.26,
            Interval(0.22, 0.3),
            is_sure=True,
        ),
        PairRow("few", PairSide(0.5, 4, 4.0), PairSide(NAN, 0, 0.0), NAN, group="Odd"),
    ),
)
PANELS = PanelChart((Panel("April", BARS.rows), Panel("May", BARS.rows[:1])), 0.0, 5.0, False)


@pytest.mark.parametrize(
    ("name", "chart"),
    [
        ("dots", DOTS),
        ("bars", BARS),
        ("slopes", LINES),
        ("heat", HEAT),
        ("stack", STACK),
        ("pair", PAIR),
        ("panels", PANELS),
    ],
)
def test_a_figure_in_every_face(name: str, chart: Chart) -> None:
    hold(f"figure_{name}", build_figure_table(Figure(name, "How many", "n = 12.", chart, 3)))


def test_levels_of_like_names_keep_a_column_each() -> None:
    levels = ("very low", "very", "Very!", "?", "はい", "very_2")
    row = StackRow("All", (0.1, 0.2, 0.3, 0.1, 0.2, 0.1), 9, 9.0)
    table = build_figure_table(Figure("x", "t", "", StackChart(levels, (row,))))
    shares = [column.key for column in table.columns if column.key.startswith("share_")]
    assert len(set(shares)) == len(levels)
    assert [table.rows[0].values[key] for key in shares] == list(row.shares)
    assert "share_はい" in shares
