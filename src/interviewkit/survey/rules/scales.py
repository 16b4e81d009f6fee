"""Scores from several items, and how reliable they are."""

from __future__ import annotations

import math
import warnings
from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from interviewkit.errors import did_you_mean
from interviewkit.model import Interval, Reliability, Variable
from interviewkit.model.settings import ScaleSettings, SurveySettings
from interviewkit.survey.answers import CATEGORY, FLAG, NUMBER, ORDINAL, Answers
from interviewkit.survey.faults import SurveyFaults

if TYPE_CHECKING:
    import pandas as pd


FEW_PEOPLE = 30
"""With fewer complete answers than this a reliability is told with a caution."""

Floats = NDArray[np.float64]


def score_scales(answers: Answers, settings: SurveySettings, faults: SurveyFaults) -> Answers:
    """The answers with a score for each of ``[survey.scales]``, and the scales' reliability.

    What cannot be scored is told as fatal and left out.
    """
    for name, scale in settings.scales.items():
        fault = _find_scale_fault(answers, name, scale)
        if fault:
            faults.say(f"[survey.scales] {name}: {fault[0]}", fault[1], fatal=True)
            continue
        answers = _scored(answers, name, scale, settings.labels.get(name, "") or scale.label)
    return answers


def _find_scale_fault(answers: Answers, name: str, scale: ScaleSettings) -> tuple[str, str] | None:
    """Why a scale cannot be scored, and what to do about it."""
    if name in answers.columns:
        return "there is a column of that name already", "give the scale another name"
    if not scale.items:
        return "it has no items", 'name them: items = ["q1", "q2", "q3"]'
    if not 0 <= scale.minimum <= len(scale.items):
        return f"minimum {scale.minimum} of {len(scale.items)} items", "it counts answered items"
    twice = [item for item in set(scale.items) if scale.items.count(item) > 1]
    if twice:
        return f"the item {twice[0]!r} stands there twice", ""
    for item in (*scale.items, *scale.reverse):
        if item not in answers.columns:
            return f"there is no column {item!r}", did_you_mean(item, answers.columns)
        if item not in scale.items:
            return f"{item!r} is to be reversed, but is no item", "add it to items"
        if _levels(answers.variable(item)) is None:
            about = answers.variable(item)
            hint = f'declare it in order: [survey.columns] {item} = "ordinal: low < mid < high"'
            return f"the item {item!r} is a {about.type} and has no numbers", hint
    return None


def _levels(about: Variable) -> dict[str, float] | None:
    """What each level counts; empty for numbers, ``None`` where answers have no numbers.

    Codes count as the file has them, levels without codes by their place: 1, 2, 3 and on.
    """
    if about.type == NUMBER:
        return {}
    if about.type == FLAG:
        return {"no": 0.0, "yes": 1.0}
    if about.type not in (ORDINAL, CATEGORY) or (about.type == CATEGORY and not about.codes):
        return None
    try:
        values = [float(text.replace(",", ".")) for text in about.codes or about.levels]
    except ValueError:
        if about.type == CATEGORY or about.codes:
            return None
        values = [float(place) for place in range(1, len(about.levels) + 1)]
    return dict(zip(about.levels, values, strict=True))


def read_item(answers: Answers, name: str) -> Floats:
    """The answers to an item as numbers (n,), ``nan`` where missing."""
    levels = _levels(answers.variable(name)) or {}
    column: pd.Series = answers.table[name]
    if answers.variable(name).type in (NUMBER, FLAG) or column.dtype == np.float64:
        return column.to_numpy(dtype=float, na_value=np.nan)
    return np.array([levels.get(str(cell), math.nan) for cell in column], dtype=float)


