"""What a text must hold before a pattern is tried on it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class RequiredWords:
    """What a text must hold to be worth a look.

    One of the ``words`` (``stem*`` is any ending); or, where there are none, what ``all`` of the
    parts or ``any`` of them need. Nothing at all means that any text is worth it.
    """

    words: frozenset[str] = frozenset()
    all: tuple[RequiredWords, ...] = ()
    any: tuple[RequiredWords, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.words or self.all or self.any)

    @classmethod
    def of_all(cls, parts: Iterable[RequiredWords]) -> RequiredWords:
        needing = tuple(part for part in parts if part)
        return needing[0] if len(needing) == 1 else cls(all=needing)

    @classmethod
    def of_any(cls, parts: Sequence[RequiredWords]) -> RequiredWords:
        return cls(any=tuple(parts)) if all(parts) else cls()


NOTHING = RequiredWords()
