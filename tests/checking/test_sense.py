"""What sentences make of figures: each fault is told with the finding's own figures."""

from __future__ import annotations

import pytest

from checking.figures import check_text
from interviewkit.checking import sense

WRONG = {
    "The most productive are 88 % more likely to be burned out.": sense.RISK,
    "The top quartile is 88% more likely to be burned out than the rest.": sense.RISK,
    "Im obersten Viertel sind 88 % häufiger Menschen burned out.": sense.RISK,
    "Those who gain most are burned out 26% more often.": sense.PER_CENT_OF_POINTS,
    "In the top quartile 22 % more mean to quit.": sense.PER_CENT_OF_POINTS,
    "Most of the other three quartiles mean to quit.": sense.MOST_UNDER_HALF,
    "Those who gain most from AI are 88 per cent more burned out.": sense.RISK,
    "Fewer than a third of the top quartile mean to quit.": sense.OTHER_FRACTION,
    "A majority of the top quartile means to quit.": sense.MOST_UNDER_HALF,
    "Most people (44%) mean to quit.": sense.MOST_UNDER_HALF,
    "The top quartile are burned out twice as often.": sense.OTHER_RATIO,
    "Burned out people are three times as many in the top quartile.": sense.OTHER_RATIO,
    "Four in ten are burned out.": sense.OTHER_FRACTION,
    "AI causes 88% of the top quartile to be burned out.": sense.CAUSE,
    "The top quartile are burned out because of AI.": sense.CAUSE,
    "Gains drive the top quartile to quit.": sense.CAUSE,
    "The top quartile is significantly more often in a union.": sense.SIGNIFICANT,
}
RIGHT = (
    "88 % of the top quartile are burned out.",
    "The top quartile are burned out 42% more often, that is 1.42 times as often.",
    "In the top quartile 26 percentage points more are burned out.",
    "Most of the top quartile are burned out.",
    "The most productive are burned out (88%).",
    "The top quartile mean to quit twice as often.",
    "Nearly nine in ten of the top quartile are burned out, six in ten of the others.",
    "Whether AI causes the top quartile to be burned out is not known.",
    "The top quartile is significantly more often burned out.",
    "The top quartile is not significantly more often in a union.",
    "Coffee causes 88% more noise.",
    "Fewer than half of the top quartile mean to quit.",
    "More than a third of the top quartile mean to quit.",
    "Most of the other three quartiles do not mean to quit.",
    "A quarter of executives did not voice bonds.",
    "The others are 30 % less likely to be burned out.",
)


@pytest.mark.parametrize("text", WRONG)
def test_a_wrong_sense_is_told(text: str) -> None:
    found = check_text(text)
    assert WRONG[text] in [claim.what for claim in found.wrong]
    claim = next(claim for claim in found.wrong if claim.what == WRONG[text])
    assert "Top quartile by AI gain" in claim.study
    assert claim.says == text


@pytest.mark.parametrize("text", RIGHT)
def test_a_right_sense_is_left_alone(text: str) -> None:
    assert [claim.what for claim in check_text(text).wrong] == []


def test_the_published_mistake_is_told_with_what_is_right() -> None:
    [claim] = check_text("They are 88 % more likely to be burned out.").wrong
    assert "88% of “Top quartile by AI gain” are burned out" in claim.study
    assert "1.42 times as many: 42 % more" in claim.hint


def test_the_level_of_the_study_decides_what_may_be_chance() -> None:
    text = "The top quartile is significantly more often in a union."
    assert check_text(text, level=0.75).wrong == ()
