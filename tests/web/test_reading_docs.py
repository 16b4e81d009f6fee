"""docs/reading.md says what is so: its keys are the page's, its Python runs."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import interviewkit.web
from study.example import example_study

TEXT = (Path(__file__).parents[2] / "docs/reading.md").read_text("utf-8")
STATIC = Path(interviewkit.web.__file__).parent / "static"


def test_its_keys_are_those_of_the_page() -> None:
    told = set(re.findall(r"`(.)`", "".join(re.findall(r"^\| (`.*?) \|", TEXT, re.M))))
    pages = (STATIC / "read/reading_keys.js", STATIC / "base/page.js")
    known = {key for page in pages for key in re.findall(r'key(?:\(|: )"(.)"', page.read_text())}
    assert told - set("19") == known


def test_its_example_runs(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "study").mkdir()
    example_study(tmp_path / "study")
    monkeypatch.chdir(tmp_path)
    [example] = re.findall(r"```python\n(.*?)```", TEXT, re.S)
    exec(compile(example, "docs/reading.md", "exec"), {})
    assert capsys.readouterr().out.splitlines() == [
        "We meet · kim",
        "April/leaders 8 {'kim': 2, 'lee': 2}",
        "May/freelancers 8 {'kim': 4, 'lee': 3}",
    ]
