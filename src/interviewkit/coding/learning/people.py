"""Whose words are judged: participants are numbered, dealt into parts, and left out together."""

from __future__ import annotations

from collections.abc import Hashable, Sequence

import numpy as np

from interviewkit.coding.learning.labels import Array, JudgedPassages, Who
from interviewkit.model import Passage

FOLDS = 5
"""Into so many parts the participants are dealt; each is judged by what the others taught."""

MANY = 10
"""Of fewer participants each is cut into parts, so that about so many groups are left out."""

NOBODY = -1


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


def assign_folds(person: Array, folds: int) -> Array:
    """The fold of each turn; all turns of a participant in one, the folds of like size."""
    sizes = np.bincount(person)
    load, fold = np.zeros(folds), np.zeros(len(sizes), dtype=np.int64)
    for who in np.argsort(-sizes, kind="stable").tolist():
        fold[who] = int(load.argmin())
        load[fold[who]] += sizes[who]
    return np.asarray(fold[person])


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
