"""An import that was taken back is done again as it was, whatever came back meanwhile."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

import handmade_reader
from builders_projects import as_file, nurses
from interviewkit import Study
from interviewkit.model.review import UNDO
from interviewkit.store.database import Store


@pytest.fixture(autouse=True)
def reader() -> Iterator[None]:
    with handmade_reader.plugged():
        yield


@pytest.fixture
def study(tmp_path: Path) -> Study:
    Study.init(tmp_path / "study")
    return Study.open(tmp_path / "study")


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return handmade_reader.write(tmp_path / "nurses.hm", as_file(nurses()))


def count_said(study: Study) -> tuple[int, int]:
    return len(study.codings()), len(study.memos())


def test_memos_that_came_back_one_by_one_stay(study: Study, file: Path) -> None:
    undone = study.undo(entry=study.import_project(file).facts["entry"])
    with Store(study.root / "study.db").reading() as shelves:
        of_memo = shelves.judgements.every(UNDO)[0]
    assert of_memo.about == "code:alone"
    study.undo(entry=of_memo.id)
    assert count_said(study) == (0, 1)
    again = study.undo(entry=undone.id)
    assert count_said(study) == (5, 4)
    assert "3 memos" in again.memo


def test_what_came_in_again_is_not_there_twice(study: Study, file: Path) -> None:
    undone = study.undo(entry=study.import_project(file).facts["entry"])
    second = study.import_project(file).facts["entry"]
    again = study.undo(entry=undone.id)
    assert count_said(study) == (5, 4)
    assert "0 codings" in again.memo
    study.undo(entry=second)
    assert count_said(study) == (0, 0)


def test_coding_made_by_hand_meanwhile_stands_once(study: Study, file: Path) -> None:
    undone = study.undo(entry=study.import_project(file).facts["entry"])
    turn = study.transcript("Nurses one").turns[4]
    study.marking("Lee").code(turn.id or 0, (0, len(turn.text)), "tools")
    study.undo(entry=undone.id)
    assert len(study.codings(coders=["Lee"], codes=["tools"])) == 1
