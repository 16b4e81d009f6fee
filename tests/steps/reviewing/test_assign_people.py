"""People who are drawn with all of their turns, beside turns that are drawn singly."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

from builders import SMALL_TOML, small_study
from interviewkit import Study
from interviewkit.cli import main
from interviewkit.errors import StudyError

NAMES = ("Ana", "Ben", "Cem", "Dana", "Eli", "Fay")


@pytest.fixture
def study(tmp_path: Path) -> Study:
    """Six people alone in a conversation, with four turns each."""
    talks = {
        name.lower(): "".join(f"Moderator: Why {i}?\n{name}: Answer {i}.\n" for i in range(4))
        for name in NAMES
    }
    study = Study.open(small_study(tmp_path / "study", SMALL_TOML, **talks))
    study.ingest()
    return study


def read_all(study: Study, coder: str, limit: int = 0) -> list[str]:
    """Who was read, turn by turn."""
    review = study.review(coder, queue="assigned", limit=limit)
    seen = []
    while (card := review.card()) is not None:
        seen.append(card.turn.speaker)
        review.close(card)
    return seen


def test_people_come_one_after_the_other_with_all_they_said(study: Study) -> None:
    outcome = study.assign(["ana"], participants=2, overlap=0)
    assert outcome.facts["given"] == {"ana": 8}
    seen = read_all(study, "ana")
    assert len(seen) == 8
    assert seen == [who for who in dict.fromkeys(seen) for _ in range(4)]
    assert list(study.audited("isolation").values()) == pytest.approx([2 / 6] * 8)


def test_an_overlap_is_of_people(study: Study) -> None:
    outcome = study.assign(["ana", "ben"], participants=4, overlap=0.5)
    assert outcome.facts["given"] == {"ana": 12, "ben": 12}
    both = set(read_all(study, "ana")) & set(read_all(study, "ben"))
    assert len(both) == 2


def test_whoever_was_drawn_is_not_drawn_again(study: Study) -> None:
    study.assign(["ana"], participants=2, overlap=0)
    study.assign(["ana"], participants=3, overlap=0)
    assert len(set(read_all(study, "ana"))) == 5
    assert list(study.audited("isolation").values()) == pytest.approx([5 / 6] * 20)
    with pytest.raises(StudyError, match="1 of 6 participants have not been drawn") as fault:
        study.assign(["ana"], participants=2, overlap=0)
    assert fault.value.hint == "ask for less: --participants 1"


def test_a_turn_may_come_in_by_itself_or_by_its_person(study: Study) -> None:
    study.assign(["ana"], participants=2, overlap=0)
    study.assign(["ana"], turns=6, overlap=0)
    read_all(study, "ana")
    chances = study.audited("isolation")
    assert 8 <= len(chances) <= 14
    assert set(chances.values()) == {next(iter(chances.values()))}
    assert next(iter(chances.values())) == pytest.approx(1 - (1 - 2 / 6) * (1 - 6 / 24))


def test_a_person_read_in_part_is_no_audit_yet(study: Study) -> None:
    study.assign(["ana"], participants=2, overlap=0)
    read_all(study, "ana", limit=5)
    assert list(study.audited("isolation").values()) == pytest.approx([1 / 6] * 4)


def call(study: Study, *args: str) -> tuple[int, str]:
    result = CliRunner().invoke(main, ["review", "assign", *args, "--study", str(study.root)])
    return result.exit_code, result.output


def test_the_command_draws_people_for_whoever_is_at_work(
    study: Study, monkeypatch: pytest.MonkeyPatch
) -> None:
    code, said = call(study, "--participants", "2")
    assert (code, "say who reads" in said) == (2, True)
    monkeypatch.setenv("INTERVIEWKIT_CODER", "ana")
    code, said = call(study, "--participants", "2")
    assert code == 0
    assert "2 participants with all that they said at random, 0 of them to everyone" in said
    assert "ana 8 turns to read, blind" in said
    code, said = call(study, "--participants", "2", "--turns", "5")
    assert (code, "--turns or --participants" in said) == (2, True)
