"""What the codebook alone finds: kappa and macro F1 on codebooks that nobody here wrote for.

    python benchmarks/codebooks_elsewhere.py [--task NAME] [--draws 3] [--write FILE]

No judgement is read: the machine decides by rules and examples. *Gold, three examples* has the
shipped codes with label, definition and three examples drawn at random, several times; *gold* all
of the shipped codebook but its patterns; *shipped* its patterns too. CaSiNo's strategies and the
persuasion dialogues' codes have a line or a label as definition and three examples, PDPilot's a
memo and the names of subcodes. Participants are resampled for the intervals (95 %).
"""

from __future__ import annotations

import argparse
import csv
import random
import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np
from learned import Task, casino_task, gold_task, kappas, machine, made, resample_people
from learning_curves import pdpilot_task
from page import parser_of, write

from interviewkit.coding.examples import ExamplesCoder
from interviewkit.coding.learning.labels import LearningLabels, identify_speaker
from interviewkit.language.models import find_encoder, load_encoder
from interviewkit.model import Code, Codebook, Coding, Example, Passage, Turn

NAMES = ("gold3", "gold", "shipped", "casino", "pdpilot", "persuader", "persuadee")
FEWEST = 20
RARE, COMMON = 0.03, 0.3
HEADING = "What the codebook alone finds"
BEGIN, END = "<!-- codebook alone: begin -->", "<!-- codebook alone: end -->"
INTRODUCTION = f"""\
No judgement is read. Codes carried by at most {RARE:.0%} of the turns are rare, by at least
{COMMON:.0%} common; their kappa is the mean over such codes, with their number. In brackets: 95 %,
participants resampled. The method was chosen on these sets together
(`docs/decisions/0028-how-the-codebook-alone-codes.md`), so they flatter a little.
"""


def main() -> None:
    options = _options()
    lines = [
        "| codebook | turns | people | codes | mean κ | macro F1 | rare κ | between | common κ |",
        "|---|--:|--:|--:|---|---|--:|--:|--:|",
    ]
    print(*lines, sep="\n", flush=True)
    for name in NAMES if options.task == "all" else (options.task,):
        lines.append(_describe(name, _measure(list(_load(name, options)))))
        print(lines[-1], flush=True)
    if options.write:
        write(options.write, INTRODUCTION + "\n" + "\n".join(lines), BEGIN, END, HEADING)


def _load(name: str, options: argparse.Namespace) -> Iterator[Task]:
    """The task, once for every draw of examples."""
    if name in ("persuader", "persuadee"):
        yield persuasion_task(options.shared, name.capitalize())
    elif name == "casino":
        yield casino_task(options.shared)
    elif name == "pdpilot":
        yield pdpilot_task(options.shared)
    else:
        task = gold_task(options.shared, options.codebook, options.background)
        bare = tuple(replace(code, patterns=()) for code in task.codebook.codes)
        if name == "shipped":
            yield task
        elif name == "gold":
            yield _propose_anew(task, replace(task.codebook, codes=bare))
        else:
            rng = random.Random(12)
            for _ in range(options.draws):
                few = tuple(_draw_three(code, rng) for code in bare)
                yield _propose_anew(task, replace(task.codebook, codes=few))


def _draw_three(code: Code, rng: random.Random) -> Code:
    """Definition and three examples, one of them of the other side where the code has two."""
    sides = [[e for e in code.examples if e.polarity == side] for side in "+-"]
    drawn = rng.sample(sides[0], 2 if sides[1] else 3) + rng.sample(sides[1], 1 if sides[1] else 0)
    return replace(code, include=(), exclude=(), near_misses=(), examples=tuple(drawn))


def _propose_anew(task: Task, codebook: Codebook) -> Task:
    encoder = load_encoder(find_encoder())
    proposals = ExamplesCoder(encoder.encode).propose(task.material, codebook)
    return replace(task, codebook=codebook, proposals=proposals)


