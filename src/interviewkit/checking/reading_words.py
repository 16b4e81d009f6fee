"""The words of all languages by which a sentence is read, from the files in ``languages``."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from interviewkit.checking.tokens import cut_tokens

Phrase = tuple[str, ...]


@dataclass(frozen=True)
class ReadingWords:
    """Words and phrases by what they do in a sentence, each as the keys of its tokens."""

    phrases: Mapping[str, frozenset[Phrase]]
    values: Mapping[str, Mapping[Phrase, float]]
    opposites: frozenset[frozenset[str]]

    def words(self, kind: str) -> frozenset[str]:
        """Those of a kind that are single words."""
        return frozenset(each[0] for each in self.phrases[kind] if len(each) == 1)

    def find(self, kind: str, keys: Sequence[str]) -> list[tuple[int, int]]:
        """Where phrases of a kind stand in a run of tokens; the longest counts."""
        return [(at, end) for at, end, _ in _find(self.phrases[kind], keys)]

    def find_values(self, kind: str, keys: Sequence[str]) -> list[tuple[int, int, float]]:
        """Where words for numbers stand, with the numbers."""
        values = self.values[kind]
        return [(at, end, values[phrase]) for at, end, phrase in _find(values, keys)]

    def begins(self, kind: str, keys: Sequence[str], at: int) -> int:
        """How many tokens from here on are a phrase of that kind; 0 where none begins here."""
        sizes = (len(p) for p in self.phrases[kind] if tuple(keys[at : at + len(p)]) == p)
        return max(sizes, default=0)


def _find(
    phrases: frozenset[Phrase] | Mapping[Phrase, float], keys: Sequence[str]
) -> Iterator[tuple[int, int, Phrase]]:
    sizes = sorted({len(phrase) for phrase in phrases}, reverse=True)
    at = 0
    while at < len(keys):
        left = len(keys) - at
        size = next((n for n in sizes if n <= left and tuple(keys[at : at + n]) in phrases), 0)
        if size:
            yield at, at + size, tuple(keys[at : at + size])
        at += size or 1


@cache
def load_reading_words() -> ReadingWords:
    """The words of every language that there is a file for, taken together."""
    phrases: dict[str, set[Phrase]] = {}
    values: dict[str, dict[Phrase, float]] = {}
    opposites: set[frozenset[str]] = set()
    for language in _read_files():
        opposites |= {frozenset(pair) for pair in language.pop("opposites")}
        for name, given in language.items():
            if isinstance(given, dict):
                values.setdefault(name, {}).update({_cut(k): float(v) for k, v in given.items()})
            else:
                phrases.setdefault(name, set()).update(map(_cut, given))
    found = {name: frozenset(each) for name, each in phrases.items()}
    return ReadingWords(found, values, frozenset(opposites))


def _read_files() -> Iterator[dict[str, Any]]:
    folder = files("interviewkit.checking.languages")
    for path in sorted(folder.iterdir(), key=lambda each: each.name):
        if path.name.endswith(".toml"):
            yield tomllib.loads(path.read_text(encoding="utf-8"))


def _cut(text: str) -> Phrase:
    return tuple(token.key for token in cut_tokens(text))
