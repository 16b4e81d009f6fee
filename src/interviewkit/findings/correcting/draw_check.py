"""Whether judged turns look as if they had been drawn by the chances that they came with."""

from __future__ import annotations

import math

import numpy as np

from interviewkit.findings.correcting.audit import Audit
from interviewkit.wording.numbers import fine_percent

FAR = 4.0
"""From so many standard errors on, chance does not explain the distance."""

FEWEST = 20
"""Of fewer judged turns nothing is said."""


def check_random_draw(audit: Audit) -> str:
    """What is odd about an audit's draw; empty where it may well have been by chance.

    The machine scored every turn, so the mean score of the turns that were judged, weighted by
    one over their chances (Hajek), can be set against the mean of all. People who talk with
    each other vary together; the error is at least that of as many turns drawn singly, since a
    few judged turns may all be alike.
    """
    known = {turn: s for turn, s in audit.scores.items() if turn in audit.speaker_of}
    judged = [turn for turn in audit.judged if math.isfinite(known.get(turn, math.nan))]
    every = np.array([score for score in known.values() if math.isfinite(score)])
    if len(judged) < FEWEST or not every.std():
        return ""
    weight = np.array([1 / audit.judged[turn].chance for turn in judged])
    weight /= weight.sum()
    off = weight * (np.array([known[turn] for turn in judged]) - every.mean())
    people = [audit.speaker_of[turn] for turn in judged]
    names, place = np.unique(people, return_inverse=True)
    by_person = np.bincount(place, weights=off).astype(float)[:, None]
    together = float((by_person * audit.met(names.tolist()).summed(by_person)).sum())
    error = max(math.sqrt(max(together, 0.0)), every.std() * math.sqrt((weight**2).sum()))
    if abs(off.sum()) < FAR * error:
        return ""
    return (
        f"the judged turns are no chance sample of all turns, as the machine scores them "
        f"({fine_percent(float(off.sum() + every.mean()))} against "
        f"{fine_percent(float(every.mean()))} in the mean): were they "
        "picked? Then take them in without --chance, and judge others at random"
    )
