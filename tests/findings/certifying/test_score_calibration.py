"""Promises against verdicts, by hand."""

from __future__ import annotations

import math

import pytest

from interviewkit.findings.agreeing.agreement import measure_agreement
from interviewkit.findings.certifying.score_calibration import measure_calibration, pool_kappa
from interviewkit.model import Coding, Passage, Turn

WHO = {turn: f"p{turn % 5}" for turn in range(1, 21)}


def test_kappa_promises_and_brier_by_hand() -> None:
    """20 turns; 5 have it, the machine finds 4 of them and one more: kappa 11/15."""
    held = {turn: float(turn <= 5) for turn in range(1, 21)}
    scores = {turn: 0.8 if 2 <= turn <= 6 else 0.1 for turn in range(1, 21)}
    row = measure_calibration("c", held, scores, set(range(2, 7)), WHO, seed=1, learnt=True)
    assert (row.judged, row.found, row.given, row.people) == (20, 5, 5, 5)
    assert row.kappa == pytest.approx((0.9 - 0.625) / 0.375)
    assert row.promised == pytest.approx((5 * 0.8 + 15 * 0.1) / 20)
    assert row.held == 0.25
    assert row.brier == pytest.approx((4 * 0.04 + 0.64 + 0.81 + 14 * 0.01) / 20)
    assert row.interval is not None
    assert row.interval.low <= row.kappa <= row.interval.high
    assert [(bin.n, bin.observed) for bin in row.curve] == [(15, 1 / 15), (5, 0.8)]


def test_scores_that_are_no_numbers_and_turns_without_are_left_out() -> None:
    held = {1: 1.0, 2: 0.0, 3: 1.0}
    row = measure_calibration("c", held, {1: math.nan, 2: 0.2}, {2}, WHO)
    assert (row.judged, row.found, row.given) == (1, 0, 1)
    assert row.interval is None
    none = measure_calibration("c", held, {1: math.nan}, set(), WHO, why="nobody has judged it")
    assert none.judged == 0
    assert math.isnan(none.kappa)
    assert none.why == "nobody has judged it"


def test_judges_who_differ_count_by_share() -> None:
    row = measure_calibration("c", {1: 0.5, 2: 0.0}, {1: 0.5, 2: 0.0}, {1}, WHO)
    assert (row.found, row.brier, row.held) == (1, 0.0, 0.25)


def test_codes_are_pooled_as_agreement_pools_them() -> None:
    """A common code and a rare one that nobody found do not vouch for each other."""
    turns = {n: Turn("t", n, "P", "Words.", id=n) for n in range(1, 21)}
    people = {"a": {1, 2, 3, 4, 5, 6, 7, 8}, "b": set[int]()}
    machine = {"a": {1, 2, 3, 4, 5, 6, 9}, "b": {3, 17}}
    held = {code: {n: float(n in found) for n in turns} for code, found in people.items()}
    codings = {
        name: [
            Coding(Passage(turns[n], 0, 6, "Words."), code, name)
            for code, found in by_code.items()
            for n in sorted(found)
        ]
        for name, by_code in (("ana", people), ("machine", machine))
    }
    *_, pooled = measure_agreement(
        codings, {name: {*turns} for name in codings}, codes=["a", "b"], speaker_of=WHO
    )
    kappa, interval = pool_kappa(held, machine, WHO)
    assert kappa == pytest.approx(pooled.kappa)
    assert interval == pooled.measure("kappa").interval
    assert math.isnan(pool_kappa({"a": {}}, {}, WHO)[0])
