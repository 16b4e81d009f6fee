"""``interviewkit export FILE…``: the end of the name says how the study leaves."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from interviewkit import Study
from interviewkit.cli.main import main
from interviewkit.model import REJECTED, Coding, Passage
from study.example import example_study


@pytest.fixture(scope="module")
def study(tmp_path_factory: pytest.TempPathFactory) -> Study:
    return example_study(tmp_path_factory.mktemp("study"))


def call(study: Study, *words: str | Path) -> Result:
    return CliRunner().invoke(main, ["export", "--study", str(study.root), *map(str, words)])


def test_every_ending_writes_its_format(study: Study, tmp_path: Path) -> None:
    ends = ("qdpx", "qdc", "docx", "html", "csv", "xlsx", "json")
    files = [tmp_path / f"study.{end}" for end in ends]
    told = call(study, *files)
    assert told.exit_code == 0, told.output
    heads = {path.suffix[1:]: path.read_bytes()[:4] for path in files}
    assert all(heads[end] == b"PK\x03\x04" for end in ("qdpx", "docx", "xlsx"))
    assert all(path.stat().st_mode & 0o777 == 0o600 for path in files)
    assert "9\u00a0codings of 2\u00a0coders in 2\u00a0transcripts to" in told.output
    assert "confidential: 79\u00a0words that people said and 7\u00a0speakers" in told.output


def test_a_table_holds_everybody_and_a_document_people(study: Study, tmp_path: Path) -> None:
    call(study, tmp_path / "a.json", tmp_path / "a.qdpx")
    told = json.loads(
        call(study, tmp_path / "b.json", tmp_path / "b.qdpx", "--format", "json").output
    )
    by = {each["format"]: each["coders"] for each in told["files"]}
    assert by == {"json": ["rules", "machine", "kim", "lee"], "qdpx": ["kim", "lee"]}
    told = json.loads(call(study, tmp_path / "c.qdpx", "--all", "--format", "json").output)
    assert told["files"][0]["coders"] == ["rules", "machine", "kim", "lee"]


def test_csv_is_what_coding_export_writes(study: Study, tmp_path: Path) -> None:
    call(study, tmp_path / "one.csv")
    study.export_codings(tmp_path / "two.csv")
    assert (tmp_path / "one.csv").read_bytes() == (tmp_path / "two.csv").read_bytes()


def test_coders_narrow_what_leaves(study: Study, tmp_path: Path) -> None:
    call(study, tmp_path / "kim.csv", "--coders", "kim")
    with (tmp_path / "kim.csv").open(newline="") as stream:
        assert {row["coder"] for row in csv.DictReader(stream)} == {"kim"}
    wrong = call(study, tmp_path / "kum.csv", "--coders", "kum")
    assert (wrong.exit_code, "no coder 'kum'" in wrong.output) == (1, True)
    assert not (tmp_path / "kum.csv").exists()


def test_a_folder_gets_a_file_a_transcript(study: Study, tmp_path: Path) -> None:
    told = call(study, tmp_path / "pages", "--as", "html")
    assert told.exit_code == 0, told.output
    found = sorted(p.relative_to(tmp_path).as_posix() for p in tmp_path.rglob("*.html"))
    assert found == ["pages/April/leaders.html", "pages/May/freelancers.html"]


def test_a_folder_for_r_has_tables_and_a_script(study: Study, tmp_path: Path) -> None:
    assert call(study, tmp_path / "r", "--for", "quanteda").exit_code == 0
    names = sorted(path.name for path in (tmp_path / "r").iterdir())
    assert names == ["codes.csv", "codings.csv", "memos.csv", "people.csv", "read.csv",
                     "read_study.R", "turns.csv"]  # fmt: skip
    header = (tmp_path / "r" / "people.csv").read_text("utf-8").splitlines()[0]
    assert "survey_" not in header
    call(study, tmp_path / "r", "--for", "r", "--answers")
    header = (tmp_path / "r" / "people.csv").read_text("utf-8").splitlines()[0]
    assert header == (
        "participant,role,respondent,survey_id,survey_burnout,survey_trust,"
        "segment_tired,segment_fresh"
    )


def test_survey_answers_leave_only_when_asked_for(study: Study, tmp_path: Path) -> None:
    told = call(study, tmp_path / "with.json", "--answers")
    assert "the survey answers of 6\u00a0people" in told.output
    people = json.loads((tmp_path / "with.json").read_text())["participants"]
    assert sum("answers" in each for each in people) == 6


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (("out",), "in which format is it to leave?"),
        (("out",), "--as html or --for r;"),
        (("a.zip",), "nothing leaves as 'zip'"),
        (("out", "--as", "qdpx"), "is a folder, and .qdpx is one file"),
        (("a.csv", "--for", "r"), "fills a folder"),
        ((), "name a FILE"),
        (("a.csv", "--replication", "r"), "--replication stands alone"),
        (("a.csv", "--without-texts"), "goes with --replication"),
        (("a.csv", "./a.csv"), "one file is named twice"),
    ],
)
def test_what_is_asked_wrongly_is_said(study: Study, words: tuple[str, ...], says: str) -> None:
    told = call(study, *words)
    assert told.exit_code in (1, 2)
    assert says in told.output


def test_the_studys_own_files_are_never_written_over(study: Study, tmp_path: Path) -> None:
    before = (study.root / "survey.csv").read_bytes()
    told = call(study, tmp_path / "good.json", study.root / "survey.csv", "--force")
    assert told.exit_code == 1
    assert "is the [survey] file of this study" in told.output
    assert (study.root / "survey.csv").read_bytes() == before
    assert not (tmp_path / "good.json").exists()


def test_another_file_is_written_over_only_with_force(study: Study, tmp_path: Path) -> None:
    theirs = tmp_path / "theirs.qdpx"
    theirs.write_text("mine")
    assert "write over it with --force" in call(study, theirs).output
    assert theirs.read_text() == "mine"
    assert call(study, theirs, "--force").exit_code == 0


def test_a_folder_keeps_a_file_that_somebody_changed(study: Study, tmp_path: Path) -> None:
    call(study, tmp_path / "r", "--for", "r")
    (tmp_path / "r" / "read_study.R").write_text("# my own")
    told = call(study, tmp_path / "r", "--for", "r")
    assert told.exit_code == 1
    assert (tmp_path / "r" / "read_study.R").read_text() == "# my own"


def test_only_what_goes_along_is_called_confidential(study: Study, tmp_path: Path) -> None:
    study.write_memo("April/leaders", "A calm talk.", coder="kim")
    told = call(study, tmp_path / "some.csv").output
    assert "memo" not in told
    assert "speakers" not in told
    assert "confidential: 79" not in told
    facts = json.loads(call(study, tmp_path / "it.csv", "--format", "json").output)["files"][0]
    with (tmp_path / "it.csv").open(newline="") as stream:
        rows = [row for row in csv.DictReader(stream) if row["code"]]
    places = {(row["transcript"], row["turn"], row["start"], row["quote"]) for row in rows}
    assert facts["words"] == sum(len(quote.split()) for *_, quote in places)
    assert (facts["passages"], facts["memos"]) == (len(rows), 0)
    assert "1\u00a0memo" in call(study, tmp_path / "some.docx").output


def test_a_coding_over_two_turns_counts_once(study: Study, tmp_path: Path) -> None:
    text = study.transcript("April/leaders").turns
    told = tmp_path / "quotes.csv"
    quote = f"{text[1].text}\n{text[1 + 1].speaker}: {text[2].text}".replace('"', '""')
    told.write_text(f'document,quote,code,coder\nApril/leaders,"{quote}",pairs,zoe\n', "utf-8")
    study.import_project(told)
    said = call(study, tmp_path / "zoe.qdpx", "--coders", "zoe").output
    assert "1\u00a0coding on 2\u00a0passages of 1\u00a0coder" in said


def test_proposals_too_light_to_leave_are_told(tmp_path: Path) -> None:
    study = example_study(tmp_path)
    turn = study.transcript("April/leaders").turns[1]
    weighed = Coding(Passage.cut(turn, 0, len(turn.text)), "isolation", "rules", status=REJECTED)
    with study._site.store.writing() as shelves:
        shelves.codings.add([weighed], {}, shelves.runs.list()[-1].id or 0)
    told = call(study, tmp_path / "all.csv", "--format", "json")
    facts = json.loads(told.output)["files"][0]
    assert facts["too_light"] == 1
    told = call(study, tmp_path / "all.xlsx")
    assert "1\u00a0coding that machines weighed and found too light stay" in told.output
    counts = study.status()["codings"]
    assert isinstance(counts, dict)
    assert facts["passages"] + facts["too_light"] == sum(counts.values())
