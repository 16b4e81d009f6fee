"""Where a moderator asks about a code: whose wording fits, whatever grammar says of it."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from interviewkit.coding.matching import Index
from interviewkit.coding.patterns import extract_words
from interviewkit.errors import CodebookError
from interviewkit.model import Codebook, Pattern

_ENDS = re.compile(r"(?<=[.!?;])\s+|\n+")
"""Where a pattern ends at the latest; looking at one sentence after another is much faster."""


def find_questions(
    codebook: Codebook, texts: Mapping[int, str], declared: Mapping[str, str]
) -> dict[str, set[int]]:
    """Code → the ids of those turns that put it on the table.

    ``declared`` gives a code a line of the pattern language for its question; a code without one
    is found by its own patterns, with their words alone: "Do you feel cut off from colleagues?"
    asks about isolation although nobody says that they are isolated.

    Raises:
        CodebookError: a pattern cannot be understood; the message names the code.
    """
    parts = [(key, part) for key, text in texts.items() for part in _ENDS.split(text) if part]
    index = Index(part for _, part in parts)
    found: dict[str, set[int]] = {}
    for code in codebook.codes:
        line = declared.get(code.id, "")
        patterns: Sequence[Pattern] = (Pattern(line),) if line else code.patterns
        try:
            rules = [extract_words(each, codebook.lists) for each in patterns]
        except CodebookError as fault:
            raise CodebookError(f"code {code.id!r}: {fault.message}", hint=fault.hint) from None
        held: set[int] = set()
        for rule in filter(None, rules):
            likely = [at for at in index.candidates(rule.needs) if parts[at][0] not in held]
            if likely:
                search = rule.regex.search
                held.update(parts[at][0] for at in likely if search(index.texts[at]))
        found[code.id] = held
    return found
