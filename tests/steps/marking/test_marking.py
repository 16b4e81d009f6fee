"""What a coder does with any passage, and what the log and the shelves say of it."""

from __future__ import annotations

from pathlib import Path

import pytest

from builders_review import SAID, propose, read, review_study, standing
from interviewkit import Study
from interviewkit.errors import NewCoderError, StudyError
from interviewkit.model import Act, Coding
from interviewkit.steps.marking.marking import Marking
from interviewkit.store.database import Store


@pytest.fixture
def study(tmp_path: Path) -> Study:
    return review_study(tmp_path / "study")


@pytest.fixture
def ana(study: Study) -> Marking:
    return study.marking("ana")


def turn_id(study: Study, position: int) -> int:
    return study.transcript("talk").turns[position - 1].id or 0


def span_of(position: int, quote: str) -> tuple[int, int]:
    start = SAID[position // 2 - 1].index(quote)
    return start, start + len(quote)


def code(study: Study, who: Marking, position: int, quote: str, of: str = "isolation") -> Coding:
    [made] = who.code(turn_id(study, position), span_of(position, quote), of).added
    return made


def proposal(study: Study, position: int) -> Coding:
    found = study.marked("talk").proposals
    return next(each for each in found if each.passage.turn.position == position)


def test_a_passage_is_coded_and_saved(study: Study, ana: Marking) -> None:
    act = ana.code(turn_id(study, 6), span_of(6, "They are fine"), "isolation", "-")
    assert [each.passage.quote for each in act.added] == ["They are fine"]
    assert standing(study, "ana") == [(6, "isolation", "-", "accepted", "They are fine")]
    assert (act.judgement.act, act.judgement.id, act.retired) == ("code", 1, ())


def test_saying_it_again_writes_nothing(study: Study, ana: Marking) -> None:
    first = code(study, ana, 6, "They are fine")
    again = ana.code(turn_id(study, 6), span_of(6, "They are fine"), "isolation")
    assert ([each.id for each in again.added], again.judgement.id) == ([first.id], None)
    assert len(study.judgements()) == 1


def test_a_memo_beside_a_coding_is_an_entry_of_its_own(study: Study, ana: Marking) -> None:
    ana.code(turn_id(study, 6), (0, 4), "trust", memo=" why? ")
    assert [(row["act"], row["memo"]) for row in study.judgements()] == [
        ("code", ""),
        ("memo", "why?"),
    ]


def test_a_coding_is_changed_in_one_entry(study: Study, ana: Marking) -> None:
    old = code(study, ana, 2, "I hardly talk")
    act = ana.change(old.id or 0, span=span_of(2, "hardly talk"), polarity="-")
    assert (act.retired, [each.passage.quote for each in act.added]) == ((old.id,), ["hardly talk"])
    assert standing(study, "ana") == [(2, "isolation", "-", "accepted", "hardly talk")]
    ana.undo()
    assert standing(study, "ana") == [(2, "isolation", "+", "accepted", "I hardly talk")]


def test_read_to_here_is_one_entry(study: Study, ana: Marking) -> None:
    turns = [turn_id(study, position) for position in (2, 3, 4)]
    act = ana.read(turns)
    assert (act.read, act.unread) == (tuple(turns), ())
    assert read(study, "ana", "trust") == [2, 3, 4]
    assert len(study.judgements()) == 1
    undone = ana.undo()
    assert undone is not None
    assert (undone.read, undone.unread) == ((), tuple(turns))
    assert read(study, "ana") == []
    ana.redo()
    assert read(study, "ana", "isolation") == [2, 3, 4]
