"""One rounding for all faces: mirrored figures are alike, and next to nothing is not nothing."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from interviewkit.cli.compare_figures import points_range, value_words
from interviewkit.model import Interval
from interviewkit.model.rounding import signed_points, whole, whole_percent
from interviewkit.report import formats


@pytest.mark.parametrize(("share", "text"), [(2 / 16, "13"), (17 / 40, "43"), (0.005, "1"),
                                             (1 / 300, "<1"), (299 / 300, ">99"), (0, "0"),
                                             (1, "100"), (math.nan, "–")])  # fmt: skip
def test_halves_of_a_percent_go_up(share: float, text: str) -> None:
    assert whole_percent(share) == text


@given(st.floats(-1, 1))
def test_a_turned_sign_keeps_the_digits(share: float) -> None:
    there, back = signed_points(share), signed_points(-share)
    assert there.lstrip("+-") == back.lstrip("+-")
    assert abs(whole(100 * share) - 100 * share) <= 0.5 + 1e-6


@pytest.mark.parametrize(("share", "text"), [(0.125, "+13"), (-0.125, "-13"), (-0.0001, "0"),
                                             (0.004, "+0.4"), (-0.004, "-0.4")])  # fmt: skip
def test_points_have_a_sign_and_nothing_has_none(share: float, text: str) -> None:
    assert signed_points(share) == text


@given(st.floats(0, 1), st.floats(-1, 0), st.floats(0, 1))
def test_terminal_and_report_write_the_same_digits(share: float, low: float, high: float) -> None:
    ends = Interval(low, high)
    assert formats.points_range(ends).replace("−", "-") == points_range(ends)
    assert formats.percent(share).replace("\xa0", "").replace(" ", "") == value_words(share, True)
