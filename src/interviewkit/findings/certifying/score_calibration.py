"""How well a machine foresees what people say, code by code."""

from __future__ import annotations

import math
from collections.abc import Collection, Mapping

import numpy as np

from interviewkit.findings.agreeing.measures import chance
from interviewkit.findings.agreeing.measures.ratings import Ints, Ratings
from interviewkit.findings.agreeing.measures.resampling import Resampling, count_by_person
from interviewkit.model import Interval
from interviewkit.model.calibration import Calibration, build_reliability_curve

PATTERNS = np.array([[0, 0], [0, 1], [1, 0], [1, 1]], dtype=np.int64)
"""What people and the machine may say of a turn."""


def measure_calibration(
    code: str,
    held: Mapping[int, float],
    scores: Mapping[int, float],
    given: Collection[int],
    speaker_of: Mapping[int, str],
    *,
    seed: int = 0,
    learnt: bool = False,
    why: str = "",
    decided_by: str = "",
) -> Calibration:
    """Compare verdicts with what was foreseen without them.

    ``held``: turn id → share of its judges (0 to 1) for whom the code holds; ``scores``: turn id
    → probability; ``given``: turns to which the machine gives the code. Turns without a score,
    or with one that is no number, are left out.
    """
    turns = [turn for turn in held if math.isfinite(scores.get(turn, math.nan))]
    if not turns:
        nan = math.nan
        return Calibration(code, learnt, 0, 0, 0, 0, nan, None, nan, nan, nan, (), why, decided_by)
    promised = np.array([scores[turn] for turn in turns]).clip(0, 1)
    share = np.array([held[turn] for turn in turns])
    by_people, by_machine = share >= 0.5, np.isin(turns, list(given))
    names = [speaker_of.get(turn, f"turn {turn}") for turn in turns]
    number = {name: place for place, name in enumerate(dict.fromkeys(names))}
    person = np.array([number[name] for name in names])
    kappa, interval = _kappa(by_people * 2 + by_machine, person, seed)
    return Calibration(
        code=code,
        learnt=learnt,
        judged=len(turns),
        found=int(by_people.sum()),
        given=int(by_machine.sum()),
        people=len(number),
        kappa=kappa,
        interval=interval,
        promised=float(promised.mean()),
        held=float(share.mean()),
        brier=float(((promised - share) ** 2).mean()),
        curve=build_reliability_curve(promised.tolist(), share.tolist()),
        why=why,
        decided_by=decided_by,
    )


def _kappa(pattern: Ints, person: Ints, seed: int) -> tuple[float, Interval | None]:
    """Cohen's kappa of turns by which of ``PATTERNS`` they show, and its interval by people."""
    people = int(person.max()) + 1
    of_people = count_by_person(person, pattern, np.ones(len(person)), people, len(PATTERNS))
    resampling = Resampling.of(people, seed)
    figures = chance.kappa(Ratings(PATTERNS, resampling.counts(of_people), (0, 1))).value
    return float(figures[0]), resampling.interval(figures, people)
