"""The door: what people made is never written over, and a file is whole or not there."""

from __future__ import annotations

import contextlib
import json
import os
import shutil
import stat
import threading
from collections.abc import Callable
from pathlib import Path

import pytest

from builders import small_study
from builders_linked import linked_study
from interviewkit import Study
from interviewkit.errors import OverwriteError, StudyError
from interviewkit.steps.writing.ledger import Ledger
from interviewkit.steps.writing.whole_file import write_whole_files

Write = Callable[[Study, Path], object]
WRITERS: dict[str, Write] = {
    "matrix": lambda study, path: study.export_matrix(path, kind="csv"),
    "display": lambda study, path: study.joint_display(path, kind="html"),
    "codings": lambda study, path: study.export_codings(path),
    "people": lambda study, path: study.propose_people(path),
}


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return linked_study(tmp_path_factory.mktemp("made")).root


@pytest.fixture
def study(made: Path, tmp_path: Path) -> Study:
    shutil.copytree(made, tmp_path / "study")
    return Study.open(tmp_path / "study")


def contents(folder: Path) -> dict[str, bytes]:
    """Every file that people made, and the database, with its bytes."""
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and ".interviewkit" not in str(path) and "-shm" not in path.name
        and "-wal" not in path.name
    }  # fmt: skip


@pytest.fixture(params=WRITERS)
def write(request: pytest.FixtureRequest) -> Write:
    return WRITERS[request.param]


OWN = (
    "study.db", "study.db-wal", "study.db-shm", "study.db.before-0009", ".interviewkit.lock",
    ".interviewkit/written.json", "backups/study.db", "study.toml", "codebook.yaml",
    "participants.csv", "survey.csv", "transcripts/April/group0.txt",
    "transcripts/new.docx", "transcripts/May/deep/er/new.csv",
    "transcripts/../study.db", "./codebook.yaml", "STUDY.DB", "Transcripts/new.csv",
)  # fmt: skip


@pytest.mark.parametrize("name", OWN)
def test_the_studys_own_files_are_refused_even_by_force(
    study: Study, write: Write, name: str
) -> None:
    before = contents(study.root)
    forced = Study.open(study.root, consent=lambda _: True)
    with pytest.raises(StudyError) as fault:
        write(forced, study.root / name)
    assert "never written over" in fault.value.message or "would be read" in fault.value.message
    assert "nothing was written" in fault.value.hint
    assert contents(study.root) == before


