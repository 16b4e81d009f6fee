"""Codes of which a turn has at most one are decided together."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

import numpy as np

from interviewkit.coding.learning.committee import PassageDecisions
from interviewkit.coding.learning.decision import find_highest
from interviewkit.coding.learning.labels import Array, JudgedPassages

FEWEST = 20
"""So many judged turns, each with one of the codes, say that every turn has one."""

JUST_NOT = -1e-6
"""How far ahead a passage is that just fails to be given a code."""


def decide_exclusively(
    decided: Mapping[str, PassageDecisions], group: Sequence[str], turn: Array, has_one: bool
) -> dict[str, PassageDecisions]:
    """At most one code of the group in each turn: the one that is furthest ahead.

    Furthest ahead of its own threshold in log odds, which gives rare codes their due: over several
    codebooks that made the mean F1 of the codes greater than taking the likeliest. ``turn`` (n,)
    is the number of each passage's turn. Where every turn ``has_one``, the first is given even if
    it is not ahead.
    """
    codes = [code for code in group if code in decided]
    if not codes:
        return dict(decided)
    n = int(turn.max(initial=-1)) + 1
    best = np.array([find_highest(decided[code].ahead, turn, n) for code in codes])
    first, lead = best.argmax(axis=0), best.max(axis=0)
    lift = np.where(lead < 0, -lead, 0.0) if has_one and len(codes) == len(group) else lead * 0
    found = dict(decided)
    for k, code in enumerate(codes):
        ahead = decided[code].ahead
        mine = (first == k)[turn]
        new = np.where(mine, ahead + lift[turn], np.minimum(ahead, JUST_NOT))
        found[code] = replace(decided[code], ahead=new)
    return found


def find_always_one(judged: Sequence[JudgedPassages], turn: Array) -> bool:
    """Whether every turn that was judged for all codes of a group has one of them."""
    n = int(turn.max(initial=-1)) + 1
    times, held = np.zeros(n, dtype=np.int64), np.zeros(n)
    for each in judged:
        known = ~np.isnan(each.turn_held)
        of_turn = np.zeros(len(each.turn_held), dtype=np.int64)
        of_turn[each.turn] = turn[each.rows]
        np.add.at(times, of_turn[known], 1)
        np.maximum.at(held, of_turn[known], each.turn_held[known])
    whole = times == len(judged)
    return bool(whole.sum() >= FEWEST and (held[whole] >= 0.5).all())


def suggest_exclusive(judged: Sequence[JudgedPassages], turn: Array) -> bool:
    """Whether no judged turn has two of these codes although many have one, several codes each."""
    n = int(turn.max(initial=-1)) + 1
    held, several = np.zeros(n, dtype=np.int64), 0
    for each in judged:
        of_turn = np.zeros(len(each.turn_held), dtype=np.int64)
        of_turn[each.turn] = turn[each.rows]
        held[of_turn[each.turn_held >= 0.5]] += 1
        several += each.positives >= FEWEST
    return bool(several > 1 and (held == 1).sum() >= 5 * FEWEST and held.max(initial=0) == 1)
