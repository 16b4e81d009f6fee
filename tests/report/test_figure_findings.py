"""The sentence above a figure says what its numbers say, and nothing more."""

from __future__ import annotations

from dataclasses import replace

import pytest

from builders_charts import NAN, bar, charts, dot, figure, pair, stack
from builders_report import study
from interviewkit.model import Interval
from interviewkit.report.figure_findings import draft_finding, finish_figure
from interviewkit.report.figure_words import describe_figure
from interviewkit.report.figures import (
    GROWING,
    UNORDERED,
    BarChart,
    Chart,
    DotChart,
    PairChart,
    Panel,
    PanelChart,
    SlopeChart,
    SlopeLine,
    SplitChart,
    SplitRow,
    StackChart,
)
from interviewkit.report.glance import ALONE, ANY
from interviewkit.report.outline import build_outline
from interviewkit.wording.numbers import percent


def tell(chart: Chart, title: str = "Burned out") -> str:
    return draft_finding(figure(chart, title=title)).replace("\u00a0", " ")


def test_segments_are_named_only_where_their_intervals_lie_apart():
    far = (dot("All", 60, 120), dot("A", 55, 60, 0), dot("B", 5, 60, 1))
    assert tell(DotChart(far, "trust")) == (
        "50% of people voiced trust: most among A (92%), least among B (8%)"
    )
    near = (dot("All", 12, 24), dot("A", 7, 12, 0), dot("B", 5, 12, 1))
    assert tell(DotChart(near, "trust")) == (
        "50% of people voiced trust; no segment stands clearly apart"
    )


def test_few_people_are_never_an_extreme():
    rows = (dot("All", 60, 120), dot("A", 55, 60, 0), dot("B", 30, 60, 1), dot("few", 0, 9, 2))
    assert "few" not in tell(DotChart(rows, "trust"))


def test_themes_are_ranked_or_said_not_to_be_apart():
    apart = DotChart((dot("Trust in AI", 90, 100), dot("Doubt", 10, 100)))
    assert tell(apart) == (
        "Most widely voiced: Trust in AI, by 90% of people; least widely: doubt, by 10%"
    )
    close = DotChart((dot("Trust", 8, 41), dot("Doubt", 6, 41)))
    assert tell(close) == "None stands clearly apart: each was voiced by 15% to 20% of people"


def test_themes_with_their_codes_are_ranked_as_themes():
    inputs = study()
    book = inputs.codebook
    glance = build_outline(inputs).glance
    assert [theme.label for theme in book.themes] == ["Room to act"]
    assert "any of its codes" not in glance.finding.lower()
    groups = {row.label: row.group for row in glance.chart.rows}
    assert groups["Self-efficacy"] == groups[ANY] == "Room to act"
    assert groups["Isolation"] == groups["Neutrality"] == ALONE
    shares = [
        share for name in ("agency", "isolation", "neutrality")
        for share in inputs.prevalence if share.of == name and not (share.segment or share.wave)
    ]  # fmt: skip
    for end in (max(each.share for each in shares), min(each.share for each in shares)):
        assert percent(end) in glance.finding


def test_bars_tell_everyone_and_both_ends():
    rows = (bar("All", 0.69), bar("Top", 0.88, 0), bar("Rest", 0.61, 1), bar("few", 0.1, 2, n=9))
    assert tell(BarChart(rows, 0, 1, True)) == (
        "Burned out: 69% of all; highest among Top (88%), lowest among Rest (61%)"
    )


def test_what_is_so_by_construction_is_no_finding():
    rows = (bar("All", 0.5), bar("X (by construction)", 1.0, 0), bar("Y", 0.4, 1))
    assert tell(BarChart(rows, 0, 1, True)) == "Burned out: 50% of all"


def test_answers_of_one_group_are_told_by_the_commonest():
    rows = (bar("time", 0.30), bar("tools", 0.25), bar("training", 0.22))
    assert tell(BarChart(rows, 0, 1, True), "How gains came about") == (
        "How gains came about: most often “time” (30%), then “tools” (25%)"
    )


