"""Of phrases tried as patterns, those are suggested that would find the code by themselves."""

from __future__ import annotations

from interviewkit.coding.suggesting.pattern_lines import PatternTrial, choose_patterns
from interviewkit.model import Pattern

WHO = {turn: f"P{turn % 10}" for turn in range(100)}


def trial(
    word: str, coded: range | list[int], others: range | list[int] = range(0)
) -> PatternTrial:
    return PatternTrial(Pattern(word), 3.0, frozenset(coded), frozenset(others))


def choose(
    *trials: PatternTrial, known: range = range(0), most: int = 5
) -> list[tuple[str, float]]:
    chosen = choose_patterns(trials, frozenset(known), WHO, most)
    return [(str(each.pattern.match), each.pattern.weight) for each in chosen]


def test_the_weight_is_the_share_with_the_code_drawn_to_half() -> None:
    assert choose(trial("stuck", range(10))) == [("stuck", 0.81)]  # (10 + 3) / (10 + 6)
    assert choose(trial("idea", range(29), range(50, 60))) == [("idea", 0.71)]


def test_a_phrase_that_finds_nothing_by_itself_is_left_out() -> None:
    assert choose(trial("bad", range(3), range(50, 51))) == []  # (3 + 3) / (4 + 6) is 0.6
    assert choose(trial("human", range(4), range(50, 53))) == []


def test_three_people_must_have_said_it() -> None:
    assert choose(trial("mine", [1, 11, 21, 31, 2, 12])) == []
    assert choose(trial("ours", [1, 11, 21, 2, 12, 3])) == [("ours", 0.75)]


def test_what_is_found_already_needs_no_pattern() -> None:
    assert choose(trial("stuck", range(10)), known=range(10)) == []
    twice = (trial("stuck", range(10)), trial("get stuck", range(8)))
    assert choose(*twice) == [("stuck", 0.81)]


def test_no_more_than_asked_for() -> None:
    several = [trial(f"w{n}", range(n * 10, n * 10 + 9)) for n in range(5)]
    assert len(choose(*several, most=2)) == 2
