"""Rows whose test is a model with covariates, in place of the comparison of shares."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

import numpy as np

from interviewkit.findings.association import How, Sides, in_families
from interviewkit.findings.mixed import Covariates, covariates, modelled
from interviewkit.findings.ties import Ties
from interviewkit.findings.voicing import Voicing, Who
from interviewkit.model import Association, Tick, Value, no_tick


def with_models(
    rows: Sequence[Association],
    table: Voicing,
    segments: Mapping[str, Sides],
    names: Sequence[str],
    values: Mapping[Who, Mapping[str, Value]],
    how: How,
    tick: Tick = no_tick,
) -> list[Association]:
    """The rows with an odds ratio and a p in which the covariates are held fixed.

    Shares, differences and ratios stay as they are, without covariates. What was not tested is
    not modelled; where there is no model, nothing is tested, and ``why`` says why.
    """
    column = {thing.name: k for k, thing in enumerate(table.things)}
    found = []
    for segment, each in segments.items():
        kept = np.array([who in each.inside or who in each.outside for who in table.who], bool)
        whose = [who for who, keep in zip(table.who, kept, strict=True) if keep]
        ties = table.ties.among(kept)
        inside = np.array([who in each.inside for who in whose], dtype=float)
        beside = covariates(names, [values.get(who, {}) for who in whose])
        for row in rows:
            if row.segment == segment:
                voiced = table.voiced[kept, column[row.of]].astype(float)
                found.append(_modelled(row, voiced, inside, ties, beside, how))
        tick(1)
    return in_families(found, table, segments, how)


def _modelled(
    row: Association,
    voiced: np.ndarray,
    inside: np.ndarray,
    ties: Ties,
    beside: Covariates,
    how: How,
) -> Association:
    if row.why:
        return row
    model, p = modelled(voiced, inside, ties, beside, how.level)
    tested = replace(row.tested, name=model.method or row.tested.name, p=p)
    return replace(row, modelled=model, tested=tested, why=model.why)
