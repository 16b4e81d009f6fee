"""Times and names as the report writes them."""

from __future__ import annotations

import pytest

from interviewkit.report import formats


@pytest.mark.parametrize(
    ("seconds", "written"), [(None, ""), (0.0, "0:00"), (725.9, "12:05"), (3725.0, "1:02:05")]
)
def test_clock(seconds, written):
    assert formats.clock(seconds) == written


def test_days_and_moments():
    assert formats.days(["2025-05-20", "", "2025-04-03"]) == "3\u00a0April 2025 to 20\u00a0May 2025"
    assert formats.days(["2025-05-20", "2025-05-20"]) == "20\u00a0May 2025"
    assert formats.day("spring") == "spring"
    assert formats.moment("2025-06-01T08:05:59+00:00") == "2025-06-01 08:05"


@pytest.mark.parametrize(
    ("label", "written"),
    [
        ("Self-efficacy", "self-efficacy"),
        ("AI at work", "AI at work"),
        ("Life in Berlin", "Life in Berlin"),
        ("", ""),
        ("X", "X"),
    ],
)
def test_labels_lose_their_capital_only_where_it_is_no_name(label, written):
    assert formats.in_sentence(label) == written


def test_anchors_are_safe_and_unique():
    made = formats.anchors(["a b", "a/b", '"><x', "…"], "theme")
    assert len(set(made.values())) == 4
    assert all(value.replace("-", "").replace("_", "").isalnum() for value in made.values())


def test_clip_cuts_between_words():
    assert formats.clip("one two\nthree", 9) == "one two …"
    assert formats.clip_left("one two three", 9) == "… three"
    assert formats.clip("short", 9) == "short"


def test_recordings_without_a_date_are_told():
    assert formats.recorded(["2025-05-20", ""]) == "20\u00a0May 2025 (known of 1 of 2)"
    assert formats.recorded(["2025-05-20"]) == "20\u00a0May 2025"
    assert formats.recorded(["", ""]) == ""
