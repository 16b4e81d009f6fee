"""What was worked out is kept until somebody does something, and renewed where people coded."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest

from builders import small_study
from interviewkit import Study
from interviewkit.model import Judgement
from interviewkit.model.review import MEMO
from interviewkit.steps.record import begin_run
from interviewkit.store.remembered import MOST, Remembered
from interviewkit.store.revision import Newest


@pytest.fixture
def study(tmp_path: Path) -> Study:
    found = Study.open(small_study(tmp_path))
    found.ingest()
    return found


def recall(study: Study) -> list[Sequence[int]]:
    """The turns that each renewal was told of, as they are kept."""
    with study._site.store.reading() as shelves:
        return study._site.store.remembered.recall(
            shelves.revision, "turns", list, lambda known, turns: [*known, sorted(turns)]
        )


def code(study: Study, turn: int, name: str = "kim") -> int | None:
    said = study.marking(name, new_coder=True)
    return said.code(turn, (0, 4), study.codebook()[0].code_ids[0]).judgement.id


def test_it_is_worked_out_once_for_as_long_as_it_holds(study: Study) -> None:
    code(study, 2)
    first = recall(study)
    assert recall(study) is first == []


def test_what_people_code_and_read_renews_it(study: Study) -> None:
    recall(study)
    entry = code(study, 2)
    assert recall(study) == [[2]]
    study.marking("kim").read([3])
    study.undo(entry=entry, coder="kim")
    assert recall(study)[0] == [2]
    assert {2, 3} <= set(recall(study)[1])


def test_a_mended_typo_has_it_worked_out_anew(study: Study) -> None:
    recall(study)
    code(study, 2)
    study.edit_turn("talk", 2, old="hardly", new="rarely", coder="kim")
    assert recall(study) == []


def test_a_run_of_a_machine_has_it_worked_out_anew(study: Study) -> None:
    recall(study)
    with study._site.store.writing() as shelves:
        shelves.runs.add(begin_run("code", "x"))
    assert recall(study) == []
    code(study, 2)
    assert recall(study) == [[2]]


def test_what_may_yet_be_taken_back_is_not_kept(study: Study) -> None:
    recall(study)
    code(study, 2)
    with pytest.raises(ZeroDivisionError):
        _note_and_fail(study)
    assert recall(study) == [[2]]


def _note_and_fail(study: Study) -> None:
    store = study._site.store
    with store.jotting() as shelves:
        run = shelves.runs.add(begin_run("mark", "x"))
        shelves.judgements.add(Judgement("kim", MEMO, 3, memo="Oh?"), run)
        found = store.remembered.recall(
            shelves.revision, "turns", list, lambda _, turns: sorted(turns)
        )
        assert found == [2, 3]
        raise ZeroDivisionError


def test_what_nobody_asks_for_goes() -> None:
    kept = Remembered()
    for name in range(MOST):
        kept.keep(Newest(), name, name)
    assert kept.find(Newest(), 0) == 0
    kept.keep(Newest(), "new", 1)
    assert kept.find(Newest(), 0) == 0
    assert kept.find(Newest(), 1) is None
