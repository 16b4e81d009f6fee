"""What docs/figures.md shows can be run."""

from __future__ import annotations

import re
from pathlib import Path

from interviewkit.report import figures


def test_the_example_of_the_page_runs(root: Path) -> None:
    text = (root / "docs" / "figures.md").read_text("utf-8")
    (code,) = re.findall(r"```python\n(.*?)```", text, re.DOTALL)
    names: dict[str, object] = {}
    exec(code, names)
    assert ">30%</text>" in str(names["svg"])
    for row in re.findall(r"^\| (`.*?`) \|", text, re.MULTILINE):
        for name in re.findall(r"`(\w+)`", row):
            assert hasattr(figures, name)
