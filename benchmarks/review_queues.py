"""Do chosen turns teach more than random ones? Gold codes play the person who reads.

    python benchmarks/review_queues.py ../shared/data [--repeats 24]

Takes the turns with gold codes as a study, lets the machine propose, draws turns as ``review``
does (a quarter of them at random), and asks: how often was each code found, and how well does a
logistic regression that learned from these turns rank the turns of participants it has not seen
(average precision)? Half of the participants are drawn from, the other half is ranked.
"""

from __future__ import annotations

import argparse
import json
import tempfile
import warnings
from collections import Counter, defaultdict
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from random import Random
from statistics import mean, stdev
from typing import Any

import numpy as np
from page import copy_codebook

from interviewkit import Study
from interviewkit.coding.queues import (
    MachineScores,
    compute_chances,
    is_random,
    pick_turn,
    weigh_lessons,
)
from interviewkit.steps.coding.vectors import VectorCache
from interviewkit.steps.reading import load_speech
from interviewkit.store.database import Store

SIZES = (50, 100, 200)
MODES = ("random", "rare", "uncertain", "disagreement")
SHARE = 0.25
TOML = """
[study]
name = "Gold"
[transcripts]
moderators = ["Assistant"]
[codebook]
file = "codebook.yaml"
[topics]
enabled = false
"""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("shared", type=Path)
    parser.add_argument("--repeats", type=int, default=24)
    given = parser.parse_args()
    warnings.filterwarnings("ignore")
    with tempfile.TemporaryDirectory() as folder:
        gold = Gold(Path(folder), given.shared / "gold_codes" / "dev.jsonl")
        print(f"{len(gold.truth)} turns of {len(set(gold.person.values()))} participants")
        heads = " | ".join(f"found: {code}" for code in gold.codes)
        print(f"\n| queue | turns | {heads} | average precision | s.e. |")
        print("|---|---|" + "---|" * (len(gold.codes) + 2))
        for mode in MODES:
            for size in SIZES:
                print(gold.row(mode, size, given.repeats), flush=True)


class Gold:
    """The turns with gold codes, what the machine says of them, and their vectors."""

    def __init__(self, folder: Path, path: Path) -> None:
        study, truth = made(folder, path)
        self.codes = study.codebook()[0].code_ids
        with Store(folder / "study.db").reading() as shelves:
            said = load_speech(study._site, shelves)
            turns = [said.turns[key] for key in said.codable]
            self.scores = MachineScores.of(shelves.codings.scores())
        places: dict[str, int] = defaultdict(int)
        self.truth: dict[int, set[str]] = {}
        self.person: dict[int, str] = {}
        for turn in turns:
            name = Path(turn.transcript).name
            self.truth[turn.id or 0] = truth[name][places[name]]
            self.person[turn.id or 0] = name
            places[name] += 1
        vectors = VectorCache(study._site).of([turn.text for turn in turns])
        best = self.scores.best()
        said = [[best.get((turn, code), 0.0) for code in self.codes] for turn in self.truth]
        self.features = dict(zip(self.truth, np.hstack([vectors, np.array(said)]), strict=True))

    def row(self, mode: str, size: int, repeats: int) -> str:
        found: Counter[str] = Counter()
        precision = []
        for seed in range(repeats):
            people = sorted(set(self.person.values()))
            drawn_from = set(Random(f"half {seed}").sample(people, len(people) // 2))
            pool = {turn for turn, who in self.person.items() if who in drawn_from}
            taken = self.draw(mode, size, pool, Random(f"draw {seed}"))
            found.update(code for turn in taken for code in self.truth[turn])
            others = [turn for turn in self.truth if turn not in pool]
            precision.append(mean(self.precision(code, taken, others) for code in self.codes))
        counts = " | ".join(f"{found[code] / repeats:.1f}" for code in self.codes)
        spread = stdev(precision) / repeats**0.5
        return f"| {mode} | {size} | {counts} | {mean(precision):.3f} | {spread:.3f} |"

    def draw(self, mode: str, size: int, pool: set[int], luck: Random) -> list[int]:
        """Turns as ``review`` draws them."""
        worth = {} if mode == "random" else weigh_lessons(mode, self.scores)
        left, found, taken = set(pool), Counter[str](), []
        for number in range(size):
            if mode == "random" or is_random(number, SHARE):
                odds: Mapping[int, float] = dict.fromkeys(sorted(left), 1 / len(left))
            else:
                odds = compute_chances(mode, worth, left, self.codes, found)
            turn = pick_turn(odds, luck.random())
            left.remove(turn)
            taken.append(turn)
            found.update(self.truth[turn])
        return taken

    def precision(self, code: str, taken: Sequence[int], others: Sequence[int]) -> float:
        from sklearn.linear_model import LogisticRegression
        from sklearn.metrics import average_precision_score

        here = [code in self.truth[turn] for turn in taken]
        there = [code in self.truth[turn] for turn in others]
        rank: Callable[[Any], Any]
        if all(here) or not any(here):  # nothing to learn from: the machine's own scores
            rank = lambda rows: rows[:, len(rows[0]) - len(self.codes) + self.codes.index(code)]  # noqa: E731
        else:
            model = LogisticRegression(C=3, class_weight="balanced", max_iter=500)
            rank = model.fit([self.features[turn] for turn in taken], here).decision_function
        return float(
            average_precision_score(there, rank(np.array([self.features[t] for t in others])))
        )


def made(folder: Path, path: Path) -> tuple[Study, Mapping[str, list[set[str]]]]:
    """A study of the turns with gold codes, coded; and transcript → codes, turn by turn."""
    rows = [json.loads(line) for line in path.read_text("utf-8").splitlines()]
    by_transcript: dict[str, list[Any]] = defaultdict(list)
    for row in sorted(rows, key=lambda each: each["turn"]):
        by_transcript[row["transcript_id"]].append(row)
    (folder / "transcripts").mkdir()
    (folder / "study.toml").write_text(TOML, "utf-8")
    copy_codebook(folder)
    for name, turns in by_transcript.items():
        said = "".join(
            f"Assistant: {' '.join(each['question'].split()) or '-'}\n\n"
            f"User: {' '.join(each['text'].split())}\n\n"
            for each in turns
        )
        (folder / "transcripts" / f"{name}.txt").write_text(said, "utf-8")
    study = Study.open(folder)
    study.ingest()
    study.code()
    truth = {
        name: [{code["code"] for code in each["codes"]} for each in turns]
        for name, turns in by_transcript.items()
    }
    return study, truth


if __name__ == "__main__":
    main()
