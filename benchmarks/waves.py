"""How often comparing two waves errs, where the truth is known.

People have a leaning of their own, and people of one group share a part of it (the intraclass
correlation ICC): what they voice in a wave is drawn from that. Without a change, a test at 5 %
should raise an alarm in 5 of 100 studies; with one, the 95 % interval should hold it in 95.

Run: python benchmarks/waves.py [studies]      (about two minutes for 400)
"""

from __future__ import annotations

import sys
from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray
from scipy.stats import norm

from interviewkit.findings.changes import Named, Said, changes

CODE = [Named("code", "code", "Code")]
SHARE = 0.35
OWN = 0.4
"""How much of a leaning is a person's own and lasts from wave to wave."""

DESIGNS = (
    ("panel, single interviews", "panel", 24, 1, 0.0),
    ("panel, single interviews", "panel", 80, 1, 0.0),
    ("panel, groups of five", "panel", 60, 5, 0.1),
    ("cross-section, single interviews", "cross", 24, 1, 0.0),
    ("cross-section, single interviews", "cross", 80, 1, 0.0),
    ("cross-section, groups of five", "cross", 40, 5, 0.02),
    ("cross-section, groups of five", "cross", 40, 5, 0.2),
    ("cross-section, groups of five", "cross", 100, 5, 0.1),
    ("mixed, single interviews", "mixed", 40, 1, 0.0),
    ("mixed, groups of five", "mixed", 60, 5, 0.1),
)


def leanings(n: int, size: int, icc: float, rng: np.random.Generator) -> NDArray[np.float64]:
    """One a person: groups share a part of the variance, the rest is a person's own."""
    groups = np.repeat(rng.normal(0, np.sqrt(icc), -(-n // size)), size)[:n]
    return groups + rng.normal(0, np.sqrt(OWN * (1 - icc)), n)


def voiced(
    lean: NDArray[np.float64], share: float, icc: float, rng: np.random.Generator
) -> NDArray[np.bool_]:
    """Who voices it in one wave, so that the share expected is just that."""
    rest = 1 - icc - OWN * (1 - icc)
    hits: NDArray[np.bool_] = lean + rng.normal(0, np.sqrt(rest), len(lean)) < norm.ppf(share)
    return hits


def study(
    kind: str, n: int, size: int, icc: float, shift: float, rng: np.random.Generator
) -> tuple[Said, Said, dict[str, str]]:
    """Two waves of ``n`` people each. In a mixed design half of the people come again."""
    again = {"panel": n, "cross": 0, "mixed": n // 2 // size * size}[kind]
    lean = leanings(2 * n - again, size, icc, rng)
    names = [f"p{i:04}" for i in range(len(lean))]
    together = {name: f"g{i // size}" for i, name in enumerate(names)}
    sides = []
    for places, share in ((range(n), SHARE), (range(n - again, 2 * n - again), SHARE + shift)):
        hits = voiced(lean[list(places)], share, icc, rng)
        here = [names[i] for i in places]
        passages = {name: 1 for name, hit in zip(here, hits, strict=True) if hit}
        sides.append(Said(dict.fromkeys(here, 500), {"code": passages}))
    return sides[0], sides[1], together


def rows(studies: int) -> Iterator[str]:
    rng = np.random.default_rng(20250401)
    for label, kind, n, size, icc in DESIGNS:
        alarms = naive = held = power = 0
        for number in range(studies):
            before, after, together = study(kind, n, size, icc, 0.0, rng)
            [found] = changes(before, after, CODE, together, seed=number, rates=False)
            alarms += found.p < 0.05
            alone = {name: f"{name}{i}" for i, name in enumerate(together)}
            apart = Said(
                {f"{p}'": w for p, w in after.words.items()},
                {"code": {f"{p}'": 1 for p in after.voiced["code"]}},
            )
            alone |= {f"{name}'": f"{name}'" for name in together}
            [single] = changes(before, apart, CODE, alone, seed=number, rates=False)
            naive += single.p < 0.05
            before, after, together = study(kind, n, size, icc, 0.25, rng)
            [moved] = changes(before, after, CODE, together, seed=number, rates=False)
            power += moved.p < 0.05
            held += moved.interval is not None and moved.interval.low <= 0.25 <= moved.interval.high
        shares = (f"{100 * value / studies:.1f}" for value in (alarms, naive, held, power))
        yield f"| {label} | {n} | {icc:.2f} | {' | '.join(shares)} |"


def main() -> None:
    studies = int(sys.argv[1]) if len(sys.argv) > 1 else 400
    print("| design | people a wave | ICC | false alarms | naive | coverage | power |")
    print("|---|---:|---:|---:|---:|---:|---:|")
    for row in rows(studies):
        print(row, flush=True)


if __name__ == "__main__":
    main()
