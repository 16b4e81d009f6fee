"""Before something takes the place of something there is a backup, and the way back is short."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from builders_review import review_study, standing
from interviewkit import Study
from interviewkit.cli import main
from interviewkit.errors import StudyError

ROWS = "transcript,turn,code,coder\ntalk,2,isolation,eva\ntalk,4,trust,eva\n"


@pytest.fixture
def study(tmp_path: Path) -> Study:
    """Eva's codings of two turns were taken in."""
    made = review_study(tmp_path / "study")
    (made.root / "codings.csv").write_text(ROWS, "utf-8")
    made.import_codings(made.root / "codings.csv")
    return made


def call(study: Study, *command: str) -> Result:
    return CliRunner().invoke(main, [*command, "--study", str(study.root)])


def reasons(study: Study) -> list[str]:
    return [each.reason for each in study.backups()]


def change(study: Study) -> None:
    path = study.root / "transcripts" / "talk.txt"
    path.write_text(path.read_text("utf-8").replace("We talk more", "We speak more"), "utf-8")


def test_a_changed_transcript_is_backed_up_before_and_told(study: Study) -> None:
    assert reasons(study) == []
    change(study)
    assert "backed up before this to backups/" in study.ingest().says[-1]
    assert reasons(study) == ["ingest"]
    [kept] = study.backups()
    assert kept.work["eva"]["codings"] == 2


def test_a_transcript_that_goes_is_backed_up_before(study: Study) -> None:
    (study.root / "transcripts" / "talk.txt").unlink()
    study.ingest()
    assert reasons(study) == ["ingest"]


def test_a_new_transcript_or_nothing_new_needs_no_backup(study: Study) -> None:
    study.ingest()
    (study.root / "transcripts" / "other.txt").write_text("Bo: I am new here.\nMo: Yes?\n", "utf-8")
    study.ingest()
    toml = study.root / "study.toml"
    toml.write_text(toml.read_text("utf-8") + '[transcripts]\nmoderators = ["mo*"]\n', "utf-8")
    Study.open(study.root).ingest()  # read anew, and the same
    assert reasons(study) == []


def test_a_codebook_that_lost_a_code_is_backed_up_before(study: Study) -> None:
    toml = study.root / "study.toml"
    toml.write_text(toml.read_text("utf-8") + '[coding]\ncoders = ["rules"]\n', "utf-8")
    Study.open(study.root).code()
    book = study.root / "codebook.yaml"
    book.write_text(book.read_text("utf-8").replace("id: trust", "id: reliance"), "utf-8")
    assert "backed up before this" in Study.open(study.root).code().says[-1]
    assert reasons(study) == ["code"]
    book.write_text(book.read_text("utf-8").replace("Reliance", "Relying"), "utf-8")
    Study.open(study.root).code()
    assert reasons(study) == ["code"]


def test_restore_lists_what_each_backup_holds(study: Study) -> None:
    assert call(study, "restore").output == "there are no backups yet\n"
    change(study)
    study.ingest()
    assert "eva 2 codings, 2 read, 1 log" in call(study, "restore").output
    [row] = json.loads(call(study, "restore", "--format", "json").output)
    assert row["before"] == "ingest"
    assert row["work"]["eva"] == {"codings": 2, "read": 2, "log": 1}


def test_a_backup_is_put_back_with_all_that_people_did(study: Study) -> None:
    coded = standing(study, "eva")
    change(study)
    study.ingest()
    study.undo(coder="eva")
    done = call(study, "restore", study.backups()[0].name)
    assert done.exit_code == 0, done.output
    assert "the study is as it was in" in done.output
    again = Study.open(study.root)
    assert standing(again, "eva") == coded
    assert "restore" in reasons(again)
    assert again.ingest().did  # the file is still changed


@pytest.mark.parametrize("how", ["gone", "text", "empty"])
def test_restore_works_where_nothing_else_does(study: Study, how: str) -> None:
    coded = standing(study, "eva")
    change(study)
    study.ingest()
    (study.root / "study.db").unlink()
    if how != "gone":
        (study.root / "study.db").write_text("lost" * (how == "text"), "utf-8")
        assert call(study, "status").exit_code == 1
    name = study.backups()[0].name
    assert call(study, "restore", name[:19]).exit_code == 0
    assert standing(Study.open(study.root), "eva") == coded


def test_a_backup_that_is_not_there_is_told(study: Study) -> None:
    done = call(study, "restore", "yesterday")
    assert done.exit_code == 1
    assert "'yesterday' is no backup" in done.output


def test_without_room_for_a_backup_nothing_is_taken_in(
    study: Study, monkeypatch: pytest.MonkeyPatch
) -> None:
    (study.root / "backups").write_text("a file in its place", "utf-8")
    change(study)
    with pytest.raises(StudyError, match="no backup could be made before ingest"):
        study.ingest()
    assert "We talk more" in study.transcript("talk").turns[3].text


def test_work_that_is_in_a_backup_alone_is_told(study: Study) -> None:
    change(study)
    study.ingest()
    (kept,) = study.backups()
    assert not any("backup" in each.what for each in study.ingest().problems)
    for path in study.root.glob("study.db*"):
        path.unlink()
    for command in ("ingest", "check", "ingest"):
        result = call(study, command)
        assert "work by eva is in a backup" in result.stdout + result.stderr
    assert call(study, "restore", kept.name).exit_code == 0
    assert "is in a backup" not in call(study, "ingest").stderr
