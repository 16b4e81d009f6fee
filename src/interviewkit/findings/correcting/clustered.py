"""A share from an audit and a machine's scores, with people as the units that vary.

Every function here works on sums per cluster (a participant, or a group of people who talked
together), in arrays of the shape ``(..., clusters)``: one study, or thousands of simulated ones.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    from scipy.sparse import csr_array

Array: TypeAlias = NDArray[np.float64]

PRIOR_ICC = 0.15
"""How alike one person's turns are taken to be before anything is known."""

LONGEST = 1.02
"""An interval with the machine's help longer than this times the one without is not used."""

FEWEST_DF, MANY_DF = 2.0, 1e6
_TINY = 1e-300
_LEAST_T2, _MOST_T2 = 1e-12, 1e12
"""Beyond these a squared t is nothing, or as good as sure."""


@dataclass(frozen=True, slots=True)
class Sums:
    """What is known of each cluster; all arrays have the shape ``(..., clusters)``.

    Over all its units: how many they are (``units``) and the sum of the machine's scores
    (``scores``). Over its audited units, each with weight ``w``, one over its sampling
    probability: the sums of ``w``, ``w·y``, ``w·score``, ``w²`` and ``w²·y``, where ``y`` is 1
    where the person found the code and 0 elsewhere.

    ``open`` is the share of a cluster's variance that counts. It is 1 where people are a sample
    of people like them. Where the share is asked of these very units, every unit is a cluster of
    its own, ``scores`` hold no chance (``fixed``), and ``open`` is one minus the probability.
    """

    units: Array
    scores: Array
    weight: Array
    found: Array
    scored: Array
    weight2: Array
    found2: Array
    open: Array | float = 1.0
    fixed: bool = False
    tied: csr_array | None = None

    def near(self, values: Array) -> Array:
        """(..., clusters) for each cluster the sum over itself and all whom it is tied to."""
        return values if self.tied is None else np.asarray(values @ self.tied)

    @property
    def part(self) -> Array:
        """(clusters,) one over how many each is tied to: what such a sum counts for, so that
        people who were all together count once."""
        n = self.units.shape[-1]
        return np.ones(n) / self.near(np.ones(n))


@dataclass(frozen=True, slots=True)
class Share:
    """An estimated share, 0 to 1, of the shape ``(...)``, with its interval's ends.

    ``trust`` is how much of the machine's scores went in (0: none); ``influence`` what each
    cluster adds to the error; ``alone``, ``alone_low`` and ``alone_high`` what the audited units
    say without the machine.
    """

    value: Array
    low: Array
    high: Array
    trust: Array
    influence: Array
    alone: Array
    alone_low: Array
    alone_high: Array


def estimate_share(sums: Sums, level: float = 0.95, df: float | None = None) -> Share:
    """The share of units that have the code, right on average whatever the machine's errors are.

    The audited units give the share; the machine's scores, whose mean over *all* units is known,
    take away part of what chance put into the audit: the rectified mean of prediction-powered
    inference with a tuned weight (A. N. Angelopoulos, J. C. Duchi, T. Zrnic 2023, PPI++,
    arXiv:2311.01453), which is the survey statistician's difference estimator with known
    probabilities (N. Egami et al. 2023, design-based supervised learning), here with weights
    scaled to one (J. Hájek 1971). What varies are clusters, not units: the variance is the sum
    of squares of their influences, each enlarged for its leverage (R. M. Bell, D. F. McCaffrey
    2002, CR2). See ``docs/corrected-prevalence.md`` for the interval and what it was held against.

    ``df`` sets the degrees of freedom of t, for a share that is one side of a comparison whose
    variance both sides tell.
    """
    ours, machines, leverage = compute_influences(sums)
    root, part = np.sqrt(sums.open), sums.part
    trust = tune_weight(ours * root, machines * root, part)
    total = sums.weight.sum(-1)
    alone = sums.found.sum(-1) / total
    drift = sums.scored.sum(-1) / total - sums.scores.sum(-1) / sums.units.sum(-1)
    value = alone - trust * drift
    # A trusted machine is a second coefficient that is fitted, with a leverage of its own.
    joint = leverage + np.where(trust > 0, 1.0, 0.0)[..., None] * _own_part(machines, part)
    influence = (ours - trust[..., None] * machines) / np.sqrt(np.maximum(1 - joint, 0.05))
    variance_alone = (part * ours**2 / np.maximum(1 - leverage, 0.05) * sums.open).sum(-1)
    variance = (part * influence**2 * sums.open).sum(-1)
    spread = _spread_alone(sums, alone, variance_alone)
    quantile = _quantile(sums, level) if df is None else _compute_t_quantile(df, level)
    # Added to both, so that a variance that is small by luck cannot promise an interval of nothing.
    unseen = 1.5 * _kish(sums) ** 2
    gain = (variance + unseen) / np.maximum(variance_alone + unseen, _TINY)
    low, high = compute_score_interval(value, spread * np.minimum(gain, 1.0), quantile)
    alone_low, alone_high = compute_score_interval(alone, spread, quantile)
    # The machine is there to shorten the interval; where it makes it longer it is left out.
    back = high - low > LONGEST * (alone_high - alone_low)
    return Share(
        value=np.clip(np.where(back, alone, value), 0.0, 1.0),
        low=np.where(back, alone_low, low),
        high=np.where(back, alone_high, high),
        trust=np.where(back, 0.0, trust),
        influence=np.where(back[..., None], ours, influence) * root * np.sqrt(part),
        alone=alone,
        alone_low=alone_low,
        alone_high=alone_high,
    )


