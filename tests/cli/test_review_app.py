"""The review screen itself: keys go in by a pipe, and what stands on the screen is read back."""

from __future__ import annotations

import os
import signal
from pathlib import Path

import pytest
from prompt_toolkit.application import create_app_session
from prompt_toolkit.data_structures import Size
from prompt_toolkit.input import create_pipe_input
from prompt_toolkit.output import DummyOutput

from builders_review import SAID, propose, read, review_study, standing
from interviewkit import Study
from interviewkit.cli.review_app import ReviewApp
from interviewkit.cli.review_desk import Desk

LEFT, RIGHT, UP, DOWN, PAGE_DOWN = "\x1b[D", "\x1b[C", "\x1b[A", "\x1b[B", "\x1b[6~"
PASTED = "\x1b[200~yd\x1b[201~"


@pytest.fixture
def study(tmp_path: Path) -> Study:
    return review_study(tmp_path / "study")


class _Paper(DummyOutput):
    """An output of a size of its own."""

    def __init__(self, rows: int, columns: int) -> None:
        self.size = Size(rows, columns)

    def get_size(self) -> Size:
        return self.size


def sit(study: Study, *steps: str, rows: int = 30, columns: int = 100) -> list[str]:
    """The screen as it was at first and after each of these steps; then the person leaves."""
    desk = Desk(study.review("ana", queue="all"))
    assert desk.next_card()
    screens: list[str] = []
    with create_pipe_input() as keys, create_app_session(keys, _Paper(rows, columns)):
        screen = ReviewApp(desk)

        def go_on(_app: object) -> None:
            if screen.app.is_done:
                return
            shown = _shown(screen)
            if shown in screens[-1:] and len(screens) < len(steps):
                return  # drawn again while the rest of a key was waited for
            screens.append(shown)
            keys.send_text(steps[len(screens) - 1] if len(screens) <= len(steps) else "\x03")

        screen.app.after_render += go_on
        screen.run()
    return screens


def _shown(screen: ReviewApp) -> str:
    drawn = screen.app.renderer.last_rendered_screen
    assert drawn is not None
    rows = [drawn.data_buffer[row] for row in range(drawn.height)]
    return "\n".join("".join(row[x].char for x in range(max(row, default=-1) + 1)) for row in rows)


# -- keys --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("keys", "quote"),
    [
        (LEFT * 2, "I hardly talk to my colleagues"),
        ("\x1bOD", "I hardly talk to my colleagues any"),
        (RIGHT, "I hardly talk to my colleagues any more. The"),
        (DOWN, SAID[0]),
        (DOWN + UP, "I hardly talk to my colleagues any more."),
        ("\t" + LEFT, "hardly talk to my colleagues any more."),
        ("j", "The coffee is good though."),
    ],
)
def test_keys_move_the_passage(study: Study, keys: str, quote: str) -> None:
    sit(study, keys + "y")
    assert [row[4] for row in standing(study, "ana")] == [quote]


@pytest.mark.parametrize("enter", ["\r", "\n", "d"])
def test_enter_ends_a_turn_however_sent(study: Study, enter: str) -> None:
    screens = sit(study, "y" + enter)
    assert "turn 4" in screens[-1]
    assert read(study, "ana") == [2]


def test_the_last_turn_leaves_by_itself(study: Study) -> None:
    sit(study, "yd" + "yyd" + "d" + "nd" + "d" + "yyd" + "d" + "d")
    assert read(study, "ana") == [2, 4, 6, 8, 10, 12, 14, 16]


@pytest.mark.parametrize("keys", ["\x1by", PASTED, "\x01", "\x1b[15~"])
def test_what_is_no_key_judges_nothing(study: Study, keys: str) -> None:
    sit(study, keys)
    assert standing(study, "ana") == []
    assert read(study, "ana") == []


# -- what a key needs to be told -----------------------------------------------------------------


def test_a_memo_is_asked_for_and_can_be_mended(study: Study) -> None:
    asked, told = sit(study, "m", "a strung\x7f\x7f\x7fong one\r")[1:]
    assert asked.splitlines()[-1].startswith("  memo: ")
    assert "memo: a strong one" in told
    assert [row["memo"] for row in study.judgements()] == ["a strong one"]


def test_pasted_words_become_the_passage(study: Study) -> None:
    sit(study, "=", "\x1b[200~coffee\r\nis\x1b[201~\r", "y")
    assert [row[4] for row in standing(study, "ana")] == ["coffee is"]


