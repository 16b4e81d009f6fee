"""How tools are known to count places, before anything is seen of their files.

What is known of each: NVivo for Windows counts UTF-16 units and line ends as two; ATLAS.ti writes
line ends as two signs and counts them as one, as QualCoder does for MAXQDA; tools in Python count
code points, and those in Qt, .NET, Java or JavaScript mostly UTF-16 units.
"""

from __future__ import annotations

from collections.abc import Mapping

from interviewkit.exchange.refi.conventions import (
    ALL_CONVENTIONS,
    AS_WRITTEN,
    BYTES,
    CHARACTERS,
    ONE,
    TWO,
    UTF16,
    Convention,
)

_UNITS = {CHARACTERS: 0.6, UTF16: 0.38, BYTES: 0.02}
_LINE_ENDS = {ONE: 0.4, AS_WRITTEN: 0.4, TWO: 0.2}
_MARK, _NO_MARK, _LAST = 0.15, 0.01, 0.03
"""That a mark counts where files have one and where none has; that the end is included."""

_UTF16 = {CHARACTERS: 0.2, UTF16: 0.79, BYTES: 0.01}
_PYTHON = {CHARACTERS: 0.9, UTF16: 0.09, BYTES: 0.01}

_TOOLS: tuple[tuple[str, Mapping[str, float], Mapping[str, float]], ...] = (
    ("nvivo for mac", _UTF16, {ONE: 0.6, AS_WRITTEN: 0.35, TWO: 0.05}),
    ("nvivo", _UTF16, {TWO: 0.55, AS_WRITTEN: 0.35, ONE: 0.1}),
    ("atlas", _UTF16, {ONE: 0.8, AS_WRITTEN: 0.15, TWO: 0.05}),
    ("maxqda", _UTF16, {ONE: 0.6, AS_WRITTEN: 0.3, TWO: 0.1}),
    ("quirkos", _UTF16, _LINE_ENDS),
    ("f4", _UTF16, _LINE_ENDS),
    ("dedoose", _UTF16, _LINE_ENDS),
    ("qualcoder", _PYTHON, {ONE: 0.7, AS_WRITTEN: 0.2, TWO: 0.1}),
    ("taguette", _PYTHON, _LINE_ENDS),
    ("qc ", _PYTHON, _LINE_ENDS),
)


def list_priors(tool: str, has_mark: bool) -> dict[Convention, float]:
    """How likely each way of counting is in a file of that tool, whose texts may begin so."""
    name = f"{tool.lower()} "
    known = (row for row in _TOOLS if row[0] in name)
    _, units, line_ends = next(known, ("", _UNITS, _LINE_ENDS))
    marked = _MARK if has_mark else _NO_MARK
    return {
        each: units[each.unit]
        * line_ends[each.line_end]
        * (marked if each.mark else 1 - marked)
        * (_LAST if each.last else 1 - _LAST)
        for each in ALL_CONVENTIONS
    }
