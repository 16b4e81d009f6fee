"""Certified decisions against the truth, beside scruple 0.1.0 on identical inputs.

    python benchmarks/selective.py [--replicates 200] [--write]
    python benchmarks/selective.py --looks      # certified again and again as judgements come in

Every line draws studies: people who are alike within themselves (intraclass correlation), both in
how often the code holds and in which way the machine errs; a machine whose scores are calibrated
over everybody; an audit by chance. What was certified is then tried on 100,000 turns of 4,000
other people. Needs ``pip install scruple==0.1.0`` for the comparison; without it ours is shown.
"""

from __future__ import annotations

import argparse
import itertools
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import numpy as np

from interviewkit.findings.certifying.selective import certify_codes
from interviewkit.findings.correcting.audit import Audit
from interviewkit.findings.correcting.clustered import Array
from interviewkit.model import AuditVerdict, Selective

PAGE = Path(__file__).parent.parent / "docs" / "selective.md"
ERROR, CONFIDENCE, TURNS = 0.10, 0.95, 25
MACHINES = {
    "strong": (1.9, 1.0),
    "good": (1.4, 1.0),
    "boasting": (1.4, 2.5),
    "edge": (1.2, 1.0),
    "weak": (0.9, 1.0),
    "patchy": (1.25, 40.0),
}
"""How many standard deviations of the machine's noise lie between "holds" and the middle, and by
what its scores' log-odds exceed what they should be. The patchy one errs in one tenth of all turns
with scores near 0 and 1 throughout: in some people often, in others hardly ever."""

SIZES = ((24, 300), (30, 300), (60, 400), (200, 800))
"""People, and judged turns."""

Cut = tuple[float, float]
"""Decide "present" from the first score up, "absent" from the second down."""

NOTHING: Cut = (np.inf, -np.inf)


class Setting(NamedTuple):
    people: int
    judged: int
    icc: float
    share: float
    machine: str


def draw(rng: np.random.Generator, setting: Setting, people: int) -> tuple[Array, Array]:
    """Verdicts and scores of the shape (people, turns)."""
    p, icc, (pull, boast) = setting.share, setting.icc, MACHINES[setting.machine]
    mood = np.full(people, p)
    if icc:
        size = (1 - icc) / icc
        mood = rng.beta(p * size, (1 - p) * size, people)
    holds = rng.random((people, TURNS)) < mood[:, None]
    own = rng.normal(size=(people, 1)) * np.sqrt(icc)
    own = own * (2 * holds - 1) if setting.machine == "patchy" else own
    noise = own + rng.normal(size=holds.shape) * np.sqrt(1 - icc)
    logit = 2 * pull * (noise + pull * (2 * holds - 1)) + np.log(p / (1 - p))
    return holds, 1 / (1 + np.exp(-boast * logit))


def ours(promise: str) -> Callable[..., Cut]:
    def cut(holds: Array, scores: Array, chosen: Array) -> Cut:
        [found] = certify_codes([audit(holds, scores, chosen)], ERROR, CONFIDENCE, promise)
        return cut_of(found)

    return cut


