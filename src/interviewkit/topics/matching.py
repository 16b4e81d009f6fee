"""Topics of two fits matched by their vectors: what is kept, new, lost, split, merged."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from interviewkit.model import TopicMatch
from interviewkit.model.sides import BLURRED, KEPT, LOST, MERGED, NEW, REGROUPED, SPLIT, THIN

Floats = npt.NDArray[np.float32]


ALIKE = 0.4
"""Topics whose middles are less alike than this are not the same."""

EDGE = 0.05
"""This part of a topic's own turns lies outside of where the topic is taken to lie."""

HALF = 0.5
CHANCE = 0.01
SHARED = 0.3
"""So large a part of a topic's turns must lie nearest to the other topic to tie the two."""


@dataclass(frozen=True)
class Fitted:
    """One side's topics: titles by number, and the topic of every document with its vector.

    ``vectors`` is float32 (n, d), rows of length 1; ``assignment`` has n numbers, -1 outliers.
    ``people`` says who speaks in each, empty where that is not known.
    """

    titles: Mapping[int, str]
    assignment: Sequence[int]
    vectors: Floats
    people: Sequence[str] = ()


def match_topics(before: Fitted, after: Fitted) -> list[TopicMatch]:
    """What became of every topic from one fit to the next.

    All vectors are centred on the middle of both sides, since turns on one subject all point the
    same way. Two topics are tied if the directions of their middles are alike (cosine of at least
    0.4), and if three in ten of the turns of one of them lie nearer to the other topic than to any
    other topic of that side. Topics that hang together by ties are one case: one to one is
    ``kept``, one to several ``split``, several to one ``merged``, several to several
    ``regrouped``.

    A topic without a tie is ``lost`` or ``new`` only if the other side hardly speaks of it: if the
    share of that side's turns which lie where the topic lies is less than half. Else it is
    ``blurred``: the fit did not make it a topic there, which two fits of one and the same speech
    may do. Where people are known, fewer of them must speak there than chance would have it
    (Fisher's exact test, p below 0.01, since every fit finds what its side has most of); else it
    is ``thin``. Cases come by size.
    """
    one, two = sorted(before.titles), sorted(after.titles)
    middle = np.vstack([before.vectors, after.vectors]).mean(axis=0)
    places = [_Places(side, names, middle) for side, names in ((before, one), (after, two))]
    ties: dict[tuple[int, int], float] = {}
    if one and two:
        alike = places[0].middles @ places[1].middles.T
        forth, back = _compute_flow(before, one, places[1]), _compute_flow(after, two, places[0]).T
        tied = (alike >= ALIKE) & (np.maximum(forth, back) >= SHARED)
        found = zip(*np.nonzero(tied), strict=True)
        ties = {(one[i], two[j]): float(alike[i, j]) for i, j in found}
    cases = [_case(a, b, ties, before, after, places) for a, b in _groups(one, two, ties)]
    return sorted(cases, key=lambda case: -(case.size_before + case.size_after))


class _Places:
    """Where one side's topics lie, seen from the middle of everything."""

    def __init__(self, side: Fitted, names: Sequence[int], middle: Floats) -> None:
        self.names, self.middle = list(names), middle
        self.middles = _middles(side, names, middle)
        given = np.array(side.assignment)
        own = [
            self._seen(side.vectors[given == n]) @ m
            for n, m in zip(names, self.middles, strict=True)
        ]
        self.edges = np.array([np.quantile(each, EDGE) for each in own])

    def _seen(self, vectors: Floats) -> Floats:
        return _scale_rows(vectors - self.middle)

    def nearest(self, vectors: Floats) -> npt.NDArray[np.intp]:
        """The topic (as a position) that each turn lies nearest to."""
        found: npt.NDArray[np.intp] = (self._seen(vectors) @ self.middles.T).argmax(axis=1)
        return found

    def inside(self, vectors: Floats, topics: Sequence[int]) -> npt.NDArray[np.bool_]:
        """Which turns lie where some topics lie: as near as nearly all of their own turns do."""
        if not len(self.middles) or not len(vectors):
            return np.zeros(len(vectors), bool)
        likeness = self._seen(vectors) @ self.middles.T
        best = likeness.argmax(axis=1)
        within = likeness[np.arange(len(best)), best] >= self.edges[best]
        wanted = [self.names.index(topic) for topic in topics]
        return np.asarray(within & np.isin(best, wanted))


def _middles(side: Fitted, names: Sequence[int], middle: Floats) -> Floats:
    """The direction of each topic's mean, seen from the middle of everything."""
    given = np.array(side.assignment)
    if not names:
        return np.zeros((0, len(middle)), np.float32)
    means = np.stack([side.vectors[given == name].mean(axis=0) - middle for name in names])
    return _scale_rows(means)


def _scale_rows(vectors: Floats) -> Floats:
    """The rows scaled to length 1; rows of zeros stay zero."""
    return np.asarray(vectors / np.maximum(np.linalg.norm(vectors, axis=1, keepdims=True), 1e-12))


