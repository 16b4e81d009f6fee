"""How many more judgements would halve an interval, if any number would."""

from __future__ import annotations

import math

from interviewkit.findings.audit import Flags, Units
from interviewkit.findings.clustered import Share


def to_halve(units: Units, inside: Flags, found: Share, *, fixed: bool) -> int | None:
    """About how many further units to judge for an interval half as long; ``None`` if none would.

    The variance has two parts. One falls as more is judged: ``sum of w²(1 - chance)(r - mean)²``
    over the audit, ``r`` the verdict less its trusted part of the score (Poisson sampling,
    C.-E. Särndal, B. Swensson, J. Wretman 1992, Model Assisted Survey Sampling, 3.5). The other
    is how people differ, and stays unless more people are asked. A quarter of the whole variance
    must be more than what stays.
    """
    judged = inside & units.audited
    n, everything = int(judged.sum()), int(inside.sum())
    if n == everything:
        return None
    weight = units.weight[judged] / units.weight[judged].sum()
    rest = units.found[judged] - float(found.trust) * units.score[judged]
    off = rest - (weight * rest).sum()
    falls = float((weight**2 * units.open[judged] * off**2).sum()) * n / max(n - 1, 1)
    whole = float((found.influence**2).sum())
    stays = 0.0 if fixed or not whole else max(0.0, whole - falls)
    if whole / 4 <= stays:
        return None
    wanted = (whole / 4 - stays) / (whole - stays) if whole else 0.25
    needed = everything / (1 + (everything / n - 1) * wanted)
    return max(1, math.ceil(round(needed - n, 6)))
