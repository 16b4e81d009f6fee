"""First a code is found, then it is sharpened; every choice has a known chance."""

from __future__ import annotations

from collections import Counter
from random import Random

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from interviewkit.coding.queues import ANYHOW, pick_turn
from interviewkit.coding.seeking import ENOUGH, LIKELIEST, Judged, Progress, RankedTurns

NOTHING = Judged((), {})


def ranked(
    scores: dict[str, dict[int, float]], n: int = 100, sense: np.ndarray | None = None
) -> RankedTurns:
    """Turns 1 to n of as many people."""
    best = {(turn, code): p for code, of in scores.items() for turn, p in of.items()}
    return RankedTurns.of(tuple(scores), {turn: turn for turn in range(1, n + 1)}, best, sense)


@settings(max_examples=60, deadline=None)
@given(
    scores=st.lists(st.lists(st.floats(0, 1), min_size=12, max_size=12), min_size=1, max_size=4),
    pool=st.sets(st.integers(1, 12), min_size=1),
    found=st.dictionaries(st.integers(1, 12), st.sets(st.sampled_from("0123"))),
)
def test_chances_sum_to_one_and_every_turn_has_some(
    scores: list[list[float]], pool: set[int], found: dict[int, set[str]]
) -> None:
    by_code = {str(row): dict(enumerate(of, start=1)) for row, of in enumerate(scores)}
    sense = np.random.default_rng(len(pool)).normal(size=(12, 3)).astype(np.float32)
    turns = ranked(by_code, 12, sense / np.linalg.norm(sense, axis=1, keepdims=True))
    chances = turns.plan(pool, Judged(set(found), found)).chances()
    assert set(chances) == pool
    assert sum(chances.values()) == pytest.approx(1)
    assert min(chances.values()) >= ANYHOW / len(pool) * (1 - 1e-9)
    assert chances == turns.plan(sorted(pool, reverse=True), Judged(set(found), found)).chances()


def test_the_likeliest_turns_of_a_code_are_drawn() -> None:
    chances = ranked({"a": {7: 0.9, 8: 0.8, 9: 0.7}}).plan(range(1, 101), NOTHING).chances()
    assert chances[7] > chances[8] > chances[9] > 10 * chances[50]


def test_the_code_that_was_found_least_comes_first() -> None:
    turns = ranked({"a": {1: 0.9, 2: 0.9}, "b": {51: 0.9, 52: 0.9}})
    found = {turn: ["a"] for turn in range(90, 95)}
    assert [each.level for each in turns.count_progress(Judged(found, found))] == [5, 0]
    chances = turns.plan(range(1, 90), Judged(found, found)).chances()
    assert chances[51] > 10 * chances[1]


def test_a_code_read_for_in_vain_gives_way_to_others() -> None:
    """Codes that nobody voices must not use up everyone's time."""
    scores = {turn: 0.9 - turn / 1000 for turn in range(1, 101)}
    turns = ranked({"never": scores, "b": {101: 0.9, 102: 0.8}}, 200)
    read = list(range(1, LIKELIEST + 1))
    never, b = turns.count_progress(Judged(read, {}))
    assert (never.found, never.in_vain, never.is_sought) == (0, LIKELIEST, False)
    assert b.is_sought
    chances = turns.plan(range(51, 201), Judged(read, {})).chances()
    assert chances[101] + chances[102] > 0.5


def test_what_is_like_a_found_turn_is_sought_where_the_machine_is_silent() -> None:
    sense = np.eye(4, dtype=np.float32)[np.arange(100) % 4]
    turns = ranked({"a": {}}, sense=sense)
    found = {1: ["a"]}
    chances = turns.plan(range(2, 101), Judged(found, found)).chances()
    likely = sorted(chances, key=lambda turn: -chances[turn])[:5]
    assert all(turn % 4 == 1 for turn in likely)


def test_people_who_were_not_read_yet_come_before_those_who_were() -> None:
    best = {(turn, "a"): 0.9 for turn in (1, 2, 3)}
    who = {1: "ana", 2: "ana", 3: "ben"} | {turn: turn for turn in range(4, 50)}
    turns = RankedTurns.of(("a",), who, best)
    chances = turns.plan(range(2, 50), Judged([1], {1: ["a"]})).chances()
    assert chances[3] > chances[2]


def test_enough_found_turns_to_what_the_machine_is_unsure_of() -> None:
    scores = dict.fromkeys(range(1, 101), 0.02) | {50: 0.5, 51: 0.99}
    turns = ranked({"a": scores})
    few = {turn: ["a"] for turn in range(1, ENOUGH)}
    many = {turn: ["a"] for turn in range(1, ENOUGH + 1)}
    pool = range(20, 101)
    seeking, sharpening = (turns.plan(pool, Judged(f, f)).chances() for f in (few, many))
    assert seeking[51] > seeking[50]
    assert sharpening[50] > 0.9
    assert turns.plan(pool, Judged(many, many)).why(50) == "sharpening a: 10 found"
    assert turns.plan(pool, Judged(few, few)).why(51) == "finding a: 9 of 10 found"


def test_a_turn_that_no_code_asks_for_was_drawn_by_chance() -> None:
    turns = ranked({"a": {1: 0.9, 2: 0.8, 3: 0.7, 4: 0.6, 5: 0.6}})
    assert turns.plan(range(1, 101), NOTHING).why(99) == ""


def test_without_turns_there_is_nothing_to_draw() -> None:
    assert ranked({"a": {1: 0.5}}).plan([], NOTHING).chances() == {}
    assert Progress("a", 3, 10).level == 5
    assert Progress("a", 3, 1, likely=1).level == ENOUGH


def test_a_rare_code_is_found_four_times_as_often_as_by_chance() -> None:
    """Two codes in 2 % of 1,500 turns, of which the machine has a weak notion."""
    found = {"chosen": 0, "by chance": 0}
    for seed in range(4):
        luck, noise = Random(seed), np.random.default_rng(seed)
        truth: dict[int, set[str]] = {turn: set() for turn in range(1, 1501)}
        for code in ("a", "b"):
            for turn in luck.sample(sorted(truth), 30):
                truth[turn].add(code)
        scores = {
            code: {
                turn: float(1 / (1 + np.exp(4 - noise.normal() - 2 * (code in held))))
                for turn, held in truth.items()
            }
            for code in ("a", "b")
        }
        turns, judged = ranked(scores, 1500), dict[int, set[str]]()
        for _ in range(50):
            chances = turns.plan(truth.keys() - judged.keys(), Judged(judged, judged)).chances()
            turn = pick_turn(chances, luck.random())
            judged[turn] = truth[turn]
        found["chosen"] += sum(Counter(c for held in judged.values() for c in held).values())
        found["by chance"] += sum(len(truth[t]) for t in luck.sample(sorted(truth), 50))
    assert found["chosen"] >= 4 * max(found["by chance"], 50 * 4 * 0.04)
