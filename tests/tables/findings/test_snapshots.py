"""Real results in every face, held whole: ``snapshots/`` is the manual of what is drawn."""

from __future__ import annotations

import math

from faces import hold
from interviewkit.model import (
    Agreement,
    CoderPair,
    CodersCompared,
    Corrected,
    CorrectedDifference,
    Interval,
    Matched,
    Measured,
)
from interviewkit.tables.findings.agreement import build_agreement, build_matched, build_pairs
from interviewkit.tables.findings.prevalence import build_differences, build_prevalence

NAN = math.nan
SHARES = (
    Corrected(
        "trust", "turn", 0.2437, Interval(0.181, 0.3204), 0.25, 0.2769, Interval(0.19, 0.37),
        240, 80, 24, trust=0.61, to_halve=86,
    ),
    Corrected(
        "trust", "turn", 0.0041, Interval(0.0003, 0.031), 0.0, 0.0, Interval(0.0, 0.04),
        120, 41, 12, segment="north", wave="2024", why="fewer than 20 people were judged",
    ),
    Corrected(
        "=doubt", "participant", NAN, Interval(NAN, NAN), 0.995, NAN, Interval(NAN, NAN),
        24, 0, 24, bounds=Interval(0.12, 0.63), why="no audit yet",
    ),
)  # fmt: skip


def test_prevalence_in_every_face() -> None:
    hold("prevalence", build_prevalence(SHARES))


def test_differences_in_every_face() -> None:
    rows = (
        CorrectedDifference(
            "trust", "turn", ("north", ""), ("south", ""), -0.213, Interval(-0.38, 0.07), -0.1
        ),
        CorrectedDifference(
            "trust", "turn", ("", "2024"), ("", "2025"), 0.0003, Interval(-0.02, 0.021), 0.0
        ),
        CorrectedDifference(
            "doubt", "turn", ("", ""), ("south", "2025"), NAN, Interval(NAN, NAN), 0.05,
            why="nobody was judged there",
        ),
    )  # fmt: skip
    hold("prevalence_differences", build_differences(rows))


def compared(*coders: str, both: int = 12, kappa: float = 0.6571) -> CodersCompared:
    pair = CoderPair(coders[0], coders[1], 12, 14, both, both)
    measures = (
        Measured("percent", 0.9167, Interval(0.75, 1.0)),
        Measured("kappa", kappa, Interval(-0.0313, 1.0)),
        Measured("alpha", kappa, Interval(0.2, 0.92)),
        Measured("gwet", 0.8612),
    )
    figures = tuple(
        Agreement(
            name, "turn", both, 0.9167, kappa, 4, 1, 1, both - 6, kind, people=6, coders=coders,
            pairs=(pair,), measures=measures if both else (),
        )
        for name, kind in (("isolation", "code"), ("bond", "theme"), ("all codes", "pooled"))
    )  # fmt: skip
    return CodersCompared(coders, figures=figures)


def test_agreement_of_two_in_every_face() -> None:
    hold("agreement", build_agreement([compared("ana", "ben")]))


def test_pairs_in_every_face() -> None:
    found = [compared("ana", "ben"), compared("ana", "cleo", both=8, kappa=NAN)]
    hold("agreement_pairs", build_pairs(found, ["kappa"]))


def test_several_comparisons_are_groups_of_rows() -> None:
    found = [compared("ana", "ben"), compared("ana", "cleo", both=8, kappa=0.4)]
    hold("agreement_grouped", build_agreement(found, ["kappa"]))


def test_a_reference_in_every_face() -> None:
    kappa, good, bad = (
        Measured(name, value, Interval(value - 0.2, value))
        for name, value in (("kappa", 0.7), ("precision", 1.0), ("f1", 0.8))
    )
    none = Measured("recall", NAN)
    row = Matched("isolation", "ben", "turn", 12, kappa, good, none, bad, right=4)
    hold("agreement_with", build_matched([row]))