def tune_weight(ours: Array, machines: Array, part: Array | float = 1.0) -> Array:
    """The weight of the machine's scores that shortens the interval most, drawn towards 0.

    It is the slope of the audit's influences on those of the scores, times ``1 - c/t²`` for the
    slope's own t (none where that is negative): a slope fitted to noise would promise a shorter
    interval than it delivers. ``c`` is the mean of t² under noise, ``df/(df - 2)``, with two less
    than the audited clusters, so that four of them or fewer give no weight at all. The slope's
    error takes each residual as it were without its own cluster (HC3: J. G. MacKinnon, H. White
    1985): one or two people with a rare code would else fit themselves. A machine that points the
    wrong way gets no weight.
    """
    own = np.maximum((machines**2).sum(-1), _TINY)
    slope = (ours * machines).sum(-1) / own
    itself = machines**2 / own[..., None]
    rest = (ours - slope[..., None] * machines) / np.maximum(1 - itself, 1e-9)
    error2 = (part * machines**2 * rest**2).sum(-1) / np.maximum(own**2, _TINY)
    t2 = slope**2 / np.maximum(np.maximum(error2, _TINY), slope**2 / _MOST_T2)
    df = (part * (ours != 0)).sum(-1) - 2.0
    noise = df / np.maximum(df - 2, 1.0)
    # Two or three clusters may lie on a line by chance: t is then endless, and tells nothing.
    sure = np.maximum(0.0, 1.0 - noise / np.maximum(t2, _LEAST_T2))
    kept: Array = np.where(df > 2, sure, 0.0)
    return np.asarray(np.maximum(slope, 0.0) * kept)


def estimate_difference(a: Share, b: Share) -> tuple[Array, Array, Array]:
    """Share ``b`` minus share ``a``, and the ends of its interval.

    From the two intervals by the method of variance estimates recovery, which keeps their
    lopsidedness near 0 and 1: G. Y. Zou, A. Donner (2008), Construction of confidence limits
    about effect measures, Statistics in Medicine 27, 1693-1702, with the correlation of the two
    shares that people who are in both of them cause.
    """
    product = (a.influence * b.influence).sum(-1)
    sizes = np.sqrt((a.influence**2).sum(-1) * (b.influence**2).sum(-1))
    r = np.clip(product / np.maximum(sizes, _TINY), -1.0, 1.0)
    value = b.value - a.value
    down_b, up_b = b.value - b.low, b.high - b.value
    down_a, up_a = a.value - a.low, a.high - a.value
    low = value - np.sqrt(np.maximum(down_b**2 + up_a**2 - 2 * r * down_b * up_a, 0.0))
    high = value + np.sqrt(np.maximum(up_b**2 + down_a**2 - 2 * r * up_b * down_a, 0.0))
    return value, np.maximum(low, -1.0), np.minimum(high, 1.0)


