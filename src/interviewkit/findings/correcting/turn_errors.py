"""How often a machine errs by the turn, and who voiced a theme in truth: a model and its fit.

A person has voiced a theme or not. Who has, did so in one turn for certain, and in each other with
a chance. In every turn the machine finds falsely or misses with a chance. What it says in all turns
is known, the truth in those that an audit judged; who of the others voiced the theme is a latent
class (P. F. Lazarsfeld, N. W. Henry 1968), which W. J. Rogan and B. Gladen (1978, American Journal
of Epidemiology 107, 71-76) had without the turns. The chances may differ between the two sides,
and are drawn towards each other and towards what is usual as far as an audit does not tell them
(penalised likelihood). It is fitted by the EM gradient algorithm (K. Lange 1995, JRSS B 57,
425-437), then by Newton's with damping.

Arrays are ``(k, n, 6)``: themes, people, and how many of their turns are of each kind (``KINDS``).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from scipy.special import expit, logit

from interviewkit.findings.arrays import Bools, Floats

KINDS = (
    "not judged, machine silent",
    "not judged, machine found it",
    "judged in vain, machine silent",
    "judged in vain, machine found it",
    "judged to hold, machine silent",
    "judged to hold, machine found it",
)
FOUND = np.array([0.0, 1.0, 0.0, 1.0, 0.0, 1.0])
MAY_LACK = np.array([1.0, 1.0, 1.0, 1.0, 0.0, 0.0])
MAY_HOLD = np.array([1.0, 1.0, 0.0, 0.0, 1.0, 1.0])

USUAL = np.array([logit(0.03), 0.0, logit(0.7), 0.0, logit(0.08), 0.0])
"""What is usual, as log odds: false finds, true finds, further turns; each with its difference
between the sides. From machines that code interviews (docs/benchmarks.md)."""
AROUND = np.array([1.5, 0.5, 1.0, 0.5, 1.5, 0.7])
"""How far, as a standard deviation, a study may lie from it: 0.2 to 37 % false finds, 25 to 94 %
true ones, and false finds that are 2.7 times as frequent on one side."""

SIDES = 2
HALF = 0.5
"""H. Jeffreys' half a person more on either answer keeps a share off 0 and 1 while it is fitted."""
FIRST_STEPS, STEPS, APART = 60, 12, 1e-4
LEAST = 1e-300


@dataclass(frozen=True)
class TurnErrors:
    """The fitted chances of ``k`` themes.

    Attributes:
        at: (k, 8) log odds of the shares of people inside and outside, then as in ``USUAL``.
        known: (k, 8, 8) how surely: the observed information.
        likelihood: (k, n) log odds of each one's turns, had they voiced it against had they not.
    """

    at: Floats
    known: Floats
    likelihood: Floats

    @property
    def false(self) -> Floats:
        """(2, k) the chance of a false find in a turn without the theme, inside and outside."""
        return self._chance(SIDES)

    @property
    def found(self) -> Floats:
        """(2, k) the chance that a turn with the theme is found, inside and outside."""
        return self._chance(SIDES + 2)

    def one(self, k: int) -> TurnErrors:
        """The same of one theme."""
        return TurnErrors(self.at[[k]], self.known[[k]], self.likelihood[[k]])

    def _chance(self, place: int) -> Floats:
        middle, apart = self.at[:, place], self.at[:, place + 1]
        return np.asarray(expit(np.stack([middle + apart / 2, middle - apart / 2])))

    @property
    def uncertain(self) -> Floats:
        """(k, 2, 2) the variance of both shares that comes from not knowing the chances."""
        shares = expit(self.at[:, :SIDES])
        mixed = self.known[:, :SIDES, SIDES:]
        own = np.einsum("kjj->kj", self.known)[:, :SIDES]
        slope = -(shares * (1 - shares) / own)[..., None] * mixed
        spread = np.linalg.inv(self.known)[:, SIDES:, SIDES:]
        return np.asarray(slope @ spread @ slope.transpose(0, 2, 1))


def fit_turn_errors(turns: Floats, telling: Floats, inside: Bools) -> TurnErrors:
    """The chances under which these turns are most likely.

    ``turns`` (k, n, 6) are counts by kind; ``telling`` the same with judged turns weighted by one
    over their chance to be judged, which tells of the machine's errors.
    """
    data = _Data(turns, telling, np.where(inside, 0.5, -0.5))
    at = np.tile(np.concatenate([[-1.0, -1.0], USUAL]), (len(turns), 1))
    for _ in range(FIRST_STEPS):
        found = _score(at, data)
        at = np.clip(at + np.clip(found.score / found.complete, -1, 1), -12, 12)
    at = _newton(at, data)
    chances = _Chances.of(at, data)
    return TurnErrors(at, _positive(_information(at, data)), chances.odds(data))


class _Data(NamedTuple):
    turns: Floats
    telling: Floats
    side: Floats


class _Score(NamedTuple):
    """(k, 8) the slope of the penalised likelihood, and the information were all turns judged."""

    score: Floats
    complete: Floats


