"""How far a contrast of shares may lie from the truth, where people talked with each other.

The variance of a contrast is that of people who never met, and what pairs add who are tied: of one
conversation and one side, of one conversation and two sides, one person on both sides. How alike
such pairs are is estimated from the products of their residuals, each expectation corrected for
the shares that are taken off (moments: A. Donner, N. Klar 2000, Design and Analysis of Cluster
Randomization Trials, 6.2; over ties that may overlap: P. M. Aronow, C. Samii, V. A. Assenova 2015,
Political Analysis 23, 564-577). The shares themselves tell the variance of one person, so the only
thing that is uncertain is likeness, and degrees of freedom are Satterthwaite's of that part (R. M.
Bell, D. F. McCaffrey 2002, Survey Methodology 28, 169-181).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np

from interviewkit.findings.arrays import Bools, Floats, Ints
from interviewkit.findings.comparing.ties import Ties

if TYPE_CHECKING:
    from scipy.sparse import csr_array

USUALLY_ALIKE = 0.08
"""How alike people of one conversation usually are, as an intraclass correlation."""

WORKING = 0.05
"""The likeness within conversations at which degrees of freedom are found, and pairs weighed: a
pair of a large conversation tells less than one of a small."""

BELIEVED, BELIEVED_ALIKE, GAINED = 1.0, 0.1, 0.5
"""Likeness below this is drawn up to it, as if so many more degrees of freedom had shown it, and so
many of them count in Student's t."""

FEW, MANY = 16.0, 26.0
"""People do not become unlike by talking: likeness below nothing is chance. With few degrees of
freedom Student's t pays for chance, so it is left; with many it is taken for nothing."""

ASUNDER = 1 / 3
"""How much of the likeness of one side's people, and of both sides', is estimated from them alone,
the rest from all pairs of one conversation: sides may be alike in themselves and not each other."""

LEAST = 0.2
"""Chance makes likeness negative; no more of a variance than this is left at least."""

PERSONS = (0.0, 0.2, 0.4, 0.6)
"""Likenesses of one person on both sides at which degrees of freedom are found, and, for what the
layout gives, the one that is usual."""
SAME_USUALLY = 0.4

MOST_ALIKE = 0.9
MOST_LEVERAGE = 0.9
"""Whoever is tied to more than this share of their side leaves nothing to compare with."""
FEWEST_WORTH = 2.25
"""A side must be worth more than two conversations: two tell nothing of others."""
ENDLESS = 1e9


