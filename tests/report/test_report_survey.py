"""The survey's chapter: what study.toml asks for is drawn, all else stands in tables."""

from __future__ import annotations

import math
from dataclasses import replace

import pytest

from builders_report import study as inputs
from interviewkit.model import Estimate, Interval
from interviewkit.model.survey_figure import MEANS, SHARES, STACKED, SurveyFigure
from interviewkit.report.figures import DIVERGING, GROWING, UNORDERED, BarChart, Figure, StackChart
from interviewkit.report.inputs import ReportInputs, SegmentFacts
from interviewkit.report.outline import build_outline
from interviewkit.report.survey_charts import choose_scale

SEGMENTS = (
    SegmentFacts("north", "The north", respondents=100),
    SegmentFacts("south", "The south", respondents=80),
    SegmentFacts("nobody", "Nobody at all"),
    SegmentFacts("few", "The few", respondents=4),
)
OFTEN = ("never", "sometimes", "always")


def estimate(
    variable: str, segment: str, value: float, level: str = "yes", n: int = 100
) -> Estimate:
    kind = "share" if level else "mean"
    around = Interval(value - 0.1, value + 0.1) if n else None
    return Estimate(variable, segment, value, n, float(n), around, kind, level, "a method")


def scale(segment: str, *shares: float, variable: str = "sings", n: int = 100) -> list[Estimate]:
    pairs = zip(OFTEN, shares, strict=True)
    return [estimate(variable, segment, share, level, n) for level, share in pairs]


def study(*estimates: Estimate, figures: tuple[SurveyFigure, ...] = ()) -> ReportInputs:
    return replace(
        inputs(),
        segments=SEGMENTS,
        estimates=estimates,
        survey_figures=figures,
        variable_labels={"tired": "Tired", "glad": "Glad", "sings": "Sings"},
        variable_types={"tired": "flag", "glad": "flag", "sings": "ordinal"},
    )


def draw(given: ReportInputs) -> tuple[Figure, ...]:
    return build_outline(given).survey.figures


def test_shares_of_one_segment_are_bars_by_size() -> None:
    figure = SurveyFigure("Moods", SHARES, {"tired": "Tired", "glad": "Glad"}, ("north",))
    found = [estimate("tired", "north", 0.2), estimate("glad", "north", 0.7)]
    [drawn] = draw(study(*found, estimate("glad", "south", 0.9), figures=(figure,)))
    assert (drawn.title, drawn.note) == (
        "Moods",
        "The north (n\u00a0=\u00a0100). Whiskers: 95% intervals.",
    )
    assert isinstance(drawn.chart, BarChart)
    assert [(row.label, row.value, row.group, row.segment) for row in drawn.chart.rows] == [
        ("Glad", 0.7, "", 0),
        ("Tired", 0.2, "", 0),
    ]


def test_shares_of_several_segments_stand_under_their_question() -> None:
    figure = SurveyFigure("Moods", SHARES, {"tired": "Tired", "glad": "Glad"}, ("south", "north"))
    found = [estimate(name, side, 0.5) for name in ("tired", "glad") for side in ("north", "south")]
    [drawn] = draw(study(*found, figures=(figure,)))
    assert isinstance(drawn.chart, BarChart)
    assert [(row.group, row.label) for row in drawn.chart.rows] == [
        ("Tired", "The south"),
        ("Tired", "The north"),
        ("Glad", "The south"),
        ("Glad", "The north"),
    ]


def test_answer_scales_are_stacked_by_segment() -> None:
    figure = SurveyFigure("Singing", STACKED, {"sings": "Sings"}, ("north", "south"))
    found = [*scale("north", 0.1, 0.3, 0.6), *scale("south", 0.5, 0.3, 0.2, n=80)]
    [drawn] = draw(study(*found, figures=(figure,)))
    assert isinstance(drawn.chart, StackChart)
    assert (drawn.chart.levels, drawn.chart.scale) == (OFTEN, GROWING)
    rows = [(row.label, row.shares, row.n, row.segment) for row in drawn.chart.rows]
    assert rows == [("The north", (0.1, 0.3, 0.6), 100, 0), ("The south", (0.5, 0.3, 0.2), 80, 1)]
    assert drawn.note == "The north (n\u00a0=\u00a0100) and the south (n\u00a0=\u00a080)."


