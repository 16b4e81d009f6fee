"""Backups: made whole or not at all, for their owner alone, rotated, and put back."""

from __future__ import annotations

import sqlite3
import stat
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from builders import coding, transcript
from interviewkit.errors import StudyError
from interviewkit.model import Coder
from interviewkit.store import backups as backups_module
from interviewkit.store.backups import DAYS, KEPT, Backups
from interviewkit.store.database import Store


@pytest.fixture
def store(tmp_path: Path) -> Store:
    """Ana has coded one turn."""
    store = Store(tmp_path / "study.db")
    with store.writing() as shelves:
        saved = shelves.transcripts.add(transcript(("Ana", "I work alone."), ("Ana", "We talk.")))
        shelves.codings.add_coder(Coder("ana"))
        shelves.codings.add([coding(saved.turns[0], "I work alone.")], {}, None)
    return store


def more(store: Store) -> None:
    with store.writing() as shelves:
        turn = shelves.transcripts.turns()[1]
        shelves.codings.add([coding(turn, "We talk.")], {}, None)


def codings(store: Store) -> int:
    with store.reading() as shelves:
        return shelves.codings.count().get("ana", 0)


def test_a_backup_says_when_why_and_whose_work(store: Store) -> None:
    made = store.backups.make("ingest")
    assert made.name.endswith(" before-ingest.db")
    assert datetime.now(UTC) - datetime.fromisoformat(made.made) < timedelta(minutes=1)
    [listed] = store.backups.every()
    assert (listed.reason, listed.work) == ("ingest", {"ana": {"codings": 1}})
    assert listed.size == (store.backups.folder / listed.name).stat().st_size


def test_backups_are_their_owners_alone(store: Store) -> None:
    path = store.backups.folder / store.backups.make("ingest").name
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700
    assert [each.name for each in path.parent.iterdir()] == [path.name]


def test_where_no_person_worked_nothing_is_backed_up(tmp_path: Path) -> None:
    store = Store(tmp_path / "study.db")
    assert store.backups.make_if_needed("ingest") is None
    with store.writing() as shelves:
        saved = shelves.transcripts.add(transcript(("Ana", "I work alone.")))
        shelves.codings.add_coder(Coder("rules", "rules"))
        shelves.codings.add([coding(saved.turns[0], "alone", coder="rules")], {}, None)
    assert store.backups.make_if_needed("ingest") is None
    assert not store.backups.folder.exists()


def test_what_the_log_beside_the_database_holds_is_backed_up(store: Store) -> None:
    with sqlite3.connect(store.path) as other:
        other.execute("PRAGMA wal_autocheckpoint=0")
        other.execute("SELECT count(*) FROM turn").fetchone()
        more(store)
        assert store.path.with_name("study.db-wal").stat().st_size
        made = store.backups.make("import")
    assert store.backups.every()[0].name == made.name
    assert store.backups.every()[0].work == {"ana": {"codings": 2}}


def test_a_backup_is_put_back_and_so_is_what_it_replaced(store: Store) -> None:
    first = store.backups.make("import")
    more(store)
    kept = store.backups.put_back(store.backups.find(first.name))
    assert codings(store) == 1
    assert kept is not None
    store.backups.put_back(store.backups.find(kept.name))
    assert codings(store) == 2


def test_whoever_has_the_database_open_sees_what_is_put_back(store: Store) -> None:
    first = store.backups.make("import")
    other = Store(store.path)
    more(other)
    with other.reading() as shelves:
        assert shelves.codings.count() == {"ana": 2}
    store.backups.put_back(store.backups.find(first.name))
    assert codings(other) == 1


@pytest.mark.parametrize("how", ["gone", "noise", "empty", "folder", "cut"])
def test_a_database_that_is_damaged_or_gone_is_replaced(store: Store, how: str) -> None:
    first = store.backups.make("import")
    more(store)
    store.close()
    raw = store.path.read_bytes()
    store.path.unlink()
    if how == "folder":
        store.path.mkdir()
    elif how != "gone":
        damaged = {"noise": b"x" * 5000, "empty": b"", "cut": raw[: len(raw) // 2]}
        store.path.write_bytes(damaged[how])
    kept = store.backups.put_back(store.backups.find(first.name))
    assert codings(store) == 1
    assert (kept is None) == (how == "gone")
    assert stat.S_IMODE(store.path.stat().st_mode) == 0o600


def test_a_damaged_backup_is_not_put_back(store: Store) -> None:
    path = store.backups.folder / store.backups.make("import").name
    raw = bytearray(path.read_bytes())
    raw[9000:60000] = bytes(51000)
    path.write_bytes(raw)
    before = store.path.read_bytes()
    with pytest.raises(StudyError, match=r"the backup .* is damaged"):
        store.backups.put_back(path)
    assert store.path.read_bytes() == before


def test_a_name_that_is_none_or_several_is_told(store: Store) -> None:
    store.backups.make("import")
    store.backups.make("import")
    for name in ("2001", "../study.db", ""):
        with pytest.raises(StudyError, match="is no backup"):
            store.backups.find(name)
    with pytest.raises(StudyError, match="the beginning of several"):
        store.backups.find("2")


def test_the_newest_and_one_a_day_stay(store: Store) -> None:
    made = store.backups.folder / store.backups.make("import").name
    now = datetime.now(UTC)
    for days in range(30):
        for hour in (1, 2):
            at = (now - timedelta(days=days + 1)).strftime(f"%Y-%m-%dT0{hour}-00-00")
            (made.parent / f"{at} before-ingest.db").write_bytes(b"")
    old = [made.parent / f"200{n}-01-01T00-00-00 before-migration.db" for n in range(5)]
    mine = made.parent / "my own copy.db"
    for path in (*old, mine):
        path.write_bytes(b"")
    store.backups.rotate()
    kept = store.backups._paths()
    days_kept = {path.name[:10] for path in kept if "ingest" in path.name}
    assert len(days_kept) == DAYS
    assert len([p for p in kept if "ingest" in p.name]) == (KEPT - 1) // 2 + DAYS
    assert [path for path in old if path.exists()] == old[2:]
    assert mine.exists()


def test_no_room_for_a_backup_stops_the_step_and_leaves_nothing(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(backups_module, "_write", _write_on_a_full_disk)
    with pytest.raises(StudyError, match="no backup could be made before ingest") as told:
        store.backups.make_if_needed("ingest")
    assert "make room there" in told.value.hint
    assert list(store.backups.folder.iterdir()) == []


def _write_on_a_full_disk(old: sqlite3.Connection, target: Path) -> None:
    """A disk on which there is room for a part of the copy."""
    with sqlite3.connect(target) as new:
        new.execute("PRAGMA max_page_count = 10")
        old.execute("SELECT 1")
        new.execute("CREATE TABLE filler (x)")
        new.executemany("INSERT INTO filler VALUES (?)", [("x" * 4000,)] * 50)


def test_other_files_in_the_folder_are_left_alone(store: Store) -> None:
    store.backups.make("ingest")
    (store.backups.folder / "notes.txt").write_text("mine", "utf-8")
    assert len(Backups(store.path).every()) == 1
