"""What the page on comparisons shows is what the sample study and the benchmarks give."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

from interviewkit import Study
from interviewkit.cli import main
from interviewkit.model import Outcome

Finished = tuple[Study, list[Outcome]]


def page(root: Path) -> str:
    return (root / "docs" / "comparisons.md").read_text("utf-8")


def part(text: str, mark: str) -> str:
    return text.split(f"<!-- {mark} -->")[1].split(f"<!-- end of {mark} -->")[0]


def test_the_line_of_the_sample_is_printed(root: Path, finished: Finished) -> None:
    options = ["--segment", "top_quartile", "--of", "ideation_safety"]
    done = CliRunner(env={"COLUMNS": "160"}).invoke(
        main, ["link", "themes", "--study", str(finished[0].root), *options]
    )
    [line] = [row for row in done.stdout.splitlines() if row.startswith("ideation_safety")]
    assert line.split() in [row.split() for row in part(page(root), "sample").splitlines()]


def test_the_python_of_the_page_runs(
    root: Path, finished: Finished, monkeypatch: pytest.MonkeyPatch
) -> None:
    block = page(root).split("```python\n")[1]
    monkeypatch.chdir(finished[0].root)
    names: dict[str, object] = {}
    exec(block.split("```")[0], names)
    assert [row[0] for row in names["rows"]] == [  # type: ignore[attr-defined]
        "neutrality", "ideation_safety", "isolation", "self_efficacy",
    ]  # fmt: skip


def test_the_settings_of_the_page_are_settings(root: Path, tmp_path: Path) -> None:
    from interviewkit.model.settings import read_settings

    blocks = [each.split("```")[0] for each in page(root).split("```toml\n")[1:]]
    (tmp_path / "study.toml").write_text("\n".join(blocks), "utf-8")
    found = read_settings(tmp_path / "study.toml")
    assert found.families["main"].of == ("isolation", "trust_*")
    assert found.inference.asked["pay"] == "everyone"
    assert found.inference.by_construction == {"reports_gain": ("top_quartile",)}
