"""docs/comparisons.md tells every test, and its tables keep what the page says."""

from __future__ import annotations

from pathlib import Path

from interviewkit.cli.compare_rows import TABLES
from interviewkit.findings import comparison


def page(root: Path) -> str:
    return (root / "docs" / "comparisons.md").read_text("utf-8")


def rows(root: Path, name: str) -> list[list[str]]:
    part = page(root).split(f"<!-- {name} -->")[1].split(f"<!-- end of {name} -->")[0]
    lines = part.strip().splitlines()[2:]
    return [[cell.strip() for cell in line.split("|")[1:-1]] for line in lines]


def numbers(cell: str) -> list[float]:
    return [float(each) for each in cell.split(" · ")]


def test_every_test_is_told(root: Path) -> None:
    for name in (comparison.SCORE, comparison.TIED, comparison.PAIRED, comparison.TIED_PAIRED):
        assert f"| `{name}` |" in page(root)


def test_every_table_is_told(root: Path) -> None:
    for name in TABLES:
        assert f"| `{name}` |" in page(root)


def test_the_example_of_saturation_runs(root: Path) -> None:
    block = page(root).split("## Saturation")[1].split("```python\n")[1].split("```")[0]
    exec(block, {})


def test_no_layout_of_the_grid_calls_more_often_than_it_may(root: Path) -> None:
    grid = rows(root, "grid")
    assert len(grid) == 52
    over = {row[0] for row in grid if max(numbers(row[3])) > 7.0}
    assert over == {"6 × 5 and 6 × 5, a reunion of 24"}  # which the page tells as the one
    assert max(max(numbers(row[3])) for row in grid) <= 8.0
    assert min(min(numbers(row[4])) for row in grid) >= 92.0
    assert all(min(numbers(row[5])) > 10 for row in grid)


def test_power_and_widths_are_measured(root: Path) -> None:
    assert len(rows(root, "seen")) == 16
    widths = rows(root, "widths")
    assert min(min(numbers(row[2])) for row in widths) >= 92.5
