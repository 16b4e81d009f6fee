"""How numbers are written: what is shown is near what is meant, and never the wrong all or none."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from interviewkit.model import Interval
from interviewkit.model.settings import CHOICES
from interviewkit.wording.numbers import (
    MINUS,
    NOISE,
    count,
    counted,
    decimal,
    effective_n,
    fine_percent,
    fine_range,
    in_hundred,
    mean,
    mean_difference,
    mean_difference_range,
    mean_range,
    p_named,
    p_value,
    percent,
    percent_range,
    points,
    points_named,
    points_range,
    points_size,
    rate,
    ratio,
    ratio_range,
    short,
)
from interviewkit.wording.style import ENGLISH, GERMAN, STYLES, current, written_in

SHARES = st.floats(0, 1)
INNER = st.floats(1e-6, 1 - 1e-6)
DIFFERENCES = st.floats(-1, 1).filter(lambda x: abs(x) > 1e-6)
NUMBERS = st.floats(-1e6, 1e6)
RATIOS = st.floats(0, 1e5)
BETWEEN = st.tuples(SHARES, SHARES, SHARES).map(sorted)


def read(text: str) -> float:
    """A written number as a reader takes it; open ends as the end itself."""
    bare = text.replace(MINUS, "-").replace(",", "").replace("∞", "inf")
    return float(bare.strip("<>%+").replace("\u00a0", "").removeprefix(">"))


# -- what is written ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("share", "text"),
    [
        (0.125, "13%"),
        (0.285, "29%"),
        (0.995, ">99%"),
        (0.9949, "99%"),
        (1.0, "100%"),
        (0.003, "<1%"),
        (0.0, "0%"),
        (1 - 0.715, "29%"),
        (1e-17, "0%"),
        (1 - 1e-16, "100%"),
        (math.nan, "–"),
    ],
)
def test_shares_in_whole_per_cents(share, text):
    assert percent(share) == text


@pytest.mark.parametrize(
    ("share", "text"),
    [(0.0004, "<0.1%"), (0.004, "0.4%"), (0.0994, "9.9%"), (0.0995, "10%"), (0.123, "12%")],
)
def test_rare_shares_have_a_decimal(share, text):
    assert fine_percent(share) == text
    assert f"{in_hundred(share)}%" == text


def test_ranges_of_shares():
    assert percent_range(Interval(0.09, 0.37)) == "9–37%"
    assert percent_range(Interval(0.004, 0.02)) == "<1% to 2%"
    assert percent_range(Interval(0.97, 0.998)) == "97% to >99%"
    assert percent_range(Interval(0, 1)) == "0–100%"
    assert fine_range(Interval(0.0791, 0.15)) == "7.9–15%"
    assert percent_range(Interval(math.nan, math.nan)) == percent_range(None) == "–"


@pytest.mark.parametrize(
    ("share", "text"),
    [
        (0.23, "+23"),
        (-0.07, "−7"),
        (0.003, "+0.3"),
        (-0.0001, "−0.0"),
        (0.0, "0"),
        (1e-17, "0"),
        (0.0095, "+1"),
        (math.nan, "–"),
    ],
)
def test_differences_in_points(share, text):
    assert points(share) == text


def test_points_with_their_noun():
    assert points_named(0.01) == "+1 point"
    assert points_named(-0.31) == "−31 points"
    assert points_named(math.nan) == "–"
    assert points_size(-0.31) == "31"
    assert points_range(Interval(-0.07, 0.31)) == "−7 to +31"


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (0.001, "<0.01"),
        (0.04, "0.04"),
        (1.428, "1.43"),
        (9.996, "10.0"),
        (14.29, "14.3"),
        (99.96, "100"),
        (1428.6, "1,429"),
        (math.inf, "∞"),
        (math.nan, "–"),
    ],
)
def test_ratios_in_three_digits(value, text):
    assert ratio(value) == text


def test_rates_in_two_digits():
    assert [rate(x) for x in (0.001, 0.423, 4.23, 14.3, math.nan)] == [
        "<0.01", "0.42", "4.2", "14", "–",
    ]  # fmt: skip


def test_ranges_of_ratios():
    assert ratio_range(Interval(1.281, 1.594)) == "1.28–1.59"
    assert ratio_range(Interval(2.1, math.inf)) == "2.10 to ∞"


@pytest.mark.parametrize(
    ("p", "cell", "named"),
    [
        (0.0123, ".012", "p = .012"),
        (0.0009, "<.001", "p < .001"),
        (0.001, ".001", "p = .001"),
        (0.9998, ">.999", "p > .999"),
        (1.0, "1.000", "p = 1.000"),
        (math.nan, "–", "p = –"),
    ],
)
def test_p_is_never_none_nor_one(p, cell, named):
    assert p_value(p) == cell
    assert p_named(p).replace("\u00a0", " ") == named


def test_means_are_as_round_as_fits():
    assert [mean(x) for x in (0.1234, 3.141, 42.13, 14495.2)] == ["0.123", "3.14", "42.1", "14,495"]
    assert mean(0.5, 42.0) == "0.5"
    assert mean_range(Interval(3.1, 3.52)) == "3.10 to 3.52"
    assert mean_difference(-0.421, 4.0) == "−0.42"
    assert mean_difference_range(Interval(-0.1, 0.94), 4.0) == "−0.10 to +0.94"


def test_counts_and_other_numbers():
    assert count(14495) == "14,495"
    assert counted(1, "person", "people").replace("\u00a0", " ") == "1 person"
    assert [effective_n(x) for x in (29.96, 12.0, 640.4)] == ["29", "12", "640"]
    assert decimal(-0.001) == "0.00"
    assert decimal(-7) == "−7.00"
    assert [short(x) for x in (20, 2.5, -0.25, 1000)] == ["20", "2.5", "−0.25", "1,000"]
    assert [short(x, 3) for x in (0.0001, -0.0001, 0.0)] == ["<0.001", ">−0.001", "0"]


# -- styles ------------------------------------------------------------------------------------


def test_german_style_throughout():
    with written_in("german"):
        shown = [
            percent(0.88), percent_range(Interval(0.09, 0.37)), fine_percent(0.004),
            count(14495), ratio(1.428), p_value(0.0123), p_value(0.0001), mean(3.141),
            points(0.003), short(2.5),
        ]  # fmt: skip
    assert [text.replace("\u00a0", " ") for text in shown] == [
        "88 %", "9–37 %", "0,4 %", "14.495", "1,43", "0,012", "<0,001", "3,14", "+0,3", "2,5",
    ]  # fmt: skip


def test_a_style_holds_only_within():
    with written_in(GERMAN) as style:
        assert current() is style is GERMAN
    assert current() is ENGLISH


def test_settings_know_every_style():
    assert set(CHOICES["report.style"]) == set(STYLES)


# -- properties --------------------------------------------------------------------------------


@given(INNER)
def test_some_is_neither_none_nor_all(share):
    for write in (percent, fine_percent):
        assert write(share) not in ("0%", "0.0%", "100%")


@given(INNER, SHARES)
def test_ends_are_neither_none_nor_all(share, other):
    low, high = sorted((share, other))
    ends = percent_range(Interval(low, high)).replace("%", "").replace(" to ", "–").split("–")
    assert (ends[0] == "0") == (low <= NOISE)
    assert (ends[1] == "100") == (high >= 1 - NOISE)


@given(SHARES)
def test_shares_read_back_within_rounding(share):
    assert abs(read(percent(share)) - 100 * share) <= 1
    assert abs(read(fine_percent(share)) - 100 * share) <= 1
    if 0.005 <= share < 0.0995:
        assert abs(read(fine_percent(share)) - 100 * share) <= 0.05 + 1e-9


@given(DIFFERENCES)
def test_points_keep_their_sign(difference):
    assert points(difference)[0] == (MINUS if difference < 0 else "+")
    assert abs(read(points(difference)) - 100 * difference) <= 0.5 + 1e-6


@given(DIFFERENCES)
def test_points_of_the_other_side_mirror(difference):
    assert points_size(difference) == points_size(-difference)


@given(st.floats(1e-4, 1e4))
def test_ratios_read_back(value):
    assert abs(read(ratio(value)) - value) <= max(0.0101, 0.006 * value)


@given(st.floats(0, 1))
def test_p_reads_back(p):
    assert abs(read(p_value(p)) - p) <= 0.001


@given(NUMBERS)
def test_means_read_back(value):
    assert abs(read(mean(value)) - value) <= max(0.0005, 0.006 * abs(value)) + 1e-9


@pytest.mark.parametrize("write", [percent, fine_percent, points, ratio, p_value])
@given(pair=st.tuples(SHARES, SHARES).map(sorted))
def test_more_is_never_written_less(write, pair):
    low, high = pair
    assert read(write(low)) <= read(write(high))


@given(st.tuples(NUMBERS, NUMBERS).map(sorted))
def test_larger_means_never_written_smaller(pair):
    assert read(mean(pair[0])) <= read(mean(pair[1]))


@given(BETWEEN)
def test_intervals_hold_what_they_are_of(three):
    low, value, high = three
    around = Interval(low, high)
    for write, span in ((percent, percent_range), (fine_percent, fine_range)):
        ends = span(around).replace("%", "").replace(" to ", "–").split("–")
        assert read(ends[0]) <= read(write(value)) <= read(ends[1])
    ends = points_range(around).split(" to ")
    assert read(ends[0]) <= read(points(value)) <= read(ends[1])


@given(st.tuples(RATIOS, RATIOS, RATIOS).map(sorted))
def test_ratios_lie_in_their_range(three):
    low, value, high = three
    ends = ratio_range(Interval(low, high)).replace(" to ", "–").split("–")
    assert read(ends[0]) <= read(ratio(value)) <= read(ends[1])


@given(st.tuples(NUMBERS, NUMBERS, NUMBERS).map(sorted))
def test_means_lie_in_their_range(three):
    low, value, high = three
    ends = mean_range(Interval(low, high), value).split(" to ")
    assert read(ends[0]) <= read(mean(value)) <= read(ends[1])


@given(NUMBERS, st.integers(0, 6))
def test_decimals_read_back(value, places):
    tolerance = 0.5 * 10.0**-places + 1e-6
    assert abs(read(decimal(value, places)) - value) <= tolerance


@pytest.mark.parametrize("number", [math.inf, -math.inf, math.nan, 1e30, -1e300])
def test_no_number_is_too_strange_to_be_written(number: float) -> None:
    for write in (count, decimal, mean, ratio, short):
        assert write(number)
