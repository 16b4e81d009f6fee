"""Who is compared with whom, and on what a figure over several coders rests."""

from __future__ import annotations

import math
import random
from collections.abc import Collection, Mapping, Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from interviewkit.findings.agreeing.agreement import measure_agreement
from interviewkit.findings.agreeing.coders_compared import (
    PERSON,
    CodedSpeech,
    compare_coders,
    group_coders,
)
from interviewkit.findings.agreeing.disagreements import find_disagreements, tabulate_confusion
from interviewkit.findings.agreeing.measures.chance import kappa
from interviewkit.findings.agreeing.measures.ratings import build_ratings_of_units
from interviewkit.findings.agreeing.turns_read import TurnsRead
from interviewkit.model import (
    CONSENSUS,
    MACHINE,
    Agreement,
    CodersCompared,
    Coding,
    Comparison,
    Passage,
    Theme,
    Turn,
)
from interviewkit.model.agreement import (
    BETWEEN_MACHINES,
    BETWEEN_PEOPLE,
    EVERYONE,
    MIXED,
    WITH_CONSENSUS,
    WITH_MACHINE,
)

QUICK = Comparison(resamples=0)
TURNS = {n: Turn("talk", n, f"P{n}", "I am stuck.", id=n) for n in range(1, 41)}
SPEAKER_OF = {n: f"P{n}" for n in TURNS}


def coded(number: int, code: str = "stuck") -> Coding:
    return Coding(Passage.whole(TURNS[number]), code, "anyone")


def material(
    found: Mapping[str, Sequence[int]],
    read: Mapping[str, Collection[int]],
    codes: Sequence[str] = ("stuck",),
) -> CodedSpeech:
    codings = {name: [coded(n) for n in turns] for name, turns in found.items()}
    return CodedSpeech(
        codings,
        TurnsRead({name: set(turns) for name, turns in read.items()}),
        codes,
        turns=TURNS,
        speaker_of=SPEAKER_OF,
    )


def by_names(found: Sequence[CodersCompared]) -> dict[tuple[str, ...], CodersCompared]:
    return {each.coders: each for each in found}


def pooled(found: CodersCompared) -> Agreement:
    assert found.pooled is not None
    return found.pooled


ALL_SHARE = [(a, b) for a in "abcm" for b in "abcm" if a < b]


def test_people_are_pooled_and_the_machine_stands_apart() -> None:
    kinds = {"a": PERSON, "b": PERSON, "c": PERSON, "m": MACHINE}
    groups = group_coders(kinds, ALL_SHARE)
    assert [(each.coders, each.between) for each in groups] == [
        (("a", "b", "c"), BETWEEN_PEOPLE),
        (("a", "b"), BETWEEN_PEOPLE),
        (("a", "c"), BETWEEN_PEOPLE),
        (("a", "m"), WITH_MACHINE),
        (("b", "c"), BETWEEN_PEOPLE),
        (("b", "m"), WITH_MACHINE),
        (("c", "m"), WITH_MACHINE),
    ]


def test_a_pool_of_all_is_named_as_mixed() -> None:
    kinds = {"a": PERSON, "b": PERSON, "m": MACHINE}
    first, *_ = group_coders(kinds, [("a", "b"), ("a", "m"), ("b", "m")], EVERYONE)
    assert (first.coders, first.between) == (("a", "b", "m"), MIXED)
    two, *_ = group_coders({"a": PERSON, "m": MACHINE}, [("a", "m")], EVERYONE)
    assert two.between == WITH_MACHINE
    machines, *_ = group_coders(dict.fromkeys("xyz", MACHINE), [("x", "y"), ("y", "z")], EVERYONE)
    assert machines.between == BETWEEN_MACHINES


def test_whoever_shares_nothing_is_in_no_pool() -> None:
    kinds = dict.fromkeys("abcd", PERSON)
    first, *rest = group_coders(kinds, [("a", "b"), ("b", "c")])
    assert first.coders == ("a", "b", "c")
    assert all(len(each.coders) == 2 for each in rest)
    assert len(group_coders(kinds, [("a", "b")])[0].coders) == 2


def test_the_consensus_is_pooled_with_no_one() -> None:
    kinds = {"a": PERSON, "b": PERSON, "c": CONSENSUS, "m": MACHINE}
    for pool in ("people", "all"):
        groups = group_coders(kinds, ALL_SHARE, pool)
        assert all("c" not in each.coders for each in groups if len(each.coders) > 2)
        between = {each.coders: each.between for each in groups}
        assert between["a", "c"] == WITH_CONSENSUS
        assert between["c", "m"] == WITH_MACHINE


