"""What interviewkit writes is its owner's alone, whatever the umask."""

from __future__ import annotations

import os
import stat
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from builders import SMALL_TOML, small_study
from interviewkit import Study
from interviewkit.store import database
from interviewkit.store.database import Store
from interviewkit.store.private import choose_file_mode, make_folder, make_private

pytestmark = pytest.mark.skipif(os.name == "nt", reason="rights of files as POSIX has them")

RULES_ONLY = SMALL_TOML + '[coding]\ncoders = ["rules"]\n'


@pytest.fixture(params=[0o000, 0o022, 0o077])
def umask(request: pytest.FixtureRequest) -> Iterator[int]:
    before = os.umask(request.param)
    yield request.param
    os.umask(before)


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def test_all_that_a_run_writes_is_the_owners_alone(tmp_path: Path, umask: int) -> None:
    study = Study.open(small_study(tmp_path / "study", RULES_ONLY))
    theirs = {path: mode(path) for path in [study.root, *study.root.rglob("*")]}
    list(study.run())
    for name in ("people.csv", "people.xlsx", "people.sav", "people.dta"):
        study.export_matrix(tmp_path / "out" / "deep" / name)
    study.export_codings(tmp_path / "out" / "codings.csv")
    study.propose_people(tmp_path / "out" / "people.csv")
    with Store(study.root / "study.db").writing():
        made = [path for path in tmp_path.rglob("*") if path not in theirs]
    assert len(made) > 10
    assert {path.name for path in made} >= {"study.db", "study.db-wal", "study.db-shm",
                                            ".interviewkit.lock", "report.html"}  # fmt: skip
    for path in made:
        assert mode(path) == (0o700 if path.is_dir() else 0o600), path
    assert {path: mode(path) for path in theirs} == theirs


def test_a_new_study_is_the_owners_alone(tmp_path: Path, umask: int) -> None:
    for path in [tmp_path / "new", *Study.init(tmp_path / "new")]:
        assert mode(path) == (0o700 if path.is_dir() else 0o600), path


def test_a_part_is_nobody_elses_while_it_is_written(tmp_path: Path, umask: int) -> None:
    from interviewkit.steps.writing.whole_file import write_whole_files

    def look(part: Path) -> None:
        modes.append(mode(part))

    modes: list[int] = []
    with write_whole_files({tmp_path / "a": look}):
        pass
    assert modes == [0o600]


def test_a_database_that_others_could_read_is_narrowed(tmp_path: Path) -> None:
    study = Study.open(small_study(tmp_path, RULES_ONLY))
    study.ingest()
    (study.root / "study.db").chmod(0o644)
    (study.root / ".interviewkit.lock").chmod(0o666)
    sources = {path: mode(path) for path in (study.root / "transcripts").rglob("*")}
    Study.open(study.root).ingest()
    assert mode(study.root / "study.db") == 0o600
    assert mode(study.root / ".interviewkit.lock") == 0o600
    assert {path: mode(path) for path in sources} == sources


def test_the_copy_before_a_migration_is_as_private(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(database, "HEAD", "0001")
    with Store(tmp_path / "study.db").reading():
        pass
    monkeypatch.undo()
    with Store(tmp_path / "study.db").reading():
        pass
    copies = [path for path in tmp_path.rglob("*") if "before" in path.name]
    assert [mode(path) for path in copies] == [0o600]


def test_a_folder_given_to_a_group_is_shared_with_it_and_nobody_else(tmp_path: Path) -> None:
    folder = small_study(tmp_path / "study", RULES_ONLY)
    folder.chmod(0o2775)
    if not folder.stat().st_mode & stat.S_ISGID:
        pytest.skip("this file system keeps no setgid")
    list(Study.open(folder).run())
    for name in ("study.db", ".interviewkit.lock", ".interviewkit/written.json"):
        assert mode(folder / name) == 0o660
    assert mode(folder / "reports") == 0o2770
    assert mode(folder / "reports" / "report.html") == 0o660
    assert choose_file_mode(tmp_path) == 0o600


def test_what_is_anothers_stays_as_it_is(tmp_path: Path) -> None:
    path = tmp_path / "db"
    make_private(path)
    assert mode(path) == 0o600
    path.chmod(0o400)
    make_private(path)
    assert mode(path) == 0o400


def test_folders_that_are_there_keep_their_rights(tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    (tmp_path / "a").chmod(0o755)
    make_folder(tmp_path / "a" / "b" / "c")
    assert [mode(tmp_path / each) for each in ("a", "a/b", "a/b/c")] == [0o755, 0o700, 0o700]


def test_the_umask_of_the_process_stays_as_it_was(tmp_path: Path) -> None:
    code = (
        "import os, sys; os.umask(0o027); from interviewkit import Study\n"
        "study = Study.open(sys.argv[1]); study.ingest(); study.report()\n"
        "print(oct(os.umask(0)))"
    )
    folder = str(small_study(tmp_path, RULES_ONLY))
    done = subprocess.run([sys.executable, "-c", code, folder], capture_output=True, text=True)
    assert done.stdout.strip() == "0o27", done.stderr