def audit(holds: Array, scores: Array, chosen: Array) -> Audit:
    chance = len(chosen) / holds.size
    flat = holds.ravel().tolist()
    return Audit(
        "x",
        dict(enumerate(scores.ravel().tolist())),
        {turn: AuditVerdict(flat[turn], chance) for turn in chosen.tolist()},
        {turn: str(turn // TURNS) for turn in range(holds.size)},
    )


def cut_of(found: Selective) -> Cut:
    yes, no = found.present.threshold, found.absent.threshold
    return NOTHING[0] if yes is None else yes, NOTHING[1] if no is None else no


def scruples_thresholds(holds: Array, scores: Array, chosen: Array) -> Cut:
    """Its thresholds fitted to all judged turns, without its demand on kappa."""
    from scruple.stats import thresholds

    y, f = holds.ravel()[chosen], scores.ravel()[chosen]
    fit = thresholds.fit_thresholds(f, y.astype(int), alpha=ERROR, delta=1 - CONFIDENCE)
    return NOTHING if fit.selected is None else (fit.selected.t_hi, fit.selected.t_lo)


def scruple_as_shipped(holds: Array, scores: Array, chosen: Array) -> Cut:
    """As its ``check`` does: one half fits, the other must hold 15 cases and a kappa of .70."""
    from scruple.stats import selective, thresholds

    half = len(chosen) // 2
    cut = scruples_thresholds(holds, scores, chosen[:half])
    y, f = holds.ravel()[chosen[half:]], scores.ravel()[chosen[half:]]
    if cut == NOTHING or y.sum() < thresholds.MIN_POSITIVE_INSTANCES:
        return NOTHING
    pair = thresholds.ThresholdPair(t_lo=cut[1], t_hi=cut[0])
    kappa = selective.final_reliability(f, y.astype(int), pair).kappa.value
    return cut if kappa is not None and kappa >= thresholds.PUBLICATION_KAPPA else NOTHING


def rivals() -> dict[str, Callable[..., Cut]]:
    known = {"decisions": ours("decisions"), "classes": ours("classes")}
    try:
        import scruple  # noqa: F401
    except ImportError:
        return known
    return known | {"scruple": scruples_thresholds, "scruple, shipped": scruple_as_shipped}


class World(NamedTuple):
    """Sorted scores of all turns that have the code, and of all that lack it."""

    has: Array
    lacks: Array


def truth(cut: Cut, world: World) -> tuple[float, float, float, float]:
    """Share decided; error among it; the worse of the two decisions', and of the two classes'."""
    found = world.has.size - np.searchsorted(world.has, cut[0], "left")
    missed = np.searchsorted(world.has, cut[1], "right")
    invented = world.lacks.size - np.searchsorted(world.lacks, cut[0], "left")
    spared = np.searchsorted(world.lacks, cut[1], "right")

    def rate(wrong: float, right: float) -> float:
        return float(wrong / max(wrong + right, 1))

    return (
        float(found + missed + invented + spared) / (world.has.size + world.lacks.size),
        rate(missed + invented, found + spared),
        max(rate(invented, found), rate(missed, spared)),
        max(rate(missed, found), rate(invented, spared)),
    )


def measured(setting: Setting, replicates: int, seed: int) -> dict[str, Array]:
    """Per rival the mean share and error, and how often each kind of error broke the bound."""
    rng = np.random.default_rng(seed)
    holds, scores = draw(rng, setting, 4000)
    world = World(np.sort(scores[holds]), np.sort(scores[~holds]))
    kinds = rivals()
    rows: dict[str, list[tuple[float, ...]]] = {name: [] for name in kinds}
    for _ in range(replicates):
        holds, scores = draw(rng, setting, setting.people)
        chosen = rng.choice(holds.size, setting.judged, replace=False)
        for name, cut in kinds.items():
            share, error, decision, kind = truth(cut(holds, scores, chosen), world)
            broken = (error > ERROR, decision > ERROR, kind > ERROR)
            rows[name].append((share, error, share > 0, *broken))
    return {name: np.array(row, dtype=float).mean(0) for name, row in rows.items()}


def tables(replicates: int) -> str:
    every = itertools.product((0.3, 0.1), ("strong", "good", "boasting", "weak"), SIZES, (0.0, 0.3))
    wide = [Setting(*size, icc, share, machine) for share, machine, size, icc in every]
    edge = [
        Setting(people, judged, icc, share, machine)
        for share, machine in ((0.5, "edge"), (0.5, "patchy"))
        for people, judged in ((24, 400), (30, 500))
        for icc in (0.0, 0.3)
    ]
    return "\n".join([table(wide, replicates), "", table(edge, 4 * replicates)])


def table(settings: list[Setting], replicates: int) -> str:
    names = list(rivals())
    lines = [
        "| code in | machine | people | judged | ICC | "
        + " | ".join(f"{name}: decided | error | broken" for name in names)
        + " | decisions: class |",
        "|--:|---|" + "--:|" * (4 + 3 * len(names)),
    ]
    for seed, setting in enumerate(settings):
        row = measured(setting, replicates, seed)
        cells = [f"{100 * setting.share:.0f} %", setting.machine]
        cells += [str(setting.people), str(setting.judged), str(setting.icc)]
        for name in names:
            decided, error, certified, _, decision, kind = row[name]
            broken = decision if name == "decisions" else kind
            mean = f"{100 * error / certified:.1f}" if certified else "–"
            cells += [f"{100 * decided:.0f}", mean, f"{100 * broken:.1f}"]
        cells.append(f"{100 * row['decisions'][5]:.0f}")
        lines.append("| " + " | ".join(cells) + " |")
    return "\n".join(lines)


LOOKS = (0.2, 0.3, 0.4, 0.5, 0.6, 0.7)
"""The shares of all turns that are judged when the machine is certified once more."""


def looks(setting: Setting, replicates: int, seed: int) -> tuple[float, float]:
    """How often the promise was broken at the last look, and at any of them."""
    rng = np.random.default_rng(seed)
    holds, scores = draw(rng, setting, 4000)
    world = World(np.sort(scores[holds]), np.sort(scores[~holds]))
    broken = np.zeros((replicates, len(LOOKS)))
    for row in broken:
        holds, scores = draw(rng, setting, setting.people)
        order = rng.permutation(holds.size)
        for place, share in enumerate(LOOKS):
            cut = ours("decisions")(holds, scores, order[: int(share * holds.size)])
            row[place] = truth(cut, world)[2] > ERROR
    return float(broken[:, -1].mean()), float(broken.any(1).mean())


def table_of_looks(replicates: int) -> str:
    lines = [
        "| machine | people | ICC | broken at the last look | at any of six |",
        "|---|--:|--:|--:|--:|",
    ]
    for machine, share, icc, people in (
        ("edge", 0.5, 0.0, 30),
        ("edge", 0.5, 0.3, 30),
        ("edge", 0.5, 0.3, 60),
        ("good", 0.3, 0.3, 60),
        ("patchy", 0.5, 0.3, 30),
    ):
        last, ever = looks(Setting(people, 0, icc, share, machine), replicates, 7)
        lines.append(f"| {machine} | {people} | {icc} | {100 * last:.1f} | {100 * ever:.1f} |")
    return "\n".join(lines)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--replicates", type=int, default=200)
    parser.add_argument("--write", action="store_true", help="put the table into the docs")
    parser.add_argument("--looks", action="store_true", help="only the table of repeated looks")
    args = parser.parse_args()
    if args.looks:
        print(table_of_looks(args.replicates))
        return
    text = f"{tables(args.replicates)}\n"
    print(text)
    if args.write:
        head, mark, rest = PAGE.read_text("utf-8").partition("<!-- simulation -->\n")
        tail = rest.partition("<!-- end of simulation -->")[2]
        PAGE.write_text(f"{head}{mark}{text}<!-- end of simulation -->{tail}", "utf-8")


if __name__ == "__main__":
    main()
