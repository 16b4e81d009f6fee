"""Where each sign of a source stands in the turns that were read from it.

Readers take labels, times, headings and blanks off; what is left stands in the turns, in order.
So the lines of turns are looked for in the source: first those that are there once, which hold
the others in their places; then, between these, the way through all occurrences that places most
of what was said, a line's end and a speaker's label before it telling two equal ones apart; last,
lines that a reader mended, word by word.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from interviewkit.exchange.projects.ink import Ink, read_ink
from interviewkit.exchange.projects.ways import Stretch, find_anchors, find_way
from interviewkit.model import Passage, Turn

_WORD = re.compile(r"\S+")
_ENDS_LABEL = (":", "]", ")", ">", "-", "–", "—", "|", ";", "\t")

PER_SIGN, SIDE, NAMED = 8, 3, 2
"""What a way earns: for each sign that it places, for a place at the end of a line or behind what
may be a label, for the speaker's own label before it."""


Run = tuple[int, int, int]
"""A sign of the source, the sign of the turns that it is, and how many go on like that."""


@dataclass(frozen=True)
class Laying:
    """The way from a source's offsets to turns.

    ``places`` are the offsets of the source's signs. ``runs`` say which of them are which of the
    turns' (counted over all turns), in order, each run within a turn; others are nobody's speech.
    """

    turns: Sequence[Turn] = field(repr=False)
    spoken: SpokenInk = field(repr=False)
    places: Sequence[int] = field(repr=False)
    runs: Sequence[Run] = field(repr=False)

    def lay(self, start: int, end: int) -> list[Passage]:
        """The passages, one a turn, on which a slice of the source stands; none: on no speech."""
        first, last = bisect_left(self.places, start), bisect_left(self.places, end)
        return self.spoken.cut(self._list_spoken(first, last))

    def _list_spoken(self, first: int, last: int) -> Iterator[Stretch]:
        """The signs of the turns that a slice of the source's signs is."""
        nth = max(bisect_right(self._begins, first) - 1, 0)
        for at, sign, size in self.runs[nth : bisect_left(self._begins, last)]:
            begin, end = max(first - at, 0), min(last - at, size)
            if begin < end:
                yield sign + begin, sign + end

    @cached_property
    def _begins(self) -> Sequence[int]:
        return [at for at, _, _ in self.runs]

    @cached_property
    def placed(self) -> int:
        """How many signs stand on both sides."""
        return sum(size for _, _, size in self.runs)

    @property
    def share(self) -> float:
        """The share (0 to 1) of the turns' signs that have a place in the source."""
        return self.placed / max(len(self.spoken.ink), 1)

    @property
    def spoken_share(self) -> float:
        """The share (0 to 1) of the source's signs that are somebody's speech."""
        return self.placed / max(len(self.places), 1)


@dataclass(frozen=True)
class SpokenInk:
    """All that turns say, sign by sign, with the turn and the offset at which each sign stands."""

    turns: Sequence[Turn] = field(repr=False)

    @cached_property
    def _inks(self) -> Sequence[Ink]:
        return [read_ink(turn.text) for turn in self.turns]

    @cached_property
    def ink(self) -> str:
        """The signs of all turns, one turn behind the other."""
        return "".join(each.signs for each in self._inks)

    def find_turn(self, sign: int) -> int:
        """The index of the turn that a sign stands in."""
        return bisect_right(self._ends, sign)

    def find_offset(self, turn: int, sign: int) -> int:
        """The offset of a sign in its turn."""
        return self._inks[turn].at[sign - self.bounds[turn][0]]

    def find_sign(self, turn: int, offset: int) -> int:
        """The first sign of a turn at an offset in it or behind."""
        if not 0 < offset < len(self.turns[turn].text):  # at an end, which most are asked for
            return self.bounds[turn][offset > 0]
        return self.bounds[turn][0] + bisect_left(self._inks[turn].at, offset)

    @cached_property
    def _ends(self) -> Sequence[int]:
        return [end for _, end in self.bounds]

    @cached_property
    def bounds(self) -> Sequence[tuple[int, int]]:
        """The first sign of each turn, and the one behind its last."""
        found, at = [], 0
        for ink in self._inks:
            found.append((at, at + len(ink.signs)))
            at += len(ink.signs)
        return found

    def cut(self, stretches: Iterable[Stretch]) -> list[Passage]:
        """The passages, one a turn, that reach from the first to the last of some signs.

        ``stretches`` of signs are in order. What is all of a turn's signs is the whole turn.
        """
        found = []
        for turn, first, last in self._list_reaches(stretches):
            text = self.turns[turn].text
            begin, behind = self.bounds[turn]
            start = 0 if first == begin else self.find_offset(turn, first)
            end = len(text) if last == behind - 1 else self.find_offset(turn, last) + 1
            if (start == 0) != (end == len(text)):  # a part of a turn begins and ends with ink
                start, end = self.find_offset(turn, first), self.find_offset(turn, last) + 1
            found.append(Passage.cut(self.turns[turn], start, end))
        return found

    def _list_reaches(self, stretches: Iterable[Stretch]) -> list[tuple[int, int, int]]:
        """(turn, its first sign, its last sign) of stretches that are in order."""
        found: list[tuple[int, int, int]] = []
        for first, behind in stretches:
            for turn in range(self.find_turn(first), self.find_turn(behind - 1) + 1):
                begin, end = self.bounds[turn]
                one, last = max(first, begin), min(behind, end) - 1
                if found and found[-1][0] == turn:
                    found[-1] = (turn, found[-1][1], last)
                elif one <= last:
                    found.append((turn, one, last))
        return found

    def list_lines(self) -> Iterator[tuple[int, Stretch]]:
        """The index of the turn and the signs of each line that is said."""
        for turn, of in enumerate(self.turns):
            yield from ((turn, each) for each in self._list_stretches(turn, of.text.split("\n")))

    def list_words(self, turn: int, line: Stretch) -> Iterator[Stretch]:
        """The signs of each word of a line."""
        first = self.find_offset(turn, line[0])
        last = self.find_offset(turn, line[1] - 1) + 1
        words = [found.span() for found in _WORD.finditer(self.turns[turn].text, first, last)]
        yield from self._list_slices(turn, words)

    def _list_stretches(self, turn: int, lines: Sequence[str]) -> Iterator[Stretch]:
        spans, at = [], 0
        for line in lines:
            spans.append((at, at + len(line)))
            at += len(line) + 1
        yield from self._list_slices(turn, spans)

    def _list_slices(self, turn: int, spans: Sequence[tuple[int, int]]) -> Iterator[Stretch]:
        """The signs of slices of a turn, those without any left out."""
        for start, end in spans:
            first, last = self.find_sign(turn, start), self.find_sign(turn, end)
            if first < last:
                yield first, last


