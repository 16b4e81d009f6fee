"""Two changes of one text put together, where they are in different places."""

from __future__ import annotations

from difflib import SequenceMatcher

Hunk = tuple[int, int, list[str]]
"""Lines ``first`` up to ``last`` of the base are to be these."""


def join_texts(base: str, ours: str, theirs: str) -> str | None:
    """The base with the changes of both, or ``None`` where they touch each other.

    >>> join_texts("a\\nb\\nc\\nd\\n", "A\\nb\\nc\\nd\\n", "a\\nb\\nc\\nD\\n")
    'A\\nb\\nc\\nD\\n'
    """
    lines = base.splitlines(keepends=True)
    mine, other = (_hunks(lines, text.splitlines(keepends=True)) for text in (ours, theirs))
    for first, last, _ in mine:
        if any(first <= end and begin <= last for begin, end, _ in other):
            return None
    joined = list(lines)
    for first, last, new in sorted([*mine, *other], key=lambda hunk: hunk[:2], reverse=True):
        joined[first:last] = new
    return "".join(joined)


def _hunks(base: list[str], text: list[str]) -> list[Hunk]:
    changes = SequenceMatcher(None, base, text, autojunk=False).get_opcodes()
    return [(a, b, text[c:d]) for tag, a, b, c, d in changes if tag != "equal"]
