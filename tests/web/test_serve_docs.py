"""docs/serve.md says what is so: its options are there, its Python runs."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from click.testing import CliRunner

from interviewkit.cli import main
from interviewkit.model.study_files import PRIVATE_FOLDER
from interviewkit.web.serving.note import FILE, OLDEST
from interviewkit.web.serving.server import HERE, USUAL_PORT
from study.example import example_study

TEXT = (Path(__file__).parents[2] / "docs/serve.md").read_text("utf-8")


def test_every_option_is_told() -> None:
    said = CliRunner().invoke(main, ["serve", "--help"]).output
    for option in re.findall(r"\| `(--[a-z-]+)", TEXT):
        assert option in said


def test_its_example_runs(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "study").mkdir()
    example_study(tmp_path / "study")
    monkeypatch.chdir(tmp_path)
    [example] = re.findall(r"```python\n(.*?)```", TEXT, re.S)
    exec(compile(example, "docs/serve.md", "exec"), {})
    assert capsys.readouterr().out.startswith("done  Transcripts  2\xa0transcripts, 16\xa0turns\n")


def test_its_facts_are_those_of_the_code() -> None:
    assert f"{PRIVATE_FOLDER}/{FILE}" in TEXT
    assert f"after {OLDEST // 86_400} days" in TEXT
    assert HERE in TEXT
    assert f", {USUAL_PORT}," in TEXT
