"""What a quote says of its code is told by its words, and rare words weigh more."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from interviewkit.model import Code, Example
from interviewkit.report.relevance import Relevance, describe_code

SPEECH = (
    "I wait and wait for the doctor.", "The doctor was kind.", "The weather was kind.",
    "I waited five months, and nobody rang.", "The dog, the dog.", "我等了三个月。", "天气很好。",
)  # fmt: skip
CODE = Code(
    "waiting", "Waiting", "Time lost with waiting for help.",
    examples=(Example("I waited for months."), Example("They saw me at once.", "-")),
)  # fmt: skip


def relevance() -> Relevance:
    texts = {("waiting", sign): describe_code(CODE, sign) for sign in ("+", "-")}
    return Relevance(SPEECH, texts | {("chinese", "+"): ("等了很久",)})


def test_what_speaks_of_the_code_is_rated_above_what_does_not() -> None:
    found = relevance()
    about = found.rate("I waited five months.", "waiting", "+")
    assert about > found.rate("The doctor was kind.", "waiting", "+") >= 0
    assert found.rate("The dog.", "waiting", "+") == 0


def test_each_side_has_its_own_words() -> None:
    found = relevance()
    assert found.rate("They saw me.", "waiting", "-") > found.rate("They saw me.", "waiting", "+")


def test_scripts_without_blanks_are_compared_by_signs() -> None:
    found = relevance()
    assert found.rate("我等了三个月。", "chinese", "+") > found.rate("天气很好。", "chinese", "+")


def test_a_code_of_which_nothing_is_known_rates_nothing() -> None:
    assert relevance().rate("I waited.", "other", "+") == 0


@given(st.text(max_size=80))
def test_a_rating_lies_between_none_and_all(text: str) -> None:
    assert 0 <= relevance().rate(text, "waiting", "+") <= 1 + 1e-9
