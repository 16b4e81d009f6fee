"""What the coders say together: one decision per passage and code."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from interviewkit.coding.contract import THRESHOLD, Material, Vectors
from interviewkit.coding.vector_space import centre_alone, logistic, standardise
from interviewkit.model import MACHINE, Code, Codebook, Coding, Evidence, Passage

SURE, DOUBTFUL = 0.6, 0.3
"""Rules of at least the first score suffice where there are no vectors, and they teach; passages
up to the second are taken to be without the code."""

BY_EXAMPLES, BY_LESSON = 0.5, 0.25
"""Weights of log odds by examples and of the deviations by which a passage stands out towards what
the rules taught, beside the rules' own log odds: what all three see is the same speech, so that
none adds all it says. Log odds by examples beyond ``FURTHEST`` count as these."""

FURTHEST = 4.0

TAUGHT = 1.5
"""Deviations towards what the rules taught that speak neither for nor against."""

HALF_FOUND = 10
"""With so many patterns a code's rules are taken to find half of what is there: the fewer they are,
the less their silence says."""

SILENT = -2.5
"""Log odds where examples said nothing."""

LOWEST = -4.0
"""Log odds by rules below this count as this."""

SUREST = 1e-4
"""Scores nearer to 0 or 1 than this count as these: nobody is infinitely sure."""

MOST_EVIDENCE = 5


def combine_proposals(
    material: Material,
    codebook: Codebook,
    by_rules: Sequence[Coding],
    by_examples: Sequence[Coding],
    centred: Vectors | None = None,
    guests: Mapping[str, Sequence[Coding]] | None = None,
    thresholds: Mapping[str, float] | None = None,
) -> list[Case]:
    """What speaks for each code, undecided; codes in the codebook's order.

    ``centred`` (n, d) are the passages' vectors without their mean, where somebody has them.
    ``guests`` are the proposals of any number of other coders by name, ``thresholds`` the scores
    from which they hold, where these are not 0.5.
    """
    places = {passage.place: place for place, passage in enumerate(material.passages)}
    vectors = None
    if by_examples and by_rules:
        vectors = centre_alone(material.vectors()) if centred is None else centred
    beside = collect_guest_voices(material.passages, guests or {}, thresholds)
    return [
        Case(
            code,
            material,
            _by_place(by_rules, code, places),
            _by_place(by_examples, code, places),
            vectors,
            tuple(beside.get(code.id, ())),
        )
        for code in codebook.codes
    ]


@dataclass(frozen=True)
class Case:
    """All that speaks for one code; what is dear is made once, on demand.

    ``vectors`` (n, d) have the mean of the corpus taken out; ``None`` where one coder spoke alone.
    """

    code: Code
    material: Material
    rules: Mapping[int, Coding]
    examples: Mapping[int, Coding]
    vectors: Vectors | None
    guests: tuple[GuestVoice, ...] = ()

    @property
    def is_silent(self) -> bool:
        """Whether nobody proposed this code anywhere."""
        return not (self.rules or self.examples or self.guests)

    def decided(self) -> list[Coding]:
        """The machine's proposals, passages in their order.

        Rules and examples add up in log odds: those of the rules' score against ``SURE``, half
        of those of the examples, and a quarter of the deviations towards what the rules taught.
        Where rules are silent, that counts against the code by how many patterns it has. What
        reaches 0 is proposed. Where only one coder speaks for a code, it decides alone: rules
        from ``SURE`` on, examples from 0.5 on. Coders of other packages each speak for themselves:
        the machine's score is the greatest of this one and theirs. The weights are the same for
        every code and codebook (``docs/decisions/0028-how-the-codebook-alone-codes.md``).
        """
        if self.is_silent:
            return []
        scores = logistic(self._own_logits) if self.rules else self._of(self.examples)
        for score in self.guest_scores:
            scores = np.maximum(scores, score)
        found = np.flatnonzero(scores >= 0.5).tolist()
        return [self._coding(place, float(scores[place])) for place in found]

    @cached_property
    def lesson(self) -> Lesson | None:
        """What the rules taught, where they taught anything."""
        if self.vectors is None:
            return None
        return teach_from_rules(self.vectors, self._of(self.rules))

    @cached_property
    def guest_scores(self) -> list[Vectors]:
        """What each other coder says of every passage, (n,) each: 0.5 and more is a proposal."""
        return [guest.scores(len(self.material.passages)) for guest in self.guests]

    @cached_property
    def logits(self) -> Vectors:
        """The logit of the machine's score of every passage, (n,); low where nobody spoke."""
        found = self._own_logits
        for scores in self.guest_scores:
            within = scores.clip(SUREST, 1 - SUREST)
            found = np.maximum(found, np.log(within / (1 - within)))
        return found

    @cached_property
    def _own_logits(self) -> Vectors:
        """The same by rules and examples alone."""
        by_examples = measure_logits(self._of(self.examples))
        if not self.rules:
            return by_examples
        rules = self._of(self.rules).clip(SUREST, 1 - SUREST)
        found = (np.log(rules / (1 - rules)) - np.log(SURE / (1 - SURE))).clip(LOWEST)
        if self.vectors is None or not self.examples:
            return np.asarray(found)
        found = np.maximum(found, -np.log1p(len(self.code.patterns) / HALF_FOUND))
        found += BY_EXAMPLES * by_examples.clip(-FURTHEST, FURTHEST)
        if self.lesson:
            found += BY_LESSON * (self.lesson.deviations.clip(-2, 5) - TAUGHT)
        return np.asarray(found)

    def _of(self, codings: Mapping[int, Coding]) -> Vectors:
        """Scores of all passages, (n,); 0 where the coder said nothing."""
        scores = np.zeros(len(self.material.passages), dtype=np.float32)
        for place, coding in codings.items():
            scores[place] = coding.score or 0.0
        scores[~np.isfinite(scores)] = 0.0  # what a guest could not score, it did not say
        return scores

    def _coding(self, place: int, score: float) -> Coding:
        beside = (guest.by_place for guest in self.guests)
        spoken = [f[place] for f in (self.rules, self.examples, *beside) if place in f]
        evidence = [item for coding in spoken for item in coding.evidence]
        polarity = spoken[0].polarity if spoken else self.code.polarity[0]
        taught_by_others = place not in self.rules or (self.rules[place].score or 0.0) < SURE
        if self.lesson and taught_by_others and self._own_logits[place] >= 0:
            alike, nearness = self.lesson.nearest(place)
            quote = self.material.passages[alike].quote
            evidence.append(Evidence("example", f"like “{quote}”", nearness))
            polarity = polarity if spoken else self.rules[alike].polarity
        evidence.sort(key=lambda item: -abs(item.strength))
        return Coding(
            passage=self.material.passages[place],
            code=self.code.id,
            coder=MACHINE,
            polarity=polarity,
            score=round(score, 4),
            evidence=tuple(evidence[:MOST_EVIDENCE]),
        )


