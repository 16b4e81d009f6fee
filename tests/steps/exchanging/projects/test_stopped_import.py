"""An import that is cut off between its files and its log is taken back by whatever comes next."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from builders_projects import nurses
from interviewkit import Study
from interviewkit.errors import StudyBusyError
from interviewkit.exchange.refi.writing import write_project
from interviewkit.store.database import Store

DIE = """
import os, sys
from interviewkit import Study
from interviewkit.steps.exchanging.projects.bring import _Bringing

_Bringing._save = lambda *_: os._exit(9)
Study.open(sys.argv[1]).import_project(sys.argv[2])
"""
"""Killed when all files are in place and nothing stands in the log."""


def list_files(root: Path) -> dict[str, bytes]:
    """What people made, and what an import makes for them."""
    own = [each for each in root.rglob("*") if each.is_file() and "study.db" not in each.name]
    hidden = ("imported", "backups")
    return {
        str(each.relative_to(root)): each.read_bytes()
        for each in own
        if not any(part in hidden or part.startswith(".") for part in each.relative_to(root).parts)
    }


@pytest.fixture
def cut_off(tmp_path: Path) -> Path:
    Study.init(tmp_path / "study")
    with (tmp_path / "nurses.qdpx").open("wb") as stream:
        write_project(nurses(), stream, {})
    before = list_files(tmp_path / "study")
    command = [sys.executable, "-c", DIE, str(tmp_path / "study"), str(tmp_path / "nurses.qdpx")]
    assert subprocess.run(command, check=False).returncode == 9
    assert (tmp_path / "study/transcripts/Nurses one.txt").exists()
    (tmp_path / "before").mkdir()
    for name, content in before.items():
        (tmp_path / "before" / name).parent.mkdir(exist_ok=True)
        (tmp_path / "before" / name).write_bytes(content)
    return tmp_path / "study"


def test_any_command_finds_the_study_as_it_was(cut_off: Path) -> None:
    study = Study.open(cut_off)
    assert set(study.put_back) == {
        "transcripts/Nurses one.txt", "participants.csv", "codebooks/codebook.yaml", "study.toml",
    }  # fmt: skip
    assert not study.settings.transcripts.participants
    assert list_files(cut_off) == list_files(cut_off.parent / "before")
    assert Study.open(cut_off).put_back == ()


def test_what_is_taken_in_after_it_is_whole(cut_off: Path) -> None:
    """Read as files of the study, its texts would go when the import is done again."""
    file = cut_off.parent / "nurses.qdpx"
    read = Study.open(cut_off).ingest()
    assert any("no file fits" in each.what for each in read.problems)
    outcome = Study.open(cut_off).import_project(file)
    assert (outcome.facts["codings"], outcome.facts["passages"]) == (4, 5)
    assert Study.open(cut_off).status()["transcripts"] == 1


def test_an_import_that_still_works_is_left_alone(cut_off: Path) -> None:
    """Its files are in place before its transaction begins: whoever opens must not take them."""
    with Store(cut_off / "study.db").held():
        assert Study.open(cut_off).put_back == ()
        assert (cut_off / "transcripts/Nurses one.txt").exists()
        with pytest.raises(StudyBusyError):
            Study.open(cut_off).add_code("rest", by="kim")
