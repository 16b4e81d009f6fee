"""A part of many judged passages that stands for all of them."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from interviewkit.coding.learning.labels import Array, JudgedPassages

MOST_ROWS = 4_000
"""About so many judged passages a code learns from; of more, a part that stands for all."""


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
