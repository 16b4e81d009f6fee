"""Where a moderator asks about a code: whose wording fits, whatever grammar says of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from interviewkit.coding.patterns import compile_pattern, lowered
from interviewkit.errors import CodebookError
from interviewkit.model import Codebook, Pattern


def questions_about(
    codebook: Codebook, texts: Mapping[int, str], declared: Mapping[str, str]
) -> dict[str, set[int]]:
    """Code → the ids of those turns that put it on the table.

    ``declared`` gives a code a line of the pattern language for its question; a code without one
    is found by its own patterns, with their words alone: "Do you feel cut off from colleagues?"
    asks about isolation although nobody says that they are isolated.

    Raises:
        CodebookError: a pattern cannot be understood; the message names the code.
    """
    low = {key: lowered(text) for key, text in texts.items()}
    found: dict[str, set[int]] = {}
    for code in codebook.codes:
        line = declared.get(code.id, "")
        patterns: Sequence[Pattern] = (Pattern(line),) if line else code.patterns
        try:
            rules = [compile_pattern(each, codebook.lists).regex for each in patterns]
        except CodebookError as fault:
            raise CodebookError(f"code {code.id!r}: {fault.message}", hint=fault.hint) from None
        found[code.id] = {
            key for key, text in low.items() if any(rule and rule.search(text) for rule in rules)
        }
    return found
