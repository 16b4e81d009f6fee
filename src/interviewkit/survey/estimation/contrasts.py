"""Two segments set against each other: differences and ratios, with their covariance.

Both figures are estimated together from one sample, so that people who are in both segments, and
clusters that reach into both, are allowed for.

Where everyone of a segment answers alike the sample shows no spread there, and an error made of
what it shows would be the other side's alone: two people would be proof. And of few people a
symmetric interval reaches beyond 100 points.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import replace

import numpy as np

from interviewkit.errors import SurveyError
from interviewkit.model import Contrast, Estimate, Interval
from interviewkit.survey.answers import Answers
from interviewkit.survey.estimation.design import Floats, Mask, SurveyDesign
from interviewkit.survey.estimation.estimates import (
    MEAN,
    SHARE,
    Domains,
    describe_design,
    estimate_domains,
    read_parts,
)
from interviewkit.survey.estimation.intervals import (
    build_logit_intervals,
    build_ratio_interval,
    compute_t_quantile,
    compute_two_sided_p,
    make_interval,
)
from interviewkit.survey.estimation.statistics import Ratios, estimate_covariance
from interviewkit.survey.estimation.values import find_variable
from interviewkit.wording.numbers import count


def estimate_contrasts(
    answers: Answers,
    design: SurveyDesign,
    variable: str,
    pair: Mapping[str, Mask],
    *,
    statistic: str = "",
    levels: Sequence[str] = (),
    level: float = 0.95,
) -> list[Contrast]:
    """A variable's mean, or the share of each of its levels, in two domains (name → mask (n,)).

    The difference has a t interval, with one degree of freedom less than the design has where the
    two domains meet: the t test of R's ``svyttest``; with fewer where one domain's error rests on
    fewer (:func:`_degrees`). The ratio's is a t interval of its logarithm (delta method). Shares
    are compared as shares: a difference of points, and a ratio of shares (the relative risk of
    epidemiology). Where a share is 0 or 1, or of few people, the intervals are made of both
    shares' own.

    Raises:
        SurveyError: a segment is empty, or both hold the same people; there is no such variable
            or level; or it has no such figure.
    """
    first, second = (mask & (design.weights > 0) for mask in pair.values())
    _refuse(pair, first, second)
    about = find_variable(answers, variable)
    kind = statistic or (MEAN if about.type == "number" else SHARE)
    if kind not in (MEAN, SHARE):
        raise SurveyError(f"segments are compared by mean or share, not by {kind}")
    domains = Domains.of(pair, rows=len(answers), everyone=False)
    found = estimate_domains(answers, design, variable, domains, statistic=kind)
    parts, answered = read_parts(answers, about, kind)
    wanted = _choose_levels(variable, parts, levels)
    half = len(found) // 2
    return [
        _contrast(design, one, two, parts[one.level], (first & answered, second & answered), level)
        for one, two in zip(found[:half], found[half:], strict=True)
        if one.level in wanted
    ]


def adjust_by_holm(p: Floats) -> Floats:
    """Holm's (1979) step-down adjustment of p-values (m,); ``nan`` is nobody's test."""
    adjusted = np.full(len(p), np.nan)
    known = np.flatnonzero(~np.isnan(p))
    order = known[np.argsort(p[known])]
    factors = np.arange(len(order), 0, -1)
    adjusted[order] = np.minimum(np.maximum.accumulate(p[order] * factors), 1)
    return adjusted


def adjust_contrasts(found: Sequence[Contrast]) -> list[Contrast]:
    """The contrasts with p adjusted by Holm over all of them."""
    corrected = adjust_by_holm(np.array([each.p for each in found], dtype=float))
    return [replace(each, adjusted=float(p)) for each, p in zip(found, corrected, strict=True)]


def _refuse(pair: Mapping[str, Mask], first: Mask, second: Mask) -> None:
    for name, mask in zip(pair, (first, second), strict=True):
        if not mask.any():
            hint = "see who is in which segment with: interviewkit segment list"
            raise SurveyError(f"nobody is in {name!r}, so there is nothing to compare", hint=hint)
    if (first == second).all():
        one, two = pair
        raise SurveyError(f"{one!r} and {two!r} hold the same {count(int(first.sum()))} people")


def _choose_levels(variable: str, parts: Mapping[str, Floats], levels: Sequence[str]) -> set[str]:
    """The levels to compare: those asked for that the variable has. Numbers and flags have one."""
    found = set(levels) & set(parts)
    if levels and len(parts) > 1 and not found:
        what = f"{variable!r} has no level {' or '.join(map(repr, levels))}"
        raise SurveyError(what, hint=f"known: {', '.join(parts)}")
    return found or set(parts)


def _contrast(
    design: SurveyDesign,
    one: Estimate,
    two: Estimate,
    part: Floats,
    used: tuple[Mask, Mask],
    level: float,
) -> Contrast:
    masks = np.stack(used, axis=1)
    statistic = Ratios(part[:, None] * masks, masks.astype(float))
    spread = estimate_covariance(statistic, design)
    df = _degrees(design, masks, one, two)
    shared = int(masks.all(axis=1).sum())
    se = math.sqrt(max(spread[0, 0] + spread[1, 1] - 2 * spread[0, 1], 0.0))
    if math.isnan(one.se) or math.isnan(two.se) or df < 1:
        se = math.nan
    difference, half = one.value - two.value, float(compute_t_quantile(df, level)) * se
    most = 1.0 if one.kind == SHARE else math.inf  # shares differ by 100 points at most
    around = make_interval(max(difference - half, -most), min(difference + half, most), level)
    found = Contrast(
        one, two, difference, around, se=se, df=df,
        p=float(compute_two_sided_p(difference / se, df)) if se > 0 else math.nan, shared=shared,
        method=f"difference of {one.kind}s, Student's t interval{describe_design(design)}",
    )  # fmt: skip
    found = _with_ratio(found, spread, level)
    if one.kind != SHARE or not any(each.is_thin or each.value in (0, 1) for each in (one, two)):
        return found
    both = math.sqrt(spread[0, 0] * spread[1, 1])
    alike = float(spread[0, 1]) / both if both > 0 else 0.0
    return set_apart(found, alike, level, describe_design(design))


def _degrees(design: SurveyDesign, masks: Mask, one: Estimate, two: Estimate) -> float:
    """R's: one less than the design has in both domains; of a thin one Satterthwaite's at most.

    The design may have many degrees of freedom where nearly all of the error is that of one
    domain of a few people, who have few.
    """
    df = design.degrees_of_freedom(np.asarray(masks.any(axis=1))) - 1
    parts = [each.se**2 for each in (one, two)]
    if not (one.is_thin or two.is_thin) or not sum(parts) > 0 or min(one.df, two.df) < 1:
        return df
    welch = sum(parts) ** 2 / (parts[0] ** 2 / one.df + parts[1] ** 2 / two.df)
    return min(df, welch)


def _with_ratio(found: Contrast, spread: Floats, level: float) -> Contrast:
    """With the ratio where both figures are above zero; without its interval where one is not."""
    a, b = found.first.value, found.second.value
    if not (b > 0 and a >= 0):
        return found
    if a == 0:
        return replace(found, ratio=0.0)
    relative = spread[0, 0] / a**2 + spread[1, 1] / b**2 - 2 * spread[0, 1] / (a * b)
    reach = float(compute_t_quantile(found.df, level)) * math.sqrt(max(float(relative), 0.0))
    if math.isnan(found.se) or math.isnan(reach):
        return replace(found, ratio=a / b)
    interval = build_ratio_interval(a / b, reach, reach, level)
    return replace(found, ratio=a / b, ratio_interval=interval)


# -- shares of few people, or of 0 or 1, set against others: intervals made of both shares' own ----


LEAST, SUREST = 1e-6, 1 - 1e-12
"""The levels between which p is sought: at none and at 1 there is no interval."""


def set_apart(found: Contrast, alike: float, level: float, design_words: str) -> Contrast:
    """The contrast of shares with intervals of difference and ratio from both sides' intervals.

    Zou & Donner (2008), Statistics in Medicine 27, 1693-1702 (MOVER): the distances from each
    figure to the end of its interval that matters, squared, added up, less what ``alike``, the
    correlation of the two figures, takes off. The ratio is a difference of logarithms. ``p`` is
    one less the highest level at which the difference's interval leaves nothing out. Without
    intervals where a side has none.
    """
    ends = _ends(found.first, level), _ends(found.second, level)
    words = f"difference of shares, from both shares' intervals (MOVER){design_words}"
    found = replace(found, se=math.nan, difference_interval=None, ratio_interval=None, p=math.nan)
    if any(math.isnan(end) for pair in ends for end in pair):
        return replace(found, method=words)
    return replace(
        found,
        difference_interval=_apart(found, alike, level),
        ratio_interval=_times(found, alike, level) if found.ratio > 0 else None,
        p=_p(found, alike),
        method=words,
    )


def _ends(share: Estimate, level: float) -> tuple[float, float]:
    figures = (share.value, share.se, share.df, share.n, share.effective_n)
    value, se, df, n, effective = np.array(figures, dtype=float)[:, None]
    low, high = build_logit_intervals(value, se, df, n, effective, level)
    return float(low[0]), float(high[0])


def _apart(found: Contrast, alike: float, level: float) -> Interval:
    one, two = found.first.value, found.second.value
    (low, high), (under, over) = _ends(found.first, level), _ends(found.second, level)
    return Interval(
        found.difference - _reach(one - low, over - two, alike),
        found.difference + _reach(high - one, two - under, alike),
        level,
    )


def _times(found: Contrast, alike: float, level: float) -> Interval | None:
    one, two = found.first.value, found.second.value
    (low, high), (under, over) = _ends(found.first, level), _ends(found.second, level)
    if not (low > 0 and under > 0):
        return None
    down = _reach(math.log(one / low), math.log(over / two), alike)
    up = _reach(math.log(high / one), math.log(two / under), alike)
    return build_ratio_interval(found.ratio, down, up, level)


def _reach(one: float, two: float, alike: float) -> float:
    return math.sqrt(max(one**2 + two**2 - 2 * alike * one * two, 0.0))


def _p(found: Contrast, alike: float) -> float:
    from scipy.optimize import brentq

    def leaves_nothing_out(level: float) -> float:
        around = _apart(found, alike, level)
        return around.low if found.difference > 0 else -around.high

    if leaves_nothing_out(LEAST) <= 0:
        return 1.0
    if leaves_nothing_out(SUREST) > 0:
        return 1 - SUREST
    return 1 - float(brentq(leaves_nothing_out, LEAST, SUREST, xtol=1e-13))
