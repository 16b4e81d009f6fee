"""The one comparison of people against known truth: false alarms, coverage, power, widths.

    python benchmarks/people_comparison.py [--studies 1000] [--write]

Every line draws studies of one layout: who talked with whom, and who is on which side. People of
one conversation are alike by the intraclass correlation (ICC), a person on both sides is alike to
himself (0.4); a theme is voiced by 15 or 40 %. Without a difference it counts how often p is below
.05, with one of 30 points how often it is, and how often the interval holds the truth. CR2 and CR3
with Student's t (whole conversations as clusters) stand beside where people are on one side and
in one conversation; ``short`` is how far ours stays behind the better of those that raise at most
7 % false alarms anywhere in the layout. ``--write`` puts the tables into docs/comparisons.md.
"""

from __future__ import annotations

import argparse
import time
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np
from page import write
from scipy.optimize import brentq
from scipy.stats import norm, t

from interviewkit.findings.comparing.association import Sides, pose_associations
from interviewkit.findings.comparing.comparison import compare_people
from interviewkit.findings.comparing.people_difference import TwoSides, compute_difference
from interviewkit.findings.comparing.people_share import estimate_people_share
from interviewkit.findings.comparing.power import find_detectable
from interviewkit.findings.comparing.spread import ENDLESS
from interviewkit.findings.comparing.ties import Ties
from interviewkit.findings.counting.voicing import Thing, Voicing

PAGE = Path(__file__).parent.parent / "docs" / "comparisons.md"
SEED = 20261130
OURS, PLAIN = "ours", "Wilson, people"
SHARES, ALIKE, EFFECT, HIMSELF = (0.15, 0.40), (0.0, 0.1, 0.2), 0.3, 0.4
CODES = 20
"""How many codes a study has, which together tell how alike people of one conversation are."""


@dataclass(frozen=True)
class Layout:
    """Rows: each one's person, conversations, and whether it is inside (or later)."""

    name: str
    person: tuple[int, ...]
    conversations: tuple[tuple[int, ...], ...]
    inside: np.ndarray

    @property
    def ties(self) -> Ties:
        return Ties.of(self.person, self.conversations)

    @property
    def alike(self) -> tuple[float, ...]:
        """The ICCs that make a difference: none where nobody met."""
        return ALIKE if self.ties.same_conversation.nnz else ALIKE[:1]

    @property
    def one_way(self) -> bool:
        return len(set(self.person)) == len(self.person) and all(
            len(each) == 1 for each in self.conversations
        )


def whole(name: str, inside: list[int], outside: list[int]) -> Layout:
    """Conversations of these sizes, whole on a side."""
    group = np.repeat(np.arange(len(inside) + len(outside)), [*inside, *outside])
    people = tuple(range(len(group)))
    return Layout(name, people, tuple((int(g),) for g in group), group < len(inside))


def mixed(name: str, sizes: list[int], inside: list[int]) -> Layout:
    """Conversations of these sizes of which so many are inside."""
    group = np.repeat(np.arange(len(sizes)), sizes)
    sides = [np.arange(n) < m for n, m in zip(sizes, inside, strict=True)]
    people = tuple(range(len(group)))
    return Layout(name, people, tuple((int(g),) for g in group), np.concatenate(sides))


def reunion(name: str, inside: list[int], outside: list[int], of: int = 1) -> Layout:
    """The same with one more conversation, of the last people of every group."""
    plain = whole(name, inside, outside)
    ends = np.cumsum([*inside, *outside])
    again = {int(end) - k for end in ends for k in range(1, of + 1)}
    met = tuple((*each, 999) if i in again else each for i, each in enumerate(plain.conversations))
    return Layout(name, plain.person, met, plain.inside)


