"""Rows whose test is a model with covariates, in place of the comparison of shares."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

import numpy as np

from interviewkit.findings.arrays import Floats
from interviewkit.findings.comparing.association import AssociationSettings, Sides
from interviewkit.findings.comparing.family import Compared
from interviewkit.findings.comparing.mixed import (
    Covariates,
    build_covariates,
    compute_odds_interval,
    fit_mixed_model,
)
from interviewkit.findings.comparing.ties import Ties
from interviewkit.findings.counting.voicing import Voicing, Who
from interviewkit.model import Association, Tick, Value, ignore_tick


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
        modelled_.append(_again(each, rows))
        tick(1)
    return modelled_


def _again(each: Compared[Association], rows: Sequence[Association]) -> Compared[Association]:
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
