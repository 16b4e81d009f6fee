"""How well a code is learnt, told by participants whose turns were not learnt from.

A yardstick of the learned coder for its benchmark and its tests; a study asks `coding calibration`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np

from interviewkit.coding.contract import Material
from interviewkit.coding.learned_coder import LearnedCoder
from interviewkit.coding.learning.decision import UNTAUGHT, find_highest
from interviewkit.coding.learning.features import Features, extract_machine_support
from interviewkit.coding.learning.labels import (
    Array,
    JudgedPassages,
    LearningLabels,
    Read,
    Who,
    identify_speaker,
)
from interviewkit.coding.learning.one_code import build_views, explain_too_little, learn
from interviewkit.coding.learning.people import assign_folds
from interviewkit.model import Codebook, Coding
from interviewkit.model.calibration import CalibrationBin, build_reliability_curve

FOLDS = 5


@dataclass(frozen=True)
class CrossValidated:
    """What the learned coder says of judged turns whose participants it did not learn from.

    ``probabilities``, ``given`` and ``held`` are (t,): what it promises, whether it gives the
    code, and for which share of judges the code holds. ``kappa`` is Cohen's between the last two
    (judges' majority), ``nan`` where it is not defined; ``brier`` the mean squared distance
    between promise and judgement. ``curve`` is the reliability curve.
    """

    code: str
    kappa: float
    brier: float
    curve: tuple[CalibrationBin, ...]
    probabilities: Array = field(repr=False)
    given: Array = field(repr=False)
    held: Array = field(repr=False)

    @property
    def n(self) -> int:
        return len(self.held)


def cross_validate(
    coder: LearnedCoder,
    material: Material,
    codebook: Codebook,
    codings: Sequence[Coding],
    read: Read,
    who: Who = identify_speaker,
    folds: int = FOLDS,
) -> tuple[CrossValidated, ...]:
    """Learn each code ``folds`` times without some of the participants, and judge those.

    Codes that cannot be learnt are left out. Folds are filled with participants by their number
    of judged turns, so nothing is random. A fold whose others teach nothing is given nothing.
    """
    judgements = LearningLabels(material.passages, codings, read, who)
    seen = coder.seen(material)
    found = []
    for code in codebook.codes:
        judged = judgements.of(code.id)
        if not explain_too_little(judged):
            found.append(_validate_code(code.id, seen.features, seen.support(code), judged, folds))
    return tuple(found)


def predict_left_out(
    features: Features, supported: Array | None, judged: JudgedPassages, learn_from: Array
) -> tuple[Array, Array]:
    """Probabilities and decisions, (t,) each, for all judged turns, learnt from some of them.

    ``learn_from`` (t,) is a mask.
    """
    n = len(judged.turn_held)
    if explain_too_little(judged.only(learn_from)):
        if supported is None:
            return np.full(n, 0.5 / (learn_from.sum() + 1)), np.zeros(n, dtype=bool)
        alone, decision = extract_machine_support(supported), UNTAUGHT
        logits = decision.logits(build_views(alone, alone * 0, alone * 0))
    else:
        learnt = learn(features, supported, judged.only(learn_from))
        decision, logits = learnt.decision, learnt.logits(features, supported)
    turns = find_highest(logits[judged.rows], judged.turn, n)
    return decision.probabilities(turns), turns >= decision.threshold


def compare_masks(held: Array, given: Array) -> float:
    """Cohen's kappa of two masks; ``nan`` where it is not defined."""
    seen = float((held == given).mean())
    chance = float(held.mean() * given.mean() + (1 - held.mean()) * (1 - given.mean()))
    return (seen - chance) / (1 - chance) if chance < 1 else float("nan")


def _validate_code(
    code: str, features: Features, supported: Array | None, judged: JudgedPassages, folds: int
) -> CrossValidated:
    judged = judged.only(~np.isnan(judged.turn_held))
    fold = assign_folds(judged.person, folds)
    probabilities, given = np.zeros(len(fold)), np.zeros(len(fold), dtype=bool)
    for out in range(folds):
        mine = fold == out
        p, g = predict_left_out(features, supported, judged, ~mine)
        probabilities[mine], given[mine] = p[mine], g[mine]
    held = judged.turn_held
    brier = float(((probabilities - held) ** 2).mean())
    curve = build_reliability_curve(probabilities.tolist(), held.tolist())
    kappa = compare_masks(held >= 0.5, given)
    return CrossValidated(code, kappa, brier, curve, probabilities, given, held)
