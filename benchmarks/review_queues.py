"""Do chosen turns find the rare code, and teach more than random ones?

    python benchmarks/review_queues.py ../shared/data [--task gold|casino] [--repeats 8]

Gold codes play the person who reads, as a study is judged: turns are drawn one by one, a quarter
of them at random, and the learned coder learns anew after every 25 (from 100 on, after every 100).
First table: each code in turn is made rare (all turns without it are kept, and of those with it as
many as make 2 %; a code of up to 3 % stays as it is), and all codes of the codebook share the
turns. How often is the rare code found in the first 50 turns, against turns drawn at random?
``chosen`` leaves out the random quarter. Second table: kappa after so many judged turns, on the
half of the participants that no turn was drawn from.
"""

from __future__ import annotations

import argparse
import warnings
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from random import Random
from typing import Any

import numpy as np
from learned import Task, casino_task, gold_task

from interviewkit.coding.learned_coder import LearnedCoder
from interviewkit.coding.queues import (
    MachineScores,
    compute_chances,
    is_random,
    pick_turn,
    weigh_lessons,
)
from interviewkit.coding.seeking import Judged, RankedTurns
from interviewkit.model.review import RANDOM, RARE, TEACH, UNCERTAIN

MODES = (RANDOM, RARE, UNCERTAIN, TEACH)
SHARE, LEARN_AFTER, FIRST = 0.25, 25, 50
SIZES = (50, 100, 200, 400)
RARE_UP_TO, THINNED_TO = 0.03, 0.02


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("shared", type=Path)
    parser.add_argument("--task", choices=("gold", "casino"), default="gold")
    parser.add_argument("--repeats", type=int, default=8)
    given = parser.parse_args()
    book = Path(__file__).parent.parent / "codebooks" / "human-ai-work.yaml"
    task = (
        gold_task(given.shared, book, 2500) if given.task == "gold" else casino_task(given.shared)
    )
    tell(World(task), given.repeats)


def tell(
    world: World, repeats: int, modes: Sequence[str] = MODES, sizes: Sequence[int] = SIZES
) -> None:
    """Print both tables."""
    warnings.filterwarnings("ignore")
    rare = [code for code in world.codes if world.share(code) <= RARE_UP_TO]
    codes = rare if len(rare) > 5 else world.codes
    print(f"\n### {world.task.name}: positives of a rare code in {FIRST} turns, × random\n")
    print(f"| queue | mean | {' | '.join(codes)} | chosen alone |")
    print("|---|--:|" + "--:|" * (len(codes) + 1))
    for mode in (each for each in modes if each != RANDOM):
        found = [world.lift(mode, code, repeats) for code in codes]
        cells = " | ".join(f"{all_:.1f}" for all_, _ in found)
        mean, chosen = np.mean(found, axis=0)
        print(f"| {mode} | {mean:.2f} | {cells} | {chosen:.2f} |", flush=True)
    if not sizes:
        return
    print(f"\n### {world.task.name}: κ after so many judged turns\n")
    print(f"| queue | {' | '.join(map(str, sizes))} |\n|---|" + "--:|" * len(sizes))
    for mode in modes:
        points = np.mean([world.curve(mode, sizes, seed) for seed in range(repeats)], axis=0)
        print(f"| {mode} | {' | '.join(f'{each:.3f}' for each in points)} |", flush=True)


