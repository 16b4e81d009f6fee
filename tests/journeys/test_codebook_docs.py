"""docs/codebook.md changes a codebook as it says."""

from __future__ import annotations

import re
from pathlib import Path

from consoles import DOCS, run_console
from interviewkit import Study
from interviewkit.coding.codebook_file import read_codebook
from study.example import example_study


def test_a_codebook_is_changed_as_the_page_says(tmp_path: Path) -> None:
    example_study(tmp_path)
    before = (tmp_path / "codebook.yaml").read_text("utf-8")
    assert run_console("codebook.md", tmp_path) == 6
    assert Study.open(tmp_path).codebook()[0].code_ids == (
        "isolation", "neutrality", "working_at_home",
    )  # fmt: skip
    after = (tmp_path / "codebook.yaml").read_text("utf-8").splitlines()
    kept = [line for line in before.splitlines() if "id: bonds" not in line]
    assert set(kept) < set(after)
    near_misses = Study.open(tmp_path).codebook()[0].code("isolation").near_misses
    assert [each.text for each in near_misses] == ["I work at home."]


def test_the_patterns_file_of_the_page_is_read(tmp_path: Path) -> None:
    blocks = re.findall(r"```yaml\n(.*?)```", (DOCS / "codebook.md").read_text("utf-8"), re.DOTALL)
    themes, name, beside = blocks[1:4]
    codes = "codes:\n" + "".join(
        f"  - id: {each}\n" for each in ("agrees", "disagrees", "is_torn", "isolation")
    )
    (tmp_path / "book.yaml").write_text(name + themes + codes, "utf-8")
    (tmp_path / "ai-at-work.patterns.yaml").write_text(beside, "utf-8")
    book, problems = read_codebook(tmp_path / "book.yaml")
    assert problems == ()
    assert book.exclusive_groups == (("agrees", "disagrees", "is_torn"),)
    assert [each.match for each in book.code("isolation").patterns] == [
        "ask the <machine>", "talk more",
    ]  # fmt: skip
