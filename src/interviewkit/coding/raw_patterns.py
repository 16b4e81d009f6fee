"""Patterns in spaCy's own language: what is allowed, so that no passage can hold a run up."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from interviewkit.errors import CodebookError

MOST_TOKENS = 50
MOST_REPEATS = 4
"""Tokens that may come any number of times: each multiplies the ways to match."""
MOST_REGEX = 200

_ONE_CHARACTER = re.compile(r"\\.|\[\^?\]?[^\]]*\]", re.S)
_GROUP_REPEATED = re.compile(r"\)(?:[*+]|\{)")
_REPEATED = re.compile(r"[*+]|\{\d*,\d*\}")


def refuse_endless(tokens: Sequence[Mapping[str, object]], name: str) -> None:
    """Refuse raw patterns that could be matched in too many ways.

    Raises:
        CodebookError: there are too many tokens or repeats, or a REGEX is none or too intricate.
    """
    if len(tokens) > MOST_TOKENS:
        _refuse(name, f"it has more than {MOST_TOKENS} tokens")
    repeats = sum(str(token.get("OP", ""))[:1] in ("*", "+", "{") for token in tokens)
    if repeats > MOST_REPEATS:
        _refuse(name, f"more than {MOST_REPEATS} of its tokens may come any number of times")
    for expression in _expressions(tokens):
        _refuse_regex(expression, name)


def _refuse_regex(expression: str, name: str) -> None:
    if len(expression) > MOST_REGEX:
        _refuse(name, f"a REGEX is longer than {MOST_REGEX} characters")
    try:
        re.compile(expression)
    except (re.error, RecursionError, OverflowError) as fault:
        _refuse(name, f"its REGEX {expression!r} is none: {fault}")
    bare = _ONE_CHARACTER.sub("x", expression)
    if _GROUP_REPEATED.search(bare) or len(_REPEATED.findall(bare)) > MOST_REPEATS:
        _refuse(name, f"its REGEX {expression!r} repeats what repeats")


def _expressions(value: object, *, within: bool = False) -> Iterator[str]:
    """Every text below a REGEX in lists and tables: it may hold IN and a list."""
    if isinstance(value, Mapping):
        for key, inner in value.items():
            yield from _expressions(inner, within=within or key == "REGEX")
    elif isinstance(value, list | tuple):
        for inner in value:
            yield from _expressions(inner, within=within)
    elif within and isinstance(value, str):
        yield value


def _refuse(name: str, what: str) -> None:
    raise CodebookError(f"pattern {name[:60]!r}: {what}", hint="say it in several simple patterns")