def measure_logits(scores: Vectors) -> Vectors:
    """The log odds behind scores, (n,); ``SILENT`` where a coder said nothing."""
    within = np.clip(scores, SUREST, 1 - SUREST)
    return np.asarray(np.where(scores > 0, np.log(within / (1 - within)), SILENT))


def _by_place(
    codings: Sequence[Coding], code: Code, places: Mapping[tuple[str, int, int, int], int]
) -> dict[int, Coding]:
    """The codings of one code by the place of their passage in the material."""
    mine = ((places.get(c.passage.place), c) for c in codings if c.code == code.id)
    return {place: coding for place, coding in mine if place is not None}


# -- the rules teach: what the passages they are sure of look like, in the words of this corpus ----


FEWEST = 8
"""Fewer sure passages than this teach nothing."""

MOST_OTHERS = 20_000
"""Passages without the code that are enough to learn from; of more, every so-manieth is taken."""

WEIGHT = 500.0
"""Weight of all sure passages together, and of all others: with it, the usual ridge of 1 leaves
the direction smooth enough for a handful of noisy teachers."""


@dataclass(frozen=True, slots=True)
class Lesson:
    """What was learnt of a code: robust z-scores of all passages, and who taught it."""

    deviations: Vectors
    teachers: list[int]
    vectors: Vectors

    def nearest(self, place: int) -> tuple[int, float]:
        """The most similar of the passages that taught the code, and its cosine."""
        nearness = self.vectors[self.teachers] @ self.vectors[place]
        best = int(nearness.argmax())
        return self.teachers[best], round(float(nearness[best]), 3)


