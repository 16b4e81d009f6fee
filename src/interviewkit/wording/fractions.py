"""Shares in words: ``nearly nine in ten``. The exact figure always stands beside them."""

from __future__ import annotations

import math

from interviewkit.wording.numbers import NOISE, percent

FRACTIONS = (
    (0.10, "one in ten"),
    (0.20, "one in five"),
    (0.25, "a quarter"),
    (0.30, "three in ten"),
    (1 / 3, "a third"),
    (0.40, "four in ten"),
    (0.50, "half"),
    (0.60, "six in ten"),
    (2 / 3, "two thirds"),
    (0.70, "seven in ten"),
    (0.75, "three quarters"),
    (0.80, "eight in ten"),
    (0.90, "nine in ten"),
)
"""What a share is called in words, smallest first."""

AT = 0.0125
"""A share that lies no farther from a fraction is called so."""

NEARLY = 0.03
"""Up to so far below a fraction a share is nearly that."""

FEW, MOST = 0.05, 0.95


def fraction(share: float) -> str:
    """A share from 0 to 1 in words: 0.88 is ``nearly nine in ten``, 0.61 ``six in ten``.

    A fraction that is larger than the share is named only where the share is within three points
    of it, and then as ``nearly``. What has no such words is written as a per cent.
    """
    if math.isnan(share) or not 0 <= share <= 1:
        return percent(share)
    return _at_the_ends(share) or _between(share)


def fractions(one: float, other: float) -> tuple[str, str]:
    """Two shares that stand beside each other; as per cents where the words would be the same."""
    words = fraction(one), fraction(other)
    return words if words[0] != words[1] else (percent(one), percent(other))


def _at_the_ends(share: float) -> str:
    if share <= NOISE:
        return "none"
    if share >= 1 - NOISE:
        return "all"
    if share > MOST:
        return "nearly all"
    return "fewer than one in twenty" if share < FEW else ""


def _between(share: float) -> str:
    nearest = min(FRACTIONS, key=lambda each: (abs(each[0] - share), each[0]))
    if abs(nearest[0] - share) <= AT + NOISE:
        return nearest[1]
    if 0 < nearest[0] - share <= NEARLY + NOISE:
        return f"nearly {nearest[1]}"
    below = [words for value, words in FRACTIONS if value < share]
    return f"more than {below[-1]}" if below else "fewer than one in ten"