def _compute_flow(side: Fitted, names: Sequence[int], others: _Places) -> Floats:
    """The share of each topic's turns that lie nearest to each topic of the other side."""
    given = np.array(side.assignment)
    found = np.zeros((len(names), len(others.middles)), np.float32)
    for row, name in enumerate(names):
        nearest = others.nearest(side.vectors[given == name])
        found[row] = np.bincount(nearest, minlength=len(others.middles)) / max(1, len(nearest))
    return found


def _is_beyond_chance(
    before: Fitted, after: Fitted, inside: Sequence[npt.NDArray[np.bool_]]
) -> bool:
    """Whether so many more people speak of it on one side that chance is no explanation."""
    from scipy.stats import fisher_exact

    if not before.people or not after.people:
        return True
    table = []
    for side, here in zip((before, after), inside, strict=True):
        speak = {person for person, there in zip(side.people, here, strict=True) if there}
        table.append([len(speak), len(set(side.people)) - len(speak)])
    return float(fisher_exact(table).pvalue) < CHANCE


def _groups(
    one: Sequence[int], two: Sequence[int], ties: Mapping[tuple[int, int], float]
) -> list[tuple[list[int], list[int]]]:
    """Topics of both sides that hang together."""
    groups: list[tuple[set[int], set[int]]] = []
    for i, j in ties:
        joined = [group for group in groups if i in group[0] or j in group[1]]
        groups = [group for group in groups if group not in joined]
        before = {i}.union(*(group[0] for group in joined))
        after = {j}.union(*(group[1] for group in joined))
        groups.append((before, after))
    tied = {i for i, _ in ties}, {j for _, j in ties}
    found = [(sorted(a), sorted(b)) for a, b in groups]
    found += [([i], []) for i in one if i not in tied[0]]
    return found + [([], [j]) for j in two if j not in tied[1]]


def _case(
    a: Sequence[int],
    b: Sequence[int],
    ties: Mapping[tuple[int, int], float],
    before: Fitted,
    after: Fitted,
    places: Sequence[_Places],
) -> TopicMatch:
    where, topics = (places[0], a) if a else (places[1], b)
    inside = [where.inside(side.vectors, topics) for side in (before, after)]
    near = [float(each.mean()) if len(each) else 0.0 for each in inside]
    own, other = near if a else near[::-1]
    kinds = {(True, True): KEPT, (True, False): SPLIT, (False, True): MERGED}
    kind = kinds.get((len(a) == 1, len(b) == 1), REGROUPED)
    if not a or not b:
        kind = BLURRED if other >= HALF * own else LOST if a else NEW
        kind = THIN if kind != BLURRED and not _is_beyond_chance(before, after, inside) else kind
    return TopicMatch(
        kind,
        tuple(before.titles[i] for i in a),
        tuple(after.titles[j] for j in b),
        sum(number in a for number in before.assignment),
        sum(number in b for number in after.assignment),
        max((ties[i, j] for i in a for j in b if (i, j) in ties), default=0.0),
        *near,
    )


# -- carry the names that people gave to topics over to a new fit ----------------------------------


LEAST_OVERLAP = 0.5
LEAST_SHARED = 3


@dataclass(frozen=True, slots=True)
class CarriedNames:
    """Names by new topic number, and the names whose topics did not survive."""

    names: Mapping[int, str]
    lost: tuple[str, ...] = ()


def carry_names(
    names: Mapping[int, str], old: Mapping[str, int], new: Mapping[str, int]
) -> CarriedNames:
    """The names of an old fit for the topics of a new one.

    ``old`` and ``new`` map a document's key to its topic number. Topics are matched one to one so
    that the total overlap is greatest (Hungarian method). A name is carried where its topic and
    the match share at least half (Jaccard), and at least three, of the documents that have a
    topic in both fits; new documents and outliers neither help nor harm.
    """
    survivors = find_survivors(old, new)
    given = {number: name for number, name in sorted(names.items()) if name}
    return CarriedNames(
        {survivors[number]: name for number, name in given.items() if number in survivors},
        tuple(name for number, name in given.items() if number not in survivors),
    )


def find_survivors(old: Mapping[str, int], new: Mapping[str, int]) -> dict[int, int]:
    """Which topic of a new fit each topic of an old one has become, as :func:`carry_names` says."""
    from scipy.optimize import linear_sum_assignment

    both = [(old[key], new[key]) for key in old if old[key] >= 0 and new.get(key, -1) >= 0]
    olds = sorted({number for number, _ in both})
    news = sorted({number for _, number in both})
    shared = np.zeros((len(olds), len(news)))
    for before, after in both:
        shared[olds.index(before), news.index(after)] += 1
    union = shared.sum(axis=1, keepdims=True) + shared.sum(axis=0, keepdims=True) - shared
    overlap = shared / np.maximum(union, 1)
    return {
        olds[row]: news[column]
        for row, column in zip(*linear_sum_assignment(overlap, maximize=True), strict=True)
        if overlap[row, column] >= LEAST_OVERLAP and shared[row, column] >= LEAST_SHARED
    }
