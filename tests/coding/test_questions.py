"""Where a moderator asks about a code."""

from __future__ import annotations

import pytest

from interviewkit.coding.matching import find_questions
from interviewkit.errors import CodebookError
from interviewkit.model import Code, Codebook, Pattern

BOOK = Codebook(
    "Small",
    (
        Code("ties", "Ties", "", patterns=(Pattern("feel cut off"), Pattern("miss *2 colleague"))),
        Code("pay", "Pay", "", patterns=(Pattern("wage"),)),
        Code("raw", "Raw", "", patterns=(Pattern(({"LOWER": "wage"},)),)),
    ),
)
TEXTS = {
    1: "Welcome. Do you ever feel cut off?",
    2: "And do you miss your old colleagues?\nWhat of your wages?",
    3: "Do not feel. Cut off the tape.",
}


def test_a_question_is_found_by_the_words_of_a_code_within_one_sentence() -> None:
    found = find_questions(BOOK, TEXTS, {})
    assert found == {"ties": {1, 2}, "pay": {2}, "raw": set()}


def test_words_of_ones_own_take_the_place_of_the_patterns() -> None:
    found = find_questions(BOOK, TEXTS, {"pay": "(welcome|tape)"})
    assert found["pay"] == {1, 3}
    assert found["ties"] == {1, 2}


def test_words_that_are_no_pattern_are_told_with_the_code() -> None:
    with pytest.raises(CodebookError, match="code 'pay'"):
        find_questions(BOOK, TEXTS, {"pay": "(wage"})
