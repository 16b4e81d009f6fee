"""A database that was taken away or replaced while it is in use is never written to in vain."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from interviewkit import Study
from interviewkit.errors import StudyError
from study.example import example_study


@pytest.fixture
def study(tmp_path: Path) -> Study:
    study = example_study(tmp_path)
    study.open_database()
    return study


def mark(study: Study) -> None:
    turn = study.transcript("May/freelancers").turns[2]
    study.marking("kim").code(turn.id or 0, (0, 6), "isolation")


def test_what_goes_into_a_replaced_file_is_told_as_lost(study: Study) -> None:
    database = study.root / "study.db"
    shutil.copy(database, study.root / "copy.db")
    database.rename(study.root / "before.db")
    (study.root / "copy.db").rename(database)
    with pytest.raises(StudyError, match="taken away or replaced while it was written"):
        mark(study)
    study.close()
    mark(study)  # opened anew, it goes into the file that is there now
    assert len(Study.open(study.root).codings(coders=["kim"])) == 6


def test_what_goes_into_a_removed_file_is_told_as_lost(study: Study) -> None:
    (study.root / "study.db").rename(study.root / "before.db")
    with pytest.raises(StudyError, match="taken away or replaced while it was written"):
        mark(study)