def teach_from_rules(vectors: Vectors, scores: Vectors) -> Lesson | None:
    """Learn a code from the passages that the rules are sure of; ``None`` where they are too few.

    ``vectors`` (n, d), ``scores`` (n,) from the rules. Passages of at least ``SURE`` are taken to
    hold the code, those of at most ``DOUBTFUL`` not to; the rest is left out. A logistic
    regression with both sides weighted alike (weak supervision, as in Ratner et al. 2017) finds
    what patterns could not name. No human coding is used.
    """
    from sklearn.linear_model import LogisticRegression

    teachers = np.flatnonzero(scores >= SURE)
    others = np.flatnonzero(scores <= DOUBTFUL)
    if len(teachers) < FEWEST or len(others) < FEWEST:
        return None
    others = others[:: len(others) // MOST_OTHERS + 1]
    rows = np.concatenate([teachers, others])
    holds = np.concatenate([np.ones(len(teachers)), np.zeros(len(others))])
    of_teachers = WEIGHT * scores[teachers] / scores[teachers].sum()
    weights = np.concatenate([of_teachers, np.full(len(others), WEIGHT / len(others))])
    model = LogisticRegression(C=1.0, max_iter=300)
    model.fit(vectors[rows], holds, sample_weight=weights)
    values = vectors @ model.coef_[0].astype(np.float32)
    return Lesson(standardise(values), teachers.tolist(), vectors)


# -- what coders of other packages say, as the machine hears it beside rules and examples ----------


@dataclass(frozen=True)
class GuestVoice:
    """One coder's proposals of one code, by the place of the passages in the material."""

    name: str
    by_place: Mapping[int, Coding]
    threshold: float = THRESHOLD

    def scores(self, n: int) -> Vectors:
        """How sure it is of every passage, (n,); 0.5 where it just proposes, 0 where it is silent.

        That is its score, moved in log odds so that its threshold becomes 0.5.
        """
        found = np.zeros(n, dtype=np.float32)
        for place, coding in self.by_place.items():
            found[place] = self._moved(coding)
        return found

    def _moved(self, coding: Coding) -> float:
        """A proposal without a number, and one just at the threshold, count as 0.5."""
        score = self.threshold if coding.score is None else coding.score
        if score >= self.threshold and not coding.holds:
            return 0.0  # it is sure that the code does not hold
        within, half = (min(max(x, SUREST), 1 - SUREST) for x in (score, self.threshold))
        odds = within * (1 - half) / ((1 - within) * half)
        return 0.5 if score == self.threshold else odds / (1 + odds)


def collect_guest_voices(
    passages: Sequence[Passage],
    proposals: Mapping[str, Sequence[Coding]],
    thresholds: Mapping[str, float] | None = None,
) -> Mapping[str, Sequence[GuestVoice]]:
    """Code → who speaks for it, in the order of the coders.

    A proposal speaks for every passage of its turn that it is about: of which it covers at least
    half, or which covers half of it. Of several on one passage the surest is heard.
    """
    of_turn: dict[tuple[str, int], list[int]] = defaultdict(list)
    for place, passage in enumerate(passages):
        of_turn[passage.turn.place].append(place)
    heard: dict[str, list[GuestVoice]] = defaultdict(list)
    for name, codings in proposals.items():
        by_code: dict[str, dict[int, Coding]] = defaultdict(dict)
        for coding in codings:
            for place in of_turn[coding.passage.turn.place]:
                mine = by_code[coding.code]
                if _is_about(coding.passage, passages[place]) and (
                    place not in mine or _rank(coding) > _rank(mine[place])
                ):
                    mine[place] = coding
        threshold = (thresholds or {}).get(name, THRESHOLD)
        for code, by_place in by_code.items():
            heard[code].append(GuestVoice(name, by_place, threshold))
    return heard


def _is_about(cited: Passage, passage: Passage) -> bool:
    overlap = min(cited.end, passage.end) - max(cited.start, passage.start)
    shorter = min(cited.end - cited.start, passage.end - passage.start)
    return overlap > 0 and 2 * overlap >= shorter


def _rank(coding: Coding) -> tuple[bool, float]:
    return coding.holds, coding.score or 0.0
