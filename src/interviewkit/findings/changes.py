"""What changed between two sides: shares of people, how much they said, and who changed."""

from __future__ import annotations

import math
from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from interviewkit.findings.relabelling import EXACT, Arrangement, arrangement, p_values
from interviewkit.findings.two_shares import difference, share
from interviewkit.model import Change, Design, SideFigure
from interviewkit.model.sides import CROSS_SECTION, MIXED, PANEL

Floats = NDArray[np.float64]

PAIRED = "exact McNemar test"
FISHER = "exact permutation of people"


@dataclass(frozen=True)
class Said:
    """What was heard on one side.

    ``words`` maps everyone who spoke (and was read) to how many words they said; ``voiced`` maps
    what is counted to the people who voiced it, with their number of passages.
    """

    words: Mapping[str, int]
    voiced: Mapping[str, Mapping[str, int]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Named:
    """What is counted: its id, its kind (code, theme, topic) and the words to show for it."""

    id: str
    kind: str
    label: str


def design(before: Said, after: Said, together: Mapping[str, Hashable]) -> Design:
    """Whether these are the same people, told by their ids, and what a test can show at best."""
    plan = arrangement(before.words, after.words, together)
    one, two = set(before.words), set(after.words)
    both = len(one & two)
    kind = PANEL if one == two and both else MIXED if both else CROSS_SECTION
    return Design(
        kind, both, len(one - two), len(two - one), plan.units, plan.least_p, tuple(_notes(plan))
    )


def _notes(plan: Arrangement) -> list[str]:
    if plan.units and plan.least_p > 0.05:
        return [
            f"{plan.units} independent units can be arranged in {plan.ways} ways only: no "
            f"difference, however large, could give a p below {plan.least_p:.2g}"
        ]
    return []


def changes(
    before: Said,
    after: Said,
    counted: Sequence[Named],
    together: Mapping[str, Hashable],
    *,
    seed: int,
    rates: bool = True,
    level: float = 0.95,
) -> list[Change]:
    """One change for each thing counted, in the order given; see :class:`Change`.

    Shares are of the people who spoke on a side. Where every person stands for themselves, the
    test of a panel is McNemar's exact one (Q. McNemar 1947) and that of two independent sides
    goes exactly through all ways to deal people to them; else whole units are rearranged
    (:mod:`interviewkit.findings.relabelling`). ``rates``, passages per 1,000 words, are always
    tested so. ``together`` maps everyone to the unit that they vary with. Nothing is adjusted here.
    """
    plan = arrangement(before.words, after.words, together)
    tests = _tests(plan, before, after, counted, seed)
    rate_p = _rate_tests(plan, before, after, counted, seed) if rates else None
    panel = _panel(before, after, counted, together, seed)
    found = []
    for i, named in enumerate(counted):
        sides = [
            {person: person in side.voiced.get(named.id, {}) for person in side.words}
            for side in (before, after)
        ]
        one, two = (share(hits, together, level) for hits in sides)
        value, interval = difference(one, two)
        p, test = tests[i]
        found.append(
            Change(
                of=named.id,
                kind=named.kind,
                label=named.label,
                before=SideFigure(
                    one.value, one.n, one.interval, one.voiced, _rate(before, named.id)
                ),
                after=SideFigure(
                    two.value, two.n, two.interval, two.voiced, _rate(after, named.id)
                ),
                difference=value,
                interval=interval,
                p=p,
                test=test,
                rate_p=math.nan if rate_p is None else float(rate_p[i]),
                panel_p=panel[i],
                **_moves(*sides),  # type: ignore[arg-type]
            )
        )
    return found


def _panel(
    before: Said,
    after: Said,
    counted: Sequence[Named],
    together: Mapping[str, Hashable],
    seed: int,
) -> list[float]:
    """p of the change among the people on both sides; ``nan`` where there are none."""
    both = before.words.keys() & after.words.keys()
    one, two = (Said({p: side.words[p] for p in both}, side.voiced) for side in (before, after))
    return [p for p, _ in _tests(arrangement(both, both, together), one, two, counted, seed)]


def _moves(before: Mapping[str, bool], after: Mapping[str, bool]) -> dict[str, object]:
    """The transition table of people on both sides, and who changed."""
    both = sorted(before.keys() & after.keys())
    dropped = tuple(p for p in both if before[p] and not after[p])
    taken_up = tuple(p for p in both if after[p] and not before[p])
    kept = sum(before[p] and after[p] for p in both)
    return {
        "kept": kept,
        "dropped": len(dropped),
        "taken_up": len(taken_up),
        "neither": len(both) - kept - len(dropped) - len(taken_up),
        "dropped_by": dropped,
        "taken_up_by": taken_up,
    }


def _tests(
    plan: Arrangement, before: Said, after: Said, counted: Sequence[Named], seed: int
) -> list[tuple[float, str]]:
    """p of the difference of shares and the test's name, one for each thing counted."""
    if not before.words or not after.words:
        return [(math.nan, "")] * len(counted)
    hits = [_matrix(plan, side, counted, passages=False) for side in (before, after)]
    if plan.alone and plan.only_swaps:  # who is on one side only stays there, and tells nothing
        both = _there(plan, before) * _there(plan, after) > 0
        pairs = zip(hits[0][both].T, hits[1][both].T, strict=True)
        name = PAIRED if plan.swaps else f"{PAIRED}, people on both sides"
        return [(_mcnemar(a, b), name) for a, b in pairs]
    if plan.alone and len(plan.blocks) == 1:  # everyone may be dealt to either side
        one, two = len(before.words), len(after.words)
        totals = zip(hits[0].sum(0), hits[1].sum(0), strict=True)
        return [(_dealt(int(a), one, int(b), two), FISHER) for a, b in totals]
    there = [_there(plan, side) for side in (before, after)]
    bottoms = [np.repeat(each[:, None], len(counted), axis=1) for each in there]
    p = p_values(plan, (hits[0], hits[1]), (bottoms[0], bottoms[1]), seed)
    return [(float(each), _name(plan)) for each in p]


def _name(plan: Arrangement) -> str:
    """The test in words."""
    what = "people" if plan.alone else "whole groups"
    how = "sides swapped for" if plan.swaps else "permutation of"
    ways = f"all {plan.ways:,} ways" if plan.ways <= EXACT else "9,999 drawn"
    return f"{how} {what} ({ways})"


def _rate_tests(
    plan: Arrangement, before: Said, after: Said, counted: Sequence[Named], seed: int
) -> Floats:
    if not counted:
        return np.zeros(0)
    tops = [_matrix(plan, side, counted, passages=True) for side in (before, after)]
    words = [
        np.array([float(side.words.get(person, 0)) for person in plan.people])
        for side in (before, after)
    ]
    if not all(each.sum() for each in words):
        return np.full(len(counted), math.nan)
    bottoms = [np.repeat(each[:, None], len(counted), axis=1) for each in words]
    return p_values(plan, (tops[0], tops[1]), (bottoms[0], bottoms[1]), seed)


def _matrix(plan: Arrangement, side: Said, counted: Sequence[Named], *, passages: bool) -> Floats:
    """(people, counted): passages, or 1 where someone voiced it at all."""
    values = np.zeros((len(plan.people), len(counted)))
    place = {person: i for i, person in enumerate(plan.people)}
    for column, named in enumerate(counted):
        for person, n in side.voiced.get(named.id, {}).items():
            if person in side.words:
                values[place[person], column] = n if passages else 1.0
    return values


def _there(plan: Arrangement, side: Said) -> Floats:
    return np.array([float(person in side.words) for person in plan.people])


def _rate(side: Said, name: str) -> float:
    """Passages per 1,000 words."""
    words = sum(side.words.values())
    passages = sum(n for p, n in side.voiced.get(name, {}).items() if p in side.words)
    return 1000 * passages / words if words else math.nan


def _mcnemar(before: Floats, after: Floats) -> float:
    from scipy.stats import binomtest

    dropped = int(((before > 0) & (after == 0)).sum())
    taken_up = int(((before == 0) & (after > 0)).sum())
    n = dropped + taken_up
    return float(binomtest(dropped, n, 0.5).pvalue) if n else 1.0


def _dealt(voiced: int, n: int, also: int, m: int) -> float:
    """The share of all ways to deal n + m people in which the shares differ as much."""
    from scipy.stats import hypergeom

    total = voiced + also
    counts = np.arange(max(0, total - m), min(n, total) + 1)
    chances = hypergeom.pmf(counts, n + m, total, n)
    differences = np.abs((total - counts) / m - counts / n)
    seen = abs(also / m - voiced / n)
    return float(min(1.0, chances[differences >= seen - 1e-9].sum()))