@dataclass(frozen=True)
class _Chances:
    """Chances of each person, (k, n, 1), and likelihoods of each kind of turn, (k, n, 6)."""

    share: Floats
    false: Floats
    found: Floats
    further: Floats
    lacking: Floats
    holding: Floats

    @classmethod
    def of(cls, at: Floats, data: _Data) -> _Chances:
        inside = data.side > 0
        share = expit(np.where(inside, at[:, :1], at[:, 1:2]))[..., None]
        false, found, further = (
            expit(at[:, [place]] + data.side * at[:, [place + 1]])[..., None] for place in (2, 4, 6)
        )
        lacking = np.where(FOUND > 0, false, 1 - false) * MAY_LACK
        holding = np.where(FOUND > 0, found, 1 - found) * MAY_HOLD
        return cls(share, false, found, further, lacking, holding)

    @property
    def any_turn(self) -> Floats:
        return self.further * self.holding + (1 - self.further) * self.lacking

    def odds(self, data: _Data) -> Floats:
        """(k, n) log odds of a person's turns, voiced against not."""
        turns = data.turns
        none = (turns * np.log(np.maximum(self.lacking, LEAST))).sum(-1)
        voiced = (turns * np.log(self.any_turn)).sum(-1)
        count = turns.sum(-1)
        sure = (turns * self.holding / self.any_turn).sum(-1) / np.maximum(count, 1)
        odds = voiced + np.log(np.maximum(sure, LEAST)) - none
        return np.asarray(np.where(count > 0, np.clip(odds, -500, 500), 0.0))


def _score(at: Floats, data: _Data) -> _Score:
    """By R. A. Fisher's identity: the mean of the score that knew who voiced it and where."""
    c = _Chances.of(at, data)
    voiced = expit(logit(np.clip(c.share[..., 0], 1e-12, 1 - 1e-12)) + c.odds(data))
    ratio = c.holding / c.any_turn
    sure = ratio / np.maximum((data.turns * ratio).sum(-1, keepdims=True), LEAST)
    more = (1 - sure) * c.further * ratio
    holds = data.telling * np.minimum(sure + more, 1.0) * voiced[..., None]
    lacks = data.telling - holds
    others = voiced * np.maximum(data.turns.sum(-1) - 1, 0)
    extra = (data.turns * more).sum(-1) * voiced
    false, found, further = (each[..., 0] for each in (c.false, c.found, c.further))
    parts = (
        ((lacks * (FOUND - c.false)).sum(-1), lacks.sum(-1) * false * (1 - false)),
        ((holds * (FOUND - c.found)).sum(-1), holds.sum(-1) * found * (1 - found)),
        (extra - others * further, others * further * (1 - further)),
    )
    score, complete = np.empty_like(at), np.empty_like(at)
    _score_of_shares(score, complete, at, voiced, data.side)
    for place, (slope, known) in zip((2, 4, 6), parts, strict=True):
        score[:, place], score[:, place + 1] = slope.sum(1), (slope * data.side).sum(1)
        complete[:, place], complete[:, place + 1] = known.sum(1), known.sum(1) / 4
    score[:, SIDES:] -= (at[:, SIDES:] - USUAL) / AROUND**2
    complete[:, SIDES:] += 1 / AROUND**2
    return _Score(score, complete)


def _score_of_shares(
    score: Floats, complete: Floats, at: Floats, voiced: Floats, side: Floats
) -> None:
    for place, here in enumerate((side > 0, side < 0)):
        share, n = expit(at[:, place]), here.sum() + 2 * HALF
        score[:, place] = voiced[:, here].sum(1) + HALF - n * share
        complete[:, place] = n * share * (1 - share) + 1e-3


def _newton(at: Floats, data: _Data) -> Floats:
    """Newton's steps, damped where one would lead away (D. W. Marquardt 1963)."""
    damping = np.full(len(at), 1e-3)
    here = _score(at, data)
    for _ in range(STEPS):
        off = np.abs(here.score).max(1)
        if (off < 1e-8).all():
            break
        damped = _information(at, data) + np.einsum(
            "k,kj,ij->kij", damping, here.complete, np.eye(at.shape[1])
        )
        step = np.linalg.solve(_positive(damped), here.score[..., None])[..., 0]
        there = np.clip(at + np.clip(step, -1, 1), -12, 12)
        then = _score(there, data)
        nearer = np.abs(then.score).max(1) < off
        at = np.where(nearer[:, None], there, at)
        here = _Score(*(np.where(nearer[:, None], b, a) for a, b in zip(here, then, strict=True)))
        damping = np.where(nearer, damping / 10, damping * 10)
    return at


def _information(at: Floats, data: _Data) -> Floats:
    """(k, 8, 8) minus the slope of the score, by differences."""
    columns = []
    for place in range(at.shape[1]):
        step = np.zeros(at.shape[1])
        step[place] = APART
        ends = _score(at + step, data).score, _score(at - step, data).score
        columns.append((ends[1] - ends[0]) / (2 * APART))
    found: NDArray[np.float64] = np.stack(columns, axis=-1)
    return np.asarray((found + found.transpose(0, 2, 1)) / 2)


def _positive(matrices: Floats) -> Floats:
    """The same with no direction in which less than nearly nothing is known."""
    values, vectors = np.linalg.eigh(matrices)
    kept = np.maximum(values, 0.05)
    return np.asarray((vectors * kept[:, None, :]) @ vectors.transpose(0, 2, 1))
