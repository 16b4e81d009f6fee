"""Fit a topic model (BERTopic, Grootendorst 2022) on turns and the vectors they came with."""

from __future__ import annotations

import math
import warnings
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from interviewkit.errors import TooLittleError
from interviewkit.model import Tick, Topic, TopicFit, ignore_tick
from interviewkit.model.settings import TopicSettings
from interviewkit.topics import layout, measures, topic_words

Floats = npt.NDArray[np.float32]

FEWEST = 40
KEYWORDS = 10
REPRESENTATIVES = 8
DIMENSIONS = 5
RESEED = 7919
"""Refit number i starts from ``seed + i * 7919``."""


@dataclass(frozen=True, slots=True)
class _Material:
    """What all fits of one call share; documents are in the order of their keys."""

    texts: list[str]
    vectors: Floats
    neighbours: layout.Neighbours
    counts: Any  # scipy.sparse (documents, terms)
    terms: list[str]
    names: tuple[str, ...]
    ignored: tuple[str, ...] | None
    settings: TopicSettings

    @property
    def smallest(self) -> int:
        return self.settings.min_topic_size or choose_smallest_topic(len(self.texts))


@dataclass(frozen=True, slots=True)
class _Fit:
    """One fit: topic numbers by document, keywords by topic number."""

    assignment: list[int]
    keywords: dict[int, list[tuple[str, float]]]

    @property
    def top_words(self) -> list[list[str]]:
        return [[word for word, _ in self.keywords[n]] for n in sorted(self.keywords) if n >= 0]


def fit_topics(
    texts: Sequence[str],
    vectors: Floats,
    keys: Sequence[str],
    *,
    seed: int,
    settings: TopicSettings | None = None,
    people: Sequence[str] | None = None,
    names: Iterable[str] = (),
    ignored: Iterable[str] | None = None,
    tick: Tick = ignore_tick,
) -> TopicFit:
    """Topics of the texts, and measures of how good and how stable they are.

    Args:
        texts: The documents, usually participants' turns.
        vectors: float32 (n, d), a row of length 1 per document.
        keys: A lasting name per document. Documents are fitted in the order of their keys, so
            that the order given does not matter; results come in the order given.
        seed: Of the layout. The same input and seed give the same topics.
        settings: How many and how small; ``0`` is chosen from the amount of material.
        people: Who speaks, per document: a topic's representatives are then different people.
        names: Speakers' labels and names: their words never describe a topic.
        ignored: Words that never do either; where none are given, English function words.
        tick: Counts fits, of which there are ``1 + settings.refits``.

    Raises:
        TooLittleError: fewer than 40 documents, or no group among them.
        ValueError: the arguments differ in length, or keys are not unique.
    """
    settings, names = settings or TopicSettings(), tuple(names)
    ignored = None if ignored is None else tuple(sorted(ignored))
    _check(texts, vectors, keys, people)
    order = sorted(range(len(keys)), key=keys.__getitem__)
    sorted_texts = [texts[index] for index in order]
    sorted_vectors = np.ascontiguousarray(vectors[order], np.float32)
    counts, terms = topic_words.count_terms(sorted_texts, names, ignored)
    neighbours = layout.find_neighbours(sorted_vectors, seed)
    material = _Material(
        sorted_texts, sorted_vectors, neighbours, counts, terms, names, ignored, settings
    )

    fit = _fit(material, seed)
    if not fit.top_words:
        raise TooLittleError(
            f"no group of at least {material.smallest} alike turns among {len(texts)}",
            hint="add transcripts, or lower min_topic_size under [topics] in study.toml",
        )
    tick(1)
    found = _measures(fit, material)
    found |= _stability(fit, material, seed, tick)
    positions = layout.place_on_map(sorted_vectors, neighbours, seed)
    groups = people and [people[index] for index in order]
    topics = _topics(fit, sorted_vectors, positions, groups, order)

    back = np.argsort(order)
    return TopicFit(
        topics=topics,
        assignment=tuple(fit.assignment[index] for index in back),
        measures=found,
        settings=_used(material, seed),
        positions=tuple((float(x), float(y)) for x, y in positions[back]),
    )


