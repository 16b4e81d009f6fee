"""``[report] style`` holds for the terminal, the report and the remarks in both."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from click.testing import CliRunner

from builders import read_reports
from builders_linked import linked_study
from interviewkit.cli import main
from interviewkit.study import Study

STYLED = '\n[report]\nstyle = "{}"\n'
ENGLISH = re.compile(r"\d%|(?<![\d.])\.\d{3}\b")
GERMAN = re.compile(r"\d %|\b0,\d")


@pytest.fixture(params=["english", "german"])
def study(request: pytest.FixtureRequest, tmp_path: Path) -> tuple[str, Path]:
    linked_study(tmp_path)
    settings = tmp_path / "study.toml"
    settings.write_text(settings.read_text("utf-8") + STYLED.format(request.param), "utf-8")
    return request.param, tmp_path


def told(folder: Path, *more: str) -> str:
    words = ["link", "themes", "--study", str(folder), *more]
    done = CliRunner(env={"COLUMNS": "200"}).invoke(main, words, catch_exceptions=False)
    return done.stdout.replace("\u00a0", " ")


def test_one_style_on_the_terminal_and_in_the_report(study: tuple[str, Path]) -> None:
    style, folder = study
    used, other = (ENGLISH, GERMAN) if style == "english" else (GERMAN, ENGLISH)
    Study.open(folder).report()
    report = read_reports(folder).replace("\u00a0", " ")
    for text in (told(folder), report.split("## Appendix")[0]):
        assert used.search(text)
        assert not other.search(text), other.search(text)


def test_files_for_machines_have_no_style(tmp_path: Path) -> None:
    linked_study(tmp_path)
    plain = json.loads(told(tmp_path, "--format", "json"))
    settings = tmp_path / "study.toml"
    settings.write_text(settings.read_text("utf-8") + STYLED.format("german"), "utf-8")
    styled = json.loads(told(tmp_path, "--format", "json"))
    assert figures(plain) == figures(styled)


def figures(found: dict[str, list[dict[str, object]]]) -> list[object]:
    return [v for row in found["segments"] for v in row.values() if isinstance(v, float)]


def test_an_unknown_style_is_refused_with_those_known(tmp_path: Path) -> None:
    linked_study(tmp_path)
    settings = tmp_path / "study.toml"
    settings.write_text(settings.read_text("utf-8") + STYLED.format("swiss"), "utf-8")
    said = CliRunner().invoke(main, ["link", "themes", "--study", str(tmp_path)])
    assert said.exit_code == 1
    assert "report.style must be 'english' or 'german', not 'swiss'" in said.stderr
