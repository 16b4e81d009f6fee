"""Whether a machine's scores can be read as probabilities."""

from __future__ import annotations

from dataclasses import dataclass

from interviewkit.model.finding import Interval


@dataclass(frozen=True, slots=True)
class Promise:
    """Judged turns with scores between two values: ``promised`` is their mean score, ``found``
    the share of them in which a person found the code, with a Wilson interval of turns."""

    promised: float
    found: float
    n: int
    interval: Interval


@dataclass(frozen=True, slots=True)
class Calibration:
    """How far a machine's scores of one code keep what they promise, over judged turns.

    ``promised`` is the mean score, ``found`` the share with the code. ``error`` is the expected
    calibration error: the mean distance between the two in groups of like scores (0: none).
    """

    code: str
    n: int
    promised: float
    found: float
    error: float
    curve: tuple[Promise, ...] = ()
