"""The report says that people go by pseudonyms only where their names tell so."""

from __future__ import annotations

from dataclasses import replace

import pytest

from builders_report import study
from interviewkit.model import Participant
from interviewkit.report.outline import build_outline

PSEUDONYMS = "People go by pseudonyms."
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
    assert who(*names).endswith(PSEUDONYMS)


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
