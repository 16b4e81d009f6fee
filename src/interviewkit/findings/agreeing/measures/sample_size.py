"""How much more double coding would make a figure of agreement firm."""

from __future__ import annotations

import math
from statistics import NormalDist

from interviewkit.model import Interval

WANTED = 0.1
"""Half the width of an interval that is narrow enough to go by."""


def count_people_needed(interval: Interval, people: int, wanted: float = WANTED) -> int:
    """With how many people the interval would reach plus or minus ``wanted``, if all go on alike.

    The width falls with the root of the number of people.
    """
    half = (interval.high - interval.low) / 2
    return math.ceil(people * (half / wanted) ** 2)


def count_units_needed(
    prevalence: float, kappa: float, wanted: float = WANTED, level: float = 0.95
) -> int:
    """How many units two coders must judge for an interval of plus or minus ``wanted``.

    For units that are independent of each other (people who speak more than once need more), of
    which coders find the code in the share ``prevalence`` and agree by ``kappa``: the large-sample
    variance of kappa for two values, D. A. Bloch & H. C. Kraemer (1989), 2 x 2 kappa coefficients,
    Biometrics 45, 269-287; A. Donner & M. Eliasziw (1992), Statistics in Medicine 11, 1511-1519.

    Raises:
        ValueError: the prevalence is not between 0 and 1, or kappa is above 1.
    """
    if not 0 < prevalence < 1 or not -1 <= kappa <= 1:
        raise ValueError(f"no code has prevalence {prevalence} and kappa {kappa}")
    spread = 2 * prevalence * (1 - prevalence)
    variance = (1 - kappa) * ((1 - kappa) * (1 - 2 * kappa) + kappa * (2 - kappa) / spread)
    return math.ceil(variance * (NormalDist().inv_cdf((1 + level) / 2) / wanted) ** 2)