@pytest.mark.parametrize("how", ["symlink", "hard link", "linked folder", "relative"])
def test_no_way_around_leads_to_an_own_file(
    study: Study, tmp_path: Path, how: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = contents(study.root)
    target = tmp_path / "out.csv"
    if how == "symlink":
        target.symlink_to(study.root / "survey.csv")
    elif how == "hard link":
        target.hardlink_to(study.root / "transcripts" / "April" / "group1.txt")
    elif how == "linked folder":
        (tmp_path / "out").symlink_to(study.root / "transcripts")
        target = tmp_path / "out" / "new.csv"
    else:
        monkeypatch.chdir(study.root / "transcripts" / "May")
        target = Path("../../survey.csv")
    with pytest.raises(StudyError):
        study.export_codings(target)
    assert contents(study.root) == before


def test_another_studys_files_are_its_own_too(study: Study, tmp_path: Path) -> None:
    other = small_study(tmp_path / "other")
    for name in ("study.toml", "codebook.yaml", "transcripts/talk.txt"):
        with pytest.raises(StudyError, match=r"of the study .*other and is never written over"):
            study.export_codings(other / name)


@pytest.mark.parametrize("text", ["[study", "[study]\nname = " + "{a=" * 3000])
def test_a_broken_study_further_up_is_in_nobodys_way(
    study: Study, tmp_path: Path, text: str
) -> None:
    (tmp_path / "study.toml").write_text(text, "utf-8")
    study.export_codings(tmp_path / "out.csv")
    with pytest.raises(StudyError, match="the settings file of the study"):
        study.export_codings(tmp_path / "study.toml")


def test_the_hint_names_a_place_that_takes_it(study: Study) -> None:
    with pytest.raises(StudyError) as fault:
        study.joint_display(study.root / "transcripts" / "joint.docx")
    place = fault.value.hint.rsplit(" ", 1)[1]
    assert place == str(study.root / "exports" / "joint.docx")
    study.joint_display(place)


def test_own_earlier_output_is_written_anew(study: Study, write: Write, tmp_path: Path) -> None:
    path = tmp_path / "new" / "folder" / "out.any"
    write(study, path)
    first = path.read_bytes()
    write(study, path)
    assert path.read_bytes() == first
    assert [each.name for each in path.parent.iterdir()] == ["out.any"]


def test_a_file_of_someone_else_needs_consent(study: Study, write: Write, tmp_path: Path) -> None:
    path = tmp_path / "mine.csv"
    path.write_text("my own words", "utf-8")
    with pytest.raises(OverwriteError, match="is there already") as fault:
        write(study, path)
    assert "--force" in fault.value.hint
    assert path.read_text("utf-8") == "my own words"
    asked: list[str] = []
    agreed = Study.open(study.root, consent=lambda what: not asked.append(what))
    write(agreed, path)
    assert len(asked) == 1
    assert str(path) in asked[0]
    assert path.read_bytes() != b"my own words"


def test_an_export_that_a_person_went_on_with_is_theirs(
    study: Study, write: Write, tmp_path: Path
) -> None:
    path = tmp_path / "out.csv"
    write(study, path)
    mine = path.read_bytes() + b"my own line\n"
    path.write_bytes(mine)
    with pytest.raises(OverwriteError):
        write(study, path)
    assert path.read_bytes() == mine


def test_a_report_that_a_person_changed_is_kept(study: Study) -> None:
    study.report()
    page = study.root / "reports" / "report.md"
    mine = page.read_text("utf-8") + "\nMy own thoughts.\n"
    page.write_text(mine, "utf-8")
    html = (study.root / "reports" / "report.html").read_bytes()
    study.infer("ties", fit="confirms", text="They fit.", author="ana")
    with pytest.raises(OverwriteError, match=r"report\.md") as fault:
        study.report()
    assert "interviewkit report --force" in fault.value.hint
    assert page.read_text("utf-8") == mine
    assert (study.root / "reports" / "report.html").read_bytes() == html
    Study.open(study.root, consent=lambda _: True).report()
    assert "My own thoughts" not in page.read_text("utf-8")
    assert page.read_text("utf-8").startswith("# Linked")


def test_a_report_from_before_there_was_a_ledger_is_our_own(study: Study) -> None:
    study.report()
    (study.root / ".interviewkit" / "written.json").unlink()
    study.infer("ties", fit="confirms", text="They fit.", author="ana")
    study.report()
    (study.root / ".interviewkit" / "written.json").unlink()
    page = study.root / "reports" / "report.md"
    page.write_text("mine", "utf-8")
    os.utime(page, (2_000_000_000, 2_000_000_000))
    study.infer("ties", fit="confirms", text="They do.", author="ana")
    with pytest.raises(OverwriteError):
        study.report()


def test_the_report_is_never_read_as_a_transcript(tmp_path: Path) -> None:
    toml = '[transcripts]\nfiles = ["**/*.md", "**/*.txt"]\n[topics]\nenabled = false\n'
    study = Study.open(small_study(tmp_path, toml))
    study.ingest()
    study.report()
    assert study.ingest().did is False
    with pytest.raises(StudyError, match="would be read as a transcript") as fault:
        study.export_codings(tmp_path / "exports" / "c.md")
    assert "outside of the study" in fault.value.hint


def test_nothing_is_named_or_made_where_a_folder_or_device_is(study: Study, tmp_path: Path) -> None:
    with pytest.raises(StudyError, match="is a folder"):
        study.export_codings(tmp_path)
    with pytest.raises(StudyError, match="is no file but a pipe or a device"):
        study.export_codings(Path(os.devnull))
    os.mkfifo(tmp_path / "pipe.csv")
    with pytest.raises(StudyError, match="is no file but a pipe or a device"):
        study.export_codings(tmp_path / "pipe.csv")
    assert stat.S_ISCHR(Path(os.devnull).stat().st_mode)


def test_a_link_to_an_own_export_stays_a_link(study: Study, tmp_path: Path) -> None:
    (tmp_path / "real").mkdir()
    (tmp_path / "link.csv").symlink_to(tmp_path / "real" / "out.csv")
    for _ in range(2):
        study.export_codings(tmp_path / "link.csv")
    assert (tmp_path / "link.csv").is_symlink()
    assert (tmp_path / "real" / "out.csv").read_text("utf-8").startswith("transcript,turn")


# -- whole or not at all ---------------------------------------------------------------------------


def fail(part: Path) -> None:
    part.write_bytes(b"half")
    raise OSError(28, "No space left on device")


def test_of_several_files_all_are_written_or_none(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(b"old")
    with (
        pytest.raises(StudyError, match=r"no room left to write .*b"),
        write_whole_files({tmp_path / "a": b"new", tmp_path / "b": fail}),
    ):
        pass
    assert {each.name: each.read_bytes() for each in tmp_path.iterdir()} == {"a": b"old"}


def test_a_part_is_gone_also_when_someone_stops_it(tmp_path: Path) -> None:
    def stop(part: Path) -> None:
        part.write_bytes(b"half")
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt), write_whole_files({tmp_path / "a": stop}):
        pass
    assert list(tmp_path.iterdir()) == []


def test_the_longest_name_can_be_written(tmp_path: Path) -> None:
    path = tmp_path / ("x" * 251 + ".csv")
    with write_whole_files({path: b"1"}):
        pass
    assert path.read_bytes() == b"1"
    with (
        pytest.raises(StudyError, match="name too long"),
        write_whole_files({tmp_path / ("x" * 256): b""}),
    ):
        pass


# -- the ledger ------------------------------------------------------------------------------------


def test_what_a_stopped_process_leaves_is_known(tmp_path: Path) -> None:
    ledger, path = Ledger(tmp_path), tmp_path / "out.csv"
    with write_whole_files({path: b"one"}) as hashes:
        ledger.note(hashes)
    assert ledger.knows(path)
    with contextlib.suppress(KeyboardInterrupt), write_whole_files({path: b"two"}) as hashes:
        ledger.note(hashes)
        raise KeyboardInterrupt
    assert path.read_bytes() == b"one"
    assert ledger.knows(path)  # stopped before it was put in place
    path.write_bytes(b"two")
    assert ledger.knows(path)  # stopped just after
    path.write_bytes(b"three")
    assert not ledger.knows(path)


def test_a_moved_study_still_knows_its_own(study: Study, tmp_path: Path) -> None:
    study.export_codings(study.root / "exports" / "c.csv")
    study.root.rename(tmp_path / "moved")
    Study.open(tmp_path / "moved").export_codings(tmp_path / "moved" / "exports" / "c.csv")


@pytest.mark.parametrize("text", ["", "[]", "{", '{"out.csv": 3}', '{"out.csv": [null]}', "\xff"])
def test_a_damaged_ledger_makes_it_ask(study: Study, text: str) -> None:
    path = study.root / "out.csv"
    study.export_codings(path)
    (study.root / ".interviewkit" / "written.json").write_text(text, "latin-1")
    with pytest.raises(OverwriteError):
        study.export_codings(path)
    path.unlink()
    study.export_codings(path)
    study.export_codings(path)


def test_many_at_once_forget_nothing(tmp_path: Path) -> None:
    ledger = Ledger(tmp_path)
    many = [
        threading.Thread(target=ledger.note, args=({tmp_path / f"{i}.csv": f"{i}"},))
        for i in range(12)
    ]
    for each in many:
        each.start()
    for each in many:
        each.join()
    written = json.loads((tmp_path / ".interviewkit" / "written.json").read_text("utf-8"))
    assert written == {f"{i}.csv": [f"{i}"] for i in range(12)}
