"""Waves and links of the sample study, as docs/comparisons.md and docs/link.md show them."""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from builders import read_reports
from interviewkit import Study
from interviewkit.cli import main
from interviewkit.model import Outcome

Finished = tuple[Study, list[Outcome]]


def shown(study: Path, *args: str) -> str:
    done = CliRunner().invoke(main, [*args, "--study", str(study)], catch_exceptions=False)
    assert done.exit_code == 0, done.output
    return done.stdout


def numbers(text: str) -> list[str]:
    """The figures of a line, however its columns are spaced."""
    return re.findall(r"[\w./%+<−-]+", text)


@pytest.fixture(scope="session")
def own(finished: Finished, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy that may be written to."""
    folder = tmp_path_factory.mktemp("compared") / "study"
    shutil.copytree(finished[0].root, folder)
    return folder


def test_the_page_shows_what_the_command_shows(own: Path, root: Path) -> None:
    page = (root / "docs" / "comparisons.md").read_text("utf-8")
    [block] = page.split("$ interviewkit compare --waves 2025-04,2025-05\n")[1:]
    output = shown(own, "compare", "--waves", "2025-04,2025-05").splitlines()
    lines = [numbers(line) for line in output]
    for line in block.split("```")[0].strip().splitlines():
        assert numbers(line) in lines, line


def test_the_page_on_links_shows_what_the_command_shows(own: Path, root: Path) -> None:
    page = (root / "docs" / "link.md").read_text("utf-8")
    block = page.split("$ interviewkit link check\n")[1].split("```")[0]
    output = shown(own, "link", "check")
    for line in block.split("\n\n")[0].splitlines():
        assert line in output


def test_topics_fitted_side_by_side_are_remembered_and_reported(own: Path) -> None:
    first: Any = json.loads(
        shown(own, "compare", "--topics", "--show", "matches", "--format", "json")
    )
    assert {row["what"] for row in first} <= {
        "kept", "new", "lost", "split", "merged", "regrouped", "blurred", "thin",
    }  # fmt: skip
    # Processors round differently, and a fit of so few turns differs by some turns between them.
    assert sum(row["turns_before"] for row in first) > 20
    for row in first:  # what is tied stands on both sides, all else on one
        sides = [bool(row["turns_before"]), bool(row["turns_after"])]
        assert sides == [bool(row["topics_before"]), bool(row["topics_after"])]
        known = {"lost": [True, False], "new": [False, True]}
        is_alone = row["what"] in ("blurred", "thin")
        assert sum(sides) == 1 if is_alone else sides == known.get(row["what"], [True, True])
    runs = Study.open(own).status()["last_runs"]
    assert "compare" in runs  # type: ignore[operator]
    again = json.loads(shown(own, "compare", "--topics", "--show", "matches", "--format", "json"))
    assert again == first
    assert Study.open(own).status()["last_runs"]["compare"] == runs["compare"]  # type: ignore[index]
    shown(own, "report")
    report = read_reports(own)
    assert "What became of topics" in report


def test_the_waves_of_the_report_are_those_of_the_command(own: Path) -> None:
    shown(own, "report")
    report = read_reports(own)
    [step] = json.loads(shown(own, "compare", "--format", "json"))["steps"]
    assert "From 2025-04 to 2025-05, different people spoke (20 and 21" in report
    for change in step["themes"]:
        sides = ((change["before"], 20), (change["after"], 21))
        cells = [f"{s['voiced']} of {n} | {round(100 * s['value'])}%" for s, n in sides]
        assert " | ".join(cells) in report


@pytest.mark.parametrize("segment", ["burned_out", "top_quartile"])
def test_both_commands_give_the_sample_one_answer(own: Path, segment: str) -> None:
    asked: Any = json.loads(shown(own, "compare", "--segments", segment, "--format", "json"))
    linked: Any = json.loads(shown(own, "link", "themes", "--segment", segment, "--format", "json"))
    compared = {
        row["of"]: [
            row["before"]["value"], *_ends(row["before"]["interval"]),
            row["after"]["value"], *_ends(row["after"]["interval"]),
            row["difference"], *_ends(row["interval"]), row["p"],
        ]
        for row in asked["steps"][0]["themes"]
    }  # fmt: skip
    ends = ("", "_low", "_high")
    assert compared == {
        row["of"]: [
            *(row[f"{what}{end}"] for what in ("inside_share", "outside_share", "difference")
              for end in ends),
            row["p"],
        ]
        for row in linked["segments"]
    }  # fmt: skip
    assert len(compared) == 4


def _ends(interval: dict[str, float]) -> list[float]:
    return [interval["low"], interval["high"]]
