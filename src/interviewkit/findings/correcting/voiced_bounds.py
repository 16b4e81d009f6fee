"""What judged single turns tell of how many people voiced a code: bounds, not a share."""

from __future__ import annotations

import math

import numpy as np

from interviewkit.findings.correcting.audit import Flags, Units
from interviewkit.findings.correcting.clustered import Share
from interviewkit.model import Interval


def bound_voiced_share(turns: Units, inside: Flags, found: Share | None, level: float) -> Interval:
    """The least and the largest share of *these* participants that can have voiced the code.

    Who was found to voice it did; of whom every turn was judged in vain did not. Beyond that,
    the interval of the share of turns (``found``, of these conversations) says that between
    ``low`` and ``high`` turns have the code. One person's turns can hold no more of them than
    nobody ruled out, so ``low`` turns need a number of people at least; and ``high`` turns
    are of ``high`` people at most. The bounds hold with the confidence of that interval, and
    nothing is assumed of the machine or of how turns of a person resemble each other.
    """
    if not inside.any():
        return Interval(math.nan, math.nan, level)
    names, who = np.unique(np.array(turns.speakers)[inside], return_inverse=True)
    known = turns.found[inside] > 0
    possible = known | ~turns.audited[inside]
    voiced = int((np.bincount(who, known, len(names)) > 0).sum())
    room = np.sort(np.bincount(who, possible, len(names)))[::-1]
    most = fewest = int((room > 0).sum())
    if found is not None:
        n = int(inside.sum())
        most = min(most, max(voiced, math.floor(float(found.high) * n + 1e-9)))
        least_turns = math.ceil(float(found.low) * n - 1e-9)
        fewest = int(np.searchsorted(np.cumsum(room), least_turns)) + 1 if least_turns else 0
    else:
        fewest = 0
    return Interval(min(max(voiced, fewest), most) / len(names), most / len(names), level)
