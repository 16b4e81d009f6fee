"""Words and numbers of any script, and when two numbers are the same."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from interviewkit.checking.tokens import count_places, cut_tokens, is_same
from interviewkit.wording.numbers import count, decimal, percent
from interviewkit.wording.style import written_in


def keys(text: str) -> list[str]:
    return [token.key for token in cut_tokens(text)]


def test_a_finding_is_cut_into_words_and_numbers() -> None:
    assert keys("88% of “Top quartile” (95% CI 85–90%, n = 1,818), p < .001: −7 to +31") == [
        "88", "%", "of", "top", "quartile", "95", "%", "ci", "85", "90", "%", "n", "1.818", "p",
        "<.001", "-7", "to", "+31",
    ]  # fmt: skip


def test_per_cent_is_one_word_however_written() -> None:
    assert {tuple(keys(f"88 {written} more")) for written in ("%", "percent", "per cent")} == {
        ("88", "%", "more")
    }
    assert keys("88 per century") == ["88", "per", "century"]


def test_what_no_blank_parts_is_cut_by_letters() -> None:
    assert keys("它说的88%") == ["它", "说", "的", "88", "%"]
    assert keys("٨٨٪ من الناس") == ["88", "%", "من", "الناس"]


@pytest.mark.parametrize("text", ["café señor", "Ångström", "한국어 말", "हिन्दी में"])
def test_letters_are_the_same_however_composed(text: str) -> None:
    assert keys(unicodedata.normalize("NFD", text)) == keys(unicodedata.normalize("NFC", text))
    assert keys(text.upper()) == keys(text)


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("1.41", "1.41", True),
        ("1.234", "1234", True),
        ("0.012", ".012", True),
        ("+22", "22", True),
        ("-7", "7", False),
        ("88", "98", False),
        ("1.41", "14.1", False),
        ("<1", "1", False),
    ],
)
def test_two_numbers_are_the_same(one: str, other: str, same: bool) -> None:
    assert is_same(one, other) == same


@given(st.floats(0, 1), st.integers(0, 10**7), st.floats(0, 9000))
def test_both_styles_are_read_as_the_same(share: float, n: int, value: float) -> None:
    text = [f"{percent(share)} {count(n)} {decimal(value)}"]
    with written_in("german"):
        text.append(f"{percent(share)} {count(n)} {decimal(value)}")
    english, german = (keys(each) for each in text)
    assert len(english) == len(german)
    assert all(map(is_same, english, german))


def test_decimals_are_counted() -> None:
    assert [count_places(key) for key in ("88", "1.41", "<.001")] == [0, 2, 3]
