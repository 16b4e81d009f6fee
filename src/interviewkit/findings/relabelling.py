"""Tests by rearrangement: who could as well have been on the other side, with all that they said.

People are the units, and people who talked together are one unit: under the null hypothesis it
makes no difference on which side a unit stands, so every rearrangement that the design allows is
as likely as the one observed (R. A. Fisher 1935; P. Good 2005, Permutation Tests).

- A unit that is on both sides (the same people again) may swap what it said before and after.
- Units that are on one side only may be dealt to the sides anew, as many to each as there were.
- Where people of both sides talked in one conversation, they are dealt anew within it.
"""

from __future__ import annotations

import math
from collections.abc import Collection, Hashable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import combinations

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Labels = NDArray[np.float32]

EXACT = 20_000
"""Up to so many rearrangements all of them are gone through; beyond, so many are drawn."""

DRAWN = 9_999
CHUNK = 1_000


@dataclass(frozen=True)
class Block:
    """Units that may be rearranged among themselves: ``size``, of which ``before`` stand before.

    ``before`` is ``None`` for a single unit that stands on both sides and swaps them.
    """

    places: tuple[int, ...]
    before: int | None

    @property
    def ways(self) -> int:
        return 2 if self.before is None else math.comb(len(self.places), self.before)


@dataclass(frozen=True)
class Arrangement:
    """What may be rearranged. ``rows`` maps each person to the unit that they move with."""

    people: tuple[str, ...]
    rows: NDArray[np.intp] = field(repr=False)
    observed: Labels = field(repr=False)
    blocks: tuple[Block, ...] = field(repr=False)

    @property
    def units(self) -> int:
        return len(self.observed)

    @property
    def ways(self) -> int:
        """How many rearrangements there are."""
        return math.prod(block.ways for block in self.blocks)

    @property
    def least_p(self) -> float:
        """The smallest two-sided p that any outcome could give."""
        mirrored = (self.alone and self.only_swaps) or all(
            block.before is None or 2 * block.before == len(block.places) for block in self.blocks
        )
        return min(1.0, (2 if mirrored else 1) / max(1, self.ways))

    @property
    def swaps(self) -> bool:
        """Whether every unit is on both sides."""
        return all(block.before is None for block in self.blocks)

    @property
    def only_swaps(self) -> bool:
        """Whether all that may be rearranged are units on both sides, and there is one."""
        swaps = [block.before is None for block in self.blocks]
        return any(swaps) and all(s or b.ways == 1 for s, b in zip(swaps, self.blocks, strict=True))

    @property
    def alone(self) -> bool:
        """Whether everyone moves alone."""
        return self.units == len(self.people)

    def summed(self, values: Floats) -> Floats:
        """Sums per unit, (units, columns), of values (people, columns)."""
        found = np.zeros((self.units, values.shape[1]))
        np.add.at(found, self.rows, values)
        return found


def arrangement(
    before: Collection[str], after: Collection[str], together: Mapping[str, Hashable]
) -> Arrangement:
    """The rearrangements that a design allows.

    ``before`` and ``after`` are the people of each side; ``together`` maps everyone to
    what is the same for people who talked together.
    """
    people = tuple(sorted({*before, *after}))
    groups: dict[Hashable, list[str]] = {}
    for person in people:
        groups.setdefault(together[person], []).append(person)
    unit_of: dict[str, int] = {}
    observed: list[float] = []
    blocks: list[Block] = []
    dealt: list[int] = []
    for members in groups.values():
        both = any(p in before and p in after for p in members)
        mixed = any(p in before for p in members) and any(p in after for p in members)
        if mixed and not both:  # dealt anew within their conversation, one by one
            places = range(len(observed), len(observed) + len(members))
            unit_of |= dict(zip(members, places, strict=True))
            observed += [float(p in before) for p in members]
            blocks.append(Block(tuple(places), sum(p in before for p in members)))
            continue
        unit_of |= dict.fromkeys(members, len(observed))
        if mixed:
            blocks.append(Block((len(observed),), None))
        else:
            dealt.append(len(observed))
        observed.append(1.0 if mixed else float(members[0] in before))
    if dealt:
        blocks.append(Block(tuple(dealt), int(sum(observed[i] for i in dealt))))
    rows = np.array([unit_of[person] for person in people], np.intp)
    return Arrangement(people, rows, np.array(observed, np.float32), tuple(blocks))


