"""Memos stay with what they are about when a transcript is taken in anew."""

from __future__ import annotations

from pathlib import Path

import pytest

from builders_review import SAID, review_study
from interviewkit import Study


@pytest.fixture
def study(tmp_path: Path) -> Study:
    """A memo on each of Ana's turns, and one on the last sentence of each."""
    made = review_study(tmp_path / "study")
    session = made.review("eva", queue="all")
    while (card := session.card()) is not None:
        session.memo(card, f"on turn {card.turn.position}")
        session.memo(card, f"on words of {card.turn.position}", span=card.sentences[-1])
        session.close(card)
    return made


def memos(study: Study) -> dict[str, tuple[object, object]]:
    log = study.judgements()
    return {str(e["memo"]): (e["turn"], e["quote"]) for e in log if e["act"] == "memo"}


def change(study: Study, old: str, new: str) -> str:
    path = study.root / "transcripts" / "talk.txt"
    path.write_text(path.read_text("utf-8").replace(old, new), "utf-8")
    return "\n".join(study.ingest().says)


def test_memos_stay_with_a_turn_that_changed(study: Study) -> None:
    before = memos(study)
    assert len(before) == 16
    says = change(study, SAID[1], f"Well. {SAID[1]}")
    assert memos(study) == before
    assert "memos on words that are gone" not in says


def test_a_memo_on_words_that_are_gone_is_told(study: Study) -> None:
    says = change(study, "I believe what it tells me.", "I rely on it.")
    now = memos(study)
    assert now["on turn 4"] == (4, "")
    assert now["on words of 4"] == (None, "")
    assert "1 memo on words that are gone stays with version 1" in says


def test_memos_go_along_when_a_turn_is_taken_apart(study: Study) -> None:
    change(
        study, " I believe what it tells me.", "\nModerator: Yes?\nAna: I believe what it tells me."
    )
    now = memos(study)
    assert now["on words of 4"] == (6, "I believe what it tells me.")
    assert now["on turn 4"][0] in (4, 6)


def test_memos_come_back_with_the_words(study: Study) -> None:
    before = memos(study)
    change(study, "I believe what it tells me.", "I rely on it.")
    change(study, "I rely on it.", "I believe what it tells me.")
    assert memos(study) == before
