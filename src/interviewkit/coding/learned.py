"""The coder that learns from people, and from what all other coders found."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from interviewkit.coding.learning_decision import UNTAUGHT, Decision, decide_by_turn
from interviewkit.coding.learning_features import (
    Direction,
    Embed,
    Features,
    key_of,
    support,
)
from interviewkit.coding.learning_labels import Judged, Judgements, Read, Who, by_speaker
from interviewkit.coding.material import Material
from interviewkit.errors import CodebookError
from interviewkit.model import Code, Codebook, Coding, Evidence, Tick, no_tick

if TYPE_CHECKING:
    import numpy as np

    Array = np.ndarray[Any, np.dtype[Any]]

LEARNED = "learned"

MOST_ROWS = 2_500
"""Judged passages that one code learns from; of more, all turns with the code and every
so-manieth other are taken."""

GUESSES = 3
"""How often it is guessed anew which sentence of a turn that was coded whole holds the code."""

MOST_EVIDENCE = 5


class LearnedCoder:
    """Proposes what people would code, judging by all they have read.

    ``proposals`` are what the rules and the examples coder proposed for the same passages: where
    they spoke, the coder begins as the machine and moves away from it as judgements come in. Each
    code is learnt alone, in two steps. A ridge regression on sense, words, neighbouring sentences
    and the question learns from judged passages. A regression with three weights then joins it
    with the support of the other coders, turn by turn, using for each participant only what was
    learnt without them. ``embed`` makes vectors of the moderator's questions; without it their
    words are compared. Nothing is random, and nothing is kept but the codings it learns from.
    """

    name = LEARNED

    def __init__(self, proposals: Sequence[Coding] = (), embed: Embed | None = None) -> None:
        self.proposals, self.embed = proposals, embed
        self.learnt: dict[str, Learnt] = {}
        self.unlearnt: dict[str, str] = {}
        self.shown: Mapping[str, list[Coding]] = {}
        self._seen: tuple[Material, Seen] | None = None

    def fit(
        self,
        material: Material,
        codebook: Codebook,
        codings: Sequence[Coding],
        read: Read,
        who: Who = by_speaker,
    ) -> LearnedCoder:
        """Learn every code that somebody judged; ``unlearnt`` says why of the others.

        Of a code that cannot be learnt yet, the machine's decision is proposed as it is.

        ``codings`` are those of people (others are not to be given), ``read`` says which turns
        each of them has read, ``who`` whose words a turn is.

        Raises:
            CodebookError: a coding is of a code that the codebook lacks.
        """
        _check(codebook, codings)
        judgements = Judgements(material.passages, codings, read, who)
        seen = self.seen(material)
        self.learnt, self.unlearnt = {}, {}
        for code in codebook.codes:
            judged = judgements.of(code.id)
            why = too_little(judged)
            if why:
                self.unlearnt[code.id] = why
            else:
                self.learnt[code.id] = learn(seen.features, seen.support(code), judged)
        self.shown = _shown(codings)
        return self

    def probabilities(self, material: Material, codebook: Codebook) -> dict[str, Array]:
        """Code → the calibrated probability of every passage, (n,); a turn has its greatest.

        It is that of the turn, judged by this passage: how often people who see a turn with such
        a passage give the code.
        """
        logits = self._logits(material, codebook.codes)
        return {
            code: self.learnt[code].decision.probabilities(found) for code, found in logits.items()
        }

    def propose(
        self,
        material: Material,
        codebook: Codebook,
        codes: Collection[str] | None = None,
        tick: Tick = no_tick,
    ) -> list[Coding]:
        """One coding for each passage that a learnt code is given to; codes in their order.

        The score is the probability. What is proposed is decided: the threshold is the one with
        the best kappa to be expected, for rare codes mostly below 0.5.
        """
        wanted = [c for c in codebook.codes if codes is None or c.id in codes]
        if not wanted or not material.passages:
            return []
        features = self.seen(material).features
        logits = self._logits(material, wanted)
        codings: list[Coding] = []
        for code in wanted:
            if code.id in logits:
                codings += self._of_code(code, material, features, logits[code.id])
        tick(len(material.passages))
        return codings

    def seen(self, material: Material) -> Seen:
        """The features of a material; kept for the last one."""
        if self._seen is None or self._seen[0] is not material:
            features = Features.of(material, self.embed)
            self._seen = material, Seen(features, self.proposals)
        return self._seen[1]

    def _logits(self, material: Material, codes: Sequence[Code]) -> dict[str, Array]:
        seen = self.seen(material)
        found = {}
        for code in codes:
            supported = seen.support(code)
            if code.id in self.learnt:
                found[code.id] = self.learnt[code.id].logits(seen.features, supported)
            elif supported is not None and code.id in self.unlearnt:
                found[code.id] = UNTAUGHT.logits(views_of(supported, supported * 0))
        return found

    def _decision(self, code: str) -> Decision:
        return self.learnt[code].decision if code in self.learnt else UNTAUGHT

    def _of_code(
        self, code: Code, material: Material, features: Features, logits: Array
    ) -> list[Coding]:
        import numpy as np

        decision = self._decision(code.id)
        found = np.flatnonzero(logits >= decision.threshold).tolist()
        scores = decision.probabilities(logits)
        spoken = _spoken(self.proposals, code, features)
        witness = _Witness.of(self.shown.get(code.id, ()), features)
        codings = []
        for place in found:
            said = spoken.get(place, [])
            like = witness.nearest(features.sense[place], place)
            codings.append(
                Coding(
                    passage=material.passages[place],
                    code=code.id,
                    coder=self.name,
                    polarity=_polarity(code, said, like),
                    score=round(float(scores[place]), 4),
                    evidence=_evidence(said, like),
                )
            )
        return codings


@dataclass(frozen=True)
class Seen:
    """A material with its features, and what other coders say of it, computed once a code."""

    features: Features
    proposals: Sequence[Coding]
    supports: dict[str, Array | None] = field(default_factory=dict)

    def support(self, code: Code) -> Array | None:
        """The logit of the other coders for every passage, (n,); ``None`` where none spoke."""
        if code.id not in self.supports:
            self.supports[code.id] = support(self.features, code, self.proposals)
        return self.supports[code.id]


@dataclass(frozen=True)
class Learnt:
    """What was learnt of one code."""

    direction: Direction
    middle: float
    spread: float
    decision: Decision
    judged: Judged

    def logits(self, features: Features, supported: Array | None) -> Array:
        """The logit of every passage, (n,)."""
        learnt = (features.along(self.direction) - self.middle) / self.spread
        return self.decision.logits(views_of(supported, learnt))


def learn(features: Features, supported: Array | None, judged: Judged) -> Learnt:
    """Learn one code from judged passages; ``supported`` (n,) is the logit of other coders."""
    weight = _weight(judged)
    judged, weight = judged.only(weight > 0), weight[weight > 0]
    rows, groups = judged.rows, judged.person[judged.turn]
    ridge = features.ridge(rows)
    mine = None if supported is None else supported[rows]
    held = _first_guess(judged, mine)
    for _ in range(GUESSES if judged.vague.any() else 1):
        without = ridge.left_out(held, groups)
        middle, spread = float(without.mean()), float(without.std()) + 0.02
        views = views_of(mine, (without - middle) / spread)
        decision = decide_by_turn(views, judged, weight, supported is not None)
        target, held = held, _guess(judged, decision.logits(views))
    direction = features.towards(rows, ridge.weights(target))
    return Learnt(direction, middle, spread, decision, judged)


def views_of(supported: Array | None, learnt: Array) -> Array:
    import numpy as np

    beside = np.zeros(len(learnt)) if supported is None else supported
    return np.column_stack([np.ones(len(learnt)), beside, learnt])


def _first_guess(judged: Judged, supported: Array | None) -> Array:
    import numpy as np

    return _guess(judged, np.zeros(len(judged.rows)) if supported is None else supported)


def _guess(judged: Judged, logits: Array) -> Array:
    """Who holds the code in a turn coded whole: the likeliest sentence, others by their odds."""
    import numpy as np

    from interviewkit.coding.learning_decision import highest

    best = highest(logits, judged.turn, len(judged.turn_held))[judged.turn]
    found: Array = np.where(judged.vague, judged.held * np.exp(logits - best), judged.held)
    return found


def _weight(judged: Judged) -> Array:
    """For how many judged turns each stands, (t,); 0 for those that are left out for speed."""
    import numpy as np

    every = max(1, -(-len(judged.rows) // MOST_ROWS))
    number = np.arange(len(judged.turn_held))
    found: Array = np.where(number % every == 0, every, 0)
    return np.where(judged.turn_held >= 0.5, 1, found)


def too_little(judged: Judged) -> str:
    """Why a code cannot be learnt; empty where it can."""
    if not len(judged.turn_held):
        return "nobody has judged it"
    if not judged.positives:
        return f"none of {judged.negatives} judged turns has it"
    if not judged.negatives:
        return f"all {judged.positives} judged turns have it"
    people = len(set(judged.person.tolist()))
    return "all judged turns are one person's" if people < 2 else ""


def _check(codebook: Codebook, codings: Sequence[Coding]) -> None:
    strange = sorted({coding.code for coding in codings} - set(codebook.code_ids))
    if strange:
        raise CodebookError(
            f"codings to learn from have codes that the codebook lacks: {', '.join(strange)}",
            hint="leave these codings out, or put the codes back into the codebook",
        )


# -- evidence ------------------------------------------------------------------------------------


def _shown(codings: Sequence[Coding]) -> Mapping[str, list[Coding]]:
    """Code → what people gave it to."""
    shown: dict[str, list[Coding]] = {}
    for coding in codings:
        if coding.holds:
            shown.setdefault(coding.code, []).append(coding)
    return shown


@dataclass(frozen=True)
class _Witness:
    """Passages that people gave a code to, to say what a proposal is like."""

    codings: Sequence[Coding]
    places: Sequence[int]
    sense: Array

    @classmethod
    def of(cls, codings: Sequence[Coding], features: Features) -> _Witness:
        places = features.places
        found = [(c, places[key_of(c.passage)]) for c in codings if key_of(c.passage) in places]
        rows = [place for _, place in found]
        return cls([coding for coding, _ in found], rows, features.sense[rows])

    def nearest(self, sense: Array, place: int) -> tuple[Coding, float] | None:
        """The most similar coding of another passage, and its cosine."""
        import numpy as np

        if not self.codings:
            return None
        near = np.where(np.array(self.places) == place, -1.0, self.sense @ sense)
        best = int(near.argmax())
        return (self.codings[best], float(near[best])) if near[best] > 0 else None


def _spoken(proposals: Sequence[Coding], code: Code, features: Features) -> dict[int, list[Coding]]:
    spoken: dict[int, list[Coding]] = {}
    for coding in proposals:
        if coding.code == code.id:
            place = features.places.get(key_of(coding.passage))
            if place is not None:
                spoken.setdefault(place, []).append(coding)
    return spoken


def _polarity(code: Code, said: Sequence[Coding], like: tuple[Coding, float] | None) -> str:
    """That of the rules, else of the nearest human coding, else of the examples."""
    by_rules = [coding for coding in said if coding.coder == "rules"]
    human = [like[0]] if like else []
    first = [*by_rules, *human, *said]
    return first[0].polarity if first else code.polarity[0]


def _evidence(said: Sequence[Coding], like: tuple[Coding, float] | None) -> tuple[Evidence, ...]:
    found = [item for coding in said for item in coding.evidence]
    if like:
        coding, nearness = like
        what = f"like {coding.coder}'s coding “{coding.passage.quote}”"
        found.append(Evidence("example", what, round(nearness, 3)))
    found.sort(key=lambda item: -abs(item.strength))
    return tuple(found[:MOST_EVIDENCE])
