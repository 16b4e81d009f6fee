"""Carry the names that people gave to topics over to a new fit."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

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
    import numpy as np
    from scipy.optimize import linear_sum_assignment

    both = [(old[key], new[key]) for key in old if old[key] >= 0 and new.get(key, -1) >= 0]
    olds = sorted({number for number, _ in both})
    news = sorted({number for _, number in both})
    shared = np.zeros((len(olds), len(news)))
    for before, after in both:
        shared[olds.index(before), news.index(after)] += 1
    union = shared.sum(axis=1, keepdims=True) + shared.sum(axis=0, keepdims=True) - shared
    overlap = shared / np.maximum(union, 1)
    survivors = {
        olds[row]: news[column]
        for row, column in zip(*linear_sum_assignment(overlap, maximize=True), strict=True)
        if overlap[row, column] >= LEAST_OVERLAP and shared[row, column] >= LEAST_SHARED
    }
    given = {number: name for number, name in sorted(names.items()) if name}
    return CarriedNames(
        {survivors[number]: name for number, name in given.items() if number in survivors},
        tuple(name for number, name in given.items() if number not in survivors),
    )
