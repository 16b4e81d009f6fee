"""The example in docs/review.md runs as it stands."""

from __future__ import annotations

import re
from pathlib import Path

from study.example import example_study


def test_the_example_of_marking_is_true(root: Path, tmp_path: Path) -> None:
    text = (root / "docs" / "review.md").read_text("utf-8")
    shown = re.findall(r"```python\n(.*?)```", text, re.DOTALL)
    [example] = [each for each in shown if "study.marking(" in each]
    study = example_study(tmp_path / "six")
    names: dict[str, object] = {"study": study}
    exec(example, names)
    acts = [row["act"] for row in study.judgements(coder="kim")]
    assert acts == ["import", "code", "change", "read", "undo 5", "undo 6"]
    places = {(each.passage.start, each.passage.end) for each in study.codings(coders=["kim"])}
    assert (0, 30) in places
