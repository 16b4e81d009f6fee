"""How far a contrast of shares may lie from the truth, where people talked with each other.

The variance is the sum, over all pairs of rows that are tied, of the products of their residuals:
the cluster-robust estimator (K.-Y. Liang, S. L. Zeger 1986, Biometrika 73, 13-22), taken over
pairs and so over overlapping clusters (A. C. Cameron, J. B. Gelbach, D. L. Miller 2011, JBES 29,
238-249; P. M. Aronow, C. Samii, V. A. Assenova 2015, Political Analysis 23, 564-577). Residuals
are enlarged by the root of what their own conversation takes off them, and degrees of freedom are
Satterthwaite's (R. M. Bell, D. F. McCaffrey 2002, Survey Methodology 28, 169-181): with clusters
that do not overlap this is exactly their CR2.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np

from interviewkit.findings.arrays import Bools, Floats
from interviewkit.findings.ties import Ties

if TYPE_CHECKING:
    from scipy.sparse import csr_array

WORKING = 0.1
"""How alike people of one conversation are taken to be, where fewer degrees of freedom follow from
it: where a few conversations are much larger than others, people not alike would give too many."""

MOST_LEVERAGE = 0.9
"""Whoever is tied to more than this share of their side leaves nothing to compare with."""
MOST_ALIKE = 0.8
PART = 0.3
"""How much of the variance of people tied to themselves alone is left at least."""


@dataclass(frozen=True)
class Spread:
    """The variance of one contrast as a quadratic form of what people voiced.

    Attributes:
        weights: (n,) what each row adds to the contrast: 1/n₁ on one side, −1/n₀ on the other.
        unit: (n, s) columns of length 1, at right angles, that span what is held fixed: for
            shares, one a side.
        most: the largest share of a side that one row is tied to.
    """

    weights: Floats
    unit: Floats
    most: float
    ties: Ties = field(repr=False)
    _form: csr_array = field(repr=False)
    _traces: Floats = field(repr=False)
    _products: Floats = field(repr=False)
    _variances: Floats = field(repr=False)

    @classmethod
    def of(cls, weights: Floats, sides: list[Bools], ties: Ties) -> Spread:
        """The form of a contrast whose rows lie on these sides; each row on exactly one."""
        side = np.column_stack(sides).astype(float)
        return cls.beside(weights, side / np.sqrt(side.sum(axis=0)), ties)

    @classmethod
    def beside(cls, weights: Floats, unit: Floats, ties: Ties) -> Spread:
        """The form of a contrast beside what ``unit`` spans."""
        from scipy.sparse import diags_array, eye_array

        one = eye_array(len(weights), format="csr")
        kinds = [one, ties.same_conversation, ties.same_person]
        tied = (one + ties.same_conversation + ties.same_person).tocsr()
        own = (tied @ unit * unit).sum(axis=1)
        scale = weights / np.sqrt(1 - np.minimum(own, MOST_LEVERAGE))
        form = (diags_array(scale) @ tied @ diags_array(scale)).tocsr()
        traces, products = _moments(form, unit, kinds)
        variances = np.array([float(weights @ (kind @ weights)) for kind in kinds])
        right = variances[0] / traces[0] if traces[0] else 1.0
        return cls(
            weights,
            unit,
            float(own.max()),
            ties,
            form * right,
            traces * right,
            products * right**2,
            variances,
        )

    def residuals(self, voiced: Floats) -> Floats:
        """(n, k) what differs from the share of one's side."""
        return np.asarray(voiced - self.unit @ (self.unit.T @ voiced), dtype=float)

    def variance(self, voiced: Floats) -> tuple[Floats, Floats]:
        """(k,) the variance of the contrast of each column, and its degrees of freedom.

        A person who is on both sides resembles himself: how much is estimated from the column,
        and both what the estimator is short of and its degrees of freedom follow from it.
        """
        rest = self.residuals(voiced)
        found = np.maximum((rest * (self._form @ rest)).sum(axis=0), self._least(rest))
        alike = self.likeness_of_a_person(rest)
        freedom = np.minimum(self._freedom(0.0, alike), self._freedom(WORKING, alike))
        parts = np.stack([np.ones_like(alike), np.zeros_like(alike), alike])
        short = (self._variances @ parts) / np.maximum(self._traces @ parts, 1e-300)
        return np.asarray(found * np.maximum(short, 1.0)), np.asarray(freedom)

    @property
    def freedom_at_least(self) -> float:
        """Degrees of freedom that the layout alone gives, whatever was voiced; 0 where
        a side is (nearly) one conversation."""
        if self.most > MOST_LEVERAGE:
            return 0.0
        nobody = np.zeros(1)
        return float(min(self._freedom(0.0, nobody)[0], self._freedom(WORKING, nobody)[0]))

    def _least(self, rest: Floats) -> Floats:
        """(k,) the variance were people tied to themselves alone.

        Sums over overlapping ties can fall below it, and below 0, by chance; the truth does not,
        as people of one conversation do not become more unlike each other by talking.
        """
        if not self.ties.same_person.nnz:
            return np.zeros(rest.shape[1])
        parts = self.weights[:, None] * rest
        own = (parts * (parts + self.ties.same_person @ parts)).sum(axis=0)
        return np.asarray(np.maximum(PART * own, 0.0))

    def likeness_of_a_person(self, rest: Floats) -> Floats:
        """(k,) the correlation of one person's residuals on both sides, from 0 up."""
        return _correlation(self.ties.same_person, rest)

    def likeness_of_a_conversation(self, rest: Floats) -> Floats:
        """(k,) the correlation of the residuals of people of one conversation, from 0 up."""
        return _correlation(self.ties.same_conversation, rest)

    def _freedom(self, conversation: float, person: Floats) -> Floats:
        """(k,) Satterthwaite's degrees of freedom where people are as alike as this."""
        parts = np.stack([np.ones_like(person), np.full_like(person, conversation), person])
        squares = np.einsum("ik,ij,jk->k", parts, self._products, parts)
        return np.asarray((self._traces @ parts) ** 2 / np.maximum(squares, 1e-300))