def choose_smallest_topic(documents: int) -> int:
    """The least size of a topic for so many documents: 5 up to 120, 50 at 12,500, 142 at 100,000.

    Chosen on 12,500 interview turns: smaller topics were less coherent (NPMI 0.08 to 0.12
    against 0.13 to 0.14), larger ones no more so.
    """
    return max(5, round(0.45 * math.sqrt(documents)))


def _check(
    texts: Sequence[str], vectors: Floats, keys: Sequence[str], people: Sequence[str] | None
) -> None:
    lengths = {len(texts), len(vectors), len(keys)} | ({len(people)} if people else set())
    if len(lengths) > 1:
        raise ValueError("texts, vectors, keys and people must be equally many")
    if len(set(keys)) < len(keys):
        raise ValueError("keys must be unique")
    if len(texts) < FEWEST:
        raise TooLittleError(
            f"a topic model needs at least {FEWEST} turns of enough words; here: {len(texts)}",
            hint="add transcripts, lower min_words under [topics], or set enabled = false there",
        )


def _fit(material: _Material, seed: int) -> _Fit:
    """One fit from one seed: layout, groups, keywords, numbers by size."""
    places = layout.lay_out(material.vectors, material.neighbours, seed, DIMENSIONS)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        model = _bertopic(material, places)
        raw, _ = model.fit_transform(material.texts, material.vectors)
    described = {old: _keywords(model, old, raw, material) for old in set(raw)}
    if material.settings.reassign_outliers:
        raw = _reassigned(raw, material.vectors)
    numbers = _numbers(raw)
    keywords = {number: described[old] for old, number in numbers.items() if old in described}
    return _Fit([numbers[old] for old in raw], keywords)


def _keywords(
    model: Any, number: int, raw: Sequence[int], material: _Material
) -> list[tuple[str, float]]:
    """A topic's best terms by c-TF-IDF that are common in it and not forms of each other.

    Common: in 5% of its documents and in at least two, so that no single person's word stands
    for a topic.
    """
    ranked = model.get_topic(number) or []
    members = np.flatnonzero(np.array(raw) == number)
    using = np.diff((material.counts[members] > 0).tocsc().indptr)
    common = {material.terms[i] for i in np.flatnonzero(using >= max(2, 0.05 * len(members)))}
    return topic_words.choose_distinct([pair for pair in ranked if pair[0] in common], KEYWORDS)


