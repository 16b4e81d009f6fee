"""One way to topics: several fits of the same turns, and what most of them find.

Turns are laid out (UMAP) and grouped (HDBSCAN) as BERTopic (Grootendorst 2022) does it; what lies
alike in most of these fits, and whose words hang together, is a topic.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt

from interviewkit.model import Tick
from interviewkit.model.settings import TopicSettings
from interviewkit.topics import layout
from interviewkit.topics.coherent_words import FEWEST_WORDS, TermTable
from interviewkit.topics.recurrence import FRINGE, WIDE_FRINGE, Middles, find_middles

Floats = npt.NDArray[np.float32]
Numbers = npt.NDArray[np.intp]
Keywords = list[tuple[str, float]]

FEWEST, DIMENSIONS = 40, 5
RESEED = 7919
"""Fit number i starts from ``seed + i * 7919``."""

FEW_DOCUMENTS = 2000
MORE_FITS = 3
"""Up to so many documents so many times more fits: little speech groups more by accident."""


@dataclass(frozen=True, slots=True)
class TopicMaterial:
    """What all fits of one call share; documents are in the order of their keys."""

    texts: list[str]
    vectors: Floats
    neighbours: layout.Neighbours
    table: TermTable
    conversations: Sequence[str]
    settings: TopicSettings
    nouns: dict[str, bool] = field(default_factory=dict)

    @property
    def smallest(self) -> int:
        return self.settings.min_topic_size or choose_smallest_topic(len(self.texts))

    @property
    def fits(self) -> int:
        """How many fits must agree on what a topic is."""
        return count_fits(len(self.texts), self.settings)

    @property
    def allowed(self) -> set[str] | None:
        """Terms that may describe topics: nouns, and those of which nothing else is known."""
        known = self.nouns
        if not any(known.values()):
            return None
        words = {term: all(known.get(word, True) for word in term.split()) for term in self.terms}
        return {term for term in self.terms if known.get(term, words[term])}

    @property
    def terms(self) -> list[str]:
        return self.table.terms


@dataclass(frozen=True, slots=True)
class TopicsFound:
    """Topic numbers by document, keywords by topic number, and the middles of topics."""

    assignment: list[int]
    keywords: list[Keywords]
    middles: Middles

    @property
    def top_words(self) -> list[list[str]]:
        return [[word for word, _ in keywords] for keywords in self.keywords]


def count_fits(documents: int, settings: TopicSettings) -> int:
    """How many fits must agree on what a topic is; twice as many more say how stable it is."""
    often = MORE_FITS if settings.refits and documents <= FEW_DOCUMENTS else 1
    return often * (1 + settings.refits)


def choose_smallest_topic(documents: int) -> int:
    """The least size of a topic for so many documents: 10 for 40, 20 for 450, 54 for 12,500.

    Chosen on 454 turns of focus groups and 12,500 of interviews: smaller ones came back less often
    and their words hung together less.
    """
    return max(5, round(3.2 * math.pow(documents, 0.3)))


def find_recurring(
    material: TopicMaterial, seed: int, first: int, fits: int, tick: Tick
) -> Middles:
    """The middles of what most fits find, which start from the seeds number ``first`` on."""
    found = []
    for number in range(first, first + fits):
        places = layout.lay_out(
            material.vectors, material.neighbours, seed + number * RESEED, DIMENSIONS
        )
        found.append(_group(places, material.smallest))
        tick(1)
    fringe = WIDE_FRINGE if material.settings.reassign_outliers else FRINGE
    return find_middles(found, material.vectors, fringe=fringe, most=material.settings.reduce_to)


def _group(places: Floats, smallest: int) -> Numbers:
    """Groups of what lies together.

    They are the leaves of HDBSCAN's tree: interviews on one subject are one dense cloud, which
    its usual choice ("excess of mass") returns as a single topic.
    """
    from hdbscan import HDBSCAN

    groups = HDBSCAN(
        min_cluster_size=smallest,
        min_samples=max(1, smallest // 10),
        cluster_selection_method="leaf",
        core_dist_n_jobs=1,
    )
    return np.asarray(groups.fit_predict(places), np.intp)


def settle_topics(material: TopicMaterial, middles: Middles) -> TopicsFound:
    """Documents placed and topics described; those whose words do not hang together dissolve.

    Their documents go to the next topic that is near enough, or to none.
    """
    while True:
        raw = middles.place(material.vectors)
        described = material.table.describe(raw, material.allowed) if (raw >= 0).any() else []
        described += [[]] * (len(middles.directions) - len(described))
        kept = [k for k, words in enumerate(described) if len(words) >= FEWEST_WORDS]
        if len(kept) == len(described):
            break
        middles = middles.among(kept)
    numbers = _numbers([int(number) for number in raw])
    ranked = sorted((old for old in numbers if old >= 0), key=numbers.__getitem__)
    keywords = [described[old] for old in ranked]
    return TopicsFound([numbers[int(old)] for old in raw], keywords, middles.among(ranked))


def _numbers(raw: Sequence[int]) -> dict[int, int]:
    """New numbers for topics: by size, equal ones by their first document; outliers stay -1."""
    sizes = Counter(number for number in raw if number >= 0)
    first = {number: index for index, number in reversed(list(enumerate(raw)))}
    ranked = sorted(sizes, key=lambda number: (-sizes[number], first[number]))
    return {-1: -1} | {old: new for new, old in enumerate(ranked)}
