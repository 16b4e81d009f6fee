"""Odds ratios with other variables held fixed, where people who talked together resemble."""

from __future__ import annotations

import math
import warnings
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from scipy.special import stdtr, stdtrit

from interviewkit.findings.arrays import Bools, Floats, Ints
from interviewkit.model import Interval, Measure, Modelled, Value

GEE = "GEE, logistic, {working}, bias-reduced sandwich errors, t with {df} degrees of freedom"
FEWEST_EACH = 5
"""Fewer people than this who voiced it, or who did not, for every term leave no model to trust."""


@dataclass(frozen=True)
class Covariates:
    """Columns (n, c) of a model beside the segment: numbers standardised, categories as 0 or 1.

    ``known`` (n,) says for whom all of them are known.
    """

    names: tuple[str, ...]
    columns: Floats
    known: Bools


def covariates(names: Sequence[str], values: Sequence[Mapping[str, Value]]) -> Covariates:
    """The columns of these variables for each of ``n`` people; what is not a number is a category,
    of which the first by name is the one that the others are compared with."""
    columns: list[Floats] = []
    known = np.ones(len(values), dtype=bool)
    for name in names:
        cells = [each.get(name) for each in values]
        given = np.array([cell is not None and cell != "" for cell in cells], bool)
        known &= given
        columns += _columns(cells, given)
    kept = [column for column in columns if column[known].std() > 1e-12]
    stacked = np.column_stack(kept) if kept else np.zeros((len(values), 0))
    return Covariates(tuple(names), stacked, known)


def _columns(cells: Sequence[Value], given: Bools) -> list[Floats]:
    if not given.any():
        return []
    if all(isinstance(cell, float | int | bool) for cell, g in zip(cells, given, strict=True) if g):
        numbers = np.array(
            [float(cell) if g else 0.0 for cell, g in zip(cells, given, strict=True)]  # type: ignore[arg-type]
        )
        middle, spread = numbers[given].mean(), numbers[given].std() or 1.0
        return [np.where(given, (numbers - middle) / spread, 0.0)]
    levels = sorted({str(cell) for cell, g in zip(cells, given, strict=True) if g})
    return [np.array([float(str(cell) == level) for cell in cells]) for level in levels[1:]]


def modelled(
    voiced: Floats, inside: Floats, group: Ints, beside: Covariates, level: float = 0.95
) -> tuple[Modelled, float]:
    """The odds of voicing something inside over outside, covariates held fixed, and its p.

    Generalised estimating equations (K.-Y. Liang, S. L. Zeger 1986, Biometrika 73, 13-22) with
    groups as clusters, errors by L. A. Mancl and T. A. DeRouen (2001, Biometrics 57, 126-134) and
    Student's t with groups less terms as degrees of freedom: what few groups need. Where there is
    no model, ``why`` says so and p is ``nan``.
    """
    use = beside.known
    y, x, clusters = voiced[use], inside[use], group[use]
    design = np.column_stack([np.ones(len(y)), x, beside.columns[use]])
    groups, terms = len(np.unique(clusters)), design.shape[1]
    why = _why_not(y, x, design, groups)
    if why:
        return _nothing(beside.names, len(y), groups, level, why), math.nan
    alone = groups == len(y)
    fit = _fit(y, design, clusters, alone)
    if isinstance(fit, str):
        return _nothing(beside.names, len(y), groups, level, fit), math.nan
    effect, error = fit
    df = groups - terms
    reach = float(stdtrit(df, (1 + level) / 2)) * error
    ends = Interval(math.exp(effect - reach), math.exp(effect + reach), level)
    working = "independent people" if alone else "exchangeable within groups"
    found = Modelled(
        beside.names,
        Measure(math.exp(effect), ends),
        len(y),
        groups,
        GEE.format(working=working, df=df),
        freedom=float(df),
    )
    return found, float(2 * stdtr(df, -abs(effect) / error))


def odds_within(model: Modelled | None, level: float) -> tuple[float, float]:
    """The ends of a model's odds ratio at another level; ``nan`` where there is no model."""
    if model is None or math.isnan(model.odds_ratio.value):
        return math.nan, math.nan
    found, ends = math.log(model.odds_ratio.value), model.odds_ratio.interval
    wider = stdtrit(model.freedom, (1 + level) / 2) / stdtrit(model.freedom, (1 + ends.level) / 2)
    reach = float(wider) * (math.log(ends.high) - found)
    return math.exp(found - reach), math.exp(found + reach)


def _fit(y: Floats, design: Floats, clusters: Ints, alone: bool) -> tuple[float, float] | str:
    """The segment's log odds ratio and its error, or why there is none."""
    from statsmodels.genmod.cov_struct import Exchangeable, Independence
    from statsmodels.genmod.families import Binomial
    from statsmodels.genmod.generalized_estimating_equations import GEE as Equations

    with warnings.catch_warnings(), np.errstate(all="ignore"):
        warnings.simplefilter("ignore")
        try:
            fit = Equations(
                y,
                design,
                groups=clusters,
                family=Binomial(),
                cov_struct=Independence() if alone else Exchangeable(),
            ).fit(cov_type="bias_reduced", maxiter=100)
            effect, error = float(fit.params[1]), float(fit.bse[1])
        except (np.linalg.LinAlgError, ValueError, FloatingPointError):
            return "the model has no solution"
    if not (math.isfinite(effect) and math.isfinite(error)) or error <= 0 or abs(effect) > 12:
        return "the covariates tell exactly who voiced it, so no odds ratio can be given"
    return effect, error


def _why_not(y: Floats, x: Floats, design: Floats, groups: int) -> str:
    terms = design.shape[1]
    if groups < terms + 2:
        return f"{groups} groups are too few for a model of {terms} terms"
    rarer = int(min(y.sum(), len(y) - y.sum()))
    if rarer < FEWEST_EACH * (terms - 1):
        return (
            f"only {rarer} people {'voiced it' if y.mean() <= 0.5 else 'did not voice it'}: "
            f"too few for {terms - 1} terms ({FEWEST_EACH} each are needed)"
        )
    if np.linalg.matrix_rank(design) < terms:
        return "a covariate says the same as the segment or as another covariate"
    if y[x > 0].std() == 0 or y[x == 0].std() == 0:
        return "all or none of one side voiced it, so no odds ratio can be given"
    return ""


def _nothing(names: tuple[str, ...], people: int, groups: int, level: float, why: str) -> Modelled:
    return Modelled(names, Measure.nothing(level), people, groups, "", why)