def lay_turns(source: str, turns: Sequence[Turn]) -> Laying:
    """Find every sign of a source in the turns that were read from it, as far as it is there."""
    ink, spoken = read_ink(source), SpokenInk(turns)
    runs: list[Run] = []
    _Placing(source, ink, spoken, runs).place()
    return Laying(turns, spoken, ink.at, sorted(runs))


@dataclass(frozen=True)
class _Placing:
    """One source and the turns that were read from it; ``runs`` is filled."""

    source: str
    ink: Ink
    spoken: SpokenInk
    runs: list[Run]

    def place(self) -> None:
        lines = list(self.spoken.list_lines())
        stretches = [line for _, line in lines]
        anchors = find_anchors(self.ink.signs, self.spoken.ink, stretches)
        for i, at in anchors:
            self._link(stretches[i], at)
        for first, last, start, end in _list_gaps(anchors, stretches, len(self.ink.signs)):
            self._place_lines(lines[first:last], start, end)

    def _place_lines(self, lines: Sequence[tuple[int, Stretch]], start: int, end: int) -> None:
        """Place the lines that stand between two signs of the source."""
        stretches = [line for _, line in lines]
        names = [turn for turn, _ in lines]
        way = find_way(
            self.ink.signs,
            self.spoken.ink,
            stretches,
            (start, end),
            lambda i, at: self._weigh(names[i], stretches[i], at),
        )
        for i, at in way:
            self._link(stretches[i], at)
        for first, last, left, right in _list_gaps(way, stretches, end, start):
            words = [
                word
                for turn, line in lines[first:last]
                for word in self.spoken.list_words(turn, line)
            ]
            self._place_words(words, left, right)

    def _place_words(self, words: Sequence[Stretch], start: int, end: int) -> None:
        """Place words of lines that do not stand whole between two signs of the source."""
        way = find_way(
            self.ink.signs,
            self.spoken.ink,
            words,
            (start, end),
            lambda i, at: self._weigh_word(words[i], at),
        )
        for i, at in way:
            self._link(words[i], at)

    def _weigh(self, turn: int, line: Stretch, at: int) -> int:
        """How much speaks for a line of a turn at a sign of the source."""
        size = line[1] - line[0]
        start, end = self.ink.at[at], self.ink.at[at + size - 1] + 1
        opens = self.source.rfind("\n", 0, start) + 1
        before = self.source[opens:start].rstrip(" \u00a0")
        after = self.source[end : self._find_end(end)]
        weight = PER_SIGN * size
        weight += SIDE * (not after.strip()) + SIDE * (not before or before.endswith(_ENDS_LABEL))
        label = self.spoken.turns[turn].speaker
        named = bool(before) and label.casefold() in before.casefold()
        return weight + NAMED * (named and self.spoken.bounds[turn][0] == line[0])

    def _weigh_word(self, word: Stretch, at: int) -> int:
        """How much speaks for a word there: that it begins and ends as words do."""
        size = word[1] - word[0]
        start, end = self.ink.at[at], self.ink.at[at + size - 1] + 1
        opens = not start or not self.source[start - 1].isalnum()
        ends = end >= len(self.source) or not self.source[end].isalnum()
        return PER_SIGN * size + SIDE * opens + SIDE * ends if opens or size > NAMED else 0

    def _find_end(self, place: int) -> int:
        found = self.source.find("\n", place)
        return len(self.source) if found < 0 else found

    def _link(self, stretch: Stretch, at: int) -> None:
        self.runs.append((at, stretch[0], stretch[1] - stretch[0]))


def _list_gaps(
    placed: Sequence[tuple[int, int]], stretches: Sequence[Stretch], end: int, start: int = 0
) -> Iterator[tuple[int, int, int, int]]:
    """Stretches that are not placed yet, by index, and the signs between which they must stand."""
    index, at = 0, start
    for i, place in placed:
        if i > index and place > at:
            yield index, i, at, place
        index, at = i + 1, place + stretches[i][1] - stretches[i][0]
    if len(stretches) > index and end > at:
        yield index, len(stretches), at, end
