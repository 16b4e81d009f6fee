"""The text of a source as another tool gave it, and where in it the turns of today stand."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from functools import cached_property

from interviewkit.exchange.projects.laying import Laying
from interviewkit.model import Passage, Transcript, Turn
from interviewkit.model.span import Span


class OriginalText:
    """A source's own text, used in the place of one that is written anew.

    What stands nowhere in it (a mended word) has the place of the nearest that does.
    """

    def __init__(self, text: str, laying: Laying, transcript: Transcript) -> None:
        self.text = text
        self._laying = laying
        self._first = {turn.position: n for n, turn in enumerate(transcript.turns)}

    @cached_property
    def _signs(self) -> Sequence[int]:
        """The signs of the turns that stand in the text, in order."""
        return sorted(self._place_of)

    @cached_property
    def _place_of(self) -> dict[int, int]:
        """Sign of the turns → its offset in the text."""
        places = self._laying.places
        return {
            sign + n: places[at + n] for at, sign, size in self._laying.runs for n in range(size)
        }

    @cached_property
    def places(self) -> Sequence[Span]:
        """The place of each turn, in order of turns."""
        return [self.find_place(turn, 0, len(turn.text)) for turn in self._laying.turns]

    def find_place(self, turn: Turn, start: int, end: int) -> Span:
        """Where a slice of a turn stands in the text."""
        spoken, nth = self._laying.spoken, self._first[turn.position]
        first = spoken.find_sign(nth, start)
        last = spoken.find_sign(nth, end) - 1
        signs = self._signs
        low = min(bisect_left(signs, first), max(len(signs) - 1, 0))
        high = max(min(bisect_left(signs, last + 1) - 1, len(signs) - 1), low)
        if not signs:
            return 0, 0
        return self._place_of[signs[low]], self._place_of[signs[high]] + 1

    def lay(self, start: int, end: int) -> list[Passage]:
        """The passages on which a slice of the text stands."""
        return self._laying.lay(start, end)
