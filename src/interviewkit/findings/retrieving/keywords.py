"""Words in their context (KWIC), in the order of what stands left or right of them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from interviewkit.errors import QueryError, did_you_mean
from interviewkit.model import Turn
from interviewkit.model.retrieval import Keyword
from interviewkit.model.span import Span

LEFT, RIGHT = "left", "right"
SIDES = (LEFT, RIGHT)

AROUND = 80
"""So many characters are shown on each side, and a word is never cut."""

_WORD = re.compile(r"\w+")


def list_keywords(
    turn: Turn, person: str, role: str, spans: Iterable[Span], around: int = AROUND
) -> list[Keyword]:
    """A line for each place of a turn."""
    return [
        Keyword(
            turn,
            person,
            role,
            _left(turn.text[:start], around),
            turn.text[start:end],
            _right(turn.text[end:], around),
            (start, end),
        )
        for start, end in spans
    ]


def sort_keywords(lines: Sequence[Keyword], side: str) -> list[Keyword]:
    """Lines by the words on one side, the nearest first; capitals do not matter.

    Raises:
        QueryError: there is no such side.
    """
    if side not in SIDES:
        raise QueryError(f"lines are not sorted by {side!r}", hint=did_you_mean(side, SIDES))
    return sorted(lines, key=lambda line: (_key(line, side), line.turn.place, line.span))


def _key(line: Keyword, side: str) -> list[str]:
    if side == LEFT:
        return _WORD.findall(line.turn.text[: line.span[0]].casefold()[-200:])[::-1]
    return _WORD.findall(line.turn.text[line.span[1] :][:200].casefold())


def _left(text: str, around: int) -> str:
    if len(text) <= around:
        return text
    cut = text[-around:]
    at = cut.find(" ")
    return "…" + (cut[at:] if 0 <= at < around // 2 and text[-around - 1] != " " else cut)


def _right(text: str, around: int) -> str:
    if len(text) <= around:
        return text
    cut = text[:around]
    at = cut.rfind(" ")
    return (cut[: at + 1] if at > around // 2 and text[around] != " " else cut) + "…"
