"""Further headings, titles, names that come again and totals are no respondents."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from interviewkit.errors import Problem
from interviewkit.survey.answers import Answers

Read = Callable[..., tuple[Answers, tuple[Problem, ...]]]

CODES = "id,v1,v2,v3\n"
BODY = "".join(f"r{n},{20 + n},{'Email' if n % 2 else 'Phone'},{n % 5 + 1}\n" for n in range(8))


@pytest.mark.parametrize(
    ("headings", "label"),
    [
        ("Respondent,How old are you?,Which tool?,How often?\n", "How old are you?"),
        (",years,,1-5\n", "years"),
        (",Alter in Jahren?,Womit?,Wie oft?\nstring,int,factor,numeric\n", "Alter in Jahren?"),
        ("Identifiant,Quel âge avez-vous ?,Quel outil ?,Combien ?\n", "Quel âge avez-vous ?"),
        (
            '"{""ImportId"":""_recordId""}","{""ImportId"":""QID1""}","{""ImportId"":""QID2""}",'
            '"{""ImportId"":""QID3""}"\n',
            "",
        ),
    ],
)
def test_further_headings_are_labels_and_no_people(read: Read, headings: str, label: str) -> None:
    answers, problems = read(CODES + headings + BODY, respondent="id")
    assert len(answers) == 8
    age = answers.variable("v1")
    assert (age.type, age.n, age.label) == ("number", 8, label)
    told = [each for each in problems if "read as further headings" in each.what]
    assert len(told) == 1 or "ImportId" in headings


@pytest.mark.parametrize(
    "person",
    [
        "r99,about thirty,Fax,often\n",
        "Ana,about 30,Fax,five\n",
        "r99,,Email,\n",
        "x,prefer not to say,Email,n/a\n",
    ],
)
def test_an_odd_first_person_stays_a_person(read: Read, person: str) -> None:
    answers, _ = read("id,age,tool,often\n" + person + BODY, respondent="id")
    assert len(answers) == 9


def test_short_words_under_codes_are_headings(read: Read) -> None:
    rows = "".join(f"{n},{n % 2},{1 - n % 2},2{n}\n" for n in range(6))
    text = "id,Q1_1,Q1_2,Q2\nRespondent,Email,Phone,Age\n" + rows
    answers, _ = read(text, respondent="id")
    assert len(answers) == 6
    assert [each.type for each in answers.variables] == ["text", "flag", "flag", "number"]
    assert answers.variable("Q2").label == "Age"


def test_older_qualtrics_exports_have_two_heading_rows(read: Read) -> None:
    rows = "".join(f"R_{n},Default Response Set,2017-07-1{n} 08:28:09,{n},2{n}\n" for n in range(5))
    text = "V1,V2,V8,Q1,Q2\nResponseID,ResponseSet,StartDate,How satisfied?,How old?\n" + rows
    answers, problems = read(text)
    assert answers.names == ("R_0", "R_1", "R_2", "R_3", "R_4")
    assert (answers.variable("Q2").type, answers.variable("Q2").label) == ("number", "How old?")
    assert any("told apart by 'V1'" in each.what for each in problems)


def test_import_ids_right_under_the_questions(read: Read) -> None:
    text = (
        'Response ID,How old are you?\n"{""ImportId"":""_recordId""}","{""ImportId"":""QID1""}"\n'
        "R_1,33\nR_2,44\n"
    )
    answers, _ = read(text, respondent="Response ID")
    assert answers.names == ("R_1", "R_2")
    assert answers.variable("How old are you?").type == "number"


def test_names_that_come_again_are_left_out(read: Read) -> None:
    answers, problems = read("respondent,age\na,1\nb,2\nrespondent,age\nc,3\n")
    assert answers.names == ("a", "b", "c")
    assert answers.variable("age").type == "number"
    assert [each.line for each in problems] == [4]


@pytest.mark.parametrize(
    "foot",
    [
        "Total,96,6\n",
        "Summe,96,6\nMittelwert,32,2\n",
        ",96,6\n",
        "Source: export of 1 May 2025,,\n",
        "Gesamt:,96,6\n",
    ],
)
def test_totals_at_the_foot_are_nobody(read: Read, foot: str) -> None:
    answers, problems = read("respondent,age,q\na,31,1\nb,32,2\nc,33,3\n" + foot)
    assert answers.names == ("a", "b", "c")
    assert any("totals or remarks at the foot" in each.what for each in problems)


@pytest.mark.parametrize("last", ["d,,\n", "d,40,3\n", ",41,3\n", "Total Recall,40,\n"])
def test_a_last_person_is_no_total(read: Read, last: str) -> None:
    answers, problems = read("respondent,age,q\na,31,1\nb,32,2\nc,33,4\n" + last)
    assert len(answers) == 4
    assert not any("at the foot" in each.what for each in problems)


@pytest.mark.parametrize("separator", [",", ";", "\t"])
@pytest.mark.parametrize("title", ["My survey\n", "My survey\nexported on Monday\n"])
def test_a_title_right_above_the_names(read: Read, title: str, separator: str) -> None:
    table = "respondent,age,tool\na,31,x\nb,32,y\n".replace(",", separator)
    answers, problems = read(title + table)
    assert answers.names == ("a", "b")
    assert answers.variable("age").type == "number"
    assert "what stands above it is left out" in problems[0].what
