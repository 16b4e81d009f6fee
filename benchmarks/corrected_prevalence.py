"""Corrected prevalence against a known truth: how often the 95 % interval holds it, how long it is.

    python benchmarks/corrected_prevalence.py [--replicates 3000] [--write]

Every line draws studies: participants of two segments, alike among themselves by the intraclass
correlation (beta distributed inclinations), 10 to 50 turns each; a machine whose sensitivity and
specificity differ by segment, with scores; an audit of turns by chance. The truth is the share
among all people like these. ``--write`` puts the tables into docs/corrected-prevalence.md.
"""

from __future__ import annotations

import argparse
import itertools
from pathlib import Path
from typing import NamedTuple

import numpy as np

from interviewkit.findings.correcting.clustered import (
    Array,
    Share,
    Sums,
    estimate_difference,
    estimate_share,
)

PAGE = Path(__file__).parent.parent / "docs" / "corrected-prevalence.md"
SHARES = {"rare": (0.03, 0.07), "common": (0.15, 0.35)}
MACHINES = {"good": ((0.90, 0.75), (0.98, 0.93)), "poor": ((0.60, 0.35), (0.90, 0.80))}
"""Sensitivity and specificity, each in the first and in the second segment."""


class Setting(NamedTuple):
    people: int
    judged: int
    icc: float
    code: str = "common"
    machine: str = "good"
    design: str = "equal"


class Studies(NamedTuple):
    """Many drawn studies; arrays of the shape (studies, people, turns)."""

    real: Array
    code: Array
    score: Array
    weight: Array
    second: Array


def draw(rng: np.random.Generator, setting: Setting, studies: int) -> Studies:
    shape = (studies, setting.people)
    second = rng.random(shape) < 0.5
    inclined = np.where(second, *reversed(SHARES[setting.code]))
    if setting.icc:
        size = (1 - setting.icc) / setting.icc
        inclined = rng.beta(inclined * size, (1 - inclined) * size)
    real = np.arange(50) < rng.integers(10, 51, shape)[..., None]
    code = (rng.random(real.shape, np.float32) < inclined[..., None]) & real
    sensitivity, specificity = MACHINES[setting.machine]
    found = np.where(second, *reversed(sensitivity))[..., None]
    wrong = 1 - np.where(second, *reversed(specificity))[..., None]
    says = rng.random(real.shape, np.float32) < np.where(code, found, wrong)
    sure = rng.random(real.shape, np.float32)
    score = np.where(says, 0.5 + 0.5 * np.sqrt(sure), 0.5 * sure**2) * real
    return Studies(real, code, score, audit(rng, setting, real, score), second)


def audit(rng: np.random.Generator, setting: Setting, real: Array, score: Array) -> Array:
    """Weights of the judged turns, 0 elsewhere: a simple random sample, whole people, or half of
    the chance in proportion to the score."""
    turns = real.sum((1, 2))
    luck = np.where(real, rng.random(real.shape, np.float32), 2)
    if setting.design == "equal":
        flat = luck.reshape(len(luck), -1)
        last = np.partition(flat, setting.judged - 1, axis=1)[:, setting.judged - 1]
        return (luck <= last[:, None, None]) * (turns / setting.judged)[:, None, None]
    if setting.design == "whole people":
        chance = setting.judged / setting.people
        return (rng.random(real.shape[:2]) < chance)[..., None] * real / chance
    even = 0.5 / turns[:, None, None] + 0.5 * score / score.sum((1, 2), keepdims=True)
    chance = np.minimum(setting.judged * even, 1.0)
    return (luck < chance) / np.maximum(chance, 1e-12)


def columns(real: Array, code: Array, score: Array, w: Array) -> tuple[Array, ...]:
    return real, score, w, w * code, w * score, w**2, w**2 * code


def by_person(s: Studies, inside: Array | float = 1.0) -> Sums:
    parts = columns(s.real, s.code, s.score, s.weight)
    return Sums(*(part.sum(-1, dtype=float) * inside for part in parts))


def by_turn(s: Studies) -> Sums:
    flat = [part.reshape(len(part), -1) for part in (s.real, s.code, s.score, s.weight)]
    return Sums(*columns(*flat), open=1 - 1 / np.maximum(flat[3], 1), fixed=True)


def of_people(s: Studies) -> Sums:
    """Participants as units, of which those judged wholly are known."""
    voiced = s.code.any(-1)
    score = s.score.max(-1)
    return Sums(*columns(np.ones(voiced.shape), voiced, score, s.weight.max(-1)))


def holds(low: Array, high: Array, truth: Array | float) -> float:
    return float(((low <= truth) & (truth <= high)).mean())


