"""Everything that a report says, found with its place."""

from __future__ import annotations

from dataclasses import replace

import pytest

from builders_report import study
from interviewkit.report.figures import make_sentence
from interviewkit.report.outline import build_outline
from interviewkit.report.pages import Block, FrontPage, Takeaway
from interviewkit.report.walk import list_anchors, list_blocks, list_figures, list_quotes
from outline_contents import list_sentences, list_tables

FRONT = FrontPage(
    Block("headline", "Most are alone."),
    (Takeaway("takeaway-1", Block("takeaway-1", "Half miss others."), make_sentence("20 of 40.")),),
    (make_sentence("Both say so."),),
    make_sentence("40 people."),
    make_sentence("A machine coded it."),
)


@pytest.fixture(scope="module")
def whole():
    return replace(build_outline(study()), front=FRONT)


def test_page_one_comes_first_with_its_parts(whole):
    found = [(each.part, each.thing.text) for each in list_sentences(whole)]
    assert found[:4] == [
        ("exact", "20 of 40."),
        ("strands", "Both say so."),
        ("who", "40 people."),
        ("trust", "A machine coded it."),
    ]


def test_texts_of_the_analyst_are_found(whole):
    found = list(list_blocks(whole))
    keys = ["headline", "takeaway-1", *(page.id for page in whole.themes)]
    assert [each.thing.key for each in found] == keys
    assert found[-1].anchor == whole.themes[-1].id


def test_every_place_can_be_led_to(whole):
    anchors = set(list_anchors(whole))
    for listing in (list_blocks, list_sentences, list_figures, list_quotes, list_tables):
        assert {each.anchor for each in listing(whole)} <= anchors


def test_quotes_stand_in_their_theme(whole):
    found = [each for each in list_quotes(whole) if each.anchor == whole.themes[1].id]
    assert [each.thing for each in found] == list(whole.themes[1].quotes)


def test_figures_to_be_seen_come_in_the_order_of_their_numbers(whole):
    told = [each.thing.number for each in list_figures(whole) if not each.thing.folded]
    assert told == list(range(1, len(told) + 1))