def _scored(answers: Answers, name: str, scale: ScaleSettings, label: str) -> Answers:
    items = np.column_stack([read_item(answers, item) for item in scale.items])
    notes: list[str] = []
    if scale.reverse:
        low, high = _range(answers, scale, items, notes)
        for place, item in enumerate(scale.items):
            if item in scale.reverse:
                items[:, place] = low + high - items[:, place]
    scores = _scores(items, scale)
    known = int(np.isfinite(scores).sum())
    how = f"{scale.score} of {len(scale.items)} items: {', '.join(scale.items)}"
    how += f"; reversed: {', '.join(scale.reverse)}" if scale.reverse else ""
    variable = Variable(name, NUMBER, label, n=known, missing=len(answers) - known, made_from=how)
    reliability = _reliability(items, scale, variable, notes)
    return replace(
        answers,
        table=answers.table.assign(**{name: scores}),
        variables=(*answers.variables, variable),
        scales=(*answers.scales, reliability),
    )


def _range(
    answers: Answers, scale: ScaleSettings, items: Floats, notes: list[str]
) -> tuple[float, float]:
    """The least and most that an item can be, for turning items round."""
    if scale.range:
        low, high = scale.range
        if np.nanmin(items, initial=low) < low or np.nanmax(items, initial=high) > high:
            notes.append(f"some answers lie outside the range {low:g} to {high:g}")
        return low, high
    possible = [value for item in scale.items
                for value in (_levels(answers.variable(item)) or {}).values()]  # fmt: skip
    if possible and all(answers.variable(item).type != NUMBER for item in scale.items):
        return min(possible), max(possible)
    given = items[np.isfinite(items)]
    low, high = (float(given.min()), float(given.max())) if given.size else (0.0, 0.0)
    notes.append(f"reversed over the range {low:g} to {high:g}, which is that of the answers; "
                 "settle it with range = [least, most]")  # fmt: skip
    return low, high


def _scores(items: Floats, scale: ScaleSettings) -> Floats:
    """Means over answered items (n,), or their sum as if all were answered like those.

    ``nan`` where fewer items are answered than the minimum.
    """
    answered = np.isfinite(items).sum(axis=1)
    least = max(1, scale.minimum or math.ceil(len(scale.items) / 2))
    sums = np.nansum(items, axis=1)
    means = np.where(answered >= least, sums / np.maximum(answered, 1), np.nan)
    return means * len(scale.items) if scale.score == "sum" else means


def _reliability(
    items: Floats, scale: ScaleSettings, score: Variable, notes: Sequence[str]
) -> Reliability:
    complete = items[np.isfinite(items).all(axis=1)]
    n, k = complete.shape
    told = list(notes)
    alpha = cronbach_alpha(complete)
    omega, remark = mcdonald_omega(complete)
    rest = correlate_items_with_rest(complete) if k > 1 else [None] * k
    if k < 2:
        told.append("one item alone has no reliability to be taken from it")
    elif not math.isfinite(alpha):
        told.append(f"alpha needs items that differ between people; {n} answered all of them")
    if remark and k > 1:
        told.append(remark)
    if 1 < n < FEW_PEOPLE and k > 1:
        told.append(f"only {n} people answered every item")
    against = [i for i, r in zip(scale.items, rest, strict=True) if r is not None and r < 0]
    told += [f"{item} runs against the other items; should it be reversed?" for item in against]
    return Reliability(
        scale=score.name,
        items=scale.items,
        reverse=scale.reverse,
        score=scale.score,
        label=score.label,
        n=n,
        scored=score.n,
        alpha=alpha if math.isfinite(alpha) else None,
        alpha_interval=alpha_interval(alpha, n, k),
        omega=omega if math.isfinite(omega) else None,
        rest=tuple(rest),
        notes=tuple(told),
    )


# -- how far the items of a scale measure one thing ------------------------------------------------


