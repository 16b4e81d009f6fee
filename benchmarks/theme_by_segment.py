"""Themes by segment against a known truth: how often a test calls where there is nothing, and how
often it finds what is there; beside it the test of fragments that is often made.

    python benchmarks/theme_by_segment.py [--studies 1000] [--write]

Every line draws studies: people in groups of unequal size who resemble their group by the
intraclass correlation (beta distributed inclinations), and speak 5 to 60 turns each, some four
times as much as others; each turn may hold the code. A segment is drawn that has nothing to do
with it (false alarms), or goes with it (power): leaders and others in groups of their own
(between), or side by side in each (within), or in pairs. The naive test takes every turn for a
case of its own: chi-squared over turns. ``--write`` puts the tables into docs/association.md.
"""

from __future__ import annotations

import argparse
import time
from pathlib import Path
from typing import NamedTuple

import numpy as np
from interviewkit.findings.design import sides
from interviewkit.findings.permutation import segment_test
from scipy.stats import chi2

from interviewkit.findings.association import How, Sides, associations
from interviewkit.findings.voicing import Thing, Voicing

PAGE = Path(__file__).parent.parent / "docs" / "association.md"
CODES = 20
SHARES = {"rare": 0.15, "common": 0.40}


class Setting(NamedTuple):
    people: int
    groups: int
    icc: float
    how: str
    share: str = "common"
    effect: float = 0.0
    """Added to the share of those inside."""


class Study(NamedTuple):
    """One study of ``CODES`` codes that vary alone; arrays (people,) and (people, codes)."""

    inside: np.ndarray
    group: np.ndarray
    voiced: np.ndarray
    turns: np.ndarray
    coded: np.ndarray


def draw(rng: np.random.Generator, setting: Setting) -> Study:
    group = _groups(rng, setting)
    inside = _inside(rng, group, setting)
    base = SHARES[setting.share]
    inclined = _inclined(rng, np.full((setting.groups, CODES), base), setting.icc)[group]
    # The effect is on the scale of the inclination, so that groups stay as alike as they are.
    inclined = np.clip(inclined + setting.effect * inside[:, None], 0, 1)
    voiced = rng.random((len(group), CODES)) < inclined
    turns = np.minimum(5 + rng.gamma(1.2, 14, len(group)).astype(int), 60)
    return Study(inside, group, voiced, turns, voiced * _coded(rng, turns))


def _groups(rng: np.random.Generator, setting: Setting) -> np.ndarray:
    if setting.how == "pairs":
        return np.repeat(np.arange(setting.groups), 2)
    sizes = rng.dirichlet(np.full(setting.groups, 8.0)) * (setting.people - 2 * setting.groups)
    return np.repeat(np.arange(setting.groups), 2 + np.round(sizes).astype(int))


