"""Several people on one study: assignments, differences, a consensus, two processes at once."""

from __future__ import annotations

import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from builders_review import SAID, read, review_study, standing
from interviewkit import Study
from interviewkit.errors import StudyError
from interviewkit.steps.reviewing.assign import choose_shared_places
from interviewkit.store.database import Store

COMMAND = [sys.executable, "-m", "interviewkit", "review"]
TURNS = [2 * n for n in range(1, len(SAID) + 1)]


@pytest.fixture
def study(tmp_path: Path) -> Study:
    return review_study(tmp_path / "study")


def code_all(study: Study, coder: str, found: dict[int, str]) -> None:
    """Let someone read every turn, in order, and find isolation with a polarity in some."""
    review = study.review(coder, queue="all", blind=True)
    while (card := review.card()) is not None:
        if card.turn.position in found:
            end = len(card.turn.text)
            review.accept(card, "isolation", (0, end), found[card.turn.position])
        if coder == "ben" and card.turn.position == 4:
            review.memo(card, "about lunch?")
        review.close(card)


# -- assignments --------------------------------------------------------------------------------


def test_assigned_turns_come_first_blind_and_a_share_goes_to_everyone(study: Study) -> None:
    outcome = study.assign(["ana", "ben"], turns=6, overlap=1 / 3)
    assert outcome.facts["given"] == {"ana": 4, "ben": 4}
    seen: dict[str, set[int]] = {}
    for name in ("ana", "ben"):
        review = study.review(name)
        assert review.queue == "assigned"
        while (card := review.card()) is not None:
            assert card.blind
            seen.setdefault(name, set()).add(card.turn.position)
            review.close(card)
    assert len(seen["ana"] & seen["ben"]) == 2
    assert len(seen["ana"] | seen["ben"]) == 6
    assert study.review("ana").queue == "teach"
    assert list(study.audited("trust").values()) == pytest.approx([6 / 8] * 6)


@pytest.mark.parametrize(("turns", "overlap", "n"), [(10, 0.2, 2), (7, 1.0, 7), (9, 0.0, 0)])
def test_what_is_shared_is_spread_evenly(turns: int, overlap: float, n: int) -> None:
    places = choose_shared_places(turns, overlap)
    assert len(places) == n
    assert all(0 <= place < turns for place in places)


def test_an_assignment_takes_from_what_no_sample_has_yet(study: Study) -> None:
    study.assign(["ana"], turns=5, overlap=0)
    with pytest.raises(StudyError, match="3 of 8 turns have not been drawn yet") as fault:
        study.assign(["ana", "ben"], turns=4, overlap=0.2)
    assert "--turns 3" in fault.value.hint
    study.assign(["ana", "ben"], turns=3, overlap=0.2)
    with Store(study.root / "study.db").reading() as shelves:
        turns = [each.turn_id for each in shelves.draws.list()]
    assert len(turns) == len(set(turns)) == 8


def test_one_person_cannot_overlap(study: Study) -> None:
    with pytest.raises(StudyError, match="two coders at least"):
        study.assign(["ana", "ana"], turns=4, overlap=0.2)
    with pytest.raises(StudyError, match="one turn at least"):
        study.assign(["ana"], turns=0, overlap=0)


# -- differences and consensus --------------------------------------------------------------------


def test_differences_are_listed_with_what_each_says(study: Study) -> None:
    code_all(study, "ana", {2: "+", 4: "+", 8: "+"})
    code_all(study, "ben", {2: "+", 4: "-"})
    rows = study.differences()
    assert [(row["turn"], row["code"], row["said"]) for row in rows] == [
        (4, "isolation", {"ana": "+", "ben": "-"}),
        (8, "isolation", {"ana": "+", "ben": "not there"}),
    ]
    assert rows[0]["memos"] == ["ben: about lunch?"]
    assert not any(row["settled"] for row in rows)
    assert study.differences(codes=["trust"]) == []


def test_people_who_read_nothing_in_common_cannot_differ(study: Study) -> None:
    for name, limit in (("ana", 3), ("ben", 3)):
        review = study.review(name, queue="rare", random_share=0.0, limit=limit)
        while (card := review.card()) is not None:
            review.close(card)
    with pytest.raises(StudyError, match="no turn was read by two of ana, ben"):
        study.differences()


