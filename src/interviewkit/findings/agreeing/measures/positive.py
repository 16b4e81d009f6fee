"""Agreement on presence alone, and one coder held against another."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from interviewkit.findings.agreeing.measures.chance import Chance
from interviewkit.findings.agreeing.measures.ratings import Floats, Ratings
from interviewkit.findings.arrays import divide

ABSENT, PRESENT = 0, 1


def positive_agreement(ratings: Ratings) -> Chance:
    """Of what one coder found, the share that another found too; units without it do not count.

    With two coders this is their F1. D. V. Cicchetti & A. R. Feinstein (1990), High agreement but
    low kappa: II, Journal of Clinical Epidemiology 43, 551-558. ``nan`` where nobody found it.
    """
    found = np.where(ratings.is_pairable, ratings.tally[:, PRESENT], 0.0)
    others = np.where(ratings.is_pairable, ratings.raters - 1, 1)
    share = divide(ratings.counts @ (found * (found - 1) / others), ratings.counts @ found)
    return Chance(share, np.zeros_like(share))


class Match(NamedTuple):
    """Units by what the coder and the reference found; each of shape (...,)."""

    right: Floats
    invented: Floats
    missed: Floats
    neither: Floats

    @property
    def precision(self) -> Floats:
        """Of what the coder found, the share that the reference found too."""
        return divide(self.right, self.right + self.invented)

    @property
    def recall(self) -> Floats:
        """Of what the reference found, the share that the coder found too."""
        return divide(self.right, self.right + self.missed)

    @property
    def f1(self) -> Floats:
        """The harmonic mean of precision and recall."""
        return divide(2 * self.right, 2 * self.right + self.invented + self.missed)


def match_coder(ratings: Ratings, coder: int, reference: int) -> Match:
    """One coder against another, by their places, over the units that both have judged."""

    def units(found: int, held: int) -> Floats:
        is_it = (ratings.given[:, coder] == found) & (ratings.given[:, reference] == held)
        return np.asarray(ratings.counts @ is_it)

    return Match(
        right=units(PRESENT, PRESENT),
        invented=units(PRESENT, ABSENT),
        missed=units(ABSENT, PRESENT),
        neither=units(ABSENT, ABSENT),
    )
