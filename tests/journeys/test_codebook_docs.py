"""docs/codebook.md changes a codebook as it says."""

from __future__ import annotations

from pathlib import Path

from consoles import run_console
from interviewkit import Study
from study.example import example_study


def test_a_codebook_is_changed_as_the_page_says(tmp_path: Path) -> None:
    example_study(tmp_path)
    before = (tmp_path / "codebook.yaml").read_text("utf-8")
    assert run_console("codebook.md", tmp_path) == 4
    assert Study.open(tmp_path).codebook()[0].code_ids == (
        "isolation", "neutrality", "working_at_home",
    )  # fmt: skip
    after = (tmp_path / "codebook.yaml").read_text("utf-8").splitlines()
    kept = [line for line in before.splitlines() if "id: bonds" not in line]
    assert set(kept) < set(after)
