"""Answer scales are known by their words and put in order; other texts are left alone."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from interviewkit.errors import RuleError
from interviewkit.model import Segment
from interviewkit.model.settings import SurveySettings
from interviewkit.survey.answers_file import read_answers
from interviewkit.survey.columns.likert import is_scale, order_labels
from interviewkit.survey.rules.segments import find_members

SCALES = [
    ("Strongly disagree", "Disagree", "Neither agree nor disagree", "Agree", "Strongly agree"),
    ("Strongly disagree", "Somewhat disagree", "Somewhat agree", "Strongly agree"),
    ("Disagree", "Slightly disagree", "Neutral", "Slightly agree", "Agree"),
    ("Extremely dissatisfied", "Slightly dissatisfied", "Undecided", "Slightly satisfied",
     "Extremely satisfied"),
    ("Extremely dislike", "Slightly dislike", "Undecided", "Slightly like", "Extremely like"),
    ("Very unlikely", "Unlikely", "Likely", "Very likely"),
    ("Tend to disagree", "Neutral", "Tend to agree"),
    ("Never", "Rarely", "Sometimes", "Often", "Always"),
    ("Poor", "Fair", "Good", "Excellent"),
    ("Low", "Medium", "High"),
    ("Not at all important", "Slightly important", "Very important"),
    ("1 - Strongly disagree", "2 - Disagree", "3 - Neither", "10 - Strongly agree"),
    ("1 - not at all", "2", "3", "4", "5 - very"),
    ("0", "1", "2", "9", "10 = completely"),
    ("Nie", "Selten", "Manchmal", "Immer"),
    ("Trifft nicht zu", "Trifft eher zu", "Trifft voll und ganz zu"),
    ("Sehr unzufrieden", "Eher unzufrieden", "Teils/teils", "Eher zufrieden", "Sehr zufrieden"),
    ("Jamais", "Parfois", "Toujours"),
    ("Nunca", "A veces", "Siempre"),
]  # fmt: skip


@pytest.mark.parametrize("steps", SCALES)
def test_known_scales_are_put_in_order(steps: tuple[str, ...]) -> None:
    mixed = list(steps)
    random.Random(3).shuffle(mixed)
    assert order_labels(set(mixed)) == steps
    assert is_scale(steps)


@pytest.mark.parametrize(
    "texts",
    [
        {"agree", "disagree"},
        {"UK", "US", "DE"},
        {"agree", "satisfied", "unlikely"},
        {"strongly agree", "agree", "slightly agree"},
        {"Agree", "agree", "disagree"},
        {"very happy", "completely happy", "purple"},
        {"18-24", "25-34", "35-44"},
        {"man", "woman", "other"},
        set(),
    ],
)
def test_other_texts_are_left_alone(texts: set[str]) -> None:
    assert order_labels(texts) == ()


def test_a_step_that_nobody_gave_may_be_asked_for(tmp_path: Path) -> None:
    path = tmp_path / "s.csv"
    path.write_text("respondent,x\na,Never\nb,Often\nc,Always\n", "utf-8")
    answers, _ = read_answers(path, SurveySettings())
    found = find_members(Segment("s", 'x == "Rarely"'), answers)
    assert found.n == 0
    assert "nobody has x 'Rarely'" in found.note
    assert find_members(Segment("s", 'x in ["Often", "Rarely"]'), answers).names == ("b",)
    with pytest.raises(RuleError, match="there is no level 'Rarely'"):
        find_members(Segment("s", 'x > "Rarely"'), answers)


@pytest.mark.parametrize(
    "texts", [{"1", "2", "3"}, {"1", "2 - or so", "3"}, {"1 - a", "2", "many"}]
)
def test_numbers_without_worded_ends_are_no_scale(texts: set[str]) -> None:
    assert order_labels(texts) == ()
