"""How wide a text is before anyone draws it, how it is broken into lines, and where labels fit."""

from __future__ import annotations

import math
import unicodedata
from collections.abc import Sequence

from interviewkit.wording.words import clip_text

WIDTHS = {
    278: " !,./:;I[\\]ftj|", 222: "il'`", 191: "‘’", 355: '"', 333: "()-r·“”", 389: "*",
    584: "+<=>~−", 500: "ckszvxyJ", 556: "0123456789abdeghnopquL?_#$–", 611: "FTZ",
    667: "ABEKPSVXY&", 722: "CDHNRUw", 778: "GOQ", 833: "mM", 889: "%", 944: "W", 1000: "…—@",
}  # fmt: skip
ADVANCE = {letter: width for width, letters in WIDTHS.items() for letter in letters}
"""Widths of letters in thousandths of the size, as Helvetica and its kin have them."""
OTHER, WIDE = 620, 1000
BOLD = 1.07
SPARE = 1.08
"""System fonts differ a little; a text is thought wider rather than too narrow."""


def measure_text(text: str, size: float, *, bold: bool = False) -> float:
    """About how wide a text is drawn, in the unit of ``size``."""
    letters = sum(map(_measure_letter, text))
    return letters / 1000 * size * SPARE * (BOLD if bold else 1.0)


def _measure_letter(letter: str) -> int:
    if letter in ADVANCE:
        return ADVANCE[letter]
    if unicodedata.combining(letter) or unicodedata.category(letter) in ("Cf", "Mn", "Me"):
        return 0
    if unicodedata.east_asian_width(letter) in "WF":
        return WIDE
    bare = unicodedata.normalize("NFD", letter)[0]
    return ADVANCE.get(bare, OTHER)


def wrap_text(text: str, width: float, size: float, most: int = 2) -> tuple[str, ...]:
    """A text in at most so many lines no wider than ``width``; what is left over is cut."""
    lines: list[str] = []
    rest = " ".join(text.split())
    while rest and len(lines) < most:
        line = _take_line(rest, width, size)
        rest = rest[len(line) :].lstrip()
        lines.append(line.rstrip())
    if rest:
        lines[-1] = _shorten(f"{lines[-1]} {rest}", width, size)
    return tuple(lines) or ("",)


def _take_line(text: str, width: float, size: float) -> str:
    """What fits into one line, ending at a blank where there is one."""
    end = len(text)
    if measure_text(text, size) > width:
        end = max(1, _count_fitting(text, width, size))
        blank = text.rfind(" ", 0, end + 1)
        end = blank if blank > 0 else end
    return text[:end]


def _count_fitting(text: str, width: float, size: float) -> int:
    total = 0.0
    for i, letter in enumerate(text):
        total += measure_text(letter, size)
        if total > width:
            return i
    return len(text)


def _shorten(text: str, width: float, size: float) -> str:
    limit = _count_fitting(text, width - measure_text(" …", size), size)
    short = clip_text(text, max(2, limit))
    return short if measure_text(short, size) <= width else text[: max(1, limit)] + "…"


def push_apart(places: Sequence[float], step: float, low: float, high: float) -> list[float]:
    """Places as near to where they were as they fit, ``step`` apart, from ``low`` to ``high``.

    ``nan`` stays. Where there is no room for all, they go on past ``low``.
    """
    return spread_labels(places, [step] * len(places), low - step / 2, high + step / 2)


def spread_labels(
    middles: Sequence[float], widths: Sequence[float], low: float, high: float
) -> list[float]:
    """The middles of labels so wide that none lies over another, each as near as it fits."""
    order = sorted((i for i, x in enumerate(middles) if not math.isnan(x)), key=middles.__getitem__)
    found = list(middles)
    edge = low
    for i in order:
        found[i] = max(middles[i], edge + widths[i] / 2)
        edge = found[i] + widths[i] / 2
    edge = high
    for i in reversed(order):
        found[i] = min(found[i], edge - widths[i] / 2)
        edge = found[i] - widths[i] / 2
    return found
