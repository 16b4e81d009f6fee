"""Crosstabs with Rao and Scott's test."""

from __future__ import annotations

import math
from collections.abc import Mapping

import numpy as np

from interviewkit.errors import SurveyError
from interviewkit.model import Crosstab, CrosstabCell
from interviewkit.model.estimate import FEWEST
from interviewkit.survey.estimation.design import Floats, Mask, SurveyDesign
from interviewkit.survey.estimation.estimates import describe_design
from interviewkit.survey.estimation.intervals import build_logit_intervals, make_interval
from interviewkit.survey.estimation.statistics import (
    Ratios,
    estimate_covariance,
    estimate_variances,
)
from interviewkit.survey.estimation.values import FigureBasis
from interviewkit.survey.estimation.weighted import effective_n
from interviewkit.wording import numbers
from interviewkit.wording.numbers import count, fine_percent

Levels = Mapping[str, Mask]


def cross_tabulate(
    design: SurveyDesign,
    rows: str,
    row_levels: Levels,
    columns: str,
    column_levels: Levels,
    within: Mask | None = None,
) -> Crosstab:
    """Two sets of levels (name → mask (n,), disjoint within a set) crossed.

    Cells are shares of everyone who has a level of both, with their share of the row and its
    logit interval. The test is Rao & Scott's (1984, Ann. Stat. 12, 46-60) with Satterthwaite's
    correction, as R's ``svychisq(statistic = "F")``. Levels that nobody has are left out, and
    said; so are rows of few people, and those ``within`` (n,) who gave no answer to one of both.

    Raises:
        SurveyError: fewer than two levels are left on a side.
    """
    both = np.any(list(row_levels.values()), axis=0) & np.any(list(column_levels.values()), axis=0)
    used = both & (design.weights > 0)
    lines, heads = (
        {name: mask for name, mask in levels.items() if (mask & used).any()}
        for levels in (row_levels, column_levels)
    )
    for name, left in ((rows, lines), (columns, heads)):
        if len(left) < 2:
            what = f"{name!r} has fewer than two answers here: nothing to cross"
            raise SurveyError(what, hint="cross another variable, or more people")
    masks = np.stack([r & c & used for r in lines.values() for c in heads.values()], axis=1)
    whole = Ratios(masks.astype(float), np.repeat(used[:, None].astype(float), masks.shape[1], 1))
    shares = whole.values(design.weights)
    shape = (len(lines), len(heads))
    n = int(used.sum())
    df = design.degrees_of_freedom(used)
    chi2, f, ndf, ddf, p = _rao_scott(shares, estimate_covariance(whole, design), shape, n, df)
    gone = [f"{rows} {level!r}" for level in row_levels if level not in lines]
    gone += [f"{columns} {level!r}" for level in column_levels if level not in heads]
    notes = [f"left out because nobody is there: {', '.join(gone)}"] if gone else []
    notes += [*_list_thin_rows(design, rows, lines, used), *_silent(design, used, within)]
    cells = _cells(design, lines, heads, masks, used, shares)
    return Crosstab(
        rows, columns, cells, n, chi2, f, ndf, ddf, p,
        f"Rao-Scott F, Satterthwaite{describe_design(design)}", tuple(notes),
    )  # fmt: skip


def _list_thin_rows(design: SurveyDesign, rows: str, lines: Levels, used: Mask) -> list[str]:
    """The rows whose shares are but an indication."""
    worth = {name: effective_n(design.weights[mask & used]) for name, mask in lines.items()}
    few = [f"{name!r} ({numbers.effective_n(n)})" for name, n in worth.items() if n < FEWEST]
    return [f"effective n under {FEWEST}: {rows} {', '.join(few)}"] if few else []


def _silent(design: SurveyDesign, used: Mask, within: Mask | None) -> list[str]:
    asked = used if within is None else within
    silent = FigureBasis.of(design, asked[:, None], used).unanswered(0)
    if silent is None:
        return []
    people = f"{count(silent.n)} {'person' if silent.n == 1 else 'people'}"
    return [f"{people} ({fine_percent(silent.share)} of the weight) gave no answer"]


def _cells(
    design: SurveyDesign, lines: Levels, heads: Levels, masks: Mask, used: Mask, shares: Floats
) -> tuple[CrosstabCell, ...]:
    weights = design.weights
    row_masks = np.stack([mask & used for mask in lines.values() for _ in heads], axis=1)
    of_row = Ratios(masks.astype(float), row_masks.astype(float))
    values = of_row.values(weights)
    df = np.array([design.degrees_of_freedom(mask) for mask in row_masks.T])
    worth = np.array([effective_n(weights[mask]) for mask in row_masks.T])
    se = np.sqrt(np.maximum(estimate_variances(of_row, design), 0))
    low, high = build_logit_intervals(values, se, df, row_masks.sum(axis=0).astype(float), worth)
    names = [(row, column) for row in lines for column in heads]
    return tuple(
        CrosstabCell(
            row, column, int(masks[:, i].sum()), float(weights @ masks[:, i]), float(shares[i]),
            float(values[i]), make_interval(low[i], high[i]),
        )
        for i, (row, column) in enumerate(names)
    )  # fmt: skip


def _rao_scott(
    shares: Floats, spread: Floats, shape: tuple[int, int], n: int, df: float
) -> tuple[float, float, float, float, float]:
    """Pearson's chi-square, F with its two degrees of freedom, and p.

    The design effects are the eigenvalues of the generalised effects matrix of the contrasts
    that independence sets to zero; F is chi-square over their sum.
    """
    table = shares.reshape(shape)
    expected = np.outer(table.sum(axis=1), table.sum(axis=0))
    chi2 = float(n * ((table - expected) ** 2 / expected).sum())
    inverse = np.where(shares > 0, 1 / np.where(shares > 0, shares, 1), 0.0)
    contrast = _interaction(shape)
    scaled = inverse[:, None] * contrast
    simple = contrast.T @ scaled / n
    effects = np.linalg.solve(simple, scaled.T @ spread @ scaled)
    total = float(np.trace(effects))
    ndf = total**2 / float(np.trace(effects @ effects))
    f, ddf = chi2 / total, ndf * df
    if df < 1:
        return chi2, f, ndf, ddf, math.nan
    from scipy.special import fdtrc

    return chi2, f, ndf, ddf, float(fdtrc(ndf, ddf, f))


def _interaction(shape: tuple[int, int]) -> Floats:
    """What of a table (cells, (r - 1)(c - 1)) row and column effects leave over."""
    r, c = shape
    lines = np.kron(np.eye(r), np.ones((c, 1)))
    heads = np.kron(np.ones((r, 1)), np.eye(c))
    main = np.hstack([lines, heads[:, 1:]])
    cross = np.stack([lines[:, i] * heads[:, j] for i in range(1, r) for j in range(1, c)], axis=1)
    basis = np.linalg.qr(main)[0]
    return np.asarray(cross - basis @ (basis.T @ cross))
