"""Survey figures by segment: means, shares, totals, ratios, variances, quantiles.

Every figure that the project shows of a survey comes from here: weighted, with a standard error
that allows for the design, by Taylor linearisation or by replicate weights.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

import numpy as np

from interviewkit.errors import SurveyError
from interviewkit.model import Estimate, Interval, Variable
from interviewkit.survey.answers import NUMBER, Answers
from interviewkit.survey.estimation.design import SIMPLE, Floats, Mask, SurveyDesign
from interviewkit.survey.estimation.intervals import (
    build_korn_graubard_intervals,
    build_logit_intervals,
    build_symmetric_intervals,
    compute_t_quantile,
    make_interval,
)
from interviewkit.survey.estimation.statistics import (
    Ratios,
    Statistic,
    Totals,
    Variances,
    estimate_variances,
)
from interviewkit.survey.estimation.values import (
    FigureBasis,
    Range,
    build_indicators,
    find_range,
    find_variable,
    read_numbers,
)
from interviewkit.survey.estimation.weighted import weighted_quantile
from interviewkit.survey.rules.asked import find_asked
from interviewkit.wording.numbers import short

MEAN, SHARE, TOTAL, QUANTILE, RATIO, VARIANCE = (
    "mean", "share", "total", "quantile", "ratio", "variance",
)  # fmt: skip
STUDENT = "Student's t"
Ends = tuple[Floats, Floats]
STATISTICS = (MEAN, SHARE, TOTAL, QUANTILE, RATIO, VARIANCE)


@dataclass(frozen=True, slots=True)
class Domains:
    """Groups of rows that figures are asked for: names, and a mask (n, k) with a column each."""

    names: tuple[str, ...]
    masks: Mask = field(repr=False)

    @classmethod
    def of(cls, masks: Mapping[str, Mask], *, rows: int, everyone: bool = True) -> Domains:
        """From masks by name; ``everyone`` puts all rows first, under the empty name."""
        columns = [np.ones(rows, dtype=bool)] if everyone else []
        columns += masks.values()
        names = ("",) * everyone + tuple(masks)
        empty = np.zeros((rows, 0), dtype=bool)
        return cls(names, np.stack(columns, axis=1) if columns else empty)


def estimate_domains(
    answers: Answers,
    design: SurveyDesign,
    variable: str,
    domains: Domains,
    *,
    statistic: str = "",
    over: str = "",
) -> list[Estimate]:
    """Figures of a variable for every domain, in their order; of shares and counts, level by level.

    ``statistic`` empty means the mean of a number and shares of everything else. ``over`` is the
    denominator of a ratio.

    Raises:
        SurveyError: there is no such variable, or it has no such figure.
    """
    about = find_variable(answers, variable)
    kind = statistic or (MEAN if about.type == NUMBER else SHARE)
    if kind == RATIO and not over:
        raise SurveyError("a ratio needs a denominator", hint="name it with --over VARIABLE")
    parts, answered = read_parts(answers, about, kind)
    under: Floats | float = 1.0
    if kind == RATIO:
        under, known = read_numbers(answers, find_variable(answers, over), RATIO)
        parts, answered = {f"over {over}": parts[""]}, answered & known
    base = FigureBasis.of(design, domains.masks, answered, find_asked(answers, variable))
    ends: Range | None = (0.0, 1.0) if kind == SHARE else None
    if kind == MEAN:
        ends = find_range(about, parts[""], answered & (design.weights > 0))
    wholes = np.asarray((base.used.T * under).T, dtype=np.float64)
    rows = [
        _level(design, about.name, kind, level, part, wholes, base, ends)
        for level, part in parts.items()
    ]
    return [
        replace(each[i], segment=segment)
        for i, segment in enumerate(domains.names)
        for each in rows
    ]


def read_parts(answers: Answers, about: Variable, kind: str) -> tuple[Mapping[str, Floats], Mask]:
    """What such a figure is made of: level → numbers (n,), 0 where missing; and who answered.

    Raises:
        SurveyError: the variable has no such figure.
    """
    if kind in (MEAN, VARIANCE, RATIO) or (kind == TOTAL and about.type == NUMBER):
        values, answered = read_numbers(answers, about, kind)
        return {"": values}, answered
    return build_indicators(answers, about)


def _level(
    design: SurveyDesign,
    variable: str,
    kind: str,
    level: str,
    part: Floats,
    wholes: Floats,
    base: FigureBasis,
    ends: Range | None,
) -> list[Estimate]:
    """An estimate for each domain (k,); ``wholes`` (n, k) are what ``part`` (n,) is of.

    ``ends`` are the least and most that can be answered, where bounds are to be told.
    """
    statistic = _statistic(kind, part, base.used, wholes)
    values = np.where(base.n > 0, statistic.values(design.weights), np.nan)
    se = np.sqrt(np.maximum(estimate_variances(statistic, design), 0.0))
    se = np.where((base.n > 1) & (base.df >= 1) & np.isfinite(values), se, np.nan)
    deff = _deff(kind, part, design, se, base)
    exact: Ends | None = None
    same = _find_constant_domains(part, base.used) & (kind == MEAN)
    se = np.where(same, np.nan, se)
    if kind == SHARE:
        values = np.where(np.isclose(values, 1, rtol=0, atol=1e-12), 1.0, values)
        way = (values, se, base.df, base.n, base.effective)
        around, exact = build_logit_intervals(*way), build_korn_graubard_intervals(*way)
    else:
        around = build_symmetric_intervals(values, se, base.df)
    method = f"{kind}, {'logit' if kind == SHARE else STUDENT} interval{describe_design(design)}"
    return [
        Estimate(
            variable, "", _unify_nan(value), int(base.n[i]), float(base.weighted_n[i]),
            _between(around, i), kind, level, method + (_tell_alike(value) if same[i] else ""),
            _unify_nan(se[i]), float(base.df[i]), _unify_nan(deff[i]), float(base.effective[i]),
            _between(exact, i) if exact else None, base.unanswered(i, value, ends),
        )
        for i, value in enumerate(values.tolist())
    ]  # fmt: skip


def _find_constant_domains(part: Floats, used: Mask) -> Mask:
    """Domains of several people who all answer alike: what they show has no spread."""
    given = [part[mask] for mask in used.T]
    return np.array([len(each) > 1 and bool((each == each[0]).all()) for each in given])


def _tell_alike(value: float) -> str:
    return f"; everyone answers {short(value)}, so it has no interval"


def _between(ends: Ends, i: int) -> Interval | None:
    return make_interval(ends[0][i], ends[1][i])


def _unify_nan(value: float) -> float:
    """A float; what is not known is always the same ``nan``, so that equal figures are equal."""
    return math.nan if math.isnan(value) else float(value)


def describe_design(design: SurveyDesign) -> str:
    """What the errors allow for, to stand behind the name of a method."""
    return "" if design.words == SIMPLE else f"; errors allow for {design.words}"


def _statistic(kind: str, part: Floats, used: Mask, wholes: Floats) -> Statistic:
    parts = part[:, None] * used
    if kind == TOTAL:
        return Totals(parts)
    if kind == VARIANCE:
        return Variances(parts, wholes)
    return Ratios(parts, wholes)


def _deff(kind: str, part: Floats, design: SurveyDesign, se: Floats, base: FigureBasis) -> Floats:
    """Variance over that of a simple random sample of as many people, as R's ``deff = TRUE``.

    Weights below 1 are no reciprocals of probabilities, nor are weights that sum to no more than
    the sample itself: they are scaled. Nothing is then known of the population's size, which
    counts as without limit (R's ``deff = "replace"``).
    """
    if kind not in (MEAN, SHARE):
        return np.full(len(base.n), np.nan)
    used = base.used
    spread = Variances(part[:, None] * used, used.astype(float)).values(design.weights)
    some = np.maximum(base.n, 1)
    weighing = design.weights[design.weights > 0]
    scaled = not weighing.size or weighing.min() < 1 or weighing.mean() <= 1.05
    unseen = 1.0 if scaled else 1 - base.n / np.maximum(base.weighted_n, some)
    simple = spread / some * unseen
    return np.asarray(np.where(simple > 0, se**2 / np.where(simple > 0, simple, 1), np.nan))


# -- quantiles -------------------------------------------------------------------------------------

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
    base = FigureBasis.of(design, domains.masks, answered, find_asked(answers, variable))
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
    width = interval.high - interval.low if interval else math.nan
    se = width / (2 * float(compute_t_quantile(df)))
    same = _tell_alike(found) if constant else ""
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
    variance = max(float(estimate_variances(below, design)[0]), 0.0)
    half = float(compute_t_quantile(df)) * math.sqrt(variance)
    low, high = at - half, at + half
    if low < 0 or high > 1 + 1e-12 or not np.isfinite(half):
        return None
    given, weights = values[mask], design.weights[mask]
    return Interval(*(weighted_quantile(given, weights, end) for end in (low, min(high, 1.0))))
