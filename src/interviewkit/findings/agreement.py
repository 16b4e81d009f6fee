"""How far two coders agree, code by code, over what both of them have read."""

from __future__ import annotations

import math
from collections.abc import Collection, Iterable, Mapping, Sequence

from interviewkit.findings.kappa import kappa
from interviewkit.findings.units import UNITS, Unit, coded_units, turn_of, units_of_turns
from interviewkit.model import Agreement, Coding, Passage

POOLED = "all codes"
"""What stands for the code in the pooled row; no code can have that id."""


def agreement(
    codings_a: Sequence[Coding],
    codings_b: Sequence[Coding],
    *,
    read_a: Collection[int] = (),
    read_b: Collection[int] = (),
    codes: Iterable[str] = (),
    unit: str = "turn",
    cuts: Mapping[int, Sequence[Passage]] | None = None,
    speaker_of: Mapping[int, str] | None = None,
) -> list[Agreement]:
    """Share of agreement (0 to 1) and Cohen's kappa for every code, and pooled over the codes.

    ``read_a`` and ``read_b`` are the ids of the turns that each coder has read, with or without
    coding them; a turn that was coded has been read. Only turns that *both* have read count, for
    every unit: a participant is compared by those of their turns alone. A code is present in a
    unit if at least one coding of it holds there, whatever its polarity.

    ``unit`` is ``turn``; ``participant``, with ``speaker_of`` (turn id to participant); or
    ``passage``, with ``cuts`` (turn id to the passages of the turn, usually sentences). There a
    coding counts for every passage that it overlaps by at least half of the shorter of the two,
    so coders need not have marked the same spans.

    The rows follow ``codes``, or else the codes in alphabetical order, of which one coder used at
    least one. The last row is pooled: every decision on one unit and one code is a case of one
    table with two categories, present and absent.

    Raises:
        ValueError: no such unit, or a coding stands in a turn that has no id.
    """
    if unit not in UNITS:
        raise ValueError(f"{unit!r} is no unit; it is one of {', '.join(UNITS)}")
    turns = {*read_a, *map(turn_of, codings_a)} & {*read_b, *map(turn_of, codings_b)}
    cuts, speaker_of = cuts or {}, speaker_of or {}
    coded_a = coded_units(codings_a, turns, unit, cuts, speaker_of)
    coded_b = coded_units(codings_b, turns, unit, cuts, speaker_of)
    n = len(units_of_turns(turns, unit, cuts, speaker_of))
    rows = [
        _of_code(code, unit, n, coded_a.get(code, set()), coded_b.get(code, set()))
        for code in tuple(codes) or sorted({*coded_a, *coded_b})
    ]
    return [*rows, _pooled(rows, unit)]


def _of_code(code: str, unit: str, n: int, a: set[Unit], b: set[Unit]) -> Agreement:
    both = len(a & b)
    return _row(code, unit, both, len(a) - both, len(b) - both, n - len(a | b))


def _pooled(rows: Sequence[Agreement], unit: str) -> Agreement:
    return _row(
        POOLED,
        unit,
        sum(row.both for row in rows),
        sum(row.only_a for row in rows),
        sum(row.only_b for row in rows),
        sum(row.neither for row in rows),
    )


def _row(code: str, unit: str, both: int, only_a: int, only_b: int, neither: int) -> Agreement:
    n = both + only_a + only_b + neither
    return Agreement(
        code=code,
        unit=unit,
        n=n,
        percent=(both + neither) / n if n else math.nan,
        kappa=kappa([[both, only_a], [only_b, neither]]),
        both=both,
        only_a=only_a,
        only_b=only_b,
        neither=neither,
    )
