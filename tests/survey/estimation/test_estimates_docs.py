"""docs/estimates.md is true: its settings are read, its commands run, its sentence is made."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import pytest
from click.testing import CliRunner

from interviewkit.cli import main
from interviewkit.model.settings import read_settings
from interviewkit.study import Study
from interviewkit.wording.sentences import describe_contrast

ROOT = Path(__file__).parents[3]
PAGE = (ROOT / "docs" / "estimates.md").read_text("utf-8")
BLOCKS = re.findall(r"^```(\w*)\n(.*?)```", PAGE, re.DOTALL | re.MULTILINE)
COMMANDS = [
    line for kind, text in BLOCKS for line in text.splitlines()
    if not kind and line.startswith("interviewkit ")
]  # fmt: skip


def test_every_setting_shown_is_one(tmp_path: Path) -> None:
    blocks = [text for kind, text in BLOCKS if kind == "toml"]
    assert len(blocks) == 3
    for text in blocks:
        (tmp_path / "study.toml").write_text(text, "utf-8")
        settings = read_settings(tmp_path / "study.toml").survey
        assert settings.strata or settings.phrases or settings.compare


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_shown_runs_on_the_sample(command: str) -> None:
    args = shlex.split(command)[1:]
    result = CliRunner().invoke(main, [*args, "--study", str(ROOT)], catch_exceptions=False)
    assert result.exit_code == 0, result.output
    assert result.stdout.count("\n") > 2


def test_the_sentence_shown_is_the_samples() -> None:
    found = Study.open(ROOT).figures.compare("top_quartile", "others", of=["burned_out"])
    assert f"> {describe_contrast(found[0])}".replace("\u00a0", " ") in PAGE


def test_the_python_shown_runs(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    (code,) = [text for kind, text in BLOCKS if kind == "python"]
    exec(code, {})