def test_of_several_answers_that_with_the_widest_gap_is_told():
    rows = tuple(
        bar(name, value, place, group)
        for group, values in (("tools", (0.4, 0.45)), ("time", (0.2, 0.6)))
        for place, (name, value) in enumerate(zip("AB", values, strict=True))
    )
    assert tell(BarChart(rows, 0, 1, True), "Gains") == (
        "Gains: furthest apart on “time”, from 20% (A) to 60% (B)"
    )
    flat = tuple(replace(row, value=0.5, interval=Interval(0.4, 0.6)) for row in rows)
    assert tell(BarChart(flat, 0, 1, True), "Gains") == (
        "Gains: on nothing do they stand clearly apart"
    )


def test_panels_tell_the_widest_gap():
    panels = [
        Panel(title, (bar("A", low, 0), bar("B", high, 1)))
        for title, low, high in (("x", 0.4, 0.5), ("y", 0.1, 0.7))
    ]
    assert tell(PanelChart(tuple(panels))) == (
        "Segments: furthest apart on “y”, from 10% (A) to 70% (B)"
    )


def test_a_stack_tells_the_upper_end_of_its_scale():
    scale = ("strongly disagree", "disagree", "neither", "agree", "strongly agree")
    chart = StackChart(scale, (stack("All", 10, 10, 20, 40, 20), stack("A", 1, 1, 1, 1, 1)))
    chart = replace(chart, rows=(chart.rows[0], replace(chart.rows[1], segment=0)))
    assert tell(chart, "An edge") == "An edge: 60% of all answer “agree” or “strongly agree”"
    always = StackChart(("never", "often", "always"), (stack("Thanks", 1, 4, 5),), GROWING)
    assert tell(always, "Please and thank you") == "Please and thank you: 50% answer “always”"
    reasons = StackChart(("time", "tools"), (stack("All", 4, 6),), UNORDERED)
    assert tell(reasons, "Why") == "Why: most often “tools” (60%, All)"


def test_a_pair_tells_its_widest_sure_difference():
    rows = (pair("small", 0.5, 0.4, is_sure=True), pair("wide", 0.9, 0.2, is_sure=False))
    assert tell(PairChart("Top", "Others", rows)) == "small: 50% (Top) against 40% (Others)"
    untested = tuple(replace(row, is_sure=None) for row in rows)
    assert tell(PairChart("Top", "Others", untested)) == "wide: 90% (Top) against 20% (Others)"
    unsure = tuple(replace(row, is_sure=False) for row in rows)
    assert tell(PairChart("Top", "Others", unsure)) == (
        "Top and Others differ in nothing by more than chance"
    )


def test_lines_tell_what_moved_by_more_than_chance():
    lines = (SlopeLine("Rest", (0.2, 0.5), (20, 20), 1), SlopeLine("Fear", (0.4, 0.9), (20, 20)))
    assert tell(SlopeChart(("a", "b"), (20, 20), lines)) == "Rest rose from 20% to 50%"
    assert tell(SlopeChart(("a", "b"), (20, 20), lines[1:])) == (
        "Nothing rose or fell by more than chance"
    )


def test_sides_are_told_in_people():
    assert tell(SplitChart((SplitRow("All", 10, 0, 1),))) == (
        "Of 11 people, 10 affirm only, 1 opposes only"
    )


@pytest.mark.parametrize("name", charts())
def test_every_chart_can_be_finished_and_told(name: str):
    finished = finish_figure(figure(charts()[name], title="Caption"))
    assert "nan" not in finished.finding
    told = describe_figure(finished)
    assert "Caption" in told
    assert "nan" not in told


def test_a_finding_that_somebody_wrote_stays():
    chart = BarChart((bar("All", NAN),), 0, 1, True)
    assert finish_figure(replace(figure(chart), finding="So it is")).finding == "So it is"


def test_the_words_of_a_figure_name_its_kind_and_its_marks():
    chart = PairChart("Top", "Others", (pair("Burned out", 0.88, 0.61),))
    told = describe_figure(replace(figure(chart, title="Two sides"), finding="It is so"))
    assert told.startswith(
        "Pairs of dots: Two sides. It is so. Burned out: Top 88%, interval 85–91%"
    )
    many = DotChart(tuple(dot(f"t{i}", i, 40) for i in range(15)))
    assert "; and 3 more, in the table." in describe_figure(figure(many))
