"""A new study: whole or not at all, and nothing of anybody's is touched."""

from __future__ import annotations

from pathlib import Path

import pytest

from interviewkit.errors import InterviewkitError, StudyError
from interviewkit.steps.keeping import init as step
from interviewkit.study import Study

MADE = {"study.toml", "transcripts", "codebooks", "codebooks/codebook.yaml", "surveys"}


def tree(folder: Path) -> dict[str, bytes]:
    """What lies in a folder, with its content."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes() if path.is_file() else b""
        for path in folder.rglob("*")
    }


def test_a_new_study_is_made_whole(tmp_path: Path) -> None:
    folder = tmp_path / "a" / "b" / "Köln 1"
    made = Study.init(folder)
    assert set(tree(folder)) == MADE
    assert {path.relative_to(folder).as_posix() for path in made} == MADE
    with pytest.raises(StudyError, match="is a study already"):
        Study.init(folder)


def test_what_people_have_there_stays_as_it_is(tmp_path: Path) -> None:
    for name in ("transcripts/ana.txt", "codebooks/codebook.yaml", "notes.md"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(f"this is {name}", "utf-8")
    before = tree(tmp_path)
    made = {path.relative_to(tmp_path).as_posix() for path in Study.init(tmp_path)}
    assert made == {"surveys", "study.toml"}
    assert {name: tree(tmp_path)[name] for name in before} == before


@pytest.mark.parametrize("breaks_at", ["codebooks/codebook.yaml", "study.toml"])
@pytest.mark.parametrize(
    "fault", [OSError(28, "No space left on device"), KeyboardInterrupt(), StudyError("full")]
)
def test_a_study_that_cannot_be_finished_leaves_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, breaks_at: str, fault: BaseException
) -> None:
    folder = tmp_path / "new" / "study"
    write = step._write

    def break_there(path: Path, content: bytes) -> None:
        if path == folder / breaks_at:
            raise fault
        write(path, content)

    with monkeypatch.context() as patched:
        patched.setattr(step, "_write", break_there)
        with pytest.raises((InterviewkitError, KeyboardInterrupt)):
            Study.init(folder)
    assert tree(tmp_path) == {}
    Study.init(folder)
    assert set(tree(folder)) == MADE


def test_one_that_was_killed_is_finished_by_a_second(tmp_path: Path) -> None:
    Study.init(tmp_path)
    (tmp_path / "study.toml").unlink()  # written last: with it a folder is a study
    assert [path.name for path in Study.init(tmp_path)] == ["study.toml"]
    assert set(tree(tmp_path)) == MADE


def test_a_file_in_the_way_is_told_and_kept(tmp_path: Path) -> None:
    (tmp_path / "surveys").write_text("mine", "utf-8")
    with pytest.raises(StudyError, match="surveys cannot be made"):
        Study.init(tmp_path)
    assert tree(tmp_path) == {"surveys": b"mine"}


def test_a_template_that_is_lost_leaves_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(step, "TEMPLATES", {"gone.yaml": "codebooks/codebook.yaml"})
    with pytest.raises(FileNotFoundError):
        Study.init(tmp_path / "new")
    assert tree(tmp_path) == {}


def test_the_example_is_the_sample_study_whole(tmp_path: Path, root: Path) -> None:
    made = Study.init(tmp_path / "play", example=True)
    names = {path.relative_to(tmp_path / "play").as_posix() for path in made if path.is_file()}
    assert {"study.toml", "codings/consensus.csv", "surveys/survey.csv"} <= names
    assert all((tmp_path / "play" / n).read_bytes() == (root / n).read_bytes() for n in names)
    assert sum((tmp_path / "play" / n).stat().st_size for n in names) < 2_000_000


def test_the_example_needs_a_folder_of_its_own(tmp_path: Path) -> None:
    (tmp_path / "notes.md").write_text("mine", "utf-8")
    with pytest.raises(StudyError, match="is not empty"):
        Study.init(tmp_path, example=True)
    assert set(tree(tmp_path)) == {"notes.md"}


def test_an_example_that_is_lost_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(step, "EXAMPLE", ("nowhere.toml",))
    with pytest.raises(StudyError, match="does not lie beside the package"):
        Study.init(tmp_path / "play", example=True)
    assert tree(tmp_path) == {}
