"""The words of a topic: phrases of nouns that stand for it and hang together."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from typing import Any

import numpy as np
import numpy.typing as npt

from interviewkit.topics import topic_words
from interviewkit.topics.measures import compute_npmi

KEYWORDS = 10
FEWEST_WORDS = 3
"""A topic of fewer words that hang together is none."""

CANDIDATES = 20
"""Terms of a topic, best first, among which its words are chosen."""

MEETINGS = 2
"""Documents in which two words must come together: once may be one person's turn of phrase."""

LEAST_COHERENCE = 0.0
"""The mean NPMI with the words chosen before that a word needs: more together than by chance."""

MOSTLY = 0.5
"""The share of a term's uses that must be a noun's."""

Floats = npt.NDArray[np.float64]


class TermTable:
    """Which documents use which terms, and how often.

    ``counts`` is sparse (documents, terms).
    """

    def __init__(self, counts: Any, terms: Sequence[str]) -> None:
        self.counts, self.terms = counts.tocsr(), list(terms)
        self.used = (counts > 0).astype(np.float64).tocsc()

    def weigh(self, assignment: npt.NDArray[np.intp]) -> Floats:
        """c-TF-IDF (topics, terms) by BERTopic, which counts what is in no topic as one more."""
        from bertopic.vectorizers import ClassTfidfTransformer
        from scipy.sparse import csr_matrix

        shape = (int(assignment.max()) + 2, len(assignment))
        flags = np.ones(len(assignment)), (assignment + 1, np.arange(len(assignment)))
        said = csr_matrix(flags, shape=shape) @ self.counts
        weights = ClassTfidfTransformer(reduce_frequent_words=True).fit_transform(said)
        return np.asarray(weights.toarray()[1:], np.float64)

    def describe(
        self, assignment: npt.NDArray[np.intp], allowed: Collection[str] | None = None
    ) -> list[list[tuple[str, float]]]:
        """The words of each topic with their weights, best first; none where none hang together.

        ``allowed`` are the terms that may describe a topic; ``None``: all.
        """
        may = np.array([allowed is None or term in allowed for term in self.terms])
        weights = self.weigh(assignment) * may
        return [self._choose(row, np.flatnonzero(assignment == k)) for k, row in enumerate(weights)]

    def _choose(self, row: Floats, members: npt.NDArray[np.intp]) -> list[tuple[str, float]]:
        """A topic's words, of terms that 5% of its documents use, and at least two."""
        using = np.diff((self.counts[members] > 0).tocsc().indptr)
        row = np.where(using >= max(2, 0.05 * len(members)), row, 0)
        best = np.argsort(-row, kind="stable")[:CANDIDATES]
        ranked = [(self.terms[i], float(row[i])) for i in best if row[i] > 0]
        distinct = dict(topic_words.choose_distinct(ranked, CANDIDATES))
        columns = [int(i) for i in best if self.terms[i] in distinct]
        if len(columns) < FEWEST_WORDS:
            return []
        used = self.used[:, columns]
        chosen = choose_coherent(row[columns], (used.T @ used).toarray(), self.counts.shape[0])
        return [(self.terms[columns[i]], float(row[columns[i]])) for i in chosen]


def choose_coherent(weights: Floats, together: Floats, documents: int) -> list[int]:
    """Positions of the words that hang together, the weightiest first; empty with less than three.

    Begins with the pair of most weight and NPMI, and goes on with the word that has most of both
    against those chosen, for as long as their mean NPMI is above 0. ``together`` (terms, terms)
    counts documents that two words share, ``documents`` all of them.
    """
    met = np.where((together >= MEETINGS) | np.eye(len(weights), dtype=bool), together, 0)
    npmi = compute_npmi(met / documents)
    worth = np.triu(np.clip(npmi, 0, None) * np.sqrt(np.outer(weights, weights)), 1)
    first, second = (int(i) for i in np.unravel_index(worth.argmax(), worth.shape))
    if worth[first, second] <= 0:
        return []
    chosen = [first, second]
    while len(chosen) < KEYWORDS:
        mean = npmi[:, chosen].mean(axis=1)
        mean[chosen] = -1
        # A word that is as usual with the others as chance makes it still counts a little.
        value = np.where(mean >= LEAST_COHERENCE, weights * (mean + 0.05), 0)
        best = int(value.argmax())
        if value[best] <= 0:
            break
        chosen.append(best)
    if len(chosen) < FEWEST_WORDS:
        return []
    return sorted(chosen, key=lambda each: (-weights[each], each))


def find_nouns(
    texts: Iterable[str], phrases: Iterable[str], split: Callable[[str], list[str]]
) -> Mapping[str, bool]:
    """Term of the texts → whether it is mostly a noun or a phrase of nouns there.

    ``phrases`` are the nouns and noun phrases of the texts, by themselves; ``split`` cuts a text
    into terms: words and pairs of words.
    """
    uses: dict[str, int] = {}
    for term in (term for text in texts for term in split(text)):
        uses[term] = uses.get(term, 0) + 1
    named: dict[str, int] = {}
    for phrase in phrases:
        several = len(phrase.split()) > 1
        for term in split(phrase):
            if (" " in term) is several:
                named[term] = named.get(term, 0) + 1
    return {term: named.get(term, 0) >= MOSTLY * n for term, n in uses.items()}