def test_several_questions_of_everyone_are_one_stack() -> None:
    figure = SurveyFigure("Music", STACKED, {"sings": "Sings", "hums": "Hums"})
    found = [*scale("", 0.1, 0.3, 0.6), *scale("", 0.2, 0.2, 0.6, variable="hums")]
    [drawn] = draw(study(*found, figures=(figure,)))
    assert isinstance(drawn.chart, StackChart)
    assert {(row.label, row.group) for row in drawn.chart.rows} == {("Sings", ""), ("Hums", "")}


def test_means_have_an_axis_of_their_own() -> None:
    figure = SurveyFigure("Hours", MEANS, {"hours": "Hours"}, ("north", "south"))
    found = [estimate("hours", "north", 31.0, ""), estimate("hours", "south", 12.0, "")]
    [drawn] = draw(study(*found, figures=(figure,)))
    assert isinstance(drawn.chart, BarChart)
    assert (drawn.chart.percent, drawn.chart.low, drawn.chart.high) == (False, 0.0, 40.0)


def test_nobody_and_the_few_are_left_out_and_named_once() -> None:
    among = ("north", "nobody", "few")
    figures = tuple(
        SurveyFigure(title, SHARES, {name: title}, among)
        for title, name in (("Tired", "tired"), ("Glad", "glad"))
    )
    found = [
        estimate(name, segment, value, n=n)
        for name in ("tired", "glad")
        for segment, value, n in (("north", 0.5, 100), ("nobody", math.nan, 0), ("few", 0.75, 4))
    ]
    outline = build_outline(study(*found, figures=figures))
    for drawn in outline.survey.figures:
        assert isinstance(drawn.chart, BarChart)
        assert [row.label for row in drawn.chart.rows] == ["The north"]
    texts = [each.text for each in outline.survey.text]
    assert texts.count("Left out where nobody of them answered: Nobody at all.") == 1
    assert texts.count("Withheld, since fewer than 5 people of them answered: The few.") == 1
    appendix = next(each for each in outline.appendix if each.id == "survey-tables")
    told = [row.values.get("value") for table in appendix.tables for row in table.rows]
    assert 0.75 not in told


def test_without_figures_the_shown_questions_are_drawn() -> None:
    found = [
        estimate("tired", "", 0.4), estimate("tired", "north", 0.5),
        *scale("", 0.1, 0.3, 0.6), *scale("north", 0.1, 0.2, 0.7),
        estimate("hours", "", 31.0, ""),
    ]  # fmt: skip
    drawn = draw(study(*found))
    assert [(each.title, type(each.chart), each.folded) for each in drawn] == [
        ("Tired", BarChart, False),
        ("Sings", StackChart, False),
        ("hours", BarChart, False),
    ]
    chart = drawn[1].chart
    assert isinstance(chart, StackChart)
    assert [row.label for row in chart.rows] == ["All respondents", "The north"]


def test_of_sixty_questions_only_what_is_asked_for_is_drawn() -> None:
    names = [f"q{i:02d}" for i in range(60)]
    sides = ["", *(each.name for each in SEGMENTS[:2])]
    found = [estimate(name, side, 0.5) for name in names for side in sides]
    by_default = build_outline(study(*found))
    assert len(by_default.survey.figures) == 12
    asked = SurveyFigure("One", SHARES, {"q07": "Seven"})
    outline = build_outline(study(*found, figures=(asked,)))
    assert [each.title for each in outline.survey.figures] == ["One"]
    assert outline.survey.tables == ()
    assert any("59\u00a0further questions stand" in each.text for each in outline.survey.text)
    appendix = next(each for each in outline.appendix if each.id == "survey-tables")
    assert sum(len(table.rows) for table in appendix.tables if table.name != "segments") == 180


