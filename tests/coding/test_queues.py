"""Every choice of a turn is a draw whose probability is known."""

from __future__ import annotations

from collections import Counter
from math import comb, isclose
from random import Random

import pytest

from interviewkit.coding.queues import (
    ANYHOW,
    MachineScores,
    combine_inclusion,
    compute_chances,
    is_random,
    measure_uncertainty,
    pick_turn,
    select_random_draws,
    weigh_lessons,
)
from interviewkit.model import Draw

CODES = ("a", "b")
ROWS = [
    ("machine", 1, "a", 0.5),
    ("machine", 2, "a", 0.99),
    ("examples", 3, "a", 0.45),
    ("rules", 1, "a", 0.9),
    ("examples", 1, "a", 0.1),
    ("rules", 4, "b", 0.7),
    ("machine", 4, "b", 0.75),
]


def draws(frame: int, n: int, luck: Random, codes: tuple[str, ...] = ("a",)) -> list[Draw]:
    """A random sample drawn as reviewing draws it: one by one, without replacement."""
    return more_draws([], frame, n, luck, codes)


def more_draws(
    before: list[Draw], frame: int, n: int, luck: Random, codes: tuple[str, ...] = ("a",)
) -> list[Draw]:
    pool = set(range(1, frame + 1)) - {each.turn_id for each in before}
    done = list(before)
    for _ in range(n):
        turn = pick_turn(dict.fromkeys(sorted(pool), 1 / len(pool)), luck.random())
        done.append(Draw(turn, "random", codes, 1 / len(pool), len(pool), frame, frame))
        pool.remove(turn)
    return done


def test_uncertain_turns_are_those_near_a_half() -> None:
    assert measure_uncertainty(0.5) == 1
    assert measure_uncertainty(0.0) == measure_uncertainty(1.0) == 0
    worth = weigh_lessons("uncertain", MachineScores.of(ROWS))
    assert worth[1, "a"] > worth[3, "a"] > worth[2, "a"]


def test_where_the_machine_is_silent_its_coders_count_half() -> None:
    best = MachineScores.of([("rules", 1, "a", 0.9), ("machine", 2, "a", 0.6)]).best()
    assert best == {(1, "a"): 0.45, (2, "a"): 0.6}


def test_the_machine_speaks_for_its_coders() -> None:
    assert MachineScores.of(ROWS).best()[1, "a"] == 0.5


def test_disagreement_is_between_the_coders_not_with_the_machine_they_make() -> None:
    worth = weigh_lessons("disagreement", MachineScores.of(ROWS))
    assert isclose(worth[1, "a"], 0.8)
    assert isclose(worth[4, "b"], 0.7)
    assert (2, "a") not in worth


@pytest.mark.parametrize("mode", ["uncertain", "disagreement", "rare"])
def test_chances_sum_to_one_and_every_turn_has_some(mode: str) -> None:
    odds = compute_chances(
        mode, weigh_lessons(mode, MachineScores.of(ROWS)), range(1, 11), CODES, {"a": 9}
    )
    assert isclose(sum(odds.values()), 1)
    assert min(odds.values()) == pytest.approx(ANYHOW / 10)


def test_rare_codes_get_most_of_the_draws() -> None:
    worth = weigh_lessons("rare", MachineScores.of(ROWS))
    odds = compute_chances("rare", worth, range(1, 11), CODES, {"a": 99})
    assert odds[4] > 0.9
    even = compute_chances("rare", worth, range(1, 11), CODES, {})
    assert even[4] == pytest.approx(0.95 / 2 + 0.005)


def test_without_lessons_chances_are_even() -> None:
    assert compute_chances("rare", {}, [3, 1], CODES, {}) == {1: 0.5, 3: 0.5}


def test_turns_outside_the_pool_are_never_drawn() -> None:
    odds = compute_chances("rare", weigh_lessons("rare", MachineScores.of(ROWS)), [5, 2], CODES, {})
    assert set(odds) == {2, 5}


