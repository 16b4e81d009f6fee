"""The styles in which numbers are written, and the one that holds.

A style holds for all that is written within :func:`written_in`, as ``decimal.localcontext`` holds
for all that is computed: no number of a report can be left in another style because somewhere on
its way the style was not handed on. British and American English write numbers alike.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Style:
    """How numbers are written.

    ``percent`` is what follows a share's number; ``leading_zero`` says whether p, which cannot be
    above 1, is written with a zero before its decimals.
    """

    name: str
    point: str
    thousands: str
    percent: str
    leading_zero: bool


ENGLISH = Style("english", ".", ",", "%", leading_zero=False)
GERMAN = Style("german", ",", ".", "\u00a0%", leading_zero=True)
STYLES = {style.name: style for style in (ENGLISH, GERMAN)}

_current: ContextVar[Style] = ContextVar("style", default=ENGLISH)


def current() -> Style:
    """The style that holds here; English where nothing was said."""
    return _current.get()


@contextmanager
def written_in(style: Style | str) -> Iterator[Style]:
    """Let a style, or the one of that name, hold for what is written within."""
    chosen = STYLES[style] if isinstance(style, str) else style
    token = _current.set(chosen)
    try:
        yield chosen
    finally:
        _current.reset(token)
