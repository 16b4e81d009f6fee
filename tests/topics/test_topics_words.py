"""Which words may describe topics."""

import pytest

from interviewkit.topics.words import count_words, distinct, stop_words, vectorizer


def test_contractions_stay_whole_and_are_then_left_out():
    terms = vectorizer(["Dr. Ruth O'Neil"]).build_analyzer()
    said = terms("Um, I don’t know — Ruth O’Neil's state-of-the-art café, they've said it's slow")
    assert "don't" not in said
    assert not {"don", "ve", "um", "know", "ruth", "o'neil"} & set(said)
    assert {"state-of-the-art", "café", "slow"} <= set(said)


def test_stop_words_are_the_same_every_time():
    assert stop_words(["B", "a"]) == stop_words(["a", "B"])


def test_terms_must_come_in_two_texts():
    _, terms = count_words(["red apple pie", "red apple tree"])
    assert terms == ["apple", "red", "red apple"]


@pytest.mark.parametrize(
    ("ranked", "kept"),
    [
        (["paper", "papers", "search"], ["paper", "search"]),
        (["lesson", "plan", "lesson plan", "lesson plans"], ["lesson", "plan"]),
        (["lesson", "lesson plan", "plan"], ["lesson", "lesson plan"]),
        (["writing", "writes", "write"], ["writing"]),
        (["stories", "story", "plot"], ["stories", "plot"]),
    ],
)
def test_forms_and_pairings_of_earlier_words_are_skipped(ranked, kept):
    assert [word for word, _ in distinct([(word, 1.0) for word in ranked], 10)] == kept


def test_words_without_weight_do_not_describe():
    assert distinct([("a", 0.5), ("", 0.0), ("b", 0.0)], 10) == [("a", 0.5)]
