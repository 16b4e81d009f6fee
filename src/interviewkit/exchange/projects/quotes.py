"""Words that a file quotes without saying where they stand, found in what was said."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import PurePosixPath

from interviewkit.exchange.projects.ink import read_signs
from interviewkit.exchange.projects.laying import SpokenInk
from interviewkit.model import Passage, Transcript

FOUND, ABSENT, AMBIGUOUS = "", "absent", "ambiguous"

_STAMP = re.compile(r"[\[(#]\d{1,2}:\d{2}(?::\d{2})?(?:[.,-]\d{1,3})?[\])#]?")


@dataclass(frozen=True)
class QuoteFinder:
    """What was said, transcript by transcript, in which quotes are looked for.

    Blanks, case, quotation marks, dashes and ligatures make no difference. A quote that stands in
    several places leads to none.
    """

    talks: Sequence[Transcript] = field(repr=False)
    inks: Sequence[SpokenInk] = field(repr=False)
    _named: dict[tuple[str, ...], Sequence[int]] = field(default_factory=dict, repr=False)
    _labels: dict[int, re.Pattern[str]] = field(default_factory=dict, repr=False)

    @classmethod
    def of(cls, talks: Iterable[Transcript]) -> QuoteFinder:
        """A finder for these transcripts."""
        listed = list(talks)
        return cls(listed, [SpokenInk(each.turns) for each in listed])

    def find(self, quote: str, names: Sequence[str] = ()) -> tuple[Sequence[Passage], str]:
        """The passages that say it, one a turn, and why there are none.

        It is looked for in the transcripts of these names, and in all where none is called so.
        """
        named = self._find_named(tuple(names))
        for places in (named, range(len(self.talks))) if named else (range(len(self.talks)),):
            hits = [hit for i in places for hit in self._find_in(i, quote)]
            if len(hits) == 1:
                return self.inks[hits[0][0]].cut([hits[0][1:]]), FOUND
            if hits:
                return (), AMBIGUOUS
        return (), ABSENT

    def _find_named(self, names: tuple[str, ...]) -> Sequence[int]:
        """The transcripts of these names, looked for once: thousands of quotes are of one talk."""
        if names not in self._named:
            found = [i for i, each in enumerate(self.talks) if is_named(each.name, names)]
            self._named[names] = found
        return self._named[names]

    def _find_in(self, talk: int, quote: str) -> Iterator[tuple[int, int, int]]:
        """(transcript, first sign, the one behind the last) of every place, whole words only."""
        spoken = self.inks[talk]
        for wanted in self._list_readings(talk, quote):
            found = list(_find_words(spoken, wanted)) if wanted else []
            if found:
                yield from ((talk, at, at + len(wanted)) for at in found)
                return

    def _list_readings(self, talk: int, quote: str) -> Iterator[str]:
        """The signs of a quote as it is, and without labels and times that stand in it."""
        yield read_signs(quote)
        bare = self._find_labels(talk).sub(" ", _STAMP.sub(" ", quote))
        if bare != quote:
            yield read_signs(bare)

    def _find_labels(self, talk: int) -> re.Pattern[str]:
        """The labels of a talk's speakers as they stand at the head of a line."""
        if talk not in self._labels:
            labels = sorted({t.speaker for t in self.talks[talk].turns}, key=len, reverse=True)
            named = "|".join(re.escape(label) for label in labels if label) or "(?!)"
            pattern = rf"(?im)^[ \t]*(?:{named})[ \t]*(?::|\t|$)"
            self._labels[talk] = re.compile(pattern)
        return self._labels[talk]


def _find_words(spoken: SpokenInk, wanted: str) -> Iterator[int]:
    at = spoken.ink.find(wanted)
    while at >= 0:
        if _opens_word(spoken, at) and _opens_word(spoken, at + len(wanted)):
            yield at
        at = spoken.ink.find(wanted, at + 1)


def _opens_word(spoken: SpokenInk, sign: int) -> bool:
    """Whether no letter stands right before a sign in its turn, or it is none itself."""
    if sign <= 0 or sign >= len(spoken.ink):
        return True
    turn = spoken.find_turn(sign)
    if sign == spoken.bounds[turn][0]:
        return True
    text, at = spoken.turns[turn].text, spoken.find_offset(turn, sign)
    before = text[at - 1] if at else " "
    return not (before.isalnum() and text[at].isalnum())


def is_named(name: str, wanted: Sequence[str]) -> bool:
    """Whether a transcript is meant by one of these names, with or without folder and suffix."""
    known = {_fold(name), _fold(PurePosixPath(name).name)}
    asked = {_fold(each) for each in wanted} | {_fold(PurePosixPath(e).stem) for e in wanted if e}
    return bool(known & asked)


def _fold(name: str) -> str:
    return " ".join(name.casefold().split())
