"""docs/comparisons.md tells every test, and its tables keep what the page says."""

from __future__ import annotations

from pathlib import Path

from interviewkit.findings.comparing import comparison
from interviewkit.tables.findings.waves import BUILDERS


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
    for name in BUILDERS:
        assert f"| `{name}` |" in page(root)


def test_the_example_of_saturation_runs(root: Path) -> None:
    block = page(root).split("## Saturation")[1].split("```python\n")[1].split("```")[0]
    exec(block, {})


def test_no_layout_of_the_grid_calls_more_often_than_it_may(root: Path) -> None:
    grid = rows(root, "grid")
    assert len(grid) == 80
    over = {row[0] for row in grid if max(numbers(row[3])) > 7.0}
    assert over == {"3 × 6 and 3 × 4 with 18 singles"}  # which the page tells as the one
    assert max(max(numbers(row[3])) for row in grid) <= 7.5
    assert min(min(numbers(row[4])) for row in grid) >= 91.5


def test_no_fair_test_finds_much_more(root: Path) -> None:
    short = [each for row in rows(root, "grid") if row[10] != "–" for each in numbers(row[10])]
    assert max(short) <= 5.5
    assert sum(each > 3 for each in short) <= 12


def test_power_is_what_was_promised(root: Path) -> None:
    seen = rows(root, "seen")
    assert len(seen) == 16
    power = [float(each.split(": ")[1]) for row in seen for each in row[2].split(" · ")]
    assert min(power) >= 72
    assert max(power) <= 88


def test_shares_cover_and_are_not_wider_than_they_must_be(root: Path) -> None:
    widths = rows(root, "widths")
    assert min(min(numbers(row[2])) for row in widths) >= 92.5
    assert max(float(row[5]) for row in widths) <= 1.15
