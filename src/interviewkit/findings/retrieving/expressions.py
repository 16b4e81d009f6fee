"""Searching with regular expressions that people type, which must not keep them waiting."""

from __future__ import annotations

import time
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from interviewkit.errors import QueryError
from interviewkit.model.span import Span

SECONDS = 2.0
"""All texts together may take so long."""

BETWEEN = 64
"""The clock is looked at after so many texts; within one, the engine looks itself."""

LONGEST = 500


@dataclass
class ExpressionSearch:
    """An expression over many texts, capitals aside; ``gave_up`` where time ran out.

    ``tried`` says how many texts were looked through to their end.

    Raises:
        QueryError: it is no regular expression, or too long.
    """

    expression: str
    seconds: float = SECONDS
    gave_up: bool = False
    tried: int = 0
    _compiled: Any = field(init=False, repr=False)

    def __post_init__(self) -> None:
        import regex  # type: ignore[import-untyped,unused-ignore]

        if len(self.expression) > LONGEST:
            raise QueryError(f"the regular expression is longer than {LONGEST} characters")
        try:
            self._compiled = regex.compile(self.expression, regex.IGNORECASE)
        except (regex.error, RecursionError, OverflowError, ValueError) as fault:
            raise QueryError(
                f"{self.expression!r} is no regular expression: {fault}",
                hint=r"e.g. hardl\w+ talk; a sign that stands for itself has a backslash: \?",
            ) from None

    def find(self, texts: Iterable[tuple[int, str]]) -> dict[int, list[Span]]:
        """Key → where it holds, for the texts in which it does; matches of nothing do not count."""
        found: dict[int, list[Span]] = {}
        ends = time.monotonic() + self.seconds
        search, left = self._compiled.finditer, self.seconds
        for key, text in texts:
            if self.tried % BETWEEN == 0:
                left = ends - time.monotonic()
            try:
                if left <= 0:
                    raise TimeoutError
                spans = [m.span() for m in search(text, timeout=left) if m.end() > m.start()]
            except TimeoutError:
                self.gave_up = True
                break
            self.tried += 1
            if spans:
                found[key] = spans
        return found