def waves(name: str, people: int, size: int, back: int, *, shuffled: bool) -> Layout:
    """``people`` in each wave in groups of ``size``, of whom ``back`` are in both."""
    rng = np.random.default_rng(1)
    first = np.arange(people)
    second = np.concatenate([np.arange(back), people + np.arange(people - back)])
    seats = rng.permutation(people) if shuffled else np.arange(people)
    rows = [(int(p), int(k) // size, False) for k, p in enumerate(first)]
    rows += [(int(p), 500 + int(seats[k]) // size, True) for k, p in enumerate(second)]
    rows.sort()
    return Layout(
        name, tuple(p for p, _, _ in rows), tuple((c,) for _, c, _ in rows),
        np.array([later for _, _, later in rows]),
    )  # fmt: skip


LAYOUTS = (
    whole("20 and 20 single interviews", [1] * 20, [1] * 20),
    whole("13 and 27 single interviews", [1] * 13, [1] * 27),
    whole("4 × 6 and 4 × 6", [6] * 4, [6] * 4),
    whole("4 × 4 and 4 × 6", [4] * 4, [6] * 4),
    whole("4 × 2 and 4 × 12", [2] * 4, [12] * 4),
    whole("5 × 2 and 5 × 6", [2] * 5, [6] * 5),
    whole("10 × 2 and 10 × 8", [2] * 10, [8] * 10),
    whole("12 × 2 and 12 × 2", [2] * 12, [2] * 12),
    whole("4 × 6 and 24 singles", [6] * 4, [1] * 24),
    whole("3 × 12 and 9 × 3", [12] * 3, [3] * 9),
    whole("sizes 3 to 9, 5 and 6 groups", [3, 9, 5, 7, 4], [8, 3, 6, 4, 9, 5]),
    mixed("one pure group of 20, 8 mixed of 6", [20, *[6] * 8], [20, *[2] * 8]),
    mixed("8 × 6 mixed, 3 and 3", [6] * 8, [3] * 8),
    mixed("sample: 13 of 40 in 8 groups", [5] * 8, [0, 1, 1, 1, 2, 2, 3, 3]),
    mixed("6 × 8 mixed, 0 to 8", [8] * 6, [0, 1, 3, 5, 7, 8]),
    mixed("20 pairs, one and one", [2] * 20, [1] * 20),
    mixed("5 × 6 mixed and 10 singles", [*[6] * 5, *[1] * 10], [*[3] * 5, *[1, 0] * 5]),
    reunion("4 × 6 and 4 × 6, a reunion of 8", [6] * 4, [6] * 4),
    reunion("6 × 5 and 6 × 5, a reunion of 24", [5] * 6, [5] * 6, 2),
    waves("24 single interviews, twice", 24, 1, 24, shuffled=False),
    waves("40 single interviews, twice", 40, 1, 40, shuffled=False),
    waves("8 × 5, the same groups twice", 40, 5, 40, shuffled=False),
    waves("8 × 5, groups shuffled", 40, 5, 40, shuffled=True),
    waves("40 + 40 in fives, 6 return", 40, 5, 6, shuffled=True),
    waves("40 + 40 in fives, 20 return", 40, 5, 20, shuffled=True),
    waves("40 + 40 singles, 20 return", 40, 1, 20, shuffled=False),
    whole("12 and 28 single interviews", [1] * 12, [1] * 28),
    whole("sizes 4 to 15, 5 and 6 groups", [12, 4, 15, 6, 9], [5, 14, 8, 3, 11, 7]),
    whole("8 × 2 and 4 × 7", [2] * 8, [7] * 4),
    whole("3 × 8 and 3 × 8", [8] * 3, [8] * 3),
    whole("3 × 6 and 3 × 4 with 18 singles", [6] * 3, [4] * 3 + [1] * 18),
    mixed("half of 40 in one conversation", [20, *[1] * 20], [10, *[1, 0] * 10]),
    mixed("8 × 6, half whole, half mixed", [6] * 8, [6, 6, 0, 0, 3, 3, 2, 4]),
    mixed("sizes 4 to 13 mixed, 7 groups", [13, 4, 9, 6, 11, 5, 8], [2, 4, 3, 0, 7, 1, 6]),
    reunion("5 × 4 and 5 × 4, a reunion of 20", [4] * 5, [4] * 5, 2),
    waves("48 + 48 in eights, 16 return", 48, 8, 16, shuffled=True),
    waves("60 + 60 in fours, 40 return", 60, 4, 40, shuffled=True),
    whole("16 in 3 groups and 24 in 4", [5, 5, 6], [6] * 4),
    mixed("sizes 3 to 12 mixed, 5 groups", [3, 5, 7, 9, 12], [1, 3, 2, 6, 5]),
    whole("5 × 3 to 12 and 5 × 3 to 12", [3, 12, 5, 8, 6], [4, 10, 7, 3, 12]),
)


def draw(layout: Layout, shares: np.ndarray, icc: float, studies: int, seed: int) -> np.ndarray:
    """(n, studies) who voiced it; ``shares`` (n,) are each row's."""
    rng = np.random.default_rng((SEED, seed))
    numbers = {c: k for k, c in enumerate(dict.fromkeys(sum(layout.conversations, ())))}
    base = float(shares[~layout.inside].mean())
    met = latent(base, icc) if icc else 0.0
    people = len(set(layout.person))
    himself = latent(base, HIMSELF) - met if people < len(layout.person) else 0.0
    of = np.zeros((len(shares), len(numbers)))
    for row, each in enumerate(layout.conversations):
        of[row, [numbers[c] for c in each]] = 1 / np.sqrt(len(each))
    lean = np.sqrt(met) * (of @ rng.normal(size=(len(numbers), studies)))
    if himself > 0:
        lean += (
            np.sqrt(himself)
            * rng.normal(size=(max(layout.person) + 1, studies))[list(layout.person)]
        )
    rest = np.sqrt(max(1 - met - max(himself, 0.0), 0.0)) * rng.normal(size=lean.shape)
    return (lean + rest < norm.ppf(shares)[:, None]).astype(float)


@cache
def latent(share: float, icc: float) -> float:
    """The correlation of normal leanings that makes answers of this share as alike as ``icc``."""
    at, grid = norm.ppf(share), np.linspace(-8, 8, 2001)

    def off(r: float) -> float:
        both = norm.cdf((at - np.sqrt(r) * grid) / np.sqrt(1 - r)) ** 2 * norm.pdf(grid)
        return float((np.trapezoid(both, grid) - share**2) / (share * (1 - share)) - icc)

    return float(brentq(off, 1e-6, 0.97))


class Robust:
    """CR2 and CR3 of a difference of shares with whole conversations as clusters."""

    def __init__(self, layout: Layout) -> None:
        x = layout.inside.astype(float)
        self.weights = np.where(layout.inside, 1 / x.sum(), -1 / (1 - x).sum())
        group = np.array([each[0] for each in layout.conversations])
        design = np.column_stack([1 - x, x])
        hat = design @ np.linalg.inv(design.T @ design) @ design.T
        keep = np.eye(len(x)) - hat
        self.forms = {2: [], 3: []}
        for each in np.unique(group):
            own = np.flatnonzero(group == each)
            values, vectors = np.linalg.eigh(keep[np.ix_(own, own)])
            values = np.where(values > 1e-9, values, np.inf)
            for kind, power in ((2, -0.5), (3, -1.0)):
                root = vectors @ np.diag(values**power) @ vectors.T
                self.forms[kind].append(self.weights[own] @ root @ keep[own])
        self.groups = len(np.unique(group))

    def p(self, voiced: np.ndarray, kind: int) -> np.ndarray:
        form = np.array(self.forms[kind])
        product = form @ form.T
        freedom = np.trace(product) ** 2 / (product**2).sum() if kind == 2 else self.groups - 1
        error = np.sqrt(((form @ voiced) ** 2).sum(0))
        gap = self.weights @ voiced
        return 2 * t.sf(
            np.abs(np.divide(gap, error, out=np.zeros_like(gap), where=error > 0)), freedom
        )


def lines(studies: int) -> Iterator[tuple[str, ...]]:
    for number, layout in enumerate(LAYOUTS):
        rows = [_line(layout, number, share, studies) for share in SHARES]
        fair = [
            kind
            for kind in ("CR2", "CR3")
            if layout.one_way and max(max(row[f"{kind} alarms"]) for row in rows) <= 0.07
        ]
        for share, row in zip(SHARES, rows, strict=True):
            best = [max(each) for each in zip(*(row[kind] for kind in fair), strict=True)]
            short = [max(b - p, 0.0) for b, p in zip(best, row["power"], strict=bool(best))]
            own = (row[name] for name in ("alarms", "held", "power"))
            others = (row.get(name) for name in ("CR2", "CR3", "CR2 alarms", "CR3 alarms"))
            yield (
                layout.name, f"{share:.0%}", _freedom(row["freedom"][0]), *map(_row, own),
                *(_row(each) if each else "–" for each in others), _row(short) if short else "–",
            )  # fmt: skip


def _line(layout: Layout, number: int, share: float, studies: int) -> dict[str, list[float]]:
    """Shares of studies by measure, one an ICC."""
    robust, ties = Robust(layout) if layout.one_way else None, layout.ties
    found: dict[str, list[float]] = {}

    def note(name: str, value: float) -> None:
        found.setdefault(name, []).append(float(value))

    for k, icc in enumerate(layout.alike):
        seed = 1000 * number + 10 * k + int(100 * share)
        flat = np.full(len(layout.inside), share)
        none = draw(layout, flat, icc, studies, seed)
        some = draw(layout, flat + EFFECT * layout.inside, icc, studies, seed + 5)
        gap = compute_difference(TwoSides.of(np.hstack([none, some]), layout.inside, ties))
        low, high, p = gap.low[studies:], gap.high[studies:], gap.p[studies:]
        note("freedom", np.median(gap.freedom))
        note("alarms", (gap.p[:studies] < 0.05).mean())
        note("held", ((low <= EFFECT) & (high >= EFFECT)).mean())
        note("power", (p < 0.05).mean())
        for kind in (2, 3) if robust else ():
            note(f"CR{kind}", (robust.p(some, kind) < 0.05).mean())
            note(f"CR{kind} alarms", (robust.p(none, kind) < 0.05).mean())
    return found


def _freedom(value: float) -> str:
    return f"{value:.1f}" if value < ENDLESS else "∞"


def _row(values: list[float]) -> str:
    return " · ".join(f"{100 * value:.1f}" for value in values)


def seen(studies: int) -> Iterator[tuple[str, ...]]:
    """Power at the difference that "could be seen" names."""
    for number in (0, 2, 5, 8, 12, 13, 15, 21):
        layout = LAYOUTS[number]
        for share in SHARES:
            cells = []
            for k, icc in enumerate(layout.alike):
                seed = 70_000 + 100 * number + 10 * k + int(100 * share)
                flat = np.full(len(layout.inside), share)
                drawn = draw(layout, flat, icc, 15 * CODES, seed)
                firsts = (
                    compare_people(each, layout.inside, layout.ties)
                    for each in np.split(drawn, 15, axis=1)
                )
                promised = [each for first in firsts for each in find_detectable(first)]
                gap = float(np.nanmedian([each.above - each.base for each in promised]))
                if not share + gap < 0.995:
                    cells.append("–")
                    continue
                drawn = draw(layout, flat + gap * layout.inside, icc, studies, seed + 5)
                power = (compare_people(drawn, layout.inside, layout.ties).p < 0.05).mean()
                cells.append(f"{100 * gap:.0f}: {100 * power:.0f}")
            yield (layout.name, f"{share:.0%}", " · ".join(cells))


def widths(studies: int) -> Iterator[tuple[str, ...]]:
    """Coverage and mean width of the share of everyone, by several methods."""
    for number in (0, 2, 4, 10, 13, 19, 23):
        layout = LAYOUTS[number]
        once = np.unique(np.array(layout.person), return_index=True)[1]
        kept = np.isin(np.arange(len(layout.person)), once)
        ties = layout.ties.among(kept)
        for share in (0.07, *SHARES):
            covers: dict[str, list[float]] = {}
            wide: dict[str, list[float]] = {}
            for icc in layout.alike:
                seed = 90_000 + 100 * number + int(100 * (share + icc))
                voiced = draw(layout, np.full(len(kept), share), icc, studies, seed)[kept]
                found = estimate_people_share(voiced, ties)
                ways = {
                    OURS: (found.low, found.high),
                    PLAIN: _wilson(voiced.mean(0), len(voiced), norm.ppf(0.975)),
                    **_by_groups(voiced, ties),
                }
                for name, (low, high) in ways.items():
                    covers.setdefault(name, []).append(((low <= share) & (share <= high)).mean())
                    wide.setdefault(name, []).append((high - low).mean())
            good = {name: np.mean(wide[name]) for name in ways if min(covers[name]) >= 0.93}
            best = min(good, key=good.__getitem__) if good else "–"
            ratio = f"{np.mean(wide[OURS]) / good[best]:.2f}" if good else "–"
            yield (layout.name, f"{share:.0%}", _row(covers[OURS]), _row(wide[OURS]), best, ratio,
                   _row(covers[PLAIN]))  # fmt: skip


def _by_groups(voiced: np.ndarray, ties: Ties) -> dict[str, tuple[np.ndarray, np.ndarray]]:
    """Intervals from the variance between conversations: Wald's with t, and Wilson's."""
    n, share = len(voiced), voiced.mean(0)
    rest = voiced - share
    groups = ties.groups
    variance = (rest * ties.summed(rest)).sum(0) / n**2 * groups / (groups - 1)
    reach = t.ppf(0.975, groups - 1)
    half = reach * np.sqrt(np.maximum(variance, 0))
    alone = share * (1 - share) / n
    effect = np.divide(variance, alone, out=np.ones_like(share), where=alone > 0)
    worth = n / np.maximum(effect, 1 / n)
    return {
        "Wald, conversations, t": (share - half, share + half),
        "Wilson, conversations, t": _wilson(share, worth, reach),
        "Wilson, conversations, at most n": _wilson(share, np.minimum(worth, n), reach),
    }


def _wilson(share: np.ndarray, n: np.ndarray | float, z: float) -> tuple[np.ndarray, np.ndarray]:
    middle = (share + z**2 / (2 * n)) / (1 + z**2 / n)
    half = z / (1 + z**2 / n) * np.sqrt(share * (1 - share) / n + z**2 / (4 * n**2))
    return middle - half, middle + half


def seconds() -> float:
    """50 segments by 50 codes among 200 people in 20 groups."""
    rng = np.random.default_rng(5)
    group = np.repeat(np.arange(20), 10)
    names = tuple((f"P{i:03}", "") for i in range(200))
    things = tuple(Thing(f"c{k}", frozenset({f"c{k}"})) for k in range(50))
    voiced = rng.random((200, 50)) < 0.3
    ties = Ties.of(range(200), [[int(g)] for g in group])
    table = Voicing(
        names,
        ties,
        np.full(200, 500.0),
        things,
        voiced,
        voiced * 1.0,
        voiced | True,
        np.full(200, 20.0),
    )
    who = np.array(names, dtype=object)
    segments = {}
    for i in range(50):
        inside = rng.random(200) < 0.4 if i % 2 else (rng.random(20) < 0.5)[group]
        segments[f"s{i}"] = Sides({tuple(w) for w in who[inside]}, {tuple(w) for w in who[~inside]})
    started = time.perf_counter()
    pose_associations(table, segments)
    return time.perf_counter() - started


def table(head: tuple[str, ...], rows: list[tuple[str, ...]], words: int) -> str:
    lines = [" | ".join(head), "|".join(["---"] * words + ["--:"] * (len(head) - words))]
    return "\n".join(f"| {line} |" for line in [lines[0], lines[1], *map(" | ".join, rows)])


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--studies", type=int, default=1000)
    parser.add_argument("--only", choices=("grid", "seen", "widths"), nargs="*")
    parser.add_argument("--write", action="store_true")
    asked = parser.parse_args()
    print(f"50 segments x 50 codes: {seconds():.1f} s", flush=True)
    heads = {
        "grid": (
            "layout", "share", "df", "false alarms", "coverage", "power", "CR2-t", "CR3-t",
            "false alarms of CR2-t", "of CR3-t", "short",
        ),
        "seen": ("layout", "share", "difference promised, in points: power there"),
        "widths": (
            "layout", "share", "coverage", "width", "shortest that covers 93 %", "ours over it",
            "Wilson's of people covers",
        ),
    }  # fmt: skip
    drawing = {"grid": lines, "seen": seen, "widths": widths}
    for name in asked.only or drawing:
        text = table(heads[name], list(drawing[name](asked.studies)), 1)
        print(f"\n{name}\n{text}", flush=True)
        if asked.write:
            write(PAGE, text, f"<!-- {name} -->", f"<!-- end of {name} -->", name)


if __name__ == "__main__":
    main()
