"""Moving the ends of a passage."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from interviewkit.model.span import END, START, beside, narrowed, quoted, sentences, widened, words

TEXT = "Well. I never showed it to a soul! Not to you?  (Really.) End"


def said(span: tuple[int, int] | None) -> str:
    return TEXT[slice(*span)] if span else ""


def test_sentences_end_where_punctuation_says() -> None:
    assert [said(each) for each in sentences(TEXT)] == [
        "Well.",
        "I never showed it to a soul!",
        "Not to you?",
        "(Really.)",
        "End",
    ]


def test_an_end_moves_by_word_and_by_sentence() -> None:
    span = sentences(TEXT)[1]
    assert said(narrowed(span, words(TEXT), END)) == "I never showed it to a"
    assert said(narrowed(span, words(TEXT), START)) == "never showed it to a soul!"
    assert said(widened(span, words(TEXT), END)) == "I never showed it to a soul! Not"
    assert said(widened(span, words(TEXT), START)) == "Well. I never showed it to a soul!"
    assert said(widened(span, sentences(TEXT), END)).endswith("Not to you?")
    assert said(beside(span, sentences(TEXT), 1)) == "Not to you?"
    assert said(beside(span, sentences(TEXT), -1)) == "Well."


def test_nothing_moves_beyond_the_text_or_to_nothing() -> None:
    first, last = sentences(TEXT)[0], sentences(TEXT)[-1]
    assert narrowed(first, words(TEXT), END) == first
    assert widened(first, words(TEXT), START) == first
    assert widened(last, sentences(TEXT), END) == last
    assert beside(last, sentences(TEXT), 1) == last


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
    assert said(quoted(TEXT, quote)) == found


def test_whole_words_come_before_parts_of_words() -> None:
    text = "other the"
    assert quoted(text, "the") == (6, 9)


@given(st.text(max_size=80), st.lists(st.sampled_from(["+w", "-w", "+s", "-s"]), max_size=12))
def test_a_moved_span_is_always_a_part_of_its_text(text: str, moves: list[str]) -> None:
    if not words(text):
        return
    span = sentences(text)[0]
    for number, move in enumerate(moves):
        stops = words(text) if move[1] == "w" else sentences(text)
        side = START if number % 2 else END
        span = (widened if move[0] == "+" else narrowed)(span, stops, side)
        assert 0 <= span[0] < span[1] <= len(text)
        assert text[slice(*span)].strip()
