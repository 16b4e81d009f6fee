"""How like passages are to what a codebook says of its codes: the first look, and a second one."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from interviewkit.coding.codebook_texts import CodeTexts, Texts
from interviewkit.coding.contract import Vectors
from interviewkit.coding.turn_numbers import Array, average_by_turn, number_turns
from interviewkit.coding.vector_space import centre_on, standardise
from interviewkit.coding.word_space import WordSpace
from interviewkit.coding.words import count_words
from interviewkit.model import Code, Passage

SENSE = {"examples": 0.25, "told": 0.25, "include": 0.2}
"""Log odds for each robust standard deviation by which a passage's vector is like these texts. All
weights here are round values near those that a logistic regression found on other codebooks than
the one it was tried on (``docs/decisions/0028-how-the-codebook-alone-codes.md``)."""

WORDS = {"examples": 0.25, "told": 0.1, "include": 0.2}
"""The same for its words."""

TURN = {"examples": 0.2, "told": 0.1}
"""The same for the vector of its whole turn."""

UNLIKE = 0.2
"""Log odds against for each deviation by which an exclude line or near miss is nearer than all that
speaks for the code."""

SIBLING = 0.4
"""How much the greatest score among the other codes speaks against this one."""

LEAST, MOST = -4.0, 6.0
"""Deviations outside of these count as these."""

TAUGHT = 0.01
"""Share of the passages, those that score highest at first, that show how this corpus speaks of a
code; at least ``FEWEST``."""

FEWEST = 5

NEIGHBOURS, OF_WORDS = 0.3, 2.0
"""In the second look, weights of a turn's other passages and of words beside the vector."""


@dataclass(frozen=True)
class Corpus:
    """Passages as vectors (n, d) without their mean, as words, and by turn.

    ``turns`` (n,) numbers each passage's turn, ``of_turn`` (t, d) is the mean of its vectors,
    ``whole`` (t, d) the same of length 1.
    """

    passages: Sequence[Passage]
    mean: Vectors
    sense: Vectors
    turns: Array
    of_turn: Vectors
    whole: Vectors
    words: WordSpace

    @classmethod
    def build(cls, passages: Sequence[Passage], vectors: Vectors) -> Corpus:
        mean = np.asarray(vectors.mean(axis=0))
        sense, turns = centre_on(vectors, mean), number_turns(passages)
        average = average_by_turn(sense, turns)
        words = WordSpace.build(count_words(tuple(passage.quote for passage in passages)))
        whole = centre_on(average, np.zeros_like(mean))
        return cls(passages, mean, sense, turns, average, whole, words)

    def average_beside(self, rows: Array) -> Vectors:
        """The mean of the other passages of these passages' turns, (r, d); zeros without any."""
        others = self._sizes[rows, None] - 1
        total = self.of_turn[self.turns[rows]] * self._sizes[rows, None] - self.sense[rows]
        return np.asarray(total / np.maximum(others, 1))

    def project_beside(self, direction: Vectors, own: Vectors) -> Vectors:
        """How far that mean lies along a direction (d,), (n,); ``own`` is how far passages do."""
        total = (self.of_turn @ direction)[self.turns] * self._sizes - own
        return np.asarray(total / np.maximum(self._sizes - 1, 1))

    @cached_property
    def _sizes(self) -> Vectors:
        """How many passages each passage's turn has, (n,)."""
        return np.bincount(self.turns)[self.turns].astype(np.float32)


def score_likeness(corpus: Corpus, codes: Sequence[CodeTexts]) -> Vectors:
    """One row a code: by how much each passage stands out towards it, (codes, n).

    The unit is a robust standard deviation of the row, so that rows compare between codes.
    """
    asks = np.array([_is_question(passage.quote) for passage in corpus.passages])
    first = np.array([_look(corpus, code, asks) for code in codes], dtype=np.float32)
    alone = np.array([standardise(row) for row in first])
    return _look_again(corpus, codes, _set_apart(codes, alone))


# -- the first look: what is written about a code ------------------------------------------------


def _look(corpus: Corpus, code: CodeTexts, asks: Array) -> Vectors:
    """Log odds for one code, (n,), but for a constant."""
    found = np.zeros(len(corpus.sense), np.float32)
    for kind, weight in SENSE.items():
        found += weight * _deviate(_compare(corpus.sense, kind, getattr(code, kind)))
    for kind, weight in TURN.items():
        likeness = _compare(corpus.whole, kind, getattr(code, kind))
        found += weight * _deviate(likeness[corpus.turns])
    for kind, weight in WORDS.items():
        texts: Texts = getattr(code, kind)
        if texts:
            shared = corpus.words.compare(texts.texts)
            found += weight * _deviate(_summarise(shared, kind))
    found -= UNLIKE * measure_unlikeness(corpus.sense, code)
    return found + weigh_question_mark(code.examples.texts, asks)


def _compare(vectors: Vectors, kind: str, texts: Texts) -> Vectors:
    if not texts:
        return np.zeros(len(vectors), np.float32)
    if kind == "include":  # each line names another thing
        return _summarise(vectors @ texts.vectors.T, kind)
    return np.asarray(vectors @ texts.middle)


