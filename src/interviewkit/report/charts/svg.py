"""Writing SVG elements: every attribute and every text is escaped."""

from __future__ import annotations

from markupsafe import Markup, escape

DARKEST = 0.6
"""No darker than this: dark letters stay readable on every cell (contrast of about 4.5)."""


def draw_element(name: str, *content: str | Markup, **attributes: object) -> Markup:
    """One element. ``stroke_width=2`` becomes ``stroke-width="2"``, ``class_`` ``class``.

    Content that is no markup is text and is escaped.
    """
    written = Markup("").join(
        Markup(' {}="{}"').format(key.rstrip("_").replace("_", "-"), value)
        for key, value in attributes.items()
    )
    inside = Markup("").join(escape(piece) for piece in content)
    return Markup("<{0}{1}>{2}</{0}>").format(Markup(name), written, inside)


def place_on_track(share: float) -> str:
    """A place on a track, as a percentage of its width: tracks stretch with the page."""
    return f"{min(1.0, max(0.0, share)) * 100:.2f}%"


def write_coordinate(value: float) -> str:
    """A coordinate with one decimal: enough for the eye, and short."""
    return f"{value:.1f}"


def write_factor(value: float) -> str:
    """By how much a drawing is enlarged."""
    return f"{value:.4f}"


def draw_track(what: str, *marks: Markup, height: int = 24) -> Markup:
    """The drawing of one row, as wide as its column; ``what`` is read out in its place."""
    return draw_element(
        "svg",
        draw_element("title", what),
        *marks,
        class_="track",
        role="img",
        width="100%",
        height=height,
    )


def compute_shade(people: int, highest: int) -> str:
    """The opacity of a cell as CSS wants it, from 0 (nobody) to the darkest (the highest count)."""
    return f"{DARKEST * people / max(1, highest):.2f}"
