"""Comparisons of machine codes against known truth: false alarms, coverage, power, sensitivity.

    python benchmarks/coding_error.py [--studies 1000] [--write]

Every line draws studies of 40 people in eight groups of five, alike by the intraclass correlation
(ICC). Those inside talk twice as much as those outside (12 to 15 turns) or as the line says. Who
voices the theme does so in one turn and in some more; a machine errs in every turn alike. 100 turns
are judged, or as the line says. Without a difference in truth it counts how often p is below .05,
uncorrected and corrected; with one of 30 points how often it is, corrected and had everything been
judged; and how often the corrected interval holds the truth. *named*: of the uncorrected false
alarms, how many of the sensitivity lines name a rate of false finds no larger than the true one.
``--write`` puts the table into docs/comparisons.md.
"""

from __future__ import annotations

import argparse
import time
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
from page import write
from people_comparison import Layout, draw, mixed, table, whole

from interviewkit.findings.comparing.allowances import find_explaining_rates
from interviewkit.findings.comparing.people_difference import TwoSides, compute_difference
from interviewkit.findings.correcting.audited_rows import correct_by_people, has_enough_judged
from interviewkit.findings.correcting.corrected_people import correct_by_turns

PAGE = Path(__file__).parent.parent / "docs" / "comparisons.md"
SEED, EFFECT, PEOPLE = 20261201, 0.3, 40
WHOLE, MIXED = whole("", [5] * 4, [5] * 4), mixed("", [5] * 8, [2, 3] * 4)
RANDOM, BY_SCORE, PEOPLE_WHOLE = "random", "by score", "whole people"


@dataclass(frozen=True)
class Setting:
    """``false`` and ``missed`` are chances a turn; ``inside_errs`` multiplies the first inside;
    ``uneven`` is how alike one person's turns are in being falsely coded."""

    name: str
    layout: Layout = WHOLE
    icc: float = 0.1
    words: float = 2.0
    false: float = 0.02
    missed: float = 0.3
    more: str = "as they talk"
    judged: int = 100
    how: str = RANDOM
    uneven: float = 0.0
    inside_errs: float = 1.0


BASE = Setting("words 2:1, 2 % false, 30 % missed, 100 turns")
SETTINGS = (
    BASE,
    replace(BASE, name="ICC 0", icc=0.0),
    replace(BASE, name="ICC 0.2", icc=0.2),
    replace(BASE, name="groups mixed", layout=MIXED),
    replace(BASE, name="groups mixed, ICC 0", layout=MIXED, icc=0.0),
    replace(BASE, name="1 % false, 20 % missed", false=0.01, missed=0.2),
    replace(BASE, name="5 % false, 40 % missed", false=0.05, missed=0.4),
    replace(BASE, name="words 3:1", words=3.0),
    replace(BASE, name="words 1:1", words=1.0),
    replace(BASE, name="200 turns", judged=200),
    replace(BASE, name="400 turns", judged=400),
    replace(BASE, name="100 turns by score", how=BY_SCORE),
    replace(BASE, name="20 whole people", judged=20, how=PEOPLE_WHOLE),
    replace(BASE, name="30 whole people", judged=30, how=PEOPLE_WHOLE),
    replace(BASE, name="voiced in one turn only", more="no more"),
    replace(BASE, name="as many turns whatever the talk", more="some"),
    replace(BASE, name="some voice it all the time", more="some much"),
    replace(BASE, name="false finds in a few people", uneven=0.05),
    replace(BASE, name="1.5 times as many false finds inside", inside_errs=1.5),
)


@dataclass(frozen=True)
class Drawn:
    """(studies, 40) who voiced it and how many turns; (studies, 40, turns) the rest."""

    voiced: np.ndarray
    turns: np.ndarray
    real: np.ndarray
    holds: np.ndarray
    found: np.ndarray
    judged: np.ndarray


def draw_studies(setting: Setting, share: float, effect: float, studies: int, seed: int) -> Drawn:
    rng = np.random.default_rng((SEED, seed))
    inside, shape = setting.layout.inside, (studies, PEOPLE)
    shares = np.full(PEOPLE, share) + effect * inside
    voiced = draw(setting.layout, shares, setting.icc, studies, seed).T > 0
    turns = rng.integers(12, 16, shape)
    turns = np.where(inside, np.round(turns * setting.words), turns).astype(int)
    real = np.arange(turns.max()) < turns[..., None]
    holding = np.where(voiced, 1 + further(rng, setting.more, turns), 0)
    holds = (np.arange(turns.max()) < holding[..., None]) & real
    false = np.full(shape, setting.false)
    if setting.uneven:
        size = (1 - setting.uneven) / setting.uneven
        false = rng.beta(setting.false * size, (1 - setting.false) * size, shape)
    false = np.where(inside, false * setting.inside_errs, false)[..., None]
    luck = rng.random(real.shape, np.float32)
    found = np.where(holds, luck > setting.missed, luck < false) & real
    return Drawn(voiced, turns, real, holds, found, judge(rng, setting, real, found))


