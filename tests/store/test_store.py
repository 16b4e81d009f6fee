"""The shelves: what goes in comes out, nothing half-written, nothing overwritten."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest

from builders import coding, transcript
from interviewkit.errors import StudyBusyError, StudyError
from interviewkit.model import (
    Coder,
    Estimate,
    Participant,
    Passage,
    Run,
    Speaker,
    Topic,
    TopicFit,
    Transcript,
    Turn,
)
from interviewkit.model.estimate import Naming
from interviewkit.store.database import HEAD, Store
from interviewkit.store.findings import _write_estimate
from interviewkit.store.search_index import SHADOWS, TABLES
from interviewkit.store.shelves import Shelves

OF_SEARCH = {*TABLES, *SHADOWS}
"""Tables of FTS5, which no schema describes; test_search_index.py is about them."""


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return Store(tmp_path / "study.db")


def talk(shelves: Shelves) -> Transcript:
    saved = shelves.transcripts.add(
        transcript(("M", "How is it?"), ("Ana", "I work alone. It is quiet."))
    )
    shelves.people.replace(
        [Participant("M", "moderator"), Participant("Ana")],
        [Speaker("talk", "M", "M", "moderator label"), Speaker("talk", "Ana", "Ana", "one to one")],
    )
    return saved


def test_what_is_saved_is_read_back(store: Store) -> None:
    with store.writing() as shelves:
        saved = talk(shelves)
    with store.reading() as shelves:
        assert shelves.transcripts.get("talk") == saved
        assert shelves.people.speaker_of() == {1: "M", 2: "Ana"}


def test_a_failed_step_leaves_nothing(store: Store) -> None:
    def fail() -> Iterator[None]:
        with store.writing() as shelves:
            talk(shelves)
            raise KeyboardInterrupt
        yield

    with pytest.raises(KeyboardInterrupt):
        next(fail())
    with store.reading() as shelves:
        assert shelves.transcripts.count() == {"transcripts": 0, "turns": 0}


def test_a_changed_transcript_is_a_new_version(store: Store) -> None:
    with store.writing() as shelves:
        talk(shelves)
        newer = shelves.transcripts.add(transcript(("Ana", "I work with others.")))
        assert newer.version == 2
    with store.reading() as shelves:
        assert [head.version for head in shelves.transcripts.heads()] == [2]
        old = shelves.transcripts.get("talk", 1)
        assert old is not None
        assert old.turns[1].text == "I work alone. It is quiet."


def test_codings_are_a_log(store: Store) -> None:
    with store.writing() as shelves:
        ana = talk(shelves).turns[1]
        run = shelves.runs.add(Run("code", "x"))
        shelves.codings.add_coder(Coder("ana"))
        shelves.codings.add([coding(ana, "I work alone.")], {"isolation": "v1"}, run)
        turns = {ana.id or 0: ana}
        [saved] = shelves.codings.list(turns)
        assert saved.passage.quote == "I work alone."
        shelves.codings.retire([saved.id or 0], run)
        assert shelves.codings.list(turns) == []
        assert shelves.codings.latest() == saved.id


def test_unread_is_not_read(store: Store) -> None:
    with store.writing() as shelves:
        saved = talk(shelves)
        shelves.codings.add_coder(Coder("ana"))
        assert shelves.coverage.read_by("ana") == set()
        shelves.coverage.note_read("ana", [2, 2], None)
        shelves.coverage.note_read("ana", [2], None)
        assert shelves.coverage.read_by("ana") == {2}
        assert shelves.coverage.readers_of(saved.id or 0) == [("ana", 2, "", None)]


def test_a_new_cut_takes_the_place_of_the_old_but_spares_coded_passages(store: Store) -> None:
    with store.writing() as shelves:
        ana = talk(shelves).turns[1]
        turns = {ana.id or 0: ana}
        first, second = Passage.cut(ana, 0, 13), Passage.cut(ana, 14, 26)
        shelves.passages.add_cut([ana], [first, second], "sentence")
        shelves.codings.add_coder(Coder("ana"))
        shelves.codings.add([coding(ana, "I work alone.")], {}, None)
        shelves.passages.add_cut([ana], [Passage.whole(ana)], "turn")
        assert [p.quote for p in shelves.passages.list(turns, "turn")] == [ana.text]
        assert shelves.passages.list(turns, "sentence") == []
        assert [c.passage.quote for c in shelves.codings.list(turns)] == ["I work alone."]
        shelves.passages.add_cut([ana], [first, second], "sentence")
        assert len(shelves.passages.list(turns, "sentence")) == 2


def test_two_processes_do_not_write_at_once(store: Store, tmp_path: Path) -> None:
    other = Store(tmp_path / "study.db")
    with store.writing(), pytest.raises(StudyBusyError, match="another interviewkit process"):
        other.writing().__enter__()


def test_migrations_lead_to_the_tables_of_the_schema(store: Store) -> None:
    from alembic.autogenerate import compare_metadata
    from alembic.config import Config
    from alembic.migration import MigrationContext
    from alembic.script import ScriptDirectory
    from sqlalchemy import create_engine

    from interviewkit.store import migrations
    from interviewkit.store.schema import metadata

    with store.reading():
        pass
    with create_engine(f"sqlite:///{store.path}").connect() as connection:
        context = MigrationContext.configure(
            connection, opts={"include_name": lambda name, kind, _: name not in OF_SEARCH}
        )
        assert compare_metadata(context, metadata) == []
    config = Config()
    config.set_main_option("script_location", str(Path(migrations.__file__).parent))
    assert ScriptDirectory.from_config(config).get_current_head() == HEAD


def test_a_file_that_is_no_database_is_told(tmp_path: Path) -> None:
    (tmp_path / "study.db").write_bytes(b"this is not a database at all" * 100)
    with pytest.raises(StudyError, match="not a study database"):
        Store(tmp_path / "study.db").reading().__enter__()


def test_a_full_database_is_told(store: Store) -> None:
    from sqlalchemy import text

    def fill() -> None:
        with store.writing() as shelves:
            shelves.runs._connection.execute(text("PRAGMA max_page_count = 50"))
            long = transcript(*[("Ana", f"word {i} " * 200) for i in range(500)])
            shelves.transcripts.add(long)

    with pytest.raises(StudyError, match="no room left"):
        fill()
    with store.reading() as shelves:
        assert shelves.transcripts.count()["turns"] == 0


def test_topics_keep_the_names_that_people_gave(store: Store) -> None:
    with store.writing() as shelves:
        talk(shelves)
        run = shelves.runs.add(Run("discover", "x"))
        fit = TopicFit((Topic(0, 1, (("quiet", 0.5),), (0,)),), (0,), {"x": 0.1}, {}, ((0, 1),))
        shelves.topics.add(fit, [2], run)
        assert shelves.topics.name(0, "Quiet work", "ana", "2025-05-01")
        assert not shelves.topics.name(7, "Nothing", "ana", "2025-05-01")
        found = shelves.topics.get()
        assert found is not None
        assert found[0].topics[0].name == "Quiet work"
        assert found[1] == [2]


@pytest.mark.parametrize(
    ("words", "phrase"),
    [
        ("A sentence.", ""),
        ("60% of “The north” are tired (95% CI 44–74%, n = 40), against 40% of …", "are tired"),
        ("<1% of “The north” (are) tired (no interval, n = 40), against 40% of …", "(are) tired"),
        ("“Tired?” is 3.1 on average of “The north” (95% CI 2 to 4, n = 40), against …", ""),
    ],
)
def test_older_comparisons_are_told_in_the_words_that_are_there(
    words: str, phrase: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A sentence was stored once; now the words for it are, and it is made when drawn."""
    path = tmp_path / "study.db"
    monkeypatch.setattr("interviewkit.store.database.HEAD", "0007")
    with Store(path).writing() as shelves:
        shelves.transcripts.count()
    monkeypatch.undo()
    sides = (
        Estimate("tired", name, value, 40, 40.0, None, "share", "yes")
        for name, value in (("north", 0.6), ("age < 30", 0.4))
    )
    first, second = (json.dumps(_write_estimate(each)) for each in sides)
    with sqlite3.connect(path) as old:
        old.execute(
            "INSERT INTO contrast (title, first, second, difference, shared, method, words) "
            "VALUES ('t', ?, ?, 0.2, 0, 'm', ?)",
            (first, second, words),
        )
        old.execute("INSERT INTO segment VALUES ('north', 0, 'x', 'The north', '', 1, 1, 1)")
        old.execute("INSERT INTO variable VALUES ('tired', 0, 'Tired?', 'flag', '[]', 1, 0, 0, '')")
    with Store(path).jotting() as shelves:
        [found] = shelves.findings.contrasts()
    assert found.naming == Naming("The north", "age < 30", "Tired?", phrase)
    assert found.difference == 0.2
    with Store(path).writing() as shelves:
        shelves.findings.replace_contrasts([found])
        assert list(shelves.findings.contrasts()) == [found]


def test_many_readings_are_noted_like_few(tmp_path: Path) -> None:
    from interviewkit.store import coverage as shelf

    found = []
    for most in (0, 10**9):
        store = Store(tmp_path / f"{most}.db")
        with store.writing() as shelves:
            turns = tuple(Turn("t", n, "Ana", f"Line {n}.") for n in range(1, 6))
            saved = shelves.transcripts.add(Transcript("t", "t.txt", "x", turns))
            shelves.codings.add_coder(Coder("kim"))
            ids = [turn.id or 0 for turn in saved.turns]
            shelves.coverage.note_read("kim", ids[:2], None, ["a"])
            before, shelf.MANY = shelf.MANY, most
            try:
                shelves.coverage.note_read("kim", [*ids, ids[0]], None, ["a", "b", "a"])
            finally:
                shelf.MANY = before
            found.append(shelves.coverage.of("kim"))
    assert found[0] == found[1]
    assert list(found[0].values()) == [{"a", "b"}] * 5
