"""The learned coder against what a script does with the same judgements, on foreign codebooks.

    python benchmarks/learned_against_plain.py --shared ../shared/data [--task casino] [--repeats 2]

Participants are dealt into three parts; each part is coded by what was learnt from N turns of the
other two, whole participants at a time. The coder learns as ``code`` does, all of it: folds,
thresholds, codes that exclude each other. A script knows the same turns: logistic regression on
the turn's mean vector (as it is, or without the corpus mean), on TF-IDF, and on both, balanced or
not, and the centroid. At each size the best of these *by the very turns that are held out* is set
beside it, which flatters the script. Promised is the kappa that ``code`` would print, true the
one with the people held out, over the codes for which both are defined.

The dialogues of *persuasion* are donation talks; their codes have a label as definition and three
sentences as examples, from sixty dialogues that are then left out. Of *only one* each turn has the
first of its codes, of the six that are most common; the codebook says that they exclude each other.
"""

from __future__ import annotations

import argparse
import csv
import random
import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np
from cross_validation import compare_masks
from learned import Task, casino_task, made
from learning_curves import pdpilot_task
from page import parser_of

from interviewkit.coding.learned_coder import LearnedCoder
from interviewkit.coding.learning.decision import find_highest
from interviewkit.coding.learning.labels import LearningLabels, identify_speaker
from interviewkit.model import Code, Codebook, Coding, Example, Passage, Turn

SIZES = (50, 100, 200, 400, 10_000)
FOR_EXAMPLES = 60
COMMON = 6
PLAIN = ("vectors", "centred", "tf-idf", "both", "vectors, balanced", "centred, balanced",
         "tf-idf, balanced", "both, balanced", "centroid")  # fmt: skip
HEAD = (
    "| turns | learned κ | best plain κ | learned F1 | best plain F1 | promised κ | true κ |\n"
    "|--:|--:|---|--:|---|--:|--:|"
)


def main() -> None:
    options = _options()
    tasks: dict[str, Callable[[], Task]] = {
        "casino": lambda: casino_task(options.shared),
        "pdpilot": lambda: pdpilot_task(options.shared),
        "persuader": lambda: persuasion_task(options.shared, "Persuader"),
        "persuadee": lambda: persuasion_task(options.shared, "Persuadee"),
        "persuader-one": lambda: keep_one(persuasion_task(options.shared, "Persuader")),
        "persuadee-one": lambda: keep_one(persuasion_task(options.shared, "Persuadee")),
    }
    for name, task in tasks.items():
        if options.task in ("all", name):
            for line in tell(task(), options.repeats):
                print(line, flush=True)


def persuasion_task(shared: Path, role: str) -> Task:
    """Donation talks: every sentence of one role labelled with what it does."""
    folder = shared / "interviews" / "persuasion"
    rows = _rows(folder / "turns.csv")
    dialogues = sorted({row["transcript"] for row in rows})
    random.Random(3).shuffle(dialogues)
    apart = set(dialogues[:FOR_EXAMPLES])
    turns, pairs, before = dict[tuple[str, int], Turn](), [], ("", "")
    for row in rows:
        said_before = before[1] if before[0] == row["transcript"] else ""
        if row["speaker"] == role:
            turn = Turn(row["transcript"], int(row["turn"]), role, row["text"])
            turns[turn.place] = turn
            if row["transcript"] not in apart and any(map(str.isalpha, row["text"])):
                pairs.append((turn, said_before))
        before = row["transcript"], row["text"]
    labels = [
        (turns[place], row["code"], row["quote"])
        for row in _rows(folder / "codings.csv")
        if (place := (row["transcript"], int(row["turn"]))) in turns
    ]
    shown: dict[str, list[str]] = {}
    for turn, code, quote in labels:
        if turn.transcript in apart and len(quote.split()) >= 3:
            shown.setdefault(code, []).append(quote)
    count = Counter(code for turn, code, _ in labels if turn.transcript not in apart)
    names = [code for code in count if count[code] >= 20 and code in shown and code != "other"]
    codes = tuple(
        Code(_id(name), name, f"{re.sub('[-_]', ' ', name).capitalize()}.",
             examples=tuple(map(Example, shown[name][:3])))
        for name in names
    )  # fmt: skip
    codings = [
        Coding(Passage.cut(turn, at, at + len(quote)), _id(code), "gold")
        for turn, code, quote in labels
        if turn.transcript not in apart and code in names and (at := turn.text.find(quote)) >= 0
    ]
    book = Codebook(role.lower(), codes)
    return made(role, book, pairs, codings, [turn for turn, _ in pairs])