def test_the_consensus_holds_what_was_agreed_and_what_was_settled(study: Study) -> None:
    code_all(study, "ana", {2: "+", 4: "+", 8: "+"})
    code_all(study, "ben", {2: "+", 4: "-"})
    table = study.consensus()
    card = table.card()
    assert card is not None
    assert (card.turn.position, [code.id for code in card.codes]) == (4, ["isolation"])
    assert [(p.coder, p.polarity) for p in card.proposals] == [("ana", "+"), ("ben", "-")]
    assert card.said == ("isolation – ana: + · ben: -", "ben noted: about lunch?")
    table.accept(card, "isolation", (0, 10), "-", card.proposals[1])
    table.close(card)
    second = table.card()
    assert second is not None
    table.reject(second, second.proposals[0])
    table.close(second)
    assert table.card() is None
    assert table.finish().facts["left"] == 0
    held = [row[:4] for row in standing(study, "consensus")]
    assert held == [
        (2, "isolation", "+", "accepted"),
        (4, "isolation", "-", "accepted"),
        (8, "isolation", "+", "rejected"),
    ]
    assert read(study, "consensus", "isolation") == read(study, "consensus", "trust") == TURNS
    assert all(row["settled"] for row in study.differences())
    assert study.consensus().card() is None


def test_a_settled_difference_can_be_opened_again(study: Study) -> None:
    code_all(study, "ana", {8: "+"})
    code_all(study, "ben", {})
    table = study.consensus()
    card = table.card()
    assert card is not None
    table.close(card)
    assert table.card() is None
    study.undo(coder="consensus")
    assert study.consensus().card() is not None


# -- at once ---------------------------------------------------------------------------------------


def test_two_sessions_side_by_side_never_get_the_same_turn(study: Study) -> None:
    one, two = study.review("ana", queue="rare"), study.review("ben", queue="rare")
    seen = []
    for review in (one, two) * (len(SAID) // 2):
        card = review.card()
        if card is not None:
            seen.append(card.turn.position)
            review.close(card)
    assert len(seen) == len(set(seen))


def test_people_judge_while_a_long_step_holds_the_study(study: Study) -> None:
    with Store(study.root / "study.db").locked():
        review = study.review("ana", queue="all")
        card = review.card()
        assert card is not None
        review.close(card)
    assert read(study, "ana") == [2]


def test_two_processes_reviewing_at_once_lose_nothing(tmp_path: Path) -> None:
    said = [f"This is what I say, number {i}. It is quiet here." for i in range(60)]
    study = review_study(tmp_path, said)
    script = "c isolation\ng 1\ny\nd\n" * 20
    started = [
        subprocess.Popen(
            [*COMMAND, "--study", str(study.root), "--coder", name, "--queue", "random"],
            stdin=subprocess.PIPE,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            text=True,
        )
        for name in ("ana", "ben")
    ]
    for process in started:
        if process.stdin:
            process.stdin.write(script)
            process.stdin.close()
    for process in started:
        assert process.wait(60) == 0, process.stderr.read() if process.stderr else ""
    turns = [read(study, name) for name in ("ana", "ben")]
    assert [len(each) for each in turns] == [20, 20]
    assert not set(turns[0]) & set(turns[1])
    assert len(standing(study, "ana")) == len(standing(study, "ben")) == 20
    assert list(study.audited("isolation").values()) == pytest.approx([40 / 60] * 40)


@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGTERM, signal.SIGKILL])
def test_a_stopped_review_keeps_every_judgement(study: Study, how: signal.Signals) -> None:
    process = subprocess.Popen(
        [*COMMAND, "--study", str(study.root), "--coder", "ana", "--queue", "all"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    assert process.stdin is not None
    process.stdin.write("y\nd\ny\n")
    process.stdin.flush()
    deadline = time.monotonic() + 30
    while len(standing(study, "ana")) < 2 and time.monotonic() < deadline:
        time.sleep(0.05)
    process.send_signal(how)
    _, told = process.communicate(timeout=30)
    assert "Traceback" not in told
    assert [row[:2] for row in standing(study, "ana")] == [(2, "isolation"), (4, "isolation")]
    card = study.review("ana", queue="all").card()
    assert card is not None
    assert (card.turn.position, len(card.proposals), len(card.own)) == (4, 1, 1)