def compute_influences(sums: Sums) -> tuple[Array, Array, Array]:
    """Per cluster and all tied to it: what they add to the audit's share, to the scores' drift,
    and their leverage."""
    total = sums.weight.sum(-1, keepdims=True)
    ours = (sums.found - sums.found.sum(-1, keepdims=True) / total * sums.weight) / total
    machines = (sums.scored - sums.scored.sum(-1, keepdims=True) / total * sums.weight) / total
    if not sums.fixed:
        n = sums.units.sum(-1, keepdims=True)
        machines = (
            machines - (sums.scores - sums.scores.sum(-1, keepdims=True) / n * sums.units) / n
        )
    return sums.near(ours), sums.near(machines), sums.near(sums.weight / total)


def _own_part(machines: Array, part: Array) -> Array:
    squares = machines**2
    return np.asarray(squares / np.maximum((part * squares).sum(-1, keepdims=True), _TINY))


def _kish(sums: Sums) -> Array:
    """One over the audit's effective number of units, for unequal weights (L. Kish 1965)."""
    return np.asarray((sums.weight2 * sums.open).sum(-1) / sums.weight.sum(-1) ** 2)


def _spread_alone(sums: Sums, alone: Array, variance: Array) -> Array:
    """One over the effective sample size of the audit: its variance over ``p(1-p)``.

    One case's worth of a prior guess is mixed in: without it a share of 0 or 1 would have no
    variance, and a code found in one or two people too little of it.
    """
    kish = _kish(sums)
    part = (sums.part * sums.near(sums.weight) ** 2).sum(-1) / sums.weight.sum(-1) ** 2
    alike = (
        1.0
        if sums.fixed
        else 1.0 + PRIOR_ICC * np.maximum(part / np.maximum(kish, _TINY) - 1.0, 0.0)
    )
    known = np.maximum(alone * (1.0 - alone) + kish, _TINY)
    found: Array = (variance + kish**2 * alike) / known
    return np.maximum(found, _TINY)


def _quantile(sums: Sums, level: float) -> Array:
    """Student's t quantile for what is not known of the variance.

    Of single units the variance follows from the share itself; what must be estimated is how
    much people repeat themselves, and only the people who have the code (or who lack it, if they
    are fewer) tell that: see :func:`estimate_freedom`.
    """
    from scipy.special import stdtrit

    lacking, lacking2 = sums.weight - sums.found, sums.weight2 - sums.found2
    df = np.minimum(
        estimate_freedom(sums.found, sums.found2, (sums.part * sums.near(sums.found) ** 2).sum(-1)),
        estimate_freedom(lacking, lacking2, (sums.part * sums.near(lacking) ** 2).sum(-1)),
    )
    return np.asarray(stdtrit(np.clip(df, FEWEST_DF, MANY_DF), (1 + level) / 2))


def _compute_t_quantile(df: float, level: float) -> Array:
    from scipy.special import stdtrit

    return np.asarray(stdtrit(np.clip(df, 1.0, MANY_DF), (1 + level) / 2))


def estimate_freedom(have: Array, have2: Array, squares: Array | None = None) -> Array:
    """Degrees of freedom of a variance that people who repeat themselves tell.

    ``(k - 1) n / (n - k)``, for ``k`` people in effective numbers who have ``n`` such units:
    endless if nobody has two, about ``k - 1`` if everybody has many. Arguments are sums of
    weights and of squared weights over those units, of the shape ``(..., people)``; ``squares``
    (...) the sum of squares over people where some are tied.
    """
    total2 = have.sum(-1) ** 2
    people = total2 / np.maximum((have**2).sum(-1) if squares is None else squares, _TINY)
    units = total2 / np.maximum(have2.sum(-1), _TINY)
    repeated = units - people
    df = (people - 1.0) * units / np.maximum(repeated, 1e-9)
    return np.asarray(np.where((total2 > 0) & (repeated > 1e-9), df, MANY_DF))


def compute_score_interval(value: Array, spread: Array, quantile: Array) -> tuple[Array, Array]:
    """Wilson's score interval with an effective sample size and a t quantile.

    C. Franco, R. J. A. Little, T. A. Louis, E. V. Slud (2019), Comparative study of confidence
    intervals for proportions in complex sample surveys, J. Survey Statistics and Methodology 7.
    """
    p, q2 = np.clip(value, 0.0, 1.0), quantile**2 * spread
    middle = (p + q2 / 2) / (1 + q2)
    half = np.sqrt(p * (1 - p) * q2 + q2**2 / 4) / (1 + q2)
    return np.clip(middle - half, 0.0, p), np.clip(middle + half, p, 1.0)
