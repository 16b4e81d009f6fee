"""Where keys come from and pictures go: a terminal, or lines in a pipe."""

from __future__ import annotations

import os
import sys
from contextlib import suppress
from typing import TYPE_CHECKING

import click

from interviewkit.cli.review_desk import BY_WORD, Desk
from interviewkit.cli.review_screen import describe_desk
from interviewkit.model import Outcome

if TYPE_CHECKING:
    from interviewkit.study import Review


def sit_down(review: Review, shape: str) -> Outcome:
    """Go through the turns until they are done, enough is read, or the person leaves.

    On a screen where somebody sits at a terminal that can draw one, else in lines; JSON keeps
    standard output for itself.
    """
    desk = Desk(review)
    with suppress(EOFError, KeyboardInterrupt):
        if not desk.next_card():
            pass
        elif shape == "table" and _can_draw():
            from interviewkit.cli.review_app import ReviewApp

            ReviewApp(desk).run()
        else:
            _follow_lines(desk, to_stderr=shape != "table")
    return review.finish()


def _can_draw() -> bool:
    dumb = os.environ.get("TERM", "").casefold() in ("dumb", "unknown")
    return sys.stdin.isatty() and sys.stdout.isatty() and not dumb


def _follow_lines(desk: Desk, *, to_stderr: bool) -> None:
    """One command a line, by key or word: ``y``, ``code isolation``, ``memo see turn 12``."""
    shown: object = None
    while desk.card is not None:
        turn = desk.card.turn
        click.echo(describe_desk(desk, whole=turn is not shown), err=to_stderr)
        shown = turn
        line = sys.stdin.readline()
        if not line:
            return
        word, _, rest = line.strip().partition(" ")
        key = BY_WORD[word].key if word in BY_WORD else word or "?"
        desk.do(key, rest)
