"""What people judged, as arrays: which passages hold which code, and which were read without it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Hashable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from interviewkit.model import Coding, Passage, Turn

Array = np.ndarray[Any, np.dtype[Any]]

Read = Mapping[str, Collection[Turn] | Mapping[str, Collection[Turn]]]
"""Coder → the turns that they have read, or code → those that they have read for that code; what
they did not code there does not hold."""

Who = Callable[[Turn], Hashable]
"""Whose words a turn is; what one person said never stands on both sides of a split."""

Place = tuple[str, int]


EVERY = ""
"""In place of a code: all of them."""


def identify_speaker(turn: Turn) -> Hashable:
    """One person for every speaker of every transcript."""
    return turn.transcript, turn.speaker


@dataclass(frozen=True, slots=True)
class JudgedPassages:
    """The judged passages of one code and their turns.

    ``rows`` (r,) are places in the material, ``held`` (r,) is the share of judges (0 to 1) for
    whom the code holds there, ``turn`` (r,) the number of each row's turn. ``vague`` (r,) marks
    passages of a turn that was coded as a whole, so that nobody said which of them it is. For the
    turns, ``turn_held`` (t,) is ``nan`` where only part of the turn was judged, and ``person``
    (t,) numbers the participants.
    """

    rows: Array
    turn: Array
    held: Array
    vague: Array
    turn_held: Array
    person: Array

    @property
    def positives(self) -> int:
        """Judged turns for which at least half of the judges hold that the code holds."""
        return int((self.turn_held >= 0.5).sum())

    @property
    def negatives(self) -> int:
        return int((self.turn_held < 0.5).sum())

    def only(self, turns: Array) -> JudgedPassages:
        """The same with these turns alone; ``turns`` (t,) is a mask."""
        kept = turns[self.turn]
        number = np.cumsum(turns) - 1
        return JudgedPassages(
            self.rows[kept], number[self.turn[kept]], self.held[kept], self.vague[kept],
            self.turn_held[turns], self.person[turns],
        )  # fmt: skip


class LearningLabels:
    """All that people said of a material, code by code.

    Accepted and proposed codings of a person say that a code holds, rejected ones that it does
    not; of what a person read, all else does not hold either. Judges who differ count by share.
    """

    def __init__(
        self, passages: Sequence[Passage], codings: Sequence[Coding], read: Read, who: Who
    ) -> None:
        self.passages, self.who = passages, who
        self.places: dict[Place, list[int]] = defaultdict(list)
        for place, passage in enumerate(passages):
            self.places[passage.turn.place].append(place)
        self.read = {name: _keys_by_code(turns) for name, turns in read.items()}
        self.said: dict[str, dict[Place, dict[str, list[Coding]]]] = {}
        for coding in codings:
            turns = self.said.setdefault(coding.code, {})
            said = turns.setdefault(coding.passage.turn.place, {})
            said.setdefault(coding.coder, []).append(coding)

    def of(self, code: str) -> JudgedPassages:
        """What is known of one code; turns in the order of the material."""
        said = self.said.get(code, {})
        read = {name: by.get(EVERY, by.get(code, set())) for name, by in self.read.items()}
        judged = set(said).union(*read.values())
        rows: list[tuple[int, int, float, bool]] = []
        turns: list[float] = []
        people: dict[Hashable, int] = {}
        person: list[int] = []
        for key, places in self.places.items():
            votes = self._votes(key, places, said.get(key, {}), read) if key in judged else ()
            if not votes:
                continue
            vague = any(vote.whole for vote in votes)
            for place in places:
                heard = [vote.held[place] for vote in votes if place in vote.held]
                if heard:
                    rows.append((place, len(turns), sum(heard) / len(heard), vague))
            whole = [max(v.held.values()) for v in votes if v.is_about_turn(places)]
            turns.append(sum(whole) / len(whole) if whole else float("nan"))
            who = self.who(self.passages[places[0]].turn)
            person.append(people.setdefault(who, len(people)))
        columns = list(zip(*rows, strict=True)) if rows else [(), (), (), ()]
        return JudgedPassages(
            np.array(columns[0], dtype=np.int64), np.array(columns[1], dtype=np.int64),
            np.array(columns[2], dtype=np.float64), np.array(columns[3], dtype=bool),
            np.array(turns, dtype=np.float64), np.array(person, dtype=np.int64),
        )  # fmt: skip

    def _votes(
        self,
        key: Place,
        places: Sequence[int],
        said: Mapping[str, Sequence[Coding]],
        read: Mapping[str, set[Place]],
    ) -> list[_Vote]:
        """What each judge of the turn says of its passages."""
        readers = {name for name, turns in read.items() if key in turns}
        judges = sorted(readers | set(said))
        votes = (self._vote(places, said.get(name, ()), name in readers) for name in judges)
        return [vote for vote in votes if vote.held]

    def _vote(self, places: Sequence[int], codings: Sequence[Coding], has_read: bool) -> _Vote:
        yes = [coding.passage for coding in codings if coding.holds]
        no = [coding.passage for coding in codings if not coding.holds]
        held = dict.fromkeys(places, 0.0) if has_read or yes else {}
        held |= {place: 0.0 for place in places if self._touched(place, no)}
        coded = [place for place in places if self._touched(place, yes)]
        held |= dict.fromkeys(coded, 1.0)
        return _Vote(held, whole=len(places) > 1 and len(coded) == len(places))

    def _touched(self, place: int, spans: Sequence[Passage]) -> bool:
        passage = self.passages[place]
        return any(span.start < passage.end and passage.start < span.end for span in spans)


@dataclass(frozen=True, slots=True)
class _Vote:
    """One judge's word on a turn: place → 1 or 0; ``whole`` where all of it was coded."""

    held: Mapping[int, float]
    whole: bool

    def is_about_turn(self, places: Sequence[int]) -> bool:
        return len(self.held) == len(places) or max(self.held.values()) > 0


def _keys_by_code(
    read: Collection[Turn] | Mapping[str, Collection[Turn]],
) -> dict[str, set[Place]]:
    by_code = read if isinstance(read, Mapping) else {EVERY: read}
    return {code: {turn.place for turn in turns} for code, turns in by_code.items()}
