"""Texts from outside as a terminal, a spreadsheet and a document can hold them unharmed.

A cell that begins with = + - @ (also in full width), tab, carriage return or line feed gets an
apostrophe in front, as OWASP advises (CSV Injection). A sign that stands alone is no formula and
stays as it is. A text that already begins with apostrophes before such a sign gets one more, so
that taking one off again always gives the text itself.
"""

from __future__ import annotations

import re

_FORMULA = re.compile(r"[=+\-@\t\r\n＝＋－＠].|'+[=+\-@\t\r\n＝＋－＠]", re.DOTALL)
_GUARDED = re.compile(r"'+[=+\-@\t\r\n＝＋－＠]")

_SIGNED = re.compile(r"[+-][0-9]+(?:[.,][0-9]+)?(?:[eE][+-]?[0-9]+)?")
"""A number with its sign."""

_ESCAPES = re.compile(
    r"\x1b\[[0-?]*[ -/]*[@-~]"  # colours, moves, erasing
    r"|\x1b\][^\x07\x1b]*(?:\x07|\x1b\\)?"  # titles, links
    r"|\x1b[PX^_][^\x1b]*(?:\x1b\\)?"  # strings to the device
    r"|\x1b[ -/]*[0-~]?"
)
_CONTROLS = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069]")
_HALVES = re.compile("[\ud800-\udfff]")
"""Halves of surrogate pairs, which no terminal can be sent."""

_UNPRINTABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
"""What no HTML or XML file may hold: control characters and halves of surrogate pairs."""

_TURNING = re.compile("[\u202a-\u202e\u2066-\u2069]")
"""Signs that would turn the direction of a line around what stands beside them."""


def guard_cell(text: str) -> str:
    """The text as it may stand in a cell.

    >>> guard_cell("=1+1"), guard_cell("-")
    ("'=1+1", '-')
    """
    return f"'{text}" if _FORMULA.match(text) else text


def is_formula(text: str) -> bool:
    """Whether a spreadsheet would take a cell for a formula, and no mere number.

    >>> is_formula("-1+1"), is_formula("-1.75"), is_formula("+2")
    (True, False, False)
    """
    return guard_cell(text) != text and not _SIGNED.fullmatch(text)


def unguard_cell(cell: str) -> str:
    """The text of a cell that :func:`guard_cell` wrote."""
    return cell[1:] if _GUARDED.match(cell) else cell


def strip_controls(text: str) -> str:
    """A text from outside without what a terminal would obey or what reverses its direction."""
    return _HALVES.sub("\ufffd", _CONTROLS.sub("", _ESCAPES.sub("", text)))


def strip_unprintable(text: str) -> str:
    """The text without what HTML and XML cannot hold."""
    return _UNPRINTABLE.sub("\ufffd", text)


def clean_text(text: str) -> str:
    """The text as an Office file can hold it; a line feed is a new line there."""
    return _TURNING.sub("", strip_unprintable(text)).replace("\r\n", "\n").replace("\r", "\n")


def clean_line(text: str) -> str:
    """The text as :func:`clean_text` gives it, on one line, each blank once.

    >>> clean_line(" Ana\\n  Ruiz ")
    'Ana Ruiz'
    """
    return " ".join(clean_text(text).split())