def _inside(rng: np.random.Generator, group: np.ndarray, setting: Setting) -> np.ndarray:
    if setting.how != "between":
        return rng.random(len(group)) < 0.45
    chosen = rng.permutation(setting.groups)[: setting.groups // 2]
    return np.isin(group, chosen)


def _inclined(rng: np.random.Generator, share: np.ndarray, icc: float) -> np.ndarray:
    size = (1 - icc) / icc
    return rng.beta(share * size, (1 - share) * size)


def _coded(rng: np.random.Generator, turns: np.ndarray) -> np.ndarray:
    """How many turns hold a code that somebody voices: one at least, often more."""
    return 1 + rng.binomial(turns[:, None] - 1, rng.beta(1.0, 5.0, (len(turns), CODES)))


def called(setting: Setting, studies: int, seed: int) -> dict[str, float]:
    """How often p is at most 0.05: the test of people, and the naive test of turns."""
    rng = np.random.default_rng(seed)
    people, naive, names = [], [], set()
    for number in range(studies):
        study = draw(rng, setting)
        if min(study.inside.sum(), (~study.inside).sum()) < 5:
            continue
        test = segment_test(
            sides(study.inside, study.group), study.voiced.astype(float), seed=number
        )
        names.add(test.name.split(" (")[0].split(",")[0])
        people += (test.p <= 0.05).tolist()
        naive += (_of_turns(study) <= 0.05).tolist()
    return {
        "called": 100 * float(np.mean(people)),
        "naive": 100 * float(np.mean(naive)),
        "test": "; ".join(sorted(names)),  # type: ignore[dict-item]
    }


def _of_turns(study: Study) -> np.ndarray:
    """Pearson's chi-squared of every code over turns, as if each were somebody else's: (codes,)."""
    turns = np.array([study.turns[at].sum() for at in (study.inside, ~study.inside)], float)
    coded = np.array([study.coded[at].sum(0) for at in (study.inside, ~study.inside)], float)
    pooled = coded.sum(0) / turns.sum()
    gap = coded[0] / turns[0] - coded[1] / turns[1]
    with np.errstate(divide="ignore", invalid="ignore"):
        squared = gap**2 / (pooled * (1 - pooled) * (1 / turns).sum())
    return chi2.sf(np.nan_to_num(squared), 1)


SIZES = ((24, 4), (24, 6), (48, 6), (48, 8), (96, 8), (96, 10), (200, 4), (200, 10))


def null_lines(studies: int) -> list[str]:
    lines = [
        "| segment | people | groups | share | ICC | people tested | turns tested (naive) | test |",
        "|---|--:|--:|---|--:|--:|--:|---|",
    ]
    settings = [
        Setting(people, groups, icc, how, share)
        for how in ("within", "between")
        for people, groups in SIZES
        for share in SHARES
        for icc in (0.02, 0.10, 0.20)
    ]
    settings += [
        Setting(2 * pairs, pairs, icc, "pairs") for pairs in (30, 100) for icc in (0.02, 0.2)
    ]
    for seed, setting in enumerate(settings):
        row = called(setting, studies, seed)
        lines.append(
            f"| {setting.how} | {setting.people} | {setting.groups} | {setting.share} "
            f"| {setting.icc:.2f} | {row['called']:.1f} | {row['naive']:.0f} | {row['test']} |"
        )
        print(lines[-1], flush=True)
    return lines


def power_lines(studies: int) -> list[str]:
    lines = [
        "| segment | people | groups | ICC | share outside | inside | people tested "
        "| turns tested (naive), at its false alarms of |",
        "|---|--:|--:|--:|--:|--:|--:|--:|",
    ]
    settings = [
        Setting(people, groups, icc, how, "common", effect)
        for how in ("within", "between")
        for people, groups in ((24, 4), (48, 8), (96, 8), (200, 10))
        for icc in (0.02, 0.10)
        for effect in (0.2, 0.35)
    ]
    for seed, setting in enumerate(settings, 1000):
        row = called(setting, studies, seed)
        null = called(setting._replace(effect=0.0), studies, seed)
        lines.append(
            f"| {setting.how} | {setting.people} | {setting.groups} | {setting.icc:.2f} | 40 % "
            f"| {100 * (0.4 + setting.effect):.0f} % | {row['called']:.0f} "
            f"| {row['naive']:.0f}, at {null['naive']:.0f} |"
        )
        print(lines[-1], flush=True)
    return lines


def coverage_lines(studies: int) -> list[str]:
    """How often 95 % intervals of a difference of 0 hold it."""
    lines = ["| segment | people | groups | share | ICC | holds 0 |", "|---|--:|--:|---|--:|--:|"]
    settings = [
        Setting(people, groups, icc, how, share)
        for how in ("within", "between")
        for people, groups in ((24, 4), (48, 8), (96, 10), (200, 10))
        for share in SHARES
        for icc in (0.02, 0.20)
    ]
    for seed, setting in enumerate(settings, 2000):
        rng, held = np.random.default_rng(seed), []
        for _ in range(studies):
            rows = associations(*_asked(draw(rng, setting)), How())
            ends = [row.difference.interval for row in rows if not row.small]
            held += [each.low <= 0 <= each.high for each in ends]
        lines.append(
            f"| {setting.how} | {setting.people} | {setting.groups} | {setting.share} "
            f"| {setting.icc:.2f} | {100 * float(np.mean(held)):.1f} |"
        )
        print(lines[-1], flush=True)
    return lines


def _asked(study: Study) -> tuple[Voicing, dict[str, Sides]]:
    who = tuple((f"P{i}", "") for i in range(len(study.group)))
    things = tuple(Thing(f"c{k}", frozenset({f"c{k}"})) for k in range(CODES))
    table = Voicing(
        who, study.group.astype(np.intp), 20.0 * study.turns, things, study.voiced,
        study.coded.astype(float), study.voiced,
    )  # fmt: skip
    inside = frozenset(w for w, x in zip(who, study.inside, strict=True) if x)
    return table, {"s": Sides(inside, frozenset(who) - inside)}


def seconds() -> str:
    """50 segments × 50 codes at once."""
    rng = np.random.default_rng(5)
    group = np.repeat(np.arange(20), 10)
    voiced = rng.random((200, 50)) < 0.3
    things = tuple(Thing(f"c{k}", frozenset({f"c{k}"})) for k in range(50))
    who = tuple((f"P{i}", "") for i in range(200))
    table = Voicing(who, group, np.full(200, 500.0), things, voiced, voiced * 1.0, voiced)
    segments = {}
    for i in range(50):
        inside = rng.random(200) < 0.4 if i % 2 else (rng.random(20) < 0.5)[group]
        chosen = frozenset(w for w, x in zip(who, inside, strict=True) if x)
        segments[f"s{i}"] = Sides(chosen, frozenset(who) - chosen)
    started = time.monotonic()
    associations(table, segments, How(draws=2000))
    return f"{time.monotonic() - started:.1f}"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--studies", type=int, default=1000, help="each with 20 codes")
    parser.add_argument("--write", action="store_true", help="put the tables into the docs")
    args = parser.parse_args()
    tables = {
        "false alarms": null_lines(args.studies),
        "power": power_lines(args.studies // 2),
        "coverage": coverage_lines(args.studies // 10),
    }
    took = seconds()
    print(f"50 segments x 50 codes with 2,000 permutations: {took} s")
    if args.write:
        text = PAGE.read_text("utf-8")
        for mark, lines in tables.items():
            head, _, rest = text.partition(f"<!-- {mark} -->\n")
            tail = rest.partition(f"<!-- end of {mark} -->")[2]
            body = "\n".join(lines)
            text = f"{head}<!-- {mark} -->\n{body}\n<!-- end of {mark} -->{tail}"
        PAGE.write_text(text, "utf-8")


if __name__ == "__main__":
    main()
