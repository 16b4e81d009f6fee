"""What a column of a question is, its answers say; a word in its name is a hint at most."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Sequence

import pytest

from interviewkit.errors import Problem
from interviewkit.survey.answers import Answers

Read = Callable[..., tuple[Answers, tuple[Problem, ...]]]
LIME = ["id", "submitdate", "lastpage", "startlanguage"]
MONKEY = ["Respondent ID", "Collector ID"]


def limesurvey(read: Read, columns: Sequence[str], *rows: Sequence[str]) -> dict[str, str]:
    body = [[str(n), f"2025-03-{n:02} 10:00:00", "3", "en", *row] for n, row in enumerate(rows, 1)]
    return types(read, [[*LIME, *columns], *body])


def surveymonkey(read: Read, parts: Sequence[str], *rows: Sequence[str]) -> dict[str, str]:
    heads = [
        [*MONKEY, "Q", *[""] * (len(parts) - 1), "Why?"],
        ["", "", *parts, "Open-Ended Response"],
    ]
    return types(read, [*heads, *([str(n), "1", *row, "x"] for n, row in enumerate(rows, 11))])


def types(read: Read, rows: Sequence[Sequence[str]]) -> dict[str, str]:
    stream = io.StringIO()
    csv.writer(stream).writerows(rows)
    answers, _ = read(stream.getvalue())
    return {each.name: each.type for each in answers.variables}


@pytest.mark.parametrize(
    "names", [("Plain text", "Video", "My comment"), ("Kontext", "other", "Audiocomment")]
)
def test_rows_of_an_array_are_what_their_answers_are(read: Read, names: Sequence[str]) -> None:
    columns = [f"How useful? [{name}]" for name in names]
    rows = [("Useful", "Not useful", "Useful"), ("Not useful", "Useful", "Useful"),
            ("Useful", "Very useful", "Not useful"), ("Very useful", "Useful", "Useful"),
            ]  # fmt: skip
    found = limesurvey(read, columns, *rows)
    assert [found[name] for name in columns] == ["category"] * 3


def test_numbers_under_a_texts_name_stay_numbers(read: Read) -> None:
    columns = ["hours [Work text]", "hours [Home comment]"]
    found = limesurvey(read, columns, ("1", "2"), ("3", "14"), ("5", "6"))
    assert [found[name] for name in columns] == ["number", "number"]


def test_what_is_written_beside_ticks_is_text_in_any_language(read: Read) -> None:
    columns = ["Womit? [Mail]", "Womit? [Brief]", "Womit? [Sonst noch]", "Womit? [other]"]
    rows = [("Ja", "Nein", "", ""), ("Nein", "Ja", "Tauben", ""), ("Ja", "Nein", "", "Fax")]
    found = limesurvey(read, columns, *rows)
    assert [found[name] for name in columns] == ["flag", "flag", "text", "text"]


def test_a_comment_beside_each_option_is_text(read: Read) -> None:
    columns = ["q[SQ001]", "q[SQ001comment]", "q[SQ002]", "q[SQ002comment]"]
    rows = [("Y", "for my health", "", ""), ("", "", "Y", "no bus"), ("Y", "", "Y", "it rains")]
    found = limesurvey(read, columns, *rows)
    assert [found[name] for name in columns] == ["flag", "text", "flag", "text"]


def test_a_matrix_may_have_other_people_in_it(read: Read) -> None:
    parts = ["Commentary", "Other people", "Food"]
    rows = [("Good", "Bad", "Good"), ("Bad", "Good", "Fair"), ("Fair", "Fair", "Bad")]
    found = surveymonkey(read, parts, *rows)
    assert {found[f"Q [{part}]"] for part in parts} == {"category"}


def test_an_other_that_many_write_alike_is_no_tick(read: Read) -> None:
    parts = ["Email", "Phone", "Other (please specify)"]
    rows = [("Email", "Phone", "Fax"), ("", "Phone", "Fax"), ("Email", "", "Fax"), ("", "", "Fax")]
    found = surveymonkey(read, parts, *rows)
    assert [found[f"Q [{part}]"] for part in parts] == ["flag", "flag", "text"]


def test_numbers_typed_in_qualtrics_are_numbers(read: Read) -> None:
    rows = [["ResponseId", "Q1_1_TEXT", "Q2_3_TEXT"], ["Response ID", "Age", "Other - Text"],
            ['{"ImportId":"_recordId"}', '{"ImportId":"QID1_TEXT"}', '{"ImportId":"QID2_TEXT"}'],
            ["R_1", "31", "Stata"], ["R_2", "41", ""], ["R_3", "51", "Julia"]]  # fmt: skip
    found = types(read, rows)
    assert (found["Q1_1_TEXT"], found["Q2_3_TEXT"]) == ("number", "text")
