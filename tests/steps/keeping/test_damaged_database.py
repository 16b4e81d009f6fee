"""Databases damaged in many ways: what is wrong and what to do, and never a riddle."""

from __future__ import annotations

import os
import shutil
import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner

from builders_review import review_study
from interviewkit import Study
from interviewkit.cli import main
from interviewkit.store.schema import metadata

COMMANDS = (
    ("status",),
    ("report",),
    ("check",),
    ("coding", "list"),
    ("ingest",),
    ("review", "log"),
    ("participant", "list"),
)


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A study in which eva has judged four turns, and dan's codings were taken in."""
    folder = tmp_path_factory.mktemp("whole") / "study"
    study = review_study(folder)
    study.assign(["eva"], turns=4, overlap=0)
    session = study.review("eva")
    while card := session.card():
        session.accept(card, "isolation", card.sentences[0], "+")
        session.close(card)
    session.finish()
    (folder / "c.csv").write_text("transcript,turn,code,coder\ntalk,2,trust,dan\n", "utf-8")
    study.import_codings(folder / "c.csv")
    sql("PRAGMA wal_checkpoint(TRUNCATE)")(folder / "study.db")  # all of it in the one file
    return folder


@pytest.fixture
def study(whole: Path, tmp_path: Path) -> Path:
    shutil.copytree(whole, tmp_path / "study")
    return tmp_path / "study"


def sql(*statements: str) -> Callable[[Path], None]:
    """Damage done with SQL, as a careless hand or another tool would."""

    def damage(database: Path) -> None:
        connection = sqlite3.connect(database)
        connection.execute("PRAGMA ignore_check_constraints=ON")
        for each in statements:
            connection.execute(each)
        connection.commit()
        connection.close()

    return damage


def write(content: bytes) -> Callable[[Path], None]:
    return lambda database: database.write_bytes(content) and None


def bytes_at(start: int, content: bytes) -> Callable[[Path], None]:
    def damage(database: Path) -> None:
        raw = bytearray(database.read_bytes())
        raw[start : start + len(content)] = content
        database.write_bytes(raw)

    return damage


def folder(database: Path) -> None:
    database.unlink()
    database.mkdir()


