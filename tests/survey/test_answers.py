"""Answers taken up from what was stored are those that the file gives."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

from interviewkit.model import SurveySheet
from interviewkit.model.section_settings import ScaleSettings, SurveySettings
from interviewkit.store.database import Store
from interviewkit.survey.answers import Answers, restore_answers
from interviewkit.survey.answers_file import read_answers

EVERY_TYPE = """id,wave,w,age,mood,ease,team,left,note,day,q1,q2
a,1,1.5,31,low,1,red,yes,"Fine, thanks",2024-05-01,2,4
b,1,0.25,,high,3,blue,no,,2024-05-02,1,
c,2,,44.5,mid,2,red,,=1+1,,5,3
a,2,2,32,high,,,yes,Näher dran 我,2024-06-01,3,3
"""
SETTINGS = SurveySettings(
    respondent="id",
    wave="wave",
    weight="w",
    columns={"mood": "ordinal: low < mid < high", "ease": "ordinal: 1 < 2 < 3", "note": "text"},
    derived={"older": "age > 40", "twice": "age * 2"},
    scales={"load": ScaleSettings(("q1", "q2"))},
)


def stored(answers: Answers, folder: Path) -> Answers:
    """The answers after a stay in the store."""
    sheet = SurveySheet(
        "mark", answers.respondent, answers.weight, answers.wave, answers.source,
        answers.lines, answers.sets,
    )  # fmt: skip
    store = Store(folder / "study.db")
    with store.writing() as shelves:
        shelves.survey.replace(answers.variables, answers.respondents(), sheet)
    with store.reading() as shelves:
        back = shelves.survey.sheet()
        assert back == sheet
        return restore_answers(shelves.survey.variables(), shelves.survey.list(), sheet)


def assert_same(answers: Answers, again: Answers) -> None:
    pd.testing.assert_frame_equal(answers.table, again.table, check_exact=True)
    assert (answers.variables, answers.names) == (again.variables, again.names)
    assert (answers.codes, answers.sets, answers.lines) == (again.codes, again.sets, again.lines)
    assert answers.weights.tolist() == again.weights.tolist()


def test_every_type_comes_back_as_it_was(tmp_path: Path) -> None:
    (tmp_path / "s.csv").write_text(EVERY_TYPE, "utf-8")
    answers, _ = read_answers(tmp_path / "s.csv", SETTINGS)
    assert_same(answers, stored(answers, tmp_path))


def test_the_samples_survey_comes_back_whole(sample: Answers, tmp_path: Path) -> None:
    assert_same(sample, stored(sample, tmp_path))


@pytest.mark.shared
def test_files_of_statistics_software_come_back(shared: Path, tmp_path: Path) -> None:
    for k, path in enumerate(sorted((shared / "surveys").glob("**/*.sav"))[:6]):
        answers, _ = read_answers(path, SurveySettings(respondent=""))
        (tmp_path / str(k)).mkdir()
        assert_same(answers, stored(answers, tmp_path / str(k)))
