"""Regular expressions that cannot keep a run waiting.

Most patterns can be read in few ways, and Python's own engine is through with them at once. Where
gaps and optional parts multiply, a text made for it could keep it busy for hours: those are run by
the package ``regex``, which stops when it is told to.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Any, Protocol

from interviewkit.coding.denial import ENGLISH, list_denying_words
from interviewkit.coding.lexicon import FUSED, list_forms
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
    return Timed(expression) if ways >= WARY else _by_script(expression)


def count_given_up(*expressions: Expression | None) -> int:
    """In how many texts these gave up."""
    return sum(each.gave_up for each in expressions if isinstance(each, Timed))


_by_script = lru_cache(maxsize=4096)(ByScript)
"""Compiled once: a codebook's patterns are read again to find questions about its codes."""


@lru_cache(maxsize=512)
def _timeable(expression: str) -> Any:
    import regex  # type: ignore[import-untyped,unused-ignore]

    return regex.compile(expression)


# -- a word of a pattern as expressions of all its forms, and what a text with it holds ------------


# "n't" hangs on a helping verb; without its apostrophe only there, or "want" would hold it.
_AFTER_HELPING = "|".join(
    rf"(?<=\b{verb}nt)" for verb in sorted(FUSED) if verb.isalpha() and not verb.startswith("n")
)
NT = f"n(?:['’]t|t(?:{_AFTER_HELPING}))"
NOT = r"not(?:(?<!\wnot)|(?<=\bcannot))"
ANY_ENDING = r"\w*"


def build_word_expressions(word: str, language: str = ENGLISH) -> tuple[list[str], set[str] | None]:
    """The expressions of a word's forms, and the words a text with it holds (``None``: any).

    A word of a script without blanks stands for itself, wherever its characters do; so does one
    of another language than English, whose forms are not known.
    """
    if _UNSPACED.search(word):
        return [re.escape(word.removeprefix("=").removesuffix("*").lower())], None
    if word.endswith("*") and len(word) > 1:
        stem = word[:-1].lower()
        head, _, tail = stem.partition("-")
        needed = {tail + "*", head + tail + "*"} if tail else {stem + "*"}
        return [_escaped(stem) + ANY_ENDING], needed if (head + tail).isalnum() else None
    if word[0] == "=" and len(word) > 1:
        just = frozenset({word[1:].lower()})
    else:
        just = list_forms(word) if language == ENGLISH else frozenset({word.lower()})
    if just & FUSED or any(re.search(r"['’]|\W$", form) for form in just):
        return [_escaped(form) for form in just], None
    needed = set()
    for form in just:
        halves = re.split(r"[^\w]+", form)
        needed |= {halves[-1], "".join(halves)}
    return [_escaped(form) for form in just], needed


def is_denial(word: str, language: str = ENGLISH) -> bool:
    """Whether a word of a pattern denies by itself."""
    denying, plain = list_denying_words(language), word.removeprefix("=")
    if language != ENGLISH:
        signs = (each for each in denying if _UNSPACED.search(each))
        return plain.lower() in denying or any(sign in plain for sign in signs)
    return word.endswith(("n't", "n’t")) or not denying.isdisjoint(list_forms(plain))


def _escaped(form: str) -> str:
    """A form as an expression: any apostrophe, or none; a hyphen may be a space or missing."""
    if form in ("n't", "n’t", "nt"):
        return NT
    if form == "not":
        return NOT
    found = re.escape(form).replace("’", "'").replace(r"\-", r"[-–\s]?")
    if found.startswith("'"):
        return "['’]" + found[1:]
    return found.replace("'", "['’]?")


# -- what a text must hold before a pattern is tried on it -----------------------------------------


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
