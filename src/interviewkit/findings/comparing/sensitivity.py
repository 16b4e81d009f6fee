"""How many false finds a turn would explain a difference that nobody has audited.

A machine that finds a theme falsely at a rate a turn finds it at least once in somebody with ``n``
turns with the chance ``1 − (1 − rate)^n``: more often in whoever talks more, though it errs as
often in every turn. Taking that off both sides (W. J. Rogan, B. Gladen 1978, American Journal of
Epidemiology 107, 71-76, person by person) shows what the rate would leave of the difference.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
from scipy.special import stdtr

from interviewkit.findings.arrays import Bools, Floats
from interviewkit.findings.comparing.measured_sides import MeasuredSides
from interviewkit.findings.comparing.ties import Ties

RATES = np.concatenate([[0.0], np.geomspace(0.001, 0.2, 30)])
"""False finds a turn that are tried: up to one in five turns without the theme."""


@dataclass(frozen=True)
class FalseFinds:
    """What rates of false finds a turn do to ``k`` differences; each array is (k,).

    ``chance`` is the lowest rate, equal on both sides, at which the difference could be chance
    alone, and ``gone`` the lowest at which it is gone or turned; ``nan`` where no rate up to one in
    five does. ``unequal`` is the rate on the side with more that makes the whole difference where
    the machine finds nothing falsely on the other; ``nan`` without a difference. ``turns`` are how
    many a person has inside and outside.
    """

    chance: Floats
    gone: Floats
    unequal: Floats
    turns: tuple[float, float]


def find_explaining_rates(
    voiced: Floats, turns: Floats, inside: Bools, ties: Ties, level: float = 0.95
) -> FalseFinds:
    """The rates for a table of people: ``voiced`` (n, k), ``turns`` and ``inside`` (n,)."""
    observed = voiced[inside].mean(0) - voiced[~inside].mean(0)
    left, p = _without_false_finds(voiced, turns, inside, ties)
    return FalseFinds(
        _find_first_rate(p >= 1 - level),
        _find_first_rate(np.sign(observed) * left <= 0),
        _unequal(observed, voiced, turns, inside),
        (float(turns[inside].mean()), float(turns[~inside].mean())),
    )


def _without_false_finds(
    voiced: Floats, turns: Floats, inside: Bools, ties: Ties
) -> tuple[Floats, Floats]:
    """(rates, k) the difference once each of the rates is taken off, and its p."""
    # Whoever has more turns is more often found falsely at least once.
    false = 1 - (1 - RATES) ** turns[:, None]
    n, k = voiced.shape
    parts, shares = np.empty((n, len(RATES), k)), np.empty((2, len(RATES), k))
    for j, here in enumerate((inside, ~inside)):
        more = voiced[here][:, None, :] - false[here][:, :, None]
        right = (1 - false[here])[:, :, None]
        # The share under which as many are found as were found.
        shares[j] = more.sum(0) / right.sum(0)
        parts[here] = shares[j] + (more - shares[j] * right) / right.mean(0)
    both = MeasuredSides.of(parts.reshape(n, -1), inside, ties)
    sides = replace(both, shares=np.clip(shares, 0, 1).reshape(2, -1))
    off = np.abs(sides.t(np.zeros_like(sides.value)))
    p = 2 * stdtr(sides.freedom, -off)
    return sides.value.reshape(-1, k), np.asarray(p).reshape(-1, k)


def _find_first_rate(reached: Bools) -> Floats:
    """(k,) the first rate from which on it is so; ``nan`` where it never is."""
    place = reached.argmax(0)
    return np.asarray(np.where(reached.any(0), RATES[place], np.nan))


def _unequal(observed: Floats, voiced: Floats, turns: Floats, inside: Bools) -> Floats:
    """(k,) the rate on the side with more that alone makes the difference."""
    missed = (1 - RATES[:, None]) ** turns
    found = np.full(len(observed), np.nan)
    for k in np.flatnonzero(observed).tolist():
        here = inside if observed[k] > 0 else ~inside
        share = voiced[here, k].mean()
        # The share of the other side, taken for the truth of both.
        truth = share - abs(observed[k])
        made = 1 - (1 - truth) * missed[:, here].mean(1)
        if made[-1] >= share:
            found[k] = np.interp(share, made, RATES)
    return found
