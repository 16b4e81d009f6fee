"""Consoles in documents: commands after ``$``, and what they print; ``…`` stands for anything."""

from __future__ import annotations

import re
import shlex
from collections.abc import Iterator
from pathlib import Path

from click.testing import CliRunner

from interviewkit.cli.main import main

DOCS = Path(__file__).parent.parent / "docs"
_CONSOLE = re.compile(r"```console\n(.*?)```", re.DOTALL)


def read_console(name: str) -> Iterator[tuple[str, str]]:
    """(command, what is printed) of a document, in order."""
    for block in _CONSOLE.findall((DOCS / name).read_text("utf-8")):
        for piece in re.split(r"^\$ ", block, flags=re.MULTILINE)[1:]:
            command, _, output = piece.partition("\n")
            yield command, output


def run_console(name: str, study: Path) -> int:
    """Run the commands of a document in a study; returns how many. Each must print what it says."""
    n = 0
    for command, said in read_console(name):
        _, *words = shlex.split(command)
        result = CliRunner().invoke(main, [*words, "--study", str(study)])
        pattern = re.escape(said).replace("…", ".*")
        assert re.fullmatch(pattern, result.output), f"$ {command}\n{result.output}"
        n += 1
    return n
