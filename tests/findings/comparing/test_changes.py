"""What changed between two sides, against published tests and the one comparison of people."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence

import numpy as np
import pytest
from scipy.stats import norm

from builders_posing import find_associations
from interviewkit.findings.comparing.association import AssociationSettings, Sides
from interviewkit.findings.comparing.changes import (
    Between,
    CountedTurns,
    build_counted_table,
    count_people_on,
    list_changes,
)
from interviewkit.findings.comparing.comparison import PAIRED, SCORE, TIED, compare_people
from interviewkit.findings.comparing.ties import Ties
from interviewkit.findings.counting.voicing import Thing
from interviewkit.model import Change, ComparisonDesign

Hits = Mapping[str, int]

CODE = [Thing("c", frozenset({"c"}))]


def heard(
    side: str, hits: Hits, *, groups: bool = False, words: int = 100, again: str = ""
) -> list[CountedTurns]:
    """People and how many turns of the code each gave; the first letter of a name is the
    conversation where they talked in groups."""
    return [
        CountedTurns(
            (name, side),
            f"{name[0] if groups else name}{again or side}",
            words // max(n, 1),
            ["c"] * bool(n),
        )
        for name, n in hits.items()
        for _ in range(max(n, 1))
    ]  # fmt: skip


def asked(
    turns: Sequence[CountedTurns], *, inside_first: bool = False
) -> tuple[Change, ComparisonDesign]:
    table = build_counted_table(turns, CODE)
    at = {side: [who for who in table.who if who[1] == side] for side in ("1", "2")}
    inside, outside = ("1", "2") if inside_first else ("2", "1")
    sides = Sides(at[inside], at[outside], words=("in 2", "in 1"))
    between = Between.of(table, sides)
    rows = find_associations(table, {"1 → 2": sides}, AssociationSettings(min_cell=1))
    [found] = list_changes(rows, between, {"c": "C"}, least=1, inside_first=inside_first)
    return found, between.design()


def panel(both: int, dropped: int, taken_up: int, neither: int) -> list[CountedTurns]:
    pairs = [(1, 1)] * both + [(1, 0)] * dropped + [(0, 1)] * taken_up + [(0, 0)] * neither
    before = {f"p{i:02}": a for i, (a, _) in enumerate(pairs)}
    after = {f"p{i:02}": b for i, (_, b) in enumerate(pairs)}
    return heard("1", before) + heard("2", after)


def test_a_panel_comes_near_mcnemar() -> None:
    """Bentur et al. 2009 in Fagerland, Lydersen and Laake (2013): McNemar's asymptotic p = 0.034,
    its mid-p 0.039, the exact p 0.070."""
    found, design = asked(panel(1, 1, 7, 12))
    assert design.kind == "panel"
    assert found.test == PAIRED
    assert found.p == pytest.approx(0.039, abs=0.012)
    assert (found.kept, found.dropped, found.taken_up, found.neither) == (1, 1, 7, 12)
    assert found.dropped_by == ("p01",)
    assert found.taken_up_by == tuple(f"p{i:02}" for i in range(2, 9))
    assert found.panel_p == found.p
    assert found.interval is not None
    assert found.interval.low > 0


def test_two_samples_are_tested_by_pearson() -> None:
    before = heard("1", {f"a{i:02}": int(i < 3) for i in range(20)})
    found, design = asked(before + heard("2", {f"b{i:02}": int(i < 11) for i in range(20)}))
    assert design.kind == "repeated cross-section"
    assert found.test == SCORE
    assert found.p == pytest.approx(2 * norm.sf(math.sqrt(7.033 * 39 / 40)), abs=1e-4)
    assert found.difference == pytest.approx(0.4)
    assert found.in_both == 0
    assert math.isnan(found.panel_p)


def test_whole_groups_are_compared_as_in_any_other_question() -> None:
    """The rows, people by conversations, are those of the one comparison."""
    voiced = {"a": 4, "b": 3, "c": 5, "d": 4, "e": 1, "f": 2, "g": 0, "h": 2}
    hits = {f"{g}{i}": int(i < n) for g, n in voiced.items() for i in range(5)}
    first = heard("1", {p: h for p, h in hits.items() if p[0] in "abcd"}, groups=True)
    turns = first + heard("2", {p: h for p, h in hits.items() if p[0] in "efgh"}, groups=True)
    found, _ = asked(turns)
    names = sorted(hits)
    same = compare_people(
        np.array([[float(hits[name])] for name in names]),
        np.array([name[0] in "efgh" for name in names]),
        Ties.of(names, [[name[0]] for name in names]),
    )
    assert (found.test, found.p) == (TIED, same.p[0])
    assert found.before.interval is not None
    assert found.before.interval.low == same.outside.low[0]
    table = build_counted_table(turns, CODE)
    assert count_people_on(table, {who for who in table.who if who[1] == "1"}) == (20, 4)
    turned, _ = asked(turns, inside_first=True)
    assert (turned.difference, turned.p) == (-found.difference, pytest.approx(found.p))
    assert turned.before == found.before


def test_groups_heard_twice_are_tied_over_both_sides() -> None:
    names = [f"{g}{i}" for g in "abcdef" for i in range(3)]
    before = heard("1", {name: int(name[1] != "2") for name in names}, groups=True)
    found, design = asked(
        before + heard("2", {name: int(name == "a0") for name in names}, groups=True)
    )
    assert "held against themselves" in found.test
    assert found.p < 0.01
    assert design.freedom > 3


def test_a_mixed_design_uses_both_kinds_of_people() -> None:
    same = [{f"both{i}": int(i < n) for i in range(10)} for n in (8, 2)]
    turns = heard("1", {**same[0], "old1": 1, "old2": 0})
    turns += heard("2", {**same[1], "new1": 0, "new2": 0})
    found, design = asked(turns)
    assert (design.kind, design.both, design.only_before, design.only_after) == ("mixed", 10, 2, 2)
    alone, _ = asked(heard("1", same[0]) + heard("2", same[1]))
    assert found.panel_p == alone.p < 0.05
    assert found.difference == pytest.approx(2 / 12 - 9 / 12)


def test_too_few_conversations_are_told_and_not_tested() -> None:
    before = heard("1", {"a1": 1, "a2": 1, "b1": 1}, groups=True)
    found, design = asked(before + heard("2", {"c1": 0, "d1": 0, "d2": 0}, groups=True))
    assert design.notes == ("too few conversations on a side to tell anything",)
    assert found.why == design.notes[0]
    assert math.isnan(found.p)
    assert found.test == ""
    assert found.difference == -1.0
    some = {f"{g}{i}": i % 2 for g in "abcdefgh" for i in range(3)}
    halves = [
        turn
        for side, part in (("1", "abcd"), ("2", "efgh"))
        for turn in heard(side, {p: n for p, n in some.items() if p[0] in part}, groups=True)
    ]
    assert "few conversations tell it (10.9 degrees" in asked(halves)[1].notes[0]


def test_a_reunion_does_not_tie_those_who_never_met() -> None:
    names = [f"{g}{i}" for g in "abcdefgh" for i in range(6)]
    hits = {name: int(name[1] in ("01234" if name[0] < "e" else "0")) for name in names}
    turns = [
        turn
        for side, first in (("1", True), ("2", False))
        for turn in heard(
            side, {p: n for p, n in hits.items() if (p[0] < "e") == first}, groups=True
        )
    ]
    apart, _ = asked(turns)
    again = [CountedTurns(each.who, "reunion", 0) for each in turns if each.who[0][1] == "5"]
    met, _ = asked([*turns, *again])
    assert met.p == pytest.approx(apart.p, abs=0.02)


def test_rates_are_passages_per_thousand_words() -> None:
    before = heard("1", {"a": 3, "b": 0}, words=501)
    found, _ = asked(before + heard("2", {"a": 1, "b": 0}, words=250))
    assert found.before.rate == pytest.approx(3000 / 1002)
    assert found.after.rate == pytest.approx(2.0)


def test_what_differs_beside_is_told_by_the_names_of_the_sides() -> None:
    before = heard("1", {f"a{i}": i % 2 for i in range(8)}, words=900)
    found, _ = asked(before + heard("2", {f"b{i}": i % 2 for i in range(8)}, words=300))
    assert any("those in 1 spoke 3.00 times as many words" in note for note in found.notes)


def test_a_side_without_anyone_gives_no_test() -> None:
    found, design = asked(heard("2", {"a": 1}))
    assert math.isnan(found.p)
    assert math.isnan(found.difference)
    assert (found.after.value, found.before.n) == (1.0, 0)
    assert design.notes == ()
