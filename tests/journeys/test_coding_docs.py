"""docs/coding.md takes a code from its definition to codings, command by command."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

from click.testing import CliRunner

from consoles import DOCS
from interviewkit import Study
from interviewkit.cli.main import main
from study.example import example_study

PAGE = (DOCS / "coding.md").read_text("utf-8")


def test_the_commands_of_the_page_run_on_its_code(tmp_path: Path) -> None:
    example_study(tmp_path)
    toml = tmp_path / "study.toml"
    toml.write_text(toml.read_text("utf-8").replace('coders = ["rules"]', 'coders = ["examples"]'))
    [code] = re.findall(r"```yaml\n(.*?)```", PAGE, re.DOTALL)
    (tmp_path / "codebook.yaml").write_text("name: Mine\n" + code, "utf-8")
    lines = re.findall(r"^interviewkit .*$", PAGE, re.MULTILINE)
    commands = [shlex.split(line)[1:] for line in lines if " review " not in line]
    assert len(commands) == len(lines) - 1 >= 6
    for words in commands:
        result = CliRunner().invoke(main, [*words, "--study", str(tmp_path)])
        assert result.exit_code == 0, f"{words}\n{result.output}"
    found = Study.open(tmp_path).codings(coders=["examples"])
    assert "I hardly talk to my colleagues any more." in {each.passage.quote for each in found}
