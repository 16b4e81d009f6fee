"""The report says that people go by pseudonyms only where their names tell so."""

from __future__ import annotations

from dataclasses import replace

import pytest

from builders_report import study
from interviewkit.model import Participant, Turn
from interviewkit.report.inputs import ReportInputs, TranscriptFacts
from interviewkit.report.methods import describe_names
from interviewkit.report.outline import build_outline
from interviewkit.report.voices import Cast

PSEUDONYMS = "In this report people go by pseudonyms."
OPEN = "Nothing tells whether the names of people are pseudonyms."


def who(*names: str) -> str:
    """What the report says of people with these names, who all spoke."""
    people = tuple(Participant(name) for name in names)
    spoke = dict(enumerate(names, 1))
    inputs = replace(study(), participants=people, speaker_of=spoke)
    found = {method.term: method.text for method in build_outline(inputs).methods}
    return found["Who"].replace("\u00a0", " ")


@pytest.mark.parametrize(
    "names", [("P01", "P02"), ("2025-04/talk/Speaker 1", "B1"), ("Teacher", "R_1x"), ("E0112",)]
)
def test_codes_are_pseudonyms(names: tuple[str, ...]) -> None:
    assert PSEUDONYMS in who(*names)


@pytest.mark.parametrize(
    ("names", "count"),
    [
        (("P01", "Lena Quillbrook"), "1 of 2 participants goes by what looks like a full name"),
        (("2025-03/group_a/Testley, Omar", "talks/ana_kovac", "P3"), "2 of 3 participants go by"),
        (("李雷", "P1"), "1 of 2 participants goes by"),
    ],
)
def test_full_names_are_told(names: tuple[str, ...], count: str) -> None:
    said = who(*names)
    assert count in said
    assert "pseudonyms before this report is handed on" in said
    assert PSEUDONYMS not in said


@pytest.mark.parametrize("names", [("Lena", "P1"), ("Nightingale",)])
def test_first_names_tell_nothing(names: tuple[str, ...]) -> None:
    assert who(*names).endswith(OPEN)


def named_study(*lines: tuple[str, str, str]) -> ReportInputs:
    """A conversation of (who the report says spoke, label in the transcript, words)."""
    turns = {n: Turn("talk", n, label, text, id=n) for n, (_, label, text) in enumerate(lines, 1)}
    speaker_of = {n: who for n, (who, _, _) in enumerate(lines, 1)}
    people = tuple(Participant(name) for name in dict.fromkeys(speaker_of.values()))
    facts = (TranscriptFacts("talk", turns=len(turns), words=9),)
    return ReportInputs(transcripts=facts, participants=people, turns=turns, speaker_of=speaker_of)


TALK = named_study(
    ("P1", "Grace Miller", "I say grace. May we begin, Tom?"),
    ("P2", "Tom", "Grace, you begin. In May I was ill."),
    ("P3", "May", "Toms are no toms, said Grace."),
)


def methods_of(inputs: ReportInputs) -> str:
    return describe_names(Cast(inputs)).replace("\u00a0", " ")


def test_names_in_labels_and_in_what_is_said_are_told() -> None:
    said = methods_of(TALK)
    # "May" is a month as well, and so is never taken for a name.
    assert "In the transcripts 2 of 3 speak under a name, and the names of 2 are said" in said
    assert "A quote has [name] in their place" in said


def test_labels_that_are_codes_tell_nothing_of_names() -> None:
    said = methods_of(named_study(("P1", "P1", "Hello, Tom."), ("P2", "Speaker 2", "Hm.")))
    assert said.startswith(PSEUDONYMS)
    assert "was not checked: no label there is a name" in said


@pytest.mark.parametrize(
    ("text", "hidden"),
    [
        ("Grace, you begin.", "[name], you begin."),
        ("I say grace.", "I say grace."),
        ("So said Miller and Tom's dog.", "So said [name] and [name]'s dog."),
        ("Grace is what we need.", "Grace is what we need."),
        ("Toms are no toms.", "Toms are no toms."),
        ("In May I was ill.", "In May I was ill."),
    ],
)
def test_names_are_hidden_and_words_are_not(text: str, hidden: str) -> None:
    names = Cast(TALK).names
    assert names.hide(text) == hidden
    assert names.is_said_in(text) == (text != hidden)


def test_names_without_blanks_are_found() -> None:
    names = Cast(named_study(("P1", "王小芳", "你好"), ("P2", "李雷", "王小芳说得对"))).names
    assert names.hide("王小芳说得对") == "[name]说得对"
    assert names.said == {"P1": 1}


def test_a_name_that_the_report_uses_is_not_hidden() -> None:
    names = Cast(named_study(("Tom", "Tom", "I am Tom."), ("P2", "P2", "Yes, Tom."))).names
    assert names.hide("Yes, Tom.") == "Yes, Tom."
