"""Notes as a reader of a report needs them: without what is typed into a terminal."""

from __future__ import annotations

import re

_IN_BRACKETS = re.compile(r"\s*\([^()]*\binterviewkit [a-z][^()]*\)")
_CLAUSE = re.compile(
    r"[:,]?\s*(?:\b(?:see|with|then|run|by|in|from|it can be had|made again by)\b:?\s*)*"
    r"\binterviewkit [a-z][^;]*"
)
_OPTION = re.compile(r"[;,]\s*(?:or\s+)?(?:see|name|set|add)\s[^;]*\s--[a-z][^;]*")


def leave_out_commands(text: str) -> str:
    """A note without the clauses that say which command to type, or with which option.

    >>> leave_out_commands("no audit yet: judge 50 random turns: interviewkit review --coder NAME")
    'no audit yet: judge 50 random turns'
    """
    if "interviewkit " not in text and " --" not in text:
        return text
    for pattern in (_IN_BRACKETS, _CLAUSE, _OPTION):
        text = pattern.sub("", text)
    return re.sub(r"[\s;:,]+$", "", text)
