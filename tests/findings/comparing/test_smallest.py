"""Findings on sides, audits and tables with next to nobody in them."""

from __future__ import annotations

import math
import warnings
from random import Random

import numpy as np
import pytest

from builders_posing import find_associations
from interviewkit.findings.comparing.association import AssociationSettings, Sides
from interviewkit.findings.comparing.changes import (
    Between,
    CountedTurns,
    build_counted_table,
    list_changes,
)
from interviewkit.findings.comparing.covariate_models import build_covariates
from interviewkit.findings.correcting.audit import Audit
from interviewkit.findings.correcting.corrected import correct_differences, correct_shares
from interviewkit.findings.counting.voicing import Thing
from interviewkit.model import AuditVerdict, Change


def compared(before: dict[str, int], after: dict[str, int], group: dict[str, str]) -> Change:
    """Where those with 1 voiced the thing."""
    heard = [
        CountedTurns((name, side), group[name], 10, ["thing"] * hit)
        for side, hits in (("1", before), ("2", after))
        for name, hit in hits.items()
    ]
    table = build_counted_table(heard, [Thing("thing", frozenset({"thing"}))])
    sides = Sides([(name, "2") for name in after], [(name, "1") for name in before])
    rows = find_associations(table, {"1 to 2": sides}, AssociationSettings(min_cell=1))
    [row] = list_changes(rows, Between.of(table, sides), {}, least=1)
    return row


def test_a_panel_that_gains_people_gives_a_table() -> None:
    apart = {name: name for name in ("Ana", "Ben", "Cleo")}
    row = compared({"Ana": 1, "Ben": 0}, {"Ana": 0, "Ben": 0, "Cleo": 0}, apart)
    assert (row.before.n, row.after.n, row.difference) == (2, 3, -0.5)
    assert not row.p < 0.05
    assert not compared({"Ana": 0, "Ben": 0, "Cleo": 1}, {"Ana": 0, "Ben": 0}, apart).p < 0.05


def test_a_mixed_group_beside_a_pure_one_gives_a_table() -> None:
    group = {"P1": "g1", "P2": "g1", "P3": "g2", "P4": "g2"}
    row = compared({"P1": 1}, {"P2": 0, "P3": 1, "P4": 0}, group)
    assert row.difference == pytest.approx(1 / 3 - 1)
    assert math.isnan(row.p)


def test_every_smallest_comparison_gives_a_row() -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        for seed in range(200):
            luck = Random(seed)
            people = "ABCDEF"[: luck.randint(1, 6)]
            sides = [
                {p: luck.randint(0, 1) for p in people if luck.random() < 0.7} for _ in range(2)
            ]
            row = compared(sides[0], sides[1], {p: luck.choice("xyz") for p in people})
            assert math.isnan(row.p) or 0 <= row.p <= 1, (seed, row)
            for side, figure in zip(sides, (row.before, row.after), strict=True):
                assert not side or 0 <= figure.interval.low <= figure.value + 1e-9, (seed, row)


def test_smallest_audits_give_a_figure_or_say_why_not() -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        for seed in range(500):
            audit = _audit(Random(seed))
            for unit in ("turn", "participant"):
                for row in correct_shares(audit, unit):
                    assert math.isfinite(row.share) or row.why, (seed, row)
                    assert math.isnan(row.trust) or row.trust >= 0, (seed, row)
                correct_differences(audit, unit)


def _audit(luck: Random) -> Audit:
    """Up to eight turns of up to four people, some of them judged, some groups, some drawn."""
    people = "ABCD"[: luck.randint(1, 4)]
    speaker_of = {turn: luck.choice(people) for turn in range(luck.randint(1, 8))}
    likely = luck.choice([0, 0.5, 1])
    chance = luck.choice([1.0, 0.5, 0.1])
    return Audit(
        "code",
        {turn: luck.choice([0, 1, 0.5, 0.2, luck.random()]) for turn in speaker_of},
        {
            t: AuditVerdict(luck.random() < likely, chance)
            for t in speaker_of
            if luck.random() < 0.5
        },
        speaker_of,
        group_of={name: "group" for name in people if luck.random() < 0.4},
        drawn={name: luck.choice([0.5, 1.0]) for name in people if luck.random() < 0.4},
        segments={"first": set(people[:1]), "nobody": set()},
        about=luck.choice(["people like these", "these conversations"]),
    )


@pytest.mark.parametrize("values", [[], [{}], [{"hours": None}, {"hours": ""}]])
def test_covariates_of_nobody_hold_nobody(values: list[dict[str, object]]) -> None:
    found = build_covariates(["hours"], values)  # type: ignore[arg-type]
    assert found.columns.shape == (len(values), 0)
    assert found.known.dtype == np.bool_
    assert not found.known.any()
