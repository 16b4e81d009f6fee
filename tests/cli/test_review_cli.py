"""``review`` as typed: lines in a pipe, keys in a pseudo-terminal, and the verbs beside it."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from builders_review import SAID, read, review_study, standing
from interviewkit import Study
from interviewkit.cli import main

pexpect = pytest.importorskip("pexpect")
pyte = pytest.importorskip("pyte")


@pytest.fixture
def study(tmp_path: Path) -> Study:
    return review_study(tmp_path / "study")


def call(study: Study, *args: str, lines: str = "") -> Result:
    command = ["review", *args, "--study", str(study.root)]
    return CliRunner().invoke(main, command, input=lines, catch_exceptions=False)


def in_order(study: Study, *lines: str) -> Result:
    return call(study, "--coder", "ana", "--queue", "all", lines="".join(f"{x}\n" for x in lines))


# -- lines -------------------------------------------------------------------------------------


def test_lines_are_commands_by_key_or_by_word(study: Study) -> None:
    done = in_order(
        study, "y", "code trust", "quote the coffee IS good", "accept", "done", "n", "p", "y", "d"
    )
    assert done.exit_code == 0
    assert "1. I hardly talk to my colleagues any more." in done.stdout
    assert "Does this hold here?" in done.stdout
    assert "ana read 2 turns: 3 accepted, 1 rejected, 0 skipped" in done.stdout
    assert "Trust has one polarity only" in done.stdout
    assert standing(study, "ana") == [
        (2, "isolation", "+", "accepted", SAID[0][:40]),
        (2, "trust", "+", "accepted", "The coffee is good"),
        (4, "isolation", "-", "rejected", "We talk more than ever."),
        (4, "trust", "+", "accepted", "I believe what it tells me."),
    ]


@pytest.mark.parametrize(
    ("moves", "quote"),
    [
        (["<", "<"], "I hardly talk to my colleagues"),
        ([">"], "I hardly talk to my colleagues any more. The"),
        (["]", "[", "]"], SAID[0]),
        (["e", "<"], "hardly talk to my colleagues any more."),
        (["j"], "The coffee is good though."),
        (["j", "k"], "I hardly talk to my colleagues any more."),
        (["go 2"], "The coffee is good though."),
        (["go 1-2"], SAID[0]),
        (["quote  coffee is"], "coffee is"),
        (["go 3", "quote elsewhere"], "I hardly talk to my colleagues any more."),
    ],
)
def test_the_passage_is_extended_narrowed_and_moved(
    study: Study, moves: list[str], quote: str
) -> None:
    in_order(study, *moves, "y")
    assert [row[4] for row in standing(study, "ana")] == [quote]


def test_the_other_polarity_and_all_the_rest_rejected(study: Study) -> None:
    in_order(study, "p", "y", "d", "N", "d")
    assert [row[:4] for row in standing(study, "ana")] == [
        (2, "isolation", "-", "accepted"),
        (4, "isolation", "-", "rejected"),
        (4, "trust", "+", "rejected"),
    ]


@pytest.mark.parametrize(
    ("lines", "told"),
    [
        (["d"], "first a verdict on the passage"),
        (["y", "y"], "nothing waits for a verdict"),
        (["zebra"], "no key 'zebra'"),
        (["c banana"], "no code 'banana' here: 1 isolation, 2 trust"),
        (["9"], "no code '9' here"),
        (["m"], "memo needs to be told"),
        (["g 7"], "sentences here go from 1 to 2"),
        (["u"], "there is nothing to undo"),
        (["y", "x 4"], "which of your 1 codings?"),
        (["?"], "all keys"),
        (["i"], "include: fewer talks"),
    ],
)
def test_what_cannot_be_done_is_said_and_nothing_happens(
    study: Study, lines: list[str], told: str
) -> None:
    done = in_order(study, *lines)
    assert done.exit_code == 0
    assert told in done.stdout
    assert len(standing(study, "ana")) <= 1
    assert read(study, "ana") == []


def test_memo_skip_undo_and_withdraw(study: Study) -> None:
    in_order(study, "memo strong one", "y", "x", "s", "u", "u", "u", "q")
    rows = study.judgements()
    assert [(row["act"], row["stands"]) for row in rows] == [
        ("memo", True),
        ("accept", False),
        ("withdraw", False),
        ("undo 3", True),
        ("undo 2", True),
    ]
    assert rows[0]["quote"] == "I hardly talk to my colleagues any more."


def test_a_blind_reading_shows_no_proposal_and_may_find_nothing(study: Study) -> None:
    done = call(study, "--coder", "ana", "--queue", "all", "--blind", lines="d\n1\np\ny\nd\n")
    assert "(blind)" in done.stdout
    assert "machine" not in done.stdout
    assert [row[:4] for row in standing(study, "ana")] == [(4, "isolation", "-", "accepted")]
    assert read(study, "ana", "trust") == [2, 4]


def test_json_keeps_standard_output_for_itself(study: Study) -> None:
    done = call(study, "--coder", "ana", "--queue", "all", "--format", "json", lines="y\nd\n")
    told = json.loads(done.stdout)
    assert (told["read"], told["accept"], told["queue"]) == (1, 1, "all")
    assert "Does this hold here?" in done.stderr


def test_what_a_transcript_says_does_not_command_the_terminal(tmp_path: Path) -> None:
    study = review_study(tmp_path, ["Look \x1b[2J\x1b]0;owned\x07 here. \u202eDone\x9b31m."])
    done = call(study, "--coder", "ana", "--queue", "random", lines="1\ny\nd\n")
    assert "Look  here." in done.stdout.replace("Look here.", "Look  here.")
    assert not set(done.stdout) & set("\x1b\x07\x9b\u202e")
    listed = CliRunner().invoke(main, ["coding", "list", "--study", str(study.root)])
    assert not set(listed.stdout) & set("\x1b\x07\x9b\u202e")


# -- verbs -------------------------------------------------------------------------------------


def test_who_judges_must_be_said_once(study: Study) -> None:
    assert "say who judges" in call(study).output
    done = CliRunner(env={"INTERVIEWKIT_CODER": "eve"}).invoke(
        main, ["review", "--queue", "all", "--study", str(study.root)], input="y\n"
    )
    assert "eve read 0 turns: 1 accepted" in done.stdout


def test_options_before_a_verb_are_not_lost_silently(study: Study) -> None:
    done = CliRunner().invoke(main, ["review", "--coder", "ana", "log"])
    assert done.exit_code == 2
    assert "unexpected extra argument" in done.output


def test_assign_then_differences_then_consensus(study: Study) -> None:
    done = call(study, "assign", "--coders", "ana, ben", "--overlap", "100%", "--turns", "8")
    assert "8 turns at random, 8 of them to everyone: ana 8, ben 8 to read, blind" in done.stdout
    call(study, "--coder", "ana", lines="1\ny\nd\n" * 8)
    left = call(study, "--coder", "ben", lines="d\n" * 5)
    assert "ben read 5 turns: 0 accepted, 0 rejected, 0 skipped; 3 to go" in left.stdout
    call(study, "--coder", "ben", lines="d\n" * 3)
    rows = json.loads(call(study, "disagreements", "--format", "json").stdout)
    assert [row["said"] for row in rows] == [{"ana": "+", "ben": "not there"}] * 8
    assert "ana: +; ben: not there" in call(study, "disagreements").stdout
    done = call(study, "consensus", lines="y\nd\nn\nd\n")
    assert "isolation – ana: + · ben: not there" in done.stdout
    assert "consensus read 2 turns: 1 accepted, 1 rejected, 0 skipped; 6 to go" in done.stdout


def test_log_and_undo(study: Study) -> None:
    in_order(study, "y", "d")
    assert "accept" in call(study, "log").stdout
    done = call(study, "undo", "--coder", "ana")
    assert "entry 2 by ana is undone; entry 3 says so" in done.stdout
    assert "read (undone)" in call(study, "log", "--coder", "ana").stdout
    told = json.loads(call(study, "undo", "3", "--format", "json").stdout)
    assert told["undoes"] == 3
    assert read(study, "ana") == [2]


def test_a_changed_codebook_is_told_at_the_start(study: Study) -> None:
    in_order(study, "y", "d")
    book = study.root / "codebook.yaml"
    book.write_text(book.read_text("utf-8").replace("Weaker ties", "Fewer ties"), "utf-8")
    done = in_order(study)
    assert "the code isolation is changed since ana judged by it" in done.stderr
    assert "changed" in call(study, "outdated").stdout


@pytest.mark.parametrize("share", ["120%", "-1", "many"])
def test_a_share_that_is_none_is_told(study: Study, share: str) -> None:
    done = call(study, "assign", "--coders", "a,b", "--overlap", share)
    assert done.exit_code == 2
    assert "is no share" in done.output or "not between" in done.output


# -- a terminal ----------------------------------------------------------------------------------


class Terminal:
    """A pseudo-terminal in which somebody reviews, and what stands on it."""

    def __init__(self, study: Study, *args: str, kind: str = "xterm") -> None:
        command = ["-m", "interviewkit", "review", "--study", str(study.root), *args]
        environment: Any = {**os.environ, "TERM": kind}
        self.child = pexpect.spawn(
            sys.executable, command, dimensions=(30, 100), env=environment, timeout=30
        )
        self.screen = pyte.Screen(100, 30)
        self.stream = pyte.ByteStream(self.screen)

    def sees(self, words: str) -> None:
        """Wait until the words stand on the screen."""
        while words not in self.text():
            self.stream.feed(self.child.read_nonblocking(65536, 30))

    def text(self) -> str:
        return "\n".join(self.screen.display)

    def press(self, *keys: str) -> None:
        self.child.send("".join(keys))

    def resize(self, rows: int, columns: int) -> None:
        self.screen.resize(rows, columns)
        self.child.setwinsize(rows, columns)

    def end(self) -> str:
        """What stands on the screen once the command has ended."""
        self.child.expect(pexpect.EOF)
        self.child.close()
        self.stream.feed(bytes(self.child.before))
        return self.text()


@pytest.fixture
def terminals() -> Iterator[list[Terminal]]:
    opened: list[Terminal] = []
    yield opened
    for each in opened:
        each.child.close(force=True)


def open_terminal(terminals: list[Terminal], study: Study, kind: str = "xterm") -> Terminal:
    terminals.append(Terminal(study, "--coder", "ana", "--queue", "all", kind=kind))
    return terminals[-1]


def test_keys_arrows_and_prompts_work_on_a_terminal(
    study: Study, terminals: list[Terminal]
) -> None:
    terminal = open_terminal(terminals, study)
    terminal.sees("Does this hold here?")
    terminal.press("\x1b[D", "\x1b[D", "\t", "\x1bOD", "m")
    terminal.sees("memo")
    terminal.press("a strong one\r")
    terminal.sees("memo: a strong one")
    terminal.press("y")
    terminal.sees("Which other codes are in this turn?")
    terminal.press("2", "j", "y")
    terminal.sees("yours 2")
    terminal.press("\r")
    terminal.sees("2 of 50")
    terminal.press("q")
    assert "ana read 1 turn: 2 accepted" in terminal.end()
    assert terminal.child.exitstatus == 0
    assert [row[1:] for row in standing(study, "ana")] == [
        ("isolation", "+", "accepted", "hardly talk to my colleagues"),
        ("trust", "+", "accepted", "The coffee is good though."),
    ]


def test_quick_fingers_lose_no_key(study: Study, terminals: list[Terminal]) -> None:
    terminal = open_terminal(terminals, study)
    terminal.sees("Does this hold here?")
    terminal.press(*"yd", *"yyd", *"d", *"nd", *"d", *"yd", *"q")
    assert "ana read 6 turns: 4 accepted, 1 rejected" in terminal.end()
    assert read(study, "ana") == [2, 4, 6, 8, 10, 12]


@pytest.mark.parametrize("how", ["\x03", "\x04"])
def test_ctrl_c_leaves_with_all_saved_and_the_terminal_as_it_was(
    study: Study, terminals: list[Terminal], how: str
) -> None:
    terminal = open_terminal(terminals, study)
    terminal.sees("Does this hold here?")
    terminal.press("y")
    terminal.sees("yours 1")
    terminal.press(how)
    told = terminal.end()
    assert "0 turns: 1 accepted" in told
    assert "Traceback" not in told
    assert terminal.child.exitstatus == 0
    again = open_terminal(terminals, study)
    again.sees("yours 1")


def test_a_screen_follows_the_size_of_its_terminal(study: Study, terminals: list[Terminal]) -> None:
    terminal = open_terminal(terminals, study)
    terminal.sees("Does this hold here?")
    terminal.resize(20, 40)
    terminal.press("i")
    terminal.sees("include: fewer talks")
    assert "I hardly talk to my colleagues any" in terminal.text()


def test_a_terminal_that_draws_no_screens_has_lines(
    study: Study, terminals: list[Terminal]
) -> None:
    terminal = open_terminal(terminals, study, kind="dumb")
    terminal.sees("1. I hardly talk")
    terminal.press("y\r", "done\r", "q\r")
    assert "ana read 1 turn: 1 accepted" in terminal.end()


# -- what a code number means, and what was said before ------------------------------------------


def test_a_code_typed_in_a_blind_turn_marks_all_of_it(study: Study) -> None:
    call(study, "--coder", "ana", "--queue", "all", "--blind", lines="1\ny\n2\nj\ny\nd\n2\nk\ny\n")
    assert [(row[0], row[1], row[4]) for row in standing(study, "ana")] == [
        (2, "isolation", SAID[0]),
        (2, "trust", "I hardly talk to my colleagues any more."),
        (4, "trust", "I believe what it tells me."),
    ]


def test_the_turns_before_are_shown_and_more_on_demand(study: Study) -> None:
    lines = "d\nd\nd\nq\n"
    shown = call(study, "--coder", "ana", "--queue", "all", "--blind", lines=lines).stdout
    last = shown[shown.rindex("turn 8") :]
    assert "Moderator: Question 4?" in last
    assert "They are fine, I suppose." in last
    assert SAID[0] not in last
    assert "4 more turns before: b" in last


def test_a_name_much_like_a_known_one_needs_a_word(study: Study) -> None:
    in_order(study, "y", "d")
    refused = call(study, "--coder", "anna", "--queue", "all", lines="q\n")
    assert refused.exit_code == 1
    assert "did you mean 'ana'?" in refused.stderr
    assert "--new-coder" in refused.stderr
    meant = call(study, "--coder", "anna", "--queue", "all", "--new-coder", lines="q\n")
    assert meant.exit_code == 0
    same = call(study, "--coder", "Ana", "--queue", "all", lines="q\n")
    assert "'Ana' is taken for the coder 'ana'" in same.stderr
    assert "ana read 0 turns" in same.stdout
