"""No sentence takes a share for a relative risk."""

from __future__ import annotations

import math
import re
from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from interviewkit.model import Contrast, Estimate, Interval
from interviewkit.model.estimate import Naming
from interviewkit.wording.sentences import describe_contrast

TOP, REST = "Top quartile by AI gain", "The others"


def share(value: float, n: int, half: float = 0.03) -> Estimate:
    interval = Interval(max(0.0, value - half), min(1.0, value + half))
    return Estimate("burned_out", "s", value, n, n, interval, "share", "yes")


def contrast(a: float, b: float, n: int = 600, half: float = 0.04, shared: int = 0) -> Contrast:
    ratio = a / b if b else math.nan
    around = Interval(ratio * 0.9, ratio * 1.1) if b and a else None
    difference = a - b
    return Contrast(
        share(a, n), share(b, n), difference, Interval(difference - half, difference + half),
        ratio, around, shared=shared,
    )  # fmt: skip


def told(found: Contrast, first: str, second: str, label: str, phrase: str = "") -> str:
    return describe_contrast(replace(found, told_as=Naming(first, second, label, phrase)))


def plain(text: str) -> str:
    return text.replace("\u00a0", " ").replace("\u2212", "-")


def test_the_published_sentence() -> None:
    words = told(contrast(0.88, 0.63, 682), TOP, REST, "Burned out", "are burned out")
    assert plain(words) == (
        "88% of “Top quartile by AI gain” are burned out (95% CI 85–91%, n = 682), against "
        "63% of “The others” (95% CI 60–66%, n = 682): 25 percentage points more "
        "(95% CI +21 to +29), 1.40 times as many (95% CI 1.26–1.54)."
    )


def test_what_may_be_chance_overlaps_or_runs_the_other_way_is_said() -> None:
    words = plain(told(contrast(0.50, 0.52, shared=12), TOP, REST, "Tired"))
    assert "50% of “Top quartile by AI gain” answer yes to “Tired”" in words
    assert "2 percentage points fewer (95% CI -6 to +2, so it may be chance)" in words
    assert words.endswith("12 people are in both; the intervals allow for it.")
    assert "no difference in percentage points" in plain(
        told(contrast(0.5, 0.5), TOP, REST, "Tired")
    )


def test_nobody_and_none_are_said() -> None:
    empty = Contrast(share(math.nan, 0), share(0.5, 10), math.nan)
    assert told(empty, TOP, REST, "Tired") == (
        "Nobody of “Top quartile by AI gain” answered, so there is nothing to compare."
    )
    assert "times" not in told(contrast(0.5, 0.0), TOP, REST, "Tired")


def test_means_are_told_in_their_own_unit() -> None:
    one, two = (
        Estimate("gain", "s", value, 300, 300.0, Interval(value - 3, value + 3), "mean")
        for value in (42.04, 36.02)
    )
    found = Contrast(one, two, 6.02, Interval(2.04, 10.0), 1.167, None)
    assert plain(told(found, "Managers", "Others", "Gain, per cent")) == (
        "“Gain, per cent” is 42.0 on average of “Managers” (95% CI 39.0 to 45.0, n = 300), "
        "against 36.0 of “Others” (95% CI 33.0 to 39.0, n = 300): 6.0 more (95% CI +2.0 to +10.0)."
    )


shares = st.integers(0, 1000).map(lambda thousandths: thousandths / 1000)


@given(shares, shares, st.integers(0, 5000), st.floats(0.001, 0.5))
def test_a_share_is_never_told_as_a_relative_risk(a: float, b: float, n: int, half: float) -> None:
    words = plain(told(contrast(a, b, n, half), TOP, REST, "Tired", "are tired"))
    assert not re.search(r"more likely|less likely|% (more|less|fewer|higher|lower)", words)
    if not n:
        return
    # The points are the difference of the shares, the times their ratio, and never the other's.
    points = re.search(r": (?:([\d.]+) percentage points? (more|fewer)|no difference)", words)
    assert points
    if points[1]:
        assert abs(float(points[1]) - abs(a - b) * 100) <= 0.5 + 1e-6
        assert (points[2] == "more") == (a > b)
    times = re.search(r", <?([\d.,]+) times as many", words)
    assert (times is not None) == (b > 0 and a > 0)
    if times:
        assert math.isclose(float(times[1].replace(",", "")), a / b, rel_tol=0.01, abs_tol=0.06)
