"""Topics are named, merged, counted over waves and made codes from the command line."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from builders_topics import place_fit
from interviewkit import Study
from interviewkit.cli.main import main
from study.example import example_study


def call(*args: str) -> Result:
    return CliRunner().invoke(main, list(args))


@pytest.fixture
def study(tmp_path: Path) -> Study:
    study = example_study(tmp_path)
    place_fit(study)
    return study


def test_topics_are_merged_and_parted(study: Study) -> None:
    at = ("--study", str(study.root))
    done = call("topic", "merge", "1", "0", "--by", "kim", *at)
    assert done.exit_code == 0
    assert "topic 1 is one with topic 0 (hardly, talk)" in done.output
    assert "part them with: interviewkit review undo" in done.output
    told = json.loads(call("topic", "list", "--format", "json", *at).output)
    assert [row["topic"] for row in told] == [-1, 0, 2]
    assert call("topic", "show", "1", *at).stderr.startswith(
        "Error: topic 1 was merged into topic 0"
    )
    assert call("review", "undo", "--coder", "kim", *at).exit_code == 0
    assert len(json.loads(call("topic", "list", "--format", "json", *at).output)) == 4


def test_a_name_is_an_entry_of_the_log(study: Study) -> None:
    at = ("--study", str(study.root))
    call("topic", "name", "1", "Not judged", "--by", "Kim", *at)
    [entry] = [e for e in study.judgements() if e["act"] == "name topic"]
    assert (entry["coder"], entry["about"], entry["memo"]) == ("kim", "topic:1", "Not judged")


def test_waves_are_columns(study: Study) -> None:
    told = call("topic", "waves", "--study", str(study.root)).output
    assert "April (3 people)" in told
    assert "judge, never" in told
    assert "67%" in told


def test_a_topic_becomes_a_code(study: Study) -> None:
    done = call("topic", "code", "1", "--by", "kim", "--study", str(study.root))
    assert done.exit_code == 0
    code = Study.open(study.root).codebook()[0].codes[-1]
    assert (code.label, len(code.examples)) == ("Judge", 3)
    refused = call("topic", "code", "-1", "--by", "kim", "--study", str(study.root))
    assert refused.exit_code != 0
