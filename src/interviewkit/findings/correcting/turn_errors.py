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

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
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
FIRST_STEPS, STEPS, APART, SOLVED = 60, 12, 1e-4, 1e-8
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
    sides = [_Side.of(turns, telling, here, sign) for here, sign in ((inside, 1), (~inside, -1))]
    at = np.tile(np.concatenate([[-1.0, -1.0], USUAL]), (len(turns), 1))
    # By the information that full verdicts would have: slow, but it leads there from anywhere.
    # Newton's steps, fast only near by, finish it.
    for _ in range(FIRST_STEPS):
        found = _score(at, sides)
        at = np.clip(at + np.clip(found.score / found.complete, -1, 1), -12, 12)
    at = _newton(at, sides)
    odds = np.empty(turns.shape[:2])
    for here, side in zip((inside, ~inside), sides, strict=True):
        odds[:, here] = _Chances.of(side.own(at)).odds(side)
    return TurnErrors(at, _positive(_information(at, sides)), odds)


@dataclass(frozen=True)
class _Side:
    """The people of one side, (k, m, 6), how many turns each has, (k, m), and the way from all
    parameters to those of this side: the share, false finds, true finds, further turns."""

    turns: Floats
    telling: Floats
    count: Floats
    way: Floats

    @classmethod
    def of(cls, turns: Floats, telling: Floats, here: Bools, sign: int) -> _Side:
        way = np.zeros((1 + len(USUAL) // 2, SIDES + len(USUAL)))
        way[0, 0 if sign > 0 else 1] = 1.0
        for row, place in enumerate(range(SIDES, way.shape[1], 2), start=1):
            way[row, place : place + 2] = 1.0, sign / 2
        own = turns[:, here]
        return cls(own, telling[:, here], own.sum(-1), way)

    def own(self, at: Floats) -> Floats:
        """(k, 4) the log odds of this side."""
        return np.asarray(at @ self.way.T)

    def among(self, kept: Bools) -> _Side:
        """The same of some themes."""
        return _Side(self.turns[kept], self.telling[kept], self.count[kept], self.way)


class _Score(NamedTuple):
    """(k, q) the slope of the penalised likelihood, and the information were all turns judged."""

    score: Floats
    complete: Floats


@dataclass(frozen=True)
class _Chances:
    """One side's chances, (k,) each, and the likelihoods of each kind of turn, (k, 6)."""

    share: Floats
    false: Floats
    found: Floats
    further: Floats
    lacking: Floats
    any_turn: Floats
    ratio: Floats

    @classmethod
    def of(cls, at: Floats) -> _Chances:
        false, found, further = expit(at[:, 1:, None]).transpose(1, 0, 2)
        lacking = np.where(FOUND > 0, false, 1 - false) * MAY_LACK
        holding = np.where(FOUND > 0, found, 1 - found) * MAY_HOLD
        any_turn = further * holding + (1 - further) * lacking
        one, two, three = (each[:, 0] for each in (false, found, further))
        return cls(at[:, 0], one, two, three, lacking, any_turn, holding / any_turn)

    def sure(self, side: _Side) -> Floats:
        """(k, m) what each one's turns hold of the one that voices it for certain."""
        return np.asarray((side.turns @ self.ratio[..., None])[..., 0])

    def odds(self, side: _Side) -> Floats:
        """(k, m) log odds of a person's turns, voiced against not."""
        each = np.log(self.any_turn) - np.log(np.maximum(self.lacking, LEAST))
        sure = self.sure(side) / np.maximum(side.count, 1)
        odds = (side.turns @ each[..., None])[..., 0] + np.log(np.maximum(sure, LEAST))
        return np.asarray(np.where(side.count > 0, np.clip(odds, -500, 500), 0.0))


def _score(at: Floats, sides: Sequence[_Side]) -> _Score:
    score, complete = np.zeros_like(at), np.zeros_like(at)
    for side in sides:
        found = _score_of_side(side.own(at), side)
        score += found.score @ side.way
        complete += found.complete @ side.way**2
    score[:, SIDES:] -= (at[:, SIDES:] - USUAL) / AROUND**2
    complete[:, SIDES:] += 1 / AROUND**2
    return _Score(score, complete)


def _score_of_side(at: Floats, side: _Side) -> _Score:
    """By R. A. Fisher's identity: the mean of the score that knew who voiced it and where.

    Of a person who voiced it a turn of kind ``j`` is the certain one with the chance
    ``ratio_j / sure``, and one of the others with ``further ratio_j``: so sums over people are
    products of counts with ``voiced`` and ``voiced / sure``, kind by kind.
    """
    c = _Chances.of(at)
    voiced, sure = expit(at[:, :1] + c.odds(side)), c.sure(side)
    over = np.divide(voiced, sure, out=np.zeros_like(voiced), where=sure > LEAST)
    more = c.further[:, None] * c.ratio
    told, told_over = (_over_people(each, side.telling) for each in (voiced, over))
    all_turns, all_over = (_over_people(each, side.turns) for each in (voiced, over))
    holds = told * more + told_over * c.ratio * (1 - more)
    lacks = side.telling.sum(1) - holds
    extra = (all_turns * more - all_over * c.ratio * more).sum(-1)
    others = (voiced * np.maximum(side.count - 1, 0)).sum(-1)
    n, share = voiced.shape[1] + 2 * HALF, expit(c.share)
    parts = (
        (voiced.sum(1) + HALF, np.full_like(share, n), share),
        ((lacks * FOUND).sum(-1), lacks.sum(-1), c.false),
        ((holds * FOUND).sum(-1), holds.sum(-1), c.found),
        (extra, others, c.further),
    )
    slopes = [hits - of * chance for hits, of, chance in parts]
    known = [of * chance * (1 - chance) for _, of, chance in parts]
    # A share at 0 or 1 still needs something to divide by.
    known[0] += 1e-3
    return _Score(np.stack(slopes, -1), np.stack(known, -1))


def _over_people(values: Floats, turns: Floats) -> Floats:
    """(k, 6) sums over people (k, m) of their turns."""
    return np.asarray((values[:, None, :] @ turns)[:, 0])


def _newton(at: Floats, sides: Sequence[_Side]) -> Floats:
    """Newton's steps, damped where one would lead away (D. W. Marquardt 1963); each theme stops
    where it is solved, so none depends on what is fitted with it."""
    at, damping = at.copy(), np.full(len(at), 1e-3)
    for _ in range(STEPS):
        here = _score(at, sides)
        left = np.abs(here.score).max(1) >= SOLVED
        if not left.any():
            break
        nearer, there = _newton_step(
            at[left], [side.among(left) for side in sides], damping[left],
            _Score(here.score[left], here.complete[left]),
        )  # fmt: skip
        at[left] = np.where(nearer[:, None], there, at[left])
        damping[left] *= np.where(nearer, 0.1, 10.0)
    return at


def _newton_step(
    at: Floats, sides: Sequence[_Side], damping: Floats, here: _Score
) -> tuple[Bools, Floats]:
    """Whether a step leads nearer, and where to."""
    damped = _information(at, sides) + np.einsum(
        "k,kj,ij->kij", damping, here.complete, np.eye(at.shape[1])
    )
    step = np.linalg.solve(_positive(damped), here.score[..., None])[..., 0]
    there = np.clip(at + np.clip(step, -1, 1), -12, 12)
    then = np.abs(_score(there, sides).score).max(1)
    return then < np.abs(here.score).max(1), there


def _information(at: Floats, sides: Sequence[_Side]) -> Floats:
    """(k, 8, 8) minus the slope of the score, by differences side by side."""
    found = np.tile(np.diag(np.concatenate([np.zeros(SIDES), 1 / AROUND**2])), (len(at), 1, 1))
    for side in sides:
        # A side depends on four sums of the eight parameters: four differences tell all.
        own, columns = side.own(at), []
        for place in range(own.shape[1]):
            step = np.zeros(own.shape[1])
            step[place] = APART
            ends = [_score_of_side(own + each, side).score for each in (step, -step)]
            columns.append((ends[1] - ends[0]) / (2 * APART))
        found += side.way.T @ np.stack(columns, axis=-1) @ side.way
    return np.asarray((found + found.transpose(0, 2, 1)) / 2)


def _positive(matrices: Floats) -> Floats:
    """The same with no direction in which less than nearly nothing is known."""
    values, vectors = np.linalg.eigh(matrices)
    kept = np.maximum(values, 0.05)
    return np.asarray((vectors * kept[:, None, :]) @ vectors.transpose(0, 2, 1))
