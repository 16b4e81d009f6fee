"""How good a topic fit is: coherence, diversity, outliers, stability."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

if TYPE_CHECKING:
    from scipy.sparse import spmatrix

TOP_WORDS = 10
"""Words of a topic that the measures look at."""


def measure_coherence(
    occurrences: spmatrix, topics: Sequence[Sequence[int]]
) -> npt.NDArray[np.float64]:
    """NPMI of every topic, -1 to 1: how far its words occur in the same documents.

    ``occurrences`` is (documents, terms), counts or flags; ``topics`` holds columns, best first,
    of which the first ten are read. A topic's value is the mean over its pairs of words of
    ``ln(p(a,b) / p(a)p(b)) / -ln p(a,b)``, with -1 for pairs that never meet and 1 for pairs
    that always do (Bouma 2009); the mean over pairs follows Lau, Newman and Baldwin (2014), with
    whole documents as windows. ``nan`` for topics of less than two words.
    """
    tops = [list(topic[:TOP_WORDS]) for topic in topics]
    used = sorted({column for top in tops for column in top})
    place = {column: index for index, column in enumerate(used)}
    there = (occurrences.tocsc()[:, used] > 0).astype(np.float64)
    together = (there.T @ there).toarray() / there.shape[0]
    values = compute_npmi(together)
    means = []
    for top in tops:
        rows = [place[column] for column in top]
        pairs = values[np.ix_(rows, rows)][np.triu_indices(len(rows), 1)]
        means.append(pairs.mean() if len(pairs) else np.nan)
    return np.array(means)


def compute_npmi(together: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
    """NPMI of all pairs from their joint probabilities; the diagonal holds single ones."""
    single = np.diag(together)
    values = np.full(together.shape, -1.0)
    met = (together > 0) & (together < 1)
    expected = np.outer(single, single)
    values[met] = np.log(together[met] / expected[met]) / -np.log(together[met])
    values[together >= 1] = 1.0
    return values


def measure_diversity(topics: Sequence[Sequence[str]]) -> float:
    """The share of different words among the top words of all topics (Dieng et al. 2020).

    1 where no two topics share a word; ``nan`` without topics.
    """
    words = [word for topic in topics for word in topic[:TOP_WORDS]]
    return len(set(words)) / len(words) if words else float("nan")


def measure_outlier_share(assignment: Sequence[int]) -> float:
    """The share of documents that no topic holds."""
    return sum(number < 0 for number in assignment) / len(assignment)


def measure_fit_agreement(first: Sequence[int], second: Sequence[int]) -> float:
    """Adjusted Rand index of two assignments over all documents (Hubert and Arabie 1985).

    1 where they group alike, about 0 where only by chance. A document in no topic is a group of
    its own, so that one that is placed in one fit and not in the other counts against them, and
    one that is in no topic in both does not count for them.
    """
    from sklearn.metrics import adjusted_rand_score

    return float(adjusted_rand_score(_set_apart(first), _set_apart(second)))


def _set_apart(assignment: Sequence[int]) -> list[int]:
    """The same with a number of its own for every document in no topic."""
    return [number if number >= 0 else -1 - index for index, number in enumerate(assignment)]


def measure_recovery(first: Sequence[int], second: Sequence[int]) -> list[float]:
    """For each topic of ``first``, from 0 on, the best Jaccard with one of ``second``, by document.

    Hennig (2007) calls a cluster dissolved at 0.5 and below, stable from 0.75 on.
    """
    pairs = Counter(zip(first, second, strict=True))
    sizes, others = Counter(first), Counter(second)
    best = dict.fromkeys(range(max(first, default=-1) + 1), 0.0)
    for (one, two), shared in pairs.items():
        if one >= 0 and two >= 0:
            best[one] = max(best[one], shared / (sizes[one] + others[two] - shared))
    return list(best.values())


def measure_shared_words(first: Sequence[Sequence[str]], second: Sequence[Sequence[str]]) -> float:
    """How well the topics' top words come back: the mean over ``first`` of the best Jaccard.

    A topic's best match is the topic of ``second`` with which it shares most (Greene et al. 2014
    use the same overlap for topics of reseeded fits).
    """
    tops = [set(topic[:TOP_WORDS]) for topic in first]
    others = [set(topic[:TOP_WORDS]) for topic in second]
    if not tops or not others:
        return 0.0
    best = (max(len(top & other) / (len(top | other) or 1) for other in others) for top in tops)
    return sum(best) / len(tops)
