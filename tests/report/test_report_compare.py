"""The waves in the report: sentences from figures, and a slope chart that stands where they say."""

from __future__ import annotations

import math
import re
from dataclasses import replace
from itertools import pairwise

from interviewkit.model import (
    AnswerMoves,
    Change,
    CodeShift,
    ComparisonDesign,
    Interval,
    SideBySide,
    SideFacts,
    SideFigure,
    Step,
    TopicMatch,
)
from interviewkit.report.charts.slope import describe_slope, draw_slope_chart
from interviewkit.report.compare import build_compare_section
from interviewkit.report.figure_tables import build_figure_table
from interviewkit.report.figures import Figure, SlopeChart, SlopeLine
from interviewkit.tables.drawing import Drawing
from interviewkit.tables.drawing.written import write_table


def change(label: str, before: int, after: int, n: int = 20, p: float = 0.5) -> Change:
    one, two = before / n, after / n
    return Change(
        of=label.lower(),
        kind="code",
        label=label,
        before=SideFigure(one, n, Interval.wilson(one, n), before),
        after=SideFigure(two, n, Interval.wilson(two, n), after),
        difference=two - one,
        interval=Interval(two - one - 0.2, two - one + 0.2),
        p=p,
        test="t test, people held against themselves",
        p_adjusted=p,
        kept=min(before, after),
        dropped=max(0, before - after),
        taken_up=max(0, after - before),
        neither=n - max(before, after),
        taken_up_by=tuple(f"P{i}" for i in range(max(0, after - before))),
        panel_p=p,
    )


def contrast(*changes: Change, kind: str = "panel") -> SideBySide:
    sides = (SideFacts("1", "wave 1", 20, 20, 900, 20), SideFacts("2", "wave 2", 20, 20, 900, 20))
    design = ComparisonDesign(kind, 20, 0, 0, 19.0)
    matches = (
        TopicMatch("kept", ("tea",), ("tea",), 30, 31, 0.9),
        TopicMatch("lost", ("rain",), (), 12, 0, 0.0),
    )
    step = Step("1", "2", design, tuple(changes), matches=matches)
    return SideBySide("wave", sides, (step,))


def test_a_change_is_told_in_figures() -> None:
    section = build_compare_section(contrast(change("Rest", 4, 14, p=0.001), change("Load", 9, 9)))
    told = " ".join(sentence.text for sentence in section.text)
    assert "From wave 1 to wave 2, the same 20\u00a0people spoke" in told
    assert "More people voiced rest in wave 2: 70% of 20, after 20% of 20" in told
    assert "+50 points (95% CI +30 to +70" in told
    assert "10 took it up and 0 dropped it" in told
    assert "1\u00a0topic was kept; 1 lost" in told
    assert "load" not in told


def test_no_change_is_not_called_sameness() -> None:
    section = build_compare_section(contrast(change("Rest", 4, 6)))
    told = " ".join(sentence.text for sentence in section.text)
    assert "None of 1\u00a0figure" in told
    assert "That is not to say that nothing changed: the widest interval goes from" in told


def test_too_few_groups_and_changed_codes_are_cautions() -> None:
    bare = contrast(change("Rest", 4, 6))
    design = ComparisonDesign("repeated cross-section", 0, 9, 8, 2.0, ("4 units can do nothing",))
    step = Step("1", "2", design, bare.steps[0].themes)
    shifted = SideBySide("wave", bare.sides, (step,), (CodeShift("rest", "changed", (), "hint"),))
    cautions = [s.text for s in build_compare_section(shifted).text if s.kind == "caution"]
    assert any("4 units can do nothing" in text for text in cautions)
    assert any("changed since: rest" in text for text in cautions)


def test_who_changed_is_in_the_table() -> None:
    section = build_compare_section(contrast(change("Rest", 4, 14, p=0.001)))
    same = next(t for t in section.tables if t.title.startswith("The same people"))
    row = same.rows[0].values
    assert [row[key] for key in ("kept", "taken_up", "dropped", "neither")] == [4, 10, 0, 6]
    assert row["who"] == (*(f"+P{i}" for i in range(8)), "and 2 more")


def test_few_people_are_not_shown() -> None:
    few = replace(change("Rest", 1, 2, n=4), small=True)
    [themes, *others] = build_compare_section(contrast(few, change("Load", 9, 12))).tables
    same = next(table for table in others if table.title.startswith("The same people"))
    assert [row.values["of"] for row in same.rows] == ["load"]
    cells = write_table(themes, Drawing()).groups[0].rows
    assert [cell.text for cell in cells[0]][1:6] == ["fewer than 5", "–", "fewer than 5", "–", "–"]
    assert cells[1][1].text == "9 of 20"
    assert any("is not tested and not shown" in note for note in themes.notes)


