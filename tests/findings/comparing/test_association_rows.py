"""Rows of themes by segment: both sides, what is not tested and why, families, corrections."""

from __future__ import annotations

import math
import time

import numpy as np
import pytest
from scipy.stats import norm

from builders_posing import find_associations
from interviewkit.findings.comparing.association import (
    AssociationSettings,
    Sides,
    pose_associations,
)
from interviewkit.findings.comparing.comparison import compare_people
from interviewkit.findings.comparing.covariate_models import add_covariate_models
from interviewkit.findings.comparing.family import Adjusting, Family, settle_tests
from interviewkit.findings.comparing.power import find_detectable
from interviewkit.findings.comparing.ties import Ties
from interviewkit.findings.counting.voicing import Thing, Voicing, Who
from interviewkit.model import Association


def in_groups(group: np.ndarray) -> Ties:
    return Ties.of(range(len(group)), [[each] for each in group])


def people(
    voiced: np.ndarray, group: np.ndarray | None = None, words: np.ndarray | None = None
) -> Voicing:
    n = len(voiced)
    things = tuple(Thing(f"c{k}", frozenset({f"c{k}"})) for k in range(voiced.shape[1]))
    group = np.arange(n) if group is None else group
    words = np.full(n, 500.0) if words is None else words
    return Voicing(
        tuple((f"P{i:02}", "") for i in range(n)), in_groups(group),
        words, things,
        voiced > 0, voiced.astype(float), np.ones(voiced.shape, bool),
    )  # fmt: skip


def halves(n: int, inside: int) -> Sides:
    who: list[Who] = [(f"P{i:02}", "") for i in range(n)]
    return Sides(frozenset(who[:inside]), frozenset(who[inside:]))


def one(
    voiced: list[int],
    inside: int,
    how: AssociationSettings = AssociationSettings(),  # noqa: B008
) -> Association:
    table = people(np.array(voiced)[:, None])
    return find_associations(table, {"s": halves(len(voiced), inside)}, how)[0]


def test_a_row_says_both_sides_and_the_difference() -> None:
    row = one([1] * 9 + [0] * 3 + [1] * 4 + [0] * 8, 12)
    assert (row.inside.voiced, row.inside.people, row.outside.voiced) == (9, 12, 4)
    assert row.difference.value == pytest.approx(5 / 12)
    assert row.risk_ratio.value == pytest.approx(9 / 4)
    assert row.odds_ratio.value == pytest.approx(9 / 3 * 8 / 4)
    assert row.inside.silent == ("P09", "P10", "P11")
    assert row.inside.rate.value == pytest.approx(1.5)
    assert row.rate_ratio.value == pytest.approx(9 / 4)
    assert (row.tested.name, row.design) == (
        "score test of two shares", "nobody talked with another",
    )  # fmt: skip
    # K. Pearson's chi-squared of 9 of 12 against 4 of 12, (n - 1) / n of 4.196.
    assert row.tested.p == pytest.approx(2 * norm.sf(math.sqrt(4.1958 * 23 / 24)), abs=1e-4)
    assert row.detectable is not None
    assert row.detectable.base == pytest.approx(14 / 26)


def test_who_did_not_answer_is_on_neither_side() -> None:
    table = people(np.ones((20, 1)) * (np.arange(20)[:, None] % 2))
    known = halves(20, 8)
    some = Sides(known.inside, frozenset(list(known.outside)[:6]))
    row = find_associations(table, {"s": some})[0]
    assert (row.inside.people, row.outside.people, row.groups) == (8, 6, 14)


@pytest.mark.parametrize(("inside", "why"), [(4, "only 4 inside"), (17, "only 3 outside")])
def test_few_people_are_not_tested_and_marked(inside: int, why: str) -> None:
    row = one([1, 0] * 10, inside)
    assert row.why == f"{why}; fewer than 5 people are not tested"
    assert row.small
    assert not row.tested.done
    assert one([1, 0] * 10, 4, AssociationSettings(min_cell=3)).tested.done


