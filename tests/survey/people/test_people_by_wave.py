"""People's answers as of each wave, and on which side of a segment they then are."""

from __future__ import annotations

from pathlib import Path

import pytest

from interviewkit.errors import SurveyError
from interviewkit.model import Participant, Segment
from interviewkit.model.settings import SurveySettings
from interviewkit.survey.answers_file import read_answers
from interviewkit.survey.people.link import link_people
from interviewkit.survey.people.people_by_wave import PeopleByWave

CSV = """id,wave,role,edge,age
a,1,boss,low,40
a,2,worker,high,41
b,1,worker,mid,30
c,2,,high,
"""
PEOPLE = [Participant(name, respondent=name.lower()) for name in "ABCD"]
BOSSES = Segment("bosses", 'col("role now") == "boss"')


@pytest.fixture
def people(tmp_path: Path) -> PeopleByWave:
    path = tmp_path / "survey.csv"
    path.write_text(CSV.replace("role", "role now"), "utf-8")
    settings = SurveySettings(
        file="survey.csv",
        respondent="id",
        wave="wave",
        columns={"edge": "ordinal: low < mid < high"},
    )
    answers, _ = read_answers(path, settings)
    return PeopleByWave.of(PEOPLE, answers, link_people(PEOPLE, answers))


def test_sides_are_those_of_the_wave_and_without_answers_nobody_is_on_either(
    people: PeopleByWave,
) -> None:
    assert people.sides(BOSSES) == (frozenset(), {"A", "B"})  # A answered last as a worker
    assert people.sides(BOSSES, "1") == ({"A"}, {"B"})
    assert people.sides(BOSSES, "2") == (frozenset(), {"A"})
    assert people.changing(BOSSES) == ("A",)
    assert people.changing(Segment("old", "age > 20")) == ()


def test_a_wave_that_the_survey_does_not_know_has_the_last_answers(people: PeopleByWave) -> None:
    assert people.sides(BOSSES, "3") == people.sides(BOSSES)


def test_numbers_have_the_order_of_their_levels(people: PeopleByWave) -> None:
    assert people.numbers("edge") == {"A": 2.0, "B": 1.0, "C": 2.0}
    assert people.numbers("edge", "1") == {"A": 0.0, "B": 1.0}
    assert people.numbers("age", "2") == {"A": 41.0}
    assert people.levels("edge") == ("low", "mid", "high")
    assert people.levels("age") == ()
    with pytest.raises(SurveyError, match="have no order"):
        people.numbers("role now")
    with pytest.raises(SurveyError, match="have a variable 'agee'"):
        people.numbers("agee")


def test_values_are_as_answered(people: PeopleByWave) -> None:
    assert people.values(["role now", "age"])["C"] == {"role now": None, "age": None}
    assert people.values(["age"], "1")["A"] == {"age": 40.0}


def test_a_survey_in_which_none_of_the_people_is_leaves_all_on_neither_side(tmp_path: Path) -> None:
    path = tmp_path / "survey.csv"
    path.write_text(CSV.replace("role", "role now"), "utf-8")
    answers, _ = read_answers(path, SurveySettings(file="survey.csv", respondent="id", wave="wave"))
    others = [Participant("Z", respondent="z")]
    people = PeopleByWave.of(others, answers, link_people(others, answers))
    for rule in (BOSSES.rule, "age > 30", f"not ({BOSSES.rule})"):
        assert people.sides(Segment("s", rule)) == (frozenset(), frozenset())
    assert PeopleByWave.of(others, None, None).sides(Segment("z", 'participant == "Z"'))[0] == {"Z"}
