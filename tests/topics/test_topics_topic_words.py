"""Which words may describe topics."""

import pytest

from interviewkit.language.detection import load_function_words
from interviewkit.topics.topic_words import (
    build_vectorizer,
    choose_distinct,
    count_terms,
    display_term,
    list_stop_words,
    split_topic_words,
)


def test_contractions_stay_whole_and_are_then_left_out():
    terms = build_vectorizer(["Dr. Ruth O'Neil"]).build_analyzer()
    said = terms("Um, I don’t know — Ruth O’Neil's state-of-the-art café, they've said it's slow")
    assert "don't" not in said
    assert not {"don", "ve", "um", "know", "ruth", "o'neil"} & set(said)
    assert {"state-of-the-art", "café", "slow"} <= set(said)


def test_stop_words_are_the_same_every_time():
    assert list_stop_words(["B", "a"]) == list_stop_words(["a", "B"])


def test_terms_must_come_in_two_texts():
    _, terms = count_terms(["red apple pie", "red apple tree"])
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
    assert [word for word, _ in choose_distinct([(word, 1.0) for word in ranked], 10)] == kept


def test_words_without_weight_do_not_describe():
    assert choose_distinct([("a", 0.5), ("", 0.0), ("b", 0.0)], 10) == [("a", 0.5)]


@pytest.mark.filterwarnings("ignore:Your stop_words may be inconsistent")
@pytest.mark.parametrize(
    ("language", "text", "there", "absent"),
    [
        ("zh", "我觉得压力很大，同事们都在家里工作。", {"压力", "同事", "家里"},
         {"我", "觉得", "都在"}),
        ("ja", "在宅勤務が多くて、同僚と話す機会が減りました。", {"在宅", "勤務", "同僚"},
         {"まし", "くて"}),
        ("th", "ฉันทำงานที่บ้านและรู้สึกเหงา", {"บ้าน", "รู้สึก", "เหงา"}, {"ฉัน", "ที่"}),
        ("de", "Also ich finde die Arbeit halt irgendwie nicht schön.", {"arbeit", "schön"},
         {"also", "halt", "nicht", "irgendwie", "finde"}),
        ("hi", "मुझे घर से काम करना अच्छा लगता है", {"काम", "अच्छा"}, {"है", "से"}),
    ],
)  # fmt: skip
def test_words_of_other_languages(language, text, there, absent):
    terms = build_vectorizer((), load_function_words(language)).build_analyzer()(text)
    assert there <= set(terms)
    assert not absent & set(terms)


def test_latin_words_beside_chinese_ones():
    assert split_topic_words("我用chatgpt写邮件") == ["chatgpt", "邮件"]


def test_a_pair_is_shown_as_its_language_writes_it():
    assert [display_term(term) for term in ("人工 智能", "lesson plan", "ai 邮件")] == [
        "人工智能", "lesson plan", "ai 邮件",
    ]  # fmt: skip
