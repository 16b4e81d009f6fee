"""``coding add``, ``change`` and ``withdraw`` as typed, and how they are undone and redone."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from builders_review import SAID, review_study, standing
from interviewkit import Study
from interviewkit.cli import main


@pytest.fixture
def study(tmp_path: Path) -> Study:
    return review_study(tmp_path / "study")


def call(study: Study, *args: str) -> Result:
    command = [*args, "--study", str(study.root)]
    return CliRunner().invoke(main, command, catch_exceptions=False)


def add(study: Study, *args: str) -> Result:
    return call(study, "coding", "add", "talk", *args, "--coder", "ana")


def test_a_quote_is_coded_and_told(study: Study) -> None:
    done = add(study, "2", "isolation", "--quote", "I HARDLY  talk")
    assert done.stdout == "add       isolation + in talk:2: I hardly talk (coding 7)\n"
    assert standing(study, "ana") == [(2, "isolation", "+", "accepted", "I hardly talk")]


def test_places_are_coded_or_the_whole_turn(study: Study) -> None:
    add(study, "2", "isolation", "--start", "2", "--end", "8", "--polarity", "-")
    add(study, "6", "trust", "--memo", "why?")
    assert standing(study, "ana") == [
        (2, "isolation", "-", "accepted", "hardly"),
        (6, "trust", "+", "accepted", SAID[2]),
    ]
    assert [row["memo"] for row in study.judgements()] == ["", "", "why?"]


def test_saying_it_again_is_told(study: Study) -> None:
    add(study, "6", "trust")
    again = add(study, "6", "trust")
    assert "(as before: nothing was written)" in again.stdout
    assert len(study.judgements()) == 1


def test_a_coding_is_changed_withdrawn_and_had_back(study: Study) -> None:
    add(study, "2", "isolation", "--quote", "I hardly talk")
    listed = call(study, "coding", "list", "--coder", "ana", "--format", "csv")
    [row] = csv.DictReader(io.StringIO(listed.stdout))
    changed = call(study, "coding", "change", row["id"], "--start", "2", "--coder", "ana")
    assert "hardly talk" in changed.stdout
    told = json.loads(
        call(study, "coding", "withdraw", "8", "--coder", "ana", "--format", "json").stdout
    )
    assert (told["retired"], told["added"]) == ([8], [])
    assert standing(study, "ana") == []
    quotes = []
    for verb in ("undo", "undo", "redo"):
        assert call(study, "review", verb, "--coder", "ana").exit_code == 0
        quotes.append([row[4] for row in standing(study, "ana")])
    assert quotes == [["hardly talk"], ["I hardly talk"], ["hardly talk"]]


@pytest.mark.parametrize(
    ("args", "told", "status"),
    [
        (("coding", "add", "tolk", "2", "trust"), "there is no transcript 'tolk'", 1),
        (("coding", "add", "talk", "99", "trust"), "talk has no turn 99", 1),
        (("coding", "add", "talk", "2", "trust", "--quote", "nobody"), "does not say 'nobody'", 1),
        (("coding", "add", "talk", "2", "trust", "--start", "900"), "nothing is said from 900", 1),
        (("coding", "add", "talk", "2", "trusst"), "no code 'trusst'", 1),
        (
            ("coding", "add", "talk", "2", "trust", "--quote", "I", "--end", "3"),
            "--quote, or --start and --end",
            2,
        ),
        (("coding", "change", "1", "--polarity", "-"), "is by machine, not by ana", 1),
        (("coding", "withdraw", "99"), "there is no coding 99", 1),
        (("review", "redo"), "ana has undone nothing", 1),
    ],
)
def test_what_cannot_be_is_told(
    study: Study, args: tuple[str, ...], told: str, status: int
) -> None:
    done = call(study, *args, "--coder", "ana")
    assert done.exit_code == status
    assert told in done.stderr
    assert study.judgements() == []
