"""What a study found, figure by figure, in the words by which a document may speak of it."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from interviewkit.checking.reading_words import ReadingWords
from interviewkit.checking.tokens import PER_CENT, cut_tokens

SHARE, POINTS, RATIO, MEAN = "share", "points", "ratio", "mean"


@dataclass(frozen=True, slots=True)
class KnownFigure:
    """One figure: shares from 0 to 1, differences of shares from -1 to 1, ratios, means.

    ``subject`` are the phrases for what it is of, ``segment`` the id of those of whom it is (empty:
    everyone), ``against`` of those with whom these are compared. ``told`` is how the study says it.
    ``part`` names the wave or the side of which alone it is (empty: all).
    """

    subject: tuple[str, ...]
    kind: str
    value: float
    told: str
    segment: str = ""
    against: str = ""
    n: int = 0
    voiced: int = -1
    ends: tuple[float, float] = (math.nan, math.nan)
    p: float = math.nan
    part: str = ""

    @property
    def is_in_percent(self) -> bool:
        """Whether it is so many per cent: a share, or a mean of what was asked in per cent."""
        asked = any(each.key == PER_CENT for text in self.subject for each in cut_tokens(text))
        return self.kind == SHARE or (self.kind == MEAN and asked)


def stem(key: str) -> str:
    """The beginning of a word, by which its forms are taken for one."""
    return key[:5] if len(key) > 5 else (key[:-1] if len(key) > 3 and key[-1] == "s" else key)


@dataclass(frozen=True)
class KnownFigures:
    """All figures, to be found by what a sentence speaks of."""

    figures: tuple[KnownFigure, ...]
    segments: dict[str, tuple[str, ...]]
    words: ReadingWords
    _phrases: dict[tuple[str, ...], tuple[frozenset[str], ...]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        little = self.words.words("little")
        for subject in {each.subject for each in self.figures}:
            stems = (
                frozenset(stem(t.key) for t in cut_tokens(phrase) if t.key not in little)
                for phrase in subject
            )
            self._phrases[subject] = tuple(filter(None, stems))

    def about(self, keys: Iterable[str]) -> list[tuple[str, ...]]:
        """What a sentence speaks of; of what is part of something else that, not this."""
        said = {stem(key) for key in keys}
        found = {
            subject: max((each for each in phrases if each <= said), key=len, default=None)
            for subject, phrases in self._phrases.items()
        }
        known = {subject: stems for subject, stems in found.items() if stems}
        return sorted(
            subject
            for subject, stems in known.items()
            if not any(stems < other for other in known.values())
        )

    def of(self, subjects: Iterable[tuple[str, ...]]) -> list[KnownFigure]:
        """The figures of these subjects."""
        wanted = set(subjects)
        return [each for each in self.figures if each.subject in wanted and not each.part]

    def of_parts(self, subjects: Iterable[tuple[str, ...]]) -> list[KnownFigure]:
        """Those of one wave or one side alone, which a sentence may mean in words of its own."""
        wanted = set(subjects)
        return [each for each in self.figures if each.subject in wanted and each.part]

    def find_segments(
        self, keys: Sequence[str], subjects: Iterable[tuple[str, ...]] = ()
    ) -> list[tuple[int, str]]:
        """Where segments are named: the token, and the segment's id; empty for everyone.

        What is part of a phrase for one of the ``subjects`` names no segment: where somebody is
        said to be burned out, "burned out" is what is said.
        """
        stems = [self._stem_name(key) for key in keys]
        spoken = [phrase for subject in subjects for phrase in self._phrases[subject]]
        by_first: dict[str, list[tuple[tuple[str, ...], str]]] = defaultdict(list)
        for name, phrases in self.segments.items():
            for phrase in phrases:
                if cut := tuple(self._stem_name(token.key) for token in cut_tokens(phrase)):
                    by_first[cut[0]].append((cut, name))
        found: list[tuple[int, str]] = []
        at = 0
        while at < len(stems):
            fits = [
                pair
                for pair in by_first.get(stems[at], ())
                if tuple(stems[at : at + len(pair[0])]) == pair[0]
            ]
            if fits:
                longest = max(fits, key=lambda pair: len(pair[0]))
                if not any(phrase >= set(map(stem, longest[0])) for phrase in spoken):
                    found.append((at, longest[1]))
                at += len(longest[0]) - 1
            at += 1
        return sorted((*found, *self._find_everyone(keys)))

    def _stem_name(self, key: str) -> str:
        """A word as it is compared in names of segments: *other* alone does not mean "others"."""
        return key if key in self.words.words("little") else stem(key)

    def _find_everyone(self, keys: Sequence[str]) -> Iterator[tuple[int, str]]:
        """Where all people are named, as "of participants", and no word that follows narrows it."""
        narrowing = self.words.words("narrowing")
        for at, end in self.words.find("everyone", keys):
            if end == len(keys) or keys[end] not in narrowing:
                yield at, ""