def test_an_empty_segment_says_so_and_shows_who_is_there() -> None:
    table = people(np.array([[1], [0]] * 6))
    note = "segment 's' is empty: nobody has role 'boss'"
    nobody = Sides(frozenset(), halves(12, 0).outside, note=note)
    row = find_associations(table, {"s": nobody})[0]
    assert (row.why, row.inside.people, row.outside.voiced) == (note, 0, 6)
    assert math.isnan(row.difference.value)
    row = find_associations(table, {"s": Sides(frozenset(), frozenset())})[0]
    assert "nobody who spoke is inside or outside" in row.why
    row = find_associations(table, {"s": Sides(halves(12, 12).inside, frozenset())})[0]
    assert "nobody who spoke is outside" in row.why
    assert row.inside.voiced == 6


def test_what_all_or_none_voiced_takes_no_part_in_the_family() -> None:
    voiced = np.column_stack([np.zeros(12), np.ones(12), [1, 0] * 6])
    rows = find_associations(people(voiced), {"s": halves(12, 6)})
    assert [row.why for row in rows] == ["nobody voiced it", "everyone voiced it", ""]
    assert rows[2].tested.tests == 1


def test_raw_and_adjusted_p_stand_side_by_side() -> None:
    rng = np.random.default_rng(1)
    table = people((rng.random((40, 6)) < 0.4) * 1)
    segments = {"a": halves(40, 20), "b": Sides(halves(40, 20).outside, halves(40, 20).inside)}
    rows = find_associations(table, segments)
    assert {row.tested.tests for row in rows} == {6}  # b is a the other way round
    lowest = min(rows, key=lambda row: row.tested.p)
    assert lowest.tested.adjusted == pytest.approx(min(1, 6 * lowest.tested.p))
    families = (Family("main", ("c0", "c1"), ("a",)),)
    rows = find_associations(table, segments, AssociationSettings(families=families, adjust="bh"))
    by_family = {(row.of, row.segment): row.tested.family for row in rows}
    assert by_family["c0", "a"] == "main"
    assert by_family["c0", "b"] == "main"  # the same test, told the other way round
    assert by_family["c2", "b"] == "all others"


def test_remarks_say_what_else_differs() -> None:
    words = np.array([1500.0] * 10 + [500.0] * 10)
    table = people((np.arange(20) % 3 == 0)[:, None] * 1, words=words)
    table.asked[:10] = False
    row = find_associations(table, {"s": halves(20, 10)})[0]
    assert any("spoke 3.00 times as many words" in note for note in row.notes)
    assert any("put to 0% of those inside and to 100%" in note for note in row.notes)
    group = np.repeat(np.arange(8), 3)
    row = find_associations(people((np.arange(24) % 2)[:, None], group), {"s": halves(24, 12)})[0]
    assert any("few conversations tell it (10.9 degrees of freedom)" in note for note in row.notes)
    group = np.repeat(np.arange(4), 5)
    row = find_associations(
        people((np.arange(20) % 3 == 0)[:, None] * 1, group), {"s": halves(20, 10)}
    )[0]
    assert row.why == "too few conversations on a side to tell anything"
    assert math.isnan(row.difference.interval.low)
    assert row.difference.value == pytest.approx(0.1)


def test_no_interval_contradicts_the_test() -> None:
    rng = np.random.default_rng(6)
    group = np.repeat(np.arange(10), 4)
    inside = (group < 5)[:, None]
    voiced = (rng.random((40, 30)) < 0.35 + 0.35 * inside * (np.arange(30) % 2)) * 1
    rows = find_associations(people(voiced, group), {"s": halves(40, 20)})
    apart = [row.tested.p < 0.05 for row in rows]
    assert 5 < sum(apart) < 25
    for name, none in (("difference", 0.0), ("risk_ratio", 1.0)):
        ends = [getattr(row, name).interval for row in rows]
        assert [not each.low <= none <= each.high for each in ends] == apart


