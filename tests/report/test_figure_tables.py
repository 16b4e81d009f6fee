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
    SlopeChart,
    SlopeLine,
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


@pytest.mark.parametrize(
    ("name", "chart"), [("dots", DOTS), ("bars", BARS), ("slopes", LINES), ("heat", HEAT)]
)
def test_a_figure_in_every_face(name: str, chart: Chart) -> None:
    hold(f"figure_{name}", build_figure_table(Figure(name, "How many", "n = 12.", chart, 3)))
