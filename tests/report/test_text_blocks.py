"""Whose words stand in a text of the report, and whether its figures are those of today."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from interviewkit.report.text_blocks import make_block, read_text_file, write_text_file

DRAFT, FIGURES = "Half of them are alone.", "20 of 40 people (50%)"
LINES = st.text(st.characters(exclude_categories=["Cs", "Cc", "Zl", "Zp"]), max_size=60)


def texts(content: str):
    return {"headline": read_text_file("headline", content)}


def test_without_a_file_the_draft_stands():
    block = make_block({}, "headline", DRAFT, FIGURES)
    assert (block.text, block.edited, block.stale) == (DRAFT, False, False)


def test_the_words_of_the_analyst_take_its_place():
    own = texts(write_text_file("They are *lonely*.\n\nAll say so.", DRAFT, FIGURES))
    block = make_block(own, "headline", DRAFT, FIGURES)
    assert block.text == "They are *lonely*.\n\nAll say so."
    assert (block.edited, block.stale, block.drafted) == (True, False, DRAFT)


def test_a_figure_that_changed_makes_a_text_stale():
    own = texts(write_text_file("They are lonely.", DRAFT, FIGURES))
    block = make_block(own, "headline", "A third are alone.", "13 of 40 people (33%)")
    assert (block.stale, block.then, block.figures) == (True, FIGURES, "13 of 40 people (33%)")


def test_a_file_that_says_its_draft_follows_the_draft():
    own = texts(write_text_file(DRAFT, DRAFT, FIGURES))
    block = make_block(own, "headline", "A third are alone.", "13 of 40 people (33%)")
    assert (block.text, block.edited, block.stale) == ("A third are alone.", False, False)


def test_a_file_without_notes_is_taken_at_its_word():
    block = make_block(texts("Mine.\n"), "headline", DRAFT, FIGURES)
    assert (block.text, block.edited, block.stale) == ("Mine.", True, False)


def test_an_empty_file_leaves_the_text_out():
    block = make_block(texts("<!-- figures: 1 -->\n"), "headline", DRAFT, "1")
    assert (block.text, block.edited, block.stale) == ("", True, False)


@given(LINES, LINES, LINES)
def test_notes_come_back_as_they_were(text, drafted, figures):
    """Whatever labels hold, a file that was just written is neither stale nor a draft of old."""
    own = {"x": read_text_file("x", write_text_file(f"Mine: {text}", drafted, figures))}
    block = make_block(own, "x", drafted, figures)
    assert not block.stale
