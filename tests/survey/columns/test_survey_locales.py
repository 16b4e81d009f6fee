"""Numbers and dates as written elsewhere; codes that mean no answer; ids that look alike."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from interviewkit.errors import Problem, RuleError
from interviewkit.model import Participant, Segment
from interviewkit.survey.answers import Answers, find_changed_answers
from interviewkit.survey.columns import dates, numbers
from interviewkit.survey.people.link import link_people
from interviewkit.survey.respondent_ids import simplify_id
from interviewkit.survey.rules.segments import find_members

Reading = tuple[Answers, tuple[Problem, ...]]
Reader = Callable[..., Reading]


def column(cells: list[str], separator: str = ";") -> str:
    lines = [f"p{n}{separator}{cell}" for n, cell in enumerate(cells)]
    return "\n".join([f"respondent{separator}x", *lines]) + "\n"


@pytest.mark.parametrize(
    ("cells", "values", "says"),
    [
        (["1.234,5", "12,25", "1.000.000"], [1234.5, 12.25, 1e6], "points between thousands"),
        (["3,5", "4"], [3.5, 4], "decimal commas"),
        (["1 234,5", "2"], [1234.5, 2], "blanks between thousands"),
        (["1\u00a0234,5", "2\u202f000"], [1234.5, 2000], "blanks between thousands"),
        (["1'234.5", "2"], [1234.5, 2], "apostrophes"),
        (["12,5 %", "40 %"], [12.5, 40], "per cent or currency"),
        (["€ 1.200,00", "€ 3,50"], [1200, 3.5], "per cent or currency"),
        (["\u22123", "4"], [-3, 4], ""),
        (["1.5", "2"], [1.5, 2], ""),
    ],
)
def test_numbers_of_many_countries(
    read: Reader, cells: list[str], values: list[float], says: str
) -> None:
    answers, problems = read(column(cells))
    assert answers.variable("x").type == "number"
    assert list(answers.table["x"]) == values
    told = " ".join(problem.what for problem in problems)
    assert says in told
    assert bool(says) == bool(problems)


def test_commas_between_thousands_need_a_proof(read: Reader) -> None:
    answers, _ = read('respondent,x\na,"1,234.5"\nb,"1,000"\n')
    assert list(answers.table["x"]) == [1234.5, 1000]
    answers, problems = read('respondent,x\na,"1,234"\nb,"1,000"\n')
    assert answers.variable("x").type == "category"
    assert "may be decimals or thousands" in problems[0].what


def test_points_are_thousands_where_the_file_has_decimal_commas(read: Reader) -> None:
    answers, _ = read("respondent;x;share\na;1.234;0,5\nb;2.000;1,25\n")
    assert list(answers.table["x"]) == [1234, 2000]
    answers, _ = read("respondent;x;share\na;1.234;5\nb;2.000;1\n")
    assert list(answers.table["x"]) == [1.234, 2]


@pytest.mark.parametrize(
    ("cells", "first", "says"),
    [
        (["31.12.2025", "01.02.2025"], "2025-12-31", ""),
        (["31/12/2025", "01/02/2025"], "2025-12-31", "day first"),
        (["12/31/2025", "01/02/2025"], "2025-12-31", "month first"),
        (["2025/12/31", "2025/01/02"], "2025-12-31", ""),
        (["31-Dec-2025", "2 Jan 2025"], "2025-12-31", ""),
        (["December 31, 2025", "Jan 2, 2025"], "2025-12-31", ""),
        (["12/31/2025 2:30 PM", "1/2/2025 12:00 AM"], "2025-12-31T14:30:00", "month first"),
        (["2025/04/13 2:30:12 PM GMT+2", "2025/04/14 9:00:00 AM GMT+2"], "2025-04-13T14:30:12", ""),
        (["31.12.2025 14:30", "01.02.2025 09:00:01"], "2025-12-31T14:30:00", ""),
        (["31.12.99", "01.02.25"], "1999-12-31", ""),
    ],
)
def test_dates_of_many_countries(read: Reader, cells: list[str], first: str, says: str) -> None:
    answers, problems = read(column(cells))
    assert answers.variable("x").type == "date"
    assert answers.table["x"][0] == first
    assert says in " ".join(problem.what for problem in problems)


def test_whether_day_or_month_stands_first_is_never_guessed(read: Reader) -> None:
    answers, problems = read(column(["03/04/2025", "05/06/2025"]))
    assert answers.variable("x").type == "category"
    assert 'declare it as "date: day first"' in problems[0].what
    answers, _ = read(column(["03/04/2025", "05/06/2025"]), columns={"x": "date: day first"})
    assert list(answers.table["x"]) == ["2025-04-03", "2025-06-05"]
    answers, _ = read("respondent;x;y\na;03/04/2025;25/04/2025\nb;05/06/2025;01/05/2025\n")
    assert answers.table["x"][0] == "2025-04-03"


@given(st.dates())
def test_a_date_survives_every_way_of_writing_it(day: object) -> None:
    wanted = day.isoformat()  # type: ignore[attr-defined]
    year, month, of_month = wanted.split("-")
    assert dates.convert_date(f"{of_month}.{month}.{year}", dates.DAY_FIRST) == wanted
    assert dates.convert_date(f"{month}/{of_month}/{year}", dates.MONTH_FIRST) == wanted
    assert dates.convert_date(f"{year}/{month}/{of_month}", dates.ISO) == wanted


@given(st.text(max_size=30))
def test_no_text_breaks_numbers_or_dates(text: str) -> None:
    for style in (".", *numbers.NOTES):
        numbers.parse_number(text, style)
    for order in (dates.ISO, dates.DAY_FIRST, dates.MONTH_FIRST):
        dates.convert_date(text, order)
    numbers.find_number_style([text], ";")
    dates.find_date_order([text])


def test_an_answer_far_from_all_others_is_asked_about(read: Reader) -> None:
    answers, problems = read(column(["1", "5", "3", "99", "-99"]))
    assert answers.variable("x").n == 5
    assert "has -99, 99, far from all other answers" in problems[0].what
    assert "[survey] missing" in problems[0].hint
    _, problems = read(column(["18", "99", "45", "60"]))
    assert problems == ()


def test_ids_that_look_alike_are_told_and_one_person_only_when_told(read: Reader) -> None:
    content = "respondent,x\nE01,1\ne1,2\n E 01,3\nB2,4\n"
    answers, (told,) = read(content)
    assert answers.names == ("E01", "e1", "E 01", "B2")
    assert (
        "differ only in case, blanks, leading zeros or how a number is written, and 1 more"
        in told.what
    )
    assert told.hint.endswith('[survey] ids = "alike"')
    answers, problems = read(content, ids="alike")
    assert answers.names == ("E01", "B2")
    assert any("answers again; line 2 is kept" in problem.what for problem in problems)


def test_people_are_linked_to_ids_that_look_alike_only_when_told(read: Reader) -> None:
    answers, _ = read("respondent,x\nE01,1\nB2,4\n")
    person = Participant("Ana", respondent="e 1")
    exact = link_people([person], answers)
    assert (dict(exact.matched), exact.suggestions) == ({}, {"Ana": "E01"})
    assert link_people([person], answers, alike=True).matched == {"Ana": "E01"}


def test_a_zero_is_not_nothing() -> None:
    assert simplify_id("a0") != simplify_id("a")
    assert simplify_id("000") == simplify_id("0")


def test_respondents_who_change_between_waves_are_told(read: Reader) -> None:
    content = (
        "respondent,wave,role,age\nE1,1,manager,40\nE1,2,employee,41\n"
        "E2,1,employee,30\nE2,2,employee,31\nE3,2,manager,50\n"
    )
    answers, problems = read(content, wave="wave")
    assert problems == ()
    (told,) = find_changed_answers(answers, ["role", "age", "role"])
    assert (
        "role: 1 of 2 respondents of several waves change (E1: 'manager', then 'employee')" in told
    )


def test_a_quantile_of_a_constant_is_told(read: Reader) -> None:
    answers, _ = read("respondent,x,y\na,3,1\nb,3,2\nc,3,3\n")
    found = find_members(Segment("top", "x >= quantile(x, 0.75)"), answers)
    assert found.n == 3
    assert found.note == "segment 'top': x is 3 for everyone; a quantile of it parts nobody"
    assert find_members(Segment("top", "y >= quantile(y, 0.75)"), answers).note == ""


def test_weights_of_another_country_and_weights_of_no_use(read: Reader) -> None:
    answers, problems = read("respondent;w\na;1.234,5\nb;0,5\nc;0\nd;-1\ne;\nf;viel\n", weight="w")
    assert list(answers.weights) == [1234.5, 0.5, 0, 0, 0, 0]
    told = [problem.what for problem in problems]
    assert "weight missing or not a number: lines 6, 7" in told
    assert "negative weight: line 5" in told
    assert "weight of zero: line 4" in told


def test_missing_yes_or_no_is_stored_as_nothing(read: Reader) -> None:
    answers, _ = read("respondent,x\na,yes\nb,\nc,no\n")
    assert [each.answers["x"] for each in answers.respondents()] == [True, None, False]


def test_yes_and_no_in_other_languages(read: Reader) -> None:
    answers, problems = read(
        "id;müde;fier;ok\n1;ja;oui;Sí\n2;Nein;non;No\n3;;oui;Sí\n", respondent="id"
    )
    assert [v.type for v in answers.variables[1:]] == ["flag", "flag", "flag"]
    assert [each.answers["müde"] for each in answers.respondents()] == [True, False, None]
    assert any("'müde' has Nein and ja, read as yes or no" in each.what for each in problems)
    for rule in ("müde", 'müde == "ja"', 'müde == "yes"', 'müde != "Nein"', "not (müde == 'nein')"):
        assert find_members(Segment("tired", rule), answers).mask.tolist() == [True, False, False]


def test_a_word_that_is_neither_yes_nor_no_is_refused(read: Reader) -> None:
    answers, _ = read("respondent,x\na,yes\nb,no\n")
    with pytest.raises(RuleError, match="a yes or no cannot be compared with a text"):
        find_members(Segment("odd", 'x == "perhaps"'), answers)
