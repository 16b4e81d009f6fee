"""The coder that learns from people, and from what all other coders found."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np

from interviewkit.coding.contract import Material
from interviewkit.coding.learning.committee import (
    Committee,
    PassageDecisions,
    decide_untaught,
    explain_not_learnable,
)
from interviewkit.coding.learning.exclusive import (
    decide_exclusively,
    find_always_one,
    suggest_exclusive,
)
from interviewkit.coding.learning.features import Embed, Features, compute_support_by_coder
from interviewkit.coding.learning.labels import (
    Array,
    JudgedPassages,
    LearningLabels,
    Read,
    Who,
    identify_speaker,
)
from interviewkit.coding.learning.people import deal_folds, number_people
from interviewkit.coding.learning.thinning import thin_judgements
from interviewkit.coding.machine import Case, combine_proposals
from interviewkit.errors import CodebookError
from interviewkit.model import Code, Codebook, Coding, Evidence
from interviewkit.model.grouping import group_lists

LEARNED = "learned"

MOST_EVIDENCE = 5


class LearnedCoder:
    """Proposes what people would code, judging by all they have read.

    ``proposals`` are what rules, examples and other coders proposed for the same passages: where
    they spoke, the coder begins as the machine and moves away from it as judgements come in. Each
    code is learnt in two steps. Two ridge regressions learn from judged passages and from judged
    turns as a whole. A small regression then joins them with the support of the other coders,
    turn by turn, using for each participant only what was learnt without them. All of this is
    done once for each fifth of the participants, without it (:mod:`learning.committee`), so that
    nobody is coded by judgements of their own words. Codes that exclude each other are decided
    together.
    ``embed`` makes vectors of the moderator's questions; without it their words are compared.
    ``heard`` is what the machine made of the proposals for this material, where that is at hand.
    After :meth:`fit`, ``never_together`` names themes of whose codes no judged turn has two,
    although nothing in the codebook forbids it. Nothing is random, and nothing is kept but the
    codings it learns from.
    """

    name = LEARNED

    def __init__(
        self,
        proposals: Sequence[Coding] = (),
        embed: Embed | None = None,
        heard: Sequence[Case] = (),
    ) -> None:
        self.proposals, self.embed = proposals, embed
        self.heard = {case.code.id: case for case in heard}
        self.who: Who = identify_speaker
        self.learnt: dict[str, Committee] = {}
        self.unlearnt: dict[str, str] = {}
        self.shown: Mapping[str, list[Coding]] = {}
        self._seen: tuple[Material, TrainedOn] | None = None
        self._judged: dict[str, PassageDecisions] = {}
        self._codes: dict[str, Code] = {}
        self._groups: dict[tuple[str, ...], bool] = {}
        self.never_together: tuple[str, ...] = ()

    def fit(
        self,
        material: Material,
        codebook: Codebook,
        codings: Sequence[Coding],
        read: Read,
        who: Who = identify_speaker,
    ) -> LearnedCoder:
        """Learn every code that enough was judged of; ``unlearnt`` says why of the others.

        Of a code that cannot be learnt yet, the machine's decision is proposed as it is.

        ``codings`` are those of people (others are not to be given), ``read`` says which turns
        each of them has read, ``who`` whose words a turn is.

        Raises:
            CodebookError: a coding is of a code that the codebook lacks.
        """
        from threadpoolctl import threadpool_limits

        _check(codebook, codings)
        judgements = LearningLabels(material.passages, codings, read, who)
        # In one thread: the same digits on every machine, and no waiting where others compute too.
        with threadpool_limits(1, user_api="blas"):
            self.who, self.learnt, self.unlearnt = who, {}, {}
            self._learn(material, codebook, [judgements.of(code.id) for code in codebook.codes])
        self.shown = group_lists((coding.code, coding) for coding in codings if coding.holds)
        self._judged = {}
        return self

    def _learn(
        self, material: Material, codebook: Codebook, every: Sequence[JudgedPassages]
    ) -> None:
        seen, people = self.seen(material), number_people(material.passages, self.who)
        fold = deal_folds(every, people)
        for code, judged, weight in zip(codebook.codes, every, thin_judgements(every), strict=True):
            why = explain_not_learnable(judged)
            if why:
                self.unlearnt[code.id] = why
            else:
                supported = seen.support(code)
                found = Committee.of(seen.features, supported, judged, people, fold, weight)
                self.learnt[code.id] = found
        by_code = {code.id: judged for code, judged in zip(codebook.codes, every, strict=True)}
        self._codes = {code.id: code for code in codebook.codes}
        self._groups = {
            group: find_always_one([by_code[code] for code in group], seen.features.turn)
            for group in codebook.exclusive_groups
        }
        self.never_together = tuple(
            theme.id
            for theme in codebook.themes
            if len(theme.codes) > 1 and not codebook.exclusive and not theme.exclusive
            if suggest_exclusive([by_code[code] for code in theme.codes], seen.features.turn)
        )

    def probabilities(self, material: Material, codebook: Codebook) -> dict[str, Array]:
        """Code → the calibrated probability of every passage, (n,); a turn has its greatest.

        It is that of the turn, judged by this passage: how often people who see a turn with such
        a passage give the code. Of a participant whose turns were judged it is what was learnt
        without them.
        """
        judged = self.judge(material, codebook.codes)
        return {code: found.probabilities for code, found in judged.items()}

    def propose(
        self, material: Material, codebook: Codebook, codes: Collection[str] | None = None
    ) -> list[Coding]:
        """One coding for each passage that a code is given to; codes in their order.

        The score is the probability. What is proposed is decided: the threshold is the one with
        the best kappa to be expected, for rare codes mostly below 0.5.
        """
        wanted = [c for c in codebook.codes if codes is None or c.id in codes]
        if not wanted or not material.passages:
            return []
        judged = self.judge(material, wanted)
        people = number_people(material.passages, self.who)
        codings: list[Coding] = []
        for code in wanted:
            if code.id in judged:
                codings += self._of_code(code, material, people, judged[code.id])
        return codings

    def seen(self, material: Material) -> TrainedOn:
        """The features of a material; kept for the last one."""
        if self._seen is None or self._seen[0] is not material:
            features = Features.of(material, self.embed)
            self._seen = material, TrainedOn(material, features, self.proposals, self.heard)
            self._judged = {}
        return self._seen[1]

    def judge(self, material: Material, codes: Sequence[Code]) -> dict[str, PassageDecisions]:
        """Code → what is thought of every passage; kept for the last material.

        A code that is neither learnt nor spoken of by rules or examples is left out. Codes that
        exclude each other are decided together.
        """
        missing = [code for code in codes if code.id not in self._judged]
        together = {code.id for code in missing}
        for group in self._groups:
            if together & {*group}:
                together |= {*group}
        alone = {code.id: code for code in (*missing, *self._codes.values())}
        found = {id_: self._judge_alone(material, alone[id_]) for id_ in alone if id_ in together}
        decided = {code: each for code, each in found.items() if each is not None}
        for group, has_one in self._groups.items():
            if together & {*group}:
                turn = self.seen(material).features.turn
                decided = decide_exclusively(decided, group, turn, has_one)
        self._judged |= decided
        return {code.id: self._judged[code.id] for code in codes if code.id in self._judged}

    def excludes(self, code: str) -> bool:
        """Whether there are codes that a turn with this one does not have."""
        return any(code in group for group in self._groups)

    def _judge_alone(self, material: Material, code: Code) -> PassageDecisions | None:
        """What is thought of one code without regard to codes that exclude it."""
        seen = self.seen(material)
        supported = seen.support(code)
        if code.id in self.learnt:
            people = number_people(material.passages, self.who)
            return self.learnt[code.id].judge(seen.features, supported, people)
        if supported is not None and code.id in self.unlearnt:
            return decide_untaught(supported, len(supported))
        return None

    def _of_code(
        self, code: Code, material: Material, people: Array, judged: PassageDecisions
    ) -> list[Coding]:
        features = self.seen(material).features
        spoken = _group_proposals(self.proposals, code, features)
        found = np.flatnonzero(judged.given)
        witness = _Witness.of(self.shown.get(code.id, ()), features, people)
        alike = witness.nearest(features.sense[found], people[found])
        codings = []
        for place, like in zip(found.tolist(), alike, strict=True):
            said = spoken.get(place, [])
            codings.append(
                Coding(
                    passage=material.passages[place],
                    code=code.id,
                    coder=self.name,
                    polarity=_polarity(code, said, like),
                    score=round(float(judged.probabilities[place]), 4),
                    evidence=_evidence(said, like),
                )
            )
        return codings


@dataclass(frozen=True)
class TrainedOn:
    """A material with its features, and what other coders say of it, computed once a code."""

    material: Material
    features: Features
    proposals: Sequence[Coding]
    heard: Mapping[str, Case] = field(default_factory=dict)
    supports: dict[str, Array | None] = field(default_factory=dict)

    def support(self, code: Code) -> Array | None:
        """What the other coders say of every passage; ``None`` where none spoke.

        The machine's logit, (n,), and a column for each coder of another package that spoke.
        """
        if code.id not in self.supports:
            heard = self.heard.get(code.id) or self._hear(code)
            self.supports[code.id] = compute_support_by_coder(heard)
        return self.supports[code.id]

    def _hear(self, code: Code) -> Case:
        by = group_lists((coding.coder, coding) for coding in self.proposals)
        both = by.pop("rules", []), by.pop("examples", [])
        alone, sense = Codebook("", (code,)), self.features.sense
        return combine_proposals(self.material, alone, *both, sense, guests=by)[0]


def _check(codebook: Codebook, codings: Sequence[Coding]) -> None:
    strange = sorted({coding.code for coding in codings} - set(codebook.code_ids))
    if strange:
        raise CodebookError(
            f"codings to learn from have codes that the codebook lacks: {', '.join(strange)}",
            hint="leave these codings out, or put the codes back into the codebook",
        )


# -- evidence ------------------------------------------------------------------------------------


@dataclass(frozen=True)
class _Witness:
    """Passages that people gave a code to, to say what a proposal is like.

    ``sense`` (w, d) are their vectors, ``people`` (w,) the numbers of their participants.
    """

    codings: Sequence[Coding]
    sense: Array
    people: Array

    @classmethod
    def of(cls, codings: Sequence[Coding], features: Features, people: Array) -> _Witness:
        places = features.places
        found = [(c, places[c.passage.place]) for c in codings if c.passage.place in places]
        rows = [place for _, place in found]
        return cls([coding for coding, _ in found], features.sense[rows], people[rows])

    def nearest(self, sense: Array, people: Array) -> list[tuple[Coding, float] | None]:
        """For each row (r, d): the most similar coding of somebody else's words, its cosine."""
        if not self.codings:
            return [None] * len(sense)
        near = np.where(people[:, None] == self.people, -1.0, sense @ self.sense.T)
        best = near.argmax(axis=1)
        highest = near[np.arange(len(near)), best]
        return [
            (self.codings[place], float(cosine)) if cosine > 0 else None
            for place, cosine in zip(best.tolist(), highest, strict=True)
        ]


def _group_proposals(
    proposals: Sequence[Coding], code: Code, features: Features
) -> dict[int, list[Coding]]:
    places = features.places
    mine = [each for each in proposals if each.code == code.id and each.passage.place in places]
    return group_lists((places[each.passage.place], each) for each in mine)


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
