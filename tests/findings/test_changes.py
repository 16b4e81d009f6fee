"""What changed between two sides, against exact counts and published tests."""

from __future__ import annotations

import math
from collections.abc import Mapping
from itertools import combinations, product

import pytest
from scipy.stats import fisher_exact

from interviewkit.findings.changes import FISHER, PAIRED, Named, Said, changes, design
from interviewkit.findings.relabelling import DRAWN, arrangement

CODE = [Named("c", "code", "C")]


def said(hits: Mapping[str, int], words: int = 100) -> Said:
    """People and how many passages of the code each gave."""
    return Said(dict.fromkeys(hits, words), {"c": {p: n for p, n in hits.items() if n}})


def alone(*sides: Said) -> dict[str, str]:
    return {person: person for side in sides for person in side.words}


def panel(both: int, dropped: int, taken_up: int, neither: int) -> tuple[Said, Said]:
    pairs = [(1, 1)] * both + [(1, 0)] * dropped + [(0, 1)] * taken_up + [(0, 0)] * neither
    before = {f"p{i:02}": a for i, (a, _) in enumerate(pairs)}
    after = {f"p{i:02}": b for i, (_, b) in enumerate(pairs)}
    return said(before), said(after)


def test_a_panel_is_tested_by_mcnemar() -> None:
    """Bentur et al. 2009 in Fagerland, Lydersen and Laake (2013): exact p = 0.0703."""
    before, after = panel(1, 1, 7, 12)
    [found] = changes(before, after, CODE, alone(before), seed=1)
    assert design(before, after, alone(before)).kind == "panel"
    assert (found.test, round(found.p, 4)) == (PAIRED, 0.0703)
    assert (found.kept, found.dropped, found.taken_up, found.neither) == (1, 1, 7, 12)
    assert found.dropped_by == ("p01",)
    assert found.taken_up_by == tuple(f"p{i:02}" for i in range(2, 9))
    assert found.panel_p == found.p


def test_two_samples_are_tested_exactly() -> None:
    """With sides of one size, all ways to deal people give Fisher's exact test."""
    before = said({f"a{i}": int(i < 3) for i in range(20)})
    after = said({f"b{i}": int(i < 11) for i in range(20)})
    together = alone(before, after)
    [found] = changes(before, after, CODE, together, seed=1)
    assert design(before, after, together).kind == "repeated cross-section"
    assert found.test == FISHER
    assert found.p == pytest.approx(fisher_exact([[3, 17], [11, 9]]).pvalue)
    assert found.in_both == 0
    assert math.isnan(found.panel_p)


def test_whole_groups_are_permuted_by_hand() -> None:
    """Four groups against four: each of the 70 ways counted here once more."""
    voiced = {"a": 4, "b": 3, "c": 5, "d": 4, "e": 1, "f": 2, "g": 0, "h": 2}
    hits = {f"{g}{i}": int(i < n) for g, n in voiced.items() for i in range(5)}
    before = said({p: h for p, h in hits.items() if p[0] in "abcd"})
    after = said({p: h for p, h in hits.items() if p[0] in "efgh"})
    together = {person: person[0] for person in hits}
    [found] = changes(before, after, CODE, together, seed=1)

    def gap(groups: tuple[str, ...]) -> int:
        mine = sum(voiced[g] for g in groups)
        return abs(2 * mine - sum(voiced.values()))

    ways = list(combinations("abcdefgh", 4))
    as_large = sum(gap(way) >= gap(("a", "b", "c", "d")) for way in ways)
    assert found.p == pytest.approx(as_large / 70)
    assert found.test == "permutation of whole groups (all 70 ways)"


