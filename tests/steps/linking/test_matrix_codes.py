"""People × codes for other software: a survey's own codes, and people whose ids are only alike."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pyreadstat
import pytest

from builders_linked import PEOPLE, TOML, linked_study
from interviewkit.study import Study

EDGES = {10.0: "low", 25.0: "mid", 99.0: "high"}


@pytest.fixture
def study(tmp_path: Path) -> Study:
    """Its survey is an SPSS file; "R07" of the participants file is "r 7" there."""
    linked_study(tmp_path)
    answers = pd.DataFrame(
        {
            "id": [f"r {i}" for i in range(PEOPLE)],
            "edge": [list(EDGES)[i % 3] for i in range(PEOPLE)],
            "burnout": [float(i % 5) for i in range(PEOPLE)],
            "age": [30.0 + i for i in range(PEOPLE)],
            "gender": ["man"] * PEOPLE,
            "role_now": ["leader"] * PEOPLE,
        }
    )
    values = {"edge": EDGES}
    pyreadstat.write_sav(answers, str(tmp_path / "survey.sav"), variable_value_labels=values)
    toml = TOML.replace("survey.csv", "survey.sav").replace('wave = "wave"', 'ids = "alike"')
    toml = toml.replace('[survey.columns]\nedge = "ordinal: low < mid < high"', "")
    (tmp_path / "study.toml").write_text(toml, "utf-8")
    study = Study.open(tmp_path)
    study.link()
    return study


@pytest.mark.parametrize("shape", ["sav", "dta"])
def test_the_codes_of_the_file_are_kept(study: Study, tmp_path: Path, shape: str) -> None:
    path = tmp_path / f"people.{shape}"
    study.export_matrix(path, variables=["edge"])
    read = pyreadstat.read_sav if shape == "sav" else pyreadstat.read_dta
    people, meta = read(str(path))
    assert list(people["survey_edge"]) == [list(EDGES)[i % 3] for i in range(PEOPLE)]
    assert meta.variable_value_labels["survey_edge"] == EDGES


def test_a_survey_that_cannot_be_read_costs_the_codes_alone(study: Study, tmp_path: Path) -> None:
    (tmp_path / "survey.sav").write_bytes(b"$FL2 and nothing more")
    study.export_matrix(tmp_path / "people.sav", variables=["edge"])
    people, meta = pyreadstat.read_sav(str(tmp_path / "people.sav"))
    assert set(people["survey_edge"]) == {1.0, 2.0, 3.0}
    assert list(meta.variable_value_labels["survey_edge"].values()) == ["low", "mid", "high"]