def further(rng: np.random.Generator, more: str, turns: np.ndarray) -> np.ndarray:
    """In how many further turns somebody voices it who does."""
    if more == "no more":
        return np.zeros_like(turns)
    if more == "some":
        return np.minimum(rng.poisson(0.7, turns.shape), turns - 1)
    chance = 0.08 if more == "as they talk" else rng.beta(0.5, 3, turns.shape)
    return rng.binomial(turns - 1, chance)


def judge(
    rng: np.random.Generator, setting: Setting, real: np.ndarray, found: np.ndarray
) -> np.ndarray:
    luck = np.where(real, rng.random(real.shape, np.float32), 2)
    if setting.how == BY_SCORE:
        n, hits = real.sum((1, 2), keepdims=True), found.sum((1, 2), keepdims=True)
        return luck < np.minimum(setting.judged * (0.5 / n + 0.5 * found / np.maximum(hits, 1)), 1)
    if setting.how == PEOPLE_WHOLE:
        order = rng.random(real.shape[:2]).argsort(1).argsort(1)
        return (order < setting.judged)[..., None] & real
    last = np.partition(luck.reshape(len(luck), -1), setting.judged - 1, axis=1)
    return luck <= last[:, setting.judged - 1][:, None, None]


def by_kind(s: Drawn) -> np.ndarray:
    """(studies, 40, 6) turns by kind, see ``turn_errors.KINDS``."""
    kind = np.where(s.judged, 2 + s.found + 2 * s.holds, 1 * s.found)
    return np.stack([((kind == j) & s.real).sum(-1) for j in range(6)], -1).astype(float)


def corrected(setting: Setting, s: Drawn) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """p and the ends of the interval of every study."""
    inside, ties = setting.layout.inside, setting.layout.ties
    if setting.how != PEOPLE_WHOLE:
        turns = by_kind(s)
        gap = correct_by_turns(turns, turns, inside, ties).difference
        return gap.p, gap.low, gap.high
    rows = []
    for i in range(min(len(s.voiced), 500)):
        weight = s.judged[i].any(-1) * PEOPLE / setting.judged
        if has_enough_judged(weight, inside):
            one = correct_by_people(
                s.voiced[i, :, None] * 1.0, s.found[i].any(-1)[:, None] * 1.0, weight, inside, ties
            )
            rows.append([one.difference.p[0], one.difference.low[0], one.difference.high[0]])
    return tuple(np.array(rows).T)


def lines(studies: int) -> Iterator[tuple[str, ...]]:
    for number, setting in enumerate(SETTINGS):
        inside, ties = setting.layout.inside, setting.layout.ties
        for share in (0.15, 0.4):
            seed = 100 * number + int(100 * share)
            none = draw_studies(setting, share, 0.0, studies, seed)
            some = draw_studies(setting, share, EFFECT, studies, seed + 7)
            crude = compute_difference(TwoSides.of(none.found.any(-1).T * 1.0, inside, ties))
            alarms = np.flatnonzero(crude.p < 0.05)
            p, low, high = corrected(setting, none)
            power, below, above = corrected(setting, some)
            truth = compute_difference(TwoSides.of(some.voiced.T * 1.0, inside, ties))
            yield (
                setting.name, f"{share:.0%}", f"{100 * crude.value.mean():+.0f}",
                shown(crude.p < 0.05), shown(p < 0.05),
                f"{shown((low <= 0) & (high >= 0))} · "
                f"{shown((below <= EFFECT) & (above >= EFFECT))}",
                shown(power < 0.05), shown(truth.p < 0.05), named(setting, none, alarms),
            )  # fmt: skip


def named(setting: Setting, s: Drawn, alarms: np.ndarray) -> str:
    """How often the sensitivity line names a rate no larger than the true one."""
    if setting.words == 1:
        return "–"
    rates = [
        find_explaining_rates(
            s.found[i].any(-1)[:, None] * 1.0, s.turns[i] * 1.0, setting.layout.inside,
            setting.layout.ties,
        ).chance[0]
        for i in alarms[:200]
    ]  # fmt: skip
    return shown(np.array(rates) <= setting.false + 1e-9)


def shown(flags: np.ndarray) -> str:
    return f"{100 * flags.mean():.1f}"


HEAD = (
    "studies", "share", "machine's difference, points", "uncorrected false alarms",
    "corrected false alarms", "coverage, none · 30 points", "power", "all judged", "named",
)  # fmt: skip


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--studies", type=int, default=1000)
    parser.add_argument("--write", action="store_true")
    asked = parser.parse_args()
    started, rows = time.perf_counter(), []
    for row in lines(asked.studies):
        rows.append(row)
        print(" | ".join(row), flush=True)
    print(f"{time.perf_counter() - started:.0f} s")
    if asked.write:
        text = table(HEAD, rows, 1)
        write(PAGE, text, "<!-- errors -->", "<!-- end of errors -->", "errors")


if __name__ == "__main__":
    main()