def test_a_withheld_wave_has_no_figures_though_many_spoke() -> None:
    told = contrast(change("Load", 9, 12))
    section = build_compare_section(replace(told, withheld=frozenset({"2"})))
    cells = write_table(section.tables[0], Drawing()).groups[0].rows
    assert [cell.text for cell in cells[0]][1:6] == ["9 of 20", "45%", "withheld", "–", "–"]
    line = section.figures[0].chart.lines[0]
    assert (line.values[0], math.isnan(line.values[1]), line.n) == (0.45, True, (20, 0))


def test_few_who_spoke_twice_are_not_told_apart() -> None:
    few = replace(change("Rest", 4, 14, p=0.001), kept=1, dropped=0, taken_up=2, neither=1)
    told = " ".join(each.text for each in build_compare_section(contrast(few)).text)
    assert "More people voiced rest" in told
    assert "took it up" not in told


def test_answers_of_few_people_are_not_shown() -> None:
    rare = replace(change("Hours", 1, 2, n=4), kind="answer")
    many = replace(change("Pay", 9, 12), kind="answer", level="good")
    moves = (
        AnswerMoves("pay", "Pay", "good", "bad", 9), AnswerMoves("pay", "Pay", "bad", "good", 2),
        AnswerMoves("hours", "Hours", "few", "many", 6),
    )  # fmt: skip
    given = contrast()
    step = replace(given.steps[0], answers=(rare, many), moves=moves)
    tables = build_compare_section(replace(given, steps=(step,))).tables
    answers = next(each for each in tables if each.name == "answers")
    hidden, shown = (row.values for row in answers.rows)
    assert [hidden[key] for key in ("before", "after", "n_before", "difference")] == [None] * 4
    assert (shown["before"], shown["n_before"]) == (0.45, 20)
    moved = next(each for each in tables if each.name == "moves")
    assert [row.values["respondents"] for row in moved.rows] == [6]
    assert "Withheld: 1\xa0question, as of few people." in moved.notes[0]


def test_one_wave_has_no_section() -> None:
    assert build_compare_section(None).is_empty
    lone = SideBySide("wave", (SideFacts("1", "wave 1"),), ())
    assert build_compare_section(lone).is_empty


CHART = SlopeChart(
    ("wave 1", "wave 2"),
    (20, 8),
    (
        SlopeLine("Rest", (0.2, 0.7), (20, 8), 1),
        SlopeLine("Load", (0.45, 0.45), (20, 8)),
        SlopeLine("Craft", (0.44, math.nan), (20, 0)),
    ),
)


def test_lines_stand_at_their_shares() -> None:
    drawn = str(draw_slope_chart(CHART, "Shares"))
    assert drawn.count('class="slope up"') == 1
    assert drawn.count('class="slope flat"') == 2
    rest = re.search(r'slope up.*?y1="([\d.]+)".*?y2="([\d.]+)"', drawn)
    assert rest
    high, low = float(rest[1]), float(rest[2])
    height = int(re.search(r'viewBox="0 0 760 (\d+)"', drawn)[1])  # type: ignore[index]
    assert (high - low) / (height - 46 - 16) == 0.5 or abs(high - low - 0.5 * (height - 62)) < 0.2
    assert "Rest\u00a0\u00a020%" in drawn
    assert "70%\u00a0\u00a0Rest" in drawn


def test_small_bases_are_hollow_and_gaps_are_left() -> None:
    drawn = str(draw_slope_chart(CHART, "Shares"))
    assert drawn.count('class="small"') == 4  # two lines and two dots of wave 2
    assert "nan" not in drawn
    assert drawn.count("Craft\u00a0\u00a044") == 1


def test_labels_do_not_lie_on_each_other() -> None:
    lines = tuple(SlopeLine(f"T{i}", (0.5, 0.5), (20, 20)) for i in range(9))
    drawn = str(draw_slope_chart(SlopeChart(("a", "b"), (20, 20), lines), "Shares"))
    left = sorted(float(y) for y in re.findall(r'y="([\d.]+)" text-anchor="end"', drawn))
    assert len(left) == 9
    assert min(b - a for a, b in pairwise(left)) >= 15.9


def test_words_and_table_have_every_number() -> None:
    assert describe_slope(CHART.lines[0], CHART) == "Rest: wave 1 20% of 20, wave 2 70% of 8"
    table = build_figure_table(Figure("x", "Shares", "note", CHART, 3))
    written = write_table(table, Drawing(), capital=True)
    assert written.heads == ("", "wave 1", "wave 2")
    assert [cell.text for cell in list(written.rows)[2]] == ["Craft", "44% of 20", "–"]


def test_markup_in_a_label_is_escaped() -> None:
    line = SlopeLine("<b>x</b>", (0.1, 0.2), (20, 20))
    assert "<b>" not in str(draw_slope_chart(SlopeChart(("a", "b"), (20, 20), (line,)), "t"))