def persuasion_task(shared: Path, role: str) -> Task:
    """One side of the persuasion dialogues; its codes have a label and three sentences each.

    The examples come from 60 dialogues that are then left out.
    """
    folder = shared / "interviews" / "persuasion"
    rows = _rows(folder / "turns.csv")
    dialogues = sorted({row["transcript"] for row in rows})
    random.Random(3).shuffle(dialogues)
    shown, before = set(dialogues[:60]), dict[str, str]()
    turns: dict[tuple[str, int], Turn] = {}
    pairs = []
    for row in rows:
        turn = Turn(row["transcript"], int(row["turn"]), role, row["text"])
        if row["speaker"] == role:
            turns[turn.place] = turn
            if turn.transcript not in shown and any(map(str.isalpha, turn.text)):
                pairs.append((turn, before.get(turn.transcript, "")))
        before[turn.transcript] = row["text"]
    coded = [
        row
        for row in _rows(folder / "codings.csv")
        if (row["transcript"], int(row["turn"])) in turns
    ]
    codebook = _write_codebook(role, coded, shown)
    codings = list(_place(coded, turns, shown, codebook))
    return made(role, codebook, pairs, codings, [turn for turn, _ in pairs])


def _write_codebook(role: str, coded: Sequence[Mapping[str, str]], shown: set[str]) -> Codebook:
    examples: dict[str, list[str]] = {}
    for row in coded:
        if row["transcript"] in shown and len(row["quote"].split()) >= 3:
            examples.setdefault(row["code"], []).append(row["quote"])
    counts = Counter(row["code"] for row in coded if row["transcript"] not in shown)
    names = [n for n, count in counts.items() if count >= FEWEST and n in examples and n != "other"]
    return Codebook(
        role.lower(),
        tuple(
            Code(
                _id(name),
                name,
                name.replace("-", " ").replace("_", " ").capitalize() + ".",
                examples=tuple(map(Example, examples[name][:3])),
            )
            for name in names
        ),
    )


def _place(
    coded: Sequence[Mapping[str, str]], turns: Mapping[tuple[str, int], Turn], shown: set[str],
    codebook: Codebook,
) -> Iterator[Coding]:  # fmt: skip
    for row in coded:
        turn = turns[row["transcript"], int(row["turn"])]
        start = turn.text.find(row["quote"])
        if row["transcript"] not in shown and _id(row["code"]) in codebook.code_ids and start >= 0:
            quoted = Passage.cut(turn, start, start + len(row["quote"]))
            yield Coding(quoted, _id(row["code"]), "gold")


def _id(name: str) -> str:
    return re.sub(r"\W+", "_", name)


def _rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


# -- figures ---------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Figures:
    """Whether codes hold and are given, (codes, turns) for each draw, and whose turns they are."""

    held: Any
    given: Sequence[Any]
    person: Any


def _measure(draws: Sequence[Task]) -> Figures:
    held, given, person = np.zeros(0), [], np.zeros(0)
    for task in draws:
        judgements = LearningLabels(
            task.material.passages, task.codings, {"gold": task.read}, identify_speaker
        )
        judged = [judgements.of(code) for code in task.codebook.code_ids]
        held = np.array([each.turn_held >= 0.5 for each in judged])
        person = judged[0].person
        given.append(machine(task, judged[0])(None))
    return Figures(held, given, person)


def _describe(name: str, found: Figures) -> str:
    """One row of the table."""
    share = found.held.mean(axis=1)
    by_code = np.mean([kappas(found.held, given) for given in found.given], axis=0)
    parts = (share <= RARE, (share > RARE) & (share < COMMON), share >= COMMON)
    cells = [
        f"{np.nanmean(by_code[part]):.2f} ({int(part.sum())})" if part.any() else ""
        for part in parts
    ]
    row = (
        name, found.held.shape[1], int(found.person.max()) + 1, len(share),
        _interval(found, kappas), _interval(found, f_scores), *cells,
    )  # fmt: skip
    return f"| {' | '.join(map(str, row))} |"


def f_scores(held: Any, given: Any) -> list[float]:
    """F1 of every code; 0 where nothing is found."""
    both = 2 * (held & given).sum(axis=1)
    return list(both / np.maximum(held.sum(axis=1) + given.sum(axis=1), 1))


def _interval(found: Figures, measure: Callable[[Any, Any], list[float]]) -> str:
    def value(turns: Any) -> float:
        draws = [measure(found.held[:, turns], given[:, turns]) for given in found.given]
        return float(np.mean([np.nanmean(draw) for draw in draws]))

    return resample_people(found.person, value)


def _options() -> argparse.Namespace:
    parser = parser_of(__doc__)
    parser.add_argument("--background", type=int, default=2500, metavar="TURNS")
    parser.add_argument("--draws", type=int, default=3)
    parser.add_argument("--task", choices=("all", *NAMES), default="all")
    return parser.parse_args()


if __name__ == "__main__":
    main()
