"""The sample survey, and the real data that some tests hold figures against."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from interviewkit.errors import Problem
from interviewkit.model.settings import SurveySettings
from interviewkit.survey.answers import Answers
from interviewkit.survey.answers_file import read_answers

ROOT = Path(__file__).parents[2]
AGREEMENT = "ordinal: strongly disagree < disagree < neither < agree < strongly agree"


@pytest.fixture(scope="session")
def sample() -> Answers:
    columns = {"ai_edge": AGREEMENT, "gain_from": "multiple: ;"}
    settings = SurveySettings(weight="weight", columns=columns)
    answers, problems = read_answers(ROOT / "surveys" / "survey.csv", settings)
    assert not problems
    return answers


Reading = tuple[Answers, tuple[Problem, ...]]


@pytest.fixture
def read(tmp_path: Path) -> Callable[..., Reading]:
    """``read("respondent;age\\n1;20\\n", weight="w")``"""

    def reader(content: str | bytes, **settings: object) -> Reading:
        path = tmp_path / "survey.csv"
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        return read_answers(path, SurveySettings(**settings))

    return reader


@pytest.fixture
def gold_survey() -> Path:
    shared = Path(os.environ.get("INTERVIEWKIT_SHARED", ROOT.parent / "shared" / "data"))
    folder = shared / "gold_survey"
    if not folder.is_dir():
        pytest.skip(f"the real data is not beside the project: no {folder}")
    return folder
