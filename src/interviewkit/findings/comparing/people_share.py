"""One share of people who talked together, and its interval.

Wilson's score interval (E. B. Wilson 1927, JASA 22, 209-212) for as many people as the sample is
worth (L. Kish 1965, Survey Sampling, 8.2). A handful of conversations tells the design effect
badly, so it is moderated as variances of few observations are (G. K. Smyth 2004, Statistical
Applications in Genetics and Molecular Biology 3, 3): drawn towards what conversations are usually
like, as if ``BELIEVED`` more degrees of freedom had shown that, which also count in Student's t.
Where nobody is tied there is nothing to tell but the share: it is Wilson's interval itself.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from scipy.special import stdtrit

from interviewkit.findings.arrays import Floats
from interviewkit.findings.comparing.spread import ENDLESS, SAME_USUALLY, USUALLY_ALIKE, Spread
from interviewkit.findings.comparing.ties import Ties
from interviewkit.findings.correcting.clustered import compute_score_interval

BELIEVED = 5.0


@dataclass(frozen=True)
class PeopleShare:
    """Shares of ``k`` things among ``n`` people; each array is (k,), shares from 0 to 1.

    ``effect`` is the design effect, ``effective_n`` the number of people over it: as many who
    never met would tell as much.
    """

    value: Floats
    low: Floats
    high: Floats
    effect: Floats
    effective_n: Floats
    level: float = 0.95


def estimate_people_share(voiced: Floats, ties: Ties, level: float = 0.95) -> PeopleShare:
    """The share of people who voiced each thing; (n, k) ``voiced`` is 1 where they did.

    Raises:
        ValueError: there is nobody.
    """
    n = len(voiced)
    if not n:
        raise ValueError("nobody spoke: there is no share")
    value = voiced.mean(axis=0)
    if not (ties.same_conversation.nnz or ties.same_person.nnz):
        effect, freedom = np.ones_like(value), np.full_like(value, ENDLESS)
    else:
        effect, freedom = _moderated(voiced, ties)
    low, high = compute_score_interval(value, effect / n, stdtrit(freedom, (1 + level) / 2))
    return PeopleShare(value, low, high, effect, n / effect, level)


def _moderated(voiced: Floats, ties: Ties) -> tuple[Floats, Floats]:
    """(k,) the design effect of each share, and the degrees of freedom that tell it."""
    n = len(voiced)
    spread = Spread.of(np.full(n, 1 / n), [np.ones(n, dtype=bool)], ties)
    pairs = np.array([ties.same_conversation.nnz, ties.same_person.nnz])
    usual = 1 + pairs @ (USUALLY_ALIKE, SAME_USUALLY) / n
    seen = spread.variance(spread.seen(voiced), np.ones((1, voiced.shape[1]))) * n
    seen = seen * n / np.maximum(n - seen, n / 2)  # p (1 - p) falls short by the share's variance
    share = voiced.mean(axis=0)
    told = min(spread.known, ties.groups - 1.0)
    known = np.where((share > 0) & (share < 1), told, 0.0)
    effect = (known * seen + BELIEVED * usual) / (known + BELIEVED)
    return np.maximum(effect, 1.0), known + BELIEVED
