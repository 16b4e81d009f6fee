"""Intervals that resample people: whoever is drawn brings all their units.

Units of one person resemble each other. Resampling units would take them for independent
witnesses and give intervals that are too short.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from interviewkit.findings.agreeing.measures.ratings import Floats, Ints
from interviewkit.model import Interval

RESAMPLES = 1000
FEWEST_PEOPLE = 2


@dataclass(frozen=True, eq=False)
class Resampling:
    """How often each person is drawn in each resample.

    Attributes:
        drawn: (b, p) how often each of ``p`` people is drawn in each of ``b`` resamples.
        level: nominal coverage of the intervals.
    """

    drawn: Floats
    level: float = 0.95

    @classmethod
    def of(
        cls, people: int, seed: int, resamples: int = RESAMPLES, level: float = 0.95
    ) -> Resampling:
        """Draws with replacement; the same seed draws the same people."""
        if people < FEWEST_PEOPLE:
            return cls(np.zeros((0, people)), level)
        chance = np.random.default_rng(seed)
        drawn = chance.multinomial(people, np.full(people, 1 / people), size=resamples)
        return cls(drawn.astype(np.float64), level)

    def counts(self, of_people: Floats) -> Floats:
        """(1 + b + p, k) counts from those of each person, (p, k).

        The first row counts everyone, then come the resamples, then everyone but one.
        """
        everyone = of_people.sum(axis=0)
        return np.vstack([everyone, self.drawn @ of_people, everyone - of_people])

    def interval(self, figures: Floats, people: int | None = None) -> Interval | None:
        """The interval of a figure that was computed on every row of :meth:`counts`.

        Bias-corrected and accelerated (B. Efron (1987), Better bootstrap confidence intervals,
        JASA 82, 171-185), widened for few people by Student's t (T. Hesterberg (2015), What
        teachers should know about the bootstrap, The American Statistician 69, 371-386). Rows
        on which the figure is not defined are left out; ``None`` where too little is left.
        ``people`` is how many have a say in the figure; everyone if left out.
        """
        b = len(self.drawn)
        people = self.drawn.shape[1] if people is None else people
        value, resampled, without = figures[0], figures[1 : 1 + b], figures[1 + b :]
        resampled = resampled[np.isfinite(resampled)]
        if people < FEWEST_PEOPLE or not len(resampled) or not np.isfinite(value):
            return None
        low, high = np.quantile(resampled, self._places(value, resampled, without, people))
        return Interval(float(low), float(high), self.level)

    def _places(self, value: float, resampled: Floats, without: Floats, people: int) -> Floats:
        """Which two quantiles of the resampled figures bound the interval."""
        from scipy.stats import norm, t

        # Equal ones count half: with few people a figure takes few values.
        below = np.mean((resampled < value) + (resampled == value) / 2)
        bias = norm.ppf(np.clip(below, 1 / len(resampled), 1 - 1 / len(resampled)))
        pulls = without[np.isfinite(without)]
        pulls = pulls.mean() - pulls if len(pulls) else np.zeros(1)
        spread = (pulls**2).sum()
        skew = (pulls**3).sum() / (6 * spread**1.5) if spread > 0 else 0.0
        wide = np.sqrt(people / (people - 1)) * t.ppf((1 + self.level) / 2, people - 1)
        ends = bias + np.array([-wide, wide])
        # Past the pole of the acceleration the outermost resample is all there is to go by.
        room = np.maximum(1 - skew * ends, 1e-6)
        return np.asarray(norm.cdf(bias + ends / room), np.float64)


def count_by_person(
    person: Ints, pattern: Ints, size: Floats, people: int, patterns: int
) -> Floats:
    """(people, patterns): how many of each person's units show each pattern."""
    both = np.bincount(person * patterns + pattern, size, minlength=people * patterns)
    return both.reshape(people, patterns).astype(np.float64)
