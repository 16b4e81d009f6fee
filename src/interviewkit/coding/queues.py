"""Choosing which turn a person reads next, so that reading teaches most and audits stay sound.

Every choice is a draw with a known probability. Nothing here knows of stores or screens.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from math import floor, prod

from interviewkit.model import MACHINE, Draw
from interviewkit.model.review import DISAGREEMENT, RARE, UNCERTAIN

SILENCE = 0.5
"""Where the machine heard its coders and proposes nothing, their scores count this much."""

SHARPNESS = 3.0
"""A turn's chance grows with this power of what it may teach: near the best first, but not one
and the same kind of turn over and over."""

ANYHOW = 0.05
"""The share of a chosen draw's chance that is spread evenly over the pool, so that every turn
could have been drawn and every draw has a probability above 0."""

Place = tuple[int, str]
"""A turn's id and a code."""


@dataclass(frozen=True, slots=True)
class MachineScores:
    """What machines say: coder → (turn, code) → highest score (0 to 1) in that turn."""

    by_coder: Mapping[str, Mapping[Place, float]]
    lowest: Mapping[str, float] = field(default_factory=dict)

    @classmethod
    def of(
        cls,
        rows: Iterable[tuple[str, int, str, float]],
        likely: Mapping[str, Mapping[int, float]] | None = None,
    ) -> MachineScores:
        """From rows of coder, turn id, code, score.

        ``likely`` holds, code → turn id, the probability that the machine gives to every turn it
        has read; it stands in for the machine's proposals. ``lowest`` is the least of a code's.
        """
        found: dict[str, dict[Place, float]] = {}
        for coder, turn, code, score in rows:
            found.setdefault(coder, {})[turn, code] = score
        if likely:
            found[MACHINE] = {
                (turn, code): p for code, of in likely.items() for turn, p in of.items()
            }
        lowest = {code: min(of.values()) for code, of in (likely or {}).items() if of}
        return cls(found, lowest)

    def best(self) -> dict[Place, float]:
        """The machine's score, or where it is silent half the highest of its coders'."""
        best: dict[Place, float] = {}
        for scores in self.by_coder.values():
            for place, score in scores.items():
                best[place] = max(SILENCE * score, best.get(place, 0.0))
        return best | dict(self.by_coder.get(MACHINE, {}))

    def above_lowest(self, lesson: Callable[[float], float]) -> dict[Place, float]:
        """What each best score teaches, less what the code's lowest would: where nothing speaks
        for a code, thousands of turns are alike, and none of them is worth choosing."""
        least = {code: lesson(score) for code, score in self.lowest.items()}
        taught = {p: lesson(score) - least.get(p[1], 0.0) for p, score in self.best().items()}
        return {place: value for place, value in taught.items() if value > 0}

    def spread(self) -> dict[Place, float]:
        """Highest less lowest score of the coders whom the machine listens to; silence is 0."""
        coders = {c: s for c, s in self.by_coder.items() if c != MACHINE} or self.by_coder
        places = {place for scores in coders.values() for place in scores}
        said = {place: [s.get(place, 0.0) for s in coders.values()] for place in places}
        return {place: max(scores) - min(scores) for place, scores in said.items()}


def measure_uncertainty(score: float) -> float:
    """1 where the machine cannot tell (0.5), 0 where it is sure."""
    return 1 - abs(2 * score - 1)


def weigh_lessons(mode: str, scores: MachineScores) -> dict[Place, float]:
    """What judging a code in a turn may teach, 0 to 1, in one mode of choosing.

    ``uncertain``: the machine's score is near 0.5. ``disagreement``: its coders differ.
    ``rare``: the code is likely there, so that what is seldom said is found at all.
    """
    ways: Mapping[str, Callable[[], dict[Place, float]]] = {
        UNCERTAIN: lambda: scores.above_lowest(measure_uncertainty),
        DISAGREEMENT: scores.spread,
        RARE: lambda: scores.above_lowest(float),
    }
    return ways[mode]()


def compute_chances(
    mode: str,
    lessons: Mapping[Place, float],
    pool: Collection[int],
    codes: Sequence[str],
    found: Mapping[str, int],
) -> dict[int, float]:
    """Turn → its probability of being drawn next; the probabilities of the pool sum to 1.

    First a code is drawn, then a turn by what it may teach about that code, to the power of
    ``SHARPNESS``. Codes have equal chances, but in mode ``rare`` each by 1 / (1 + ``found``),
    the number of turns in which people found it already. ``ANYHOW`` goes to all turns evenly.
    """
    worth = _weigh_pool(lessons, pool, codes)
    weight = {
        code: 1 / (1 + found.get(code, 0)) if mode == RARE else 1.0 for code in codes if worth[code]
    }
    chosen = 1 - ANYHOW if weight else 0.0
    result = dict.fromkeys(sorted(pool), (1 - chosen) / len(pool)) if pool else {}
    for code, share in weight.items():
        total = sum(worth[code].values())
        for turn, value in worth[code].items():
            result[turn] += chosen * share / sum(weight.values()) * value / total
    return result


def _weigh_pool(
    lessons: Mapping[Place, float], pool: Collection[int], codes: Sequence[str]
) -> dict[str, dict[int, float]]:
    """Code → turn of the pool → what it is worth to be drawn."""
    worth: dict[str, dict[int, float]] = {code: {} for code in codes}
    for (turn, code), value in lessons.items():
        if value > 0 and code in worth and turn in pool:
            worth[code][turn] = value**SHARPNESS
    return worth


def pick_turn(chances: Mapping[int, float], luck: float) -> int:
    """The turn at which the running sum of chances passes ``luck`` (0 to 1).

    Raises:
        ValueError: there is none to pick from.
    """
    if not chances:
        raise ValueError("there is no turn to pick from")
    passed = 0.0
    for turn, chance in chances.items():
        passed += chance
        if luck < passed:
            return turn
    return turn


def is_random(number: int, share: float) -> bool:
    """Whether draw ``number`` (from 0 on) is random, so that ``share`` of all draws are."""
    return floor((number + 1) * share + 1e-9) > floor(number * share + 1e-9)


def select_random_draws(draws: Iterable[Draw], codes: Collection[str]) -> list[Draw]:
    """The random draws that asked for all of these codes."""
    return [each for each in draws if each.is_random and set(codes) <= set(each.codes)]


def combine_inclusion(draws: Sequence[Draw], turns: Iterable[int]) -> dict[int, float]:
    """Turn → probability that one of these draws took it in.

    Draws are without replacement, so over a frame of N turns that does not change n draws give
    n / N. Where turns came in later, the probability of a turn is 1 - prod(1 - 1 / pool) over
    the draws since it was there: by construction equal to n / N for a constant frame.
    """
    thresholds = sorted({each.newest for each in draws})
    missed = {
        newest: prod(1 - 1 / each.pool for each in draws if each.newest >= newest)
        for newest in thresholds
    }
    found = {}
    for turn in turns:
        since = next((newest for newest in thresholds if newest >= turn), None)
        found[turn] = 0.0 if since is None else 1 - missed[since]
    return found
