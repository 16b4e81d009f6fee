"""Learning curves as a study lives them: turns drawn as ``review`` draws them, learnt as ``code``.

    python benchmarks/learning_curves.py --shared ../shared/data [--write FILE] [--repeats 2]

Three codebooks and corpora: gold turns without the codebook's patterns, the dialogues of CaSiNo,
and PDPilot's seven interviews with the codes of their MAXQDA project. A person judges turns of
two thirds of the participants (of six in seven for PDPilot); the others are coded by what was
learnt, in turns until everyone was coded. After every size the machine scores all turns anew and
the queues choose by these scores, a quarter at random. Plain logistic regression, on the turn's
mean vector and TF-IDF with balanced classes, learns from the random turns. Intervals: 95 %,
participants resampled within every repeat.
"""

from __future__ import annotations

import argparse
import csv
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from difflib import SequenceMatcher
from pathlib import Path
from random import Random
from typing import Any

import numpy as np
from learned import Task, casino_task, gold_task, interval, kappas, machine, made, plain
from page import parser_of, write

from interviewkit.coding.learned_coder import LearnedCoder
from interviewkit.coding.learning.labels import JudgedPassages, LearningLabels, identify_speaker
from interviewkit.coding.machine import combine_proposals
from interviewkit.coding.queues import (
    MachineScores,
    compute_chances,
    is_random,
    pick_turn,
    weigh_lessons,
)
from interviewkit.model import Code, Codebook, Coding, Passage, Turn

SIZES = (50, 100, 200, 400)
QUEUES = ("random", "rare", "uncertain")
SHARE = 0.25
FEWEST_SEGMENTS, FEWEST_WORDS = 15, 4
HEADING = "Learning curves: random and chosen turns"
BEGIN, END = "<!-- curves: begin -->", "<!-- curves: end -->"
INTRODUCTION = """\
Turns are drawn as `review` draws them and learnt as `code` learns them: after every size the
machine scores all turns anew, and the queues choose by these scores, a quarter at random. Everyone
is coded by what was learnt from others. *Gold codes* has no patterns here, as those were written
with these turns in view, and holds more of each code than interviews do, so that choosing has
less to find. CaSiNo's codebook has a line of definition and three examples a code. PDPilot's has
what its MAXQDA project holds: a memo and the names of subcodes; no examples, so that nothing is
known before people judge; its segments often run over several turns, all of which then count.
"""


def main() -> None:
    options = _options()
    tasks = {
        "gold": lambda: without_patterns(gold_task(options.shared, options.codebook, 2500)),
        "casino": lambda: casino_task(options.shared),
        "pdpilot": lambda: pdpilot_task(options.shared),
    }
    lines: list[str] = []
    for name, task in tasks.items():
        if options.task in ("all", name):
            lines += told(task(), options.repeats, 7 if name == "pdpilot" else 3)
    print("\n".join(lines))
    if options.write:
        write(options.write, INTRODUCTION + "\n".join(lines), BEGIN, END, HEADING)


def without_patterns(task: Task) -> Task:
    examples = [each for each in task.proposals if each.coder == "examples"]
    name = f"{task.name} without patterns"
    return Task(name, task.codebook, task.material, task.codings, task.read, examples, task.embed)


# -- PDPilot ---------------------------------------------------------------------------------------


def pdpilot_task(shared: Path) -> Task:
    """Seven interviews about a tool; the highest level of codes that the memos define."""
    folder = shared / "interviews" / "pdpilot_interviews"
    turns, pairs, question = dict[str, list[Turn]](), [], ""
    for row in _rows(folder / "parsed_transcripts.csv"):
        turn = Turn(row["transcript"], int(row["para"]), row["transcript"], row["text"])
        turns.setdefault(turn.transcript, []).append(turn)
        if row["speaker"] == "Participant":
            pairs.append((turn, question))
        else:
            question = row["text"]
    spoken = {id(turn) for turn, _ in pairs}
    segments = [
        (row["participant"], row["code_path"].split(" > ")[0], row["segment"])
        for row in _rows(folder / "parsed_coded_segments.csv")
    ]
    counts = Counter(code for _, code, _ in segments)
    codes = [code for code, n in counts.items() if n >= FEWEST_SEGMENTS]
    codings = [
        Coding(passage, _id(code), "gold")
        for who, code, text in segments
        if code in codes
        for passage in _found(text, turns[who])
        if id(passage.turn) in spoken
    ]
    book = Codebook("pdpilot", tuple(_code(code, folder) for code in codes))
    return made("PDPilot", book, pairs, codings, [turn for turn, _ in pairs])


