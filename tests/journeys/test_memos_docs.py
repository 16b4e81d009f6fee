"""What docs/memos.md, docs/mending.md and docs/report.md show is what happens."""

from __future__ import annotations

from pathlib import Path

import pytest

from consoles import run_console
from study.example import example_study


@pytest.mark.parametrize(
    ("name", "commands"), [("memos.md", 7), ("mending.md", 4), ("report.md", 4)]
)
def test_the_consoles_of_a_document_are_true(name: str, commands: int, tmp_path: Path) -> None:
    assert run_console(name, example_study(tmp_path).root) == commands
