"""Where keys come from and pictures go: a terminal, or lines in a pipe."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING, Protocol

import click

from interviewkit.cli.keys import Keys, listening
from interviewkit.cli.review_desk import BY_KEY, BY_WORD, Desk
from interviewkit.cli.review_screen import screen, told
from interviewkit.errors import StudyBusyError
from interviewkit.model import Outcome

if TYPE_CHECKING:
    from interviewkit.study import Review

ARROWS = {
    "\x1b[C": ">", "\x1b[D": "<", "\x1b[B": "]", "\x1b[A": "[",
    "\x1bOC": ">", "\x1bOD": "<", "\x1bOB": "]", "\x1bOA": "[",
    "\t": "e", "\r": "d", "\n": "d",
}  # fmt: skip
STOP = ("", "\x03", "\x04")


class Face(Protocol):
    """A way to show the desk and to be told what to do."""

    def show(self, desk: Desk, /) -> None: ...

    def read(self, desk: Desk, /) -> tuple[str, str]:
        """A key and, where it needs one, an argument.

        Raises:
            EOFError: nobody will press a key any more.
        """
        ...


class Terminal:
    """One key at a time, the desk drawn anew after each."""

    def __init__(self, keys: Keys) -> None:
        self.keys = keys

    def show(self, desk: Desk) -> None:
        click.clear()
        click.echo(screen(desk))

    def read(self, desk: Desk) -> tuple[str, str]:
        key = self.keys.key()
        if key in STOP:
            raise EOFError
        key = ARROWS.get(key, key)
        command = BY_KEY.get(key)
        wanted = command.asks if command and _fits(command.when, desk) else ""
        if not wanted or (key == "x" and desk.card and len(desk.card.own) < 2):
            return key, ""
        return key, self.keys.line(wanted)


class PipeFace:
    """One command a line, by key or word: ``y``, ``code isolation``, ``memo see turn 12``."""

    def __init__(self, *, to_stderr: bool) -> None:
        self.to_stderr = to_stderr
        self.shown: object = None

    def show(self, desk: Desk) -> None:
        turn = desk.card.turn if desk.card else None
        click.echo(told(desk, whole=turn is not self.shown), err=self.to_stderr)
        self.shown = turn

    def read(self, _desk: Desk) -> tuple[str, str]:
        line = sys.stdin.readline()
        if not line:
            raise EOFError
        word, _, rest = line.strip().partition(" ")
        if not word:
            return "?", ""
        return (BY_WORD[word].key if word in BY_WORD else word), rest


@contextmanager
def face(shape: str) -> Iterator[Face]:
    """A terminal where somebody sits at one, else lines; JSON keeps standard output for itself."""
    if sys.stdin.isatty() and sys.stdout.isatty() and shape == "table":
        with listening() as keys:
            yield Terminal(keys)
    else:
        yield PipeFace(to_stderr=shape != "table")


def sit_down(review: Review, shape: str) -> Outcome:
    """Go through the turns until they are done, enough is read, or the person leaves."""
    desk = Desk(review)
    with suppress(EOFError, KeyboardInterrupt), face(shape) as shown:
        while _next(desk):
            while desk.card is not None:
                shown.show(desk)
                desk.do(*shown.read(desk))
    return review.finish()


def _next(desk: Desk) -> bool:
    """The next turn; where another process writes for long, one more try."""
    try:
        return desk.next_card()
    except StudyBusyError:
        return desk.next_card()


def _fits(when: str, desk: Desk) -> bool:
    return when in ("", "verdict" if desk.draft is not None else "turn")
