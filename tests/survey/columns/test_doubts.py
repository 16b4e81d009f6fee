"""Where answers speak against the type that was guessed, one note a column says so."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from interviewkit.errors import Problem
from interviewkit.survey.answers import Answers
from interviewkit.survey.files.stat_file import _text, convert_spss_date

Read = Callable[..., tuple[Answers, tuple[Problem, ...]]]


def column(read: Read, cells: Sequence[str], **settings: object) -> tuple[Answers, list[Problem]]:
    rows = "".join(f'p{n},"{cell}"\n' for n, cell in enumerate(cells, 2))
    answers, problems = read("respondent,x\n" + rows, **settings)
    return answers, list(problems)


DATES = [f"2025-03-{day:02}" for day in range(1, 29)]
DOUBTS = [
    (["31", "32", "33", "34", "35", "old"], "category", "5 of 6 answers are numbers", "number"),
    ([*"12345" * 10, "Other"], "category", "50 of 51 answers are numbers, but 'Other'", "number"),
    ([*DATES[:5], "soon"], "category", "5 of 6 answers are dates, but 'soon' is not: line 7",
     "date"),
    (["yes"] * 20 + ["no"] * 20 + ["maybe"], "category", "40 of 41 answers are yes or no", "flag"),
    (["Yes", "No", "Yes", "No", "Refused"], "category", "but 'Refused' is not", "flag"),
    ([f"answer {n}" for n in range(12)], "category", "12 of 12 answers differ", "text"),
    ([f"city {n % 40}" for n in range(400)], "text", "only 40 different ones", "category"),
    ([str(n) for n in range(1, 13)], "number", "as ids or row numbers are", "text"),
    ([str(10007 + 7919 * n) for n in range(10)], "number", "as ids or row numbers", "text"),
    (["45001", "45002", "45010.5", "45020", "45001"], "number", "45001 is 2023-03-16",
     "date: spreadsheet days"),
    (["UK", "uk", "US", "UK", "US"], "category", "'UK' and 'uk' differ only in case", ""),
    (["25/03/2025", "03/26/2025", "27/03/2025", "01/02/2025", "02/02/2025"], "category",
     "with the day first (lines 2, 4) and with the month first (line 3)", "date: day first"),
]  # fmt: skip


@pytest.mark.parametrize(("cells", "kind", "what", "declare"), DOUBTS)
def test_what_speaks_against_a_guess_is_told_once(
    read: Read, cells: Sequence[str], kind: str, what: str, declare: str
) -> None:
    answers, problems = column(read, cells)
    assert answers.variable("x").type == kind
    (told,) = problems
    assert f"column 'x' is read as {kind}: " in told.what
    assert what in told.what
    if declare:
        assert told.hint.endswith(f'[survey.columns] x = "{declare}"')
        settled, problems = column(read, cells, columns={"x": declare})
        assert settled.variable("x").type == declare.partition(":")[0]
        assert not [each for each in problems if "'x' is read as" in each.what]


@pytest.mark.parametrize(
    "cells",
    [
        ["31", "42", "31", "57", "42", "60"],
        ["man", "woman", "other", "man", "woman"],
        ["yes", "no", "yes", "maybe", "maybe"],
        ["a text", "another", "third"],
        ["41000", "42000", "45000", "39000", "40500"],
        ["2025-03-01", "2025-03-02", "2025-04-02", "2025-03-12", "2025-03-22"],
        ["01", "02", "10", "02", "01"],
        ["1-5", "6-10", "11+", "1-5", "6-10"],
        [f"{n} words of {n % 7} people that differ" for n in range(60)],
    ],
)
def test_nothing_is_told_where_there_is_no_doubt(read: Read, cells: Sequence[str]) -> None:
    assert column(read, cells)[1] == []


def test_a_few_odd_answers_among_many_numbers_are_named(read: Read) -> None:
    cells = [str(20 + n % 50) for n in range(397)]
    answers, (told,) = column(read, [*cells, "about 30", "x", "35+"])
    x = answers.variable("x")
    assert (x.type, x.n, x.missing) == ("number", 397, 3)
    assert "'about 30', 'x', '35+' is no number; counts as missing" in told.what
    assert "397 of 400 answers are one: lines 399, 400, 401" in told.what
    answers, _ = column(read, [*cells, "x"], columns={"x": "text"})
    assert answers.variable("x").n == 398


def test_an_unreadable_date_is_told_with_its_line(read: Read) -> None:
    answers, (told,) = column(read, [*DATES, "31.02.2025"])
    assert (answers.variable("x").type, answers.variable("x").missing) == ("date", 1)
    assert "'31.02.2025' is no date; counts as missing" in told.what
    assert "line 30" in told.what


def test_a_date_that_no_calendar_holds_keeps_its_number() -> None:
    assert convert_spss_date(1e18, "DATE11") == ""
    assert _text(6306150067200.0, "DATE11", "date", lambda _value, _form: "") == "6306150067200"


def test_days_of_a_spreadsheet_are_dates_when_declared(read: Read) -> None:
    answers, _ = column(read, ["45001", "45010.5"], columns={"x": "date: spreadsheet days"})
    assert answers.table["x"].tolist() == ["2023-03-16", "2023-03-25T12:00:00"]


def test_the_sample_survey_has_no_doubts() -> None:
    from interviewkit.model.settings import SurveySettings
    from interviewkit.survey.answers_file import read_answers

    sample = Path(__file__).parents[3] / "surveys" / "survey.csv"
    settings = SurveySettings(weight="weight", columns={"gain_from": "multiple: ;"})
    _, problems = read_answers(sample, settings)
    assert [each.what.partition(":")[0] for each in problems] == [
        "column 'ai_edge' is read as an answer scale"
    ]
