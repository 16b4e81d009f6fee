"""Themes by segment in words and cells: a share is never a ratio, and nothing is claimed more."""

from __future__ import annotations

import math
from dataclasses import replace

import numpy as np
import pytest

from builders_posing import find_associations
from builders_report import study
from interviewkit.findings.comparing.association import AssociationSettings, Sides
from interviewkit.findings.comparing.ties import Ties
from interviewkit.findings.counting.voicing import Thing, Voicing
from interviewkit.model import (
    Association,
    Associations,
    CorrectedDifference,
    Interval,
    Measure,
    Modelled,
    Trend,
)
from interviewkit.report.associations import (
    build_associations_section,
    describe_difference,
    describe_trend,
)
from interviewkit.report.limits import list_limits
from interviewkit.report.outline import build_outline
from interviewkit.report.qualifications import describe_tests
from interviewkit.report.strands import list_strands
from interviewkit.report.voices import Cast
from interviewkit.tables.drawing import Drawing
from interviewkit.tables.drawing.written import write_table


def rows(voiced: list[int], inside: int, segment: str = "makers") -> list[Association]:
    n = len(voiced)
    who = tuple((f"P{i}", "") for i in range(n))
    said = np.array(voiced)[:, None] > 0
    things = (Thing("isolation", frozenset({"isolation"})),)
    ties = Ties.of(range(n), [[k] for k in range(n)])
    table = Voicing(who, ties, np.full(n, 900.0), things, said, said * 1.0, np.ones((n, 1), bool))
    sides = Sides(frozenset(who[:inside]), frozenset(who[inside:]))
    return find_associations(table, {segment: sides}, AssociationSettings())


CLEAR = [1] * 18 + [0] * 2 + [1] * 4 + [0] * 16
FEW = [1, 1, 0] + [0, 1] * 10


def words(*found: Association, variables: tuple[Trend, ...] = ()) -> list[str]:
    inputs = replace(study(), associations=Associations(found, variables, ("one remark",)))
    return [each.text for each in build_associations_section(Cast(inputs)).text]


def test_a_finding_names_share_points_and_times_apart() -> None:
    text = describe_difference(rows(CLEAR, 20)[0], "Isolation", "Makers").replace("\xa0", " ")
    assert text.startswith(
        "Isolation was voiced by 90% (18 of 20 people; 70–97%) of “Makers” and by 20% "
        "(4 of 20 people; 8–42%) of the others: 70 percentage points more (95% CI +42 to +86; "
        "simultaneous +42 to +86), "
        "4.50 times the share; p < .001, adjusted <.001."
    )


def test_what_to_mind_stands_beside_a_finding() -> None:
    row = replace(rows(CLEAR, 20)[0], notes=("it was put to 90% of those inside",))
    assert "Mind that it was put to 90% of those inside." in describe_difference(row, "A", "B")


def test_without_a_finding_it_says_so_and_what_could_have_been_seen() -> None:
    text = " ".join(words(*rows([1, 0] * 20, 20))).replace("\xa0", " ")
    assert "No difference between segments is larger than chance gives" in text
    assert "a chance of 80% to show a difference of" in text
    assert "was voiced by" not in text
    assert "One remark." in text
    assert "1 test were made" not in text


def test_the_first_page_tells_what_stands_or_that_nothing_does() -> None:
    def first_page(*found: Association) -> str:
        inputs = replace(study(), associations=Associations(found))
        front = build_outline(inputs).front
        assert front is not None
        takeaways = [f"{each.headline.text} {each.exact.text}" for each in front.takeaways]
        return " ".join((*takeaways, *(line.text for line in front.strands)))

    clear = first_page(rows(CLEAR, 20)[0]).replace("\u00a0", " ")
    assert "spoke of isolation more often than the others: 18 of 20 people did" in clear
    assert "No theme differs between segments" in first_page(*rows([1, 0] * 20, 20))
    assert "between segments" not in first_page(rows(FEW, 3, "tiny")[0])
    assert "Themes by segment" not in first_page()


