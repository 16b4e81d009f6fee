"""Single keys from a terminal that is kept listening, so that quick fingers lose none."""

from __future__ import annotations

import codecs
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Protocol

import click

PATIENCE = 0.05
"""Seconds within which the rest of an arrow key arrives after its escape character."""


class Keys(Protocol):
    """Where keys come from."""

    def key(self) -> str:
        """The next key; arrows are escape sequences. An empty text means that nobody is there."""
        ...

    def line(self, question: str) -> str:
        """A line of text, empty where the person thought better of it."""
        ...


@contextmanager
def listening() -> Iterator[Keys]:
    """Keys until the block is left; the terminal is then as it was before."""
    try:
        import termios
        import tty
    except ImportError:  # Windows has neither
        yield _ClickKeys()
        return
    fd = sys.stdin.fileno()
    before = termios.tcgetattr(fd)
    try:
        tty.setcbreak(fd, termios.TCSADRAIN)
        yield _TerminalKeys(fd, before)
    finally:
        termios.tcsetattr(fd, termios.TCSADRAIN, before)


class _ClickKeys:
    """Keys one by one, by way of Click."""

    def key(self) -> str:
        return click.getchar()

    def line(self, question: str) -> str:
        try:
            return str(click.prompt(f"  {question}", default="", show_default=False))
        except click.Abort:
            return ""


class _TerminalKeys(_ClickKeys):
    """Keys read straight from a POSIX terminal, which never echoes them meanwhile."""

    def __init__(self, fd: int, before: list[object]) -> None:
        self.fd, self.before = fd, before
        self.decoder = codecs.getincrementaldecoder("utf-8")("replace")

    def key(self) -> str:
        key = self._character()
        if key != "\x1b":
            return key
        while self._more() and len(key) < 8:
            key += self._character()
            if key[-1].isalpha() and key != "\x1bO":
                break
        return key

    def line(self, question: str) -> str:
        import termios
        import tty

        termios.tcsetattr(self.fd, termios.TCSADRAIN, self.before)  # type: ignore[arg-type]
        try:
            return super().line(question)
        finally:
            tty.setcbreak(self.fd, termios.TCSADRAIN)

    def _character(self) -> str:
        """One character, which may be several bytes."""
        while True:
            byte = os.read(self.fd, 1)
            text = self.decoder.decode(byte, final=not byte)
            if text or not byte:
                return text

    def _more(self) -> bool:
        import select

        return bool(select.select([self.fd], [], [], PATIENCE)[0])
