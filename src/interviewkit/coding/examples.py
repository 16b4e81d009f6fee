"""The coder that compares: vectors along the direction that sets a code's examples apart."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence

import numpy as np

from interviewkit.coding.contract import Material, Vectors
from interviewkit.coding.vector_space import VectorSpace, logistic, standardise
from interviewkit.model import Code, Codebook, Coding, Evidence, Example

HALF, SPREAD = 2.5, 0.8
"""A passage so many robust standard deviations above the corpus scores 0.5; the scale."""

FLOOR = 1.5
"""What stands out from the corpus by less than this many deviations is not proposed."""

NEAR = 1 / 3
"""Share of near misses and other codes' examples in what examples are set against; the corpus
has the rest."""


class ExamplesCoder:
    """Proposes a code where a passage lies in the direction of the code's examples.

    The direction is Fisher's linear discriminant between the code's examples (with its definition
    and include lines) and the background: the corpus itself, which hardly holds any one code, and
    the near misses and examples of other codes. It is learnt from the codebook alone; the corpus
    gives mean and covariance. Scores are set against the spread over the corpus, so they compare
    between codes. The evidence is the nearest example and its cosine.
    """

    name = "examples"

    def __init__(self, embed: Callable[[Sequence[str]], Vectors]) -> None:
        self.embed = embed

    def propose(
        self, material: Material, codebook: Codebook, codes: Collection[str] | None = None
    ) -> list[Coding]:
        """One coding for each passage and code that stands out from the corpus; codes in order."""
        wanted = [c for c in codebook.codes if c.examples and (codes is None or c.id in codes)]
        if not wanted or not material.passages:
            return []
        texts = _embed_texts(codebook, self.embed)
        space = VectorSpace.of(material.vectors(), np.vstack(list(texts.values())))
        codings: list[Coding] = []
        for code in wanted:
            codings += self._of_code(code, material, texts, space)
        return codings

    def _of_code(
        self,
        code: Code,
        material: Material,
        texts: Mapping[tuple[str, str], Vectors],
        space: VectorSpace,
    ) -> list[Coding]:
        examples = texts[code.id, "example"]
        shown = np.vstack([examples, texts[code.id, "told"]])
        # What it is not: its near misses, and what other codes show.
        others = [v for (id_, kind), v in texts.items() if id_ != code.id and kind != "told"]
        against = np.vstack([texts[code.id, "miss"], *others])
        away = space.centred(against if len(against) else examples[:1] * 0).mean(axis=0)
        direction = space.direction(space.centred(shown).mean(axis=0), NEAR * away)
        deviations = standardise(space.passages @ direction, space.background @ direction)
        scores = logistic((deviations - HALF) / SPREAD)
        found = np.flatnonzero(deviations >= FLOOR)
        near = space.passages[found] @ space.centred(examples).T
        lean = _lean_to_polarity(near, code.examples)
        return [
            Coding(
                passage=material.passages[i],
                code=code.id,
                coder=self.name,
                polarity=_polarity(lean[row], code),
                score=round(float(scores[i]), 4),
                evidence=(_name_nearest_example(near[row], code.examples),),
            )
            for row, i in enumerate(found.tolist())
        ]


def _embed_texts(
    codebook: Codebook, embed: Callable[[Sequence[str]], Vectors]
) -> dict[tuple[str, str], Vectors]:
    """Code and kind of text → vectors; all texts of a codebook are embedded at one go."""
    texts: dict[tuple[str, str], list[str]] = {}
    for code in codebook.codes:
        texts[code.id, "example"] = [example.text for example in code.examples]
        texts[code.id, "told"] = [text for text in (code.definition, *code.include) if text]
        texts[code.id, "miss"] = [miss.text for miss in code.near_misses]
    vectors = embed([text for group in texts.values() for text in group])
    ends = np.cumsum([len(group) for group in texts.values()])
    return dict(zip(texts, np.split(vectors, ends[:-1]), strict=True))


def _lean_to_polarity(near: Vectors, examples: Sequence[Example]) -> Vectors:
    """Per passage: how much nearer it is to the examples of polarity "+" than to those of "-"."""
    plus = [i for i, example in enumerate(examples) if example.polarity == "+"]
    minus = [i for i, example in enumerate(examples) if example.polarity == "-"]
    if not plus or not minus:
        return np.full(len(near), 1.0 if plus else -1.0)
    nearness = np.exp(near / 0.1)
    return np.asarray(np.log(nearness[:, plus].mean(axis=1) / nearness[:, minus].mean(axis=1)))


def _polarity(lean: float, code: Code) -> str:
    polarity = "+" if lean >= 0 else "-"
    return polarity if polarity in code.polarity else code.polarity[0]


def _name_nearest_example(near: Vectors, examples: Sequence[Example]) -> Evidence:
    best = int(near.argmax())
    return Evidence("example", examples[best].text, round(float(max(near[best], 0.0)), 3))


def measure_deviations(scores: Vectors) -> Vectors:
    """The deviations behind scores of this coder; 0 where it said nothing."""
    within = np.clip(scores, 1e-4, 1 - 1e-4)
    return np.asarray(np.where(scores > 0, HALF + SPREAD * np.log(within / (1 - within)), 0.0))
