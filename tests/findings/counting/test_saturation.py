"""Saturation as in the article that proposes the method."""

from __future__ import annotations

import pytest

from interviewkit.findings.counting.saturation import (
    UNGROUNDED,
    choose_grounded_codes,
    measure_saturation,
    withhold_claim,
)
from interviewkit.model import Code


def interviews(*new: int) -> list[tuple[str, str, set[str]]]:
    """Interviews that bring so many new codes each."""
    found, known = [], 0
    for number, n in enumerate(new, start=1):
        codes = {f"c{i}" for i in range(known + n)}
        found.append((f"i{number}", "w1" if number < 5 else "w2", codes))
        known += n
    return found


EXAMPLE = (15, 10, 7, 5, 4, 3, 1, 0, 2, 1, 0, 0)
"""Guest, Namey and Chen (2020): 37 codes in the first four interviews, then 4, 3, 1, 0, …"""


def test_the_worked_example() -> None:
    found = measure_saturation(interviews(*EXAMPLE), base=4, run=2, threshold=0.05)
    assert found.base_codes == 37
    ratios = [(each.run_new, round(each.ratio, 2)) for each in found.heard[5:8]]
    assert ratios == [(7, 0.19), (4, 0.11), (1, 0.03)]
    assert (found.reached, found.words) == (6, "6+2")


def test_the_stricter_threshold_of_the_example() -> None:
    assert measure_saturation(interviews(*EXAMPLE), threshold=0.0).words == "10+2"


def test_new_codes_are_counted_by_side() -> None:
    found = measure_saturation(interviews(*EXAMPLE))
    assert found.by_side == (("w1", 37), ("w2", 11))
    assert [each.known for each in found.heard][-1] == 48


def test_too_few_interviews_reach_nothing() -> None:
    found = measure_saturation(interviews(5, 2, 1))
    assert (found.reached, found.usual, found.words) == (None, None, "not reached")
    assert measure_saturation([("a", "w", set()), ("b", "w", set())], base=1, run=1).reached is None


def test_random_orders_frame_the_order_that_happened() -> None:
    """The same codes everywhere are reached at once in every order."""
    same = [(f"i{i}", "w", {"a", "b"}) for i in range(10)]
    found = measure_saturation(same)
    assert (found.words, found.usual, found.usual_share) == ("4+2", (4, 4, 4), 1.0)


@pytest.mark.parametrize("wrong", [{"base": 0}, {"run": 0}, {"threshold": 1.5}])
def test_senseless_settings_are_refused(wrong: dict[str, float]) -> None:
    with pytest.raises(ValueError, match="base and run"):
        measure_saturation([], **wrong)  # type: ignore[arg-type]


def test_it_is_claimed_of_found_or_read_codes_alone() -> None:
    codes = [
        Code("a", "A", "", origin="inductive"), Code("b", "B", "", origin="deductive"),
        Code("c", "C", ""),
    ]  # fmt: skip
    read = {"a": 0.0, "b": 1.0, "c": 0.5}
    names, grounds, why = choose_grounded_codes(codes, read.__getitem__)
    assert (names, why) == (("a", "b"), "")
    assert grounds == ("a (found in the material) and b (people have read nearly all turns for it)")
    assert choose_grounded_codes(codes[1:], lambda _: 0.9) == ((), "", UNGROUNDED)


def test_what_is_not_claimed_names_no_number() -> None:
    found = withhold_claim(measure_saturation(interviews(*EXAMPLE)), UNGROUNDED)
    assert (found.words, found.reached, found.usual) == ("not claimed", None, None)
    assert found.heard[-1].known == sum(EXAMPLE)
