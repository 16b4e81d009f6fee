"""The example of docs/verify.md is what the command prints."""

from __future__ import annotations

import re
from pathlib import Path

from click.testing import CliRunner

from interviewkit.cli import main
from study.example import example_study


def test_the_example_is_what_is_printed(root: Path, tmp_path: Path) -> None:
    text = (root / "docs" / "verify.md").read_text(encoding="utf-8")
    draft, printed = (
        re.search(rf"<!-- {name} -->\n```\n(.*?)```", text, re.DOTALL)[1]  # type: ignore[index]
        for name in ("draft", "printed")
    )
    study = example_study(tmp_path)
    path = study.root / "draft.md"
    path.write_text(draft, encoding="utf-8")
    typed = ["verify", str(path), "--study", str(study.root)]
    said = CliRunner().invoke(main, typed, catch_exceptions=False).stdout
    assert said.replace("\u00a0", " ").replace(str(path), "draft.md") == printed
