"""What an analyst may write: paragraphs, lists, emphasis; all else stays text."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from interviewkit.report.light_text import EMPHASIS, STRONG, Stretch, read_light_text


def test_blank_lines_part_paragraphs():
    found = read_light_text("One\nline.\n\nTwo.")
    assert [each.text for each in found] == ["One line.", "Two."]


def test_items_are_told_from_prose():
    found = read_light_text("They say:\n- one\n  goes on\n* two")
    assert [(each.text, each.is_item) for each in found] == [
        ("They say:", False),
        ("one goes on", True),
        ("two", True),
    ]


def test_emphasis_is_read_and_only_that():
    [found] = read_light_text("A **strong** and *soft* or _soft_ word, 2 * 3 * 4, snake_case_name")
    assert found.runs == (
        Stretch("A "),
        Stretch("strong", STRONG),
        Stretch(" and "),
        Stretch("soft", EMPHASIS),
        Stretch(" or "),
        Stretch("soft", EMPHASIS),
        Stretch(" word, 2 * 3 * 4, snake_case_name"),
    )


def test_signs_can_be_meant_as_signs():
    [found] = read_light_text(r"\*not soft\*")
    assert found.runs == (Stretch("*not soft*"),)


def test_markup_stays_text():
    [found] = read_light_text("<b>x</b> [a](http://b) # no")
    assert found.runs == (Stretch("<b>x</b> [a](http://b) # no"),)


@given(st.text(st.sampled_from("ab \n-*_<\\"), max_size=80))
def test_no_letter_is_lost(text):
    said = "".join(each.text for each in read_light_text(text))
    assert [s for s in said if s in "ab<"] == [s for s in text if s in "ab<"]
