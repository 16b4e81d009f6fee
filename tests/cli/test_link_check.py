"""``link check``: who is who, said and shown; guesses written, never applied."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from builders import small_study
from builders_waves import waves_study
from interviewkit.cli import main


def call(*args: str) -> Result:
    return CliRunner().invoke(main, list(args), catch_exceptions=False)


def checked(study: Path, *more: str) -> Any:
    result = call("link", "check", "--study", str(study), "--format", "json", *more)
    assert result.exit_code == 0, result.output
    return json.loads(result.stdout)


@pytest.fixture
def rounds(tmp_path: Path) -> Path:
    return waves_study(tmp_path)


def test_link_alone_still_links(rounds: Path) -> None:
    result = call("link", "--study", str(rounds))
    assert result.exit_code == 0
    assert "12 of 12 participants are among 12 respondents" in result.stdout


def test_every_label_its_participant_and_respondent(rounds: Path) -> None:
    found = checked(rounds)
    rows = {(row["transcript"], row["speaker"]): row for row in found["speakers"]}
    assert len(rows) == 48
    person = rows["2024/P03", "P03"]
    assert (person["participant"], person["rule"]) == ("P03", "participants file")
    assert (person["respondent"], person["how"]) == ("r3", "id")
    assert rows["2024/P03", "Moderator"]["how"] == "moderates"
    assert found["unresolved_share"] == found["unlinked_share"] == 0
    assert sum(row["share"] for row in found["speakers"]) == pytest.approx(1, abs=0.01)


def test_a_role_that_changes_between_waves_and_several_rows_are_told(rounds: Path) -> None:
    found = checked(rounds)
    [change] = found["contradictions"]
    assert (change["about"], change["here"], change["there"]) == ("r3", "staff", "boss")
    assert any("answered in several waves" in note for note in found["notes"])


def test_ids_that_differ_in_zeros_are_said_and_joined_when_told(rounds: Path) -> None:
    people = rounds / "people.csv"
    people.write_text(people.read_text("utf-8").replace(",r1,", ",R001,"), "utf-8")
    call("ingest", "--study", str(rounds))
    found = checked(rounds)
    [row] = [
        r for r in found["speakers"] if r["participant"] == "P01" and "2024" in r["transcript"]
    ]
    assert (row["respondent"], row["how"]) == ("", "looks like r1; not joined")
    assert found["without_answers"] == ["P01"]
    assert found["without_speech"] == ["r1"]
    assert 0 < found["unlinked_share"] < 0.2
    assert any('ids = "alike"' in note for note in found["notes"])
    toml = rounds / "study.toml"
    text = toml.read_text("utf-8").replace('role = "role"', 'role = "role"\nids = "alike"')
    toml.write_text(text, "utf-8")
    told = checked(rounds)
    [row] = [r for r in told["speakers"] if r["participant"] == "P01" and "2024" in r["transcript"]]
    assert (row["respondent"], row["how"]) == ("r1", "id, alike")
    linked = call("link", "--study", str(rounds)).stdout
    assert "1 of these links rest on ids that are alike, as told" in linked


def test_what_is_unresolved_comes_first_with_its_share(tmp_path: Path) -> None:
    study = small_study(tmp_path)
    call("ingest", "--study", str(study))
    shown = call("link", "check", "--study", str(study)).stdout
    assert "unresolved: 2 labels, 29 words, 100% of what participants said" in shown
    assert "no survey" in shown
    rows = list(csv.DictReader(io.StringIO(
        call("link", "check", "--open", "--study", str(study), "--format", "csv").stdout
    )))  # fmt: skip
    assert [row["speaker"] for row in rows] == ["Ana", "Ben"]
    assert {row["rule"] for row in rows} == {"unresolved"}
    for more in ((), ("--open",)):  # the same rows in the same order, however they are asked for
        words = ("link", "check", *more, "--study", str(study), "--format")
        whole = json.loads(call(*words, "json").stdout)["speakers"]
        alone = csv.DictReader(io.StringIO(call(*words, "csv").stdout))
        assert [row["speaker"] for row in whole] == [row["speaker"] for row in alone]


def test_guesses_are_written_and_change_nothing_until_named(tmp_path: Path) -> None:
    study = small_study(
        tmp_path,
        first="Moderator: Hello.\nMiriam Okafor: I am here for the first time today.\n",
        second="Moderator: Hello.\nMiriam O.: I am here again.\nTom: So am I, for once.\n",
    )
    toml = study / "study.toml"
    toml.write_text(toml.read_text("utf-8") + '[survey]\nfile = "survey.csv"\n', "utf-8")
    (study / "survey.csv").write_text("respondent,name\n17,Okafor Miriam\n18,Ann Li\n", "utf-8")
    (study / "people.csv").write_text("speaker,participant,age\nMiriam Okafor,P1,52\n", "utf-8")
    toml.write_text(
        toml.read_text("utf-8").replace(
            "[codebook]", '[transcripts]\nparticipants = "people.csv"\n[codebook]'
        ),
        "utf-8",
    )
    call("ingest", "--study", str(study))
    before = checked(study)
    out = study / "guess.csv"
    said = call("link", "check", "--propose", str(out), "--study", str(study))
    assert said.exit_code == 0
    assert "nothing is applied" in said.stdout
    assert checked(study) == before
    rows = list(csv.DictReader(io.StringIO(out.read_text("utf-8-sig"))))
    by_label = {row["speaker"]: row for row in rows if row["speaker"] != "Moderator"}
    assert (by_label["Miriam O."]["participant"], by_label["Miriam O."]["age"]) == ("P1", "52")
    assert by_label["Miriam Okafor"]["respondent"] == "17"
    assert "is like" in by_label["Miriam Okafor"]["?why"]
    assert by_label["Tom"]["?why"].startswith("nobody is alike")

    toml.write_text(toml.read_text("utf-8").replace("people.csv", "guess.csv"), "utf-8")
    call("ingest", "--study", str(study))
    after = checked(study)
    miriam = {row["transcript"]: row for row in after["speakers"] if row["participant"] == "P1"}
    assert set(miriam) == {"first", "second"}
    assert miriam["second"]["respondent"] == "17"
    people = call("link", "check", "--study", str(study), "--show", "contradictions").stdout
    assert "?why" not in people


def test_no_file_is_written_over(rounds: Path) -> None:
    before = (rounds / "people.csv").read_text("utf-8")
    path = str(rounds / "people.csv")
    result = call("link", "check", "--propose", path, "--study", str(rounds))
    assert result.exit_code == 1
    assert "is the [transcripts] participants of this study" in result.stderr
    assert (rounds / "people.csv").read_text("utf-8") == before


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (('role = "role"', 'role = "rolle"'), "names the column 'rolle'"),
        (('file = "survey.csv"', 'file = "gone.csv"'), "there is no such file"),
        (('role = "role"', 'ids = "accents"'), "survey.ids must be 'exact' or 'alike'"),
    ],
)
def test_what_cannot_be_read_is_said(rounds: Path, change: tuple[str, str], said: str) -> None:
    toml = rounds / "study.toml"
    toml.write_text(toml.read_text("utf-8").replace(*change), "utf-8")
    result = call("link", "check", "--study", str(rounds))
    assert result.exit_code == 1
    assert said in result.stderr


def test_a_study_without_transcripts_is_told(tmp_path: Path) -> None:
    study = small_study(tmp_path)
    result = call("link", "check", "--study", str(study))
    assert result.exit_code == 1
    assert "no transcript was read yet" in result.stderr