def keep_one(task: Task) -> Task:
    """The same where each turn has one code, of a few: as a therapist does one thing at a time."""
    first: dict[tuple[str, int], Coding] = {}
    for each in sorted(task.codings, key=lambda c: (c.passage.turn.place, c.passage.start)):
        first.setdefault(each.passage.turn.place, each)
    count = Counter(each.code for each in first.values())
    kept = [code for code, _ in count.most_common(COMMON)]
    codings = [each for each in first.values() if each.code in kept]
    there = {each.passage.turn.place for each in codings}
    codes = tuple(code for code in task.codebook.codes if code.id in kept)
    return replace(
        task,
        name=f"{task.name}, only one",
        codebook=replace(task.codebook, codes=codes, exclusive=True),
        codings=codings,
        read=[turn for turn in task.read if turn.place in there],
    )


def tell(task: Task, repeats: int) -> Iterator[str]:
    """A table in Markdown, line by line."""
    bench = _Bench.of(task)
    yield f"\n### {task.name}\n\n{bench.held.shape[1]} turns, {len(bench.held)} codes.\n\n{HEAD}"
    for n in SIZES:
        once = 1 if n >= bench.held.shape[1] else repeats
        found = [bench.learn_from(n, repeat) for repeat in range(once)]
        figures = {
            name: np.mean([bench.measure(each[name]) for each, _ in found], axis=0)
            for name in ("learned", *PLAIN)
        }
        kappa, f1 = figures["learned"]
        plain = [max((figures[name][k], name) for name in PLAIN) for k in (0, 1)]
        pairs = [pair for _, pairs in found for pair in pairs]
        ends = [f"{end:.2f}" for end in np.mean(pairs, axis=0)] if pairs else ["–", "–"]
        size = "all" if n >= bench.held.shape[1] else n
        yield (
            f"| {size} | {kappa:.2f} | {plain[0][0]:.2f} ({plain[0][1]}) | {f1:.2f} "
            f"| {plain[1][0]:.2f} ({plain[1][1]}) | {ends[0]} | {ends[1]} |"
        )


