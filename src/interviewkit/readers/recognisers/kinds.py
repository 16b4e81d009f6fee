"""What files of this family are known by."""

from __future__ import annotations

import re

from interviewkit.readers.kinds import FileKind

_JSON = re.compile(r"\s*(?:\{\s*\"|\[\s*(?:\{\s*\"|\[\s*[\[{\d\"])|\{\s*\}|\[\s*\])")
_ONE_LINE = re.compile(r"\s*\{[^\n]*\}\s*\n\s*\{")
"""An object a line: a table, unless objects hold lists of words."""

_NESTED = re.compile(r'"(?:words|result|monologues|elements|nBest|NBest)"\s*:\s*\[')


def is_json(head: str) -> bool:
    """Whether a text begins as JSON does; no speech begins so."""
    if not _JSON.match(head):
        return False
    return not _ONE_LINE.match(head) or bool(_NESTED.search(head))


KINDS: tuple[FileKind, ...] = (
    FileKind("recogniser", (".json",), is_json, yields=(".jsonl", ".ndjson")),
)
"""Readers of what speech recognisers and meeting services write: JSON, and the texts beside it."""
