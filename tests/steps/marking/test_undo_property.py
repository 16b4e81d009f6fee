"""Whatever was done can be undone, step by step, and done again."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path
from tempfile import mkdtemp
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from builders_review import review_study
from interviewkit import Study
from interviewkit.errors import StudyError
from interviewkit.steps.marking.marking import Marking
from interviewkit.store.database import Store

ACTS = (
    "code",
    "change",
    "withdraw",
    "accept",
    "reject",
    "read",
    "unread",
    "review",
    "undo",
    "redo",
)

State = tuple[object, ...]


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return review_study(tmp_path_factory.mktemp("made")).root


def state(study: Study) -> State:
    """What stands and what was read."""
    with Store(study.root / "study.db").reading() as shelves:
        turns = {turn.id or 0: turn for turn in shelves.transcripts.turns()}
        codings = shelves.codings.list(turns)
        return tuple(each.id for each in codings), shelves.coverage.of_all()


def act(study: Study, one: Marking, what: str, pick: Callable[[int], int]) -> None:
    """Try an act on something that ``pick`` chooses."""
    turns = study.transcript("talk").turns
    turn = turns[pick(len(turns))]
    mine = [each for each in study.codings() if each.coder == one.coder]
    proposals = study.marked("talk").codings
    machine = [each for each in proposals if each.coder in ("machine", "rules", "examples")]
    at = mine[pick(len(mine))] if mine else None
    start = pick(len(turn.text) - 1)
    sign = "+-"[pick(2)]
    several = [each.id or 0 for each in turns[pick(8) : 8 + pick(8)]]
    work: dict[str, Callable[[], Any]] = {
        "code": lambda: one.code(turn.id or 0, (start, len(turn.text)), "isolation", sign),
        "change": lambda: at and one.change(at.id or 0, polarity=sign, code="isolation"),
        "withdraw": lambda: at and one.withdraw(at.id or 0),
        "accept": lambda: one.accept(machine[pick(len(machine))].id or 0),
        "reject": lambda: one.reject(machine[pick(len(machine))].id or 0),
        "read": lambda: one.read(several),
        "unread": lambda: one.unread(several),
        "review": lambda: judge(study, one.coder),
        "undo": one.undo,
        "redo": one.redo,
    }
    work[what]()


def judge(study: Study, coder: str) -> None:
    """A turn of the queue, one code of it, and its end."""
    review = study.review(coder, queue="all")
    card = review.card()
    if card is not None:
        review.accept(card, card.codes[0].id, (0, len(card.turn.text)), "+")
        review.close(card)


@settings(
    max_examples=15,
    # To shrink a case takes minutes, and it is short as it is.
    phases=[Phase.explicit, Phase.reuse, Phase.generate],
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(data=st.data())
def test_undoing_all_leads_back_and_redoing_forth(data: st.DataObject, made: Path) -> None:
    folder = Path(mkdtemp())
    try:
        study = Study.open(shutil.copytree(made, folder / "study"))
        study.marking("ben").read([2])
        ana, before = study.marking("ana"), state(study)
        steps = [before]

        def pick(n: int) -> int:
            return data.draw(st.integers(0, max(n - 1, 0)))

        for what in data.draw(st.lists(st.sampled_from(ACTS), max_size=12)):
            act(study, ana, what, pick)
        after = state(study)
        while ana.undo() is not None:
            steps.append(state(study))
        assert same(state(study), before)
        for was in [*steps[1:-1][::-1], after] if len(steps) > 1 else []:
            assert ana.redo() is not None
            assert same(state(study), was)
    finally:
        shutil.rmtree(folder)


def test_a_review_and_a_turn_unread_are_undone_and_done_again(tmp_path: Path) -> None:
    study = review_study(tmp_path / "study")
    ana = study.marking("ana")
    judge(study, "ana")
    reviewed = state(study)
    act(study, ana, "unread", lambda _: 0)
    after = state(study)
    assert not same(after, reviewed)
    for _ in range(2):
        while ana.undo() is not None:
            pass
        while ana.redo() is not None:
            pass
        assert same(state(study), after)


def same(a: State, b: State) -> bool:
    """Whether the same codings stand and the same turns are read; who read none is as nobody."""
    return a[0] == b[0] and named(a[1]) == named(b[1])


def named(coverage: Any) -> dict[str, dict[int, set[str]]]:
    return {
        name: {t: codes for t, codes in read.items() if codes}
        for name, read in coverage.items()
        if read
    }


def test_an_entry_on_which_another_rests_waits_for_it(tmp_path: Path) -> None:
    study = review_study(tmp_path / "study")
    ana = study.marking("ana")
    turn = study.transcript("talk").turns[1].id or 0
    [first] = ana.code(turn, (0, 8), "isolation").added
    ana.change(first.id or 0, span=(0, 6))
    with pytest.raises(StudyError, match="entry 2 rests on entry 1"):
        ana.undo(1)
