"""Adjusted p-values, against R's p.adjust."""

from __future__ import annotations

import math

import pytest

from interviewkit.findings.family import adjusted


@pytest.mark.parametrize(
    ("how", "expected"),
    [
        ("holm", [0.05, 0.08, 0.09, 0.09, 0.09]),
        ("bh", [0.05, 0.05, 0.05, 0.05, 0.05]),
        ("none", [0.01, 0.02, 0.03, 0.04, 0.05]),
    ],
)
def test_as_in_r(how: str, expected: list[float]) -> None:
    assert adjusted([0.01, 0.02, 0.03, 0.04, 0.05], how) == pytest.approx(expected)


def test_order_is_kept_and_what_was_not_tested_does_not_count() -> None:
    found = adjusted([0.04, math.nan, 0.01])
    assert found[0] == pytest.approx(0.04)
    assert math.isnan(found[1])
    assert found[2] == pytest.approx(0.02)


def test_an_unknown_way_is_refused() -> None:
    with pytest.raises(ValueError, match="bonferoni"):
        adjusted([0.1], "bonferoni")
