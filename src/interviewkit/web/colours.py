"""Which colour a code has: always the same, and of a set that colour-blind eyes keep apart."""

from __future__ import annotations

from collections.abc import Iterable
from zlib import crc32

COLOURS = 12
"""How many there are, as ``code-0`` … in ``static/base/colours.css``."""


def choose_colours(codes: Iterable[str]) -> dict[str, int]:
    """Code → number of its colour: its name chooses, and where two would meet the next is taken.

    So a code keeps its colour as others come, and no two are alike while there are colours left.
    """
    chosen: dict[str, int] = {}
    for code in codes:
        wanted = crc32(code.encode()) % COLOURS
        taken = set(chosen.values()) if len(chosen) < COLOURS else set()
        free = ((wanted + step) % COLOURS for step in range(COLOURS))
        chosen[code] = next(number for number in free if number not in taken)
    return chosen
