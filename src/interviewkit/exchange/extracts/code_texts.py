"""What a codebook says of a code, as the one text that a project holds of it."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

SECTIONS = {
    "include": "Include", "exclude": "Exclude", "example": "Examples", "misses": "Near misses",
}  # fmt: skip
RULES = "Coding rules"
_BULLET = re.compile(r"^\s*(?:[-–•*·▪]|\d{1,2}[.)])\s+")


def write_code_text(said: Mapping[str, Sequence[str]]) -> str:
    """Definition, rules, and a section each for what belongs to a code, what does not, examples.

    ``said`` maps ``definition``, ``rules``, ``include``, ``exclude``, ``example`` and ``misses`` to
    what cells say of it. The text is taken apart again where a codebook comes into a study.

    >>> print(write_code_text({"definition": ["Lost time."], "include": ["fear of it"]}))
    Lost time.
    <BLANKLINE>
    Include:
    - fear of it
    """
    blocks = [text.strip() for text in said.get("definition", ()) if text.strip()]
    blocks += [f"{RULES}: {text.strip()}" for text in said.get("rules", ()) if text.strip()]
    for key, name in SECTIONS.items():
        items = [item for text in said.get(key, ()) for item in _split_items(text)]
        if items:
            blocks.append("\n".join((f"{name}:", *(f"- {item}" for item in items))))
    return "\n\n".join(blocks)


def _split_items(text: str) -> list[str]:
    """The points of a cell: its lines where they are marked as points, else all of it."""
    lines = [line.strip() for line in text.strip().split("\n") if line.strip()]
    if len(lines) > 1 and all(_BULLET.match(line) for line in lines):
        return [_BULLET.sub("", line) for line in lines]
    return ["\n  ".join(lines)] if lines else []