def test_numbers_lead_to_the_chart_or_else_to_the_tables() -> None:
    found = [estimate("tired", "north", 0.4), estimate("glad", "north", 0.5)]
    figure = SurveyFigure("Moods", SHARES, {"glad": "Glad"}, ("north",))
    outline = build_outline(study(*found, figures=(figure,)))
    assert outline.places["estimate", "glad"] == outline.survey.figures[0].id
    assert outline.places["estimate", "tired"] == "survey-tables"


def test_options_of_one_question_say_so() -> None:
    figure = SurveyFigure("Moods", SHARES, {"tired": "Tired", "glad": "Glad"}, several=True)
    [drawn] = draw(study(estimate("tired", "", 0.4), estimate("glad", "", 0.8), figures=(figure,)))
    assert "Several answers were possible." in drawn.note


@pytest.mark.parametrize(
    ("levels", "ordered", "kind"),
    [
        (("strongly disagree", "disagree", "neither", "agree"), True, DIVERGING),
        (("very dissatisfied", "dissatisfied", "satisfied"), True, DIVERGING),
        (("negative", "none", "positive"), True, DIVERGING),
        (("never", "sometimes", "always"), True, GROWING),
        (("not at all", "a little", "a great deal"), True, GROWING),
        (("US", "UK"), False, UNORDERED),
    ],
)
def test_scales_are_told_apart_by_their_answers(
    levels: tuple[str, ...], ordered: bool, kind: str
) -> None:
    assert choose_scale(levels, ordered=ordered) == kind


def find_finding(figure: SurveyFigure, *found: Estimate, **phrases: str) -> str:
    [drawn] = draw(replace(study(*found, figures=(figure,)), phrases=phrases))
    return drawn.finding


def test_a_phrase_heads_the_largest_share() -> None:
    figure = SurveyFigure("Moods", SHARES, {"tired": "Tired", "glad": "Glad"}, ("north",))
    found = [estimate("tired", "north", 0.2), estimate("glad", "north", 0.7)]
    assert find_finding(figure, *found, glad="are glad") == "70% of the north are glad"
    assert find_finding(figure, *found) == "Glad: 70% of the north"
    several = replace(figure, several=True)
    assert find_finding(several, *found) == "Moods: most often “Glad” (70%), then “Tired” (20%)"


def test_what_only_some_were_asked_is_told_of_those_asked() -> None:
    figure = SurveyFigure("Moods", SHARES, {"tired": "Tired"})
    given = replace(
        study(estimate("tired", "", 0.7), figures=(figure,)),
        asked_in_part=frozenset({"tired"}),
        phrases={"tired": "are tired"},
    )
    [drawn] = draw(given)
    assert drawn.finding == "70% of those asked are tired"
    assert drawn.note.startswith("Those asked (n")
    front = build_outline(given).front
    assert front is not None
    told = [front.headline.text, *(each.headline.text for each in front.takeaways)]
    assert "Seven in ten of those asked are tired." in told


def test_a_stack_is_headed_by_the_answers_that_are_named() -> None:
    figure = SurveyFigure("Singing", STACKED, {"sings": "Sings"}, ("north", "south"), OFTEN[1:])
    found = [*scale("north", 0.4, 0.3, 0.3), *scale("south", 0.1, 0.3, 0.6)]
    told = find_finding(figure, *found)
    assert told == "Singing: 90% of the south and 60% of the north answer “sometimes” or “always”"
    music = SurveyFigure("Music", STACKED, {"sings": "Sings", "hums": "Hums"}, levels=("always",))
    found = [*scale("", 0.1, 0.3, 0.6), *scale("", 0.1, 0.1, 0.8, variable="hums")]
    assert find_finding(music, *found) == "Hums: 80% answer “always”"


def test_few_people_head_no_stack() -> None:
    figure = SurveyFigure("Singing", STACKED, {"sings": "Sings"}, ("north", "south"), ("always",))
    found = [*scale("north", 0.4, 0.3, 0.3), *scale("south", 0.1, 0.0, 0.9, n=20)]
    assert find_finding(figure, *found) == "Singing: 30% of the north answer “always”"
