"""What ``[survey]`` may say of the design and of comparisons, and what it may not."""

from __future__ import annotations

from pathlib import Path

import pytest

from interviewkit.errors import StudyError
from interviewkit.model.section_settings import CompareSettings, ReplicateSettings
from interviewkit.model.settings import SurveySettings, read_settings


def read(folder: Path, text: str) -> SurveySettings:
    (folder / "study.toml").write_text(f"[survey]\n{text}\n", "utf-8")
    return read_settings(folder / "study.toml").survey


def test_a_design_is_read(tmp_path: Path) -> None:
    found = read(
        tmp_path,
        'strata = "region"\nclusters = ["a", "b"]\nlonely = "fail"\n'
        "[survey.margins.sex]\nw = 51\nm = 49.5\n"
        '[survey.replicates]\ntype = "JKn"\ncolumns = "r*"\nscale = 1\nrscales = [0.5, 1]\n'
        '[[survey.compare]]\nbetween = ["x", "y"]\n[[survey.compare]]\nbetween = ["y", "z"]',
    )
    assert (found.strata, found.clusters, found.lonely) == (("region",), ("a", "b"), "fail")
    assert found.margins == {"sex": {"w": 51.0, "m": 49.5}}
    assert found.replicates == ReplicateSettings("JKn", ("r*",), 1.0, (0.5, 1.0))
    assert found.compare == (CompareSettings(("x", "y")), CompareSettings(("y", "z")))


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('lonely = "ignore"', "survey.lonely must be 'adjust' or 'certainty'"),
        ("[survey.replicates]\ntype = 'jackknife'", "survey.replicates.type must be"),
        ("[survey.replicates]\nscale = 'big'", "survey.replicates.scale must be a number"),
        ("[survey.replicates]\nrscales = ['a']", "rscales must be a list of numbers"),
        ("[survey.replicates]\ncolumn = 'r*'", "has no setting 'column'"),
        ("[survey.margins]\nsex = 1", "must be tables of level = number"),
        ("[survey.margins.sex]\nw = -1", "must be tables of level = number"),
        ("[survey.margins.sex]\nw = 'half'", "must be tables of level = number"),
        ("[survey.compare]\nbetween = ['x', 'y']", r"is written \[\[survey.compare\]\]"),
        ("[[survey.compare]]\nbetwen = ['x', 'y']", "has no setting 'betwen'"),
        ("compare = ['x']", r"\[survey.compare\] must be a table"),
    ],
)
def test_what_a_design_cannot_be_is_said(tmp_path: Path, text: str, said: str) -> None:
    with pytest.raises(StudyError, match=said):
        read(tmp_path, text)
