"""Moving the ends of a passage."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from interviewkit.model.span import (
    END,
    START,
    find_neighbour_sentence,
    find_quoted,
    find_sentences,
    find_words,
    narrow_span,
    widen_span,
)

TEXT = "Well. I never showed it to a soul! Not to you?  (Really.) End"


def said(span: tuple[int, int] | None) -> str:
    return TEXT[slice(*span)] if span else ""


def test_sentences_end_where_punctuation_says() -> None:
    assert [said(each) for each in find_sentences(TEXT)] == [
        "Well.",
        "I never showed it to a soul!",
        "Not to you?",
        "(Really.)",
        "End",
    ]


def test_an_end_moves_by_word_and_by_sentence() -> None:
    span = find_sentences(TEXT)[1]
    assert said(narrow_span(span, find_words(TEXT), END)) == "I never showed it to a"
    assert said(narrow_span(span, find_words(TEXT), START)) == "never showed it to a soul!"
    assert said(widen_span(span, find_words(TEXT), END)) == "I never showed it to a soul! Not"
    assert said(widen_span(span, find_words(TEXT), START)) == "Well. I never showed it to a soul!"
    assert said(widen_span(span, find_sentences(TEXT), END)).endswith("Not to you?")
    assert said(find_neighbour_sentence(span, find_sentences(TEXT), 1)) == "Not to you?"
    assert said(find_neighbour_sentence(span, find_sentences(TEXT), -1)) == "Well."


def test_nothing_moves_beyond_the_text_or_to_nothing() -> None:
    first, last = find_sentences(TEXT)[0], find_sentences(TEXT)[-1]
    assert narrow_span(first, find_words(TEXT), END) == first
    assert widen_span(first, find_words(TEXT), START) == first
    assert widen_span(last, find_sentences(TEXT), END) == last
    assert find_neighbour_sentence(last, find_sentences(TEXT), 1) == last


@pytest.mark.parametrize(
    ("quote", "found"),
    [
        ("showed it", "showed it"),
        ("SHOWED\n  it", "showed it"),
        ("it", "it"),
        ("not here", ""),
        ("  ", ""),
        ("(Really.)", "(Really.)"),
        ("oul", "oul"),
    ],
)
def test_a_quote_is_found_whatever_its_spaces(quote: str, found: str) -> None:
    assert said(find_quoted(TEXT, quote)) == found


def test_whole_words_come_before_parts_of_words() -> None:
    text = "other the"
    assert find_quoted(text, "the") == (6, 9)


@given(st.text(max_size=80), st.lists(st.sampled_from(["+w", "-w", "+s", "-s"]), max_size=12))
def test_a_moved_span_is_always_a_part_of_its_text(text: str, moves: list[str]) -> None:
    if not find_words(text):
        return
    span = find_sentences(text)[0]
    for number, move in enumerate(moves):
        stops = find_words(text) if move[1] == "w" else find_sentences(text)
        side = START if number % 2 else END
        span = (widen_span if move[0] == "+" else narrow_span)(span, stops, side)
        assert 0 <= span[0] < span[1] <= len(text)
        assert text[slice(*span)].strip()
