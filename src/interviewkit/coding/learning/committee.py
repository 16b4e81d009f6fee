"""One code learnt several times, so that everyone is judged by what was learnt without them."""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from interviewkit.coding.learning.decision import UNTAUGHT, Decision, decide_by_turn, find_highest
from interviewkit.coding.learning.features import FURTHEST, Features, extract_machine_support
from interviewkit.coding.learning.labels import Array, JudgedPassages, Who
from interviewkit.coding.learning.spaces import Direction, Learnable
from interviewkit.model import Passage

MOST_ROWS = 2_500
"""About so many judged passages a code learns from; of more, a part that stands for all."""

GUESSES = 3
"""How often it is guessed anew which sentence of a turn that was coded whole holds the code."""

FOLDS = 5
"""Into so many parts the participants are dealt; each is judged by what the others taught."""

FEWEST = 10
"""With fewer judged turns than this a code is left to the machine."""

MANY = 10
"""Of fewer participants each is cut into parts, so that about so many groups are left out."""

NOBODY = -1


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
        for out, member in self.members.items():
            logits = member.logits(features, supported)
            votes = np.where(fold == NOBODY, 1 / len(self.members), fold == out)
            likely += votes * member.decision.probabilities(logits)
            ahead += votes * (logits - member.decision.threshold)
        return PassageDecisions(likely, ahead)

    @property
    def untested(self) -> str:
        """Why nobody can be judged by what others taught; empty where somebody can."""
        return "" if set(self.members) != {NOBODY} else "all turns that teach it are one person's"

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


def deal_folds(every: Sequence[JudgedPassages], people: Array) -> Array:
    """The fold of each participant, (p,); ``NOBODY`` where no turn of theirs was judged.

    Participants are dealt out by what is rare first: those with the code that was found in the
    fewest turns go where it was found least, then those with the next, at last all others by
    their number of turns (iterative stratification; Sechidis, Tsoumakas and Vlahavas 2011). So
    one deal serves all codes.
    """
    n_people = int(people.max(initial=NOBODY)) + 1
    sizes, found = np.zeros(n_people), np.zeros((len(every), n_people))
    for code, judged in enumerate(every):
        who = find_judged_people(judged, people)
        sizes = np.maximum(sizes, np.bincount(who, minlength=n_people))
        found[code] = np.bincount(who, weights=judged.turn_held >= 0.5, minlength=n_people)
    folds = min(FOLDS, int((sizes > 0).sum()))
    fold, load = np.full(n_people, NOBODY), np.zeros(folds)
    for of_code in [found[code] for code in np.argsort(found.sum(axis=1), kind="stable")] + [sizes]:
        there = np.zeros(folds)
        np.add.at(there, fold[fold != NOBODY], of_code[fold != NOBODY])
        waiting = np.flatnonzero((fold == NOBODY) & (of_code > 0))
        for who in waiting[np.lexsort((-sizes[waiting], -of_code[waiting]))].tolist():
            first = int(np.lexsort((load, there))[0])
            fold[who] = first
            there[first] += of_code[who]
            load[first] += sizes[who]
    return fold


def find_judged_people(judged: JudgedPassages, people: Array) -> Array:
    """The participant of every judged turn, (t,), numbered as in ``people`` (n,)."""
    found = np.zeros(len(judged.turn_held), dtype=np.int64)
    found[judged.turn] = people[judged.rows]
    return found


def number_people(passages: Sequence[Passage], who: Who) -> Array:
    """The number of each passage's participant, (n,)."""
    numbers: dict[Hashable, int] = {}
    found: list[int] = []
    turn, number = None, NOBODY
    for passage in passages:
        if passage.turn is not turn:
            turn = passage.turn
            number = numbers.setdefault(who(turn), len(numbers))
        found.append(number)
    return np.array(found, dtype=np.int64)


# -- one code from judged turns: two ridge regressions, then a decision by turn ---------------------


@dataclass(frozen=True)
class Learnt:
    """What was learnt of one code: of its passages, of whole turns, and of both together."""

    of_passages: Score
    of_turns: Score
    decision: Decision

    def logits(self, features: Features, supported: Array | None) -> Array:
        """The logit of every passage, (n,)."""
        passages = self.of_passages.along(features.passages)
        turns = self.of_turns.along(features.turns)[features.turn]
        return self.decision.logits(build_views(supported, passages, turns))


@dataclass(frozen=True)
class Score:
    """A direction, and by what its values are made comparable."""

    direction: Direction
    middle: float
    spread: float

    def along(self, texts: Learnable) -> Array:
        return np.asarray((texts.along(self.direction) - self.middle) / self.spread)


def learn(
    features: Features, supported: Array | None, judged: JudgedPassages, weight: Array | None = None
) -> Learnt:
    """Learn one code from judged passages; ``supported`` (n,) is the logit of other coders.

    ``weight`` (t,) says for how many judged turns each stands; without it they are thinned first.
    """
    if weight is None:
        (weight,) = thin_judgements([judged])
    judged, weight = judged.only(weight > 0), weight[weight > 0]
    rows = judged.rows
    groups = group_for_leaving_out(judged)
    turns_said, of_turns = _learn_turns(features, judged, groups)
    ridge = features.passages.ridge(rows)
    mine = None if supported is None else supported[rows]
    first = np.zeros(len(rows)) if mine is None else extract_machine_support(mine)
    held = _guess(judged, first)
    for _ in range(GUESSES if judged.vague.any() else 1):
        without = ridge.left_out(held, groups[judged.turn])
        middle, spread = _middle_and_spread(without)
        views = build_views(mine, (without - middle) / spread, turns_said[judged.turn])
        decision = decide_by_turn(views, judged, weight, supported is not None)
        target, held = held, _guess(judged, decision.logits(views))
    direction = features.passages.towards(rows, ridge.weights(target))
    return Learnt(Score(direction, middle, spread), of_turns, decision)


