"""Which fields of a request an endpoint takes: found out by asking, and then remembered."""

from __future__ import annotations

import json
import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace

SCHEMA, OBJECT, PLAIN = 0, 1, 2
"""How the form of the answer is asked for: by its schema, as JSON of any kind, in words alone."""

OPTIONAL = ("logprobs", "seed", "temperature", "n")
SHORT, LONG = "max_tokens", "max_completion_tokens"


@dataclass(frozen=True, slots=True)
class Shape:
    """``rung`` is how the form is asked for, ``without`` are fields that are left out, and
    ``length`` is how the bound of an answer is called."""

    rung: int = SCHEMA
    without: frozenset[str] = frozenset()
    length: str = SHORT

    def has(self, field: str) -> bool:
        return field not in self.without

    def loosen(self, complaint: str, fields: Collection[str]) -> Shape | None:
        """The next shape to try, by what the endpoint says of the ``fields`` that were sent;
        None where nothing is left to leave out."""
        if LONG in complaint and self.length == SHORT:
            return replace(self, length=LONG)
        complaint = complaint.replace("top_logprobs", "logprobs")  # they come and go together
        for name in OPTIONAL:
            if name in fields and _names(complaint, name):
                return replace(self, without=self.without | {name})
        return replace(self, rung=self.rung + 1) if self.rung < PLAIN else None


def _names(complaint: str, field: str) -> bool:
    """Whether the words are about that field; a field of one letter must stand in quotes."""
    marks = r"['\"`]" if len(field) == 1 else r"\b"
    return re.search(f"{marks}{field}{marks}", complaint) is not None


def add_schema(system: str, schema: Mapping[str, object], rung: int) -> str:
    """The system's words, with the schema in them where it is not sent as such."""
    if rung == SCHEMA:
        return system
    written = json.dumps(schema, ensure_ascii=False)
    return f"{system}\n\nAnswer with one JSON object and nothing else. Its JSON schema:\n{written}"
