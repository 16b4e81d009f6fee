"""Shares in words never say more than the figure."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from interviewkit.wording.fractions import FRACTIONS, fraction, fractions

SHARES = st.floats(0, 1, allow_nan=False)


@pytest.mark.parametrize(
    ("share", "words"),
    [
        (0, "none"),
        (0.03, "fewer than one in twenty"),
        (0.06, "fewer than one in ten"),
        (0.08, "nearly one in ten"),
        (0.1, "one in ten"),
        (0.195, "one in five"),
        (0.27, "more than a quarter"),
        (0.33, "a third"),
        (0.44, "more than four in ten"),
        (0.48, "nearly half"),
        (0.51, "half"),
        (0.61, "six in ten"),
        (0.67, "two thirds"),
        (0.85, "more than eight in ten"),
        (0.88, "nearly nine in ten"),
        (0.94, "more than nine in ten"),
        (0.97, "nearly all"),
        (1, "all"),
        (float("nan"), "–"),
    ],
)
def test_shares_are_called_as_people_call_them(share, words):
    assert fraction(share) == words


def bounds(words: str) -> tuple[float, float]:
    """What a reader may take the words for."""
    if words in (ends := {"none": (0, 0), "all": (1, 1), "nearly all": (0.95, 1)}):
        return ends[words]
    if words == "fewer than one in twenty":
        return 0, 0.05
    name = words.removeprefix("nearly ").removeprefix("more than ").removeprefix("fewer than ")
    at = next(value for value, called in FRACTIONS if called == name)
    if words.startswith("nearly"):
        return at - 0.031, at
    if words.startswith("more"):
        return at, at + 0.1
    return (0, at) if words.startswith("fewer") else (at - 0.013, at + 0.013)


@given(SHARES)
def test_words_hold_the_share(share):
    low, high = bounds(fraction(share))
    assert low - 1e-6 <= share <= high + 1e-6


@given(SHARES, SHARES)
def test_two_shares_side_by_side_are_told_apart(one, other):
    first, second = fractions(one, other)
    assert first != second or abs(one - other) <= 0.01


def test_near_shares_are_told_as_per_cents():
    assert fractions(0.605, 0.595) == ("61%", "60%")
    assert fractions(0.88, 0.61) == ("nearly nine in ten", "six in ten")
