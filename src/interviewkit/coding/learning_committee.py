"""One code learnt several times, so that everyone is judged by what was learnt without them."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from interviewkit.coding.learning_decision import UNTAUGHT
from interviewkit.coding.learning_features import Features
from interviewkit.coding.learning_labels import Judged, Who
from interviewkit.coding.learning_one import Learnt, learn, too_little, views_of
from interviewkit.model import Passage

if TYPE_CHECKING:
    import numpy as np

    Array = np.ndarray[Any, np.dtype[Any]]

FOLDS = 5
"""Into so many parts the participants are dealt; each is judged by what the others taught."""

FEWEST = 10
"""With fewer judged turns than this a code is left to the machine."""

NOBODY = -1


@dataclass(frozen=True)
class Judgement:
    """What is thought of every passage, (n,) each: how likely it has the code, and whether it is
    given to it."""

    probabilities: Array
    given: Array


@dataclass(frozen=True)
class Committee:
    """Members that each learnt a code from four fifths of the participants who were judged.

    ``fold`` (p,) says for each participant which member has not seen them, ``NOBODY`` where
    nobody judged any turn of theirs: then all members vote. So what is said of a judged turn
    never rests on a judgement of that participant, and what is said of others is said by the very
    same members: differences between the two are chance alone (cross-fitting, as in Zrnic and
    Candès 2024, Cross-prediction-powered inference).
    """

    members: Sequence[Learnt]
    fold: Array
    judged: Judged

    @classmethod
    def of(
        cls, features: Features, supported: Array | None, judged: Judged, people: Array
    ) -> Committee:
        """Learn from judged turns; ``people`` (n,) numbers the participant of every passage."""
        import numpy as np

        turn_fold = dealt(judged)
        members = [
            learn(features, supported, judged.only(turn_fold != out))
            for out in range(int(turn_fold.max()) + 1)
        ]
        fold = np.full(int(people.max()) + 1, NOBODY)
        fold[people[judged.rows]] = turn_fold[judged.turn]
        return cls(members, fold, judged)

    def judge(self, features: Features, supported: Array | None, people: Array) -> Judgement:
        """Judge every passage, each participant by the members that have not seen them."""
        import numpy as np

        fold = self.fold[people]
        likely, ahead = np.zeros(len(people)), np.zeros(len(people))
        for out, member in enumerate(self.members):
            logits = member.logits(features, supported)
            votes = np.where(fold == NOBODY, 1 / len(self.members), fold == out)
            likely += votes * member.decision.probabilities(logits)
            ahead += votes * (logits - member.decision.threshold)
        return Judgement(likely, ahead >= 0)


def untaught(supported: Array | None, n: int) -> Judgement:
    """The machine's decision on n passages, its score as a probability."""
    import numpy as np

    from interviewkit.coding.learning_features import FURTHEST

    heard = np.full(n, FURTHEST[0]) if supported is None else supported
    logits = UNTAUGHT.logits(views_of(heard, heard * 0))
    return Judgement(UNTAUGHT.probabilities(logits), logits >= UNTAUGHT.threshold)


def not_yet(judged: Judged) -> str:
    """Why a code is left to the machine; empty where it can be learnt without anyone in turn."""
    import numpy as np

    why = too_little(judged)
    if why:
        return why
    known = int((~np.isnan(judged.turn_held)).sum())
    if known < FEWEST:
        return f"only {known} judged turns, it takes {FEWEST}"
    fold = dealt(judged)
    for out in range(int(fold.max()) + 1):
        why = too_little(judged.only(fold != out))
        if why:
            return f"without some of the participants, {why}"
    return ""


def dealt(judged: Judged) -> Array:
    """The fold of each turn, (t,): whole participants, turns with the code dealt out first."""
    import numpy as np

    n_people = int(judged.person.max()) + 1
    found = np.bincount(judged.person, weights=judged.turn_held >= 0.5, minlength=n_people)
    sizes = np.bincount(judged.person, minlength=n_people)
    folds = min(FOLDS, n_people)
    with_code, load, fold = np.zeros(folds), np.zeros(folds), np.zeros(n_people, dtype=np.int64)
    for who in np.lexsort((-sizes, -found)).tolist():
        first = np.lexsort((load, with_code if found[who] else load))[0]
        fold[who] = first
        with_code[first] += found[who]
        load[first] += sizes[who]
    turns: Array = fold[judged.person]
    return turns


def people_of(passages: Sequence[Passage], who: Who) -> Array:
    """The number of each passage's participant, (n,)."""
    import numpy as np

    numbers: dict[Hashable, int] = {}
    found: list[int] = []
    turn, number = None, NOBODY
    for passage in passages:
        if passage.turn is not turn:
            turn = passage.turn
            number = numbers.setdefault(who(turn), len(numbers))
        found.append(number)
    return np.array(found, dtype=np.int64)
