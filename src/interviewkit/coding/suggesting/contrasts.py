"""Words that set apart what people coded from what they read and did not code."""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import log, sqrt

Phrase = tuple[str, ...]

LONGEST = 3
"""Words of a phrase."""
LEAST_PEOPLE = 3
"""Participants who must have said a phrase where the code is: one person's words are theirs."""
SURE = 1.645
"""Leaning is to one side: five in a hundred phrases that lean nowhere would pass."""
PRIOR = 1 / 3


@dataclass(frozen=True, slots=True)
class Lemma:
    """A word as patterns look for it, and whether it says nothing by itself."""

    text: str
    is_empty: bool = False


@dataclass(frozen=True, slots=True)
class PhraseContrast:
    """A phrase, how far it leans to the code (in standard deviations), and who said it there."""

    phrase: Phrase
    z: float
    people: int


def find_contrasts(
    coded: Iterable[tuple[Hashable, Sequence[Lemma]]],
    others: Iterable[tuple[Hashable, Sequence[Lemma]]],
    most: int = 40,
) -> list[PhraseContrast]:
    """Phrases that lean to what was coded, the surest first.

    Each of ``coded`` and ``others`` is (participant, words of a sentence without gaps).
    """
    here, there = _count_people(coded), _count_people(others)
    found = []
    for length in range(1, LONGEST + 1):
        first = {phrase: n for phrase, n in here.items() if len(phrase) == length}
        second = {phrase: n for phrase, n in there.items() if len(phrase) == length}
        for phrase, z in compute_log_odds(first, second).items():
            if z >= SURE and first.get(phrase, 0) >= LEAST_PEOPLE:
                found.append(PhraseContrast(phrase, z, first[phrase]))
    found.sort(key=lambda each: (-round(each.z, 6), each.phrase))
    return found[:most]


def compute_log_odds(
    first: Mapping[Phrase, int], second: Mapping[Phrase, int]
) -> dict[Phrase, float]:
    """How far each phrase leans to the first side, in standard deviations.

    Weighted log-odds ratio with an informative Dirichlet prior (Monroe, Colaresi & Quinn 2008,
    eq. 16 and 22). Counts are of participants, not of times. The prior is what both sides say
    together, and weighs a third of the smaller side: six people against none can be seen then.
    """
    n, m = sum(first.values()), sum(second.values())
    if not n or not m:
        return {}
    strength = PRIOR * min(n, m) / (n + m)
    total = strength * (n + m)
    found = {}
    for phrase in first:
        a, b = first[phrase], second.get(phrase, 0)
        prior = strength * (a + b)
        if n + m == a + b:  # nobody said anything else
            continue
        odds = log((a + prior) / (n + total - a - prior))
        against = log((b + prior) / (m + total - b - prior))
        found[phrase] = (odds - against) / sqrt(1 / (a + prior) + 1 / (b + prior))
    return found


def _count_people(said: Iterable[tuple[Hashable, Sequence[Lemma]]]) -> Counter[Phrase]:
    """Phrase → how many participants said it."""
    by_person: dict[Hashable, set[Phrase]] = {}
    for who, words in said:
        by_person.setdefault(who, set()).update(list_phrases(words))
    return Counter(phrase for phrases in by_person.values() for phrase in sorted(phrases))


def list_phrases(words: Sequence[Lemma]) -> Iterator[Phrase]:
    """Runs of one to three words that say something: not all of them are empty."""
    for start in range(len(words)):
        for length in range(1, min(LONGEST, len(words) - start) + 1):
            part = words[start : start + length]
            if not all(word.is_empty for word in part) and not _repeats(part):
                yield tuple(word.text for word in part)


def _repeats(words: Sequence[Lemma]) -> bool:
    return any(a.text == b.text for a, b in pairwise(words))
