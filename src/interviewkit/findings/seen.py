"""What to be careful of in a comparison, and why one was not tested."""

from __future__ import annotations

from collections.abc import Iterator

from interviewkit.model import Side

TALKATIVE = 1.5
"""From this ratio of words a person on it is said that one side spoke more."""

ASKED_UNEVENLY = 0.2
FEW = 11.0
"""With fewer degrees of freedom than this it is said that conversations are few."""

TOO_FEW = "too few conversations on a side to tell anything"


def why_not(inside: Side, outside: Side, least: int, *, tells: bool) -> str:
    """Why a comparison is not tested; empty where it is."""
    small = [
        f"{'only ' if side.people else ''}{side.people} {word}"
        for side, word in ((inside, "inside"), (outside, "outside"))
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


def cautions(inside: Side, outside: Side, freedom: float) -> tuple[str, ...]:
    """What a reader of this row must know, in sentences."""
    return (*_words(inside, outside), *_asked(inside, outside), *few_conversations(freedom))


def few_conversations(freedom: float) -> Iterator[str]:
    """That conversations are few, where degrees of freedom are."""
    if freedom < FEW:
        yield (
            f"few conversations tell it ({freedom:.1f} degrees of freedom): only large differences "
            "can show, and the interval is wide"
        )


def _words(inside: Side, outside: Side) -> Iterator[str]:
    each = [side.words / side.people if side.people else 0.0 for side in (inside, outside)]
    if min(each) > 0 and max(each) / min(each) >= TALKATIVE:
        more, less = ("inside", "outside") if each[0] > each[1] else ("outside", "inside")
        yield (
            f"those {more} spoke {max(each) / min(each):.1f} times as many words a person as those "
            f"{less}: whoever speaks more has more occasions to raise something"
        )


def _asked(inside: Side, outside: Side) -> Iterator[str]:
    a, b = (side.asked / side.people if side.people else 0.0 for side in (inside, outside))
    if abs(a - b) >= ASKED_UNEVENLY:
        yield (
            f"it was put to {a:.0%} of those inside and to {b:.0%} of those outside: a difference "
            "in what was asked can look like a difference between people"
        )
