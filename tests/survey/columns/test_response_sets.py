"""A column for each option, with the option's own words where it was ticked."""

from __future__ import annotations

from pathlib import Path

import pandas as pd

from interviewkit.model.settings import SurveySettings
from interviewkit.survey.answers import Answers
from interviewkit.survey.answers_file import read_answers


def read(folder: Path, text: str, **settings: object) -> tuple[Answers, list[str]]:
    (folder / "survey.csv").write_text(text, "utf-8")
    declared = SurveySettings(**{"respondent": "id", **settings})  # type: ignore[arg-type]
    answers, problems = read_answers(folder / "survey.csv", declared)
    return answers, [each.what for each in problems]


def flags(answers: Answers, name: str) -> list[bool | None]:
    return [None if pd.isna(cell) else bool(cell) for cell in answers.table[name]]


TYPEFORM = """\
id,age,Python,Stata,R,Other,city
1,31,Python,,R,,Rome
2,25,,,R,,Bonn
3,44,,,,Julia by night,Rome
4,52,,,,,Rome
5,29,Python,,,,Bonn
"""


def test_options_named_by_themselves_are_yes_or_no(tmp_path: Path) -> None:
    answers, told = read(tmp_path, TYPEFORM)
    assert flags(answers, "Python") == [True, False, False, None, True]
    assert flags(answers, "Stata") == [False, False, False, None, False]
    assert flags(answers, "R") == [True, True, False, None, False]
    assert answers.variable("R").type == "flag"
    assert answers.variable("Other").type != "flag"
    assert answers.variable("city").type == "category"
    assert [answers.variable(name).part_of for name in ("Python", "Other", "city")] == [
        "Python, Stata, R", "Python, Stata, R", "",
    ]  # fmt: skip
    assert (
        "columns 'Python' to 'R' hold their own option where it was ticked; "
        "read as 3 yes-or-no columns"
    ) in told


ALCHEMER = """\
id,Email:How to write?,Phone:How to write?,Fax:How to write?,A:Which shop?,B:Which shop?
1,Email,Phone,,A,
2,,Phone,,,B
3,,,,A,
"""


def test_options_before_their_question_make_one_set_each(tmp_path: Path) -> None:
    answers, _ = read(tmp_path, ALCHEMER)
    assert dict(answers.sets) == {name: name for name in ("How to write?", "Which shop?")}
    assert flags(answers, "Phone:How to write?") == [True, True, None]
    assert flags(answers, "Fax:How to write?") == [False, False, None]
    assert flags(answers, "B:Which shop?") == [False, True, False]


def test_options_after_their_question_are_found(tmp_path: Path) -> None:
    text = "id,Tools [R],Tools [SPSS],Food - Rice,Food - Fish\n1,R,,Rice,\n2,R,SPSS,,Fish\n"
    answers, _ = read(tmp_path, text)
    assert set(answers.sets) == {"Tools", "Food"}
    assert flags(answers, "Tools [SPSS]") == [False, True]
    assert flags(answers, "Food - Fish") == [False, True]


def test_ordinary_columns_are_left_alone(tmp_path: Path) -> None:
    """One constant column, words that are no options, and what study.toml declares."""
    text = "id,test,note,Python,R\n1,test,,Python,R\n2,test,fine,,R\n"
    answers, told = read(tmp_path, text, columns={"R": "category"})
    assert not answers.sets
    assert answers.variable("Python").type == "category"
    assert not any("ticked" in each for each in told)


MARKED = """\
id,age,tools [Phone],tools [App],tools [Fax],grid [Row]
1,31,x,,,x
2,25,x,x,,
3,44,,,,
4,52,,x,,x
"""


def test_marks_below_options_are_yes_or_no(tmp_path: Path) -> None:
    """Nobody says no; one column alone is no question, and its share would be all or nothing."""
    answers, told = read(tmp_path, MARKED)
    assert flags(answers, "tools [Phone]") == [True, True, None, False]
    assert flags(answers, "tools [App]") == [False, True, None, True]
    assert flags(answers, "tools [Fax]") == [False, False, None, False]
    assert answers.variable("grid [Row]").type == "category"
    assert any("'tools [Fax]' hold a mark where it was ticked" in each for each in told)


def test_a_declared_category_keeps_its_marks(tmp_path: Path) -> None:
    columns = dict.fromkeys(("tools [Phone]", "tools [App]"), "category")
    answers, _ = read(tmp_path, MARKED, columns=columns)
    assert answers.variable("tools [Phone]").type == "category"


def test_options_bear_the_label_of_their_question(tmp_path: Path) -> None:
    text = "id,tools\n1,R; Python\n2,R\n3,Python\n"
    labels = {"tools": "Which tools?", "tools [R]": "The language R"}
    answers, told = read(tmp_path, text, columns={"tools": "multiple: ;"}, labels=labels)
    assert answers.variable("tools [Python]").title == "Which tools? [Python]"
    assert answers.variable("tools [R]").title == "The language R"
    assert told == []
