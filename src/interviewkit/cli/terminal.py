"""What may go to a terminal: text without commands to it, wrapped with one part set off."""

from __future__ import annotations

import re
from functools import partial
from itertools import pairwise

import click

from interviewkit.tables.drawing.safe_text import strip_controls as strip_controls

Span = tuple[int, int]


def say(text: str = "", *, err: bool = False) -> None:
    """Print a line in which there may be something from outside."""
    click.echo(strip_controls(text), err=err)


def wrap_text(text: str, width: int, mark: Span | None = None, left: str = "  ") -> list[str]:
    """Lines of a text from outside, with the characters of ``mark`` set off.

    The text is made harmless piece by piece, so that offsets hold. Styles are dropped by
    ``click.echo`` where the output is no terminal.
    """
    lines, line, used = [], left, 0
    for word in re.finditer(r"\S+", text):
        pieces = _pieces(text, word.span(), mark)
        length = sum(len(piece) for piece, _ in pieces)
        if used and used + 1 + length > width - len(left):
            lines.append(line)
            line, used = left, 0
        gap = _styled(" ", _inside(word.start() - 1, mark)) if used else ""
        line += gap + "".join(_styled(piece, on) for piece, on in pieces)
        used += length + bool(used)
    return [*lines, line] if used else lines


write_dim, write_bold = partial(click.style, dim=True), partial(click.style, bold=True)


def _pieces(text: str, word: Span, mark: Span | None) -> list[tuple[str, bool]]:
    """A word cut at the ends of the mark: (harmless piece, whether it is set off)."""
    start, end = word
    cuts = sorted({start, end, *(min(max(at, start), end) for at in mark or ())})
    found = [(strip_controls(text[a:b]), _inside(a, mark)) for a, b in pairwise(cuts)]
    return [(piece, on) for piece, on in found if piece]


def _inside(at: int, mark: Span | None) -> bool:
    return mark is not None and mark[0] <= at < mark[1]


def _styled(text: str, on: bool) -> str:
    return click.style(text, bold=True, underline=True) if on else text