def _code(name: str, folder: Path) -> Code:
    memo, below = "", []
    for row in _rows(folder / "parsed_codebook.csv"):
        path = row["code_path"].split(" > ")
        if name in path:
            memo = row["memo"] if path[-1] == name else memo
            below += [path[-1]] if path[-1] != name else []
    return Code(_id(name), name, memo, include=tuple(below))


def _found(segment: str, turns: Sequence[Turn]) -> Iterator[Passage]:
    """Where a segment stands, turn by turn; both texts are compared by their words."""
    words = [
        (found.group().lower(), turn, found.span())
        for turn in turns
        for found in re.finditer(r"\w+", turn.text)
    ]
    theirs = [found.group().lower() for found in re.finditer(r"\w+", segment)]
    blocks = SequenceMatcher(None, theirs, [word for word, _, _ in words], autojunk=False)
    reach: dict[int, tuple[Turn, list[int]]] = {}
    for block in blocks.get_matching_blocks():
        if block.size >= min(FEWEST_WORDS, len(theirs)):
            for _, turn, span in words[block.b : block.b + block.size]:
                reach.setdefault(turn.position, (turn, []))[1].extend(span)
    for turn, ends in reach.values():
        yield Passage.cut(turn, min(ends), max(ends))


def _rows(path: Path) -> Iterator[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file)


def _id(name: str) -> str:
    return re.sub(r"\W+", "_", name.lower()).strip("_")


# -- curves ----------------------------------------------------------------------------------------


class Learner:
    """Learns from turns as ``code`` does, and says what it makes of all others."""

    def __init__(self, task: Task) -> None:
        self.task = task
        by = {
            name: [each for each in task.proposals if each.coder == name]
            for name in ("rules", "examples")
        }
        heard = combine_proposals(task.material, task.codebook, by["rules"], by["examples"])
        self.coder = LearnedCoder(task.proposals, heard=heard)
        judgements = LearningLabels(
            task.material.passages, task.codings, {"gold": task.read}, identify_speaker
        )
        self.judged: Sequence[JudgedPassages] = [
            judgements.of(code) for code in task.codebook.code_ids
        ]
        self.held = np.array([each.turn_held >= 0.5 for each in self.judged])
        self.person = self.judged[0].person
        one = self.judged[0]
        first = [int(one.rows[np.argmax(one.turn == t)]) for t in range(len(one.turn_held))]
        self.turns = [task.material.passages[place].turn for place in first]
        self.row_turn = one.turn
        self.rows = one.rows

    def learnt(self, chosen: Sequence[int]) -> tuple[Any, Mapping[str, Mapping[int, float]]]:
        """From these turns: what is given, (codes, turns), and code → turn → probability."""
        keys = {(self.turns[t].transcript, self.turns[t].position) for t in chosen}
        codings = [
            each
            for each in self.task.codings
            if (each.passage.turn.transcript, each.passage.turn.position) in keys
        ]
        read = {"gold": [self.turns[t] for t in chosen]}
        material, book = self.task.material, self.task.codebook
        self.coder.fit(material, book, codings, read, identify_speaker)
        judged = self.coder.judge(material, book.codes)
        given = np.zeros(self.held.shape, dtype=bool)
        likely = {}
        for k, code in enumerate(book.code_ids):
            best = np.zeros(self.held.shape[1])
            if code in judged:
                np.maximum.at(best, self.row_turn, judged[code].probabilities[self.rows])
                np.logical_or.at(given[k], self.row_turn, judged[code].given[self.rows])
            likely[code] = dict(enumerate(best.tolist()))
        return given, likely

    def curve(self, queue: str, repeat: int, parts: int, sizes: Sequence[int]) -> list[Any]:
        """What is given to all turns after every size, each learnt from others' turns."""
        rng = np.random.default_rng(repeat)
        part = rng.permutation(np.arange(self.person.max() + 1) % parts)[self.person]
        given = [np.zeros(self.held.shape, dtype=bool) for _ in sizes]
        for out in range(parts):
            taken: list[int] = []
            pool = set(np.flatnonzero(part != out).tolist())
            likely = self.learnt([])[1]
            for place, size in enumerate(sizes):
                taken += self._drawn(queue, size, taken, pool, likely, Random(f"{repeat} {out}"))
                said, likely = self.learnt(taken)
                given[place][:, part == out] = said[:, part == out]
        return given

    def _drawn(
        self, queue: str, size: int, taken: Sequence[int], pool: set[int],
        likely: Mapping[str, Mapping[int, float]], luck: Random,
    ) -> list[int]:  # fmt: skip
        codes = self.task.codebook.code_ids
        worth = {} if queue == "random" else weigh_lessons(queue, MachineScores.of([], likely))
        left, new = pool - set(taken), list[int]()
        found = Counter(code for t in taken for k, code in enumerate(codes) if self.held[k, t])
        for number in range(len(taken), min(size, len(pool))):
            odds: Mapping[int, float] = dict.fromkeys(sorted(left), 1 / len(left))
            if queue != "random" and not is_random(number, SHARE):
                odds = compute_chances(queue, worth, left, codes, found)
            turn = pick_turn(odds, luck.random() if number else 0.5)
            left.remove(turn)
            new.append(turn)
            found.update(code for k, code in enumerate(codes) if self.held[k, turn])
        return new