def test_two_who_share_nothing_have_one_row_that_says_so() -> None:
    some = material(
        {"ana": [1, 2], "ben": [12], "machine": [1, 12]},
        {"ana": range(1, 9), "ben": range(11, 16), "machine": TURNS},
    )
    kinds = {"ana": PERSON, "ben": PERSON, "machine": MACHINE}
    found = by_names(compare_coders(some, kinds, QUICK))
    people = found["ana", "ben"]
    assert not people.has_overlap
    [row] = people.figures
    assert (row.n, row.notes) == (0, ("ana and ben have read no turn in common",))
    [pair] = row.pairs
    assert (pair.both, pair.first_read, pair.second_read, pair.units) == (0, 8, 5, 0)
    machine = pooled(found["ana", "machine"])
    assert machine.notes[-1] == "agreement with the machine, which is no intercoder reliability"
    assert {each.between for each in found["ana", "machine"].figures} == {WITH_MACHINE}
    assert set(found) == {("ana", "ben"), ("ana", "machine"), ("ben", "machine")}


def test_a_pool_says_which_pairs_its_units_come_from() -> None:
    some = material(
        {"ana": [1, 2], "ben": [2, 7], "cleo": [7, 12]},
        {"ana": range(1, 7), "ben": range(5, 11), "cleo": range(9, 15)},
    )
    first, *_ = compare_coders(some, dict.fromkeys(("ana", "ben", "cleo"), PERSON), QUICK)
    row = pooled(first)
    # Ben coded turn 2, so he has read it: ana and ben share 2, 5 and 6.
    assert {each.coders: each.units for each in row.pairs} == {
        ("ana", "ben"): 3,
        ("ana", "cleo"): 0,
        ("ben", "cleo"): 3,
    }
    assert row.n == 6
    assert {each.coders: each.both for each in row.pairs} == {
        ("ana", "ben"): 3,
        ("ana", "cleo"): 0,
        ("ben", "cleo"): 3,
    }


@given(
    st.lists(
        st.tuples(*[st.sampled_from([None, False, True])] * 3), min_size=1, max_size=len(TURNS)
    )
)
def test_a_pool_is_what_the_published_form_gives(marks: list[tuple[bool | None, ...]]) -> None:
    """Conger's and Gwet's forms for missing values, over units that two or more have judged."""
    kept = [row for row in marks if sum(mark is not None for mark in row) >= 2]
    names = ("a", "b", "c")
    read = {
        name: {n for n, row in enumerate(marks, 1) if row[i] is not None}
        for i, name in enumerate(names)
    }
    codings = {
        name: [coded(n) for n, row in enumerate(marks, 1) if row[i]] for i, name in enumerate(names)
    }
    row, _ = measure_agreement(codings, read, codes=["stuck"], how=QUICK)
    expected = float(kappa(build_ratings_of_units(kept, [False, True])).value) if kept else math.nan
    assert row.kappa == pytest.approx(expected, nan_ok=True)
    assert row.n == len(kept)


def test_a_lone_reader_changes_no_pooled_figure() -> None:
    chance = random.Random(3)
    read = {"a": set(range(1, 21)), "b": set(range(11, 31)), "c": set(range(15, 25))}
    found = {name: [n for n in turns if chance.random() < 0.4] for name, turns in read.items()}
    with_others = material(found, read)
    alone = material({**found, "d": [35, 36]}, {**read, "d": set(range(33, 41))})
    kinds = dict.fromkeys("abc", PERSON)
    one, two = (
        pooled(compare_coders(each, kind, Comparison())[0])
        for each, kind in ((with_others, kinds), (alone, {**kinds, "d": PERSON}))
    )
    assert one == two


# -- which codes a coder read for ------------------------------------------------------------


def read_for(**by_code: Mapping[str, Collection[int]]) -> TurnsRead:
    anything: dict[str, set[int]] = {}
    for readers in by_code.values():
        for name, turns in readers.items():
            anything.setdefault(name, set()).update(turns)
    return TurnsRead(
        anything, {code: {n: set(t) for n, t in who.items()} for code, who in by_code.items()}
    )