@dataclass(frozen=True)
class _Bench:
    """Judged turns as arrays: ``held`` (codes, t), ``person`` and ``number`` (t,) of the turn."""

    task: Task
    coder: LearnedCoder
    held: Any
    person: Any
    number: Any
    turns: list[Turn]
    spaces: Mapping[str, Any]

    @classmethod
    def of(cls, task: Task) -> _Bench:
        from scipy.sparse import csr_matrix, hstack
        from sklearn.feature_extraction.text import TfidfVectorizer

        passages, codes = task.material.passages, task.codebook.code_ids
        labels = LearningLabels(passages, task.codings, {"gold": task.read}, identify_speaker)
        judged = [labels.of(code) for code in codes]
        coder = LearnedCoder(task.proposals, task.embed)
        of_passage = coder.seen(task.material).features.turn
        n = len(judged[0].turn_held)
        number, turns = np.zeros(n, dtype=np.int64), [passages[0].turn] * n
        for row, turn in zip(judged[0].rows.tolist(), judged[0].turn.tolist(), strict=True):
            number[turn], turns[turn] = of_passage[row], passages[row].turn
        vectors = task.material.vectors()
        means = np.array([vectors[of_passage == k].mean(axis=0) for k in number.tolist()])
        centred = means - means.mean(axis=0)
        centred /= np.linalg.norm(centred, axis=1, keepdims=True)
        words = TfidfVectorizer(min_df=2, ngram_range=(1, 2)).fit_transform(t.text for t in turns)
        both = hstack([csr_matrix(centred), words]).tocsr()
        spaces = {"vectors": means, "centred": centred, "tf-idf": words.tocsr(), "both": both}
        held = np.array([each.turn_held >= 0.5 for each in judged])
        return cls(task, coder, held, judged[0].person, number, turns, spaces)

    def learn_from(self, n: int, repeat: int) -> tuple[dict[str, Any], list[tuple[float, float]]]:
        """Who gives which codes to whom, (codes, t) each; and promised and true kappas."""
        rng, people = np.random.default_rng(repeat), int(self.person.max()) + 1
        part = rng.permutation(np.arange(people) % 3)[self.person]
        given = {name: np.zeros_like(self.held) for name in ("learned", *PLAIN)}
        pairs: list[tuple[float, float]] = []
        for out in range(3):
            order = rng.permutation(people)[self.person]
            order[part == out] = len(self.person)
            chosen = np.zeros(len(self.person), dtype=bool)
            first = np.argsort(order, kind="stable")[: min(n, int((part != out).sum()))]
            chosen[first] = True
            new = part == out
            found, kept = self._learnt(chosen, new)
            given["learned"][:, new] = found[:, new]
            pairs += kept
            for name in PLAIN:
                given[name][:, new] = self._plain(name, chosen)[:, new]
        return given, pairs

    def measure(self, given: Any) -> tuple[float, float]:
        """Mean kappa and mean F1 over codes."""
        kappas = [compare_masks(h, g) for h, g in zip(self.held, given, strict=True)]
        hits = 2 * (self.held & given).sum(axis=1)
        f1 = hits / np.maximum(self.held.sum(axis=1) + given.sum(axis=1), 1)
        return float(np.nanmean(kappas)), float(f1.mean())

    def _learnt(self, chosen: Any, new: Any) -> tuple[Any, list[tuple[float, float]]]:
        read = [turn for turn, mine in zip(self.turns, chosen, strict=True) if mine]
        places = {turn.place for turn in read}
        mine = [each for each in self.task.codings if each.passage.turn.place in places]
        material, codes = self.task.material, self.task.codebook.codes
        self.coder.fit(material, self.task.codebook, mine, {"gold": read})
        decided = self.coder.judge(material, codes)
        turn = self.coder.seen(material).features.turn
        given, pairs = np.zeros_like(self.held), []
        for k, code in enumerate(codes):
            if code.id not in decided:
                continue
            ahead = find_highest(decided[code.id].ahead, turn, int(turn.max()) + 1)
            given[k] = ahead[self.number] >= 0
            learnt = self.coder.learnt.get(code.id)
            if learnt and not learnt.untested:
                pair = [compare_masks(self.held[k, of], given[k, of]) for of in (chosen, new)]
                pairs += [(pair[0], pair[1])] * (not np.isnan(pair).any())
        return given, pairs

    def _plain(self, name: str, chosen: Any) -> Any:
        given = np.zeros_like(self.held)
        for k, held in enumerate(self.held):
            if 0 < held[chosen].sum() < chosen.sum():
                decide = _decide_by_centroid if name == "centroid" else _decide_by_regression
                given[k] = decide(self.spaces, name, held, chosen)
        return given


def _decide_by_regression(spaces: Mapping[str, Any], name: str, held: Any, chosen: Any) -> Any:
    from sklearn.linear_model import LogisticRegression

    space = spaces[name.removesuffix(", balanced")]
    balance = "balanced" if name.endswith("balanced") else None
    model = LogisticRegression(class_weight=balance, max_iter=300)
    return model.fit(space[chosen], held[chosen]).predict(space)


def _decide_by_centroid(spaces: Mapping[str, Any], _: str, held: Any, chosen: Any) -> Any:
    """Nearer to the mean of the turns with the code than to that of the others."""
    centred = spaces["centred"]
    ends = [centred[chosen & (held == side)].mean(axis=0) for side in (True, False)]
    toward, away = (end / np.linalg.norm(end) for end in ends)
    return centred @ toward > centred @ away


def _rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def _id(name: str) -> str:
    return re.sub(r"\W+", "_", name)


def _options() -> argparse.Namespace:
    parser = parser_of(__doc__)
    parser.add_argument("--repeats", type=int, default=2)
    parser.add_argument("--task", default="all", help="one of the codebooks, or all of them")
    return parser.parse_args()


if __name__ == "__main__":
    main()