def told(task: Task, repeats: int, parts: int) -> list[str]:
    learner = Learner(task)
    person, held, codes = learner.person, learner.held, task.codebook.code_ids
    most = int(held.shape[1] * (parts - 1) / parts)
    sizes = [size for size in SIZES if size <= most]
    lines = [
        "", f"### {task.name}, learning curves", "",
        f"{held.shape[1]} turns of {person.max() + 1} participants, {repeats} repeats; "
        f"turns with each code: {', '.join(str(int(n)) for n in held.sum(axis=1))}.", "",
        f"| turns | coder | mean κ | ahead of random | {' | '.join(codes)} |",
        "|--:|---|---|---|" + "--:|" * len(codes),
    ]  # fmt: skip
    curves = {q: [learner.curve(q, r, parts, sizes) for r in range(repeats)] for q in QUEUES}
    decide_plain, own = plain(task, learner.judged[0], held), machine(task, learner.judged[0])(None)
    for place, size in enumerate(sizes):
        found = {queue: [curve[place] for curve in curves[queue]] for queue in QUEUES}
        found["plain"] = [
            plain_point(decide_plain, learner, size, r, parts) for r in range(repeats)
        ]
        found["machine"] = [own]
        for name, given in found.items():
            values = np.nanmean([kappas(held, each) for each in given], axis=0)
            cells = " | ".join(f"{value:.2f}" for value in values)
            ahead = interval(held, person, given, found["random"]) if name != "random" else ""
            told = name if name in ("plain", "machine") else f"learned, {name}"
            lines.append(
                f"| {size} | {told} | {interval(held, person, given)} | {ahead} | {cells} |"
            )
        print("\n".join(lines[-5:]), flush=True)
    return lines


def plain_point(decides: Any, learner: Learner, size: int, repeat: int, parts: int) -> Any:
    rng = np.random.default_rng(repeat)
    person, given = learner.person, np.zeros(learner.held.shape, dtype=bool)
    part = rng.permutation(np.arange(person.max() + 1) % parts)[person]
    for out in range(parts):
        order = rng.permutation(np.flatnonzero(part != out))
        chosen = np.zeros(len(person), dtype=bool)
        chosen[order[:size]] = True
        given[:, part == out] = decides(chosen)[:, part == out]
    return given


def _options() -> argparse.Namespace:
    parser = parser_of(__doc__)
    parser.add_argument("--repeats", type=int, default=2)
    parser.add_argument("--task", choices=("all", "gold", "casino", "pdpilot"), default="all")
    return parser.parse_args()


if __name__ == "__main__":
    main()
