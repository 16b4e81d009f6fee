"""A comma inside an option does not part it; what parts options is found by how answers behave."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from interviewkit.errors import Problem
from interviewkit.survey.answers import Answers
from interviewkit.survey.columns.option_lists import LOOSE, SEMICOLON, TIGHT, find_options

Read = Callable[..., tuple[Answers, tuple[Problem, ...]]]


def found(separator: str, *cells: str) -> tuple[tuple[str, ...], bool] | None:
    lists = find_options(cells, [separator])
    return (lists.options, lists.sure) if lists else None


def test_a_comma_inside_an_option_parts_nothing() -> None:
    work = ("Employed, full time", "Employed, part time", "Student", "Employed, full time")
    assert found(LOOSE, *work) is None
    assert found(TIGHT, *work) is None
    assert (
        found(LOOSE, "Vienna, Austria", "Graz, Austria", "Paris, France", "Graz, Austria") is None
    )
    assert found(TIGHT, "Less than 1,000", "1,000-5,000", "5,000 or more") is None
    assert found(LOOSE, "No, thank you, all is well", "", "Well, hello") is None


def test_options_with_commas_among_lists() -> None:
    cells = ("Email, Phone, mobile", "Phone, mobile, Phone, landline", "Email", "Phone, landline")
    assert found(LOOSE, *cells) == (("Email", "Phone, landline", "Phone, mobile"), True)
    joined = ("Employed, full time,Student", "Student", "Employed, full time", "Retired,Student")
    assert found(TIGHT, *joined, "Retired") == (("Employed, full time", "Retired", "Student"), True)


def test_codes_of_options_are_no_decimals() -> None:
    assert found(TIGHT, "1,2,4", "1", "2,4", "4") == (("1", "2", "4"), True)
    assert found(TIGHT, "2,5", "3", "4,5", "3,5", "5") is None
    assert found(TIGHT, "4,2,1", "1", "2,4") is None


def test_two_codes_in_a_cell_are_asked_about() -> None:
    assert found(TIGHT, "1,2", "1,3", "3", "2", "2,3") == (("1", "2", "3"), False)
    assert found(TIGHT, "2,0", "1,3", "3", "2", "2,3") is None


def test_two_features_of_one_choice_are_undecided() -> None:
    crossed = find_options(["Red, large", "Red, small", "Blue, large", "Blue, small"], [LOOSE])
    assert crossed is not None
    assert not crossed.sure
    half = find_options(["Yes", "Yes, but rarely", "No", "No, never"], [LOOSE])
    assert half is not None
    assert not half.sure


OPTIONS = ("Email", "Phone, mobile", "Phone, landline", "Letter", "In person, at work")


@settings(max_examples=60, deadline=None)
@given(st.lists(st.sets(st.sampled_from(OPTIONS), min_size=1), min_size=1, max_size=20))
def test_enough_answers_give_back_the_options(chosen: list[set[str]]) -> None:
    """Everyone's answers joined as Google joins them, with each option alone once."""
    answers = [*chosen, *({option} for option in OPTIONS), {"Email", "Letter"}, {"Email", "Letter"}]
    cells = [", ".join(o for o in OPTIONS if o in each) for each in answers]
    lists = find_options(cells, [SEMICOLON, LOOSE])
    assert lists is not None
    assert lists.sure
    for cell, each in zip(cells, answers, strict=True):
        assert set(lists.lists[cell]) == each


def table(rows: Sequence[Sequence[str]]) -> str:
    stream = io.StringIO()
    csv.writer(stream).writerows(rows)
    return stream.getvalue()


def google(name: str, cells: Sequence[str]) -> str:
    stamps = [f"4/{20 + place % 8}/2025 10:01:02" for place in range(len(cells))]
    return table([["Timestamp", name], *zip(stamps, cells, strict=True)])


def types(answers: Answers) -> dict[str, str]:
    return {each.name: each.type for each in answers.variables}


def test_google_keeps_a_single_choice_whole(read: Read) -> None:
    cells = ["Employed, full time", "Student", "Employed, part time", "Student"]
    answers, problems = read(google("Work?", cells))
    assert types(answers)["Work?"] == "category"
    assert answers.variable("Work?").levels == (
        "Employed, full time", "Employed, part time", "Student",
    )  # fmt: skip
    assert not [each for each in problems if "Work?" in each.what]


