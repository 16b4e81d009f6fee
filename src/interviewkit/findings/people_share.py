"""One share of people who talked together, and its interval.

Wilson's score interval (E. B. Wilson 1927, JASA 22, 209-212) for as many people as the sample is
worth (L. Kish 1965, Survey Sampling, 8.2). A handful of conversations tells the design effect
badly, so it is moderated as variances of few observations are (G. K. Smyth 2004, Statistical
Applications in Genetics and Molecular Biology 3, 3): drawn towards what conversations are usually
like, as if ``BELIEVED`` more degrees of freedom had shown that, which also count in Student's t.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from scipy.special import stdtrit

from interviewkit.findings.arrays import Floats
from interviewkit.findings.clustered import score_interval
from interviewkit.findings.spread import Spread
from interviewkit.findings.ties import Ties

USUALLY_ALIKE = 0.08
"""How alike people of one conversation usually are, as an intraclass correlation."""

BELIEVED = 5.0


@dataclass(frozen=True)
class PeopleShare:
    """Shares of ``k`` things among ``n`` people; each array is (k,), shares from 0 to 1.

    ``effect`` is the design effect: ``n / effect`` people who never met would tell as much.
    ``variance`` is that of the share as these people show it, not moderated.
    """

    value: Floats
    low: Floats
    high: Floats
    effect: Floats
    variance: Floats
    level: float = 0.95


def share_of_people(voiced: Floats, ties: Ties, level: float = 0.95) -> PeopleShare:
    """The share of people who voiced each thing; (n, k) ``voiced`` is 1 where they did.

    Raises:
        ValueError: there is nobody.
    """
    n = len(voiced)
    if not n:
        raise ValueError("nobody spoke: there is no share")
    value = voiced.mean(axis=0)
    usual = 1 + USUALLY_ALIKE * ties.same_conversation.nnz / n
    variance = value * (1 - value) / n
    if ties.alone:
        effect, freedom = np.ones_like(value), np.full_like(value, float(max(n - 1, 1)))
    else:
        alone = variance
        variance, known = Spread.of(np.full(n, 1 / n), [np.ones(n, dtype=bool)], ties).variance(
            voiced
        )
        seen = np.divide(variance, alone, out=np.full_like(value, usual), where=alone > 0)
        known = np.where(alone > 0, known, 0.0)
        effect = np.maximum((known * seen + BELIEVED * usual) / (known + BELIEVED), 1.0)
        freedom = known + BELIEVED
    low, high = score_interval(value, effect / n, stdtrit(freedom, (1 + level) / 2))
    return PeopleShare(value, low, high, effect, variance, level)
