"""Passages: nothing lost, nothing twice, nothing empty."""

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from interviewkit import parts
from interviewkit.language.cutters import MOST_WORDS, cut_by_sentence, cut_by_turn, cut_by_window
from interviewkit.language.models import find_pipeline, load_pipeline
from interviewkit.model import Turn

NLP = load_pipeline(find_pipeline())


def parse(texts):
    return NLP.pipe(texts)


def turns(*texts):
    return [Turn("a", position, "P", text) for position, text in enumerate(texts, 1)]


def quotes(passages):
    return [passage.quote for passage in passages]


def words_of(text):
    return [character for character in text if character.isalnum()]


def test_sentences_of_a_turn():
    cut = cut_by_sentence(turns("  I use it daily. It does not judge me!  Does it?\n"), parse)
    assert quotes(cut) == ["I use it daily.", "It does not judge me!", "Does it?"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Yes. I use it daily.", ["Yes. I use it daily."]),
        ("I use it daily. Absolutely.", ["I use it daily. Absolutely."]),
        ("no", ["no"]),
        ("No. Never.", ["No. Never."]),
        ("We met here\n\nThen we left there", ["We met here", "Then we left there"]),
        ("I like two things.\n1.\nIt is fast", ["I like two things.", "1.\nIt is fast"]),
        ("", []),
        ("  \n ", []),
        ("... — !", []),
    ],
)
def test_fragments_paragraphs_and_empty_turns(text, expected):
    assert quotes(cut_by_sentence(turns(text), parse)) == expected


def test_speech_without_marks_is_cut_at_clauses():
    text = "i tried to write the report myself and the machine was quicker than me " * 30
    cut = cut_by_sentence(turns(text), parse)
    assert max(len(quote.split()) for quote in quotes(cut)) <= MOST_WORDS
    assert words_of("".join(quotes(cut))) == words_of(text)
    assert sum(quote.startswith("and ") for quote in quotes(cut)) > len(cut) / 3


def test_words_without_any_border_are_cut_all_the_same():
    text = "banana " * 500
    cut = cut_by_sentence(turns(text), parse)
    assert max(len(quote.split()) for quote in quotes(cut)) <= MOST_WORDS
    assert sum(len(quote.split()) for quote in quotes(cut)) == 500


def test_windows_group_neighbours_within_a_turn():
    said = turns("One is here. Two is here. Three is here.", "Four is here.")
    assert quotes(cut_by_window(said, parse, window=2)) == [
        "One is here. Two is here.",
        "Three is here.",
        "Four is here.",
    ]
    with pytest.raises(ValueError, match="at least one"):
        cut_by_window(said, parse, window=0)


def test_whole_turns_need_no_parse():
    assert quotes(cut_by_turn(turns(" All of it. Yes. ", "", "?!"))) == ["All of it. Yes."]


def test_every_cutter_of_the_house_takes_the_same():
    for name in ("sentence", "turn", "window"):
        cut = parts.load_part("cutter", name)
        assert quotes(cut(turns("It is here."), parse, window=3)) == ["It is here."]


SPEECH = st.text(
    st.sampled_from("ab1 .,!?\n-…“é🙂\t'") | st.characters(exclude_categories=["Cs"]), max_size=80
)


@settings(max_examples=60, deadline=None)
@given(st.lists(SPEECH, max_size=3))
def test_no_word_is_lost_and_no_passage_overlaps(texts):
    said = turns(*texts)
    for cut in (
        cut_by_sentence(said, parse),
        cut_by_window(said, parse, window=2),
        cut_by_turn(said),
    ):
        for turn in said:
            spans = [(p.start, p.end) for p in cut if p.turn == turn]
            held = "".join(turn.text[start:end] for start, end in spans)
            assert words_of(held) == words_of(turn.text)
            assert all(one[1] <= two[0] for one, two in pairwise(spans))
        assert all(quote == quote.strip() and words_of(quote) for quote in quotes(cut))
