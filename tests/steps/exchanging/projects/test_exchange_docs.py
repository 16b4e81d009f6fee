"""The page on exchange keeps its word: its example runs, and each test that it names is there."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import pytest
from click.testing import CliRunner

from builders_projects import nurses
from interviewkit import Study
from interviewkit.cli.main import main
from interviewkit.exchange.refi.writing import write_project


@pytest.fixture
def page(root: Path) -> str:
    return (root / "docs/exchange.md").read_text("utf-8")


def test_example_of_the_page_runs(
    page: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_nurses(tmp_path / "nurses.qdpx")
    Study.init(tmp_path / "study")
    monkeypatch.chdir(tmp_path / "study")
    block = page.split("<!-- run", 1)[1].split("```")[1]
    commands = [line for line in block.splitlines() if line.strip()]
    assert len(commands) == 4
    said = []
    for line in commands:
        done = CliRunner().invoke(main, shlex.split(line)[1:])
        assert done.exit_code == 0, done.output
        said.append(done.output)
    assert "nothing was written" in said[0]
    assert "I hardly talk to my colleagues." in said[2]
    assert "kept aside" in said[3]


def write_nurses(path: Path) -> None:
    with path.open("wb") as stream:
        write_project(nurses(), stream)


def test_every_test_that_the_page_names_is_there(page: str, root: Path) -> None:
    named = re.findall(r"`(tests/\S+?)::(test_\w+)`", page)
    assert len(named) >= 12
    missing = [
        f"{file}::{name}"
        for file, name in named
        if not (root / file).is_file() or f"def {name}(" not in (root / file).read_text("utf-8")
    ]
    assert missing == []


def test_every_row_of_the_table_names_a_test(page: str) -> None:
    table = page.split("<!-- cells -->", 1)[1].strip().split("\n\n")[0]
    _, _, *rows = table.splitlines()
    widths = {row.count("|") for row in rows}
    assert len(widths) == 1
    assert all("::test_" in row for row in rows)