@dataclass(frozen=True)
class Spread:
    """What the ties among ``n`` rows do to one contrast of them.

    Attributes:
        weights: (n,) what each row adds to the contrast: 1/n₁ on one side, −1/n₀ on the other.
        unit: (n, u) columns of length 1, at right angles, that span what is held fixed.
        counts: (q, s, s) sums over pairs of rows, by kind of tie and by the sides of both, of the
            products of their weights; the first kind is each row with itself.
        known: degrees of freedom that the layout gives; 0 where a side is hardly more than
            two conversations.
    """

    weights: Floats
    unit: Floats
    counts: Floats
    known: float
    _moments: _Moments = field(repr=False)

    @classmethod
    def of(cls, weights: Floats, sides: Sequence[Bools], ties: Ties) -> Spread:
        """The spread of a contrast whose rows lie on these sides; each row on exactly one."""
        side = np.column_stack(sides).astype(float)
        return cls.beside(weights, side / np.sqrt(side.sum(axis=0)), ties, sides)

    @classmethod
    def beside(
        cls, weights: Floats, unit: Floats, ties: Ties, sides: Sequence[Bools] | None = None
    ) -> Spread:
        """The spread of a contrast beside what ``unit`` spans; by sides where there are any."""
        n = len(weights)
        rows = np.column_stack(sides or [np.ones(n, dtype=bool)])
        kinds = _kinds(ties, rows.argmax(axis=1))
        each = rows * weights[:, None]
        counts = np.stack([each.T @ (kind @ each) for kind in kinds.tables])
        if ties.alone and not ties.same_person.nnz:
            moments = _Moments.none(kinds)
        else:
            moments = _Moments.of(weights, unit, kinds, counts.sum(axis=(1, 2)), ties)
        # A layout cannot tell more than n people who never met would: they leave n - 2.
        free = moments.freedom(np.array(SAME_USUALLY)) if _is_telling(weights, unit, ties) else 0.0
        return cls(weights, unit, counts, float(min(free, n - 2)), moments)

    def seen(self, voiced: Floats) -> Floats:
        """(q, k) how alike pairs of each kind were seen to be, as correlations; the first are 1."""
        return self.seen_in(self._residuals(voiced))

    def seen_in(self, residuals: Floats) -> Floats:
        """(q, k) the same of residuals (n, k) in deviations of one person."""
        return self._moments.likeness(residuals)

    def likeness(self, voiced: Floats) -> Floats:
        """(q, k) how alike they are taken to be."""
        return self.drawn(self.seen(voiced))

    def drawn(self, seen: Floats) -> Floats:
        """(q, k) the same, drawn up to what is usual as far as the layout tells little."""
        found, met = seen.copy(), slice(1, 1 + self._moments.kinds.met)
        left = np.clip((MANY - self.known) / (MANY - FEW), 0.0, 1.0)
        likely = np.where(seen[met] < 0, left * seen[met], seen[met])
        # Never less alike than was seen: what is usual may widen an interval, not shorten it.
        drawn = likely * self.known + BELIEVED * BELIEVED_ALIKE
        found[met] = np.maximum(likely, drawn / (self.known + BELIEVED))
        return found

    def pooled(self, seen: Floats) -> Floats:
        """(k,) how alike people of one conversation were seen to be, over all pairs that met."""
        tables = self._moments.kinds.tables[1 : 1 + self._moments.kinds.met]
        pairs = np.array([float(each.nnz) for each in tables])
        met = seen[1 : 1 + len(pairs)]
        return np.asarray(pairs @ met / max(pairs.sum(), 1.0))

    def alike(self, seen: Floats, conversation: float) -> Floats:
        """(q, k) the same where people of one conversation are as alike as this."""
        found = seen.copy()
        found[1 : 1 + self._moments.kinds.met] = conversation
        return found

    def freedom(self, likeness: Floats) -> Floats:
        """(k,) degrees of freedom that tell this likeness; endless where nobody is tied.

        Whoever estimates the variance of one person as well has no more than people allow.
        """
        if len(likeness) == 1:
            return np.full(likeness.shape[1], ENDLESS)
        kinds = self._moments.kinds
        person = likeness[-1] if kinds.persons else np.zeros(likeness.shape[1])
        extra = GAINED if kinds.met else 0.0
        return np.asarray(np.minimum(self._moments.freedom(person) + extra, ENDLESS))

    def variance(self, likeness: Floats, deviations: Floats) -> Floats:
        """(k,) the contrast's variance; ``deviations`` (s, k) are one person's, by side."""
        parts = np.einsum("qab,ak,bk->qk", self.counts, deviations, deviations)
        return np.asarray(np.maximum((likeness * parts).sum(axis=0), LEAST * parts[0]))

    def effect(self, likeness: Floats) -> Floats:
        """(k,) the design effect of the share of all rows."""
        pairs = np.array([float(each.sum()) for each in self._moments.kinds.tables])
        return np.asarray(np.maximum(pairs @ likeness / len(self.weights), 1.0))

    def _residuals(self, voiced: Floats) -> Floats:
        """(n, k) what differs from what is held fixed, in deviations of one person."""
        side = self._moments.kinds.side
        rest = np.array(voiced - self.unit @ (self.unit.T @ voiced), dtype=float)
        for each in range(int(side.max()) + 1):
            own = side == each
            # Half a person more on either answer, or it divides by 0 where all or none voiced it.
            share = (voiced[own].sum(axis=0) + 0.5) / (own.sum() + 1)
            rest[own] /= np.sqrt(share * (1 - share))
        return rest


def _is_telling(weights: Floats, unit: Floats, ties: Ties) -> bool:
    """Whether each side of a contrast is worth more than two conversations."""
    own = (ties.summed(unit) * unit).sum(axis=1).max()
    for side in (np.maximum(weights, 0.0), np.maximum(-weights, 0.0)):
        met = side @ (side + ties.same_conversation @ side)
        if met and side.sum() ** 2 / met < FEWEST_WORTH:
            return False
    return bool(own <= MOST_LEVERAGE)


@dataclass(frozen=True)
class _Kinds:
    """(n, n) tables of pairs: a row and itself, of one conversation (one side, then both), of one
    person.

    ``met`` are how many of them are of one conversation; ``persons`` is whether the last is of
    one person.
    """

    tables: list[csr_array]
    met: int
    persons: bool
    side: Ints


def _kinds(ties: Ties, side: Ints) -> _Kinds:
    from scipy.sparse import csr_array, eye_array

    cells = ties.same_conversation.tocoo()
    same = side[cells.row] == side[cells.col]
    met = [
        csr_array((cells.data[of], (cells.row[of], cells.col[of])), shape=cells.shape)
        for of in (same, ~same)
        if of.any()
    ]
    person = [ties.same_person] if ties.same_person.nnz else []
    one = eye_array(len(side), format="csr")
    return _Kinds([one, *met, *person], len(met), bool(person), side)


