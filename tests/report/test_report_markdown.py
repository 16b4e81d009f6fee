"""The Markdown report: plain, the same every time, and never more than text."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from test_report_html import nasty_inputs

from builders_report import study
from interviewkit.model.report_profile import FULL
from interviewkit.report import markdown
from interviewkit.report.outline import build_outline
from interviewkit.report.profiles import cut_profile
from interviewkit.tables.drawing.markdown import UNPRINTABLE, plain


@pytest.fixture(scope="module")
def text():
    return markdown.render(build_outline(study()))


def test_same_inputs_same_text(text):
    assert markdown.render(build_outline(study())) == text


def test_tables_carry_the_figures(text):
    plain = text.replace("\u00a0", " ")
    named = "**Figure 1. Share of participants who voiced each theme, and each of its codes**"
    assert named in plain
    assert "| Room to act | Any of its codes | 38 of 40 | 40 | 95% (83–99%) |" in plain
    assert "38 of 40 people (95%, 95% CI 83–99%) voiced room to act" in plain


def test_every_row_has_as_many_cells_as_its_head(text):
    for block in text.split("\n\n"):
        if block.startswith("| "):
            bars = [len(re.findall(r"(?<!\\)\|", line)) for line in block.strip().split("\n")]
            assert len(set(bars)) == 1, block


def test_quotes_are_block_quotes_with_their_source(text):
    [quote, *_] = [block for block in text.split("\n\n") if "deviant case" in block]
    said, signed, proved = (line for line in quote.split("\n") if line != ">")
    assert "**" in said
    assert signed.startswith("> — participant")
    assert proved.startswith("> P")
    assert "proposed by machine" in proved
    plainly = markdown.render(cut_profile(build_outline(study()), FULL))
    assert "proposed by machine" not in plainly
    assert "> — participant" in plainly


def test_text_from_outside_stays_text():
    text = markdown.render(build_outline(nasty_inputs()))
    assert not re.search(r"(?<!\\)<(?!!)", text)
    assert not re.search(r"(?<!\\)\{", text)
    assert "http://" not in text
    text.encode("utf-8")


@given(st.text(max_size=60))
def test_what_is_shown_is_what_was_said(words):
    """Held against a CommonMark parser: one paragraph, one text, letter by letter."""
    parser = pytest.importorskip("markdown_it").MarkdownIt("commonmark").enable("table")
    shown = plain(words)
    assert "\n" not in shown
    tokens = parser.parse(shown)
    clean = " ".join(UNPRINTABLE.sub(" ", words).split(" "))
    expected = " ".join(piece for piece in clean.split(" ") if piece).strip()
    if not expected:
        return
    assert [token.type for token in tokens] == ["paragraph_open", "inline", "paragraph_close"]
    kinds = {child.type for child in tokens[1].children}
    assert kinds <= {"text", "text_special"}
    assert "".join(child.content for child in tokens[1].children).strip() == expected
