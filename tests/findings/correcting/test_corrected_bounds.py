"""Bounds of the share of people hold whatever nobody judged may be."""

from __future__ import annotations

import itertools

import numpy as np

from interviewkit.findings.correcting.audit import Audit, build_turn_units, sum_clusters
from interviewkit.findings.correcting.clustered import estimate_share
from interviewkit.findings.correcting.corrected import bound_voiced_share
from interviewkit.model import AuditVerdict

SPEAKER = {turn: "AAABBCDDD"[turn] for turn in range(9)}
SEEN = {0: False, 3: True, 5: False, 6: False}


def test_they_are_the_extremes_over_every_possible_world() -> None:
    audit = Audit(
        "x",
        dict.fromkeys(SPEAKER, 0.5),
        {t: AuditVerdict(y, 0.5) for t, y in SEEN.items()},
        SPEAKER,
    )
    turns = build_turn_units(audit)
    everywhere = np.ones(9, dtype=bool)
    found = estimate_share(sum_clusters(turns, everywhere, fixed=True))
    free = [turn for turn in SPEAKER if turn not in SEEN]
    possible = []
    for world in itertools.product((False, True), repeat=len(free)):
        holds = {**SEEN, **dict(zip(free, world, strict=True))}
        if float(found.low) <= sum(holds.values()) / 9 <= float(found.high):
            possible.append(len({SPEAKER[turn] for turn, y in holds.items() if y}) / 4)
    bounds = bound_voiced_share(turns, everywhere, found, 0.95)
    assert (bounds.low, bounds.high) == (min(possible), max(possible))


def test_without_any_verdict_anything_is_possible() -> None:
    turns = build_turn_units(Audit("x", dict.fromkeys(SPEAKER, 0.5), {}, SPEAKER))
    bounds = bound_voiced_share(turns, np.ones(9, dtype=bool), None, 0.95)
    assert (bounds.low, bounds.high) == (0, 1)