@pytest.mark.parametrize("key", ["\x03", "\x1b"])
def test_a_question_can_be_left_unanswered(study: Study, key: str) -> None:
    screens = sit(study, "m", "quite", key, "y")
    assert any("memo needs to be told" in screen for screen in screens)
    assert [row["act"] for row in study.judgements()] == ["accept"]


def test_one_coding_is_withdrawn_without_asking(study: Study) -> None:
    screens = sit(study, "y", "x")
    assert "yours 1" in screens[1]
    assert standing(study, "ana") == []
    assert "number of the coding" in sit(study, "1y2yx")[1]


# -- what is seen ------------------------------------------------------------------------------


def test_a_long_turn_shows_its_passage_and_is_paged(tmp_path: Path) -> None:
    said = " ".join(f"Sentence {i} says a thing." for i in range(200)) + " Here it is."
    study = review_study(tmp_path, [said])
    propose(study, 2, "Here it is.", "isolation", 0.8)
    screens = sit(study, "n", PAGE_DOWN, PAGE_DOWN, "i", rows=24)
    assert "Here it is." in screens[0]
    assert "Does this hold here?" in screens[0]
    assert "Sentence 0 says" in screens[1]
    assert "Sentence 0 says" not in screens[2]
    assert screens[2] != screens[3]
    assert "Sentence 0 says" in screens[4]
    assert all(len(screen.splitlines()) <= 24 for screen in screens)


def test_all_keys_are_shown_on_a_small_screen(study: Study) -> None:
    shown = "\n".join(sit(study, "?", PAGE_DOWN, PAGE_DOWN, rows=16)[1:])
    for word in ("accept", "withdraw", "undo", "quit; all is saved"):
        assert word in shown


def test_a_narrow_screen_shows_all_words(study: Study) -> None:
    screens = sit(study, "i", rows=30, columns=40)
    assert "include: fewer talks" in screens[1]
    assert all(len(line) <= 40 for line in screens[1].splitlines())
    assert " ".join(screens[0].split()).count("I hardly talk to my colleagues any more.") == 1


def test_what_a_transcript_says_cannot_command_the_screen(tmp_path: Path) -> None:
    study = review_study(
        tmp_path, ["Look \x1b[2J\x1b]0;owned\x07 here. \u202eDone\x9b31m.\x01\x1b[8m\x02"]
    )
    screen = sit(study)[0]
    assert "Look here." in " ".join(screen.split())
    assert "owned" not in screen
    assert not set(screen) & set("\x1b\x07\x9b\u202e\x01")


def test_screens_without_colour_say_the_same(study: Study, monkeypatch: pytest.MonkeyPatch) -> None:
    coloured = sit(study, "y")
    monkeypatch.setenv("NO_COLOR", "1")
    study.undo(coder="ana", entry=None)
    assert sit(study, "y")[0] == coloured[0]


# -- the end -----------------------------------------------------------------------------------


class _DiskIsFull(Desk):
    def do(self, key: str, told: str = "") -> None:
        raise OSError(28, "No space left on device")


def test_a_fault_leaves_the_screen_and_is_raised(study: Study) -> None:
    desk = _DiskIsFull(study.review("ana", queue="all"))
    assert desk.next_card()
    with create_pipe_input() as keys, create_app_session(keys, DummyOutput()):
        keys.send_text("yyyy")
        with pytest.raises(OSError, match="No space left"):
            ReviewApp(desk).run()


def test_an_interrupt_leaves_with_all_saved(study: Study) -> None:
    desk = Desk(study.review("ana", queue="all"))
    assert desk.next_card()
    with create_pipe_input() as keys, create_app_session(keys, DummyOutput()):
        screen = ReviewApp(desk)

        def interrupt(_app: object) -> None:
            if desk.card is not None and desk.card.own and not screen.app.is_done:
                os.kill(os.getpid(), signal.SIGINT)

        screen.app.after_render += interrupt
        keys.send_text("y")
        screen.run()
    assert [row[1] for row in standing(study, "ana")] == ["isolation"]


def test_a_closed_terminal_loses_nothing(study: Study) -> None:
    desk = Desk(study.review("ana", queue="all"))
    assert desk.next_card()
    with create_pipe_input() as keys, create_app_session(keys, DummyOutput()):
        keys.send_text("y")
        keys.close()
        with pytest.raises(EOFError):
            ReviewApp(desk).run()
    assert [row[1] for row in standing(study, "ana")] == ["isolation"]
