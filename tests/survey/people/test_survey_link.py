from __future__ import annotations

from collections.abc import Callable

import pytest

from interviewkit.model import Participant
from interviewkit.survey.answers import Answers
from interviewkit.survey.people.link import link_people

Read = Callable[..., tuple[Answers, object]]


@pytest.fixture
def answers(read: Read) -> Answers:
    return read("respondent,x\nE0112,1\nF021,2\n7,3\nP9,4\n8a,5\n8A,6\n")[0]


def test_ids_are_joined_to_the_letter_only(answers: Answers) -> None:
    people = [
        Participant("P1", "leader", "E0112"),
        Participant("P2", "leader", " e112"),
        Participant("P3", "leader", "F0021"),
        Participant("P4", "leader", "007"),
        Participant("P5", "leader", "X1"),
        Participant("P6", "leader", ""),
        Participant("P9", "leader", ""),
        Participant("P7", "leader", "8 a"),
        Participant("Mia", "moderator", "7"),
    ]
    found = link_people(people, answers)
    assert found.matched == {"P1": "E0112"}
    assert found.unmatched == ("P2", "P3", "P4", "P5", "P6", "P9", "P7")
    assert found.absent == {"P2": " e112", "P3": "F0021", "P4": "007", "P5": "X1", "P7": "8 a"}
    # "8 a" looks like two respondents, so neither is suggested.
    assert found.suggestions == {"P2": "E0112", "P3": "F021", "P4": "7", "P9": "P9"}
    assert found.kind == "same people"
    assert found.summary == "1 of 8 participants are among 6 respondents; 7 are not"


def test_nobody_in_the_survey_means_shared_segments(answers: Answers) -> None:
    found = link_people([Participant("A"), Participant("B")], answers)
    assert found.kind == "shared segments"
    assert found.summary.startswith("none of 2 participants is among 6 respondents")
    assert "shared segment definitions" in found.summary


def test_two_claims_on_one_respondent_are_said(answers: Answers) -> None:
    people = [Participant("A", respondent="7"), Participant("B", respondent="7")]
    found = link_people(people, answers)
    assert found.doubled == ("7",)
    assert found.summary == "2 of 2 participants are among 6 respondents"


def test_rows_named_by_their_line_are_no_ids(read: Read) -> None:
    answers, _ = read("respondent,x\n,1\n5,2\n")
    assert link_people([Participant("A", respondent="")], answers).matched == {}
