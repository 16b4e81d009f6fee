"""Who is held against whom: people among each other, and the machine apart from them."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from interviewkit.model import CONSENSUS, MACHINE
from interviewkit.model.agreement import (
    BETWEEN_MACHINES,
    BETWEEN_PEOPLE,
    MIXED,
    PEOPLE,
    WITH_CONSENSUS,
    WITH_MACHINE,
)

PERSON = "person"
"""A kind of coder, as the machine is; the consensus is made of what people said, so it is none."""

Two = tuple[str, str]


@dataclass(frozen=True, slots=True)
class CoderGroup:
    """Coders whose agreement is one figure, and who they are."""

    coders: tuple[str, ...]
    between: str


def group_coders(
    kind_of: Mapping[str, str], sharing: Collection[Two], pool: str = PEOPLE
) -> list[CoderGroup]:
    """The groups to compare: those who are pooled first, then every two.

    ``kind_of`` maps each coder, in order, to their kind; ``sharing`` has the pairs, in that order,
    who read anything in common. One figure over more than two is for people among each other
    alone, or, with ``pool="all"``, for whoever is named. Whoever shares nothing with any other is
    in no pool. The consensus is pooled with no one.
    """
    pairs = [CoderGroup(two, _between(two, kind_of)) for two in combinations(kind_of, 2)]
    pooled = [name for name, kind in kind_of.items() if _may_pool(kind, pool)]
    sharing_there = [two for two in sharing if {*two} <= {*pooled}]
    together = tuple(name for name in pooled if any(name in two for two in sharing_there))
    if len(together) < 3:
        return pairs
    return [CoderGroup(together, _between(together, kind_of)), *pairs]


def _may_pool(kind: str, pool: str) -> bool:
    return kind == PERSON or (pool != PEOPLE and kind != CONSENSUS)


def _between(coders: Sequence[str], kind_of: Mapping[str, str]) -> str:
    kinds = {kind_of[name] for name in coders}
    if kinds == {PERSON}:
        return BETWEEN_PEOPLE
    if kinds == {MACHINE}:
        return BETWEEN_MACHINES
    if MACHINE not in kinds:
        return WITH_CONSENSUS
    return MIXED if len(coders) > 2 else WITH_MACHINE
