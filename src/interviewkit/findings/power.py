"""What a sample of this size and design could have seen."""

from __future__ import annotations

import math

import numpy as np
from scipy.special import stdtrit

from interviewkit.findings.design import BOTH, GROUPS, WITHIN, Design
from interviewkit.findings.people_intervals import by_group
from interviewkit.findings.voicing import Floats
from interviewkit.model import Detectable

LEAST_ALIKE = 0.05
"""How alike people of one group are taken to be at least, as an intraclass correlation."""

MANY = 1e6


def detectable(
    design: Design, base: float, alike: float, *, alpha: float = 0.05, power: float = 0.8
) -> Detectable:
    """The shares nearest to ``base`` that a test at ``alpha`` would tell from it with ``power``.

    Shares are compared on the scale on which their variance does not depend on them,
    ``2 arcsin √share`` (J. Cohen 1988, Statistical Power Analysis, ch. 6), with the variance that
    the design has for people who are ``alike`` (an intraclass correlation), and t quantiles with
    as many degrees of freedom as groups tell it.
    """
    variance, df = _variance(design, alike), freedom(design)
    if not math.isfinite(base) or variance <= 0 or df < 1:
        return Detectable(base, math.nan, math.nan, alpha, power)
    reach = float(stdtrit(df, 1 - alpha / 2) + stdtrit(df, power)) * math.sqrt(variance)
    place = 2 * math.asin(math.sqrt(base))
    above, below = place + reach, place - reach
    return Detectable(
        base,
        math.sin(above / 2) ** 2 if above <= math.pi else math.nan,
        math.sin(below / 2) ** 2 if below >= 0 else math.nan,
        alpha,
        power,
    )


def likeness(design: Design, voiced: Floats) -> Floats:
    """How alike people of one group are in what they voice, beyond their side: (k,), from
    ``LEAST_ALIKE`` to 1, and 0 where nobody talked with another.

    The analysis of variance estimate of the intraclass correlation (A. Donner 1986,
    International Statistical Review 54, 67-82) over what differs from the share of one's side.
    """
    sizes = design.sizes.astype(float)
    n, groups = sizes.sum(), len(sizes)
    if sizes.max() <= 1:
        return np.zeros(voiced.shape[1])
    if groups < 2 or groups == n:
        return np.full(voiced.shape[1], LEAST_ALIKE)
    rest = voiced - _own_share(design, voiced)
    sums = by_group(rest, design.group, groups)
    between = (sums**2 / sizes[:, None]).sum(axis=0)
    within = ((rest**2).sum(axis=0) - between) / (n - groups)
    usual = (n - (sizes**2).sum() / n) / (groups - 1)
    between = between / (groups - 1)
    with np.errstate(divide="ignore", invalid="ignore"):
        found = (between - within) / (between + (usual - 1) * within)
    return np.asarray(np.clip(np.nan_to_num(found, nan=0.0), LEAST_ALIKE, 1.0), dtype=float)


def _own_share(design: Design, voiced: Floats) -> Floats:
    inside = design.x > design.x.mean()
    shares = np.where(inside[:, None], voiced[inside].mean(axis=0), voiced[~inside].mean(axis=0))
    return np.asarray(shares)


def _variance(design: Design, alike: float) -> float:
    """The variance of a difference of shares, over that of a single answer."""
    if design.kind == WITHIN:
        information = float((design.centred**2).sum())
        return (1 - min(alike, 0.99)) / information if information else 0.0
    inside = design.x.sum()
    part = np.where(design.x > 0.5, 1 / inside, -1 / (len(design.x) - inside))
    together = np.bincount(design.group, part, design.groups)
    return float((1 - alike) * (part**2).sum() + alike * (together**2).sum())


def freedom(design: Design) -> float:
    """Degrees of freedom of a difference: how many groups tell it, less what is estimated."""
    if design.kind == GROUPS:
        return design.groups - 2
    return design.groups - 1 if design.kind == BOTH else MANY
