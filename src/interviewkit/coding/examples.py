"""The coder that compares: passages like what the codebook says of a code, in its own words."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence

import numpy as np

from interviewkit.coding.code_counts import centre_on_threshold, expect_share
from interviewkit.coding.codebook_texts import CodeTexts, read_texts
from interviewkit.coding.contract import Material, Vectors
from interviewkit.coding.likeness import Corpus, measure_unlikeness, score_likeness
from interviewkit.coding.turn_numbers import Array, find_greatest_by_turn
from interviewkit.coding.vector_space import logistic
from interviewkit.model import Code, Codebook, Coding, Evidence, Example

FLOOR = -1.0
"""What has lower log odds than this is not proposed."""

SUREST = 1e-4
"""Scores nearer to 0 or 1 than this count as these."""


class ExamplesCoder:
    """Proposes a code where a passage is like what the codebook says of it.

    Examples, label with definition, and include lines are texts to be like; exclude lines, near
    misses and other codes' texts are texts to be unlike (:mod:`likeness`). It learns from the
    codebook and from how this corpus speaks, from no judgement. A score of 0.5 is reached in as
    many turns as are likely to carry the code (:mod:`code_counts`), so scores compare between
    codes. The evidence is the nearest text and its cosine, and one to be unlike that counted.
    """

    name = "examples"

    def __init__(self, embed: Callable[[Sequence[str]], Vectors]) -> None:
        self.embed = embed

    def propose(
        self, material: Material, codebook: Codebook, codes: Collection[str] | None = None
    ) -> list[Coding]:
        """One coding for each passage and code that it may hold; codes in order."""
        able = [code for code in codebook.codes if code.is_described]
        if not any(codes is None or code.id in codes for code in able) or not material.passages:
            return []
        corpus = Corpus.build(material.passages, material.vectors())
        texts = [t for t in read_texts(codebook, self.embed, corpus.mean) if t.like]
        logits = _decide(corpus, texts, codebook)
        return [
            coding
            for row, code in zip(logits, texts, strict=True)
            if codes is None or code.code.id in codes
            for coding in self._of_code(code, corpus, row)
        ]

    def _of_code(self, texts: CodeTexts, corpus: Corpus, logits: Vectors) -> list[Coding]:
        code = texts.code
        found = np.flatnonzero(logits >= FLOOR)
        scores = logistic(logits[found]).clip(SUREST, 1 - SUREST).round(4).tolist()
        sense = corpus.sense[found]
        nearest = _name_nearest(sense, texts)
        unlike = _name_unlike(sense, texts, measure_unlikeness(corpus.sense, texts)[found])
        lean = _lean_to_polarity(sense @ texts.examples.vectors.T, code.examples).tolist()
        return [
            Coding(
                passage=corpus.passages[place],
                code=code.id,
                coder=self.name,
                polarity=_polarity(lean[row], code),
                score=scores[row],
                evidence=(nearest[row], *unlike.get(row, ())),
            )
            for row, place in enumerate(found.tolist())
        ]


def _decide(corpus: Corpus, texts: Sequence[CodeTexts], codebook: Codebook) -> Vectors:
    """The logit of every code and passage, (codes, n)."""
    scores = score_likeness(corpus, texts)
    logits = np.array(
        [
            centre_on_threshold(
                row, corpus.turns, each.code, expect_share(each.code, codebook, len(texts))
            )
            for row, each in zip(scores, texts, strict=True)
        ]
    )
    places = {each.code.id: place for place, each in enumerate(texts)}
    for group in codebook.exclusive_groups:
        _keep_likeliest(logits, corpus.turns, [places[c] for c in group if c in places])
    return logits


def _keep_likeliest(logits: Vectors, turns: Array, group: Sequence[int]) -> None:
    """Of codes that exclude each other, a turn keeps the likeliest; others stay just doubts."""
    if len(group) < 2:
        return
    by_turn = np.array([find_greatest_by_turn(logits[place], turns) for place in group])
    likeliest = by_turn.argmax(axis=0)
    for number, place in enumerate(group):
        loses = (likeliest != number)[turns]
        logits[place, loses] = np.minimum(logits[place, loses], -SUREST * 10)


def _lean_to_polarity(near: Vectors, examples: Sequence[Example]) -> Vectors:
    """Per passage: how much nearer it is to the examples of polarity "+" than to those of "-"."""
    plus = [i for i, example in enumerate(examples) if example.polarity == "+"]
    minus = [i for i, example in enumerate(examples) if example.polarity == "-"]
    if not plus or not minus:
        return np.full(len(near), -1.0 if minus else 1.0)
    nearness = np.exp(near / 0.1)
    return np.asarray(np.log(nearness[:, plus].mean(axis=1) / nearness[:, minus].mean(axis=1)))


def _polarity(lean: float, code: Code) -> str:
    polarity = "+" if lean >= 0 else "-"
    return polarity if polarity in code.polarity else code.polarity[0]


def _name_nearest(sense: Vectors, texts: CodeTexts) -> list[Evidence]:
    """For each row (r, d): the text of the code that is nearest, and its cosine."""
    like = texts.like
    near = sense @ like.vectors.T
    best, highest = near.argmax(axis=1).tolist(), near.max(axis=1).clip(0).round(3).tolist()
    return [
        Evidence("example", like.texts[text], round(cosine, 3))
        for text, cosine in zip(best, highest, strict=True)
    ]


def _name_unlike(
    sense: Vectors, texts: CodeTexts, against: Vectors
) -> dict[int, tuple[Evidence, ...]]:
    """Row → what it is to be unlike, where that is nearer than all that it is to be like."""
    rows = np.flatnonzero(against > 0)
    if not len(rows):
        return {}
    near = sense[rows] @ texts.unlike.vectors.T
    best, highest = near.argmax(axis=1).tolist(), near.max(axis=1).clip(0).tolist()
    return {
        row: (Evidence("example", f"unlike “{texts.unlike.texts[text]}”", -round(cosine, 3)),)
        for row, text, cosine in zip(rows.tolist(), best, highest, strict=True)
    }
