"""Labels that the study declares, found wherever and however a line opens with one."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from functools import lru_cache

from interviewkit.readers import layouts
from interviewkit.readers.layouts import BOLD_MARK, HEAD, Mark
from interviewkit.readers.time_stamps import STAMP, StampedLine

FEW = 0.3
"""A way of writing that could be speech (``Ana. Come here``) must be that of so many labels."""

_OPEN = rf"(?:[-*+•‣◦>»\[(<{{/#_【（\s|]|{BOLD_MARK}|{STAMP}|\d{{1,5}}[.)\]]?\s)*"
_CLOSE = rf"(?:[\])>}}/*_】）#]|{BOLD_MARK})*"
_REMARK = r"(?:\s*[(\[][^()\[\]\n]{0,60}[)\]])?"
_TIMES = rf"(?P<times>\s*[,|·•–—-]?\s*{STAMP})?"
_PART = (
    rf"(?P<part>\s*[:：]\s*{_CLOSE}|\s*\t\s*|\s+(?:[-–—>→»=~|]+)\s+|\s*[–—]\s+|\.\s+"
    rf"|\s{{2,}}|(?<=[\])>}}】）*_])\s+|\s*$|\s+(?={STAMP}))"
)


def find_declared_marks(lines: Sequence[StampedLine], names: Sequence[str]) -> list[Mark]:
    """The lines that open with one of these labels and some sign that parts it from speech.

    The sign may be a colon, dash, tab, full stop, bracket, time, or the end of the line. Those of
    them that speech has as well count only where a good part of the labels is written so.
    """
    pattern = _pattern(tuple(names))
    found: list[tuple[Mark, str]] = []
    for index, line in enumerate(lines):
        match = pattern.match(line.text[:HEAD])
        if match:
            found.append((layouts.make_mark(index, line, match), _classify_label(match)))
    ways = Counter(way for _, way in found)
    return [m for m, way in found if way == "sure" or ways[way] >= FEW * len(found)]


@lru_cache(maxsize=16)
def _pattern(names: tuple[str, ...]) -> re.Pattern[str]:
    longest_first = sorted(names, key=len, reverse=True)
    either = "|".join(r"\s+".join(map(re.escape, name.split())) for name in longest_first)
    return re.compile(
        rf"(?P<open>{_OPEN})(?P<label>{either})(?!\w){_REMARK}(?P<close>{_CLOSE}){_TIMES}{_CLOSE}"
        rf"{_PART}(?P<text>)",
        re.IGNORECASE,
    )


def _classify_label(match: re.Match[str]) -> str:
    """``sure`` where speech is hardly written like that, else the sign."""
    part = match["part"].strip()
    if part[:1] in tuple(":：") or "\t" in match["part"] or match["times"] or match["close"]:
        return "sure"
    return part[:1] or "sure"
