"""Ids are alike however a number is written, and never one where digits are lost."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from interviewkit.errors import Problem
from interviewkit.model import Participant
from interviewkit.survey.answers import Answers
from interviewkit.survey.people.link import link_people
from interviewkit.survey.respondent_ids import is_rounded, simplify_id

Read = Callable[..., tuple[Answers, tuple[Problem, ...]]]


@pytest.mark.parametrize(
    ("one", "two"),
    [
        ("101.0", "101"), ("7.0", "007"), ("101,00", "101"), ("1.01E+02", "101"),
        ("1,001", "1001"), ("1'001", "1001"), ("P007", "p7"), (" E 0112", "e112"),
        ("E0112\u200b", "e112"), ("\u2066E1\u2069", "E1"), ("E\u00a01", "E1"),
        ("１０１", "101"), ("٧", "7"), ("'007", "7"), ('="007"', "7"), ("P01-07", "P1-7"),
        ("P–1", "P-1"), ("1.00E+02", "100"), ("0", "00"),
    ],
)  # fmt: skip
def test_ways_of_writing_one_id(one: str, two: str) -> None:
    assert simplify_id(one) == simplify_id(two)


@pytest.mark.parametrize(
    ("one", "two"),
    [
        ("101.5", "101"), ("E0112", "E0113"), ("10", "1"), ("12E3", "12000"), ("a1", "a-1"),
        ("1.2E+11", "120000000000"), ("100", "10"), ("1.01", "101"), ("A0", "A"),
    ],
)  # fmt: skip
def test_different_ids_stay_different(one: str, two: str) -> None:
    assert simplify_id(one) != simplify_id(two)


@given(st.integers(0, 10**9), st.integers(0, 10**9))
def test_numbers_are_alike_only_when_equal(one: int, two: int) -> None:
    assert (
        simplify_id(f"{one}.0")
        == simplify_id(str(one))
        == simplify_id(f"{one:012}")
        == simplify_id(f"{one:,}")
    )
    assert (simplify_id(str(one)) == simplify_id(f"{two}.0")) == (one == two)


def test_ids_that_a_spreadsheet_rounded_tell_nobody_apart(read: Read) -> None:
    assert is_rounded("1.23457E+11")
    assert not is_rounded("1.01E+02")
    answers, (told,) = read(
        "respondent,x\n1.23457E+11,1\n1.23457E+11,3\n101,3\n", respondent="respondent"
    )
    assert answers.names == ("(line 2)", "(line 3)", "101")
    assert "were rounded by a spreadsheet" in told.what
    assert "lines 2, 3" in told.what


PEOPLE = [Participant("A", respondent="101"), Participant("B", respondent="007")]


def test_float_ids_are_suggested_and_joined_when_told(read: Read) -> None:
    answers, _ = read("id,age\n101.0,30\n7.0,50\n", respondent="id")
    shown = link_people(PEOPLE, answers)
    assert not shown.matched
    assert shown.suggestions == {"A": "101.0", "B": "7.0"}
    assert link_people(PEOPLE, answers, alike=True).matched == {"A": "101.0", "B": "7.0"}


def test_two_spellings_are_never_both_one_respondent(read: Read) -> None:
    answers, _ = read("id,age\n7.0,50\n", respondent="id")
    people = [Participant("A", respondent="7"), Participant("B", respondent="007")]
    found = link_people(people, answers, alike=True)
    assert not found.matched
    assert found.rivals == {"A": "7.0", "B": "7.0"}
    same = [Participant("A", respondent="7"), Participant("B", respondent="7")]
    assert link_people(same, answers, alike=True).doubled == ("7.0",)


def test_an_id_like_two_respondents_is_told(read: Read) -> None:
    answers, _ = read("id,age\n7.0,50\n07,51\n", respondent="id")
    found = link_people([Participant("A", respondent="7")], answers)
    assert found.ambiguous == {"A": ("07", "7.0")}
    assert not found.matched
