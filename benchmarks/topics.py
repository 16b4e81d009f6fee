"""How good topics are: on a study's own turns, on conversations kept back, and over whole refits.

    python benchmarks/topics.py STUDY [--seeds 2]

STUDY is the folder of a study whose transcripts were read (``interviewkit ingest``); a copy, as its
caches of vectors and parses are filled. Prints JSON:

- the fit as ``discover`` makes it, with its measures;
- ``apart``: how far fits with independent seeds agree, turns in no topic counted: none of these
  seeds had a part in choosing topics;
- ``kept_back``: topics are fitted on half of the conversations, and their words are looked for in
  the other half: NPMI, and word intrusion. To five words of a topic one of another topic is added;
  a machine, not a person, guesses the intruder as the word that is least like the others, by the
  passages kept back: by how often it meets the others there (``by_meeting``), and by the cosine
  between the means of the vectors of the turns that say each word (``by_sense``). One of six is
  chance.
"""

from __future__ import annotations

import argparse
import json
import time
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from random import Random

import numpy as np
import numpy.typing as npt

from interviewkit import Study
from interviewkit.model import TopicFit
from interviewkit.steps.coding.discover import TopicDocuments, choose_noun_reader
from interviewkit.steps.coding.languages import find_languages
from interviewkit.steps.coding.speech import ParseCache, gather_speech
from interviewkit.steps.coding.vectors import VectorCache
from interviewkit.topics.measures import compute_npmi, measure_coherence, measure_fit_agreement
from interviewkit.topics.topic_words import build_vectorizer

SHOWN = 5
"""Words of a topic beside which an intruder stands."""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("study", type=Path)
    parser.add_argument("--seeds", type=int, default=2)
    asked = parser.parse_args()
    site = Study.open(asked.study)._site  # the steps are measured, not the face
    with site.store.locked():
        parses, vectors = ParseCache(site), VectorCache(site)
        speech, _ = gather_speech(site, parses)
        languages = find_languages(site, speech.turns)
        said = TopicDocuments.of(site, speech, vectors, languages)
        settings = site.settings.topics
        start = time.process_time()
        fit = said.fit(settings, read_nouns=choose_noun_reader(said, speech, parses, languages))
        seconds = round(time.process_time() - start, 1)
        out = [said.call_talk, said.answers]
        turns = len(said.turns)
        tell("fit", turns=turns, left_out=out, topics=count(fit), seconds=seconds, **fit.measures)
        tell("apart", agreement=[
            measure_fit_agreement(fit.assignment, reseed(said, number).fit(settings).assignment)
            for number in range(1, asked.seeds)
        ])  # fmt: skip
        for number, (one, other) in enumerate(cut_in_half(said)):
            reader = choose_noun_reader(one, speech, parses, languages)
            tell(
                f"kept_back {number}", **look_elsewhere(one.fit(settings, read_nouns=reader), other)
            )


def tell(what: str, **facts: object) -> None:
    print(json.dumps({"what": what, **facts}), flush=True)


def count(fit: TopicFit) -> int:
    return sum(not topic.is_outliers for topic in fit.topics)


def reseed(said: TopicDocuments, number: int) -> TopicDocuments:
    """The same documents with a seed far from those that one fit tries."""
    return replace(said, seed=said.seed + 1_000_003 * number)


def cut_in_half(said: TopicDocuments) -> list[tuple[TopicDocuments, TopicDocuments]]:
    """Two halves of the conversations, each in turn kept back."""
    names = sorted({turn.transcript for turn in said.turns})
    Random(said.seed).shuffle(names)
    first = set(names[: len(names) // 2])
    halves = [
        said.among({turn.id or 0 for turn in said.turns if (turn.transcript in first) is side})
        for side in (True, False)
    ]
    return [(halves[0], halves[1]), (halves[1], halves[0])]


def look_elsewhere(fit: TopicFit, other: TopicDocuments) -> dict[str, object]:
    """How a fit's words do in turns that had no part in it."""
    tops = [[word for word, _ in t.keywords] for t in fit.topics if not t.is_outliers]
    words = sorted({word for top in tops for word in top})
    counter = build_vectorizer(other.labels, other.ignored, vocabulary=words)
    counts = counter.transform([turn.text for turn in other.turns])
    place = {word: column for column, word in enumerate(words)}
    columns = [[place[word] for word in top] for top in tops]
    used = (counts > 0).astype(np.float64)
    npmi = compute_npmi((used.T @ used).toarray() / used.shape[0])
    means = used.T @ other.vectors
    sense = means / np.maximum(np.linalg.norm(means, axis=1, keepdims=True), 1e-9)
    return {
        "topics": len(tops),
        "own_coherence": fit.measures["coherence"],
        "coherence": float(np.nanmean(measure_coherence(counts, columns))),
        "intruders_by_meeting": find_intruders(columns, npmi, other.seed),
        "intruders_by_sense": find_intruders(columns, sense @ sense.T, other.seed),
    }


def find_intruders(
    topics: Sequence[Sequence[int]], likeness: npt.NDArray[np.float64], seed: int
) -> float | None:
    """The share of intruders that are told: every topic with the first word of every other."""
    told, asked = 0, 0
    draw = Random(seed)
    for number, topic in enumerate(topics):
        own = list(topic[:SHOWN])
        for intruder in (each[0] for i, each in enumerate(topics) if i != number):
            if intruder in topic:
                continue
            shown = [*own, intruder]
            draw.shuffle(shown)  # of equals the first is guessed
            among = likeness[np.ix_(shown, shown)]
            loose = (among.sum(axis=1) - np.diag(among)).argmin()
            told, asked = told + (shown[int(loose)] == intruder), asked + 1
    return told / asked if asked else None


if __name__ == "__main__":
    main()
