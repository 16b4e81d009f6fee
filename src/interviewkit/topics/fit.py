"""Fit a topic model (BERTopic, Grootendorst 2022) on turns and the vectors they came with.

Turns are laid out (UMAP), grouped (HDBSCAN) and described (c-TF-IDF) as BERTopic does it, several
times; what most of these fits find, and whose words hang together, is a topic.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace

import numpy as np
import numpy.typing as npt

from interviewkit.errors import TooLittleError
from interviewkit.model import Tick, Topic, TopicFit, ignore_tick
from interviewkit.model.settings import TopicSettings
from interviewkit.topics import layout, measures, topic_words
from interviewkit.topics.coherent_words import FEWEST_WORDS, TermTable, find_nouns
from interviewkit.topics.recurrence import FRINGE, WIDE_FRINGE, Middles, find_middles

Floats = npt.NDArray[np.float32]
Numbers = npt.NDArray[np.intp]
Keywords = list[tuple[str, float]]
ReadNouns = Callable[[Sequence[int]], Sequence[str]]
"""The nouns and noun phrases of some documents, by their positions."""

FEWEST, REPRESENTATIVES, DIMENSIONS = 40, 8, 5
RESEED = 7919
"""Fit number i starts from ``seed + i * 7919``."""

FEW_DOCUMENTS = 2000
MORE_FITS = 3
"""Up to so many documents so many times more fits: little speech groups more by accident."""

PARSED = 15
"""Documents a topic, nearest to its middle, whose grammar is read for noun phrases."""

FOUND_AGAIN = 0.5
"""A topic is found again where it shares more than this with one of the refit (Jaccard)."""

LEFT_OUT = 0.2
"""The share of conversations that a refit goes without, to see what hangs on single ones."""


@dataclass(frozen=True, slots=True)
class _Material:
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
class _Fit:
    """Topic numbers by document, keywords by topic number, and the middles of topics."""

    assignment: list[int]
    keywords: list[Keywords]
    middles: Middles

    @property
    def top_words(self) -> list[list[str]]:
        return [[word for word, _ in keywords] for keywords in self.keywords]


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
    material = _Material(
        sorted_texts,
        sorted_vectors,
        layout.find_neighbours(sorted_vectors, seed),
        TermTable(*topic_words.count_terms(sorted_texts, names, ignored)),
        [conversations[index] for index in order] if conversations else [],
        settings,
    )
    middles = _recur(material, seed, 0, material.fits, tick)
    if read_nouns:
        split = topic_words.build_vectorizer(names, ignored).build_analyzer()
        read = _find_central(material, middles)
        phrases = read_nouns([order[index] for index in read])
        material.nouns.update(find_nouns([sorted_texts[i] for i in read], phrases, split))

    fit, stability = _settle(material, middles), {}
    if settings.refits and fit.keywords:
        other = _settle(material, _recur(material, seed, material.fits, material.fits, tick))
        fit = _hold(fit, other)
        stability = _stability(fit, other)
        stability |= _stability_with_fewer(fit, material, seed, tick)
    if not fit.keywords:
        raise TooLittleError(
            f"no group of at least {material.smallest} alike turns among {len(texts)} whose words "
            "hang together and that other fits find again",
            hint="add transcripts, or lower min_topic_size under [topics] in study.toml",
        )
    positions = layout.place_on_map(sorted_vectors, material.neighbours, seed)
    groups = people and [people[index] for index in order]
    topics = _topics(fit, material, positions, groups, order)

    back = np.argsort(order)
    return TopicFit(
        topics=topics,
        assignment=tuple(fit.assignment[index] for index in back),
        measures=_measures(fit, material) | stability,
        settings=_used(material, seed),
        positions=tuple((float(x), float(y)) for x, y in positions[back]),
    )


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


def _recur(material: _Material, seed: int, first: int, fits: int, tick: Tick) -> Middles:
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


def _find_central(material: _Material, middles: Middles) -> list[int]:
    """The documents nearest to each topic's middle."""
    assignment = middles.place(material.vectors)
    found: set[int] = set()
    for number in range(len(middles.directions)):
        members = np.flatnonzero(assignment == number)
        found.update(_rank(members, material.vectors)[:PARSED] if len(members) else ())
    return sorted(found)


def _settle(material: _Material, middles: Middles) -> _Fit:
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
    return _Fit([numbers[int(old)] for old in raw], keywords, middles.among(ranked))