def p_values(
    plan: Arrangement, above: tuple[Floats, Floats], below: tuple[Floats, Floats], seed: int
) -> Floats:
    """Two-sided p of after minus before, for ratios of sums, one a column.

    ``above`` are the numerators before and after, (people, columns), ``below`` the denominators;
    0 for a side on which someone is not. The share of rearrangements with a difference at least
    as large; where they are drawn, the observed one counts among them (Phipson and Smyth 2010).
    ``nan`` where nothing can differ.
    """
    tops = [plan.summed(each) for each in above]
    bottoms = [plan.summed(each) for each in below]
    observed = np.abs(_difference(plan.observed[None, :], tops, bottoms, plan))[0]
    hits, total = np.zeros(observed.shape), 0
    exact = plan.ways <= EXACT
    for labels in _every(plan) if exact else _drawn(plan, seed):
        differences = np.abs(_difference(labels, tops, bottoms, plan))
        hits += (differences >= observed - 1e-9).sum(axis=0)
        total += len(labels)
    p = hits / total if exact else (hits + 1) / (total + 1)
    return np.where(np.isnan(observed), np.nan, p)


def _difference(
    labels: Labels, tops: Sequence[Floats], bottoms: Sequence[Floats], plan: Arrangement
) -> Floats:
    """After minus before for each row of labels, (rows, columns)."""
    stay, go = labels.astype(np.float64), 1.0 - labels
    # A unit on one side only has all of its sums there; the label says on which it is counted.
    swaps = np.zeros(plan.units, bool)
    for block in plan.blocks:
        if block.before is None:
            swaps[block.places[0]] = True
    one = [np.where(swaps[:, None], a, a + b) for a, b in (tops, bottoms)]
    two = [np.where(swaps[:, None], b, 0.0) for _, b in (tops, bottoms)]
    before = [stay @ a + go @ b for a, b in zip(one, two, strict=True)]
    after = [go @ a + stay @ b for a, b in zip(one, two, strict=True)]
    with np.errstate(divide="ignore", invalid="ignore"):
        found: Floats = after[0] / after[1] - before[0] / before[1]
    return found


def _every(plan: Arrangement) -> list[Labels]:
    """All rearrangements."""
    labels = np.zeros((1, plan.units), np.float32)
    for block in plan.blocks:
        options = _options(block)
        more = np.repeat(labels, len(options), axis=0)
        more[:, list(block.places)] = np.tile(options, (len(labels), 1))
        labels = more
    return [labels]


def _options(block: Block) -> Labels:
    if block.before is None:
        return np.array([[1.0], [0.0]], np.float32)
    return _dealings(len(block.places), block.before)


@lru_cache(maxsize=16)
def _dealings(n: int, before: int) -> Labels:
    """All ways to choose ``before`` of ``n`` units, one a row; of none or all there is one."""
    shape = math.comb(n, before), before
    chosen = np.array(list(combinations(range(n), before)), np.intp).reshape(shape)
    options = np.zeros((len(chosen), n), np.float32)
    np.put_along_axis(options, chosen, 1.0, axis=1)
    options.flags.writeable = False
    return options


def _drawn(plan: Arrangement, seed: int) -> list[Labels]:
    rng = np.random.default_rng(seed)
    swaps = [block.places[0] for block in plan.blocks if block.before is None]
    found = []
    for start in range(0, DRAWN, CHUNK):
        n = min(CHUNK, DRAWN - start)
        labels = np.zeros((n, plan.units), np.float32)
        if swaps:
            labels[:, swaps] = rng.integers(0, 2, (n, len(swaps)))
        for block in plan.blocks:
            if block.before is not None:
                order = rng.random((n, len(block.places))).argsort(axis=1)
                labels[:, list(block.places)] = order < block.before
        found.append(labels)
    return found