def _bertopic(material: _Material, places: Floats) -> Any:
    """BERTopic with the layout given.

    Groups are the leaves of HDBSCAN's tree: interviews on one subject are one dense cloud, which
    its usual choice ("excess of mass") returns as a single topic.
    """
    from bertopic import BERTopic
    from bertopic.vectorizers import ClassTfidfTransformer
    from hdbscan import HDBSCAN

    groups = HDBSCAN(
        min_cluster_size=material.smallest,
        min_samples=max(1, material.smallest // 10),
        cluster_selection_method="leaf",
        core_dist_n_jobs=1,
    )
    return BERTopic(
        language="multilingual",  # else it strips apostrophes and accents from the texts
        embedding_model=None,
        umap_model=_Given(places),
        hdbscan_model=groups,
        vectorizer_model=topic_words.build_vectorizer(
            material.names, material.ignored, vocabulary=material.terms
        ),
        ctfidf_model=ClassTfidfTransformer(reduce_frequent_words=True),
        nr_topics=material.settings.reduce_to or None,
        top_n_words=10 * KEYWORDS,
        calculate_probabilities=False,
        verbose=False,
    )


class _Given:
    """Stands where BERTopic wants UMAP, and hands over the layout that is there already."""

    def __init__(self, places: Floats) -> None:
        self._places = places

    def fit(self, *_: object, **__: object) -> _Given:
        return self

    def transform(self, *_: object) -> Floats:
        return self._places


def _numbers(raw: Sequence[int]) -> dict[int, int]:
    """New numbers for topics: by size, equal ones by their first document; outliers stay -1."""
    sizes = Counter(number for number in raw if number >= 0)
    first = {number: index for index, number in reversed(list(enumerate(raw)))}
    ranked = sorted(sizes, key=lambda number: (-sizes[number], first[number]))
    return {-1: -1} | {old: new for new, old in enumerate(ranked)}


def _reassigned(raw: Sequence[int], vectors: Floats) -> list[int]:
    """Outliers put to the nearest topic, if they are as near to its middle as 95% of its own."""
    given = np.array(raw)
    numbers = sorted(set(raw) - {-1})
    if not numbers:
        return list(raw)
    nearness = vectors @ np.stack([_middle(vectors[given == number]) for number in numbers]).T
    limits = [np.quantile(nearness[given == n, i], 0.05) for i, n in enumerate(numbers)]
    best = nearness.argmax(axis=1)
    near = nearness[np.arange(len(best)), best] >= np.array(limits)[best]
    moved = np.where((given < 0) & near, np.array(numbers)[best], given)
    return [int(number) for number in moved]


def _middle(vectors: Floats) -> Floats:
    """The direction of the mean."""
    mean = vectors.mean(axis=0)
    return np.asarray(mean / (float(np.linalg.norm(mean)) or 1.0))


def _measures(fit: _Fit, material: _Material) -> dict[str, float]:
    column = {term: index for index, term in enumerate(material.terms)}
    tops = [[column[word] for word in top] for top in fit.top_words]
    return {
        "coherence": float(np.nanmean(measures.measure_coherence(material.counts, tops))),
        "diversity": measures.measure_diversity(fit.top_words),
        "outliers": measures.measure_outlier_share(fit.assignment),
    }


def _stability(fit: _Fit, material: _Material, seed: int, tick: Tick) -> dict[str, float]:
    """How far reseeded fits on the same vectors agree with the fit: means over the refits."""
    groups, tops = [], []
    for number in range(1, material.settings.refits + 1):
        other = _fit(material, seed + number * RESEED)
        groups.append(measures.measure_fit_agreement(fit.assignment, other.assignment))
        tops.append(measures.measure_shared_words(fit.top_words, other.top_words))
        tick(1)
    if not groups:
        return {}
    return {"stability": sum(groups) / len(groups), "word_stability": sum(tops) / len(tops)}


def _topics(
    fit: _Fit,
    vectors: Floats,
    positions: Floats,
    people: Sequence[str] | None,
    order: Sequence[int],
) -> tuple[Topic, ...]:
    assignment = np.array(fit.assignment)
    topics = []
    for number in sorted(set(fit.assignment), key=lambda n: (n < 0, n)):
        members = np.flatnonzero(assignment == number)
        x, y = np.median(positions[members], axis=0)
        typical = _typical(members, vectors, people) if number >= 0 else []
        topics.append(
            Topic(
                number=number,
                size=len(members),
                keywords=tuple(
                    (topic_words.display_term(word), float(w))
                    for word, w in fit.keywords.get(number, [])
                ),
                representatives=tuple(order[index] for index in typical),
                x=float(x),
                y=float(y),
            )
        )
    return tuple(topics)


def _typical(
    members: npt.NDArray[np.intp], vectors: Floats, people: Sequence[str] | None
) -> list[int]:
    """The documents nearest to the topic's middle, one for each person where people are known."""
    nearness = vectors[members] @ _middle(vectors[members])
    ranked = [int(index) for index in members[np.argsort(-nearness, kind="stable")]]
    if people:
        ranked = list({people[index]: index for index in reversed(ranked)}.values())[::-1]
    return ranked[:REPRESENTATIVES]


def _used(material: _Material, seed: int) -> dict[str, object]:
    return {
        "model": "bertopic",
        "documents": len(material.texts),
        "seed": seed,
        "min_topic_size": material.smallest,
        "neighbours": int(material.neighbours.indices.shape[1]),
        "reduce_to": material.settings.reduce_to,
        "reassign_outliers": material.settings.reassign_outliers,
        "refits": material.settings.refits,
    }
