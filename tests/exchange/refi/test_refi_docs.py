"""The example of the documentation runs."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from builders_refi import Counting, Document, build_project, put
from interviewkit.exchange.refi.reading import read


def test_the_example_of_the_docs_runs(
    root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    text = (root / "docs" / "refi-qda.md").read_text("utf-8")
    (code,) = re.findall(r"```python\n(.*?)```", text, re.DOTALL)
    document = Document("We were tired.", [(0, 14)])
    path = put(tmp_path, build_project([document], Counting()), "study.qdpx")
    monkeypatch.chdir(tmp_path)
    exec(compile(code, "docs/refi-qda.md", "exec"), {})
    assert "Talk 0 We were tired." in capsys.readouterr().out
    assert read(tmp_path / "copy.qdpx").project.codes == read(path).project.codes
