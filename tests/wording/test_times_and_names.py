"""Times and names as they are written."""

from __future__ import annotations

import pytest

from interviewkit.wording import words


@pytest.mark.parametrize(
    ("seconds", "written"), [(None, ""), (0.0, "0:00"), (725.9, "12:05"), (3725.0, "1:02:05")]
)
def test_clock(seconds, written):
    assert words.write_clock(seconds) == written


def test_days_and_moments():
    assert (
        words.write_days(["2025-05-20", "", "2025-04-03"])
        == "3\u00a0April 2025 to 20\u00a0May 2025"
    )
    assert words.write_days(["2025-05-20", "2025-05-20"]) == "20\u00a0May 2025"
    assert words.write_day("spring") == "spring"
    assert words.write_moment("2025-06-01T08:05:59+00:00") == "2025-06-01 08:05"


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
    assert words.lower_first_letter(label) == written


def test_clip_cuts_between_words():
    assert words.clip_text("one two\nthree", 9) == "one two …"
    assert words.clip_left("one two three", 9) == "… three"
    assert words.clip_text("short", 9) == "short"


def test_recordings_without_a_date_are_told():
    one, other = "2025-05-20", "2025-06-01"
    describe = words.describe_recordings
    assert describe([one, ""]) == "of which 1 is dated, 20\u00a0May 2025"
    assert describe([one, other, ""]) == (
        "of which 2 are dated, from 20\u00a0May 2025 to 1\u00a0June 2025"
    )
    assert describe([one]) == describe([one, one]) == "recorded on 20\u00a0May 2025"
    assert describe([other, one]) == "recorded from 20\u00a0May 2025 to 1\u00a0June 2025"
    assert words.describe_recordings(["", ""]) == ""


def test_lists_end_in_and():
    assert [words.join_words(list("abc"[:n])) for n in range(4)] == [
        "",
        "a",
        "a and b",
        "a, b and c",
    ]