def test_small_sides_are_counted_but_never_shown() -> None:
    few, clear = rows(FEW, 3, "tiny")[0], rows(CLEAR, 20)[0]
    inputs = replace(study(), associations=Associations((few, clear)))
    section = build_associations_section(Cast(inputs))
    [table] = section.tables
    assert [row.values["segment"] for row in table.rows] == ["makers"]
    assert any("neither tested nor shown" in each.text for each in section.text)
    only = replace(study(), associations=Associations((few,)))
    assert build_associations_section(Cast(only)).tables == ()


def test_models_and_corrections_have_columns_where_there_are_some() -> None:
    row = rows(CLEAR, 20)[0]
    model = Modelled(("age",), Measure(3.0, Interval(1.5, 6.0)), 40, 40, "GEE")
    gap = CorrectedDifference(
        "isolation", "participant", ("not makers", ""), ("makers", ""), 0.5, Interval(0.2, 0.7), 0.7
    )
    coded = Measure(0.5, Interval(0.2, 0.7))
    full = replace(row, modelled=model, corrected=gap, coded=coded)
    inputs = replace(study(), associations=Associations((full,)))
    [table] = build_associations_section(Cast(inputs)).tables
    written = write_table(table, Drawing(), capital=True)
    cells = {head: cell.text for head, cell in zip(written.heads, next(written.rows), strict=True)}
    assert cells["Odds ratio"] == "3.00 (1.50–6.00)"
    assert cells["As coded"] == "+50 (+20 to +70)"
    assert "with age held fixed the odds are 3.00 times" in describe_difference(full, "A", "B")


def test_a_trend_is_told_as_a_probability_of_pairs() -> None:
    tested = replace(rows(CLEAR, 20)[0].tested, p=0.004, adjusted=0.012)
    trend = Trend(
        "isolation", "age", 40, 12, Measure(-0.4, Interval(-0.6, -0.1)),
        Measure(0.3, Interval(0.2, 0.45)), -0.3, 31.0, 44.0, tested,
    )  # fmt: skip
    text = describe_trend(trend, "Isolation", "Age").replace("\xa0", " ")
    assert "tend to be lower on “Age”" in text
    assert "in 30% of pairs (95% CI 20–45%, 50% if nothing goes with anything)" in text
    assert text.endswith("p = .004, adjusted .012.")
    assert any("tend to be lower" in each for each in words(variables=(trend,)))
    nothing = replace(trend, tested=replace(tested, p=math.nan, adjusted=math.nan))
    assert not any("tend to be" in each for each in words(variables=(nothing,)))


@pytest.mark.parametrize("found", [Associations()])
def test_without_comparisons_there_is_no_section(found: Associations) -> None:
    section = build_associations_section(Cast(replace(study(), associations=found)))
    assert section.is_empty


def extremes(clear: bool, same_parts: dict[str, str]) -> str:
    """What the page of isolation says of the segments that voice it most and least."""
    inputs = study()
    [first, second, *_] = sorted(
        (p.share, p.segment) for p in inputs.prevalence
        if p.of == "isolation" and p.segment and not p.wave and p.n >= 10
    )[:: -1]  # fmt: skip
    tested = rows(CLEAR if clear else [1, 0] * 20, 20, "parted")
    names = {first[1]: "parted"} if "first" in same_parts else {}
    found = Associations(tuple(tested), (), (), names)
    cast = Cast(replace(inputs, associations=found))
    assert second
    strand = next(each for each in list_strands(inputs.codebook) if each.id == "isolation")
    return describe_tests(strand, (first[1], second[1]), cast)


def test_a_segment_that_parts_the_same_people_has_that_test() -> None:
    said = extremes(True, {"first": ""})
    assert "differs from everyone else by more than chance; how “" in said
    assert said.endswith("” differs was not tested")
    assert extremes(True, {}) == "how they differ from everyone else was not tested"


def test_neither_is_not_said_where_one_was_not_tested() -> None:
    said = extremes(False, {"first": ""})
    assert "neither" not in said
    assert "does not differ from everyone else by more than chance" in said
    assert said.endswith("” differs was not tested")


def test_limits_say_that_intervals_allow_for_conversations() -> None:
    said = " ".join(each.text for each in list_limits(Cast(study())))
    assert "Intervals and tests of people allow for it" in said
    assert "as if" not in said
