from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from interviewkit.exchange.row import Plain, find_nearest_sentence, find_quote


def found(text: str, quote: str) -> list[str]:
    return [text[start:end] for start, end in find_quote(text, quote)]


@pytest.mark.parametrize(
    ("text", "quote"),
    [
        ("I said: it’s “fine” now.", 'it\'s "fine" now'),
        ('I said: it\'s "fine" now.', "it’s “fine” now"),
        ("Well … I stopped—for good.", "Well ... i stopped-for good"),
        ("Well ... I stopped -- for good.", "Well … I stopped – for good."),
        ("One\n\n  two\tthree", "one two three"),
        ("One\u00a0two\u2009three", "One two three"),
        ("co\u00adoperate\u200b now", "cooperate now"),
        ("Das Caf\u00e9 war gro\u00df", "CAFE\u0301 war gross"),
        ("the \ufb01rst", "the first"),
        ("«Non», dit-il", '"Non", dit‑il'),
    ],
)
def test_a_quote_is_found_however_its_signs_were_changed(text: str, quote: str) -> None:
    place = found(text, quote)
    assert len(place) == 1
    assert Plain.of(place[0]).text.strip() == Plain.of(quote).text.strip()


def test_offsets_count_characters_of_the_turn_itself() -> None:
    text = "A\u00a0\u00a0 b … c 😀 “I am stuck”, yes"
    start = text.index("I am")
    assert find_quote(text, "i am  stuck") == [(start, start + 10)]


def test_every_place_is_told_and_nothing_is_found_for_nothing() -> None:
    assert found("Stuck, Stuck, STUCK", "stuck") == ["Stuck", "Stuck", "STUCK"]
    assert found("stuck", " \n") == []
    assert found("stuck", "unstuck") == []
    assert found("a.c", "abc") == []


def test_the_best_places_come_alone() -> None:
    assert find_quote("It helps. it helps", "it helps") == [(10, 18)]
    assert find_quote("A part of art.", "art") == [(10, 13)]
    assert find_quote("A PART of ART.", "art") == [(10, 13)]
    assert find_quote("A part", "art") == [(3, 6)]


@given(st.text(), st.data())
def test_any_slice_of_any_text_is_found_in_it(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    quote = text[start:end]
    if Plain.of(quote).text.strip():
        places = found(text, quote)
        assert any(Plain.of(p).text.strip() == Plain.of(quote).text.strip() for p in places)


@given(st.text(st.characters(max_codepoint=0x24F)))
def test_the_form_of_unicode_makes_no_difference(text: str) -> None:
    composed, apart = unicodedata.normalize("NFC", text), unicodedata.normalize("NFD", text)
    assert Plain.of(composed).text == Plain.of(apart).text


def test_the_nearest_sentence_shares_most_words() -> None:
    text = "I like mornings. When I get stuck I ask it. Then lunch!"
    assert find_nearest_sentence(text, "when stuck, I ask him") == "When I get stuck I ask it."
    assert find_nearest_sentence(text, "zebra") == ""
