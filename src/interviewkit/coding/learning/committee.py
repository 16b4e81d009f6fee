"""One code learnt several times, so that everyone is judged by what was learnt without them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from interviewkit.coding.learning.decision import UNTAUGHT
from interviewkit.coding.learning.features import FURTHEST, Features, extract_machine_support
from interviewkit.coding.learning.labels import Array, JudgedPassages
from interviewkit.coding.learning.one_code import (
    Learnt,
    build_views,
    explain_too_little,
    find_turns,
    learn,
    list_logits,
)
from interviewkit.coding.learning.people import NOBODY, find_judged_people

FEWEST = 10
"""With fewer judged turns than this a code is left to the machine."""


@dataclass(frozen=True)
class PassageDecisions:
    """What is thought of every passage, (n,) each: how likely it has the code, and by how much
    (log odds) it is ahead of what it takes to be given to it."""

    probabilities: Array
    ahead: Array

    @property
    def given(self) -> Array:
        """Whether the code is given, (n,)."""
        return np.asarray(self.ahead >= 0)

    @property
    def places(self) -> list[int]:
        """The places of the passages that the code is given to."""
        found: list[int] = np.flatnonzero(self.given).tolist()
        return found


@dataclass(frozen=True)
class Committee:
    """Members that each learnt a code from four fifths of the participants who were judged.

    ``fold`` (p,) says for each participant which member has not seen them, ``NOBODY`` where
    nobody judged any turn of theirs: then all members vote. So what is said of a judged turn
    never rests on a judgement of that participant, and what is said of others is said by the very
    same members: differences between the two are chance alone (cross-fitting, as in Zrnic and
    Candès 2024, Cross-prediction-powered inference). Where nothing can be learnt without some
    participants, since all turns with the code are theirs, they are left to the machine.
    """

    members: Mapping[int, Learnt]
    fold: Array
    judged: JudgedPassages

    @classmethod
    def of(
        cls,
        features: Features,
        supported: Array | None,
        judged: JudgedPassages,
        people: Array,
        fold: Array,
        weight: Array,
    ) -> Committee:
        """Learn from judged turns; ``people`` (n,) numbers the participant of every passage, and
        ``weight`` (t,) says for how many judged turns each stands."""
        few, weight = judged.only(weight > 0), weight[weight > 0]
        by_turn = fold[find_judged_people(few, people)]
        features.passages.prepare(few.rows, by_turn[few.turn])
        known = ~np.isnan(few.turn_held)
        features.turns.prepare(find_turns(few, features.turn)[known], by_turn[known])
        members = {}
        for out in np.unique(by_turn).tolist():
            kept = by_turn != out
            if not explain_too_little(few.only(kept)):
                members[out] = learn(features, supported, few.only(kept), weight[kept])
        return cls(members or {NOBODY: learn(features, supported, few, weight)}, fold, judged)

    def judge(self, features: Features, supported: Array | None, people: Array) -> PassageDecisions:
        """Judge every passage, each participant by the members that have not seen them."""
        fold = self.fold[people]
        untaught = decide_untaught(supported, len(people))
        alone = ~np.isin(fold, [NOBODY, *self.members])
        likely = np.where(alone, untaught.probabilities, 0.0)
        ahead = np.where(alone, untaught.ahead, 0.0)
        every = list_logits(list(self.members.values()), features, supported)
        for (out, member), logits in zip(self.members.items(), every, strict=True):
            votes = np.where(fold == NOBODY, 1 / len(self.members), fold == out)
            likely += votes * member.decision.probabilities(logits)
            ahead += votes * (logits - member.decision.threshold)
        return PassageDecisions(likely, ahead)

    @property
    def untested(self) -> str:
        """Why nobody, or only some, can be judged by what others taught; empty where all can."""
        if set(self.members) == {NOBODY}:
            return "all turns that teach it are one person's"
        parts = set(self.fold[self.fold != NOBODY].tolist())
        if parts - set(self.members):
            return "without some of the participants, no judged turn has it"
        return ""

    @property
    def trust(self) -> float:
        """How much the machine's own decision counts in what was learnt, 0 to 1."""
        return float(np.mean([member.decision.trust for member in self.members.values()]))


def decide_untaught(supported: Array | None, n: int) -> PassageDecisions:
    """The machine's decision on n passages, its score as a probability."""
    heard = np.full(n, FURTHEST[0]) if supported is None else extract_machine_support(supported)
    logits = UNTAUGHT.logits(build_views(heard, heard * 0, heard * 0))
    return PassageDecisions(UNTAUGHT.probabilities(logits), logits - UNTAUGHT.threshold)


def explain_not_learnable(judged: JudgedPassages) -> str:
    """Why a code is left to the machine; empty where it can be learnt."""
    why = explain_too_little(judged)
    if why:
        return why
    known = int((~np.isnan(judged.turn_held)).sum())
    return f"only {known} judged turns, it takes {FEWEST}" if known < FEWEST else ""