def _learn_turns(features: Features, judged: JudgedPassages, groups: Array) -> tuple[Array, Score]:
    """What whole turns say without their group, (t,); 0 where only a part of one was judged."""
    known = np.flatnonzero(~np.isnan(judged.turn_held))
    rows = find_turns(judged, features.turn)[known]
    ridge, held = features.turns.ridge(rows), judged.turn_held[known]
    without = ridge.left_out(held, groups[known])
    middle, spread = _middle_and_spread(without)
    said = np.zeros(len(judged.turn_held))
    said[known] = (without - middle) / spread
    direction = features.turns.towards(rows, ridge.weights(held))
    return said, Score(direction, middle, spread)


def _middle_and_spread(values: Array) -> tuple[float, float]:
    return float(values.mean()), float(values.std()) + 0.02


def find_turns(judged: JudgedPassages, turn: Array) -> Array:
    """The number in the material of every judged turn, (t,); ``turn`` (n,) that of passages."""
    found = np.zeros(len(judged.turn_held), dtype=np.int64)
    found[judged.turn] = turn[judged.rows]
    return found


def group_for_leaving_out(judged: JudgedPassages) -> Array:
    """What is left out together, (t,): all turns of a participant.

    Of few participants each is cut into stretches of turns that follow each other: to leave out
    half of all that was judged would say more of what is missing than of what was learnt.
    """
    people = int(judged.person.max(initial=-1)) + 1
    if people >= MANY:
        return judged.person
    parts = -(-MANY // max(people, 1))
    counts = np.bincount(judged.person, minlength=people)
    first = np.zeros(len(judged.person), dtype=np.int64)
    for who in range(people):
        mine = np.flatnonzero(judged.person == who)
        first[mine] = np.arange(len(mine)) * parts // max(int(counts[who]), 1)
    return judged.person * parts + first


def build_views(supported: Array | None, passages: Array, turns: Array) -> Array:
    """1, the machine's support, what was learnt of passages and of turns, and what each other
    package's coder and each pattern says."""
    n = len(passages)
    if supported is None:
        return np.column_stack([np.ones(n), np.zeros(n), passages, turns])
    beside = supported[:, None] if supported.ndim == 1 else supported
    return np.column_stack([np.ones(n), beside[:, :1], passages, turns, beside[:, 1:]])


def _guess(judged: JudgedPassages, logits: Array) -> Array:
    """Who holds the code in a turn coded whole: the likeliest sentence, others by their odds."""
    best = find_highest(logits, judged.turn, len(judged.turn_held))[judged.turn]
    return np.asarray(np.where(judged.vague, judged.held * np.exp(logits - best), judged.held))


def thin_judgements(every: Sequence[JudgedPassages]) -> list[Array]:
    """For how many judged turns each of them stands, one (t,) a code; 0: left out for speed.

    A code with few judged passages keeps them all. The others are thinned alike, so that they are
    learnt from the same passages: first the turns with the code that was found least are taken,
    at most into half of the room, then those with the next; turns with none fill what is left. Of
    what there is too much of, every so-manieth is taken and stands for the others.
    """
    ample = [each for each in every if len(each.rows) > MOST_ROWS]
    first = [np.searchsorted(each.turn, np.arange(len(each.turn_held))) for each in every]
    places = [each.rows[at] for each, at in zip(every, first, strict=True)]
    rows: dict[int, int] = {}
    for each, of in zip(every, places, strict=True):
        if len(each.rows) > MOST_ROWS:
            rows.update(zip(of.tolist(), np.bincount(each.turn).tolist(), strict=True))
    found = [
        of[each.turn_held >= 0.5].tolist()
        for each, of in zip(every, places, strict=True)
        if len(each.rows) > MOST_ROWS
    ]
    stands, room = dict[int, int](), MOST_ROWS
    for number, mine in enumerate([*sorted(found, key=len), sorted(rows)]):
        new = [place for place in mine if place not in stands]
        most = room if number == len(ample) else room // 2
        step = max(1, -(-sum(rows[place] for place in new) // max(most, 1)))
        stands.update((place, step if i % step == 0 else 0) for i, place in enumerate(new))
        room -= sum(rows[place] for place in new[::step])
    return [
        np.array([stands[place] for place in of.tolist()])
        if len(each.rows) > MOST_ROWS
        else np.ones(len(of), dtype=np.int64)
        for each, of in zip(every, places, strict=True)
    ]


def explain_too_little(judged: JudgedPassages) -> str:
    """Why a code cannot be learnt; empty where it can."""
    if not len(judged.turn_held):
        return "nobody has judged it"
    if not judged.positives:
        return f"none of {judged.negatives} judged turns has it"
    if not judged.negatives:
        return f"all {judged.positives} judged turns have it"
    return ""
