"""The same full name in two transcripts is proposed as one person; a label of anyone is asked."""

from __future__ import annotations

import pytest

from interviewkit.model.names import is_anyone, is_full_name
from interviewkit.survey.people.proposals import Spoken, find_same_names, propose_links


def proposed(*spoken: tuple[str, str]) -> dict[tuple[str, str], tuple[str, float]]:
    found = find_same_names([Spoken(where, label, 10) for where, label in spoken])
    return {(p.transcript, p.label): (p.participant, p.likeness) for p in found if p.why}


def asked(*spoken: tuple[str, str]) -> dict[tuple[str, str], str]:
    found = find_same_names([Spoken(where, label, 10) for where, label in spoken])
    assert not [each for each in found if each.asks and (each.participant or each.why)]
    return {(p.transcript, p.label): p.asks for p in found if p.asks}


def test_one_full_name_in_two_waves_is_one_person() -> None:
    found = find_same_names([Spoken("w1/a", "Lena Quillbrook"), Spoken("w2/b", "Lena Quillbrook")])
    assert [each.participant for each in found] == ["Lena Quillbrook"] * 2
    assert found[0].why == (
        "'Lena Quillbrook' speaks as 'Lena Quillbrook' in w2/b too: perhaps one person"
    )
    assert found[0].likeness == 1.0


@pytest.mark.parametrize(
    ("variant", "likeness"),
    [
        ("Lena Quillbrook", 1.0), ("LENA QUILLBROOK", 1.0), ("Dr. Lena Quillbrook", 1.0),
        ("Lena Quillbrook, PhD", 1.0), ("Quillbrook, Lena", 0.95), ("Lena Maria Quillbrook", 1.0),
        ("Lena Q.", 0.8), ("L. Quillbrook", 0.8),
    ],
)  # fmt: skip
def test_spellings_are_like_the_fuller_name(variant: str, likeness: float) -> None:
    found = proposed(("a", "Lena Quillbrook"), ("b", variant))
    assert len({who for who, _ in found.values()}) == 1
    assert found["b", variant][1] == likeness


@pytest.mark.parametrize(
    ("one", "two"),
    [
        ("Anna Berg", "Anna Bergmann"), ("Maria Santos", "Mario Santos"), ("Lena Q.", "Lena R."),
        ("Lena Quillbrook", "Omar Quillbrook"), ("Lena Quillbrook", "Lena Testley"),
    ],
)  # fmt: skip
def test_two_names_are_two_people(one: str, two: str) -> None:
    assert proposed(("a", one), ("b", two)) == {}


LABELS = [
    "P1",
    "S01",
    "B1",
    "Speaker 1",
    "Participant 12",
    "Person A",
    "Lena",
    "Teilnehmer 3",
    "R2",
]


@pytest.mark.parametrize("label", LABELS)
def test_a_label_of_anyone_is_asked_about_only(label: str) -> None:
    assert proposed(("w1/a", label), ("w2/b", label)) == {}
    assert f"may be '{label}' in w2/b" in asked(("w1/a", label), ("w2/b", label))["w1/a", label]


@pytest.mark.parametrize("label", ["Speaker", "Moderator", "Interviewer", "受访者", "Befragte"])
def test_a_bare_role_is_not_even_asked(label: str) -> None:
    assert find_same_names([Spoken("a", label), Spoken("b", label)]) == []


def test_two_labels_of_one_conversation_are_two_people() -> None:
    assert proposed(("a", "Lena Quillbrook"), ("a", "Lena Q.")) == {}
    found = proposed(("a", "Lena Quillbrook"), ("b", "Lena Q."), ("b", "Lena Quillbrook"))
    assert ("b", "Lena Q.") not in found
    assert len(found) == 2


def test_an_initial_that_fits_two_names_is_asked() -> None:
    spoken = ("a", "Lena Quillbrook"), ("a", "Lena Quist"), ("b", "Lena Q.")
    assert proposed(*spoken) == {}
    assert "'Lena Quillbrook' in a and 'Lena Quist' in a" in asked(*spoken)["b", "Lena Q."]


def test_the_participant_whom_a_path_names_is_kept() -> None:
    known = [Spoken("w1/P05", "Lena Quillbrook", named="P05"), Spoken("w2/b", "Lena Quillbrook")]
    assert [each.participant for each in find_same_names(known)] == ["P05", "P05"]
    two = [Spoken("w1/P05", "Ana Bell", named="P05"), Spoken("w2/P06", "Ana Bell", named="P06")]
    assert not [each for each in find_same_names(two) if each.participant]


def test_a_number_is_no_likeness_to_a_known_person() -> None:
    (found,) = propose_links([("w2/b", "P1")], {}, {"Anna": "P1"}, {}, {})
    assert not found.why
    (found,) = propose_links([("w2/b", "Anna B.")], {}, {"P7": "Anna Bell"}, {}, {})
    assert found.participant == "P7"


def test_full_names_and_labels_of_anyone() -> None:
    for name in ("Lena Q.", "Ana-Maria Kovač", "bell hooks", "Thomas Mann", "李雷", "김민수"):
        assert is_full_name(name), name
    for label in (
        "Lena",
        "P1",
        "Speaker 1",
        "Interviewer Anna",
        "Unknown speaker",
        "A B",
        "主持人",
    ):
        assert not is_full_name(label), label
    assert is_anyone("Speaker 2")
    assert not is_anyone("Anna 2")
