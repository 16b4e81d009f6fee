"""Asking from the command line: questions, filters as options, names, files."""

from __future__ import annotations

import io
import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from interviewkit.cli import main
from study.example import example_study


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return example_study(tmp_path).root


def call(folder: Path, *command: str) -> Result:
    return CliRunner(env={"COLUMNS": "160"}).invoke(main, [*command, "--study", str(folder)])


def rows(folder: Path, *command: str) -> list[dict[str, object]]:
    done = call(folder, *command, "--format", "json")
    assert done.exit_code == 0, done.output
    found: list[dict[str, object]] = json.loads(done.stdout)
    return found


def test_options_narrow_a_question(folder: Path) -> None:
    asked = ("coding", "list", "--query", "bonds or tools", "--wave", "May", "--text", "judge*")
    found = rows(folder, *asked)
    assert [(row["person"], row["turn"]) for row in found] == [("Dan", 6), ("Eve", 7)]
    assert found[0]["quote"] == "It does not judge. That helps."


def test_a_plain_list_is_what_it_was(folder: Path) -> None:
    found = rows(folder, "coding", "list", "--coder", "kim", "--code", "isolation")
    assert [row["coder"] for row in found] == ["kim", "kim"]
    assert "evidence" in found[0]


def test_codes_join_the_question(folder: Path) -> None:
    asked = ("coding", "list", "--query", "segment:tired", "--code", "isolation", "--people")
    assert [row["person"] for row in rows(folder, *asked)] == ["Ana", "Dan"]


def test_a_row_a_person(folder: Path) -> None:
    found = rows(folder, "coding", "list", "--query", "tools", "--by", "person")
    assert [(row["person"], row["passages"]) for row in found] == [
        ("Ana", 1),
        ("Dan", 1),
        ("Eve", 1),
    ]


def test_a_question_gets_a_name(folder: Path) -> None:
    call(folder, "coding", "list", "--code", "isolation", "--save", "lonely", "--author", "kim")
    assert [row["query"] for row in rows(folder, "query")] == ["isolation"]
    assert len(rows(folder, "query", "run", "lonely")) == 3
    assert "“isolation”" in call(folder, "query", "show", "lonely").output
    gone = call(folder, "query", "forget", "lonely", "--coder", "kim")
    assert "no question has a name yet" in gone.output
    missing = call(folder, "query", "run", "lonely")
    assert missing.exit_code == 1
    assert "there is no question named 'lonely'" in missing.output


@pytest.mark.parametrize(
    "words", [("query", "save", "x", "isolation"), ("memo", "add", "study", "So it is.")]
)
def test_nobody_writes_without_a_name(folder: Path, words: tuple[str, ...]) -> None:
    done = call(folder, *words)
    assert done.exit_code == 2
    assert "--coder" in done.output


@pytest.mark.parametrize("how", [["--stem"], ["--regex"], ["--phrase"], []])
def test_searching_in_every_way(folder: Path, how: list[str]) -> None:
    found = rows(folder, "transcript", "search", "talk", *how)
    assert {row["person"] for row in found} == {"Ana", "Ben", "Dan"}
    assert found[0]["words"] == "talk"


def test_an_expression_with_a_slip(folder: Path) -> None:
    done = call(folder, "transcript", "search", "(talk", "--regex")
    assert done.exit_code == 1
    assert "is no regular expression" in done.output


def test_the_matrix_with_its_summary_as_a_file(folder: Path) -> None:
    from docx import Document

    how = ("--rows", "segments", "--coder", "kim")
    done = call(folder, "coding", "summarise", "tired", "isolation", "They lose touch.", *how)
    assert "They lose touch. [kim]" in done.output
    drawn = call(folder, "coding", "framework", "--rows", "segments", "--format", "docx")
    table = Document(io.BytesIO(drawn.stdout_bytes)).tables[0]
    assert [cell.text for cell in table.rows[0].cells] == ["Segment", "People", "Bonds", "Tools"]
    missing = call(folder, "coding", "summarise", "tird", "isolation", "x", *how)
    assert "did you mean 'tired'?" in missing.output
