"""First find, then sharpen: which code wants turns, and which turn is likely to hold it.

A code is sought until people found it in enough turns, or read its likeliest turns in vain; then
the turns of which the machine is least sure are chosen. Every choice is a draw with a known
probability. Nothing here knows of stores or screens.
"""

from __future__ import annotations

from collections.abc import Collection, Hashable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Any

from interviewkit.coding.queues import ANYHOW, SHARPNESS, Place, measure_uncertainty

if TYPE_CHECKING:
    import numpy as np

    Array = np.ndarray[Any, np.dtype[Any]]

ENOUGH = 10
"""A code found in so many turns is known well enough: from then on it is sharpened."""

LIKELIEST = 50
"""So many turns that the machine ranks first for a code, fewer where fewer stand out, are looked
through; where people read them all in vain, the code is as good as not there."""

URGENCY = 2
"""How strongly the codes that are furthest behind come first: a code's chance falls with this
power of how far it is."""

SHORTLIST, FALL = 5, 0.7
"""A turn is drawn from the best few for its code, each so much less likely than the one before."""

LIKENESS, UNLIKENESS = 2.0, 0.5
"""What being like the turns that have a code counts, in usual distances between two turns, beside
what the machine says in its own deviations; and what being like those without it takes away."""

FIRM_WITH, FIRM_WITHOUT = 1, 20
"""Turns with and without a code at which likeness to them counts half."""

HEARD = 1.0
"""A turn of somebody who was read already stands back by so many deviations: a code should be
learnt from many people."""

TOLERANCE = 1e-9


