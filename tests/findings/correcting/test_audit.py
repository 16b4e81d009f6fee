"""Turns that were picked do not pass for turns that were drawn."""

from __future__ import annotations

import numpy as np
import pytest

from interviewkit.findings.correcting.audit import Audit, check_random_draw
from interviewkit.model import AuditVerdict

PEOPLE, TURNS = 120, 12


def scored(seed: int) -> np.ndarray:
    """Scores of a rare code, (people, turns): mostly near 0, some people often near 1."""
    rng = np.random.default_rng(seed)
    prone = rng.beta(0.5, 8, (PEOPLE, 1))
    return np.where(rng.random((PEOPLE, TURNS)) < prone, 0.9, rng.beta(1, 30, (PEOPLE, TURNS)))


def audit(scores: np.ndarray, chosen: np.ndarray, chance: np.ndarray | float) -> Audit:
    flat = scores.ravel()
    chances = np.broadcast_to(chance, flat.shape)
    return Audit(
        "code",
        dict(enumerate(flat.tolist())),
        {turn: AuditVerdict(False, float(chances[turn])) for turn in chosen.tolist()},
        {turn: f"P{turn // TURNS}" for turn in range(len(flat))},
    )


@pytest.mark.parametrize("n", [20, 60, 200])
def test_a_draw_by_chance_is_never_doubted(n: int) -> None:
    doubted = 0
    for seed in range(300):
        rng = np.random.default_rng([seed, n])
        chosen = rng.choice(PEOPLE * TURNS, n, replace=False)
        doubted += bool(check_random_draw(audit(scored(seed % 20), chosen, n / (PEOPLE * TURNS))))
    assert doubted <= 1


def test_whole_people_and_unequal_chances_are_a_draw_by_chance_too() -> None:
    scores = scored(1)
    doubted = 0
    for seed in range(300):
        rng = np.random.default_rng(seed)
        people = rng.choice(PEOPLE, 15, replace=False)
        whole = (people[:, None] * TURNS + np.arange(TURNS)).ravel()
        doubted += bool(check_random_draw(audit(scores, whole, 15 / PEOPLE)))
        chance = np.where(scores.ravel() > 0.5, 0.5, 0.05)
        drawn = np.flatnonzero(rng.random(PEOPLE * TURNS) < chance)
        doubted += bool(check_random_draw(audit(scores, drawn, chance)))
    assert doubted <= 1


def test_turns_picked_for_what_they_seem_to_hold_are_doubted() -> None:
    scores = scored(2)
    picked = np.argsort(-scores.ravel())[:60]
    told = check_random_draw(audit(scores, np.append(picked, np.arange(60)), 0.1))
    assert "no chance sample" in told
    assert "without --chance" in told


def test_too_few_turns_or_a_silent_machine_say_nothing() -> None:
    scores = scored(3)
    assert not check_random_draw(audit(scores, np.argsort(-scores.ravel())[:19], 0.1))
    assert not check_random_draw(audit(scores * 0, np.arange(50), 0.1))
