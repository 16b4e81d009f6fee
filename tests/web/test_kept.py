"""What took long to work out is kept; what somebody sat down to is found again."""

from __future__ import annotations

from pathlib import Path
from threading import Event

import pytest

from interviewkit import Study
from interviewkit.errors import StudyError
from interviewkit.web.answering.kept import MOST_KEPT, Kept
from interviewkit.web.reviewing.desks import MOST_DESKS, Choice, Desks
from study.example import example_study


@pytest.fixture
def study(tmp_path: Path) -> Study:
    return example_study(tmp_path)


def test_it_is_worked_out_once_a_mark() -> None:
    kept, asked = Kept(), list[str]()

    def work() -> int:
        asked.append("")
        return len(asked)

    assert [kept.get("m", "n", work) for _ in range(3)] == [1, 1, 1]
    assert kept.get("another mark", "n", work) == 2
    assert kept.get("m", "other", work) == 3


def test_what_takes_long_comes_later() -> None:
    kept, go = Kept(), Event()

    def work() -> str:
        assert go.wait(10)
        return "done"

    assert kept.get_soon("m", "slow", work, 0.01) is None
    go.set()
    assert kept.get_soon("m", "slow", work, 10) == "done"
    assert kept.get("another mark", "slow", lambda: "anew") == "anew"


def test_a_refusal_is_told_and_asked_again() -> None:
    asked = list[str]()

    def refuse() -> int:
        asked.append("")
        raise StudyError("no")

    kept = Kept()
    for _ in range(2):
        with pytest.raises(StudyError, match="no"):
            kept.get("m", "x", refuse)
        # A page that waits asks again and again: it is not begun again each time.
        with pytest.raises(StudyError, match="no"):
            kept.get_soon("m", "y", refuse, 10)
    assert len(asked) == 3
    assert kept.get("m", "x", lambda: 1) == 1


def test_only_so_many_are_kept() -> None:
    kept = Kept()
    for n in range(MOST_KEPT + 1):
        kept.get("m", n, lambda: 0)
    assert kept.get("m", 0, lambda: 1) == 1
    assert kept.get("m", MOST_KEPT, lambda: 1) == 0


def test_a_desk_is_found_again_until_one_gets_up(study: Study) -> None:
    desks, choice = Desks(), Choice("all")
    desk = desks.sit_down(study, "browser", "kim", choice)
    assert desks.sit_down(study, "browser", "kim", choice) is desk
    assert desks.sit_down(study, "another", "kim", choice) is not desk
    desks.get_up("browser", "kim", choice)
    assert desks.sit_down(study, "browser", "kim", choice) is not desk


def test_the_desk_left_longest_ago_is_cleared(study: Study) -> None:
    desks = Desks()
    first = desks.sit_down(study, "0", "kim", Choice("all"))
    for n in range(1, MOST_DESKS + 1):
        desks.sit_down(study, str(n), "kim", Choice("all"))
    again = desks.sit_down(study, "0", "kim", Choice("all"))
    assert again is not first
    assert first.card is not None
    assert again.card is not None
    assert again.card.turn == first.card.turn


def test_an_act_for_another_card_is_refused(study: Study) -> None:
    desk = Desks().sit_down(study, "browser", "kim", Choice("all"))
    assert desk.card is not None
    turn = desk.card.turn.id or 0
    with desk.judging(turn) as card:
        desk.review.close(card)
        desk.turn()
    with pytest.raises(StudyError, match="no longer on the desk"), desk.judging(turn):
        pass
