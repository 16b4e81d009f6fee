"""The log of what people did, draws and assignments, and the way there from older studies."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from builders import coding, transcript
from interviewkit.errors import StudyBusyError
from interviewkit.model import Assignment, Coder, Draw, Judgement, Run
from interviewkit.store import database, opening
from interviewkit.store.database import Store


@pytest.fixture
def store(tmp_path: Path) -> Store:
    store = Store(tmp_path / "study.db")
    with store.writing() as shelves:
        shelves.transcripts.add(transcript(("Ana", "I work alone."), ("Ana", "We talk.")))
        shelves.codings.add_coder(Coder("ana"))
        shelves.codings.add_coder(Coder("ben"))
        shelves.runs.add(Run("review", "x"))
    return store


def test_an_entry_stands_until_one_that_undoes_it_does(store: Store) -> None:
    with store.jotting() as shelves:
        log = shelves.judgements
        first = log.add(Judgement("ana", "accept", 1, "isolation", "+", (0, 6)), 1)
        undo = log.add(Judgement("ana", "undo", 1, undoes=first.id), 1)
        assert [each.stands for each in log.list()] == [False, True]
        assert log.last("ana") is None
        log.add(Judgement("ana", "undo", 1, undoes=undo.id), 1)
        assert [each.stands for each in log.list()] == [True, False, True]
        last = log.last("ana")
        assert last is not None
        assert (last.id, last.span) == (first.id, (0, 6))
        assert log.last("ben") is None


def list_standing(log: list[tuple[int, int | None]]) -> list[bool]:
    """Which entries stand, told from (id, what it undoes) alone: later ones are looked at first."""
    undone: set[int] = set()
    stands = []
    for key, undoes in reversed(log):
        stands.append(key not in undone)
        if key not in undone and undoes is not None:
            undone.add(undoes)
    return stands[::-1]


@settings(max_examples=30, suppress_health_check=[HealthCheck.function_scoped_fixture])
@example(picks=[0, 1, 1, 1, 1, 1, 1])  # what was undone twice, the second time undone in turn
@given(picks=st.lists(st.integers(0, 9), max_size=14))
def test_what_stands_follows_from_what_undoes_what(picks: list[int], store: Store) -> None:
    with store.jotting() as shelves:
        log: list[tuple[int, int | None]] = []
        for pick in picks:
            known = shelves.judgements.list()[len(shelves.judgements.list()) - len(log) :]
            standing = [each.id for each in known if each.stands]
            undoes = standing[pick] if pick < len(standing) else None
            act = "accept" if undoes is None else "undo"
            new = shelves.judgements.add(Judgement("ana", act, 1, undoes=undoes), 1)
            log.append((new.id or 0, undoes))
        entries = {each.id: each.stands for each in shelves.judgements.list()}
        assert [entries[key] for key, _ in log] == list_standing(log)
        assert {e.id for e in shelves.judgements.standing()} == {k for k in entries if entries[k]}


def test_what_was_undone_before_is_known_after_the_migration(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "study.db"
    monkeypatch.setattr(database, "HEAD", "0008")
    monkeypatch.setattr(opening, "HEAD", "0008")
    monkeypatch.setattr(opening, "list_lacking", lambda _: [])
    with Store(path).reading():
        pass
    columns = "id, coder_id, turn_id, act, code, polarity, at, memo, blind, change, undoes"
    with sqlite3.connect(path) as raw:
        raw.execute("INSERT INTO coder (id, name, kind, version) VALUES (1, 'ana', 'person', '')")
        for key, act, undoes in [
            (1, "accept", None),
            (2, "undo", 1),
            (3, "undo", 2),
            (4, "undo", 3),
        ]:
            row = (key, 1, 1, act, "", "", "", "", 0, "{}", undoes)
            raw.execute(f"INSERT INTO judgement ({columns}) VALUES ({'?,' * 10}?)", row)
    monkeypatch.undo()
    with Store(path).reading() as shelves:
        assert [each.stands for each in shelves.judgements.list()] == [False, True, False, True]
        assert shelves.judgements.undone_by(1) == 2


def test_what_a_person_did_is_on_the_disk_when_it_is_told(store: Store) -> None:
    levels = {}
    for name in ("jotting", "writing", "jotting"):
        with getattr(store, name)() as shelves:
            levels[name] = shelves.runs._connection.exec_driver_sql("PRAGMA synchronous").scalar()
    assert levels == {"jotting": 2, "writing": 1}  # FULL, NORMAL


def test_memos_stand_by_turn(store: Store) -> None:
    with store.jotting() as shelves:
        shelves.judgements.add(Judgement("ana", "memo", 1, memo="look again"), 1)
        shelves.judgements.add(Judgement("ben", "memo", 2, memo="why?"), 1)
        assert [each.memo for each in shelves.judgements.memos([1])] == ["look again"]
        assert len(shelves.judgements.memos()) == 2


def test_draws_and_assignments_come_back_as_they_went_in(store: Store) -> None:
    draw = Draw(2, "random", ("isolation",), 0.5, 2, 2, 2)
    with store.jotting() as shelves:
        key = shelves.draws.add(draw, 1, "2025-05-01")
        shelves.draws.assign(Assignment(2, "ana", ("isolation",), "random", True, key), 1)
        assert [(each.turn_id, each.probability) for each in shelves.draws.list()] == [(2, 0.5)]
        [given] = shelves.draws.assignments("ana")
        assert (given.turn_id, given.blind, given.draw_id) == (2, True, key)
        assert shelves.draws.assignments("ben") == []


def test_reading_for_one_code_is_not_reading_for_another(store: Store) -> None:
    with store.jotting() as shelves:
        shelves.coverage.note_read("ana", [1], None, ["isolation"])
        shelves.coverage.note_read("ana", [2], None)
        assert shelves.coverage.read_by("ana") == {1, 2}
        assert shelves.coverage.read_by("ana", ["isolation"]) == {1, 2}
        assert shelves.coverage.read_by("ana", ["isolation", "trust"]) == {2}
        shelves.coverage.note_unread("ana", [1], ["isolation"])
        assert shelves.coverage.read_by("ana") == {2}


def test_a_retired_coding_can_stand_again(store: Store) -> None:
    with store.jotting() as shelves:
        turn = shelves.transcripts.turns()[0]
        key = shelves.codings.append(coding(turn, "I work alone."), "v1", 1)
        shelves.codings.retire([key], 1)
        assert shelves.codings.stand([key]) == set()
        shelves.codings.restore([key])
        assert shelves.codings.stand([key]) == {key}


def test_jotting_needs_no_lock_and_waits_its_turn(store: Store, tmp_path: Path) -> None:
    other = Store(tmp_path / "study.db")
    with store.locked(), other.jotting() as shelves:
        shelves.judgements.add(Judgement("ana", "memo", 1, memo="x"), 1)


def test_a_database_kept_too_long_is_told(
    store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(database, "BUSY_MILLISECONDS", 50)
    other = Store(tmp_path / "study.db")
    with (
        store.jotting(),
        pytest.raises(StudyBusyError, match="in use by another program"),
        other.jotting(),
    ):
        pass


def test_an_older_study_is_brought_up_with_a_copy_beside_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "study.db"
    monkeypatch.setattr(database, "HEAD", "0001")
    with Store(path).writing():
        pass
    with sqlite3.connect(path) as old:  # as an older version wrote it
        values = "1, 'talk', 1, 'talk.txt', 'x', '', '', '', '{}', 1"
        old.execute(f"INSERT INTO transcript VALUES ({values})")
        old.execute("INSERT INTO turn VALUES (1, 1, 1, 'Ana', 'I work alone.', NULL, NULL)")
    monkeypatch.undo()
    with Store(path).jotting() as shelves:
        assert shelves.transcripts.count()["turns"] == 1
        assert shelves.draws.list() == []
    [backup] = Store(path).backups.every()
    assert backup.reason == "migration"
    with sqlite3.connect(tmp_path / "backups" / backup.name) as copy:
        assert copy.execute("SELECT version_num FROM alembic_version").fetchone() == ("0001",)
        assert copy.execute("SELECT count(*) FROM turn").fetchone() == (1,)
