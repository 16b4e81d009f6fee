"""``coding prevalence`` as people type it."""

from __future__ import annotations

import csv
import io
import json
import re
from pathlib import Path

import pytest
from click.testing import CliRunner

from builders_audit import audit_study, judge
from interviewkit import Study
from interviewkit.cli import main


@pytest.fixture
def study(tmp_path: Path) -> Study:
    return audit_study(tmp_path / "study")


def call(study: Study, *args: str) -> tuple[int, str]:
    words = ["coding", "prevalence", *args, "--study", str(study.root)]
    result = CliRunner().invoke(main, words, terminal_width=120)
    assert result.exception is None or isinstance(result.exception, SystemExit)
    return result.exit_code, result.output


def test_without_an_audit_it_says_how_to_begin(study: Study) -> None:
    code, said = call(study)
    assert code == 0
    assert "no audit yet: judge 240 random turns: interviewkit review --coder NAME" in said
    assert "trust" in said.splitlines()[2]


def test_a_table_of_naive_and_corrected_shares(study: Study) -> None:
    judge(study, "ana", "random", limit=80)
    code, said = call(study, "trust")
    assert code == 0
    head, _, row, *_ = said.splitlines()
    assert head.split() == ["code", "naive", "corrected", "alone", "judged", "to", "halve"]
    assert "80 of 240" in row
    assert re.search(r"\d% \(\d+–\d+%\)", row)
    assert "corrected: the share that stays right although the machine errs" in said


def test_segments_and_waves_are_columns_and_small_cells_are_told(study: Study) -> None:
    judge(study, "ana", "random", limit=40)
    _, said = call(study, "trust", "--by", "segment", "--wave")
    assert said.splitlines()[0].split()[:3] == ["code", "segment", "wave"]
    assert "everyone" in said
    assert "rows of segments and waves rest on few judgements" in said


def test_json_and_csv_hold_every_figure(study: Study) -> None:
    judge(study, "ana", "random", limit=80)
    _, said = call(study, "--format", "json")
    trust, _doubt = json.loads(said)
    assert trust["low"] < trust["corrected"] < trust["high"]
    assert (trust["judged"], trust["units"], trust["about"]) == (80, 240, "people like these")
    _, said = call(study, "--format", "csv", "--unit", "participant")
    first, _ = csv.DictReader(io.StringIO(said))
    assert first["corrected"] == "nan" or first["corrected"] == ""
    assert 0 <= float(first["at_least"]) <= float(first["at_most"]) <= 1


def test_bounds_of_people_are_told_where_only_turns_were_judged(study: Study) -> None:
    judge(study, "ana", "random", limit=80)
    _, said = call(study, "trust", "--unit", "participant")
    assert "of the participants here," in said
    assert "% can have voiced it" in said


def test_differences_of_segments_and_waves(study: Study) -> None:
    judge(study, "ana", "random", limit=100)
    _, said = call(study, "trust", "--differences")
    rows = [line.split()[:3] for line in said.split("\n\n")[0].splitlines()[2:]]
    assert rows == [["trust", "north", "south"], ["trust", "2024", "2025"]]
    _, said = call(study, "trust", "--differences", "--wave", "--by", "segment", "--format", "json")
    found = json.loads(said)
    assert len(found) == 3 + 3
    assert {row["from_wave"] for row in found} == {"", "2024", "2025"}


def test_only_what_was_said_here_is_surer(study: Study) -> None:
    judge(study, "ana", "random", limit=120)
    wide, narrow = (
        json.loads(call(study, "trust", "--format", "json", *more)[1])[0]
        for more in ((), ("--about", "conversations"))
    )
    assert narrow["high"] - narrow["low"] < wide["high"] - wide["low"]


def test_an_unknown_code_is_named_with_those_that_are_known(study: Study) -> None:
    code, said = call(study, "thrust")
    assert code == 1
    assert "no code or theme 'thrust'" in said
    assert "trust, doubt, bond" in said
