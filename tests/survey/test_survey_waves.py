"""Rounds of a survey stand in the order in which they were, wherever the file has them."""

from __future__ import annotations

from pathlib import Path

import pytest

from interviewkit.model import Participant
from interviewkit.model.settings import SurveySettings
from interviewkit.survey.answers import Answers, find_changed_answers, order_by_wave
from interviewkit.survey.answers_file import read_answers
from interviewkit.survey.people.contradictions import find_contradictions
from interviewkit.survey.people.link import link_people
from interviewkit.survey.people.people_by_wave import PeopleByWave


def panel(folder: Path, first: str, last: str, more: tuple[str, str] = ("", "")) -> Answers:
    """One respondent of two waves, the later wave first in the file: tired, then rested."""
    lines = ["id,wave,mood,role,day"]
    lines += [f"r1,{last},rested,boss,{more[1]}", f"r1,{first},tired,clerk,{more[0]}"]
    lines += [f"r2,{last},rested,clerk,{more[1]}", f"r2,{first},rested,clerk,{more[0]}"]
    (folder / "survey.csv").write_text("\n".join(lines) + "\n", "utf-8")
    columns = {"mood": "category", "role": "category"}
    settings = SurveySettings(respondent="id", wave="wave", columns=columns)
    return read_answers(folder / "survey.csv", settings)[0]


def moods(answers: Answers) -> list[str]:
    names = zip(answers.names, answers.table["mood"], strict=True)
    return [mood for name, mood in names if name == "r1"]


@pytest.mark.parametrize(
    ("first", "last"),
    [("pre", "post"), ("w2", "w10"), ("baseline", "6 months"), ("2024-11", "2025-01")],
)
def test_names_tell_the_order_of_rounds(tmp_path: Path, first: str, last: str) -> None:
    answers = panel(tmp_path, first, last)
    assert answers.order.names == (first, last)
    assert moods(answers) == ["tired", "rested"]
    assert answers.lines == (3, 5, 2, 4)


def test_days_of_answers_tell_it_where_names_do_not(tmp_path: Path) -> None:
    answers = panel(tmp_path, "spring", "autumn", ("2025-03-01", "2025-10-01"))
    assert (answers.order.names, answers.order.by) == (("spring", "autumn"), "date")
    assert moods(answers) == ["tired", "rested"]


def test_conversations_and_declarations_go_before(tmp_path: Path) -> None:
    answers = panel(tmp_path, "spring", "autumn")
    assert answers.order.by == "the alphabet"
    assert moods(answers) == ["rested", "tired"]
    dates = {"spring": ["2025-03-01"], "autumn": ["2025-10-01"]}
    assert moods(order_by_wave(answers, (), dates)) == ["tired", "rested"]
    assert moods(order_by_wave(answers, ("spring", "autumn"))) == ["tired", "rested"]
    assert moods(order_by_wave(answers, ("autumn", "spring"), dates)) == ["rested", "tired"]


def test_people_count_by_their_last_round(tmp_path: Path) -> None:
    answers = panel(tmp_path, "pre", "post")
    people = [Participant("Ana", role="clerk", respondent="r1")]
    linked = link_people(people, answers)
    table = PeopleByWave.of(people, answers, linked)
    assert list(table.table()["mood"]) == ["rested"]
    assert list(table.table("pre")["mood"]) == ["tired"]
    assert find_changed_answers(answers, ["mood"])[0].startswith(
        "mood: 1 of 2 respondents of several waves change (r1: 'tired', then 'rested')"
    )
    moved = [
        each for each in find_contradictions(people, answers, linked, "role") if each.about == "r1"
    ]
    assert [(each.here, each.there) for each in moved] == [("clerk", "boss")]


def test_rows_without_a_round_come_first(tmp_path: Path) -> None:
    text = "id,wave,mood\na,post,x\nb,,y\na,pre,z\n"
    (tmp_path / "survey.csv").write_text(text, "utf-8")
    answers, _ = read_answers(tmp_path / "survey.csv", SurveySettings(respondent="id", wave="wave"))
    assert answers.lines == (3, 4, 2)


def test_birthdays_are_no_order_of_rounds(tmp_path: Path) -> None:
    rows = ["r1,spring,1985-03-01", "r2,spring,1999-10-01", "r3,autumn,1961-02-03"]
    text = "\n".join(["id,wave,born", *rows, "r4,autumn,1979-05-06"])
    (tmp_path / "survey.csv").write_text(text, "utf-8")
    settings = SurveySettings(respondent="id", wave="wave")
    assert read_answers(tmp_path / "survey.csv", settings)[0].order.by == "the alphabet"
