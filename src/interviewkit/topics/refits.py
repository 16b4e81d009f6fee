"""Topics held against whole refits: with other seeds, and without some of the conversations."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from interviewkit.model import Tick
from interviewkit.topics import layout, measures
from interviewkit.topics.coherent_words import TermTable
from interviewkit.topics.recurring_topics import (
    FEWEST,
    TopicMaterial,
    TopicsFound,
    find_recurring,
    settle_topics,
)

FOUND_AGAIN = 0.5
"""A topic is found again where it shares more than this with one of the refit (Jaccard)."""

LEFT_OUT = 0.2
"""The share of conversations that a refit goes without, to see what hangs on single ones."""


def keep_found_again(fit: TopicsFound, other: TopicsFound) -> TopicsFound:
    """The fit without topics that a whole refit with other seeds does not find again.

    Found again: more than half of the documents of both are shared; below that Hennig (2007)
    calls a cluster dissolved. Its documents are in no topic.
    """
    shared = measures.measure_recovery(fit.assignment, other.assignment)
    kept = [number for number, share in enumerate(shared) if share > FOUND_AGAIN]
    numbers = {old: new for new, old in enumerate(kept)}
    return TopicsFound(
        [numbers.get(number, -1) for number in fit.assignment],
        [fit.keywords[number] for number in kept],
        fit.middles.among(kept),
    )


def measure_stability(fit: TopicsFound, other: TopicsFound) -> dict[str, float]:
    """How far a whole refit with other seeds agrees with the fit."""
    return {
        "stability": measures.measure_fit_agreement(fit.assignment, other.assignment),
        "word_stability": measures.measure_shared_words(fit.top_words, other.top_words),
    }


def measure_stability_with_fewer(
    fit: TopicsFound, material: TopicMaterial, seed: int, tick: Tick
) -> dict[str, float]:
    """How far a whole refit agrees that goes without some conversations."""
    fewer = _leave_out(material, seed)
    if fewer is None:
        tick(material.fits)
        return {}
    refit = settle_topics(
        fewer, find_recurring(fewer, seed, 2 * material.fits, material.fits, tick)
    )
    placed = [int(number) for number in refit.middles.place(material.vectors)]
    return {"stability_with_fewer": measures.measure_fit_agreement(fit.assignment, placed)}


def _leave_out(material: TopicMaterial, seed: int) -> TopicMaterial | None:
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
