"""Two halves are a character, and one alone is none."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from interviewkit.model.surrogates import has_half, mend_surrogates


def test_two_halves_are_a_character() -> None:
    assert mend_surrogates("a\ud83d\ude00b") == "a\U0001f600b"
    assert mend_surrogates("a\ude00\ud83db") == "a\ufffd\ufffdb"


def test_a_sign_for_what_is_lost_is_no_half() -> None:
    assert has_half("\ufffd\ud83d")
    assert not has_half("\ufffd \ud83d\ude00")


@given(st.text(st.characters(codec="utf-8")))
def test_whole_characters_stay_as_they_are(text: str) -> None:
    assert mend_surrogates(text) == text


@given(st.text(st.characters()))
def test_every_file_can_hold_what_comes(text: str) -> None:
    assert mend_surrogates(text).encode().decode() == mend_surrogates(text)
