"""How many more judgements would halve an interval, if any number would."""

from __future__ import annotations

import math

from interviewkit.findings.correcting.audit import Flags, Units, sum_clusters
from interviewkit.findings.correcting.clustered import PRIOR_ICC, Share, compute_influences

FIRST_HALF_WIDTH = 0.05
FEWEST, MOST = 50, 400
"""What a first audit is to reach, plus or minus, and how many judgements it asks for."""


def count_units_to_halve(units: Units, inside: Flags, found: Share, *, fixed: bool) -> int | None:
    """About how many further units to judge for an interval half as long; ``None`` if none would.

    The variance has two parts. One falls as more is judged: ``sum of w²(1 - chance)(r - mean)²``
    over the audit, ``r`` the verdict less its trusted part of the score (Poisson sampling,
    C.-E. Särndal, B. Swensson, J. Wretman 1992, Model Assisted Survey Sampling, 3.5). The other
    is how people differ, and stays unless more people are asked. A quarter of the whole variance
    must be more than what stays. The whole is taken as it was seen, without what the interval
    adds to it where few people weigh much: that falls as more is judged.
    """
    judged = inside & units.audited
    n, everything = int(judged.sum()), int(inside.sum())
    if n == everything:
        return None
    weight = units.weight[judged] / units.weight[judged].sum()
    rest = units.found[judged] - float(found.trust) * units.score[judged]
    off = rest - (weight * rest).sum()
    falls = float((weight**2 * units.open[judged] * off**2).sum()) * n / max(n - 1, 1)
    known = sum_clusters(units, inside, fixed=fixed)
    ours, machines, _ = compute_influences(known)
    whole = float(((ours - float(found.trust) * machines) ** 2 * known.open * known.part).sum())
    stays = 0.0 if fixed or not whole else max(0.0, whole - falls)
    if not whole:  # all alike so far: what nobody has seen yet is as likely as one over n
        return min(n, everything - n)
    if whole / 4 <= stays:
        return None
    wanted = (whole / 4 - stays) / (whole - stays)
    needed = everything / (1 + (everything / n - 1) * wanted)
    return max(1, math.ceil(round(needed - n, 6)))


def size_first_audit(naive: float, everything: int) -> int:
    """How many random turns to judge for a first interval of about ±5 points.

    From the machine's share, as nothing else is known: ``p(1-p) (1.96 / 0.05)²``, enlarged for
    people who repeat themselves, rounded to tens and held between 50 and 400 (or all there is).
    """
    p = naive if math.isfinite(naive) else 0.5
    wanted = p * (1 - p) * (1.96 / FIRST_HALF_WIDTH) ** 2 * (1 + PRIOR_ICC)
    return min(everything, max(FEWEST, min(MOST, math.ceil(wanted / 10) * 10)))
