"""``code --selective``, ``coding certificates`` and the queue of what is left, as typed."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from builders import SMALL_TOML, small_study
from builders_selective import CODES, copied, frame_of, judge, score, scored_study, store_of, sure
from interviewkit import Study
from interviewkit.cli.main import main


def typed(study: Path, *words: str, keys: str = "") -> Result:
    return CliRunner().invoke(main, [*words, "--study", str(study)], input=keys)


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> Study:
    study = scored_study(tmp_path_factory.mktemp("scored"))
    judge(study, 350)
    study.certify()
    return study


@pytest.fixture
def certified(template: Study, tmp_path: Path) -> Study:
    return copied(template, tmp_path / "study")


def test_certificates_are_listed_in_every_format(certified: Study) -> None:
    table = typed(certified.root, "coding", "certificates")
    assert table.exit_code == 0
    said = table.output.replace("\u00a0", " ")
    assert "at most 10% wrong was asked for, 95% sure for 2 codes together" in said
    rows = json.loads(typed(certified.root, "coding", "certificates", "--format", "json").output)
    assert [(row["code"], row["decision"]) for row in rows] == [
        ("isolation", "present"),
        ("isolation", "absent"),
        ("trust", "present"),
        ("trust", "absent"),
    ]
    held = next(row for row in rows if row["granted"])
    assert held["bound"] <= 0.10
    assert held["state"] == "holds"
    assert "drawn by chance" in held["assumption"]
    text = typed(certified.root, "coding", "certificates", "--format", "csv").output
    assert len(list(csv.DictReader(io.StringIO(text)))) == 4


def test_what_is_void_is_said_wherever_one_looks(certified: Study) -> None:
    score(certified, lambda code, turn: sure(code, turn) * 0.99)
    listed = typed(certified.root, "coding", "certificates").output
    assert "void: the machine's scores have changed; make it anew" in listed
    assert "void: the machine's scores have changed" in typed(certified.root, "status").output
    certified.certify()
    history = typed(certified.root, "coding", "certificates", "--history", "--format", "json")
    states = {row["state"] for row in json.loads(history.output)}
    assert {"holds", "replaced"} <= states


def test_status_counts_what_is_left_to_the_machine(certified: Study) -> None:
    shown = typed(certified.root, "status").output
    assert "codings by machine (certified)" in shown
    assert "left to machine: isolation" in shown


def test_agreement_with_what_the_machine_decided_is_on_the_codes_that_it_decides(
    certified: Study,
) -> None:
    score(certified, lambda code, turn: 0.5 if code == "trust" else sure(code, turn))
    certified.certify()
    with_ana = ["--coders", "ana,machine (certified)", "--resamples", "0", "--format", "json"]
    rows = json.loads(typed(certified.root, "coding", "agreement", *with_ana).output)
    [isolation] = [row for row in rows if row["kind"] == "code"]
    assert isolation["code"] == "isolation"
    assert isolation["percent"] > 0.95


def test_the_remainder_is_read_like_any_queue(certified: Study) -> None:
    done = typed(
        certified.root, "review", "start", "--queue", "remainder", "--coder", "zoe", keys="done\n"
    )
    assert done.exit_code == 0
    assert "zoe read 1 turn" in done.output


def test_who_reads_the_remainder_of_a_void_certificate_is_told(certified: Study) -> None:
    judge(certified, 5, who="ben")
    words = ("review", "start", "--queue", "remainder", "--coder", "zoe")
    done = typed(certified.root, *words, keys="done\n")
    assert "void: other turns have been judged by chance since" in done.output
    assert "make them anew with: interviewkit code --selective" in done.output
    assert "zoe read 1 turn" in done.output


def test_nothing_certified_yet_says_how(tmp_path: Path) -> None:
    study = scored_study(tmp_path, people=2)
    assert "code --selective" in typed(study.root, "coding", "certificates").output
    refused = typed(study.root, "review", "start", "--queue", "remainder", "--coder", "zoe")
    assert refused.exit_code == 1
    assert "may decide nothing alone" in refused.output


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["--selective", "--error", "0"], "0 is not above 0% and below 50%"),
        (["--selective", "--error", "50%"], "50% is not above 0% and below 50%"),
        (["--selective", "--error", "nan"], "is not"),
        (["--selective", "--confidence", "1"], "1 is not 50% or more and below 100%"),
        (["--selective", "--error", "few"], "'few' is no share"),
        (["--error", "5%"], "--error says how to certify: add --selective"),
        (["--no-selective", "--code", "trust"], "--code says how to certify"),
    ],
)
def test_what_nobody_could_mean_is_typed_wrong(tmp_path: Path, words: list[str], told: str) -> None:
    study = small_study(tmp_path)
    done = typed(study, "code", *words)
    assert done.exit_code == 2
    assert told in " ".join(done.output.split())


def test_code_certifies_and_run_repeats_it(tmp_path: Path) -> None:
    asked = SMALL_TOML + '[coding]\ncoders = ["rules"]\nselective = true\nerror = 0.2\n'
    study = small_study(tmp_path, asked)
    typed(study, "ingest")
    first = typed(study, "code")
    assert first.exit_code == 0, first.output
    assert "isolation: no turn was judged: it takes" in first.output
    assert "at most 20% of what it marks present" in first.output
    again = json.loads(typed(study, "run", "--format", "json").output)
    [certify] = [each for each in again if each["verb"] == "certify"]
    assert not certify["did"]
    assert certify["certificates"][0]["error"] == 0.2


def test_run_without_scores_still_reports(tmp_path: Path) -> None:
    asked = SMALL_TOML + "[coding]\ncoders = []\nselective = true\n"
    done = typed(small_study(tmp_path, asked), "run")
    assert done.exit_code == 0, done.output
    assert "nothing is certified: there are no machine scores" in done.output
    assert "report" in done.output


def test_how_many_were_judged_is_one_number_or_explained(tmp_path: Path) -> None:
    study = scored_study(tmp_path / "study", people=10)
    judge(study, 12)
    with store_of(study).writing() as shelves:
        frame = frame_of(study, shelves)
        drawn = {each.turn_id for each in shelves.draws.list()}
        picked = sorted(set(frame.turns) - drawn)[:5]
        shelves.coverage.note_read("ana", picked, None, list(CODES))
    line = next(each for each in study.certify().says if each.startswith("isolation"))
    assert "12 turns of" in line
    assert "judged by chance, of 17 that people read: the others were picked" in line