def test_groups_heard_twice_swap_their_sides_as_a_whole() -> None:
    before = said({"a1": 1, "a2": 1, "b1": 1, "b2": 0, "c1": 1, "c2": 1})
    after = said({"a1": 0, "a2": 0, "b1": 0, "b2": 0, "c1": 0, "c2": 1})
    together = {person: person[0] for person in before.words}
    [found] = changes(before, after, CODE, together, seed=1)
    moves = {"a": 2, "b": 1, "c": 1}
    signs = list(product((1, -1), repeat=3))
    sums = [abs(sum(s * m for s, m in zip(each, moves.values(), strict=True))) for each in signs]
    assert found.p == pytest.approx(sum(value >= 4 for value in sums) / 8)
    assert "sides swapped for whole groups" in found.test


def test_a_mixed_design_uses_both_kinds_of_people() -> None:
    before = said({"both1": 1, "both2": 1, "old1": 1, "old2": 0})
    after = said({"both1": 0, "both2": 1, "new1": 0, "new2": 0})
    together = alone(before, after)
    plan = design(before, after, together)
    assert (plan.kind, plan.both, plan.only_before, plan.only_after) == ("mixed", 2, 2, 2)
    plan_ways = arrangement(before.words, after.words, together)
    assert plan_ways.ways == 2 * 2 * 6
    [found] = changes(before, after, CODE, together, seed=1)
    # By hand: labels of old1, old2, new1, new2 (two of four before), signs of both1 (both2 is
    # the same on both sides, so its swap changes nothing).
    values = [1, 0, 0, 0]
    gaps = []
    for first in (1, -1):
        for chosen in combinations(range(4), 2):
            mine = sum(values[i] for i in chosen)
            gaps += [abs(first + 2 * mine - sum(values))] * 2
    observed = abs(1 + 2 * 1 - 1)
    assert found.p == pytest.approx(sum(gap >= observed for gap in gaps) / len(gaps))
    assert found.panel_p == 1.0


def test_people_of_two_segments_in_one_conversation_are_dealt_within_it() -> None:
    before, after = said({"a1": 1, "a2": 1, "b1": 1}), said({"a3": 0, "b2": 0, "b3": 0})
    together = {person: person[0] for person in (*before.words, *after.words)}
    plan = arrangement(before.words, after.words, together)
    assert plan.ways == 3 * 3
    [found] = changes(before, after, CODE, together, seed=1)
    assert found.p == pytest.approx(1 / 9)
    assert plan.least_p == pytest.approx(1 / 9)


def test_too_few_units_are_told() -> None:
    before = said({"a1": 1, "a2": 1, "b1": 1})
    after = said({"c1": 0, "d1": 0, "d2": 0})
    together = {person: person[0] for person in (*before.words, *after.words)}
    found = design(before, after, together)
    assert found.least_p == pytest.approx(1 / 3)
    assert "no difference, however large, could give a p below 0.33" in found.notes[0]


def test_rates_are_passages_per_thousand_words() -> None:
    before, after = said({"a": 3, "b": 0}, words=500), said({"a": 1, "b": 0}, words=250)
    [found] = changes(before, after, CODE, alone(before), seed=1)
    assert (found.before.rate, found.after.rate) == (3.0, 2.0)
    assert found.rate_p == 1.0


def test_many_people_are_drawn_and_the_same_seed_gives_the_same() -> None:
    hits = {f"{g}{i}": int((i + len(g)) % 3 == 0) for g in "abcdefghijklmnopqrstuvwx" for i in "12"
            for i in range(4)}  # fmt: skip
    before = said({p: h for p, h in hits.items() if p[0] < "m"})
    after = said({p: 1 - h for p, h in hits.items() if p[0] >= "m"})
    together = {person: person[0] for person in hits}
    one, two = (changes(before, after, CODE, together, seed=5)[0].p for _ in range(2))
    assert one == two >= 1 / (DRAWN + 1)
    assert "9,999 drawn" in changes(before, after, CODE, together, seed=5)[0].test


def test_a_side_without_anyone_gives_no_test() -> None:
    [found] = changes(said({}), said({"a": 1}), CODE, {"a": "a"}, seed=1)
    assert math.isnan(found.p)
    assert math.isnan(found.difference)
