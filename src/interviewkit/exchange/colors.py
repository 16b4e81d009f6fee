"""Colours as other tools write them, told as ``#RRGGBB``.

What a file of the exchange standard may hold as a colour is asked in ``refi/values.py``: there
a short form is a colour, and one without ``#`` is a fault.
"""

from __future__ import annotations

import re

_HEX = re.compile(r"#?([0-9A-Fa-f]{6})(?:[0-9A-Fa-f]{2})?")
_RGB = re.compile(r"rgb\((\d{1,3}),\s*(\d{1,3}),\s*(\d{1,3})\)", re.IGNORECASE)


def read_color(written: str) -> str:
    """A colour, how far one sees through it left out; empty where it is none.

    R also knows colours by name, which are not read.

    >>> read_color("ff00aa80"), read_color("rgb(255, 0, 170)"), read_color("salmon")
    ('#FF00AA', '#FF00AA', '')
    """
    if found := _HEX.fullmatch(written.strip()):
        return f"#{found[1].upper()}"
    mixed = _RGB.fullmatch(written.strip())
    parts = [int(part) for part in mixed.groups()] if mixed else []
    return f"#{bytes(parts).hex().upper()}" if parts and max(parts) < 256 else ""


def read_windows_color(number: int) -> str:
    """A colour that Windows counts, blue first; empty for a number that is none.

    >>> read_windows_color(255)
    '#FF0000'
    """
    if not 0 <= number < 2**24:
        return ""
    return f"#{number & 255:02X}{number >> 8 & 255:02X}{number >> 16:02X}"
