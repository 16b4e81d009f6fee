"""docs/retrieve.md says what is so: its commands print what it shows, its Python runs."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import pytest
from click.testing import CliRunner

from interviewkit import Study
from interviewkit.cli import main
from interviewkit.model.settings import read_settings
from study.example import example_study

PAGE = (Path(__file__).parents[3] / "docs" / "retrieve.md").read_text(encoding="utf-8")
CONSOLE = re.findall(r"```console\n\$ interviewkit (.*?)\n(.*?)```", PAGE, re.DOTALL)
PYTHON = re.findall(r"```python\n(.*?)```", PAGE, re.DOTALL)


@pytest.fixture(scope="module")
def study(tmp_path_factory: pytest.TempPathFactory) -> Study:
    return example_study(tmp_path_factory.mktemp("docs"))


@pytest.mark.parametrize(("command", "shown"), CONSOLE)
def test_a_command_of_the_page_prints_what_it_shows(study: Study, command: str, shown: str) -> None:
    done = CliRunner(env={"COLUMNS": "120"}).invoke(
        main, [*shlex.split(command), "--study", str(study.root)]
    )
    printed = done.output.replace("\xa0", " ")
    assert [line.rstrip() for line in printed.splitlines()] == shown.splitlines()


def test_the_python_of_the_page_runs(study: Study, capsys: pytest.CaptureFixture[str]) -> None:
    names: dict[str, object] = {"study": study}
    for block in PYTHON:
        exec(block, names)
    assert capsys.readouterr().out.splitlines()[0] == "2 of 3 people, 3 passages"


def test_the_settings_of_the_page_are_settings(tmp_path: Path) -> None:
    [block] = re.findall(r"```toml\n(.*?)```", PAGE, re.DOTALL)
    (tmp_path / "study.toml").write_text(block, encoding="utf-8")
    assert read_settings(tmp_path / "study.toml").report.queries == ("lonely and tired",)
