"""Rows whose test is a model with covariates, in place of the comparison of shares."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
from scipy.special import expit, stdtr, stdtrit

from interviewkit.findings.arrays import Bools, Floats
from interviewkit.findings.comparing.association import AssociationSettings, Sides
from interviewkit.findings.comparing.family import Compared
from interviewkit.findings.comparing.people_difference import FEWEST
from interviewkit.findings.comparing.spread import Spread
from interviewkit.findings.comparing.ties import Ties
from interviewkit.findings.counting.voicing import Voicing, Who
from interviewkit.model import Association, Interval, Measure, Modelled, Tick, Value, ignore_tick


def add_covariate_models(
    found: Sequence[Compared[Association]],
    table: Voicing,
    segments: Mapping[str, Sides],
    names: Sequence[str],
    values: Mapping[Who, Mapping[str, Value]],
    how: AssociationSettings,
    tick: Tick = ignore_tick,
) -> list[Compared[Association]]:
    """The rows with an odds ratio and a p in which the covariates are held fixed.

    Shares, differences and ratios stay as they are, without covariates. What was not tested is
    not modelled; where there is no model, nothing is tested, and ``why`` says why.
    """
    modelled_ = []
    for each, (_, sides) in zip(found, segments.items(), strict=True):
        kept = np.array([who in sides.inside or who in sides.outside for who in table.who], bool)
        whose = [who for who, keep in zip(table.who, kept, strict=True) if keep]
        ties = table.ties.among(kept)
        inside = np.array([who in sides.inside for who in whose], dtype=float)
        beside = build_covariates(names, [values.get(who, {}) for who in whose])
        columns = table.voiced[kept].astype(float).T
        rows = [
            _modelled(row, voiced, inside, ties, beside, how)
            for row, voiced in zip(each.rows, columns, strict=True)
        ]
        modelled_.append(_replace_tests(each, rows))
        tick(1)
    return modelled_


def _replace_tests(
    each: Compared[Association], rows: Sequence[Association]
) -> Compared[Association]:
    """The comparison with the tests of its models; their intervals are of odds ratios."""
    p = np.array([row.tested.p for row in rows], dtype=float)

    def ends(level: float) -> tuple[Floats, Floats]:
        pairs = [compute_odds_interval(row.modelled, level) for row in rows]
        return np.array([low for low, _ in pairs]), np.array([high for _, high in pairs])

    return Compared(rows, replace(each.posed, p=p, ends=ends))


def _modelled(
    row: Association,
    voiced: np.ndarray,
    inside: np.ndarray,
    ties: Ties,
    beside: Covariates,
    how: AssociationSettings,
) -> Association:
    if row.why:
        return row
    model, p = fit_mixed_model(voiced, inside, ties, beside, how.level)
    tested = replace(row.tested, name=model.method or row.tested.name, p=p)
    return replace(row, modelled=model, tested=tested, why=model.why)


# -- odds ratios with other variables held fixed, where people who talked together resemble --------


GEE = "GEE, logistic, {who}, t with {df:.1f} degrees of freedom"
ALONE, MET = "nobody tied", "people of one conversation tied"
FEWEST_EACH = 5
"""Fewer people than this who voiced it, or who did not, for every term leave no model to trust."""

STEPS, FARTHEST = 50, 12.0
"""How often Newton's method tries, and the largest log odds that are taken for an answer."""


@dataclass(frozen=True)
class Covariates:
    """Columns (n, c) of a model beside the segment: numbers standardised, categories as 0 or 1.

    ``known`` (n,) says for whom all of them are known.
    """

    names: tuple[str, ...]
    columns: Floats
    known: Bools


def build_covariates(names: Sequence[str], values: Sequence[Mapping[str, Value]]) -> Covariates:
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


def fit_mixed_model(
    voiced: Floats, inside: Floats, ties: Ties, beside: Covariates, level: float = 0.95
) -> tuple[Modelled, float]:
    """The odds of voicing something inside over outside, covariates held fixed, and its p.

    Logistic generalised estimating equations with people as independent at work (K.-Y. Liang,
    S. L. Zeger 1986, Biometrika 73, 13-22). The error of the log odds ratio is that of tied people
    (:mod:`findings.comparing.spread`), as for a difference of shares: who never met are not
    tied, even where a third one met both. Where there is no model, ``why`` says so and p is
    ``nan``.
    """
    use = beside.known
    y, x, met = voiced[use], inside[use], ties.among(use)
    design = np.column_stack([np.ones(len(y)), x, beside.columns[use]])
    why = _why_not(y, x, design, met.groups)
    if why:
        return _nothing(beside.names, len(y), met.groups, level, why), math.nan
    fit = _fit(y, design, met)
    if isinstance(fit, str):
        return _nothing(beside.names, len(y), met.groups, level, fit), math.nan
    effect, error, df = fit
    reach = float(stdtrit(df, (1 + level) / 2)) * error
    ends = Interval(math.exp(effect - reach), math.exp(effect + reach), level)
    method = GEE.format(who=ALONE if met.alone else MET, df=df)
    found = Modelled(
        beside.names, Measure(math.exp(effect), ends), len(y), met.groups, method, freedom=df
    )
    return found, float(2 * stdtr(df, -abs(effect) / error))


def compute_odds_interval(model: Modelled | None, level: float) -> tuple[float, float]:
    """The ends of a model's odds ratio at another level; ``nan`` where there is no model."""
    if model is None or math.isnan(model.odds_ratio.value):
        return math.nan, math.nan
    found, ends = math.log(model.odds_ratio.value), model.odds_ratio.interval
    wider = stdtrit(model.freedom, (1 + level) / 2) / stdtrit(model.freedom, (1 + ends.level) / 2)
    reach = float(wider) * (math.log(ends.high) - found)
    return math.exp(found - reach), math.exp(found + reach)


def _fit(y: Floats, design: Floats, ties: Ties) -> tuple[float, float, float] | str:
    """The segment's log odds ratio, its error and degrees of freedom, or why there are none."""
    coefficients = _logistic(y, design)
    if coefficients is None:
        return "the covariates tell exactly who voiced it, so no odds ratio can be given"
    chance = expit(design @ coefficients)
    deviation = np.sqrt(chance * (1 - chance))
    unit, triangle = np.linalg.qr(design * deviation[:, None])
    weights = unit @ np.linalg.inv(triangle)[1]
    spread = Spread.beside(weights, unit, ties)
    if spread.known < FEWEST:
        return "too few conversations to tell anything"
    n, terms = design.shape
    seen = spread.seen_in(((y - chance) / deviation)[:, None])
    variance = spread.variance(spread.drawn(seen), np.ones((1, 1)))[0] * n / (n - terms)
    freedom = min(float(spread.freedom(seen)[0]), n - terms)
    return float(coefficients[1]), math.sqrt(variance), freedom


def _logistic(y: Floats, design: Floats) -> Floats | None:
    """Coefficients by Newton's method; ``None`` where they run away or find no end."""
    at = np.zeros(design.shape[1])
    for _ in range(STEPS):
        chance = expit(design @ at)
        weighed = design * (chance * (1 - chance))[:, None]
        try:
            step = np.linalg.solve(design.T @ weighed, design.T @ (y - chance))
        except np.linalg.LinAlgError:
            return None
        at = at + step
        if np.abs(at).max() > FARTHEST:
            return None
        if np.abs(step).max() < 1e-9:
            return at
    return None


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
