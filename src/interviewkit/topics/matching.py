"""Topics of two fits matched by their vectors: what is kept, new, lost, split, merged."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from interviewkit.model import TopicMatch
from interviewkit.model.contrast import KEPT, LOST, MERGED, NEW, REGROUPED, SPLIT

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    Floats = npt.NDArray[np.float32]

ALIKE = 0.5
"""Topics whose middles are less alike than this are not the same."""

SHARED = 0.3
"""So large a part of a topic's turns must lie nearest to the other topic to tie the two."""


@dataclass(frozen=True)
class Fitted:
    """One side's topics: titles by number, and the topic of every document with its vector.

    ``vectors`` is float32 (n, d), rows of length 1; ``assignment`` has n numbers, -1 outliers.
    """

    titles: Mapping[int, str]
    assignment: Sequence[int]
    vectors: Floats


def match_topics(before: Fitted, after: Fitted) -> list[TopicMatch]:
    """What became of every topic from one fit to the next.

    All vectors are centred on the middle of both sides, since turns on one subject all point the
    same way. Two topics are tied if the directions of their middles are alike (cosine of at least
    0.5), and if three in ten of the turns of one of them lie nearer to the other topic than to any
    other topic of that side. Topics that hang together by ties are one case: one to one is
    ``kept``, one to several ``split``, several to one ``merged``, several to several ``regrouped``;
    without a tie a topic is ``lost`` or ``new``. Cases come by size.
    """
    import numpy as np

    one, two = sorted(before.titles), sorted(after.titles)
    if not one or not two:
        return [_case([i], [], {}, before, after) for i in one] + [
            _case([], [j], {}, before, after) for j in two
        ]
    middle = np.vstack([before.vectors, after.vectors]).mean(axis=0)
    middles = [_middles(side, names, middle) for side, names in ((before, one), (after, two))]
    alike = middles[0] @ middles[1].T
    forth = _flow(before, one, middles[1], middle)
    back = _flow(after, two, middles[0], middle).T
    tied = (alike >= ALIKE) & (np.maximum(forth, back) >= SHARED)
    ties = {
        (one[i], two[j]): float(alike[i, j]) for i, j in zip(*np.nonzero(tied), strict=True)
    }
    cases = [_case(a, b, ties, before, after) for a, b in _groups(one, two, ties)]
    return sorted(cases, key=lambda case: -(case.size_before + case.size_after))


def _middles(side: Fitted, names: Sequence[int], middle: Floats) -> Floats:
    """The direction of each topic's mean, seen from the middle of everything."""
    import numpy as np

    given = np.array(side.assignment)
    means = np.stack([side.vectors[given == name].mean(axis=0) - middle for name in names])
    unit: Floats = means / np.maximum(np.linalg.norm(means, axis=1, keepdims=True), 1e-12)
    return unit


def _flow(side: Fitted, names: Sequence[int], others: Floats, middle: Floats) -> Floats:
    """The share of each topic's turns that lie nearest to each topic of the other side."""
    import numpy as np

    given = np.array(side.assignment)
    found = np.zeros((len(names), len(others)), np.float32)
    for row, name in enumerate(names):
        nearest = ((side.vectors[given == name] - middle) @ others.T).argmax(axis=1)
        found[row] = np.bincount(nearest, minlength=len(others)) / max(1, len(nearest))
    return found


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
) -> TopicMatch:
    kinds = {(True, False): NEW, (False, True): LOST}
    kind = kinds.get((not a, not b)) or {
        (True, True): KEPT, (True, False): SPLIT, (False, True): MERGED
    }.get((len(a) == 1, len(b) == 1), REGROUPED)  # fmt: skip
    given = list(before.assignment), list(after.assignment)
    return TopicMatch(
        kind,
        tuple(before.titles[i] for i in a),
        tuple(after.titles[j] for j in b),
        sum(given[0].count(i) for i in a),
        sum(given[1].count(j) for j in b),
        max((ties[i, j] for i in a for j in b if (i, j) in ties), default=0.0),
    )
