"""Comparisons in the report: charts of shares, a table of everything, sentences made there."""

from __future__ import annotations

import math
from dataclasses import replace

from builders_report import study as inputs
from interviewkit.model import Contrast, Estimate, Interval, Unanswered
from interviewkit.model.estimate import Naming
from interviewkit.model.table import ResultTable
from interviewkit.report.figures import PairChart
from interviewkit.report.outline import build_outline
from interviewkit.report.survey_pairs import build_comparison_tables, build_pair_figures
from interviewkit.report.voices import Cast
from interviewkit.tables.drawing import Drawing
from interviewkit.tables.drawing.written import write_table


def side(segment: str, value: float, kind: str = "share", n: int = 100) -> Estimate:
    level = "yes" if kind == "share" else ""
    interval = Interval(value - 0.05, value + 0.05) if n else None
    method = "share, logit interval"
    return Estimate("tired", segment, value, n, float(n), interval, kind, level, method)


def contrast(kind: str = "share", a: float = 0.6, b: float = 0.4, n: int = 100) -> Contrast:
    apart, times = a - b, a / b
    return Contrast(
        side("north", a, kind, n),
        side("south", b, kind),
        apart,
        Interval(apart - 0.1, apart + 0.1),
        times,
        Interval(times * 0.8, times * 1.2),
        p=0.0004,
        adjusted=0.012,
        shared=3,
        told_as=Naming("the north", "the south", "Tired", "are tired"),
        title="North and south",
    )


def cells(table: ResultTable) -> list[list[str]]:
    return [[cell.text for cell in row] for row in write_table(table, Drawing()).rows]


def test_shares_have_a_chart_and_everything_a_table_and_a_sentence() -> None:
    given = replace(inputs(), contrasts=(contrast(), contrast("mean", 4.25, 3.0)))
    outline = build_outline(given)
    drawn = next(each for each in outline.survey.figures if each.title == "North and south")
    chart = drawn.chart
    assert isinstance(chart, PairChart)
    assert (chart.first, chart.second, drawn.number > 0) == ("the north", "the south", True)
    [row] = chart.rows
    assert (row.label, row.first.value, row.second.value) == ("Tired", 0.6, 0.4)
    assert (round(row.difference, 2), row.is_sure) == (0.2, True)
    appendix = next(each for each in outline.appendix if each.id == "survey-tables")
    assert any("60% of “the north” are tired" in each.text for each in appendix.text)
    table = appendix.tables[0]
    assert isinstance(table, ResultTable)
    assert [column.title for column in table.read_columns] == [
        "", "the north", "the south", "difference", "ratio", "p", "p (Holm)", "n first", "n second",
    ]  # fmt: skip
    shares, means = cells(table)
    assert shares[1:7] == [
        "60% (55–65%)", "40% (35–45%)", "+20 (+10 to +30)", "1.50 (1.20–1.80)", "<.001", ".012",
    ]  # fmt: skip
    assert means[3] == "+1.25 (+1.15 to +1.35)"
    assert "3 people are in both" in table.notes[0]


def test_compared_means_have_charts_of_their_own() -> None:
    """Each has its own unit, so that no chart holds them together."""
    given = replace(inputs(), contrasts=(contrast("mean", 4.25, 3.0), contrast("mean", 42, 36)))
    charts = [each.chart for each in build_pair_figures(Cast(given))]
    found = [(c.percent, c.low, c.high, len(c.rows)) for c in charts if isinstance(c, PairChart)]
    assert found == [(False, 0.0, 8.0, 1), (False, 0.0, 80.0, 1)]


def test_the_first_sure_comparison_heads_its_chart() -> None:
    unsure = replace(contrast(), p=0.2, adjusted=0.4)
    given = replace(inputs(), contrasts=(unsure, contrast(a=0.88, b=0.62)))
    [drawn] = build_pair_figures(Cast(given))
    assert drawn.finding == ("88% of those in “north” are tired, against 62% of those in “south”")
    [drawn] = build_pair_figures(Cast(replace(inputs(), contrasts=(unsure,))))
    assert drawn.finding == ""


def test_a_difference_by_chance_is_not_sure() -> None:
    vague = replace(contrast(), p=0.02, adjusted=0.06)
    [drawn] = build_pair_figures(Cast(replace(inputs(), contrasts=(vague,))))
    assert isinstance(drawn.chart, PairChart)
    assert [row.is_sure for row in drawn.chart.rows] == [False]


def test_a_side_of_few_people_is_withheld_everywhere() -> None:
    few = replace(contrast(n=4), title="North and south")
    outline = build_outline(replace(inputs(), contrasts=(few,)))
    texts = [each.text for section in (outline.survey, *outline.appendix) for each in section.text]
    assert not any("60%" in text for text in texts)
    assert "Withheld, since fewer than 5 people of them answered: north." in texts
    assert all(each.title != "North and south" for each in outline.survey.figures)
    (table,) = build_comparison_tables(Cast(replace(inputs(), contrasts=(few,))))
    assert table.rows == ()
    assert "Withheld: 1, of fewer than 5 people." in table.notes[0]


def test_nobody_and_no_ratio_are_dashes() -> None:
    nobody = replace(side("north", math.nan), n=0, interval=None)
    none = replace(
        contrast(), first=nobody, difference=math.nan, difference_interval=None, ratio=math.nan,
        p=math.nan,
    )  # fmt: skip
    (table,) = build_comparison_tables(Cast(replace(inputs(), contrasts=(none,))))
    [row] = cells(table)
    assert row[1] == "–"
    assert row[3:6] == ["–", "–", "–"]


def test_what_is_so_by_construction_has_no_p() -> None:
    made = replace(contrast(), method="true by construction: …", p=math.nan, adjusted=math.nan)
    (table,) = build_comparison_tables(Cast(replace(inputs(), contrasts=(made,))))
    [row] = cells(table)
    assert row[5:7] == ["by construction"] * 2


def test_few_people_and_missing_answers_are_noted() -> None:
    thin = replace(
        side("north", 0.04, n=20),
        effective_n=17.6,
        korn_graubard=Interval(0.001, 0.21),
        unanswered=Unanswered(5, 0.2, 0.032, 0.232),
    )
    found = replace(contrast(), first=thin)
    (table,) = build_comparison_tables(Cast(replace(inputs(), contrasts=(found,))))
    [note] = table.notes
    note = note.replace("\u00a0", " ")
    assert "Fewer than 30 people’s worth of answers, an indication only: north (17)." in note
    assert "Korn and Graubard’s interval, safer here: north <1% to 21%." in note
    assert "if all of them had given the least, or the most): north 20% (3–23%)." in note
    (sound,) = build_comparison_tables(Cast(replace(inputs(), contrasts=(contrast(),))))
    assert "Fewer" not in sound.notes[0]