def measured(setting: Setting, replicates: int, seed: int) -> dict[str, float]:
    """Coverage of every interval, and the mean length with the machine over that without."""
    rng = np.random.default_rng(seed)
    rows: list[dict[str, float]] = []
    step = max(1, 60_000 // (50 * setting.people) * 5)
    for start in range(0, replicates, step):
        rows.append(_batch(draw(rng, setting, min(step, replicates - start)), setting))
    sizes = np.array([row.pop("studies") for row in rows])
    mean = {key: float(np.average([row[key] for row in rows], weights=sizes)) for key in rows[0]}
    mean["longest"] = max(row["longest"] for row in rows)
    return mean | {"length": mean.pop("with") / mean.pop("without")}


def _batch(s: Studies, setting: Setting) -> dict[str, float]:
    first, second = SHARES[setting.code]
    every = estimate_share(by_person(s))
    a, b = estimate_share(by_person(s, ~s.second)), estimate_share(by_person(s, s.second))
    _, low, high = estimate_difference(a, b)
    says, turns = (s.score >= 0.5).sum((1, 2)), s.real.sum((1, 2))
    error = 1.96 * np.sqrt(says / turns * (1 - says / turns) / turns)
    truth = (first + second) / 2
    return {
        "studies": float(len(turns)),
        **_row(every, truth),
        "segment": holds(b.low, b.high, second),
        "difference": holds(low, high, second - first),
        "naive": holds(says / turns - error, says / turns + error, truth),
    }


def _row(found: Share, truth: Array | float) -> dict[str, float]:
    return {
        "share": holds(found.low, found.high, truth),
        "alone": holds(found.alone_low, found.alone_high, truth),
        "with": float((found.high - found.low).mean()),
        "without": float((found.alone_high - found.alone_low).mean()),
        "longest": float(((found.high - found.low) / (found.alone_high - found.alone_low)).max()),
    }


def other(kind: str, setting: Setting, replicates: int, seed: int) -> dict[str, float]:
    """The same for another design or question; the truth is drawn along where it is not known."""
    rng = np.random.default_rng(seed)
    s = draw(rng, setting, replicates)
    if kind == "these conversations":
        row = _row(estimate_share(by_turn(s)), s.code.sum((1, 2)) / s.real.sum((1, 2)))
    elif kind == "participants":
        many = draw(rng, setting._replace(people=2000, design="unequal"), 100)
        row = _row(estimate_share(of_people(s)), float(many.code.any(-1).mean()))
    else:
        row = _row(estimate_share(by_person(s)), sum(SHARES[setting.code]) / 2)
    return row | {"length": row["with"] / row["without"]}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--replicates", type=int, default=3000)
    parser.add_argument("--write", action="store_true", help="put the tables into the docs")
    args = parser.parse_args()
    text = f"{tables(args.replicates)}\n"
    print(text)
    if args.write:
        head, _, rest = PAGE.read_text("utf-8").partition("<!-- simulation -->\n")
        tail = rest.partition("<!-- end of simulation -->")[2]
        marks = ("<!-- simulation -->\n", "<!-- end of simulation -->")
        PAGE.write_text(f"{head}{marks[0]}{text}{marks[1]}{tail}", "utf-8")


def tables(replicates: int) -> str:
    settings = [
        Setting(people, judged, icc, code, machine)
        for code, machine in (("common", "good"), ("common", "poor"), ("rare", "good"))
        for people, judged, icc in itertools.product((24, 60, 200), (50, 100, 400), (0, 0.1, 0.3))
    ]
    lines = [
        "| code | machine | people | judged | ICC | share | alone | segment | difference "
        "| naive | length | longest |",
        "|---|---|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|",
    ]
    for seed, setting in enumerate(settings):
        row = measured(setting, replicates, seed)
        shown = [row[key] for key in ("share", "alone", "segment", "difference", "naive")]
        lines.append(
            f"| {setting.code} | {setting.machine} | {setting.people} | {setting.judged} "
            f"| {setting.icc} | "
            + " | ".join(f"{100 * value:.1f}" for value in shown)
            + f" | {row['length']:.2f} | {row['longest']:.2f} |"
        )
    return "\n".join([*lines, "", *other_table(replicates)])


def other_table(replicates: int) -> list[str]:
    lines = [
        "| asked | people | judged | ICC | code | share | alone | length |",
        "|---|--:|--:|--:|---|--:|--:|--:|",
    ]
    cases = [("unequal chances", "unequal", 24, 100), ("unequal chances", "unequal", 60, 200)]
    cases += [("these conversations", "equal", 24, 50), ("these conversations", "equal", 24, 200)]
    cases += [("participants", "whole people", 60, 24), ("participants", "whole people", 200, 60)]
    for seed, ((kind, design, people, judged), code, icc) in enumerate(
        itertools.product(cases, SHARES, (0, 0.3))
    ):
        setting = Setting(people, judged, icc, code, "good", design)
        row = other(kind, setting, min(replicates, 1500), 1000 + seed)
        lines.append(
            f"| {kind} | {people} | {judged} | {icc} | {code} | {100 * row['share']:.1f} "
            f"| {100 * row['alone']:.1f} | {row['length']:.2f} |"
        )
    return lines


if __name__ == "__main__":
    main()
