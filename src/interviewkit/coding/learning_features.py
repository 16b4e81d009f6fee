"""What a passage is judged by: other coders' word, its sense, its words, what stands around."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import numpy as np

from interviewkit.coding.contract import Material
from interviewkit.coding.machine import Case
from interviewkit.coding.turn_numbers import number_turns
from interviewkit.coding.vector_space import centre_alone
from interviewkit.model.words import pair_characters

if TYPE_CHECKING:
    from scipy.sparse import csr_matrix

Array = np.ndarray[Any, np.dtype[Any]]


Embed = Callable[[Sequence[str]], "Array"]
"""Texts to vectors (n, d) with rows of length 1."""

AROUND = 0.3
"""Weight of neighbouring sentences and of the question beside the passage's own sense and words."""

RIDGE = 4.0
"""How strongly what is learnt is shrunk; the kernel's diagonal is 2 to 3."""

MOST_KEPT = 8
"""So many prepared regressions are kept."""

BUCKETS = 2**18
"""Words and pairs of words are hashed into so many columns."""

FURTHEST = (-8.0, 4.0)
"""Support outside of these counts as these: no coder is surer than that."""


@dataclass(frozen=True)
class Features:
    """All passages of a material, n of them, in the spaces that likeness is measured in.

    ``sense`` (n, d) are vectors without the mean of the corpus, ``beside`` (n, d) the mean of the
    turn's other passages, ``words`` (n, ``BUCKETS``) its words, weighed by how rare they are
    (tf-idf), ``asked`` the question: vectors (n, d) where there is an encoder, else words. Rows
    have length 1, or 0 where there is nothing; neighbours and question count by ``AROUND``.
    ``places`` tells where in the material a passage stands.
    """

    places: Mapping[tuple[str, int, int, int], int]
    sense: Array
    beside: Array
    words: csr_matrix
    asked: Any
    prepared: dict[bytes, Ridge] = field(default_factory=dict, repr=False)

    @classmethod
    def of(cls, material: Material, embed: Embed | None = None) -> Features:
        """Two seconds for 50,000 passages whose vectors are there."""
        sense = centre_alone(material.vectors())
        turns = number_turns(material.passages)
        return cls(
            {passage.place: place for place, passage in enumerate(material.passages)},
            sense,
            _average_neighbours(sense, turns) * AROUND**0.5,
            _weighed([passage.quote for passage in material.passages], 2),
            _embed_questions(material, embed) * AROUND**0.5,
        )

    def kernel(self, rows: Array) -> Array:
        """How alike these passages are, (r, r): the sum of four cosines, by their weights."""
        words, asked = self.words[rows], self.asked[rows]
        alike: Array = self.sense[rows] @ self.sense[rows].T + (words @ words.T).toarray()
        asked_alike = asked @ asked.T
        alike += self.beside[rows] @ self.beside[rows].T
        alike += asked_alike if isinstance(asked_alike, np.ndarray) else asked_alike.toarray()
        return alike

    def ridge(self, rows: Array) -> Ridge:
        """A ridge regression on these rows; kept, as codes are mostly judged on the same."""
        key = rows.tobytes()
        if key not in self.prepared:
            if len(self.prepared) >= MOST_KEPT:
                self.prepared.clear()
            self.prepared[key] = Ridge.of(self.kernel(rows), RIDGE)
        return self.prepared[key]

    def prepare(self, rows: Array, fold: Array) -> None:
        """Have ready what :meth:`ridge` gives for these rows without each fold, ``fold`` (r,)."""
        without = {out: rows[fold != out].tobytes() for out in np.unique(fold).tolist()}
        if all(key in self.prepared for key in without.values()):
            return
        whole = self.ridge(rows)
        self.prepared.clear()
        self.prepared.update({key: whole.without(fold == out) for out, key in without.items()})

    def towards(self, rows: Array, weights: Array) -> Direction:
        """The direction of a ridge regression with these weights of these rows."""
        return Direction(
            _cast_direction(self.sense, self.sense[rows].T @ weights),
            _cast_direction(self.beside, self.beside[rows].T @ weights),
            self.words[rows].T @ weights,
            _cast_direction(self.asked, self.asked[rows].T @ weights),
            INTERCEPT * float(weights.sum()),
        )  # fmt: skip

    def along(self, direction: Direction) -> Array:
        """How far every passage lies along a direction, (n,)."""
        found: Array = self.sense @ direction.sense + self.beside @ direction.beside
        found += self.words @ direction.words + self.asked @ direction.asked
        return found + direction.base


def _cast_direction(space: Any, direction: Array) -> Array:
    """A direction as precise as the space it is for, which is then not copied to be compared."""
    found: Array = direction.astype(space.dtype)
    return found


