"""Codes of which a turn has at most one."""

from __future__ import annotations

import numpy as np
import pytest

from interviewkit.coding.learning.committee import PassageDecisions
from interviewkit.coding.learning.exclusive import (
    decide_exclusively,
    find_always_one,
    suggest_exclusive,
)
from interviewkit.coding.learning.labels import JudgedPassages

TURN = np.array([0, 0, 1, 2])


def decided(**ahead: list[float]) -> dict[str, PassageDecisions]:
    half = np.full(4, 0.5)
    return {code: PassageDecisions(half, np.array(values)) for code, values in ahead.items()}


def judged(*held: float) -> JudgedPassages:
    """One passage a turn, each turn of another person."""
    n = len(held)
    of_turn = np.arange(n)
    return JudgedPassages(
        of_turn, of_turn, np.array(held), np.zeros(n, dtype=bool), np.array(held), of_turn
    )


def test_the_code_furthest_ahead_is_given_alone() -> None:
    both = decided(a=[0.5, -1.0, 2.0, -1.0], b=[0.2, 0.9, 1.0, -3.0], c=[3.0, 3.0, 3.0, 3.0])
    found = decide_exclusively(both, ["a", "b"], TURN, has_one=False)
    assert found["a"].given.tolist() == [False, False, True, False]
    assert found["b"].given.tolist() == [True, True, False, False]
    assert found["c"] is both["c"]


def test_where_every_turn_has_one_the_first_is_given() -> None:
    both = decided(a=[-0.5, -1.0, -2.0, -1.0], b=[-0.6, -0.9, 1.0, -3.0])
    found = decide_exclusively(both, ["a", "b"], TURN, has_one=True)
    assert found["a"].given.tolist() == [True, False, False, True]
    assert found["b"].given.tolist() == [False, False, True, False]


def test_a_group_with_a_silent_code_gives_none_by_force() -> None:
    alone = decided(a=[-0.5, -1.0, -2.0, -1.0])
    found = decide_exclusively(alone, ["a", "b"], TURN, has_one=True)
    assert not found["a"].given.any()


@pytest.mark.parametrize(("last", "always"), [(1.0, True), (0.0, False)])
def test_whether_every_judged_turn_has_one(last: float, always: bool) -> None:
    a, b = [1.0, 0.0] * 15, [0.0, 1.0] * 14 + [0.0, last]
    assert find_always_one([judged(*a), judged(*b)], np.arange(30)) is always


def test_few_turns_do_not_say_that_every_turn_has_one() -> None:
    assert not find_always_one([judged(1, 0), judged(0, 1)], np.arange(2))


def test_codes_never_together_may_exclude_each_other() -> None:
    a, b = judged(*[1.0, 0.0] * 60), judged(*[0.0, 1.0] * 60)
    assert suggest_exclusive([a, b], np.arange(120))
    assert not suggest_exclusive([a, a], np.arange(120))
