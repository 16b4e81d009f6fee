"""Which colour a code has: always the same, and of a set that colour-blind eyes keep apart."""

from __future__ import annotations

from collections.abc import Iterable
from zlib import crc32

COLOURS, FAR_APART = 12, 8
"""How many there are; the first so many are least alike, and are given first."""

ON_PAPER = (
    "#332288", "#117733", "#882255", "#1b6ca8", "#a8480f", "#7a3b9c",
    "#0b7285", "#6b5b00", "#a61e4d", "#2b6a4f", "#5c4033", "#4a5568",
)  # fmt: skip
"""The colours on a light page, dark enough to be read as text (contrast of 4.5 and more)."""


def choose_colours(codes: Iterable[str]) -> dict[str, int]:
    """Code → number of its colour, of the codes of a codebook in its order.

    Its name chooses, and where two would meet the next is taken. So a code keeps its colour as
    others come behind it, and no two are alike while there are colours left.

    >>> choose_colours(["isolation", "neutrality"])
    {'isolation': 1, 'neutrality': 3}
    """
    chosen: dict[str, int] = {}
    for code in codes:
        wanted, taken = crc32(code.encode()), set(chosen.values())
        many = FAR_APART if len(chosen) < FAR_APART else COLOURS
        turns = [(wanted + step) % many for step in range(many)]
        chosen[code] = next((number for number in turns if number not in taken), turns[0])
    return chosen
