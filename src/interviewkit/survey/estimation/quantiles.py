"""Quantiles with Woodruff's intervals."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from interviewkit.errors import SurveyError
from interviewkit.model import Estimate, Interval
from interviewkit.survey.answers import Answers
from interviewkit.survey.estimation.basis import FigureBasis
from interviewkit.survey.estimation.design import Floats, Mask, SurveyDesign
from interviewkit.survey.estimation.estimates import QUANTILE, Domains, describe_design
from interviewkit.survey.estimation.intervals import compute_t_quantile
from interviewkit.survey.estimation.statistics import Ratios, estimate_variances
from interviewkit.survey.estimation.values import find_variable, read_numbers
from interviewkit.survey.estimation.weighted import weighted_quantile
from interviewkit.wording.numbers import short

QUARTILES = (0.25, 0.5, 0.75)


def estimate_quantiles(
    answers: Answers,
    design: SurveyDesign,
    variable: str,
    domains: Domains,
    shares: Sequence[float] = QUARTILES,
) -> list[Estimate]:
    """Quantiles of a number for every domain, each an answer that someone gave.

    The interval is Woodruff's (1952, JASA 47, 635-646), as R's ``svyquantile(interval.type =
    "mean")``: the t interval of the share at or below the quantile, carried back to answers; the
    standard error is its width over 2 t. There is none where everyone gives the same answer, or
    where the share's interval reaches beyond 0 or 1 and the answers have no such end.

    Raises:
        SurveyError: there is no such variable, it holds no numbers, or a share is not between
            0 and 1.
    """
    if not shares or not all(0 < share < 1 for share in shares):
        raise SurveyError("a quantile is asked for by a share between 0 and 1, such as 0.5")
    values, answered = read_numbers(answers, find_variable(answers, variable), QUANTILE)
    base = FigureBasis.of(design, domains.masks, answered)
    return [
        replace(
            _quantile(design, variable, name, values, base.used[:, i], share),
            effective_n=float(base.effective[i]),
            unanswered=base.unanswered(i),
        )
        for i, name in enumerate(domains.names)
        for share in shares
    ]


def _quantile(
    design: SurveyDesign, variable: str, segment: str, values: Floats, mask: Mask, share: float
) -> Estimate:
    given, weights = values[mask], design.weights[mask]
    found = weighted_quantile(given, weights, share)
    df = design.degrees_of_freedom(mask)
    constant = len(given) > 0 and bool((given == given[0]).all())
    interval = None if constant else _woodruff(design, values, mask, found, df)
    se = math.nan
    if interval is not None:
        se = (interval.high - interval.low) / (2 * float(compute_t_quantile(df)))
    same = f"; everyone answers {short(found)}, so it has no interval" if constant else ""
    method = f"quantile, Woodruff interval{describe_design(design)}{same}"
    return Estimate(
        variable, segment, found, int(mask.sum()), float(weights.sum()), interval, QUANTILE,
        f"{share:g}", method, se, df,
    )  # fmt: skip


def _woodruff(
    design: SurveyDesign, values: Floats, mask: Mask, found: float, df: float
) -> Interval | None:
    if not mask.any() or df < 1:
        return None
    below = Ratios((mask & (values <= found))[:, None].astype(float), mask[:, None].astype(float))
    at = float(below.values(design.weights)[0])
    half = float(compute_t_quantile(df)) * math.sqrt(
        max(float(estimate_variances(below, design)[0]), 0.0)
    )
    low, high = at - half, at + half
    if low < 0 or high > 1 + 1e-12 or not np.isfinite(half):
        return None
    given, weights = values[mask], design.weights[mask]
    return Interval(*(weighted_quantile(given, weights, end) for end in (low, min(high, 1.0))))