def test_a_model_takes_the_place_of_the_shares() -> None:
    rng = np.random.default_rng(2)
    table = people((rng.random((80, 2)) < 0.5) * 1)
    segments = {"s": halves(80, 40)}
    rows = find_associations(table, segments)
    values = {who: {"age": float(rng.normal())} for who in table.who}
    [model] = add_covariate_models(
        pose_associations(table, segments), table, segments, ["age"], values, AssociationSettings()
    )
    found = model.tested(settle_tests([model.posed], Adjusting())[0])
    assert found[0].modelled is not None
    assert found[0].tested.name.startswith("GEE, logistic")
    assert found[0].tested.p != rows[0].tested.p
    assert found[0].difference == rows[0].difference
    assert found[0].tested.tests == 2
    wide, ends = found[0].tested.simultaneous, found[0].modelled.odds_ratio.interval
    assert wide is not None
    assert wide.low < ends.low < ends.high < wide.high
    refitted = (
        add_covariate_models(
            pose_associations(table, segments),
            table,
            segments,
            ["age"],
            values,
            AssociationSettings(level=0.975),
        )[0]
        .rows[0]
        .modelled
    )
    assert refitted is not None
    assert (wide.low, wide.high) == pytest.approx(
        (refitted.odds_ratio.interval.low, refitted.odds_ratio.interval.high)
    )


# -- what could have been seen -----------


@pytest.mark.parametrize(("people_", "groups"), [(60, 60), (160, 16)])
def test_a_difference_as_large_as_promised_is_seen_four_times_in_five(
    people_: int, groups: int
) -> None:
    rng = np.random.default_rng(3)
    group = np.repeat(np.arange(groups), people_ // groups)
    inside, ties = group % 2 == 0, in_groups(group)
    alike = groups < people_

    def drawn(share: float, many: int) -> np.ndarray:
        p = np.where(np.arange(groups) % 2 == 0, share, 0.3)[:, None] * np.ones(many)
        inclined = rng.beta(p * 15, (1 - p) * 15) if alike else p  # 0.0625
        return (rng.random((people_, many)) < inclined[group]).astype(float)

    promised = find_detectable(compare_people(drawn(0.3, 200), inside, ties))
    gap = float(np.median([each.above - each.base for each in promised]))
    seen = compare_people(drawn(0.3 + gap, 2000), inside, ties).p < 0.05
    assert 0.75 < seen.mean() < 0.86
    assert promised[0].smallest <= promised[0].above - promised[0].base + 1e-12


def test_nothing_could_be_seen_with_too_few() -> None:
    inside, ties = np.array([True] * 2 + [False] * 2), in_groups(np.arange(4))
    [promised] = find_detectable(compare_people(np.eye(4)[:, :1], inside, ties))
    assert math.isnan(promised.above)
    assert math.isnan(promised.smallest)


def test_a_share_of_nobody_is_not_taken_for_the_truth() -> None:
    """0 of 11 against 6 of 30, and the same the other way round, promise about the same."""
    voiced = np.array([0] * 11 + [1] * 6 + [0] * 24, float)[:, None]
    inside, ties = np.arange(41) < 11, in_groups(np.arange(41))
    [one] = find_detectable(compare_people(voiced, inside, ties))
    [two] = find_detectable(compare_people(voiced, ~inside, ties))
    assert one.base == two.base == pytest.approx(7 / 43)
    assert one.above == pytest.approx(two.above, abs=0.12)


def test_fifty_segments_by_fifty_codes_take_seconds() -> None:
    rng = np.random.default_rng(5)
    group = np.repeat(np.arange(20), 10)
    table = people((rng.random((200, 50)) < 0.3) * 1, group)
    who = np.array(table.who, dtype=object)
    segments = {}
    for i in range(50):
        inside = rng.random(200) < 0.4 if i % 2 else (rng.random(20) < 0.5)[group]
        segments[f"s{i}"] = Sides({tuple(w) for w in who[inside]}, {tuple(w) for w in who[~inside]})
    started = time.process_time()
    rows = find_associations(table, segments, AssociationSettings())
    assert len(rows) == 2500
    assert time.process_time() - started < 30
    assert not any(row.tested.adjusted <= 0.01 for row in rows)