@dataclass(frozen=True, slots=True)
class Judged:
    """What people did by now: the turns that they read for all codes, and turn → codes found."""

    read: Collection[int]
    found: Mapping[int, Collection[str]]


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a code is: in how many turns it was found, and how many ``likely`` ones were read
    in vain."""

    code: str
    found: int
    in_vain: int = 0
    likely: int = LIKELIEST

    @property
    def level(self) -> float:
        """From 0 to ``ENOUGH``: turns found, and all likely ones read in vain count as enough."""
        return min(self.found + ENOUGH * self.in_vain / self.likely, ENOUGH)

    @property
    def is_sought(self) -> bool:
        return self.level < ENOUGH

    def __str__(self) -> str:
        if self.is_sought:
            return f"finding {self.code}: {self.found} of {ENOUGH} found"
        return f"sharpening {self.code}: {self.found} found"


@dataclass(frozen=True)
class Plan:
    """The next draw: ``by_code`` (codes, n) are chances of n turns for the sake of each code."""

    turns: Sequence[int]
    by_code: Array
    progress: Sequence[Progress]

    def chances(self) -> dict[int, float]:
        """Turn → its probability of being drawn; all of them sum to 1, ``ANYHOW`` of it goes to
        all turns evenly."""
        if not self.turns:
            return {}
        found = (1 - ANYHOW) * self.by_code.sum(axis=0) + ANYHOW / len(self.turns)
        return dict(zip(self.turns, found.tolist(), strict=True))

    def why(self, turn: int) -> str:
        """For the sake of which code a turn is most likely drawn, and how far that is; empty
        where by chance alone."""
        shares = self.by_code[:, self.turns.index(turn)]
        return str(self.progress[int(shares.argmax())]) if shares.max() > 0 else ""


@dataclass(frozen=True)
class RankedTurns:
    """All turns of a study as the machine ranks them for each code.

    ``turns`` (n,) are ids from low to high, ``scores`` (codes, n) the machine's, 0 to 1. ``sense``
    (n, d) are vectors of the turns with rows of length 1, where there are any; ``speakers`` (n,)
    number whose words a turn is.
    """

    codes: tuple[str, ...]
    turns: Array
    scores: Array
    speakers: Array
    sense: Array | None = field(default=None, repr=False)

    @classmethod
    def of(
        cls,
        codes: Sequence[str],
        speaker_of: Mapping[int, Hashable],
        best: Mapping[Place, float],
        sense: Array | None = None,
    ) -> RankedTurns:
        """``speaker_of`` has every turn that can be judged; ``sense`` a row for each, by id."""
        import numpy as np

        ids = sorted(speaker_of)
        known: dict[Hashable, int] = {}
        speakers = [known.setdefault(speaker_of[turn], len(known)) for turn in ids]
        scores = [[best.get((turn, code), 0.0) for turn in ids] for code in codes]
        shape = len(codes), len(ids)
        return cls(
            tuple(codes),
            np.array(ids, dtype=np.int64),
            np.array(scores, dtype=np.float64).reshape(shape),
            np.array(speakers, dtype=np.int64),
            sense,
        )

    @cached_property
    def standing(self) -> Array:
        """Robust deviations by which a turn stands out for each code, (codes, n).

        The log odds of the scores less their median, over 1.4826 times the median distance from it
        and a fifth of the standard deviation: where most turns have one and the same score, the
        first of these is 0.
        """
        import numpy as np

        within = np.clip(self.scores, 1e-6, 1 - 1e-6)
        odds = np.log(within / (1 - within))
        odds -= np.median(odds, axis=1, keepdims=True)
        usual = 1.4826 * np.median(np.abs(odds), axis=1, keepdims=True)
        spread = usual + 0.2 * odds.std(axis=1, keepdims=True)
        return np.asarray(odds / np.maximum(spread, TOLERANCE))

    @cached_property
    def likeliest(self) -> list[Array]:
        """For each code the places of the first ``LIKELIEST`` turns, of those that stand out from
        most; where none does, all places."""
        import numpy as np

        first = np.argsort(-self.standing, axis=1, kind="stable")[:, :LIKELIEST]
        out = [places[self.standing[row, places] > 0] for row, places in enumerate(first)]
        return [places if len(places) else np.arange(len(self.turns)) for places in out]

    @cached_property
    def usual_likeness(self) -> float:
        """The standard deviation of the likeness (cosine) of two turns."""
        import numpy as np

        if self.sense is None or len(self.sense) < 2:
            return 1.0
        some = self.sense[:: len(self.sense) // 200 + 1]
        return max(float(np.std(some @ some.T)), TOLERANCE)

    def count_progress(self, judged: Judged) -> list[Progress]:
        """How far each code is, in the codes' order."""
        read, held = self._read(judged), self._held(judged)
        found = held.sum(axis=1).tolist()
        without = read & ~held
        in_vain = [int(without[row, places].sum()) for row, places in enumerate(self.likeliest)]
        likely = [min(len(places), LIKELIEST) for places in self.likeliest]
        return [Progress(*e) for e in zip(self.codes, found, in_vain, likely, strict=True)]

    def plan(self, pool: Collection[int], judged: Judged) -> Plan:
        """The next draw from a pool: first a code, those furthest behind most likely, then one of
        the best turns for it."""
        import numpy as np

        progress = self.count_progress(judged)
        free = np.flatnonzero(self._among(pool))
        if not len(free):
            return Plan([], np.zeros((len(progress), 0)), progress)
        values = self._value_turns(judged)[:, free]
        shares = [
            _shortlist(values[row]) if each.is_sought else self._doubt(row, free)
            for row, each in enumerate(progress)
        ]
        urgent = np.array([(1 + each.level) ** -URGENCY for each in progress])
        by_code = (urgent / urgent.sum())[:, None] * np.array(shares)
        return Plan(self.turns[free].tolist(), by_code, progress)

    def _value_turns(self, judged: Judged) -> Array:
        """How likely each turn has each code, in deviations, (codes, n)."""
        import numpy as np

        read, held = self._read(judged), self._held(judged)
        values = self.standing + self._compare_with_judged(read, held)
        heard = np.zeros(int(self.speakers.max(initial=0)) + 1, dtype=bool)
        heard[self.speakers[read]] = True
        return np.asarray(values - HEARD * heard[self.speakers])

    def _compare_with_judged(self, read: Array, held: Array) -> Array:
        """How much more a turn is like those with a code than like those read without it.

        Relevance feedback by the means of both (Rocchio 1971), each counted by how many there are.
        """
        import numpy as np

        if self.sense is None or not read.any():
            return np.zeros((len(self.codes), 1))
        without = read & ~held
        n_with, n_without = (each.sum(axis=1, keepdims=True) for each in (held, without))
        toward = held[:, read] / (n_with + FIRM_WITH)
        away = without[:, read] / (n_without + FIRM_WITHOUT)
        weights = (toward - UNLIKENESS * away).astype(self.sense.dtype)
        direction = weights @ self.sense[read]
        return np.asarray(LIKENESS / self.usual_likeness * (self.sense @ direction.T).T)

    def _doubt(self, row: int, free: Array) -> Array:
        """Chances by how unsure the machine is, above what it is where nothing speaks."""
        import numpy as np

        scores = self.scores[row]
        unsure = 1 - np.abs(2 * scores[free] - 1)
        above = np.maximum(unsure - measure_uncertainty(float(scores.min())), 0) ** SHARPNESS
        return above / above.sum() if above.any() else np.full(len(free), 1 / len(free))

    def _among(self, turns: Collection[int]) -> Array:
        import numpy as np

        wanted = np.fromiter(turns, dtype=np.int64, count=len(turns))
        found = np.zeros(len(self.turns), dtype=bool)
        places = np.searchsorted(self.turns, wanted).clip(max=max(len(found) - 1, 0))
        if len(found):
            found[places[self.turns[places] == wanted]] = True
        return found

    def _read(self, judged: Judged) -> Array:
        """Which turns were read, or have some code, (n,)."""
        return self._among(judged.read) | self._among(judged.found)

    def _held(self, judged: Judged) -> Array:
        """Which turns were found to have each code, (codes, n)."""
        import numpy as np

        held = np.zeros((len(self.codes), len(self.turns)), dtype=bool)
        for row, code in enumerate(self.codes):
            held[row] = self._among([t for t, codes in judged.found.items() if code in codes])
        return held


def _shortlist(values: Array) -> Array:
    """Chances for the best ``SHORTLIST`` of some values (f,), falling from one to the next; even
    ones where all are alike."""
    import numpy as np

    if values.max() - values.min() < TOLERANCE:
        return np.full(len(values), 1 / len(values))
    bound = np.partition(values, -SHORTLIST)[-SHORTLIST] if len(values) > SHORTLIST else -np.inf
    able = np.flatnonzero(values >= max(bound, values.min() + TOLERANCE))
    best = able[np.argsort(-values[able], kind="stable")][:SHORTLIST]
    shares = FALL ** np.arange(len(best))
    chances = np.zeros(len(values))
    chances[best] = shares / shares.sum()
    return chances