def test_pick_draws_as_often_as_the_chances_say() -> None:
    odds, luck = {1: 0.5, 2: 0.3, 3: 0.2}, Random(1)
    counted = Counter(pick_turn(odds, luck.random()) for _ in range(20_000))
    assert all(abs(counted[turn] / 20_000 - odds[turn]) < 0.011 for turn in odds)
    assert pick_turn(odds, 1.0) == 3
    with pytest.raises(ValueError, match="no turn"):
        pick_turn({}, 0.5)


@pytest.mark.parametrize("share", [0.0, 0.2, 0.25, 1 / 3, 0.5, 1.0])
def test_the_random_share_is_kept_from_the_beginning_on(share: float) -> None:
    for n in range(1, 121):
        kept = sum(is_random(i, share) for i in range(n))
        assert kept == pytest.approx(n * share, abs=1)
    assert sum(is_random(i, share) for i in range(120)) == round(120 * share)


def test_inclusion_in_a_constant_frame_is_n_of_n() -> None:
    done = draws(40, 13, Random(7))
    chance = combine_inclusion(select_random_draws(done, ["a"]), range(1, 41))
    assert all(isclose(each, 13 / 40) for each in chance.values())


def test_chosen_draws_and_other_codes_do_not_count() -> None:
    done = draws(40, 5, Random(7))
    chosen = Draw(9, "rare", ("a",), 0.2, 35, 40, 40)
    other = Draw(9, "random", ("b",), 0.2, 35, 40, 40)
    assert combine_inclusion(select_random_draws([*done, chosen, other], ["a"]), [1])[
        1
    ] == pytest.approx(5 / 40)
    assert combine_inclusion(select_random_draws(done, ["b"]), [1]) == {1: 0.0}


def test_the_sample_is_simple_random_without_replacement() -> None:
    """Every pair of turns comes together as often as in theory: n(n-1) / N(N-1)."""
    times, luck, pairs = 6_000, Random(3), Counter[frozenset[int]]()
    for _ in range(times):
        taken = [each.turn_id for each in draws(8, 3, luck)]
        pairs.update(frozenset({a, b}) for a in taken for b in taken if a < b)
    expected = 3 * 2 / (8 * 7)
    assert len(pairs) == comb(8, 2)
    spread = (expected * (1 - expected) / times) ** 0.5
    assert max(abs(n / times - expected) for n in pairs.values()) < 4 * spread


def test_inclusion_holds_where_turns_come_in_later() -> None:
    """Ten turns, four drawn; ten more come in, five drawn: as often as the formula says."""
    times, luck, counted = 6_000, Random(11), Counter[int]()
    for _ in range(times):
        done = more_draws(draws(10, 4, luck), 20, 5, luck)
        counted.update({each.turn_id for each in done})
    told = combine_inclusion(select_random_draws(done, ["a"]), range(1, 21))
    assert told[1] == pytest.approx(1 - (1 - 4 / 10) * (1 - 5 / 16))
    assert told[20] == pytest.approx(5 / 16)
    for turn, chance in told.items():
        assert counted[turn] / times == pytest.approx(chance, abs=0.026)


def test_with_a_probability_for_every_turn_the_likely_ones_are_chosen() -> None:
    """A thousand turns of which nothing speaks for the code are not worth what one is that may."""
    likely = {"a": dict.fromkeys(range(1000), 0.12) | {5: 0.5, 6: 0.95}}
    scores = MachineScores.of([("machine", 6, "a", 0.95), ("rules", 6, "a", 0.9)], likely)
    assert scores.best()[5, "a"] == 0.5
    rare, unsure = weigh_lessons("rare", scores), weigh_lessons("uncertain", scores)
    assert set(rare) == {(5, "a"), (6, "a")}
    assert rare[6, "a"] > rare[5, "a"] > 0
    assert set(unsure) == {(5, "a")}
    odds = compute_chances("uncertain", unsure, range(1000), ["a"], {})
    assert odds[5] > 0.9
    assert sum(odds.values()) == pytest.approx(1)
