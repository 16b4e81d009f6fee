"""The colours of a report: one place gives every segment and every answer its own.

Segments have eight colours that stay apart for people who see no red or green, and in their
lightness; neighbours in study.toml differ most. Answers of a scale go from one pole to the other,
each of another lightness, so that grey print keeps them apart.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence

from interviewkit.report.figures import DIVERGING, GROWING

INK, SOFT, LINE, PAPER = "#1c2530", "#55606d", "#d9dee3", "#ffffff"
BLACK = "#000000"
ACCENT = "#1b4b72"
"""Everyone, and whatever is of no segment."""
PLUS, BOTH, MINUS = "#1b4b72", "#6b7077", "#b5541c"
SEGMENTS = (
    "#16a486", "#6d55ba", "#a08e0d", "#621837", "#978bb9", "#a7475c", "#39360b", "#5f6b14",
)  # fmt: skip
"""On white. Found by search: of any two, the accent among them, the difference is at least 12.5
(CIEDE2000), as everyone sees them and as those do who lack a cone."""
ON_DARK = (
    "#0f7c5c", "#8e84f1", "#ffd666", "#8a6080", "#e8e2f9", "#da728b", "#6a7308", "#91a52a",
)  # fmt: skip
"""The same hues on a dark page, found in the same way."""
DARK_PAPER, DARK_ACCENT = "#14191f", "#86b9e3"
PAINTS = {
    "accent": ACCENT, "plus": PLUS, "both": BOTH, "minus": MINUS, "ink": INK, "soft": SOFT,
    **{f"seg-{i}": colour for i, colour in enumerate(SEGMENTS)},
}  # fmt: skip
"""Colours by their names, on white paper."""
WORST, BAD, MIDDLE, GOOD, BEST = "#b5541c", "#e9bf95", "#e8e9e6", "#8bafcf", "#1b4b72"
LEAST = "#dbe7f1"
ANSWERS = ("#1b4b72", "#ecc49c", "#6b7077", "#b4d0e6", "#b5541c", "#dfe2e4")
"""Answers in no order: dark and light in turn."""


_ENDS = re.compile(r":| \(|\n")
"""What follows the name of a segment in a table."""


def paint_segment(position: int) -> str:
    """The name of a segment's colour, by its place in study.toml; -1 is everyone.

    There are eight; of more segments than that the ninth has the colour of the first, and only
    the labels tell them apart.
    """
    return "accent" if position < 0 else f"seg-{position % len(SEGMENTS)}"


def tint_segments(titles: Sequence[str]) -> Callable[[str], str]:
    """What gives a text its colour: that of the segment that it names, or begins with.

    >>> tint = tint_segments(["Women", "Men"])
    >>> tint("Men"), tint("Men: 4 of 9"), tint("Mensch")
    ('seg-1', 'seg-1', '')
    """
    paints = {title: paint_segment(i) for i, title in enumerate(titles)}

    def tint(text: str) -> str:
        return paints.get(text) or paints.get(_ENDS.split(text, maxsplit=1)[0], "")

    return tint


def paint_levels(scale: str, levels: int) -> tuple[str, ...]:
    """The colours of a stack's answers, in their order."""
    if scale == DIVERGING:
        return tuple(_diverging(levels))
    if scale == GROWING:
        return tuple(_blend(LEAST, BEST, i / max(1, levels - 1)) for i in range(levels))
    return tuple(_answer(i) for i in range(levels))


def _answer(place: int) -> str:
    """The seventh answer has the colour of the first, but paler, and so on."""
    again, first = divmod(place, len(ANSWERS))
    return _blend(PAPER, ANSWERS[first], 0.65**again)


def _diverging(levels: int) -> Iterator[str]:
    """From the worst through the middle, which an odd number of answers has, to the best."""
    half = levels // 2
    steps = [i / max(1, half - 1) if half > 1 else 0.0 for i in range(half)]
    yield from (_blend(WORST, BAD, step) for step in steps)
    yield from (MIDDLE,) * (levels % 2)
    yield from (_blend(GOOD, BEST, step if half > 1 else 1.0) for step in steps)


def choose_letters(colour: str) -> str:
    """Black or white letters, whichever can be read better: one of them can on any colour."""
    return max((BLACK, PAPER), key=lambda letters: compute_contrast(letters, colour))


def compute_contrast(one: str, other: str) -> float:
    """WCAG 2.2's contrast ratio of two colours, from 1 to 21."""
    darker, lighter = sorted((_luminance(one), _luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour: str) -> float:
    """Relative luminance of an sRGB colour (IEC 61966-2-1), from 0 to 1."""
    parts = (part / 255 for part in _parts(colour))
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _blend(one: str, other: str, share: float) -> str:
    mixed = (round(a + (b - a) * share) for a, b in zip(_parts(one), _parts(other), strict=True))
    return "#" + "".join(f"{part:02x}" for part in mixed)


def _parts(colour: str) -> Sequence[int]:
    return [int(colour[i : i + 2], 16) for i in (1, 3, 5)]


def resolve_paint(paint: str) -> str:
    """What the name of a colour is on white paper; a colour itself stays."""
    return paint if paint.startswith("#") else PAINTS[paint]


def write_palette_css() -> str:
    """The colours of segments for a style sheet; print is on white, whatever the screen was."""
    light, dark = (
        " ".join(f"--seg-{i}: {colour};" for i, colour in enumerate(colours))
        for colours in (SEGMENTS, ON_DARK)
    )
    rules = "".join(f".paint-{name} {{ --paint: var(--{name}); }}\n" for name in PAINTS)
    return (
        f":root {{ {light} }}\n"
        f"@media screen and (prefers-color-scheme: dark) {{ :root {{ {dark} }} }}\n"
        f"{rules}"
    )
