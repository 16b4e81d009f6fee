"""Regular expressions that cannot keep a run waiting.

Most patterns can be read in few ways, and Python's own engine is through with them at once. Where
gaps and optional parts multiply, a text made for it could keep it busy for hours: those are run by
the package ``regex``, which stops when it is told to.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cached_property, lru_cache
from typing import Any, Protocol

from interviewkit.model.words import UNSPACED

SPACED = rf"[^\W{UNSPACED}]"
"""A letter of a script that puts blanks between words."""
_UNSPACED = re.compile(f"[{UNSPACED}]")

WARY = 10_000
"""From so many ways on a search is timed."""
SECONDS = 2.0
"""A search gives up after so long."""
PATIENCE = 3
"""An expression that gave up so often is not tried again."""


class Expression(Protocol):
    """What patterns need of a compiled expression."""

    @property
    def pattern(self) -> str: ...

    def search(self, text: str, /) -> re.Match[str] | None: ...

    def finditer(self, text: str, /) -> Iterator[re.Match[str]]: ...


class Timed:
    """An expression that gives up; where it did, it is as if it did not hold there."""

    def __init__(self, expression: str) -> None:
        self._regex = _timeable(expression)
        self.pattern = expression
        self.gave_up = 0

    def search(self, text: str) -> re.Match[str] | None:
        return next(self.finditer(text), None)

    def finditer(self, text: str) -> Iterator[re.Match[str]]:
        if self.gave_up >= PATIENCE:
            return
        try:
            yield from self._regex.finditer(text, timeout=SECONDS)
        except TimeoutError:
            self.gave_up += 1


class ByScript:
    """An expression compiled for texts with letters that need no blanks, or for those without.

    Nearly all texts are without, and there a letter is any letter: to compile the many places
    that say otherwise takes seconds for a codebook of some hundred patterns.
    """

    def __init__(self, expression: str) -> None:
        self.pattern = expression

    def search(self, text: str) -> re.Match[str] | None:
        return self._for(text).search(text)

    def finditer(self, text: str) -> Iterator[re.Match[str]]:
        return self._for(text).finditer(text)

    def _for(self, text: str) -> re.Pattern[str]:
        return self._wide if not text.isascii() and _UNSPACED.search(text) else self._narrow

    @cached_property
    def _narrow(self) -> re.Pattern[str]:
        return re.compile(self.pattern.replace(SPACED, r"\w"))

    @cached_property
    def _wide(self) -> re.Pattern[str]:
        return re.compile(self.pattern)


def compile_expression(expression: str, ways: int) -> Expression:
    """An expression that may be read in so many ways at one place, ready to run."""
    return Timed(expression) if ways >= WARY else _plain(expression)


def count_given_up(*expressions: Expression | None) -> int:
    """In how many texts these gave up."""
    return sum(each.gave_up for each in expressions if isinstance(each, Timed))


@lru_cache(maxsize=4096)
def _plain(expression: str) -> ByScript:
    """Compiled once: a codebook's patterns are read again to find questions about its codes."""
    return ByScript(expression)


@lru_cache(maxsize=512)
def _timeable(expression: str) -> Any:
    import regex  # type: ignore[import-untyped,unused-ignore]

    return regex.compile(expression)
