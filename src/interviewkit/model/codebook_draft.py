"""Codes that a language model proposes, for a person to take or leave."""

from __future__ import annotations

from dataclasses import dataclass, field

from interviewkit.errors import Problem


@dataclass(frozen=True, slots=True)
class DraftedCode:
    """One code of a draft. ``quotes`` are (transcript, turn, words) and exist, names covered;
    ``people`` is how many different people they are of."""

    id: str
    label: str
    definition: str
    include: tuple[str, ...]
    exclude: tuple[str, ...]
    quotes: tuple[tuple[str, int, str], ...]
    people: int


@dataclass(frozen=True, slots=True)
class CodebookDraft:
    """What a language model made of a sample of ``passages`` of ``people``.

    ``text`` is the draft as a codebook file. ``says`` tells whom it asked and how much that was.
    """

    codes: tuple[DraftedCode, ...]
    passages: int
    people: int
    text: str = field(repr=False)
    says: tuple[str, ...] = ()
    problems: tuple[Problem, ...] = ()
