"""A drawing as pixels, where a library that makes them is installed."""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module

SCALE = 2
"""Pixels of the picture for one of the drawing: 1,920 in width, sharp in print."""
HINT = "install one: pip install resvg-py (or cairosvg)"


def draw_png(svg: str) -> bytes | None:
    """An SVG document as PNG, by resvg or else by CairoSVG; ``None`` where neither is there.

    Letters are those of the system: the same drawing may look a little otherwise elsewhere.
    """
    for draw in _RASTERISERS:
        try:
            return draw(svg)
        except (ImportError, OSError):  # CairoSVG without the library that it stands on
            continue
    return None


def _draw_by_resvg(svg: str) -> bytes:
    return bytes(import_module("resvg_py").svg_to_bytes(svg_string=svg, zoom=SCALE))


def _draw_by_cairo(svg: str) -> bytes:
    return bytes(import_module("cairosvg").svg2png(bytestring=svg.encode(), scale=SCALE))


_RASTERISERS: tuple[Callable[[str], bytes], ...] = (_draw_by_resvg, _draw_by_cairo)
