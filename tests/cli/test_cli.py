"""The command line on a small study: what people type, what they see, what they get back."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from builders import SMALL_TOML, small_study
from interviewkit.cli import main


def call(*args: str) -> Result:
    return CliRunner().invoke(main, list(args), catch_exceptions=False)


def read(*args: str) -> Any:
    result = call(*args, "--format", "json")
    assert result.exit_code == 0, result.output
    return json.loads(result.stdout)


@pytest.fixture
def study(tmp_path: Path) -> str:
    return str(small_study(tmp_path))


def test_run_does_all_and_a_second_run_nothing(study: str) -> None:
    first = read("run", "--study", study)
    assert [step["verb"] for step in first] == ["ingest", "code", "report"]
    assert all(step["did"] for step in first)
    second = read("run", "--study", study)
    assert not any(step["did"] for step in second)


def test_quiet_says_only_what_went_wrong(study: str) -> None:
    (Path(study) / "study.toml").write_text(
        SMALL_TOML + '[transcripts]\nparticipants = "who.csv"\n', "utf-8"
    )
    who = Path(study) / "who.csv"
    who.write_text("speaker,participant\nNobody,P01\n", "utf-8")
    assert "'Nobody' speaks in no transcript" in call("ingest", "--study", study).stderr
    who.write_text("speaker,participant\nNoone,P01\n", "utf-8")
    assert call("ingest", "-q", "--study", study).output == ""
    who.write_text("participant,age\nP01,3\nP02,4\n", "utf-8")
    told = call("ingest", "-q", "--study", study)
    assert told.stdout == ""
    assert told.stderr.startswith("problem: who.csv:2: 2 rows name no speaker")


def test_an_unknown_code_is_told_where_codings_are_listed(study: str) -> None:
    call("run", "--study", study)
    assert call("coding", "list", "--study", study, "--code", "isolation").exit_code == 0
    wrong = call("coding", "list", "--study", study, "--code", "isolatoin")
    assert wrong.exit_code == 1
    assert "there is no code 'isolatoin'" in wrong.stderr
    assert "did you mean 'isolation'?" in wrong.stderr


def test_turns_are_not_assigned_where_nobody_speaks(tmp_path: Path) -> None:
    folder = small_study(tmp_path / "empty")
    (folder / "transcripts" / "talk.txt").unlink()
    for words in (["--coders", "a,b"], ["--coders", "a", "--participants", "2"]):
        told = call("review", "assign", *words, "--study", str(folder))
        assert told.exit_code == 1
        assert "there is no speech to assign" in told.stderr


def test_status_counts_nouns(study: str) -> None:
    call("run", "--study", study)
    status = read("status", "--study", study)
    counted = {name: status[name] for name in ("transcripts", "turns", "participant_turns")}
    assert counted == {"transcripts": 1, "turns": 5, "participant_turns": 3}
    assert status["passages"] == 5
    assert status["participants"] == status["unresolved_speakers"] == 2
    assert status["codings"]["rules"] == 2
    assert status["unresolved_share_of_speech"] == 1.0


def test_rules_propose_with_evidence_and_polarity(study: str) -> None:
    call("run", "--study", study)
    found = read("coding", "list", "--study", study, "--coder", "rules")
    assert [(row["turn"], row["polarity"]) for row in found] == [(2, "+"), (3, "-")]
    assert found[0]["quote"] == "I hardly talk to my colleagues any more."
    assert "hardly talk to" in found[0]["evidence"][0]


def test_codings_go_out_and_come_in_and_are_compared(study: str, tmp_path: Path) -> None:
    call("run", "--study", study)
    file = tmp_path / "ana.csv"
    file.write_text(
        "transcript,turn,quote,code,polarity,coder\n"
        "talk,2,I hardly  talk to my colleagues,isolation,+,ana\n"
        "talk,3,,,,ana\n"
        "talk,9,,isolation,+,ana\n",
        "utf-8",
    )
    result = call("coding", "import", str(file), "--study", study)
    assert result.exit_code == 0
    assert "1 codings by ana in 2 turns read" in result.stdout
    assert "ana.csv:4" in result.stderr
    rows = read("coding", "agreement", "--coders", "ana,rules", "--study", study)
    [isolation, _pooled] = rows
    assert (isolation["n"], isolation["both"], isolation["only_b"]) == (2, 1, 1)
    out = tmp_path / "out.csv"
    call("coding", "export", str(out), "--coder", "ana", "--study", study)
    written = list(csv.DictReader(io.StringIO(out.read_text("utf-8"))))
    assert [(row["turn"], row["code"]) for row in written] == [("2", "isolation"), ("3", "")]
    again = call("coding", "import", str(out), "--study", study)
    assert "0 codings by ana" in again.stdout


def test_coders_who_share_nothing_are_told(study: str, tmp_path: Path) -> None:
    call("run", "--study", study)
    for name, turn in (("ana", 2), ("ben", 3)):
        file = tmp_path / f"{name}.csv"
        file.write_text(f"transcript,turn,code,coder\ntalk,{turn},,{name}\n", "utf-8")
        call("coding", "import", str(file), "--study", study)
    result = call("coding", "agreement", "--coders", "ana,ben", "--study", study)
    assert result.exit_code == 1
    assert "have read no turn in common" in result.stderr


def test_people_may_not_code_as_the_machine(study: str, tmp_path: Path) -> None:
    call("run", "--study", study)
    file = tmp_path / "m.csv"
    file.write_text("transcript,turn,code,coder\ntalk,2,isolation,machine\n", "utf-8")
    result = call("coding", "import", str(file), "--study", study)
    assert result.exit_code == 1
    assert "machine coder" in result.stderr


def test_a_change_of_one_code_rereads_that_code_only(study: str) -> None:
    call("run", "--study", study)
    book = Path(study) / "codebook.yaml"
    book.write_text(
        book.read_text("utf-8").replace("- hardly talk to", "- hardly talk to\n      - be fine"),
        "utf-8",
    )
    outcome = read("code", "--study", study)
    assert outcome["recoded"]["rules"] == ["isolation"]
    assert read("code", "--study", study)["did"] is False


def test_a_changed_file_carries_codings_along(study: str, tmp_path: Path) -> None:
    call("run", "--study", study)
    file = tmp_path / "ana.csv"
    file.write_text(
        "transcript,turn,code,coder\ntalk,2,isolation,ana\ntalk,5,isolation,ana\n", "utf-8"
    )
    call("coding", "import", str(file), "--study", study)
    talk = Path(study) / "transcripts" / "talk.txt"
    talk.write_text(talk.read_text("utf-8").replace("Some of them are slow.", "Some."), "utf-8")
    result = call("ingest", "--study", study)
    assert "1 of people's codings went with it, 1 stay with version 1" in result.stdout
    assert read("coding", "list", "--coder", "ana", "--study", study)[0]["turn"] == 2


def test_the_same_content_under_two_names_goes_in_once(tmp_path: Path) -> None:
    text = "Moderator: Hello?\nAna: I am here.\n"
    study = str(small_study(tmp_path, a=text, b=text))
    result = call("ingest", "--study", study)
    assert "1 transcripts" in result.stdout
    assert "has the same content as a" in result.stderr


def test_a_lost_file_is_told_and_kept(study: str) -> None:
    call("run", "--study", study)
    (Path(study) / "transcripts" / "talk.txt").unlink()
    (Path(study) / "transcripts" / "other.txt").write_text("Moderator: Hm?\nAna: Yes I do.\n")
    result = call("ingest", "--study", study)
    assert "no longer in the study" in result.stdout
    assert [row["transcript"] for row in read("transcript", "--study", study)] == ["other"]


def test_nouns_list_without_a_verb(study: str) -> None:
    call("run", "--study", study)
    assert "talk" in call("transcript", "--study", study).stdout
    assert read("codebook", "--study", study)[0]["code"] == "isolation"
    assert len(read("coding", "--limit", "1", "--study", study)) == 1
    assert "show" in call("codebook", "--help").stdout
    assert "speech" in call("plugin").stdout


@pytest.mark.parametrize("shape", ["csv", "json", "sav", "dta"])
def test_rows_that_a_limit_leaves_out_are_told_where_a_format_has_no_notes(
    study: str, shape: str
) -> None:
    call("run", "--study", study)
    asked = ("coding", "list", "--format", shape, "--study", study)
    assert "more (--limit 0 for all)" in call(*asked, "--limit", "1").stderr
    assert call(*asked, "--limit", "0").stderr == ""


def test_init_starts_a_study_without_codes(tmp_path: Path) -> None:
    assert call("init", str(tmp_path / "new")).exit_code == 0
    assert call("init", str(tmp_path / "new")).exit_code == 1
    checked = call("codebook", "check", "--study", str(tmp_path / "new"))
    assert checked.exit_code == 1
    assert "the codebook has no codes (list them under 'codes:')" in checked.output


@pytest.mark.parametrize(
    ("toml", "said"),
    [
        ("[study]\nnmae = 'x'", "did you mean 'name'?"),
        ("[study\n", "is not valid TOML"),
        ("[study]\nseed = 'x'", "must be a whole number"),
        ("[coding]\ncoders = ['ruels']\n[codebook]\nfile='codebook.yaml'", "did you mean 'rules'"),
        ("[codebook]\nfile = 'gone.yaml'", "gone.yaml"),
        ("[survey]\nfile = 'gone.csv'", "there is no such file"),
        ("[segments]\nx = '__import__(1)'", "segment 'x'"),
        ("[models]\nembedding = 'no_such_model'\n[codebook]\nfile='codebook.yaml'", "pip install"),
    ],
)
def test_a_wrong_setting_is_told_in_words(tmp_path: Path, toml: str, said: str) -> None:
    study = small_study(tmp_path, f"[topics]\nenabled = false\n{toml}")
    result = call("run", "--study", str(study))
    assert result.exit_code == 1
    assert said in result.stderr
    assert "Traceback" not in result.output


def test_a_folder_without_a_study_is_told(tmp_path: Path) -> None:
    result = call("status", "--study", str(tmp_path))
    assert result.exit_code == 1
    assert "interviewkit init" in result.stderr


def test_an_empty_study_is_told(tmp_path: Path) -> None:
    (tmp_path / "study.toml").write_text(SMALL_TOML, "utf-8")
    (tmp_path / "codebook.yaml").write_text("name: x\ncodes: []\n", "utf-8")
    result = call("run", "--study", str(tmp_path))
    assert result.exit_code == 1
    assert "no file fits [transcripts] files" in result.stderr


def test_status_tells_problems_from_notes_and_the_worst_first(study: str) -> None:
    folder = Path(study) / "transcripts"
    (folder / "empty.txt").write_text("")
    for i in range(30):
        (folder / f"{i}.txt").write_text(f"Ana: I am number {i}.\nAna: And alone.\n", "utf-8")
    call("ingest", "--study", study)
    told = call("status", "--study", study).stderr.splitlines()
    assert told[0] == "problem: transcripts/empty.txt: the file is empty"
    assert all(line.startswith("note: ") for line in told[1:-1])
    assert "see all with --format json" in told[-1]
    assert read("status", "--study", study)["problems"][0].keys() == {
        "path", "line", "what", "hint", "fatal",
    }  # fmt: skip


def test_a_study_without_files_says_where_it_looked(tmp_path: Path) -> None:
    call("init", str(tmp_path))
    result = call("ingest", "--study", str(tmp_path))
    assert "no file fits [transcripts] files = transcripts/**/*" in result.stderr


def test_outliers_may_be_asked_for_by_their_number(study: str) -> None:
    call("ingest", "--study", study)
    assert "there are no topics yet" in call("topic", "show", "-1", "--study", study).stderr


def test_a_filter_that_nothing_fits_says_so(study: str) -> None:
    book = Path(study) / "codebook.yaml"
    book.write_text(book.read_text("utf-8") + "  - {id: trust, label: Trust}\n", "utf-8")
    call("run", "--study", study)
    assert "no coding fits" in call("coding", "--code", "trust", "--study", study).stdout
    assert call("coding", "list", "--limit", "-1", "--study", study).exit_code == 2


def test_an_export_replaces_an_export_and_no_other_file(study: str, tmp_path: Path) -> None:
    call("run", "--study", study)
    before = (Path(study) / "study.db").read_bytes()
    result = call("coding", "export", str(Path(study) / "study.db"), "--study", study)
    assert result.exit_code == 1
    assert "is the database of this study and is never written over" in result.stderr
    assert (Path(study) / "study.db").read_bytes() == before
    out = str(tmp_path / "out.csv")
    assert [call("coding", "export", out, "--study", study).exit_code for _ in range(2)] == [0, 0]


def test_of_an_export_that_a_person_went_on_with_their_rows_come_in(
    study: str, tmp_path: Path
) -> None:
    call("run", "--study", study)
    file = tmp_path / "out.csv"
    call("coding", "export", str(file), "--study", study)
    refused = call("coding", "import", str(file), "--study", study)
    assert (refused.exit_code, "machine coder" in refused.stderr) == (1, True)
    file.write_text(file.read_text("utf-8") + "talk,5,,,,isolation,-,eva,,\n", "utf-8")
    result = call("coding", "import", str(file), "--study", study)
    assert "1 codings by eva in 1 turns read" in result.stdout
    assert "rows by examples, machine, rules are left out" in result.stderr


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04", b"name: Small\n"])
def test_a_file_that_holds_no_codings_is_refused(
    study: str, tmp_path: Path, content: bytes
) -> None:
    call("ingest", "--study", study)
    (tmp_path / "odd.csv").write_bytes(content)
    result = call("coding", "import", str(tmp_path / "odd.csv"), "--study", study)
    assert result.exit_code == 1
    assert "names no column" in result.stderr
