"""What to be careful of in a comparison, and why one was not tested."""

from __future__ import annotations

from collections.abc import Iterator

from interviewkit.model import Side
from interviewkit.wording.numbers import decimal, percent

ASKED_UNEVENLY = 0.2
FEW = 11.0
"""With fewer degrees of freedom than this it is said that conversations are few."""

TOO_FEW = "too few conversations on a side to tell anything"


SIDES = ("inside", "outside")


def explain_untested(
    inside: Side, outside: Side, least: int, *, tells: bool, words: tuple[str, str] = SIDES
) -> str:
    """Why a comparison is not tested; empty where it is. ``words`` say what the sides are."""
    small = [
        f"{'only ' if side.people else ''}{side.people} {word}"
        for side, word in zip((inside, outside), words, strict=True)
        if side.people < least
    ]
    if small:
        return f"{' and '.join(small)}; fewer than {least} people are not tested"
    voiced = inside.voiced + outside.voiced
    if voiced == 0:
        return "nobody voiced it"
    if voiced == inside.people + outside.people:
        return "everyone voiced it"
    return "" if tells else TOO_FEW


def list_cautions(
    inside: Side, outside: Side, freedom: float, words: tuple[str, str] = SIDES
) -> tuple[str, ...]:
    """What a reader of this row must know, in sentences."""
    return (*_warn_of_uneven_asking(inside, outside, words), *warn_of_few_conversations(freedom))


def warn_of_few_conversations(freedom: float) -> Iterator[str]:
    """That conversations are few, where degrees of freedom are."""
    if freedom < FEW:
        yield (
            f"few conversations tell it ({decimal(freedom, 1)} degrees of freedom): only large "
            "differences can show, and the interval is wide"
        )


def _warn_of_uneven_asking(inside: Side, outside: Side, words: tuple[str, str]) -> Iterator[str]:
    a, b = (side.asked / side.people if side.people else 0.0 for side in (inside, outside))
    if abs(a - b) >= ASKED_UNEVENLY:
        yield (
            f"it was put to {percent(a)} of those {words[0]} and to {percent(b)} of those "
            f"{words[1]}: a difference in what was asked can look like a difference between people"
        )
