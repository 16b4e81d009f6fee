"""What the docs show runs, and says what they say."""

from __future__ import annotations

from pathlib import Path


def test_the_examples_of_both_pages_run(root: Path) -> None:
    names: dict[str, object] = {}
    for page in ("corrected-prevalence.md", "selective.md"):
        [block] = (root / "docs" / page).read_text("utf-8").split("```python\n")[1:]
        exec(block.split("```")[0], names)
    assert names["everyone"].units == 4  # type: ignore[attr-defined]
    assert "more judged turns" in names["found"].present.why  # type: ignore[attr-defined]


def test_the_tables_are_filled(root: Path) -> None:
    for page, marks in (
        ("corrected-prevalence.md", ("simulation", "real talk")),
        ("selective.md", ("simulation",)),
    ):
        text = (root / "docs" / page).read_text("utf-8")
        for mark in marks:
            table = text.split(f"<!-- {mark} -->")[1].split(f"<!-- end of {mark} -->")[0]
            assert table.count("\n|") > 10, (page, mark)
