"""docs/waves.md runs, and its tables are there."""

from __future__ import annotations

from pathlib import Path

from interviewkit.cli.compare_rows import TABLES


def test_the_examples_run(root: Path) -> None:
    page = (root / "docs" / "waves.md").read_text("utf-8")
    blocks = [piece.split("```")[0] for piece in page.split("```python\n")[1:]]
    assert len(blocks) == 2
    for block in blocks:
        exec(block, {})


def test_every_table_is_told(root: Path) -> None:
    page = (root / "docs" / "waves.md").read_text("utf-8")
    for name in TABLES:
        assert f"| `{name}` |" in page
