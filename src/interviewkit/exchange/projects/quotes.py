"""Words that a file quotes without saying where they stand, found in what was said."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from pathlib import PurePosixPath

from interviewkit.exchange.projects.ink import read_signs
from interviewkit.exchange.projects.laying import SpokenInk
from interviewkit.exchange.projects.quote_readings import list_pieces, list_readings
from interviewkit.model import Passage, Transcript

Place = tuple[int, int, int]
"""(transcript, first sign, the one behind the last) of words that are said."""

_NUMBER = re.compile(r"^(?:[DP]\s?)?\d{1,4}:\s+")
FARTHEST, SURE = 2_000, 40
"""Signs that may stand between two pieces of a quote that omits what is between them, and that a
quote has which can be no other's."""


@dataclass(frozen=True)
class QuoteFinder:
    """What was said, transcript by transcript, in which quotes are looked for.

    Blanks, case, quotation marks, dashes and ligatures make no difference. A quote that omits
    words is found from the first to the last of those that it has.
    """

    talks: Sequence[Transcript] = field(repr=False)
    inks: Sequence[SpokenInk] = field(repr=False)
    _named: dict[tuple[str, ...], Sequence[int]] = field(default_factory=dict, repr=False)

    @classmethod
    def of(cls, talks: Iterable[Transcript]) -> QuoteFinder:
        """A finder for these transcripts."""
        listed = list(talks)
        return cls(listed, [SpokenInk(each.turns) for each in listed])

    def list_places(self, quote: str, names: Sequence[str] = ()) -> Sequence[Place]:
        """Every place that says it, in order; none where nobody says it.

        It is looked for in the transcripts of these names, and in all where none is called so, or
        where it is so long that it can be no other and none of these says it.
        """
        named = self.list_named(names)
        found = self._find_among(named or range(len(self.talks)), quote)
        is_long = len(read_signs(quote)) >= SURE
        return self._find_among(range(len(self.talks)), quote) if is_long and not found else found

    def list_named(self, names: Sequence[str]) -> Sequence[int]:
        """The transcripts that are called so."""
        key = tuple(names)
        if key not in self._named:  # looked for once, as thousands of quotes are of one talk
            found = [i for i, each in enumerate(self.talks) if is_named(each.name, names)]
            self._named[key] = found
        return self._named[key]

    def cut(self, place: Place) -> Sequence[Passage]:
        """The passages at a place, one a turn."""
        return self.inks[place[0]].cut([place[1:]])

    def _find_among(self, talks: Sequence[int], quote: str) -> Sequence[Place]:
        """Every place in some transcripts, as the quote is written, or else may be meant."""
        labels = frozenset(label for talk in talks for label in self._labels[talk])
        for wanted in list_readings(quote, labels):
            size = len(wanted)
            found = [(i, at, at + size) for i in talks for at in _find_words(self.inks[i], wanted)]
            if found:
                return found
        pieces = list_pieces(quote, labels)
        return [(i, *each) for i in talks for each in _find_pieces(self.inks[i], pieces)]

    @cached_property
    def _labels(self) -> Sequence[frozenset[str]]:
        return [frozenset(turn.speaker for turn in talk.turns) for talk in self.talks]


def _find_pieces(spoken: SpokenInk, pieces: Sequence[str]) -> Iterator[tuple[int, int]]:
    """(first sign, the one behind the last) of pieces that are said one after another."""
    for start in _find_words(spoken, pieces[0]) if pieces else ():
        end = start + len(pieces[0])
        for piece in pieces[1:]:
            later = (at for at in _find_words(spoken, piece) if end <= at <= end + FARTHEST)
            at = next(later, None)
            if at is None:
                break
            end = at + len(piece)
        else:
            yield start, end


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
    """Whether a transcript is meant by one of these names, with or without folder and suffix.

    ATLAS.ti writes ``D 3: Interview 01`` for its third document.
    """
    known = _list_own_names(name)
    return any(not known.isdisjoint(_list_asked_names(each)) for each in wanted)


@lru_cache(maxsize=10_000)  # every text of a project is held against every transcript
def _list_own_names(name: str) -> frozenset[str]:
    return frozenset((_fold(name), _fold(PurePosixPath(name).name)))


@lru_cache(maxsize=10_000)
def _list_asked_names(name: str) -> frozenset[str]:
    bare = (name, _NUMBER.sub("", name))
    return frozenset(map(_fold, (*bare, *(PurePosixPath(each).stem for each in bare if each))))


def _fold(name: str) -> str:
    return " ".join(name.casefold().split())