@dataclass(frozen=True)
class Direction:
    """What was learnt of a code, in each of the spaces of :class:`Features`."""

    sense: Array
    beside: Array
    words: Array
    asked: Array
    base: float


def compute_support(case: Case | None) -> Array | None:
    """What the machine makes of the other coders, as a logit for every passage, (n,).

    ``None`` where none of them spoke.
    """
    if case is None or case.is_silent:
        return None
    return np.clip(case.logits.astype(np.float64), *FURTHEST)


def compute_support_by_coder(case: Case | None) -> Array | None:
    """:func:`compute_support`, and beside it what each coder of another package says, 0 to 1.

    (n,) where there is none of these, else (n, 1 + coders).
    """
    found = compute_support(case)
    if case is None or found is None or not case.guests:
        return found
    return np.column_stack([found, *case.guest_scores])


def extract_machine_support(supported: Array) -> Array:
    """The machine's logit alone, (n,), of what :func:`compute_support_by_coder` gives."""
    alone: Array = supported if supported.ndim == 1 else supported[:, 0]
    return alone


def _average_neighbours(sense: Array, turns: Array) -> Array:
    """The mean of each turn's other passages; zeros where there is none."""
    from scipy.sparse import csr_matrix

    n = len(turns)
    if not n:
        return sense
    gather = csr_matrix((np.ones(n, sense.dtype), (turns, np.arange(n))))
    counts = np.bincount(turns)[turns][:, None]
    return np.asarray(((gather @ sense)[turns] - sense) / np.maximum(counts - 1, 1))


def _weighed(texts: Sequence[str], longest: int) -> csr_matrix:
    from sklearn.feature_extraction.text import HashingVectorizer, TfidfTransformer

    counts = HashingVectorizer(
        n_features=BUCKETS, ngram_range=(1, longest), norm=None, alternate_sign=False
    ).transform([pair_characters(text) for text in texts])
    return TfidfTransformer(sublinear_tf=True).fit_transform(counts)


def _embed_questions(material: Material, embed: Embed | None) -> Any:
    """What each passage's question says; a question is read once."""
    questions = [material.question(place) for place in range(len(material.passages))]
    number = {question: place for place, question in enumerate(dict.fromkeys(questions))}
    rows = np.array([number[question] for question in questions], dtype=np.int64)
    if embed is None or not any(number):
        return _weighed(list(number), 1)[rows]
    return centre_alone(embed(list(number)))[rows]


# -- ridge regression that also says what it would have said of each person without that person ----


INTERCEPT = 10.0
"""What a constant adds to the kernel: so much that the mean is hardly shrunk."""


@dataclass(frozen=True)
class Ridge:
    """Kernel ridge regression of any number of targets on one set of rows.

    ``inverse`` (n, n) is that of the kernel, a constant and the ridge together.
    """

    inverse: Array

    @classmethod
    def of(cls, kernel: Array, ridge: float) -> Ridge:
        """Prepared for a kernel (n, n): positive semidefinite, its diagonal about 1 to 3."""
        from scipy.linalg.lapack import dpotrf, dpotri

        # The inverse by Cholesky's factor: half the work of a general one.
        factor = dpotrf(kernel + INTERCEPT + ridge * np.eye(len(kernel)), lower=1)[0]
        lower = np.tril(dpotri(factor, lower=1)[0])
        return cls(lower + np.tril(lower, -1).T)

    def without(self, out: Array) -> Ridge:
        """The same without some rows, ``out`` (n,) a mask: the inverse of a block of a matrix
        from the inverse of the whole, by Schur's complement."""

        kept, gone = np.flatnonzero(~out), np.flatnonzero(out)
        between = self.inverse[np.ix_(kept, gone)]
        among = self.inverse[np.ix_(gone, gone)]
        less = between @ np.linalg.solve(among, between.T)
        return Ridge(self.inverse[np.ix_(kept, kept)] - less)

    def weights(self, target: Array) -> Array:
        """One weight per row: a value is ``(kernel to the rows + INTERCEPT) @ weights``."""
        found: Array = self.inverse @ target
        return found

    def left_out(self, target: Array, groups: Array) -> Array:
        """What is said of each row when all rows of its group are left out, (n,).

        Exact and without refitting: ``y_g - inv(A)_gg^-1 (inv(A) y)_g`` for the rows of a group g,
        the leave-one-out identity of ridge regression for blocks (Rifkin and Lippert 2007, Notes
        on regularized least squares, for single rows).
        """
        weights, said = self.weights(target), np.empty(len(target))
        order = np.argsort(groups, kind="stable")
        for rows in np.split(order, np.flatnonzero(np.diff(groups[order])) + 1):
            block = self.inverse[np.ix_(rows, rows)]
            said[rows] = target[rows] - np.linalg.solve(block, weights[rows])
        return said
