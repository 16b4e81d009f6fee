"""A figure of the survey: its value, how sure it is, and how many did not answer."""

from __future__ import annotations

import math
from dataclasses import dataclass

from interviewkit.model.finding import Interval

FEWEST = 30
"""Fewer people, or people's worth of weights, make a figure that is only an indication."""
RARE = 0.05
"""Shares up to here, or from 1 less this on, are extreme."""
WIDE, NARROW, RELATIVELY_WIDE = 0.30, 0.05, 1.30
"""Widths of a share's interval: too wide, fine, and too wide beside the share itself."""


@dataclass(frozen=True, slots=True)
class Unanswered:
    """People of a segment who gave no answer: how many, and their ``share`` of its weight.

    ``low`` and ``high`` are what the figure would be had all of them given the least, or the most,
    that can be answered (Manski 1989, J. Human Resources 24, 343-360); ``nan`` where there are no
    such bounds.
    """

    n: int
    share: float
    low: float = math.nan
    high: float = math.nan


@dataclass(frozen=True, slots=True)
class Estimate:
    """A survey figure for one segment, with its standard error and interval.

    ``kind`` is mean, share, total, quantile, ratio or variance; ``level`` the answer that a share
    is of, or the order of a quantile. ``n`` counts the people it rests on, ``effective_n`` is
    Kish's: how many of equal weight would say as much. ``df`` are the design's degrees of freedom
    there; ``deff`` is the variance over that of a simple random sample of the same size, ``nan``
    where it has no meaning. ``korn_graubard`` is the other interval of a share, which holds for
    few people and extreme shares too. ``unanswered`` is nothing where all of the segment answered.
    """

    variable: str
    segment: str
    value: float
    n: int
    weighted_n: float
    interval: Interval | None = None
    kind: str = "mean"
    level: str = ""
    method: str = ""
    se: float = math.nan
    df: float = math.nan
    deff: float = math.nan
    effective_n: float = math.nan
    korn_graubard: Interval | None = None
    unanswered: Unanswered | None = None

    @property
    def is_thin(self) -> bool:
        """Whether it rests on fewer people, or people's worth of weights, than thirty."""
        return 0 < self.worth < FEWEST

    @property
    def is_extreme(self) -> bool:
        """Whether it is a share of at most 5 %, or at least 95 %."""
        return self.kind == "share" and (self.value <= RARE or self.value >= 1 - RARE)

    @property
    def beside(self) -> Interval | None:
        """Korn and Graubard's interval where the usual one cannot be relied on."""
        return self.korn_graubard if self.is_thin or self.is_extreme else None

    @property
    def worth(self) -> float:
        """People it rests on, or people's worth of weights where these are fewer."""
        return self.n if math.isnan(self.effective_n) else min(self.n, self.effective_n)
