"""The probability of being in an audit, held against counting and against simulated draws."""

from __future__ import annotations

from collections import Counter
from itertools import count
from random import Random

import pytest

from interviewkit.coding.audits import collect_audit_sample
from interviewkit.model import Draw
from interviewkit.model.review import DRAWN_ELSEWHERE, PARTICIPANTS, PEOPLE_ELSEWHERE, RANDOM, RARE

SPEAKER_OF = {turn: f"P{(turn - 1) // 5}" for turn in range(1, 61)}
"""Twelve people with five turns each."""


def turns_drawn(n: int, luck: Random, frame: int = 60) -> list[Draw]:
    pool = list(range(1, frame + 1))
    found = []
    for _ in range(n):
        turn = luck.choice(pool)
        found.append(Draw(turn, RANDOM, ("a",), 1 / len(pool), len(pool), frame, frame))
        pool.remove(turn)
    return found


def people_drawn(n: int, luck: Random) -> list[Draw]:
    pool = sorted(set(SPEAKER_OF.values()))
    found = []
    for _ in range(n):
        name = luck.choice(pool)
        found += [
            Draw(turn, PARTICIPANTS, ("a",), 1 / len(pool), len(pool), 12, 60)
            for turn, who in SPEAKER_OF.items()
            if who == name
        ]
        pool.remove(name)
    return found


def given(turns: list[int], mode: str, *chances: float) -> list[Draw]:
    each = chances * len(turns) if len(chances) == 1 else chances
    return [
        Draw(turn, mode, ("a",), chance, 60, 60, 60)
        for turn, chance in zip(turns, each, strict=True)
    ]


def test_what_nobody_drew_by_chance_is_no_audit() -> None:
    chosen = [Draw(3, RARE, ("a",), 0.4, 60, 60, 60)]
    assert collect_audit_sample(chosen, ["a"], SPEAKER_OF, {3, 4}).turns == {}
    assert collect_audit_sample(given([3], RANDOM, 1 / 60), ["b"], SPEAKER_OF, {3}).turns == {}


def test_reading_everything_is_an_audit_without_chance() -> None:
    found = collect_audit_sample([], ["a"], SPEAKER_OF, set(SPEAKER_OF))
    assert set(found.turns.values()) == set(found.people.values()) == {1.0}
    assert len(found.people) == 12


def test_a_turn_is_in_by_itself_or_by_its_person() -> None:
    luck = Random(1)
    draws = [*turns_drawn(12, luck), *people_drawn(3, luck)]
    found = collect_audit_sample(draws, ["a"], SPEAKER_OF, {each.turn_id for each in draws})
    assert set(found.turns) == {each.turn_id for each in draws}
    assert list(found.turns.values()) == pytest.approx(
        [1 - (1 - 12 / 60) * (1 - 3 / 12)] * len(found.turns)
    )
    assert list(found.people.values()) == pytest.approx([3 / 12] * len(found.people))


def test_chances_are_how_often_turns_come_in() -> None:
    times: Counter[int] = Counter()
    luck = Random(7)
    rounds = 4000
    for _ in range(rounds):
        draws = [*turns_drawn(12, luck, frame=40), *people_drawn(3, luck)]
        times.update({each.turn_id for each in draws})
    found = collect_audit_sample(draws, ["a"], SPEAKER_OF, {each.turn_id for each in draws})
    # Turns above 40 came after the single draws: only their people can bring them in.
    expected = {turn: 1 - (1 - 0.3 * (turn <= 40)) * 0.75 for turn in SPEAKER_OF}
    assert all(found.turns[turn] == pytest.approx(expected[turn]) for turn in found.turns)
    assert all(times[t] / rounds == pytest.approx(expected[t], abs=0.03) for t in SPEAKER_OF)


def test_a_drawn_person_counts_once_all_of_theirs_is_read() -> None:
    draws = people_drawn(4, Random(2))
    people = list(dict.fromkeys(SPEAKER_OF[each.turn_id] for each in draws))
    read = {turn for turn, who in SPEAKER_OF.items() if who in people[:2]}
    started = next(turn for turn, who in SPEAKER_OF.items() if who == people[2])
    found = collect_audit_sample(draws, ["a"], SPEAKER_OF, {*read, started})
    assert set(found.people) == set(people[:2])
    assert set(found.turns) == read
    assert list(found.turns.values()) == pytest.approx([2 / 12] * len(found.turns))
    assert found.waiting == 9


def test_unread_turns_lower_the_chances_of_those_that_were_read() -> None:
    draws = turns_drawn(12, Random(3))
    found = collect_audit_sample(draws, ["a"], SPEAKER_OF, [each.turn_id for each in draws[:6]])
    assert list(found.turns.values()) == pytest.approx([6 / 60] * 6)
    assert found.waiting == 6


def test_turns_that_came_after_the_last_draw_are_told() -> None:
    draws = turns_drawn(10, Random(3), frame=40)
    assert (
        collect_audit_sample(draws, ["a"], SPEAKER_OF, [each.turn_id for each in draws]).late == 20
    )


def test_one_chance_from_elsewhere_holds_for_every_turn() -> None:
    draws = [*given([1, 2, 3], DRAWN_ELSEWHERE, 0.05), *turns_drawn(6, Random(4))]
    found = collect_audit_sample(draws, ["a"], SPEAKER_OF, {each.turn_id for each in draws})
    assert list(found.turns.values()) == pytest.approx([1 - 0.95 * 0.9] * len(found.turns))
    people = collect_audit_sample(
        given([1, 2, 3, 4, 5], PEOPLE_ELSEWHERE, 0.25), ["a"], SPEAKER_OF, range(1, 6)
    )
    assert people.people == {"P0": 0.25}
    assert set(people.turns.values()) == {0.25}


def test_differing_chances_from_elsewhere_estimate_without_bias() -> None:
    """Poisson draws with chances that follow the value, put together with a random sample."""
    value = {turn: float(turn % 3 == 0) for turn in SPEAKER_OF}
    chance = {turn: 0.5 if value[turn] else 0.2 for turn in SPEAKER_OF}
    luck = Random(11)
    total, rounds = 0.0, 3000
    for _ in range(rounds):
        mine = [turn for turn in SPEAKER_OF if luck.random() < chance[turn]]
        draws = [
            *given(mine, DRAWN_ELSEWHERE, *(chance[turn] for turn in mine)),
            *turns_drawn(15, luck),
        ]
        found = collect_audit_sample(
            draws, ["a"], SPEAKER_OF, {each.turn_id for each in draws}
        ).turns
        weights = {turn: 1 / p for turn, p in found.items()}
        total += sum(w * value[t] for t, w in weights.items()) / sum(weights.values())
    assert total / rounds == pytest.approx(1 / 3, abs=0.015)


def test_chances_never_exceed_one() -> None:
    numbers = count(1)
    draws = given([next(numbers) for _ in range(40)], DRAWN_ELSEWHERE, *([0.9, 0.8] * 20))
    draws += turns_drawn(50, Random(5))
    found = collect_audit_sample(draws, ["a"], SPEAKER_OF, {each.turn_id for each in draws} - {60})
    assert all(0 < chance <= 1 for chance in found.turns.values())
