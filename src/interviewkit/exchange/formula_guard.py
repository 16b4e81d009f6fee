"""Keeps spreadsheets from running a text as a formula, and gives the text back unharmed.

A cell that begins with = + - @ (also in full width), tab, carriage return or line feed gets an
apostrophe in front, as OWASP advises (CSV Injection). A text that already begins with apostrophes
before such a sign gets one more, so that taking one off again always gives the text itself.
"""

from __future__ import annotations

import re

_BARE = re.compile(r"'*[=+\-@\t\r\n＝＋－＠]")
_GUARDED = re.compile(r"'+[=+\-@\t\r\n＝＋－＠]")


def guard_cell(text: str) -> str:
    """The text as it may stand in a cell."""
    return f"'{text}" if _BARE.match(text) else text


def unguard_cell(cell: str) -> str:
    """The text of a cell that :func:`guard_cell` wrote."""
    return cell[1:] if _GUARDED.match(cell) else cell