@dataclass(frozen=True)
class World:
    """A coded corpus, of which a person judges turn after turn; turns are numbered from 1 on."""

    task: Task
    alone: bool = False
    """Whether each rare code is sought alone (``--code``), not with all of the codebook."""

    @cached_property
    def codes(self) -> tuple[str, ...]:
        return self.task.codebook.code_ids

    @cached_property
    def truth(self) -> dict[int, set[str]]:
        number = {turn.place: n for n, turn in enumerate(self.task.read, start=1)}
        truth: dict[int, set[str]] = {n: set() for n in number.values()}
        for each in self.task.codings:
            truth[number[each.passage.turn.place]].add(each.code)
        return truth

    @cached_property
    def who(self) -> dict[int, tuple[str, str]]:
        return {n: (t.transcript, t.speaker) for n, t in enumerate(self.task.read, start=1)}

    @cached_property
    def turn_of(self) -> Any:
        """The number of the turn of every passage; 0 where nobody coded it."""
        number = {turn.place: n for n, turn in enumerate(self.task.read, start=1)}
        return np.array([number.get(p.turn.place, 0) for p in self.task.material.passages])

    @cached_property
    def sense(self) -> Any:
        vectors = self.task.material.vectors()
        sums = np.zeros((len(self.truth) + 1, vectors.shape[1]), np.float32)
        np.add.at(sums, self.turn_of, vectors - vectors.mean(axis=0))
        lengths = np.linalg.norm(sums, axis=1, keepdims=True)
        return (sums / np.maximum(lengths, 1e-9))[1:]

    @cached_property
    def coder(self) -> LearnedCoder:
        return LearnedCoder(self.task.proposals, self.task.embed)

    @cached_property
    def untaught(self) -> tuple[Mapping[str, Mapping[int, float]], Any]:
        return self._learn([])

    def share(self, code: str) -> float:
        return sum(code in held for held in self.truth.values()) / len(self.truth)

    def learn(self, read: Sequence[int]) -> tuple[Mapping[str, Mapping[int, float]], Any]:
        """Code → turn → probability, and whether each code is given to each turn (codes, n)."""
        return self._learn(read) if read else self.untaught

    def _learn(self, read: Sequence[int]) -> tuple[Mapping[str, Mapping[int, float]], Any]:
        turns = [self.task.read[n - 1] for n in read]
        places = {turn.place for turn in turns}
        codings = [c for c in self.task.codings if c.passage.turn.place in places]
        material, codebook = self.task.material, self.task.codebook
        self.coder.fit(material, codebook, codings, {"gold": turns})
        judged = self.coder.judge(material, codebook.codes)
        likely, given = {}, np.zeros((len(self.codes), len(self.truth) + 1), bool)
        for row, code in enumerate(self.codes):
            if code in judged:
                highest = np.zeros(len(self.truth) + 1)
                np.maximum.at(highest, self.turn_of, np.nan_to_num(judged[code].probabilities))
                np.maximum.at(given[row], self.turn_of, judged[code].given)
                likely[code] = dict(enumerate(highest.tolist()))
        return likely, given[:, 1:]

    def lift(self, mode: str, code: str, repeats: int) -> tuple[float, float]:
        """How often a code that is made rare is found, over what chance finds: in all of the first
        turns, and in those of them that were chosen."""
        found = [self._lift(mode, code, seed) for seed in range(repeats)]
        return tuple(np.mean(found, axis=0))  # type: ignore[return-value]

    def _lift(self, mode: str, code: str, seed: int) -> tuple[float, float]:
        having = [n for n, held in self.truth.items() if code in held]
        n_without = len(self.truth) - len(having)
        if self.share(code) > RARE_UP_TO:
            rest = max(4, round(THINNED_TO * n_without / (1 - THINNED_TO)))
            having = Random(f"thin {seed}").sample(having, rest)
        pool = {n for n, held in self.truth.items() if code not in held} | set(having)
        share = len(having) / len(pool)
        asked = (code,) if self.alone else self.codes
        taken = self.draw(mode, FIRST, pool, Random(f"draw {seed}"), asked)
        chosen = [n for n, by_chance in taken if not by_chance]
        everything = sum(n in having for n, _ in taken) / FIRST / share
        return everything, sum(n in having for n in chosen) / len(chosen) / share

    def curve(self, mode: str, sizes: Sequence[int], seed: int) -> list[float]:
        """Mean kappa over codes after so many turns, on people from whom none was drawn."""
        people = sorted(set(self.who.values()))
        kept = set(Random(f"half {seed}").sample(people, len(people) // 2))
        pool = {n for n, who in self.who.items() if who in kept}
        taken = self.draw(mode, max(sizes), pool, Random(f"draw {seed}"), self.codes)
        others = np.array([n - 1 for n in self.truth if n not in pool])
        held = np.array([[c in self.truth[n] for n in self.truth] for c in self.codes])[:, others]
        return [
            kappa(held, self.learn([n for n, _ in taken[:size]])[1][:, others]) for size in sizes
        ]

    def draw(
        self, mode: str, size: int, pool: set[int], luck: Random, asked: Sequence[str]
    ) -> list[tuple[int, bool]]:
        """Turns as ``review`` draws them, each with whether chance alone chose it."""
        left, taken = set(pool), list[tuple[int, bool]]()
        for number in range(min(size, len(pool))):
            if number % (LEARN_AFTER if number < SIZES[1] else 2 * FIRST) == 0 and mode != RANDOM:
                scores = MachineScores.of((), self.learn([n for n, _ in taken])[0])
                ranked = RankedTurns.of(asked, self.who, scores.best(), self.sense)
                worth = {} if mode == TEACH else weigh_lessons(mode, scores)
            by_chance = mode == RANDOM or is_random(number, SHARE)
            found = {n: self.truth[n] for n, _ in taken}
            if by_chance:
                odds: Mapping[int, float] = dict.fromkeys(sorted(left), 1 / len(left))
            elif mode == TEACH:
                odds = ranked.plan(left, Judged(found, found)).chances()
            else:
                counts = {c: sum(c in held for held in found.values()) for c in asked}
                odds = compute_chances(mode, worth, left, asked, counts)
            turn = pick_turn(odds, luck.random())
            left.remove(turn)
            taken.append((turn, by_chance))
        return taken


def kappa(held: Any, given: Any) -> float:
    """Cohen's kappa of each code, (codes, n), in the mean over codes that somebody has."""
    agreed = (held == given).mean(axis=1)
    a, b = held.mean(axis=1), given.mean(axis=1)
    chance = a * b + (1 - a) * (1 - b)
    there = a > 0
    return float(((agreed - chance) / np.maximum(1 - chance, 1e-9))[there].mean())


if __name__ == "__main__":
    main()
