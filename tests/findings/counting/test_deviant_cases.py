"""A deviant case contradicts a pattern; to be rare, or of a rare segment, contradicts nothing."""

from __future__ import annotations

from interviewkit.findings.counting.deviant_cases import GroupPattern, find_deviant_cases
from interviewkit.model.sides import SEGMENT, WAVE


def people(*names: str) -> frozenset[str]:
    return frozenset(names)


def test_who_takes_the_side_that_fewer_took_contradicts() -> None:
    [case] = find_deviant_cases("x", {"+": people("A", "B", "C", "D"), "-": people("C", "D", "E")})
    assert (case.participant, case.pattern, case.where, case.polarity) == ("E", "side", "+", "-")
    # C and D took both sides, so two of five took the common one alone.
    assert (case.follow, case.people) == (2, 5)


def test_where_sides_are_even_there_is_no_pattern() -> None:
    assert find_deviant_cases("x", {"+": people("A"), "-": people("B")}) == []
    assert find_deviant_cases("x", {}) == []


def test_one_who_voices_what_few_voice_contradicts_nothing() -> None:
    assert find_deviant_cases("x", {"+": people("A")}) == []


def test_who_speaks_against_the_pattern_of_their_segment_contradicts() -> None:
    group = people(*(f"P{n}" for n in range(10)))
    less = GroupPattern(SEGMENT, "east", group, people("P3"), more=False)
    [case] = find_deviant_cases("x", {"+": people("P3", "Q1")}, [less])
    assert (case.participant, case.pattern, case.where, case.voiced) == (
        "P3", "segment", "east", True,
    )  # fmt: skip
    assert (case.follow, case.people) == (9, 10)


def test_who_is_silent_where_most_speak_contradicts() -> None:
    group = people("A", "B", "C", "D")
    more = GroupPattern(WAVE, "2025", group, people("A", "B", "C"), more=True)
    [case] = find_deviant_cases("x", {"+": people("A", "B", "C")}, [more])
    assert (case.participant, case.voiced, case.pattern) == ("D", False, "wave")


def test_a_group_without_a_majority_has_nobody_to_contradict_it() -> None:
    group = people("A", "B", "C", "D")
    assert find_deviant_cases("x", {}, [GroupPattern(SEGMENT, "s", group, people("A"), True)]) == []
    half = GroupPattern(SEGMENT, "s", group, people("A", "B"), False)
    assert find_deviant_cases("x", {}, [half]) == []


def test_each_person_is_named_once_with_the_clearest_pattern() -> None:
    group = people(*(f"P{n}" for n in range(5)))
    far = people(*(f"P{n}" for n in range(20)))
    patterns = [
        GroupPattern(SEGMENT, "near", group, people("P1", "P2"), more=False),
        GroupPattern(SEGMENT, "far", far, people("P1"), more=False),
    ]
    found = find_deviant_cases("x", {}, patterns)
    assert [(case.participant, case.where) for case in found] == [("P1", "far"), ("P2", "near")]
