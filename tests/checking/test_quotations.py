"""Which words of a document are a quote, and who is named for it."""

from __future__ import annotations

import pytest

from interviewkit.checking.documents.pieces import QUOTED, SIGNATURE, DocumentPiece
from interviewkit.checking.quotations import list_quotations


@pytest.mark.parametrize(
    "text",
    [
        "She said “it never judges me”.",
        "Sie sagte „it never judges me“.",
        "Elle dit «it never judges me».",
        "Sie sagte »it never judges me«.",
        "她说「it never judges me」。",
        '"it never judges me", she said.',
        "She said ‘it never judges me’.",
        "Hon sa ”it never judges me”.",
    ],
)
def test_marks_of_any_script_are_found(text: str) -> None:
    [quote] = list_quotations([DocumentPiece(text)])
    assert quote.text == "it never judges me"


@pytest.mark.parametrize(
    ("text", "signature"),
    [
        ("“It never judges me” (P07, leader).", "P07, leader"),
        ("“It never judges me.” — P07", "P07"),
        ("“It never judges me,” said P07, and left.", "P07"),
        ("P07: “It never judges me.”", "P07"),
        ("“It never judges me.” They agree.", ""),
    ],
)
def test_who_is_named_for_a_quote(text: str, signature: str) -> None:
    [quote] = list_quotations([DocumentPiece(text)])
    assert quote.signature.strip() == signature


def test_what_is_set_apart_is_a_quote() -> None:
    pieces = [DocumentPiece("It “never” judges.", QUOTED), DocumentPiece("— Ana", SIGNATURE)]
    [quote] = list_quotations(pieces)
    assert (quote.text, quote.signature) == ("It “never” judges.", "— Ana")


def test_marks_within_marks_are_one_quote() -> None:
    [quote] = list_quotations([DocumentPiece("“I told it “my student wrote this” once.” So.")])
    assert quote.text == "I told it “my student wrote this” once."


def test_apostrophes_begin_no_quote() -> None:
    assert not list(list_quotations([DocumentPiece("It’s the leaders’ view, isn’t it.")]))
