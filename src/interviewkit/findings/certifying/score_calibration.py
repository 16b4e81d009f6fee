"""How well a machine foresees what people say, code by code."""

from __future__ import annotations

import math
from collections.abc import Collection, Mapping, Sequence
from itertools import chain

import numpy as np

from interviewkit.findings.agreeing.measures import chance
from interviewkit.findings.agreeing.measures.ratings import Floats, Ints, Ratings
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
    by_judgements: float | None = None,
) -> Calibration:
    """Compare verdicts with what was foreseen without them.

    ``held``: turn id → share of its judges (0 to 1) for whom the code holds; ``scores``: turn id
    → probability; ``given``: turns to which the machine gives the code. Turns without a score,
    or with one that is no number, are left out.
    """
    turns = [turn for turn in held if math.isfinite(scores.get(turn, math.nan))]
    if not turns:
        nan = math.nan
        return Calibration(code, learnt, 0, 0, 0, 0, nan, None, nan, nan, nan, (), why)
    promised = np.array([scores[turn] for turn in turns]).clip(0, 1)
    share = np.array([held[turn] for turn in turns])
    pattern = _patterns(share, turns, given)
    person = _number_people(turns, speaker_of)
    resampling = Resampling.of(int(person.max()) + 1, seed)
    figures = _chance(pattern, person, resampling).value
    return Calibration(
        code=code,
        learnt=learnt,
        judged=len(turns),
        found=int((pattern // 2).sum()),
        given=int((pattern % 2).sum()),
        people=int(person.max()) + 1,
        kappa=float(figures[0]),
        interval=resampling.interval(figures),
        promised=float(promised.mean()),
        held=float(share.mean()),
        brier=float(((promised - share) ** 2).mean()),
        curve=build_reliability_curve(promised.tolist(), share.tolist()),
        why=why,
        by_judgements=by_judgements,
    )


def pool_kappa(
    held: Mapping[str, Mapping[int, float]],
    given: Mapping[str, Collection[int]],
    speaker_of: Mapping[int, str],
    *,
    seed: int = 0,
) -> tuple[float, Interval | None]:
    """One kappa over all codes and its interval by people, as in the pooled row of agreement.

    ``held``: code → turn id → share of its judges (0 to 1) for whom the code holds; ``given``:
    code → turns to which the machine gives it. Observed and expected agreement are averaged over
    the codes (:func:`findings.agreeing.agreement.measure_agreement`).
    """
    place = {turn: at for at, turn in enumerate(sorted({*chain(*held.values())}))}
    person = _number_people([*place], speaker_of)
    resampling = Resampling.of(int(person.max(initial=-1)) + 1, seed)
    chances = []
    for code, verdicts in held.items():
        turns = [*verdicts]
        pattern = _patterns([*verdicts.values()], turns, given.get(code, ()))
        speakers = person[[place[turn] for turn in turns]]
        chances.append(_chance(pattern, speakers, resampling))
    if not place:
        return math.nan, None
    figures = chance.average(chances).value
    return float(figures[0]), resampling.interval(figures)


def _number_people(turns: Sequence[int], speaker_of: Mapping[int, str]) -> Ints:
    """Whose words each turn is, numbered as they come."""
    names = [speaker_of.get(turn, f"turn {turn}") for turn in turns]
    number = {name: place for place, name in enumerate(dict.fromkeys(names))}
    return np.array([number[name] for name in names], dtype=np.int64)


def _patterns(
    shares: Sequence[float] | Floats, turns: Sequence[int], given: Collection[int]
) -> Ints:
    """Which of ``PATTERNS`` each turn shows."""
    by_people, by_machine = np.asarray(shares) >= 0.5, np.isin(turns, [*given])
    return by_people * 2 + by_machine


def _chance(pattern: Ints, person: Ints, resampling: Resampling) -> chance.Chance:
    """Cohen's kappa of turns by which of ``PATTERNS`` they show, of everyone and resampled."""
    people = resampling.drawn.shape[1]
    of_people = count_by_person(person, pattern, np.ones(len(person)), people, len(PATTERNS))
    return chance.kappa(Ratings(PATTERNS, resampling.counts(of_people), (0, 1)))