@dataclass(frozen=True)
class _Moments:
    """How likeness is found: sums over pairs of each kind, and what makes correlations of them."""

    kinds: _Kinds
    looks: list[csr_array]
    solved: Floats
    freedoms: Floats

    @classmethod
    def none(cls, kinds: _Kinds) -> _Moments:
        """Where nobody is tied there is nothing to find."""
        return cls(kinds, kinds.tables[:1], np.ones((1, 1)), np.full(len(PERSONS), ENDLESS))

    @classmethod
    def of(
        cls, weights: Floats, unit: Floats, kinds: _Kinds, counts: Floats, ties: Ties
    ) -> _Moments:
        from scipy.sparse import diags_array

        # A large conversation has many pairs but is one conversation: its pairs count less.
        size = 1 + WORKING * np.asarray(ties.same_conversation.sum(axis=1)).ravel()
        weighed = np.sqrt(np.abs(weights)) / size
        scale = diags_array(weighed / weighed.max())
        looks = [kinds.tables[0], *((scale @ each @ scale).tocsr() for each in kinds.tables[1:])]
        centred = [_Centred.of(each, unit) for each in kinds.tables]
        traces = np.array([[each.trace_with(look) for each in centred] for look in looks])
        solved = _solved(traces, kinds)
        persons = PERSONS if kinds.persons else PERSONS[:1]
        found = [_freedom(looks, solved, counts, kinds, unit, person) for person in persons]
        return cls(kinds, looks, solved, np.resize(found, len(PERSONS)))

    def likeness(self, rest: Floats) -> Floats:
        """(q, k) the correlation of each kind of pair."""
        sums = np.stack([(rest * (look @ rest)).sum(axis=0) for look in self.looks])
        found = self.solved @ sums
        known = found[0] > 1e-9
        found = np.where(known, found / np.where(known, found[0], 1.0), 0.0)
        found[0] = 1.0
        found[1 : 1 + self.kinds.met, ~known] = USUALLY_ALIKE
        if self.kinds.persons:
            # Who has spoken of something may not come back to it: unlike himself is no chance.
            found[-1] = np.clip(found[-1], -MOST_ALIKE, MOST_ALIKE)
        return np.asarray(found)

    def freedom(self, person: Floats) -> Floats:
        """(k,) degrees of freedom where one person is as alike on both sides as this."""
        return np.asarray(np.interp(person, PERSONS, self.freedoms))


def _solved(traces: Floats, kinds: _Kinds) -> Floats:
    """What makes likeness of sums: partly each kind of met pairs alone, partly all of them."""
    q = len(traces)
    place = [0, *[1] * kinds.met, *([1 + bool(kinds.met)] if kinds.persons else [])]
    pooled = np.zeros((max(place) + 1, q))
    pooled[place, range(q)] = 1.0
    # Of some kinds there may be no pair that tells anything: inv() would fail, or explode.
    alone = np.linalg.pinv(traces)
    jointly = pooled.T @ np.linalg.pinv(pooled @ traces @ pooled.T) @ pooled
    return np.asarray(ASUNDER * alone + (1 - ASUNDER) * jointly)


def _freedom(
    looks: list[csr_array],
    solved: Floats,
    counts: Floats,
    kinds: _Kinds,
    unit: Floats,
    person: float,
) -> float:
    """Satterthwaite's degrees of freedom of a variance whose likeness alone is uncertain."""
    truth = np.array([1.0, *[WORKING] * kinds.met, *([person] if kinds.persons else [])])
    parts = counts[1:] @ (solved[1:] - truth[1:, None] * solved[0])
    form = sum((part * look for part, look in zip(parts, looks, strict=True)), 0 * looks[0])
    among = sum((at * each for at, each in zip(truth, kinds.tables, strict=True)), 0 * looks[0])
    square = _trace_of_square(form.tocsr(), _Centred.of(among.tocsr(), unit))
    return float(np.clip((counts @ truth) ** 2 / max(square, 1e-300), 0.0, ENDLESS))


@dataclass(frozen=True)
class _Centred:
    """``M S M`` as ``S + U Wᵀ + W Uᵀ``; ``M = 1 − U Uᵀ`` takes off what is held fixed.

    Every product with it is one of few columns, so nothing of the size n × n is ever filled.
    """

    core: csr_array
    unit: Floats
    rest: Floats

    @classmethod
    def of(cls, kind: csr_array, unit: Floats) -> _Centred:
        spun = kind @ unit
        return cls(kind, unit, 0.5 * unit @ (unit.T @ spun) - spun)

    def trace_with(self, form: csr_array) -> float:
        return float(form.multiply(self.core).sum() + 2 * (self.rest * (form @ self.unit)).sum())


def _trace_of_square(form: csr_array, a: _Centred) -> float:
    """Trace of ``F A F A`` for centred ``A``; ``F`` and its core are symmetric."""
    u, w, fu = a.unit, a.rest, form @ a.unit
    first = form @ a.core
    cores = first.multiply(first.T).sum()
    crossed = 4 * ((form @ (a.core @ (form @ w))) * u).sum()
    spun = fu.T @ w
    both = 2 * np.trace(spun @ spun) + 2 * np.trace((w.T @ (form @ w)) @ (u.T @ fu))
    return float(cores + crossed + both)
