"""A study is looked over: what is well in a line, what is wrong with what to do, what can mend."""

from __future__ import annotations

import json
import sqlite3
import stat
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from builders_review import review_study, standing
from interviewkit import Study
from interviewkit.cli import main

ROWS = "transcript,turn,code,coder\ntalk,2,isolation,eva\ntalk,4,trust,eva\n"


@pytest.fixture
def study(tmp_path: Path) -> Study:
    made = review_study(tmp_path / "study")
    take_in(made, ROWS)
    return made


def take_in(study: Study, rows: str) -> None:
    (study.root / "codings.csv").write_text(rows, "utf-8")
    study.import_codings(study.root / "codings.csv")


def call(study: Study, *options: str) -> Result:
    return CliRunner().invoke(main, ["check", *options, "--study", str(study.root)])


def told(study: Study, state: str) -> str:
    return "\n".join(each.what for each in study.check() if each.state == state)


def sql(study: Study, *statements: str) -> None:
    study._site.store.close()
    connection = sqlite3.connect(study.root / "study.db")
    for each in statements:
        connection.execute(each)
    connection.commit()
    connection.close()


def test_a_study_that_is_well_says_what_was_looked_at(study: Study) -> None:
    done = call(study)
    assert done.exit_code == 0
    assert "well   every passage fits its turn" in done.output
    assert "well   the turns of 1 transcripts are as they were read" in done.output
    assert done.output.endswith("all is well\n")


def test_a_study_without_a_database_is_not_wrong(tmp_path: Path) -> None:
    (tmp_path / "study.toml").write_text("", "utf-8")
    done = CliRunner().invoke(main, ["check", "--study", str(tmp_path)])
    assert (done.exit_code, "no study.db yet" in done.output) == (0, True)
    assert [path.name for path in tmp_path.iterdir()] == ["study.toml"]


def test_sources_that_changed_or_went_are_noted(study: Study) -> None:
    file = study.root / "transcripts" / "talk.txt"
    file.write_text(file.read_text("utf-8") + "Ana: One more.\n", "utf-8")
    assert "transcripts/talk.txt changed since it was taken in" in told(study, "note")
    file.unlink()
    assert "transcripts/talk.txt is no longer there" in told(study, "note")
    assert told(study, "wrong") == ""


def test_a_turn_that_was_tampered_with_is_found_by_its_hash(study: Study) -> None:
    sql(study, "UPDATE turn SET text = 'I never said this.' WHERE id = 3")
    assert "the turns of talk are not those that were taken in" in told(study, "wrong")
    assert call(study).exit_code == 1


def test_wave_and_group_given_later_are_no_tampering(study: Study) -> None:
    sql(study, "UPDATE transcript SET wave = 'w2', group_name = 'nurses'")
    assert told(study, "wrong") == ""


def test_codes_that_the_codebook_lacks_are_noted(study: Study) -> None:
    book = study.root / "codebook.yaml"
    book.write_text(book.read_text("utf-8").replace("id: trust", "id: reliance"), "utf-8")
    assert "people coded trust, not in the codebook" in told(study, "note")


@pytest.mark.parametrize(
    ("a", "b", "alike"),
    [
        ("ana", "Ana", True),
        ("ana ", "ana", True),
        ("ben", "bne", True),
        ("katharina", "katarina", True),
        ("coder1", "coder2", False),
        ("ana", "ben", False),
        ("jo", "al", False),
        ("müller", "mueller", True),
    ],
)
def test_coders_whose_names_are_alike(a: str, b: str, alike: bool) -> None:
    from interviewkit.steps.keeping.check import _are_alike

    assert _are_alike(a, b) is alike


def test_two_spellings_of_a_coder_are_noted(study: Study) -> None:
    sql(study, "INSERT INTO coder (name, kind, version) VALUES ('Eva', 'person', '')")
    assert "eva and Eva are two coders with names alike" in told(study, "note")


def test_what_study_toml_names_and_is_not_there_is_wrong(study: Study) -> None:
    toml = study.root / "study.toml"
    toml.write_text(toml.read_text("utf-8") + '[survey]\nfile = "answers.csv"\n', "utf-8")
    again = Study.open(study.root)
    assert "[survey] file = 'answers.csv' is not there" in told(again, "wrong")


def test_rights_of_others_are_noted_and_mended(study: Study) -> None:
    database = study.root / "study.db"
    database.chmod(0o644)
    assert "others than its owner may read or change study.db" in told(study, "note")
    assert "repaired: only its owner may read study.db now" in call(study, "--repair").output
    assert stat.S_IMODE(database.stat().st_mode) == 0o600


def test_machine_work_that_is_broken_is_mended_after_a_backup(study: Study) -> None:
    coded = standing(study, "eva")
    sql(
        study,
        "PRAGMA foreign_keys=OFF",
        "INSERT INTO vector VALUES ('m', 'h', 'text where bytes should be')",
        "INSERT INTO coverage SELECT id, 999, '', NULL FROM coder WHERE name = 'rules'",
    )
    assert call(study).exit_code == 1
    done = call(study, "--repair")
    assert done.exit_code == 0, done.output
    assert "repaired: vector was emptied" in done.output
    assert "1 rows of coverage that referred to nothing were removed" in done.output
    assert study.backups()[0].reason == "repair"
    assert standing(study, "eva") == coded


def test_what_people_made_is_never_mended_away(study: Study) -> None:
    sql(
        study,
        "PRAGMA foreign_keys=OFF",
        "INSERT INTO coverage SELECT id, 999, '', NULL FROM coder WHERE name = 'eva'",
    )
    assert call(study, "--repair").exit_code == 1
    with sqlite3.connect(study.root / "study.db") as connection:
        kept = connection.execute("SELECT count(*) FROM coverage WHERE turn_id = 999").fetchone()
    assert kept == (1,)


def test_backups_that_cannot_be_put_back_are_wrong(study: Study) -> None:
    kept = study._site.store.backups.make("import")
    assert "1 backup can be put back" in told(study, "well")
    (study.root / "backups" / kept.name).write_bytes(b"not a database")
    assert f"backups/{kept.name}" in told(study, "wrong")


def test_check_changes_nothing_and_speaks_json(study: Study) -> None:
    study._site.store.close()
    database = study.root / "study.db"
    before = database.read_bytes()
    rows = json.loads(call(study, "--format", "json").output)
    assert {row["state"] for row in rows} <= {"well", "note"}
    assert database.read_bytes() == before
