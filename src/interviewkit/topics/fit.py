"""Fit a topic model (BERTopic, Grootendorst 2022) on turns and the vectors they came with.

Turns are laid out (UMAP), grouped (HDBSCAN) and described (c-TF-IDF) as BERTopic does it, several
times; what most of these fits find, and whose words hang together, is a topic.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

import numpy as np

from interviewkit.errors import TooLittleError
from interviewkit.model import Tick, TopicFit, ignore_tick
from interviewkit.model.settings import TopicSettings
from interviewkit.topics import layout, measures, topic_words
from interviewkit.topics.coherent_words import TermTable, find_nouns
from interviewkit.topics.described_topics import describe_topics, rank_by_nearness
from interviewkit.topics.recurrence import Middles
from interviewkit.topics.recurring_topics import (
    FEWEST,
    Floats,
    TopicMaterial,
    TopicsFound,
    find_recurring,
    settle_topics,
)
from interviewkit.topics.refits import (
    keep_found_again,
    measure_stability,
    measure_stability_with_fewer,
)

ReadNouns = Callable[[Sequence[int]], Sequence[str]]
"""The nouns and noun phrases of some documents, by their positions."""

PARSED = 15
"""Documents a topic, nearest to its middle, whose grammar is read for noun phrases."""


def fit_topics(
    texts: Sequence[str],
    vectors: Floats,
    keys: Sequence[str],
    *,
    seed: int,
    settings: TopicSettings | None = None,
    people: Sequence[str] | None = None,
    conversations: Sequence[str] | None = None,
    names: Iterable[str] = (),
    ignored: Iterable[str] | None = None,
    read_nouns: ReadNouns | None = None,
    tick: Tick = ignore_tick,
) -> TopicFit:
    """Topics of the texts, and measures of how good and how stable they are.

    Args:
        texts: The documents, usually participants' turns.
        vectors: float32 (n, d), a row of length 1 per document.
        keys: A lasting name per document. Documents are fitted in the order of their keys, so
            that the order given does not matter; results come in the order given.
        seed: Of the layouts. The same input and seed give the same topics.
        settings: How many and how small; ``0`` is chosen from the amount of material.
        people: Who speaks, per document: a topic's representatives are then different people.
        conversations: Where each was said: a fifth of them is left out to see what hangs on them.
        names: Speakers' labels and names: their words never describe a topic.
        ignored: Words that never do either; where none are given, English function words.
        read_nouns: Reads the nouns of some documents: topics are then described by nouns.
        tick: Counts fits: three times as many as :func:`count_fits` says, where there are refits.

    Raises:
        TooLittleError: fewer than 40 documents, or no group among them whose words hang together.
        ValueError: the arguments differ in length, or keys are not unique.
    """
    settings, names = settings or TopicSettings(), tuple(names)
    _check(texts, vectors, keys, people, conversations)
    order = sorted(range(len(keys)), key=keys.__getitem__)
    sorted_texts = [texts[index] for index in order]
    sorted_vectors = np.ascontiguousarray(vectors[order], np.float32)
    ignored = None if ignored is None else tuple(sorted(ignored))
    material = TopicMaterial(
        sorted_texts,
        sorted_vectors,
        layout.find_neighbours(sorted_vectors, seed),
        TermTable(*topic_words.count_terms(sorted_texts, names, ignored)),
        [conversations[index] for index in order] if conversations else [],
        settings,
    )
    middles = find_recurring(material, seed, 0, material.fits, tick)
    if read_nouns:
        split = topic_words.build_vectorizer(names, ignored).build_analyzer()
        read = _find_central(material, middles)
        phrases = read_nouns([order[index] for index in read])
        material.nouns.update(find_nouns([sorted_texts[i] for i in read], phrases, split))

    fit, stability = settle_topics(material, middles), {}
    if settings.refits and fit.keywords:
        again = find_recurring(material, seed, material.fits, material.fits, tick)
        other = settle_topics(material, again)
        fit = keep_found_again(fit, other)
        stability = measure_stability(fit, other)
        stability |= measure_stability_with_fewer(fit, material, seed, tick)
    if not fit.keywords:
        raise TooLittleError(
            f"no group of at least {material.smallest} alike turns among {len(texts)} whose words "
            "hang together and that other fits find again",
            hint="add transcripts, or lower min_topic_size under [topics] in study.toml",
        )
    positions = layout.place_on_map(sorted_vectors, material.neighbours, seed)
    groups = people and [people[index] for index in order]
    topics = describe_topics(fit, material, positions, groups, order)

    back = np.argsort(order)
    return TopicFit(
        topics=topics,
        assignment=tuple(fit.assignment[index] for index in back),
        measures=_measures(fit, material) | stability,
        settings=_used(material, seed),
        positions=tuple((float(x), float(y)) for x, y in positions[back]),
    )


def _check(
    texts: Sequence[str],
    vectors: Floats,
    keys: Sequence[str],
    people: Sequence[str] | None,
    conversations: Sequence[str] | None,
) -> None:
    lengths = {len(texts), len(vectors), len(keys)}
    lengths |= {len(given) for given in (people, conversations) if given}
    if len(lengths) > 1:
        raise ValueError("texts, vectors, keys, people and conversations must be equally many")
    if len(set(keys)) < len(keys):
        raise ValueError("keys must be unique")
    if len(texts) < FEWEST:
        raise TooLittleError(
            f"a topic model needs at least {FEWEST} turns of enough words; here: {len(texts)}",
            hint="add transcripts, lower min_words under [topics], or set enabled = false there",
        )


def _find_central(material: TopicMaterial, middles: Middles) -> list[int]:
    """The documents nearest to each topic's middle."""
    assignment = middles.place(material.vectors)
    found: set[int] = set()
    for number in range(len(middles.directions)):
        members = np.flatnonzero(assignment == number)
        found.update(rank_by_nearness(members, material.vectors)[:PARSED] if len(members) else ())
    return sorted(found)


def _measures(fit: TopicsFound, material: TopicMaterial) -> dict[str, float]:
    column = {term: index for index, term in enumerate(material.terms)}
    tops = [[column[word] for word in top] for top in fit.top_words]
    return {
        "coherence": float(np.nanmean(measures.measure_coherence(material.table.counts, tops))),
        "diversity": measures.measure_diversity(fit.top_words),
        "outliers": measures.measure_outlier_share(fit.assignment),
    }


def _used(material: TopicMaterial, seed: int) -> dict[str, object]:
    return {
        "model": "bertopic",
        "documents": len(material.texts),
        "seed": seed,
        "fits": material.fits,
        "min_topic_size": material.smallest,
        "neighbours": int(material.neighbours.indices.shape[1]),
        "reduce_to": material.settings.reduce_to,
        "reassign_outliers": material.settings.reassign_outliers,
        "refits": material.settings.refits,
    }