def test_a_turn_read_for_one_code_says_nothing_of_another() -> None:
    read = read_for(
        stuck={"a": range(1, 11), "b": range(1, 11)}, lost={"a": range(1, 11), "b": range(1, 5)}
    )
    codings = {"a": [coded(1), coded(7, "lost")], "b": [coded(1)]}
    theme = Theme("hard", "Hard", codes=("stuck", "lost"))
    rows = measure_agreement(codings, read, codes=["stuck", "lost"], themes=[theme], how=QUICK)
    stuck, lost, hard, whole = rows
    assert [(row.code, row.n) for row in rows] == [
        ("stuck", 10),
        ("lost", 4),  # turn 7 was read for it by one alone
        ("hard", 4),
        ("all codes", 14),
    ]
    assert (lost.found, hard.found, stuck.found) == (0, 1, 1)
    assert [(row.pairs[0].both, row.pairs[0].units) for row in (stuck, lost, whole)] == [
        (10, 10),
        (4, 4),
        (10, 14),
    ]
    assert not find_disagreements(codings, read, TURNS)
    assert tabulate_confusion(codings, read, codes=["stuck", "lost"]).counts == (
        (1, 0, 0),
        (0, 0, 0),
        (0, 0, 9),
    )


def test_reading_for_every_code_is_reading() -> None:
    everything = {"a": set(range(1, 21)), "b": set(range(5, 25))}
    codings = {"a": [coded(6), coded(8, "lost")], "b": [coded(6), coded(9)]}
    whole = measure_agreement(codings, everything, speaker_of=SPEAKER_OF)
    by_code = read_for(stuck=everything, lost=everything)
    assert measure_agreement(codings, by_code, speaker_of=SPEAKER_OF) == whole


@pytest.mark.parametrize("unit", ["turn", "passage", "participant", "character"])
def test_a_code_that_one_alone_reads_for_is_not_compared(unit: str) -> None:
    read = read_for(
        stuck={"a": range(1, 11), "b": range(1, 11), "c": range(1, 11)},
        lost={"a": range(1, 11), "b": range(3, 6)},
    )
    codings = {"a": [coded(1), coded(4, "lost")], "b": [coded(1), coded(4, "lost")], "c": []}
    some = CodedSpeech(codings, read, ("stuck", "lost"), turns=TURNS, speaker_of=SPEAKER_OF)
    how = Comparison(unit, resamples=0)
    found = by_names(compare_coders(some, dict.fromkeys("abc", PERSON), how))
    assert [row.code for row in found["a", "c"].figures] == ["stuck", "all codes"]
    assert "c does not read for lost, so that is not compared" in pooled(found["a", "c"]).notes
    each = len("I am stuck.") if unit == "character" else 1
    if unit != "participant":  # there only what every coder has read counts
        lost = next(row for row in found["a", "b", "c"].figures if row.code == "lost")
        assert (lost.n, lost.coders, lost.kappa) == (3 * each, ("a", "b"), 1)
    if unit == "character":
        assert lost.measure("u_alpha").value == 1
        assert math.isnan(lost.measure("alpha_u_2004").value)  # none was read by every coder


def test_one_who_read_and_found_nothing_is_told() -> None:
    some = material({"ana": [1, 2, 3], "ben": []}, dict.fromkeys(("ana", "ben"), range(1, 11)))
    [both] = compare_coders(some, {"ana": PERSON, "ben": PERSON}, QUICK)
    row = pooled(both)
    assert (row.n, row.kappa) == (10, pytest.approx(0, abs=1e-12))
    assert "ben found it nowhere, so kappa is 0 whatever the other found" in row.notes


def test_an_undefined_kappa_over_all_codes_says_why() -> None:
    everywhere = {name: [coded(n) for n in (1, 2)] for name in "ab"}
    *_, row = measure_agreement(everywhere, {}, codes=["stuck", "lost"], how=QUICK)
    assert math.isnan(row.kappa)
    assert row.why_undefined.startswith("both coders found each code in every turn or in none")


def test_the_unit_participant_where_no_one_is_read_by_all() -> None:
    some = material(
        {"a": [1], "b": [1, 7], "c": [7]}, {"a": [1, 2], "b": [1, 2, 7, 8], "c": [7, 8]}
    )
    first, *two = compare_coders(
        some, dict.fromkeys("abc", PERSON), Comparison("participant", resamples=0)
    )
    assert pooled(first).n == 0
    assert "no participant that the coders have read" in pooled(first).why_undefined
    assert [pooled(each).n for each in two] == [2, 0, 2]