def cronbach_alpha(items: Floats) -> float:
    """Cronbach's alpha of items (n people, k items) without missing answers; ``nan`` if undefined.

    k / (k - 1) * (1 - sum of the items' variances / variance of their sum).
    L. J. Cronbach (1951), Coefficient alpha and the internal structure of tests, Psychometrika 16,
    297-334, formula 2.
    """
    n, k = items.shape
    if n < 2 or k < 2:
        return math.nan
    covariance = np.cov(items, rowvar=False)
    total = covariance.sum()
    return float(k / (k - 1) * (1 - np.trace(covariance) / total)) if total > 0 else math.nan


def alpha_interval(alpha: float, n: int, k: int, level: float = 0.95) -> Interval | None:
    """Feldt's interval of Cronbach's alpha from n people and k items.

    L. S. Feldt (1965), The approximate sampling distribution of Kuder-Richardson reliability
    coefficient twenty, Psychometrika 30, 357-370: (1 - alpha) / (1 - estimate) is F with
    (n - 1)(k - 1) and n - 1 degrees of freedom. ``None`` where alpha is not defined.
    """
    if not math.isfinite(alpha) or n < 2 or k < 2:
        return None
    from scipy.stats import f

    tail, freedom = (1 - level) / 2, (n - 1, (n - 1) * (k - 1))
    low = 1 - (1 - alpha) * f.ppf(1 - tail, *freedom)
    high = 1 - (1 - alpha) * f.ppf(tail, *freedom)
    return Interval(float(low), float(high), level)


def mcdonald_omega(items: Floats) -> tuple[float, str]:
    """McDonald's omega of one factor, of items (n, k) without missing answers, and a remark.

    (sum of loadings)² / ((sum of loadings)² + sum of unique variances), with the loadings of a
    one-factor model fitted by maximum likelihood to the covariances. R. P. McDonald (1999), Test
    Theory: A Unified Treatment, formula 6.20a. ``nan`` with a reason where it cannot be had.
    """
    n, k = items.shape
    spread = items.std(axis=0, ddof=1) if n > 1 else np.zeros(k)
    if k < 3:
        return math.nan, "omega needs at least 3 items"
    if n <= k:
        return math.nan, f"omega needs more people than items, not {n} with all {k} answers"
    if not (spread > 0).all():
        return math.nan, "omega needs items that differ between people"
    correlation = np.asarray(np.corrcoef(items, rowvar=False))
    if np.linalg.eigvalsh(correlation)[0] < 1e-10:
        return math.nan, "omega cannot be had: one item follows from the others"
    loadings, unique = _one_factor(correlation, n)
    if loadings is None or unique is None:
        return math.nan, "omega cannot be had: the factor model does not settle"
    common = float((loadings * spread).sum()) ** 2
    omega = common / (common + float((unique * spread**2).sum()))
    lone = (unique < 0.006).any()
    return omega, "one item alone makes the factor, so omega says little" if lone else ""


def _one_factor(correlation: Floats, n: int) -> tuple[Floats | None, Floats | None]:
    """Loadings and unique variances of the one-factor model, standardised, k of each."""
    from statsmodels.multivariate.factor import Factor

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # that it did not settle is seen in what it gives
        try:
            fit = Factor(corr=correlation, n_factor=1, method="ml", nobs=n).fit(maxiter=500)
        except (ValueError, np.linalg.LinAlgError):
            return None, None
    loadings, unique = np.asarray(fit.loadings)[:, 0], np.asarray(fit.uniqueness)
    if not (np.isfinite(loadings).all() and np.isfinite(unique).all()):
        return None, None
    return loadings, unique


def correlate_items_with_rest(items: Floats) -> list[float | None]:
    """The correlation of each item with the sum of the others; ``None`` where one is constant."""
    found: list[float | None] = []
    for place in range(items.shape[1]):
        rest = np.delete(items, place, axis=1).sum(axis=1)
        own = items[:, place]
        flat = len(own) < 2 or own.std() == 0 or rest.std() == 0
        found.append(None if flat else float(np.corrcoef(own, rest)[0, 1]))
    return found
