"""Differences of shares, against published intervals."""

from __future__ import annotations

import pytest

from interviewkit.findings.two_shares import difference, share
from interviewkit.model import Interval

Sides = tuple[dict[str, bool], dict[str, bool]]


def paired(both: int, before: int, after: int, neither: int) -> Sides:
    """People by what they said before and after."""
    said = [(True, True)] * both + [(True, False)] * before
    said += [(False, True)] * after + [(False, False)] * neither
    names = [f"p{i}" for i in range(len(said))]
    return (
        {n: a for n, (a, _) in zip(names, said, strict=True)},
        {n: b for n, (_, b) in zip(names, said, strict=True)},
    )


def alone(*sides: dict[str, bool]) -> dict[str, str]:
    return {name: name for side in sides for name in side}


@pytest.mark.parametrize(
    ("table", "low", "high"),
    [
        # Fagerland, Lydersen and Laake (2014), Statistics in Medicine 33, 2850-2875: airway
        # hyper-responsiveness, Newcombe's square-and-add interval.
        ((1, 1, 7, 12), 0.026, 0.507),
        # Altman, Machin, Bryant and Gardner (2000), Statistics with Confidence, table 6.2.
        ((14, 0, 5, 22), 0.011, 0.226),
    ],
)
def test_paired_intervals_are_newcombes(
    table: tuple[int, int, int, int], low: float, high: float
) -> None:
    before, after = paired(*table)
    together = alone(before)
    value, interval = difference(share(before, together), share(after, together))
    assert value == pytest.approx((table[2] - table[1]) / sum(table))
    assert (interval.low, interval.high) == pytest.approx((low, high), abs=6e-4)


def test_independent_intervals_are_newcombes() -> None:
    """56 of 70 against 48 of 80: R. G. Newcombe (1998), Statistics in Medicine 17, table II."""
    one = {f"a{i}": i < 48 for i in range(80)}
    two = {f"b{i}": i < 56 for i in range(70)}
    together = alone(one, two)
    value, interval = difference(share(one, together), share(two, together))
    assert value == pytest.approx(0.2)
    assert (interval.low, interval.high) == pytest.approx((0.0524, 0.3339), abs=5e-5)


def test_groups_that_speak_with_one_voice_count_as_one_each() -> None:
    people = {f"g{g}p{i}": g < 3 for g in range(6) for i in range(5)}
    together = {name: name[:2] for name in people}
    grouped, single = share(people, together), share(people, alone(people))
    assert grouped.value == single.value == 0.5
    assert single.interval == Interval.wilson(0.5, 30)
    assert grouped.interval.high - grouped.interval.low > 2 * (
        single.interval.high - single.interval.low
    )


def test_groups_that_differ_within_only_lose_degrees_of_freedom() -> None:
    people = {f"g{g}p{i}": i < 2 for g in range(6) for i in range(4)}
    together = {name: name[:2] for name in people}
    found = share(people, together).interval
    wilson = Interval.wilson(0.5, 24)
    assert wilson.low > found.low > wilson.low - 0.08


def test_one_conversation_tells_nothing_of_others() -> None:
    found = share({"a": True, "b": False}, {"a": 1, "b": 1})
    assert (found.interval.low, found.interval.high) == (0.0, 1.0)


def test_nobody_is_no_number() -> None:
    nobody, someone = share({}, {}), share({"a": True}, {"a": "a"})
    value, interval = difference(nobody, someone)
    assert value != value
    assert interval.low != interval.low