def test_what_is_undecided_stays_whole_and_is_told(read: Read) -> None:
    cells = ["Red, large", "Red, small", "Blue, large", "Blue, small"] * 2
    answers, problems = read(google("Which?", cells))
    assert list(types(answers)) == ["Timestamp", "Which?"]
    (told,) = [each for each in problems if "Which?" in each.what]
    assert "'Red, large'; each is read as one answer" in told.what
    assert '[survey.columns] "Which?" = "multiple: ,"' in told.hint
    answers, problems = read(google("Which?", cells), columns={"Which?": "multiple: ,"})
    assert types(answers)["Which? [Red]"] == "flag"
    assert not [each for each in problems if "each is read as one" in each.what]


def test_a_declared_category_is_never_taken_apart(read: Read) -> None:
    cells = ["Email, Phone", "Phone", "Email", "Fax, Phone", "Fax"]
    answers, problems = read(google("How?", cells))
    assert types(answers)["How? [Fax]"] == "flag"
    assert any("read as 3 yes-or-no columns" in each.what for each in problems)
    answers, problems = read(google("How?", cells), columns={"How?": "category"})
    assert types(answers) == {"Timestamp": "date", "How?": "category"}
    assert not [each for each in problems if "How?" in each.what]


def test_options_may_be_declared_with_their_commas(read: Read) -> None:
    text = table([["respondent", "t"], ["a", "Red, large,Blue"], ["b", "Blue; Green, dark"]])
    answers, _ = read(text, columns={"t": "multiple: Red, large < Blue"})
    assert list(types(answers)) == [
        "respondent",
        "t",
        "t [Blue]",
        "t [Green, dark]",
        "t [Red, large]",
    ]


def test_microsoft_forms_ends_each_option_with_a_semicolon(read: Read) -> None:
    rows = [["ID", "Startzeit", "Tools"], ["1", "2025-04-01 10:00", "Mail;Telefon, mobil;"],
            ["2", "2025-04-02 10:00", "Mail;"], ["3", "2025-04-03 10:00", "Fax;"]]  # fmt: skip
    answers, problems = read(table(rows), respondent="ID")
    assert [name for name in types(answers) if "[" in name] == [
        "Tools [Fax]", "Tools [Mail]", "Tools [Telefon, mobil]",
    ]  # fmt: skip
    assert any("'Tools' lists chosen options" in each.what for each in problems)


@pytest.mark.parametrize("sign", [";", "; ", ", ", "|", ","])
def test_lists_in_a_plain_table_are_told_and_kept(read: Read, sign: str) -> None:
    cells = [sign.join(each) for each in (["a1", "b2"], ["b2"], ["a1"], ["c3", "a1"], ["c3"])]
    rows = [["respondent", "tools"], *([f"p{n}", cell] for n, cell in enumerate(cells))]
    answers, problems = read(table(rows))
    assert types(answers) == {"respondent": "text", "tools": "category"}
    (told,) = problems
    assert f'[survey.columns] tools = "multiple: {sign.strip()}"' in told.hint


def test_ticks_of_redcap_and_unipark_are_yes_and_no(read: Read) -> None:
    answers, _ = read(
        "respondent,tools___1,tools___2,v_3\na,Checked,Unchecked,quoted\n"
        "b,Unchecked,Unchecked,not quoted\n"
    )
    assert list(types(answers).values())[1:] == ["flag", "flag", "flag"]
    assert answers.table["tools___1"].tolist() == [True, False]


KOBO = ["_id", "_uuid", "grp/tools", "grp/work", "age"]


def test_kobo_lists_options_by_blanks(read: Read) -> None:
    cells = [("email phone", "at home"), ("phone", "at home"), ("email", "in the office"),
             ("fax email", "at home"), ("fax", "in the office")]  # fmt: skip
    rows = [[str(n), f"u{n}", tools, work, "31"] for n, (tools, work) in enumerate(cells)]
    answers, problems = read(table([KOBO, *rows]), respondent="_id")
    found = types(answers)
    assert [name for name in found if "[" in name] == [
        "grp/tools [email]", "grp/tools [fax]", "grp/tools [phone]",
    ]  # fmt: skip
    assert (found["grp/work"], found["age"]) == ("category", "number")
    assert not [each for each in problems if "work" in each.what]


def test_kobo_with_a_column_for_each_option(read: Read) -> None:
    header = ["_id", "_uuid", "g/tools", "g/tools/email", "g/tools/phone", "age"]
    rows = [["1", "u1", "email phone", "1", "1", "31"], ["2", "u2", "phone", "0", "1", "44"],
            ["3", "u3", "", "", "", "52"]]  # fmt: skip
    answers, problems = read(table([header, *rows]), respondent="_id")
    assert answers.sets == {"g/tools": "g/tools"}
    email = answers.variable("g/tools/email")
    assert (email.type, email.part_of, email.n) == ("flag", "g/tools", 2)
    assert not problems