def _numbers(raw: Sequence[int]) -> dict[int, int]:
    """New numbers for topics: by size, equal ones by their first document; outliers stay -1."""
    sizes = Counter(number for number in raw if number >= 0)
    first = {number: index for index, number in reversed(list(enumerate(raw)))}
    ranked = sorted(sizes, key=lambda number: (-sizes[number], first[number]))
    return {-1: -1} | {old: new for new, old in enumerate(ranked)}


def _measures(fit: _Fit, material: _Material) -> dict[str, float]:
    column = {term: index for index, term in enumerate(material.terms)}
    tops = [[column[word] for word in top] for top in fit.top_words]
    return {
        "coherence": float(np.nanmean(measures.measure_coherence(material.table.counts, tops))),
        "diversity": measures.measure_diversity(fit.top_words),
        "outliers": measures.measure_outlier_share(fit.assignment),
    }


def _hold(fit: _Fit, other: _Fit) -> _Fit:
    """The fit without topics that a whole refit with other seeds does not find again.

    Found again: more than half of the documents of both are shared; below that Hennig (2007)
    calls a cluster dissolved. Its documents are in no topic.
    """
    shared = measures.measure_recovery(fit.assignment, other.assignment)
    kept = [number for number, share in enumerate(shared) if share > FOUND_AGAIN]
    numbers = {old: new for new, old in enumerate(kept)}
    return _Fit(
        [numbers.get(number, -1) for number in fit.assignment],
        [fit.keywords[number] for number in kept],
        fit.middles.among(kept),
    )


def _stability(fit: _Fit, other: _Fit) -> dict[str, float]:
    """How far a whole refit with other seeds agrees with the fit."""
    return {
        "stability": measures.measure_fit_agreement(fit.assignment, other.assignment),
        "word_stability": measures.measure_shared_words(fit.top_words, other.top_words),
    }


def _stability_with_fewer(
    fit: _Fit, material: _Material, seed: int, tick: Tick
) -> dict[str, float]:
    """How far a whole refit agrees that goes without some conversations."""
    fewer = _leave_out(material, seed)
    if fewer is None:
        tick(material.fits)
        return {}
    refit = _settle(fewer, _recur(fewer, seed, 2 * material.fits, material.fits, tick))
    placed = [int(number) for number in refit.middles.place(material.vectors)]
    return {"stability_with_fewer": measures.measure_fit_agreement(fit.assignment, placed)}


def _leave_out(material: _Material, seed: int) -> _Material | None:
    """The material without a fifth of its conversations; ``None`` where there is too little."""
    every = sorted(set(material.conversations))
    out = np.random.default_rng(seed).permutation(len(every))[: round(LEFT_OUT * len(every))]
    without = {every[index] for index in out}
    rows = [i for i, each in enumerate(material.conversations) if each not in without]
    if not without or len(rows) < FEWEST:
        return None
    vectors = np.ascontiguousarray(material.vectors[rows])
    counts = material.table.counts[rows]
    used = np.flatnonzero(counts.sum(axis=0).A1)
    return replace(
        material,
        texts=[material.texts[i] for i in rows],
        vectors=vectors,
        neighbours=layout.find_neighbours(vectors, seed),
        table=TermTable(counts[:, used], [material.terms[i] for i in used]),
        conversations=[material.conversations[i] for i in rows],
    )


def _rank(members: Numbers, vectors: Floats) -> list[int]:
    """Documents by how near they are to their own middle."""
    nearness = vectors[members] @ vectors[members].mean(axis=0)
    return [int(index) for index in members[np.argsort(-nearness, kind="stable")]]


def _topics(
    fit: _Fit,
    material: _Material,
    positions: Floats,
    people: Sequence[str] | None,
    order: Sequence[int],
) -> tuple[Topic, ...]:
    assignment = np.array(fit.assignment)
    topics = []
    for number in sorted(set(fit.assignment), key=lambda n: (n < 0, n)):
        members = np.flatnonzero(assignment == number)
        x, y = np.median(positions[members], axis=0)
        typical = _typical(members, material.vectors, people) if number >= 0 else []
        words = fit.keywords[number] if number >= 0 else []
        topics.append(
            Topic(
                number=number,
                size=len(members),
                keywords=tuple((topic_words.display_term(word), float(w)) for word, w in words),
                representatives=tuple(order[index] for index in typical),
                x=float(x),
                y=float(y),
            )
        )
    return tuple(topics)


def _typical(members: Numbers, vectors: Floats, people: Sequence[str] | None) -> list[int]:
    """The documents nearest to the topic's middle, one for each person where people are known."""
    ranked = _rank(members, vectors)
    if people:
        ranked = list({people[index]: index for index in reversed(ranked)}.values())[::-1]
    return ranked[:REPRESENTATIVES]


def _used(material: _Material, seed: int) -> dict[str, object]:
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