def _correlation(tied: csr_array, rest: Floats) -> Floats:
    pairs = tied.nnz
    spread = (rest**2).mean(axis=0)
    if not pairs:
        return np.zeros(rest.shape[1])
    products = (rest * (tied @ rest)).sum(axis=0) / pairs
    return np.asarray(np.clip(products / np.where(spread > 0, spread, np.inf), 0.0, MOST_ALIKE))


def _moments(form: csr_array, unit: Floats, kinds: list[csr_array]) -> tuple[Floats, Floats]:
    """Traces of ``M F M Sᵢ`` and of ``M F M Sᵢ M F M Sⱼ``; ``M`` takes the sides' means off.

    ``M = 1 − U Uᵀ`` with the sides' unit vectors ``U``: every product with it is a product of few
    columns, so nothing of the size n × n is ever filled.
    """
    centred = [_Centred.of(kind, unit) for kind in kinds]
    traces = np.array([each.trace_with(form) for each in centred])
    products = np.array([[_trace_of_four(form, a, b) for b in centred] for a in centred])
    return traces, products


@dataclass(frozen=True)
class _Centred:
    """``M S M`` as ``S + U Wᵀ + W Uᵀ``."""

    core: csr_array
    unit: Floats
    rest: Floats

    @classmethod
    def of(cls, kind: csr_array, unit: Floats) -> _Centred:
        spun = kind @ unit
        return cls(kind, unit, 0.5 * unit @ (unit.T @ spun) - spun)

    def trace_with(self, form: csr_array) -> float:
        return float(form.multiply(self.core).sum() + 2 * (self.rest * (form @ self.unit)).sum())


def _trace_of_four(form: csr_array, a: _Centred, b: _Centred) -> float:
    """Trace of ``F A F B`` for centred ``A`` and ``B``; ``F`` and their cores are symmetric."""
    u, fu = a.unit, form @ a.unit
    first, second = form @ a.core, form @ b.core
    cores = first.multiply(second.T).sum()
    crossed = 2 * ((form @ (a.core @ (form @ b.rest))) * u).sum()
    crossed += 2 * ((form @ (b.core @ (form @ a.rest))) * u).sum()
    wa, wb = a.rest, b.rest
    ufw_a, ufw_b = fu.T @ wa, fu.T @ wb
    both = np.trace(ufw_b @ ufw_a) * 2
    both += 2 * np.trace((wa.T @ (form @ wb)) @ (u.T @ fu))
    return float(cores + crossed + both)
