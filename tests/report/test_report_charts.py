"""Drawings: marks stand where the numbers say."""

from __future__ import annotations

import math
import re

import pytest

from interviewkit.model import Interval, Prevalence
from interviewkit.report.charts import bubbles, svg
from interviewkit.report.charts.plots import plan_chart
from interviewkit.report.charts.svg import draw_element
from interviewkit.report.charts.tracks import draw_plot_track
from interviewkit.report.figures import (
    BarChart,
    BarRow,
    Bubble,
    BubbleMap,
    Chart,
    DotChart,
    DotRow,
    PairChart,
    PairRow,
    PairSide,
    SplitChart,
    SplitRow,
    StackChart,
    StackRow,
)
from interviewkit.report.survey_charts import choose_axis

NAN = math.nan


def dot_row(voiced: int, n: int) -> DotRow:
    share = voiced / n if n else math.nan
    interval = Interval.wilson(share, n) if n else Interval(math.nan, math.nan)
    return DotRow("Women", Prevalence("trust", voiced, n, share, interval))


def draw(chart: Chart, row: int = 0) -> str:
    """The track of one row of a chart."""
    ((_, plot),) = plan_chart(chart)
    return str(draw_plot_track(plot.rows[row]))


def test_a_dot_stands_at_its_share_and_its_whisker_at_the_interval():
    drawn = draw(DotChart((dot_row(31, 40),)))
    assert 'cx="77.50%"' in drawn
    assert 'x1="62.50%" x2="87.68%"' in drawn
    assert "<title>Women: 78%, interval 62–88%, 31 of 40\u00a0people</title>" in drawn


def test_a_small_base_is_hollow_and_an_empty_one_has_no_dot():
    assert 'class="ring ' in draw(DotChart((dot_row(4, 9),)))
    assert 'class="dot ' in draw(DotChart((dot_row(4, 10),)))
    empty = draw(DotChart((dot_row(0, 0),)))
    assert "<circle" not in empty
    assert "no participants" in empty


def test_bars_grow_from_zero_both_ways():
    rows = (BarRow("a", -1.0, 9, 9.0), BarRow("b", 3.0, 9, 9.0, Interval(2.0, 4.0)))
    chart = BarChart(rows, -2.0, 6.0, False)
    assert 'x="12.50%" y="6.0" width="12.50%"' in draw(chart)
    assert 'x="25.00%" y="6.0" width="37.50%"' in draw(chart, 1)
    assert 'x1="50.00%" x2="75.00%"' in draw(chart, 1)


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
    assert "<rect" not in draw(BarChart((row,), 0.0, 1.0, True))


def test_sides_share_the_whole_width():
    drawn = draw(SplitChart((SplitRow("all", 5, 3, 2),)))
    assert re.findall(r'class="part [^"]*"', drawn) == [
        'class="part paint-plus"', 'class="part paint-both"', 'class="part paint-minus"',
    ]  # fmt: skip
    assert re.findall(r'width="(\d+)\.00%" height="18" class="part', drawn) == ["50", "30", "20"]
    assert "paint-minus" not in draw(SplitChart((SplitRow("all", 5, 0, 0),)))


def test_the_parts_of_a_stack_add_up_to_its_bar():
    row = StackRow("all", (0.2, 0.3, 0.5), 90, 91.0)
    drawn = draw(StackChart(("no", "so so", "yes"), (row,)))
    places = re.findall(
        r'x="([\d.]+)%" y="[\d.]+" width="([\d.]+)%" height="18" class="part', drawn
    )
    assert places == [("0.00", "20.00"), ("20.00", "30.00"), ("50.00", "50.00")]
    assert "<title>all: no 20%, so so 30%, yes 50%, n 90 (weighted 91)</title>" in drawn


def test_a_stack_of_nobody_is_empty_and_says_so():
    row = StackRow("none", (NAN, NAN), 0, 0.0)
    drawn = draw(StackChart(("no", "yes"), (row,)))
    assert "<rect" not in drawn
    assert "nobody answered" in drawn


def test_a_part_shows_its_figure_only_where_it_has_room():
    row = StackRow("all", (0.03, 0.97), 90, 90.0)
    drawn = draw(StackChart(("no", "yes"), (row,)))
    assert ">97%</text>" in drawn
    assert ">3%</text>" not in drawn


def test_both_sides_of_a_pair_have_the_colours_of_their_segments():
    row = PairRow(
        "burned out",
        PairSide(0.88, 400, 400.0, Interval(0.84, 0.91)),
        PairSide(0.61, 1200, 1200.0, Interval(0.58, 0.64)),
        0.27,
        Interval(0.23, 0.31),
    )
    chart = PairChart("Top quartile", "Others", (row,), (3, 4))
    drawn = draw(chart)
    assert '<circle cx="88.00%" cy="12" r="5" class="dot paint-seg-3">' in drawn
    assert 'class="square paint-seg-4"' in drawn
    assert '<line x1="61.00%" x2="88.00%" y1="12" y2="12" class="tie paint-soft">' in drawn
    ((_, plot),) = plan_chart(chart)
    assert plot.rows[0].cells == ("88%", "61%", "+27", "+23 to +31")


def test_a_pair_with_one_side_missing_has_one_mark():
    row = PairRow("few", PairSide(0.5, 4, 4.0), PairSide(NAN, 0, 0.0), NAN)
    drawn = draw(PairChart("A", "B", (row,)))
    assert 'class="ring ' in drawn
    assert "<line" not in drawn


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
