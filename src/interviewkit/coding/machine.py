"""What the rules and the examples say together: one decision per passage and code."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import exp, log
from typing import TYPE_CHECKING

from interviewkit.coding import examples as by_comparison
from interviewkit.coding.material import Material
from interviewkit.coding.space import centred_alone
from interviewkit.coding.taught import Lesson, taught
from interviewkit.model import Code, Codebook, Coding, Evidence, Passage

if TYPE_CHECKING:
    from interviewkit.coding.material import Vectors

MACHINE = "machine"

SURE, DOUBTFUL = 0.6, 0.3
"""Rules of at least the one score decide alone and teach; up to the other they do not count
against a passage's being without the code."""

NEEDED, SPREAD = 0.9, 0.15
"""Support that makes a score of 0.5; the scale of the logistic around it."""

PER_DEVIATION = 0.1
"""Support for each robust standard deviation by which a passage stands out, in the direction of
the examples and in the direction that the rules taught: two deviations in both weigh as much as
0.4 of a pattern's certainty. Between ``LOWEST`` and ``HIGHEST`` deviations count."""

HALF_TRUSTED = 30
"""Teachers at which what they taught counts as much as the examples in its place."""

LOWEST, HIGHEST = -2.0, 5.0

MOST_EVIDENCE = 5


def decide(
    material: Material,
    codebook: Codebook,
    by_rules: Sequence[Coding],
    by_examples: Sequence[Coding],
) -> list[Coding]:
    """The machine's proposals, codes in the codebook's order, passages in theirs.

    The support for a code is the rules' score plus ``PER_DEVIATION`` for each deviation by which
    the passage stands out towards the examples and towards what the rules taught; the score is
    its logistic, and what reaches 0.5 is proposed. Where only one coder spoke at all, it decides
    alone: rules from ``SURE`` on, examples from 0.5 on. Vectors are only asked for if there are
    proposals by examples. Every weight here was set by reasoning and one part of the visible gold
    codes; none is fitted to a study.
    """
    places = {_key(passage): place for place, passage in enumerate(material.passages)}
    vectors = centred_alone(material.vectors()) if by_examples and by_rules else None
    codings: list[Coding] = []
    for code in codebook.codes:
        rules = _by_place(by_rules, code, places)
        examples = _by_place(by_examples, code, places)
        codings += _Case(code, material, rules, examples, vectors).decided()
    return codings


@dataclass(frozen=True)
class _Case:
    """All that speaks for one code."""

    code: Code
    material: Material
    rules: Mapping[int, Coding]
    examples: Mapping[int, Coding]
    vectors: Vectors | None

    def decided(self) -> list[Coding]:
        lesson = self._lesson()
        everywhere = range(len(self.material.passages))
        found = []
        for place in everywhere:
            score = self._score(place, lesson)
            if score >= 0.5:
                found.append(self._coding(place, score, lesson))
        return found

    def _lesson(self) -> Lesson | None:
        if self.vectors is None:
            return None
        import numpy as np

        scores = np.zeros(len(self.material.passages))
        for place, coding in self.rules.items():
            scores[place] = coding.score or 0.0
        return taught(self.vectors, scores, SURE, DOUBTFUL)

    def _score(self, place: int, lesson: Lesson | None) -> float:
        rules = (self.rules[place].score or 0.0) if place in self.rules else 0.0
        if self.vectors is None and self.rules:
            return _logistic((rules - SURE) / SPREAD)
        if not self.rules:
            return (self.examples[place].score or 0.0) if place in self.examples else 0.0
        compared = self._deviation(place)
        learnt = compared
        if lesson:
            trust = len(lesson.teachers) / (len(lesson.teachers) + HALF_TRUSTED)
            learnt = trust * float(lesson.deviations[place]) + (1 - trust) * compared
        return _logistic(
            (rules + PER_DEVIATION * (_within(compared) + _within(learnt)) - NEEDED) / SPREAD
        )

    def _deviation(self, place: int) -> float:
        """How far the passage stands out towards the examples: the examples' score undone."""
        if place not in self.examples:
            return 0.0
        score = min(max(self.examples[place].score or 0.0, 1e-4), 1 - 1e-4)
        return by_comparison.HALF + by_comparison.SPREAD * log(score / (1 - score))

    def _coding(self, place: int, score: float, lesson: Lesson | None) -> Coding:
        spoken = [found[place] for found in (self.rules, self.examples) if place in found]
        evidence = [item for coding in spoken for item in coding.evidence]
        polarity = spoken[0].polarity if spoken else self.code.polarity[0]
        if lesson and place not in self.rules:
            alike = self._alike(place, lesson)
            evidence.append(Evidence("example", f"“{self._quote(alike)}”", 0.0))
            polarity = polarity if spoken else self.rules[alike].polarity
        return Coding(
            passage=self.material.passages[place],
            code=self.code.id,
            coder=MACHINE,
            polarity=polarity,
            score=round(score, 4),
            evidence=tuple(sorted(evidence, key=lambda item: -item.strength)[:MOST_EVIDENCE]),
        )

    def _alike(self, place: int, lesson: Lesson) -> int:
        """The most similar of the passages that taught the code."""
        if self.vectors is None:
            return place
        nearness = self.vectors[lesson.teachers] @ self.vectors[place]
        return int(lesson.teachers[int(nearness.argmax())])

    def _quote(self, place: int) -> str:
        return self.material.passages[place].quote


def _by_place(
    codings: Sequence[Coding], code: Code, places: Mapping[tuple[object, ...], int]
) -> dict[int, Coding]:
    """The codings of one code by the place of their passage in the material."""
    mine = ((places.get(_key(c.passage)), c) for c in codings if c.code == code.id)
    return {place: coding for place, coding in mine if place is not None}


def _key(passage: Passage) -> tuple[object, ...]:
    turn = passage.turn
    return turn.id, turn.transcript, turn.position, passage.start, passage.end


def _within(deviations: float) -> float:
    return min(max(deviations, LOWEST), HIGHEST)


def _logistic(value: float) -> float:
    return 1 / (1 + exp(-min(max(value, -50.0), 50.0)))
