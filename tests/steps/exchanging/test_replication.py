"""A replication package: the same report elsewhere, to the byte; and without any voice."""

from __future__ import annotations

import csv
import re
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import pytest

from builders_projects import TALK, nurses, select
from interviewkit import Study
from interviewkit.errors import StudyError
from interviewkit.exchange.refi.writing import write_project
from study.example import FILES, example_study

SAID = "I hardly talk to"


@pytest.fixture(scope="module")
def study(tmp_path_factory: pytest.TempPathFactory) -> Study:
    study = example_study(tmp_path_factory.mktemp("replication"))
    study.report()
    return study


@pytest.fixture(scope="module")
def whole(study: Study, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("whole") / "new"
    study.export_replication(folder)
    return folder


@pytest.fixture(scope="module")
def masked(study: Study, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("masked") / "new"
    study.export_replication(folder, texts=False)
    return folder


def manifest(folder: Path) -> Mapping[str, str]:
    with (folder / "MANIFEST.csv").open(newline="") as file:
        return {row["path"]: row["state"] for row in csv.DictReader(file)}


def rebuild(folder: Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, str(folder / "rebuild.py")]
    return subprocess.run(command, capture_output=True, text=True, check=False)


def test_the_report_is_rebuilt_to_the_byte(study: Study, whole: Path) -> None:
    reports = sorted((whole / "reports").iterdir())
    here = {path.name: path.read_bytes() for path in reports}
    for path in reports:
        path.unlink()
    done = rebuild(whole)
    assert done.returncode == 0, done.stdout + done.stderr
    assert done.stdout.count("the same: ") == len(here)
    for name, content in here.items():
        assert (whole / "reports" / name).read_bytes() == content
        assert (study.root / "reports" / name).read_bytes() == content


def test_a_changed_file_is_told(study: Study, tmp_path: Path) -> None:
    study.export_replication(tmp_path / "new")
    codings = tmp_path / "new" / "codings.csv"
    codings.write_text(codings.read_text() + "\n")
    done = rebuild(tmp_path / "new")
    assert done.returncode == 1
    assert "changed since the export: codings.csv" in done.stdout


def test_files_are_listed_with_their_state(whole: Path) -> None:
    states = manifest(whole)
    assert states["reports/report.html"] == "expected"
    assert {"study.toml", "codebook.yaml", "survey.csv", "codings.csv", "decisions.csv"} <= {
        path for path, state in states.items() if state == "here"
    }
    assert all((whole / path).is_file() for path in states)


def test_no_voice_is_in_the_masked_folder(masked: Path) -> None:
    for path in masked.rglob("*"):
        if path.is_file() and path.name != "codebook.yaml":
            assert SAID.encode() not in path.read_bytes(), path
    assert {path for path, state in manifest(masked).items() if state == "left out"} == {
        name for name in FILES if name.startswith("transcripts/")
    }


def test_masked_numbers_are_the_same(whole: Path, masked: Path) -> None:
    def numbers(folder: Path) -> list[str]:
        text = (folder / "reports" / "report.md").read_text()
        rows = [line for line in text.splitlines() if line.startswith("|")]
        return [number for row in rows for number in re.findall(r"\d+(?:\.\d+)?%?", row)]

    assert len(numbers(whole)) > 20
    assert numbers(whole) == numbers(masked)


def test_a_folder_in_use_is_left_alone(study: Study, tmp_path: Path) -> None:
    (tmp_path / "mine.txt").write_text("mine")
    with pytest.raises(StudyError, match="not empty"):
        study.export_replication(tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["mine.txt"]


def test_open_answers_keep_the_survey_at_home(tmp_path: Path) -> None:
    study = example_study(tmp_path / "study")
    survey = tmp_path / "study" / "survey.csv"
    head, *rows = survey.read_text().splitlines()
    words = [f"{row},I felt quite alone in week {n}" for n, row in enumerate(rows)]
    survey.write_text("\n".join([f"{head},remark", *words]) + "\n")
    settings = tmp_path / "study" / "study.toml"
    settings.write_text(settings.read_text() + '\n[survey.columns]\nremark = "text"\n')
    study = Study.open(tmp_path / "study")
    study.link()
    outcome = study.export_replication(tmp_path / "new", texts=False)
    assert "survey.csv" in outcome.facts["left_out"]  # type: ignore[operator]
    for path in (tmp_path / "new").rglob("*"):
        assert not path.is_file() or b"quite alone" not in path.read_bytes()


QUOTED = "Kim: she will hardly talk to my colleagues any more, says Ana."


@pytest.fixture
def written(tmp_path: Path) -> Study:
    """A study with codings that are brought in by its settings, and an analyst's own text."""
    study = example_study(tmp_path / "study")
    settings = study.root / "study.toml"
    settings.write_text(settings.read_text().replace("[coding]", '[coding]\nimport = ["by/*.csv"]'))
    (study.root / "by").mkdir()
    study.export_codings(study.root / "by" / "kim.csv", coders=["kim"])
    assert SAID in (study.root / "by" / "kim.csv").read_text()
    (study.root / "report").mkdir()
    (study.root / "report" / "theme-bonds.md").write_text(QUOTED)
    study = Study.open(study.root)
    study.report()
    return study


def test_texts_of_the_analyst_go_along(written: Study, tmp_path: Path) -> None:
    written.export_replication(tmp_path / "new")
    page = (tmp_path / "new" / "reports" / "report.md").read_bytes()
    assert QUOTED.encode() in page
    assert page == (written.root / "reports" / "report.md").read_bytes()
    assert rebuild(tmp_path / "new").returncode == 0


def test_what_quotes_people_is_left_out_with_the_voices(written: Study, tmp_path: Path) -> None:
    outcome = written.export_replication(tmp_path / "new", texts=False)
    assert {"by/kim.csv", "report/theme-bonds.md"} <= set(outcome.facts["left_out"])  # type: ignore[call-overload]
    for path in (tmp_path / "new").rglob("*"):
        if path.is_file() and path.name != "codebook.yaml":
            assert SAID.encode() not in path.read_bytes(), path
    assert rebuild(tmp_path / "new").returncode == 0


def test_quotes_that_go_along_are_told(study: Study, tmp_path: Path) -> None:
    book = study.root / "codebook.yaml"
    before = book.read_text()
    said = "I hardly talk to my colleagues any more"
    book.write_text(f"# as Ana says: {said}\n{before}")
    outcome = study.export_replication(tmp_path / "new", texts=False)
    book.write_text(before)
    [told] = [each for each in outcome.problems if said in each.what]
    assert (told.path, told.fatal) == ("codebook.yaml", False)


def test_words_by_which_losses_are_known_stay_at_home(tmp_path: Path) -> None:
    """What became of a selection without a code is told by the words that it marks."""
    Study.init(tmp_path / "study")
    marked = Study.open(tmp_path / "study")
    words = "I hardly talk to my colleagues."
    bare = replace(nurses().sources[0], selections=(select(TALK, words, guid="bare"),))
    with (tmp_path / "nurses.qdpx").open("wb") as stream:
        write_project(replace(nurses(), sources=(bare,)), stream, {})
    marked.import_project(tmp_path / "nurses.qdpx")
    outcome = marked.export_replication(tmp_path / "new", texts=False)
    assert not [each for each in outcome.problems if each.path == "study.db"]
    assert SAID.encode() not in (tmp_path / "new" / "study.db").read_bytes()
    assert rebuild(tmp_path / "new").returncode == 0


def test_a_report_outside_is_not_rebuilt(study: Study, tmp_path: Path) -> None:
    settings = study.root / "study.toml"
    before = settings.read_text()
    away = before.replace("[study]", "[study]\nallow_outside = true")
    settings.write_text(f'{away}\n[report]\nfolder = "{tmp_path}/away"\n')
    with pytest.raises(StudyError, match="outside of the study"):
        Study.open(study.root).export_replication(tmp_path / "new", texts=False)
    settings.write_text(before)
    assert not (tmp_path / "away").exists()


def test_versions_are_pinned(whole: Path) -> None:
    lines = (whole / "requirements.txt").read_text().splitlines()
    assert all(re.fullmatch(r"[a-z0-9-]+==\S+", line) for line in lines)
    assert {"click", "pandas", "interviewkit"} <= {line.split("==")[0] for line in lines}
