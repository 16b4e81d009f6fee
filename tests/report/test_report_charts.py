"""Drawings: marks stand where the numbers say."""

from __future__ import annotations

import math
import re

import pytest

from interviewkit.model import Interval, Prevalence
from interviewkit.report.charts import bubbles, in_rows, svg
from interviewkit.report.charts.svg import draw_element
from interviewkit.report.figures import BarChart, BarRow, Bubble, BubbleMap, DotRow, SplitRow
from interviewkit.report.survey_charts import choose_axis


def dot_row(voiced: int, n: int) -> DotRow:
    share = voiced / n if n else math.nan
    interval = Interval.wilson(share, n) if n else Interval(math.nan, math.nan)
    return DotRow("Women", Prevalence("trust", voiced, n, share, interval))


def test_a_dot_stands_at_its_share_and_its_whisker_at_the_interval():
    drawn = in_rows.draw_dot_track(dot_row(31, 40))
    assert 'cx="77.50%"' in drawn
    assert 'x1="62.50%" x2="87.68%"' in drawn
    assert "<title>Women: 78%, interval 62–88%, 31 of 40\u00a0people</title>" in drawn


def test_a_small_base_is_hollow_and_an_empty_one_has_no_dot():
    assert 'class="dot small"' in in_rows.draw_dot_track(dot_row(4, 9))
    assert 'class="dot"' in in_rows.draw_dot_track(dot_row(4, 10))
    empty = in_rows.draw_dot_track(dot_row(0, 0))
    assert "<circle" not in empty
    assert "no participants" in empty


def test_bars_grow_from_zero_both_ways():
    rows = (BarRow("a", -1.0, 9, 9.0), BarRow("b", 3.0, 9, 9.0, Interval(2.0, 4.0)))
    chart = BarChart(rows, -2.0, 6.0, False)
    assert 'x="12.50%" y="6" width="12.50%"' in in_rows.draw_bar_track(rows[0], chart)
    assert 'x="25.00%" y="6" width="37.50%"' in in_rows.draw_bar_track(rows[1], chart)
    assert 'x1="50.00%" x2="75.00%"' in in_rows.draw_bar_track(rows[1], chart)


@pytest.mark.parametrize(
    ("values", "axis"),
    [
        ((3.4, 4.9), (0.0, 8.0)),
        ((72.78,), (0.0, 80.0)),
        ((-3.0, 5.0), (-5.0, 5.0)),
        ((math.nan,), (0.0, 1.0)),
        ((0.0,), (0.0, 1.0)),
        ((1e6, math.inf), (0.0, 1e6)),
    ],
)
def test_axes_take_round_steps_and_hold_every_figure(values, axis):
    low, high = choose_axis([BarRow("a", value, 5, 5.0) for value in values])
    known = [value for value in values if math.isfinite(value)]
    assert low <= min([0.0, *known])
    assert high >= max([0.0, *known])
    assert (low, high) == pytest.approx(axis)


def test_a_figure_that_is_missing_has_no_bar():
    row = BarRow("a", math.nan, 0, 0.0)
    assert "<rect" not in in_rows.draw_bar_track(row, BarChart((row,), 0.0, 1.0, True))


def test_sides_share_the_whole_width():
    drawn = in_rows.split_track(SplitRow("all", 5, 3, 2))
    assert re.findall(r'width="(\d+)\.00%"', drawn) == ["50", "30", "20"]
    assert 'class="part minus"' not in in_rows.split_track(SplitRow("all", 5, 0, 0))


def test_bubbles_have_areas_by_size_and_stay_on_the_map():
    large, small = (Bubble(i, f"t{i}", i * 3.0, i * 2.0, 400 // 4**i, 3, True, f"topic-{i}")
                    for i in (0, 1))  # fmt: skip
    drawn = bubbles.draw_bubble_map(BubbleMap((large, small), ((99.0, 99.0),) * 3), "Map")
    radii = [
        float(r) for r in re.findall(r'class="bubble" cx="[\d.]+" cy="[\d.]+" r="([\d.]+)"', drawn)
    ]
    assert radii[0] == pytest.approx(2 * radii[1])
    places = [float(x) for x in re.findall(r'c[xy]="([-\d.]+)"', drawn)]
    assert all(0 <= place <= bubbles.WIDTH for place in places)
    assert ">t0</text>" in drawn


def test_one_topic_makes_a_map():
    assert "bubble" in bubbles.draw_bubble_map(
        BubbleMap((Bubble(0, "t", 1.0, 1.0, 5, 3, True, "x"),)), "M"
    )


def test_a_cell_is_never_too_dark_for_its_letters():
    assert svg.compute_shade(0, 14) == "0.00"
    assert float(svg.compute_shade(14, 14)) == svg.DARKEST


def test_elements_escape_text_and_attributes():
    assert draw_element("a", "<b>", href='"x') == '<a href="&#34;x">&lt;b&gt;</a>'