def _summarise(likeness: Vectors, kind: str) -> Vectors:
    return np.asarray(likeness.max(axis=1) if kind == "include" else likeness.mean(axis=1))


def _deviate(values: Vectors) -> Vectors:
    return np.asarray(standardise(values).clip(LEAST, MOST))


def measure_unlikeness(sense: Vectors, code: CodeTexts) -> Vectors:
    """By how many deviations the nearest unlike text is nearer than the nearest like one, (n,)."""
    if not code.unlike or not code.like:
        return np.zeros(len(sense), np.float32)
    near = [_deviate((sense @ texts.vectors.T).max(axis=1)) for texts in (code.unlike, code.like)]
    return np.asarray(np.maximum(near[0] - near[1], 0))


ASKING = re.compile(r"[?？؟⁇⁈՞\u037e]\W*$")
"""A question mark at the end, of any script."""

ASKS, OFTEN = 0.15, (3.0, 1.0)
"""How likely a code is about asking before its examples are seen, and the beta distribution of how
often passages of such a code end in a question mark."""


def _is_question(text: str) -> bool:
    return ASKING.search(text) is not None


def weigh_question_mark(examples: Sequence[str], asks: Array) -> Vectors:
    """What ending in a question mark, or not, says for a code, as log odds (n,).

    Either question marks have nothing to do with the code, or it is about asking: how the examples
    end tells which, against how often the corpus asks (Bayes). No example, nothing said.
    """
    if not examples:
        return np.zeros(len(asks), np.float32)
    from scipy.special import betaln

    usual = (float(asks.sum()) + 1) / (len(asks) + 2)
    k, n = sum(map(_is_question, examples)), len(examples)
    yes, no = OFTEN
    log_about = betaln(yes + k, no + n - k) - betaln(yes, no)
    log_usual = k * np.log(usual) + (n - k) * np.log(1 - usual)
    about = ASKS / (ASKS + (1 - ASKS) * np.exp(log_usual - log_about))
    expected = about * (yes + k) / (yes + no + n) + (1 - about) * usual
    says = np.where(asks, np.log(expected / usual), np.log((1 - expected) / (1 - usual)))
    return np.asarray(says, dtype=np.float32)


# -- siblings, and the second look ---------------------------------------------------------------


def _set_apart(codes: Sequence[CodeTexts], scores: Vectors) -> Vectors:
    """What lies still more in the direction of another code speaks less for this one."""
    apart = []
    for row, code in zip(scores, codes, strict=True):
        others = _find_others(code.code, codes)
        greatest = scores[others].max(axis=0).clip(0) if others else 0
        apart.append(standardise(row - SIBLING * greatest))
    return np.array(apart)


def _find_others(code: Code, codes: Sequence[CodeTexts]) -> list[int]:
    """Places of the codes that are set against this one: all but those above and below it."""
    by_id = {each.code.id: each.code for each in codes}
    above = _list_lineage(code, by_id)
    return [
        place
        for place, each in enumerate(codes)
        if each.code.id not in above and code.id not in _list_lineage(each.code, by_id)
    ]


def _list_lineage(code: Code, by_id: Mapping[str, Code]) -> list[str]:
    """The code and all above it."""
    found = [code.id]
    while code.parent in by_id and code.parent not in found:
        code = by_id[code.parent]
        found.append(code.id)
    return found


def _look_again(corpus: Corpus, codes: Sequence[CodeTexts], scores: Vectors) -> Vectors:
    """Add how like passages are to those that scored highest for a code, and unlike the others'.

    The mean of the best passages less the mean of the corpus, in vectors and words, is where this
    corpus speaks of the code (pseudo-relevance feedback; Rocchio 1971). One round: more drift away.
    """
    best = [_find_best(row) for row in scores]
    usual = corpus.words.mean
    by_words = np.array([corpus.words.average(*each) - usual for each in best])
    towards = np.array(
        [
            np.stack([weights @ corpus.sense[rows], weights @ corpus.average_beside(rows)])
            for rows, weights in best
        ]
    )
    seen = []
    for place, (row, code) in enumerate(zip(scores, codes, strict=True)):
        others = _find_others(code.code, codes)
        (sense, beside), of_words = towards[place], by_words[place]
        if others:
            sense, beside = towards[place] - towards[others].mean(axis=0)
            of_words = of_words - by_words[others].mean(axis=0)
        again = corpus.sense @ sense + OF_WORDS * (corpus.words.passages @ of_words)
        again += NEIGHBOURS * corpus.project_beside(beside, corpus.sense @ beside)
        seen.append(row + standardise(again).clip(LEAST, MOST))
    return np.array(seen, dtype=np.float32)


def _find_best(scores: Vectors) -> tuple[Array, Vectors]:
    """The passages that score highest, (r,), and their weights, (r,), whose sum is 1."""
    most = min(len(scores), max(FEWEST, int(TAUGHT * len(scores))))
    best = np.argsort(-scores, kind="stable")[:most]
    weights = scores[best] - scores[best].min() + 0.2
    return best, np.asarray(weights / weights.sum(), dtype=np.float32)
