"""What changed between two sides, against published tests and the one comparison of people."""

from __future__ import annotations

import math
from collections.abc import Mapping

import numpy as np
import pytest
from scipy.stats import t

from interviewkit.findings.changes import Named, Said, changes, design, groups_of
from interviewkit.findings.comparison import PAIRED, SCORE, TIED, compare_people
from interviewkit.findings.people_share import PeopleShare
from interviewkit.findings.ties import Ties
from interviewkit.model import Interval

CODE = [Named("c", "code", "C")]


def said(hits: Mapping[str, int], words: int = 100, *, groups: bool = False) -> Said:
    """People and how many passages of the code each gave; the first letter of a name is the
    conversation where they talked in groups."""
    voiced = {"c": {p: n for p, n in hits.items() if n}}
    return Said(dict.fromkeys(hits, words), voiced, {p: [p[0]] for p in hits} if groups else {})


def panel(both: int, dropped: int, taken_up: int, neither: int) -> tuple[Said, Said]:
    pairs = [(1, 1)] * both + [(1, 0)] * dropped + [(0, 1)] * taken_up + [(0, 0)] * neither
    before = {f"p{i:02}": a for i, (a, _) in enumerate(pairs)}
    after = {f"p{i:02}": b for i, (_, b) in enumerate(pairs)}
    return said(before), said(after)


def test_a_panel_comes_near_mcnemar() -> None:
    """Bentur et al. 2009 in Fagerland, Lydersen and Laake (2013): McNemar's asymptotic p = 0.034,
    its mid-p 0.039, the exact p 0.070."""
    before, after = panel(1, 1, 7, 12)
    [found] = changes(before, after, CODE)
    assert design(before, after).kind == "panel"
    assert found.test == PAIRED
    assert found.p == pytest.approx(0.039, abs=0.012)
    assert (found.kept, found.dropped, found.taken_up, found.neither) == (1, 1, 7, 12)
    assert found.dropped_by == ("p01",)
    assert found.taken_up_by == tuple(f"p{i:02}" for i in range(2, 9))
    assert found.panel_p == found.p
    assert found.interval is not None
    assert found.interval.low > 0


def test_two_samples_are_tested_by_pearson() -> None:
    before = said({f"a{i}": int(i < 3) for i in range(20)})
    after = said({f"b{i}": int(i < 11) for i in range(20)})
    [found] = changes(before, after, CODE)
    assert design(before, after).kind == "repeated cross-section"
    assert found.test == SCORE
    assert found.p == pytest.approx(2 * t.sf(math.sqrt(7.033 * 39 / 40), 38), abs=1e-4)
    assert found.difference == pytest.approx(0.4)
    assert found.in_both == 0
    assert math.isnan(found.panel_p)


def test_whole_groups_are_compared_as_in_any_other_question() -> None:
    """The rows, people by conversations, are those of the one comparison."""
    voiced = {"a": 4, "b": 3, "c": 5, "d": 4, "e": 1, "f": 2, "g": 0, "h": 2}
    hits = {f"{g}{i}": int(i < n) for g, n in voiced.items() for i in range(5)}
    before = said({p: h for p, h in hits.items() if p[0] in "abcd"}, groups=True)
    after = said({p: h for p, h in hits.items() if p[0] in "efgh"}, groups=True)
    [found] = changes(before, after, CODE)
    names = sorted(hits)
    asked = compare_people(
        np.array([[float(hits[name])] for name in names]),
        np.array([name[0] in "efgh" for name in names]),
        Ties.of(names, [[name[0]] for name in names]),
    )
    assert (found.test, found.p) == (TIED, asked.p[0])
    assert (found.before.interval, found.after.interval) == (
        ends(asked.outside), ends(asked.inside),
    )  # fmt: skip
    assert groups_of(before) == 4
    [turned] = changes(before, after, CODE, inside_first=True)
    assert (turned.difference, turned.p) == (-found.difference, pytest.approx(found.p))
    assert turned.before == found.before


def ends(share: PeopleShare) -> Interval:
    return Interval(float(share.low[0]), float(share.high[0]))


def test_groups_heard_twice_are_tied_over_both_sides() -> None:
    names = [f"{g}{i}" for g in "abcdef" for i in range(3)]
    before = said({name: int(name[1] != "2") for name in names}, groups=True)
    after = said({name: int(name == "a0") for name in names}, groups=True)
    after = Said(after.words, after.voiced, {name: [name[0] + "again"] for name in names})
    [found] = changes(before, after, CODE)
    assert "held against themselves" in found.test
    assert found.p < 0.01
    assert design(before, after).freedom > 3


def test_a_mixed_design_uses_both_kinds_of_people() -> None:
    before = said({**{f"both{i}": int(i < 8) for i in range(10)}, "old1": 1, "old2": 0})
    after = said({**{f"both{i}": int(i < 2) for i in range(10)}, "new1": 0, "new2": 0})
    plan = design(before, after)
    assert (plan.kind, plan.both, plan.only_before, plan.only_after) == ("mixed", 10, 2, 2)
    [found] = changes(before, after, CODE)
    only = [
        Said({p: 100 for p in side.words if "both" in p}, side.voiced) for side in (before, after)
    ]
    [panel_only] = changes(*only, CODE)
    assert found.panel_p == panel_only.p < 0.05
    assert found.difference == pytest.approx(2 / 12 - 9 / 12)


def test_too_few_conversations_are_told_and_not_tested() -> None:
    before = said({"a1": 1, "a2": 1, "b1": 1}, groups=True)
    after = said({"c1": 0, "d1": 0, "d2": 0}, groups=True)
    plan = design(before, after)
    assert plan.notes == ("too few conversations on a side to tell anything",)
    [found] = changes(before, after, CODE)
    assert math.isnan(found.p)
    assert found.test == ""
    assert found.difference == -1.0
    some = {f"{g}{i}": i % 2 for g in "abcdefgh" for i in range(3)}
    halves = [said({p: n for p, n in some.items() if p[0] in part}, groups=True)
              for part in ("abcd", "efgh")]  # fmt: skip
    assert "few conversations tell it (10.9 degrees" in design(*halves).notes[0]


def test_a_reunion_does_not_tie_those_who_never_met() -> None:
    names = [f"{g}{i}" for g in "abcdefgh" for i in range(6)]
    hits = {name: int(name[1] in ("01234" if name[0] < "e" else "0")) for name in names}
    sides = [{p: n for p, n in hits.items() if (p[0] < "e") == first} for first in (True, False)]
    before, after = (said(side, groups=True) for side in sides)
    [apart] = changes(before, after, CODE)
    met = [
        Said(s.words, s.voiced, {p: [p[0], *(["again"] if p[1] == "5" else [])] for p in s.words})
        for s in (before, after)
    ]
    [again] = changes(*met, CODE)
    assert again.p == pytest.approx(apart.p, abs=0.02)


def test_rates_are_passages_per_thousand_words() -> None:
    before, after = said({"a": 3, "b": 0}, words=500), said({"a": 1, "b": 0}, words=250)
    [found] = changes(before, after, CODE)
    assert (found.before.rate, found.after.rate) == (3.0, 2.0)


def test_a_side_without_anyone_gives_no_test() -> None:
    [found] = changes(said({}), said({"a": 1}), CODE)
    assert math.isnan(found.p)
    assert math.isnan(found.difference)
    assert found.after.value == 1.0
    assert design(said({}), said({"a": 1})).notes == ()