def cut(database: Path) -> None:
    database.write_bytes(database.read_bytes()[: database.stat().st_size // 2])


def pages(database: Path) -> None:
    raw = bytearray(database.read_bytes())
    for start in range(4096, len(raw), 4096):
        raw[start : start + 2000] = os.urandom(2000)
    database.write_bytes(raw)


def taguette(database: Path) -> None:
    database.unlink()
    sql(
        "CREATE TABLE alembic_version (version_num VARCHAR(32) NOT NULL)",
        "INSERT INTO alembic_version VALUES ('1b08bd69f6a5')",
        "CREATE TABLE users (login VARCHAR PRIMARY KEY)",
        "CREATE TABLE projects (id INTEGER PRIMARY KEY, name VARCHAR)",
        "CREATE TABLE documents (id INTEGER PRIMARY KEY, contents TEXT)",
        "CREATE TABLE highlights (id INTEGER PRIMARY KEY, snippet TEXT)",
    )(database)


def other_tables(database: Path) -> None:
    database.unlink()
    sql("CREATE TABLE notes (id INTEGER PRIMARY KEY)")(database)


def no_tables(database: Path) -> None:
    database.unlink()
    sql("CREATE TABLE x (y)", "DROP TABLE x")(database)


def no_text_in_schema(database: Path) -> None:
    raw = database.read_bytes()
    database.write_bytes(raw.replace(b"CREATE TABLE draw (", b"CREATE TABLE draw \xa7", 1))


WHOLE_FILE: dict[str, tuple[Callable[[Path], None], str]] = {
    "empty": (write(b""), "the file is empty"),
    "text": (write(b"Dear diary,\n" * 900), "file of another kind"),
    "short text": (write(b"hi"), "file of another kind"),
    "a folder": (folder, "is a folder"),
    "cut in half": (cut, "damaged"),
    "pages of noise": (pages, "damaged"),
    "head of noise": (bytes_at(16, b"\xff" * 84), "damaged or not a study database"),
    "first page of noise": (bytes_at(100, b"\xaa" * 3900), "damaged"),
    "Taguette's": (taguette, "a database of another program"),
    "another program's": (other_tables, "a database of another program"),
    "a table's words are no text": (no_text_in_schema, "damaged or not a study database"),
    "no tables": (no_tables, "it has no tables"),
    "no version": (sql("DELETE FROM alembic_version"), "by which version"),
    "a strange version": (sql("UPDATE alembic_version SET version_num='x9'"), "by which version"),
    "a newer version": (sql("UPDATE alembic_version SET version_num='9999'"), "a newer one"),
    "no version table": (sql("DROP TABLE alembic_version"), "lacks alembic_version"),
    "no turn": (sql("DROP TABLE turn"), "lacks turn"),
    "no judgement": (sql("DROP TABLE judgement"), "lacks the table judgement"),
    "no vector": (sql("DROP TABLE vector"), "lacks the table vector"),
    "no column": (
        sql("ALTER TABLE coding DROP COLUMN evidence"),
        "lacks the column coding.evidence",
    ),
    "another name": (
        sql("ALTER TABLE turn RENAME COLUMN text TO words"),
        "lacks the column turn.text",
    ),
}


@pytest.mark.parametrize("name", WHOLE_FILE)
def test_a_database_that_cannot_be_used_is_told_by_every_command(study: Path, name: str) -> None:
    damage, words = WHOLE_FILE[name]
    damage(study / "study.db")
    for command in COMMANDS:
        told = tidy(study, command)
        assert words in told, command
        assert "restore" in told or "newest interviewkit" in told


CELLS: dict[str, tuple[str, str, tuple[str, ...]]] = {
    "JSON of a coding": (
        "UPDATE coding SET evidence='[{' WHERE id=1",
        "coding.evidence cannot be read",
        ("coding list",),
    ),
    "JSON of another shape": (
        "UPDATE coding SET evidence='{\"a\": 1}' WHERE id=1",
        "coding.evidence cannot be read",
        ("coding list",),
    ),
    "JSON of a source": ("UPDATE source SET problems='x'", "source.problems", ("status",)),
    "JSON of a source, a number": (
        "UPDATE source SET problems='7'",
        "source.problems",
        ("status",),
    ),
    "JSON of a run": ("UPDATE run SET outcome='{' WHERE id=1", "run.outcome", ("status", "ingest")),
    "JSON of a transcript": (
        "UPDATE transcript SET attributes='nul'",
        "transcript.attributes",
        ("status", "report"),
    ),
    "JSON of a judgement": (
        "UPDATE judgement SET change='' WHERE id=2",
        "judgement.change",
        ("review log",),
    ),
    "JSON of a person": (
        "UPDATE participant SET attributes='['",
        "participant.attributes",
        ("participant list",),
    ),
    "text where a number is": (
        "UPDATE turn SET position='first' WHERE id=2",
        "turn.position holds text",
        ("report",),
    ),
    "a number where text is": ("UPDATE turn SET text=x'00' WHERE id=2", "turn.text holds blob", ()),
    "nothing where a number is": (
        "UPDATE draw SET probability='often'",
        "draw.probability holds text",
        (),
    ),
    "text in a span": (
        "UPDATE passage SET \"start\"='x' WHERE id=1",
        "passage.start",
        ("coding list",),
    ),
    "a span beyond its turn": (
        'UPDATE passage SET "end"=99999 WHERE id=1',
        "do not fit the text",
        ("coding list",),
    ),
    "a coding of nothing": (
        "DELETE FROM passage WHERE id=1",
        "name a passage that is not there",
        (),
    ),
    "a turn of nothing": ("DELETE FROM transcript", "name a transcript that is not there", ()),
    "a coder who is gone": ("DELETE FROM coder WHERE name='eva'", "name a coder", ()),
    "text that is no text": (
        "UPDATE turn SET text=CAST(x'80ff41' AS TEXT) WHERE id=2",
        "text that is no text",
        ("report",),
    ),
    "a missing turn": ("DELETE FROM turn WHERE id=3", "turns of talk are missing", ()),
    "a turn in other words": ("UPDATE turn SET text='Yes.' WHERE id=1", "its hash differs", ()),
    "two current versions": (
        "INSERT INTO transcript SELECT id+9, name, version+1, source, content_hash, wave, "
        "group_name, date, attributes, current, amended FROM transcript",
        "several current versions",
        (),
    ),
}


@pytest.mark.parametrize("name", CELLS)
def test_a_broken_cell_is_told_where_it_is_met_and_by_check(study: Path, name: str) -> None:
    statement, words, meet_it = CELLS[name]
    sql("PRAGMA foreign_keys=OFF", statement)(study / "study.db")
    assert words in tidy(study, ("check",))
    for command in COMMANDS:
        done = call(study, command)
        if " ".join(command) in meet_it:
            assert done.exit_code == 1, (command, done.output)
            assert words.split(" holds")[0].split(" cannot")[0] in done.output
            assert "interviewkit check" in done.output


@pytest.mark.parametrize("table", sorted(metadata.tables))
def test_a_table_that_is_missing_is_named(study: Path, table: str) -> None:
    sql("PRAGMA foreign_keys=OFF", f'DROP TABLE "{table}"')(study / "study.db")
    assert table in tidy(study, ("status",))


def test_a_newer_database_is_refused_and_nothing_is_written(study: Path) -> None:
    sql("UPDATE alembic_version SET version_num='9999'")(study / "study.db")
    (study / ".interviewkit.lock").unlink(missing_ok=True)
    before = snapshot(study)
    for command in (*COMMANDS, ("code",), ("discover",), ("run",), ("restore",)):
        call(study, command)
    assert snapshot(study) == before


def snapshot(study: Path) -> dict[str, tuple[int, bytes]]:
    return {
        str(path.relative_to(study)): (
            path.stat().st_mtime_ns,
            path.read_bytes() if path.is_file() else b"",
        )
        for path in (study, *study.rglob("*"))
    }


def call(study: Path, command: tuple[str, ...]):  # type: ignore[no-untyped-def]
    """Run a command; whatever it says, it is no traceback and no guess at a full disk."""
    done = CliRunner().invoke(main, [*command, "--study", str(study)])
    assert done.exception is None or isinstance(done.exception, SystemExit), (
        command,
        repr(done.exception),
    )
    assert "disk has room" not in done.output
    return done


def tidy(study: Path, command: tuple[str, ...]) -> str:
    done = call(study, command)
    assert done.exit_code == 1, (command, done.output)
    return str(done.output)


def test_a_whole_study_is_well(study: Path) -> None:
    done = call(study, ("check",))
    assert done.exit_code == 0, done.output
    assert "all is well" in done.output
    assert Study.open(study).check()
