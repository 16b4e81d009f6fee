"""What docs/exchange-out.md says one can type can be typed, and gives what it says."""

from __future__ import annotations

import re
from contextlib import chdir
from pathlib import Path

from click.testing import CliRunner

from interviewkit.cli.main import main
from study.example import example_study


def read_page(root: Path) -> str:
    return (root / "docs" / "exchange-out.md").read_text("utf-8")


def list_commands(page: str) -> list[str]:
    """What stands in the first column of the table of formats."""
    rows = re.findall(r"^\| (`[^|…]+`) \|", page, re.MULTILINE)
    said = [command for row in rows for command in re.findall(r"`([^`]+)`", row)]
    whole = {".": "codings", "-": "tables "}
    return [f"{whole.get(each[0], '')}{each}" for each in said if re.search(r"[. ]", each)]


def test_every_command_of_the_table_works(root: Path, tmp_path: Path) -> None:
    study = example_study(tmp_path / "study")
    commands = list_commands(read_page(root))
    assert commands[-3:] == ["study.json", "tables --for r", "tables --for quanteda"]
    for command in commands:
        words = ["export", "--study", str(study.root), *command.split()]
        with chdir(tmp_path):
            told = CliRunner().invoke(main, words)
        assert told.exit_code == 0, (command, told.output)
        assert (tmp_path / command.split()[0]).exists()


def test_the_shown_output_is_what_is_printed(root: Path, tmp_path: Path) -> None:
    study = example_study(tmp_path / "study")
    shown = re.search(r"```console\n\$ interviewkit (.+)\n((?:.+\n)+?)```", read_page(root))
    assert shown is not None
    with chdir(tmp_path):
        told = CliRunner().invoke(main, [*shown[1].split(), "--study", str(study.root)])
    assert told.output.replace("\u00a0", " ") == shown[2]
