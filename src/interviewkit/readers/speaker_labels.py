"""Which words before a colon are a speaker, and which are speech.

``Ana: I said`` opens a turn, ``Note: I said`` does not, and no single line can tell. So lines are
candidates first, and the file as a whole decides: by how a name looks, how often the label comes
back, and whether the same words are ordinary words elsewhere in the text.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from interviewkit.readers.fact_names import PERSON_WORDS, ROLES
from interviewkit.readers.labels import (
    QUESTION_MARKS,
    find_label_shape,
    fold_label,
    is_uncertain,
    looks_like_name,
    may_be_small,
    needs_proof,
    strip_label_suffix,
)
from interviewkit.readers.letter_case import is_small

TWO = 2
"""A label in small letters that occurs once is told if it has no more words."""

REGULAR = 0.8
"""From this share of paragraphs (or cues) on, the layout labels every one of them."""

RARE = 5
"""A label that is also an ordinary word must not be this many times rarer than the commonest."""


class Candidate(NamedTuple):
    """A label as it stands in a line, whether that line opens a paragraph or cue, and whether a
    time stands beside it."""

    label: str
    line: int
    opens: bool = True
    timed: bool = False


@dataclass(frozen=True, slots=True)
class LabelVerdict:
    """Keys of the labels that are speakers; and, in file order, what is worth a second look.

    ``small`` were taken as speakers though others are capitalised; ``refused`` look like a
    speaker but were taken as speech.
    """

    speakers: frozenset[str] = frozenset()
    small: tuple[Candidate, ...] = ()
    refused: tuple[Candidate, ...] = ()


def decide_speakers(
    candidates: Sequence[Candidate],
    units: int,
    ordinary: Callable[[], frozenset[str]],
    trust: Iterable[str] = (),
    closed: Iterable[str] = (),
    top: int = 1,
) -> LabelVerdict:
    """Who of the candidates is a speaker.

    ``units`` is the number of paragraphs or cues, ``ordinary`` gives the lower-case words of the
    text on demand. Labels in ``trust`` are speakers; if there is a ``closed`` set, only its are.
    ``top`` is the line where the text begins.
    """
    if only := frozenset(closed):
        return LabelVerdict(frozenset(fold_label(c.label) for c in candidates) & only)
    tally = _Tally.of(candidates, frozenset(trust), ordinary, units)
    speakers = tally.regular(units) or tally.irregular(units, ordinary, top)
    return _verdict(tally, speakers)


@dataclass(frozen=True, slots=True)
class _Tally:
    """The candidates counted by key: all their lines, those that open a unit, those with a time."""

    count: Counter[str]
    opening: Counter[str]
    timed: Counter[str]
    first: dict[str, Candidate]
    likely: frozenset[str]
    trust: frozenset[str]

    @classmethod
    def of(
        cls,
        candidates: Sequence[Candidate],
        trust: frozenset[str],
        ordinary: Callable[[], frozenset[str]],
        units: int,
    ) -> _Tally:
        count: Counter[str] = Counter()
        opening: Counter[str] = Counter()
        timed: Counter[str] = Counter()
        first: dict[str, Candidate] = {}
        for candidate in candidates:
            name = fold_label(candidate.label)
            count[name] += 1
            opening[name] += candidate.opens
            timed[name] += candidate.timed
            first.setdefault(name, candidate)
        plain = cls(count, opening, timed, first, frozenset(), trust)
        likely = plain._likely(ordinary, units)
        # Where nearly all labels have a sign, one that never has is speech.
        for sign in (opening, timed):
            total = sum(count[name] for name in likely)
            if sum(sign[name] for name in likely) >= REGULAR * total:
                likely = frozenset(name for name in likely if sign[name] or name in trust)
        return cls(count, opening, timed, first, likely, trust)

    def _likely(self, ordinary: Callable[[], frozenset[str]], units: int) -> frozenset[str]:
        """Labels that look like a name, those that come back though they are written small, and
        those that are like one of these but for a number."""
        named = {n for n in self.count if n in self.trust or self._is_named(n)}
        small = {n for n in self.count if n not in named and self._is_small(n)}
        if small:
            words = ordinary()
            whole = sum(self.opening[name] for name in named | small) >= REGULAR * units
            small = {n for n in small if whole or not _is_ordinary(n, words)}
        small |= self._all_small(named | small, ordinary, units)
        shapes = {find_label_shape(self.first[name].label) for name in named | small} - {""}
        kin = {name for name in self.count if find_label_shape(self.first[name].label) in shapes}
        return frozenset(named | small | kin)

    def _all_small(
        self, likely: set[str], ordinary: Callable[[], frozenset[str]], units: int
    ) -> set[str]:
        """Labels that occur once where all are written small and every unit has one."""
        if any(self.first[name].label[:1].isupper() for name in likely):
            return set()
        once = {n for n in self.count if n not in likely and may_be_small(self.first[n].label)}
        if not once or sum(self.opening[name] for name in likely | once) < units:
            return set()
        words = ordinary()
        return {name for name in once if not _is_ordinary(name, words)}

    def _is_named(self, name: str) -> bool:
        label = self.first[name].label
        if is_uncertain(label):
            return self._is_doubt(name)
        return looks_like_name(label) and (self.count[name] > 1 or not needs_proof(label))

    def _is_doubt(self, name: str) -> bool:
        """``P2?`` beside ``P2``, or short; ``Why?`` is a question unless it comes back."""
        known = name.strip(QUESTION_MARKS + " ")
        short = len(known) < 4 or any(character.isdigit() for character in known)
        person = known in PERSON_WORDS or known in ROLES
        return known == name or short or person or known in self.count or self.count[name] > 2

    def _is_small(self, name: str) -> bool:
        back = self.count[name] > 1 and self.opening[name] * 2 > self.count[name]
        return back and may_be_small(self.first[name].label)

    def may_be_one(self, name: str) -> bool:
        """Whether a label that occurs once could be one: ``bell hooks``, ``Kovac, Ivo``."""
        label = self.first[name].label
        small = len(name.split()) <= TWO and may_be_small(label)
        return self.opening[name] > 0 and (small or (needs_proof(label) and looks_like_name(label)))

    def in_order(self, names: Iterable[str]) -> tuple[Candidate, ...]:
        """The first candidate of each name, as they stand in the file."""
        return tuple(sorted((self.first[name] for name in names), key=lambda c: (c.line, c.label)))

    def regular(self, units: int) -> frozenset[str]:
        """All likely labels, if the layout labels nearly every unit."""
        if sum(self.opening[name] for name in self.likely) >= REGULAR * units:
            return self.likely
        return frozenset()

    def irregular(
        self, units: int, ordinary: Callable[[], frozenset[str]], top: int
    ) -> frozenset[str]:
        """Labels that come back, and single ones that look like them and are no ordinary word.

        If none comes back, single ones are only heard where a label opens the text or most units.
        """
        if not self.likely:
            return frozenset()
        words = ordinary()
        most = max(self.count[name] for name in self.likely)
        often = {name for name in self.likely if self.count[name] > 1}
        kept = {n for n in often if self.count[n] * RARE > most or not _is_ordinary(n, words)}
        labelled = sum(self.opening[name] for name in self.likely) * 2 > units
        opened = any(self.first[name].line == top for name in self.likely)
        if not kept and not labelled and not opened:
            return self.likely & self.trust
        shouting = len(kept) > 1 and all(self.first[name].label.isupper() for name in kept)
        single = {
            name
            for name in self.likely - often
            if not _is_ordinary(name, words) and (self.first[name].label.isupper() or not shouting)
        }
        doubts = {name for name in self.likely if is_uncertain(self.first[name].label)}
        return frozenset(kept | single | doubts | (self.likely & self.trust))


def _is_ordinary(name: str, words: frozenset[str]) -> bool:
    parts = strip_label_suffix(name).split()
    return parts[0] not in ROLES and all(part in words for part in parts)


def _verdict(tally: _Tally, speakers: frozenset[str]) -> LabelVerdict:
    small = {n for n in speakers - tally.trust if is_small(tally.first[n].label[:1])}
    small = {n for n in small if not is_uncertain(tally.first[n].label)}
    if len(small) * 2 > len(speakers) or len(small) == len(speakers):
        small = set()  # here labels are written small
    refused = [
        n
        for n in tally.first
        if n not in speakers and (tally._is_named(n) or tally._is_small(n) or tally.may_be_one(n))
    ]
    return LabelVerdict(speakers, tally.in_order(small), tally.in_order(refused))
