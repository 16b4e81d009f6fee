"""Shares of people at equal words: what would have been voiced, had both sides said as much.

Whoever says more has more occasions to raise something. Ecologists meet the same where one net
catches more than the other, and ask how many species a smaller catch would have held: rarefaction
(S. H. Hurlbert 1971, Ecology 52, 577-586). Here the catch is what a person said. Of somebody with
``k`` passages who keeps a random part of their words, at least one passage is kept with the chance
``1 − (1 − part)^k`` (B. D. Coleman 1981, Mathematical Biosciences 54, 191-215: passages fall into
the part independently, as it is many words).

Both sides keep equally much, rank by rank: the most talkative of one side is cut to the words of
the most talkative of the other or the other way round, and so on down to the most silent.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from interviewkit.findings.arrays import Bools, Floats
from interviewkit.findings.comparing.measured_sides import MeasuredSides
from interviewkit.findings.comparing.people_difference import PeopleDifference, compute_difference
from interviewkit.findings.comparing.ties import Ties

UNEVEN = 1.2
"""From this ratio of words a person on the comparison at equal words is shown."""


@dataclass(frozen=True)
class AtEqualWords:
    """Shares (2, k) of people, inside and outside, at as many words each, and their difference.

    ``words`` is how many a person keeps on average, ``ratio`` how many times as many words a person
    said inside as outside.
    """

    shares: Floats
    difference: PeopleDifference
    words: float
    ratio: float


def is_talk_unequal(words: Floats, inside: Bools) -> bool:
    """Whether a person on one side said more than a fifth more words."""
    one, two = words[inside].mean(), words[~inside].mean()
    return bool(min(one, two) > 0 and max(one, two) >= UNEVEN * min(one, two))


def compare_at_equal_words(
    passages: Floats, words: Floats, inside: Bools, ties: Ties, level: float = 0.95
) -> AtEqualWords | None:
    """Those inside against the others; ``passages`` is (n, k), ``words`` and ``inside`` (n,).

    ``None`` where nobody on a side said anything. The interval holds every difference that the
    test does not reject, as for shares of people (:mod:`findings.comparing.people_difference`).
    """
    if not (words[inside].sum() and words[~inside].sum()):
        return None
    kept = count_words_kept(words, inside)
    part = np.divide(kept, words, out=np.zeros_like(kept), where=words > 0)
    # The chance that at least one passage is among the words kept: drawing them would add noise.
    voiced = 1 - (1 - np.minimum(part, 1.0))[:, None] ** passages
    sides = MeasuredSides.of(voiced, inside, ties)
    ratio = float(words[inside].mean() / words[~inside].mean())
    return AtEqualWords(sides.shares, compute_difference(sides, level), float(kept.mean()), ratio)


def count_words_kept(words: Floats, inside: Bools) -> Floats:
    """(n,) how many words each keeps: no more than whoever has the same rank on the other side."""
    kept = np.empty_like(words)
    for here in (inside, ~inside):
        # Rank by rank both sides keep the same spread of words, not only the same mean.
        ranks = (np.argsort(np.argsort(words[here], kind="stable")) + 0.5) / here.sum()
        there = np.sort(words[~here])
        places = (np.arange(len(there)) + 0.5) / len(there)
        kept[here] = np.minimum(words[here], np.interp(ranks, places, there))
    return kept
