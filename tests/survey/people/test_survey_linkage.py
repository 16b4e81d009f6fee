"""Ids that are nearly alike, contradictions, and guesses that are never applied."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from interviewkit.model import Participant
from interviewkit.survey.answers import Answers
from interviewkit.survey.people.contradictions import find_contradictions
from interviewkit.survey.people.link import link_people
from interviewkit.survey.people.proposals import find_most_similar, propose_links

Read = Callable[..., tuple[Answers, object]]

PEOPLE = [
    Participant("P1", "leader", "E0112"),
    Participant("P2", "leader", "e 113"),
    Participant("P3", "leader", "F0021"),
    Participant("P4", "leader", "8 a"),
    Participant("P5", "leader", "00"),
]


@pytest.fixture
def answers(read: Read) -> Answers:
    return read("respondent,x\nE0112,1\nE0113,2\nF021,3\n8a,5\n8A,6\n0,7\n")[0]


def test_ids_are_matched_as_told(answers: Answers) -> None:
    exact, alike = link_people(PEOPLE, answers), link_people(PEOPLE, answers, alike=True)
    assert dict(exact.matched) == {"P1": "E0112"}
    assert dict(alike.matched) == {"P1": "E0112", "P2": "E0113", "P3": "F021", "P5": "0"}
    assert alike.rules["P1"] == "id"
    assert {rule for name, rule in alike.rules.items() if name != "P1"} == {"id, alike"}


def test_what_is_like_several_is_matched_to_none(answers: Answers) -> None:
    found = link_people(PEOPLE, answers, alike=True)
    assert found.ambiguous == {"P4": ("8A", "8a")}
    assert "P4" in found.unmatched


def test_attributes_are_held_against_columns_of_the_same_name(read: Read) -> None:
    answers, _ = read("respondent,Country,age,lang\nr1,UK,52,en\nr2,US,40,en\n")
    people = [
        Participant("A", "p", "r1", {"country": "uk ", "age": 52.0}),
        Participant("B", "p", "r2", {"country": "France", "age": 41.0}),
        Participant("C", "p", "", {"country": "Spain"}),
    ]
    said = {"A": {"lang": "de"}}
    found = find_contradictions(people, answers, link_people(people, answers), said_in=said)
    told = [(each.about, each.what, each.here, each.there) for each in found]
    assert told == [
        ("A", "lang", "de", "en"),
        ("B", "country", "France", "US"),
        ("B", "age", "41", "40"),
    ]
    assert found[0].where == "transcript, survey"


def test_roles_are_held_against_the_column_of_roles(read: Read) -> None:
    rows = "".join(f"r{i},{'boss' if i < 5 else 'worker'}\n" for i in range(10))
    answers, _ = read(f"respondent,position\n{rows}")
    people = [Participant(f"P{i}", "leader" if i < 6 else "worker", f"r{i}") for i in range(9)]
    people.append(Participant("P9", "boss", "r9"))
    found = find_contradictions(people, answers, link_people(people, answers), "position")
    assert [(each.about, each.here, each.there) for each in found] == [
        ("P5", "leader (mostly boss)", "worker"),
        ("P9", "boss", "worker"),
    ]


def test_a_respondent_whose_role_changes_between_waves_is_told(read: Read) -> None:
    answers, _ = read(
        "respondent,wave,role\nr1,2024,worker\nr1,2025,boss\nr2,2024,worker\nr2,2025,worker\n",
        wave="wave",
    )
    people = [Participant("A", "worker", "r1")]
    found = find_contradictions(people, answers, link_people(people, answers), "role")
    assert [(each.about, each.here, each.there) for each in found] == [("r1", "worker", "boss")]
    assert "from wave to wave" in found[0].where


NAMES = {"P1": "Miriam Okafor", "P2": "Greg Lindqvist", "P3": "Mirjam Okonkwo"}


@pytest.mark.parametrize(
    ("name", "who"),
    [
        ("Okafor, Miriam", "P1"),
        ("Miriam O.", "P1"),
        ("Gregg Lindquist", "P2"),
        ("greg", "P2"),
        ("Ana", ""),
        ("", ""),
    ],
)
def test_names_are_compared_word_by_word(name: str, who: str) -> None:
    assert find_most_similar(name, NAMES)[0] == who


def test_numbers_tell_people_apart() -> None:
    known = {"E0112": "E0112", "E0113": "E0113"}
    assert find_most_similar("e112", known)[0] == "E0112"
    assert find_most_similar("E0114", known)[0] == ""


def test_ties_are_shown_beside_the_guess() -> None:
    who, _, also = find_most_similar("Sam", {"P1": "Sam Whitlock", "P2": "Sam Wood"})
    assert (who, also) == ("P1", ("P2",))


def test_everyone_open_gets_a_line_guess_or_none() -> None:
    found = propose_links(
        [("talk", "Greg"), ("talk", "Voice 2"), ("solo", "Voice 1")],
        {"solo": "P1"},
        NAMES,
        {"P9": "Tom Aldridge"},
        {"r7": "Aldridge Tom"},
    )
    assert [(each.participant, each.respondent) for each in found] == [
        ("P2", ""),
        ("", ""),
        ("P1", ""),
        ("P9", "r7"),
    ]
    assert found[2].why == "solo names P1"
    assert not found[1].why


def test_a_label_like_no_participant_is_held_against_the_survey() -> None:
    rows = {"7": "Kowalska, Anna", "8": "Ben Ode"}
    labels = [("fg", "Anna Kowalska"), ("fg", "P1"), ("fg", "Zed Quill")]
    found = {each.label: each for each in propose_links(labels, {}, {}, {}, rows)}
    assert found["Anna Kowalska"].respondent == "7"
    assert found["Anna Kowalska"].participant == ""
    assert "is like 'Kowalska, Anna'" in found["Anna Kowalska"].why
    assert {found[who].respondent + found[who].why for who in ("P1", "Zed Quill")} == {""}
