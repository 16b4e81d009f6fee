"""Who said it, in words by which nobody can be recognised: role, what is known of them, wave."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from interviewkit.model import Participant
from interviewkit.model.participant import PLAIN_ROLE, Value

ROLE = "role"
ATTRIBUTES = 2
"""So many attributes are told beside role and wave: a signature is no description."""

_GENDER = frozenset({"gender", "sex", "geschlecht", "genre", "sexe", "género"})
_GENDERS = {
    "f": "woman", "w": "woman", "female": "woman", "woman": "woman", "weiblich": "woman",
    "m": "man", "male": "man", "man": "man", "männlich": "man",
}  # fmt: skip
_AGE = frozenset({"age", "alter", "âge", "edad", "leeftijd", "età", "idade"})
_PARTS = re.compile(r"\s*[,;/|]\s*")
_NO_WORDS = re.compile(r"[\d\W_]*|.*[@\d].*|https?:.*")
_LONGEST = 40

Told = tuple[tuple[str, str], ...]
"""What is told of somebody: kind (role, or the name of an attribute) and words."""


@dataclass(frozen=True)
class Signatures:
    """How people are signed under what they said: so that each signature fits many.

    Attributes:
        people: everyone who took part, by name.
        waves_of: name → the waves in which they spoke; empty where there is one wave only.
        min_cell: each signature fits so many people at least, or tells nothing.
    """

    people: Mapping[str, Participant] = field(repr=False)
    waves_of: Mapping[str, Collection[str]] = field(repr=False)
    min_cell: int

    def sign(self, name: str, wave: str = "") -> str:
        """``leader, logistics, wave 2025-04``: role, what the participants table tells, wave.

        What would single out fewer than ``min_cell`` people is told neither of them nor of so
        many others that its absence would give them away.
        """
        told = self._told.get(name, ())
        words = [text for _, text in told]
        if not told or told[0][0] != ROLE:
            words.insert(0, PLAIN_ROLE)
        if wave and name in self._told and self._tells_wave(told):
            words.append(f"wave {wave}")
        return ", ".join(words)

    @cached_property
    def _told(self) -> Mapping[str, Told]:
        found = {name: _describe(person) for name, person in self.people.items()}
        # Of whom nothing is known, as of speakers whom nobody resolved, nothing can be given away.
        facts = {name: theirs for name, theirs in found.items() if any(theirs.values())}
        kinds = tuple(dict.fromkeys(kind for theirs in facts.values() for kind in theirs))
        return dict(self._split(list(facts), (), kinds, facts))

    def _split(
        self,
        group: Sequence[str],
        told: Told,
        kinds: Sequence[str],
        facts: Mapping[str, Mapping[str, Sequence[str]]],
    ) -> Iterator[tuple[str, Told]]:
        """What is told of each of a group of whom ``told`` is told already."""
        beside = sum(kind != ROLE for kind, _ in told)
        if not kinds or beside >= ATTRIBUTES:
            yield from ((name, told) for name in group)
            return
        kind, *later = kinds
        words = _choose_words([facts[name].get(kind, ()) for name in group], self.min_cell)
        parts: dict[str, list[str]] = {}
        for name, text in zip(group, words, strict=True):
            parts.setdefault(text, []).append(name)
        for text, members in parts.items():
            yield from self._split(members, (*told, (kind, text)) if text else told, later, facts)

    def _tells_wave(self, told: Told) -> bool:
        """Whether in each wave enough of those who are signed alike spoke."""
        alike = (name for name, theirs in self._told.items() if theirs == told)
        spoke = Counter(wave for name in alike for wave in self.waves_of.get(name, ()))
        return bool(spoke) and min(spoke.values()) >= self.min_cell


def _choose_words(values: Sequence[Sequence[str]], min_cell: int) -> list[str]:
    """For each of a group the words that are told, empty for those of whom nothing is.

    Those who share no words with enough others are told nothing; where they are too few among
    themselves, the smallest other group is told nothing either. Nothing at all is told where it
    would be of fewer than half of the group.
    """
    how_many = Counter(text for each in values for text in set(each))
    words = [max(each, key=lambda text: how_many[text], default="") for each in values]
    sizes = Counter(words)
    silent = {text for text, size in sizes.items() if not text or size < min_cell}
    rest = sum(sizes[text] for text in silent)
    for text, size in sorted(sizes.items(), key=lambda pair: (pair[1], pair[0])):
        if 0 < rest < min_cell and text not in silent:
            silent.add(text)
            rest += size
    if 2 * rest > len(values):
        return [""] * len(values)
    return ["" if text in silent else text for text in words]


def _describe(person: Participant) -> Mapping[str, Sequence[str]]:
    """Kind → all that could be told of a person."""
    role = {ROLE: [person.role]} if person.role != PLAIN_ROLE else {}
    told = {
        f"has {name}": list(_tell(name.casefold().strip(), value))
        for name, value in person.attributes.items()
    }
    return {**role, **told}


def _tell(name: str, value: Value) -> Iterator[str]:
    """A value in words; numbers, dates, addresses and whole sentences are not told of a person."""
    if name in _AGE:
        yield from _tell_age(value)
    elif isinstance(value, str) and name in _GENDER:
        yield _GENDERS.get(value.casefold().strip(), value)
    elif isinstance(value, str):
        yield from (
            part
            for part in _PARTS.split(value.strip())
            if 1 < len(part) <= _LONGEST and not _NO_WORDS.fullmatch(part)
        )


def _tell_age(value: Value) -> Iterator[str]:
    try:
        decade = int(float(str(value)) // 10) * 10
    except (ValueError, OverflowError):
        return
    if 10 <= decade <= 90:
        yield f"aged {decade}–{decade + 9}"
