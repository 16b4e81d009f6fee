"""What changed between two sides: shares of people, how much they said, and who changed."""

from __future__ import annotations

import math
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np

from interviewkit.findings.arrays import Bools, Floats
from interviewkit.findings.comparison import PeopleComparison, compare_people
from interviewkit.findings.people_difference import FEWEST
from interviewkit.findings.people_share import PeopleShare, share_of_people
from interviewkit.findings.seen import TOO_FEW, few_conversations
from interviewkit.findings.spread import Spread
from interviewkit.findings.ties import Ties
from interviewkit.model import Change, Design, Interval, SideFigure
from interviewkit.model.sides import CROSS_SECTION, MIXED, PANEL


@dataclass(frozen=True)
class Said:
    """What was heard on one side.

    ``words`` maps everyone who spoke (and was read) to how many words they said; ``voiced`` maps
    what is counted to the people who voiced it, with their number of passages; ``conversations``
    maps people to those in which they spoke: who is not in it talked with nobody.
    """

    words: Mapping[str, int]
    voiced: Mapping[str, Mapping[str, int]] = field(default_factory=dict)
    conversations: Mapping[str, Collection[str]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Named:
    """What is counted: its id, its kind (code, theme, topic) and the words to show for it."""

    id: str
    kind: str
    label: str


def design(before: Said, after: Said) -> Design:
    """Whether these are the same people, told by their ids, and what a test can show at best."""
    one, two = set(before.words), set(after.words)
    both = len(one & two)
    kind = PANEL if one == two and both else MIXED if both else CROSS_SECTION
    freedom = _freedom(_Rows.of(before, after))
    return Design(
        kind, both, len(one - two), len(two - one), freedom, tuple(_notes(before, after, freedom))
    )


def groups_of(side: Said) -> int:
    """How many different sets of people the conversations of a side brought together."""
    return Ties.of(
        list(side.words), [sorted(side.conversations.get(who, ())) for who in side.words]
    ).groups


def _freedom(rows: _Rows) -> float:
    if not rows.has_both:
        return 0.0
    n = rows.later.sum(), (~rows.later).sum()
    weights = np.where(rows.later, 1 / n[0], -1 / n[1])
    return Spread.of(weights, [rows.later, ~rows.later], rows.ties).known


def _notes(before: Said, after: Said, freedom: float) -> list[str]:
    if not before.words or not after.words:
        return []
    return [TOO_FEW] if freedom < FEWEST else [*few_conversations(freedom)]


def changes(
    before: Said,
    after: Said,
    counted: Sequence[Named],
    *,
    level: float = 0.95,
    inside_first: bool = False,
) -> list[Change]:
    """One change for each thing counted, in the order given; see :class:`Change`.

    Shares are of the people who spoke on a side, compared as all people are
    (:mod:`interviewkit.findings.comparison`): who talked with each other, and the same person on
    both sides, vary together. The difference is ``after`` less ``before``; with ``inside_first``
    it is ``before`` less ``after``, as those inside a segment less those outside. Passages per
    1,000 words are described and not tested. Nothing is adjusted here.
    """
    rows = _Rows.of(before, after)
    voiced = rows.voiced(before, after, counted)
    both = before.words.keys() & after.words.keys()
    panel = _panel(rows, voiced, both, level)
    if not rows.has_both:
        return [_lonely(before, after, each, rows, voiced[:, [i]], level)
                for i, each in enumerate(counted)]  # fmt: skip
    first = ~rows.later if inside_first else rows.later
    found = compare_people(voiced, first, rows.ties, level)
    shares = (found.inside, found.outside) if inside_first else (found.outside, found.inside)
    gap = found.difference
    return [
        Change(
            of=each.id,
            kind=each.kind,
            label=each.label,
            before=_figure(shares[0], i, before, each.id),
            after=_figure(shares[1], i, after, each.id),
            difference=float(gap.value[i]),
            interval=Interval(float(gap.low[i]), float(gap.high[i]), level),
            p=float(found.p[i]),
            test="" if math.isnan(found.p[i]) else found.test,
            panel_p=panel[i],
            **_moves(before, after, each.id),  # type: ignore[arg-type]
        )
        for i, each in enumerate(counted)
    ]


@dataclass(frozen=True)
class _Rows:
    """People on sides, ordered by person and then by side; ``later`` (n,) says which side."""

    people: tuple[str, ...]
    later: Bools
    ties: Ties

    @classmethod
    def of(cls, before: Said, after: Said) -> _Rows:
        sides = (before, after)
        everyone = sorted({*before.words, *after.words})
        rows = [(who, k) for who in everyone for k in (0, 1) if who in sides[k].words]
        spoke = [sorted(sides[k].conversations.get(who, ())) for who, k in rows]
        ties = Ties.of([who for who, _ in rows], spoke)
        return cls(tuple(who for who, _ in rows), np.array([k == 1 for _, k in rows], bool), ties)

    @property
    def has_both(self) -> bool:
        return bool(self.later.any()) and not bool(self.later.all())

    def voiced(self, before: Said, after: Said, counted: Sequence[Named]) -> Floats:
        """(n, counted) 1 where the row voiced it."""
        hits = [[side.voiced.get(each.id, {}) for each in counted] for side in (before, after)]
        table = [
            [float(who in here) for here in hits[int(k)]]
            for who, k in zip(self.people, self.later, strict=True)
        ]
        return np.array(table, dtype=float).reshape(len(self.people), len(counted))


def _figure(shares: PeopleShare, i: int, side: Said, name: str) -> SideFigure:
    voiced = sum(who in side.words for who in side.voiced.get(name, {}))
    ends = Interval(float(shares.low[i]), float(shares.high[i]), shares.level)
    return SideFigure(float(shares.value[i]), len(side.words), ends, voiced, _rate(side, name))


def _lonely(
    before: Said, after: Said, each: Named, rows: _Rows, voiced: Floats, level: float
) -> Change:
    """Where a side has nobody: what the other one says, and no difference."""
    nothing = Interval(math.nan, math.nan, level)
    one, two = (
        _figure(share_of_people(voiced, rows.ties, level), 0, side, each.id)
        if side.words
        else SideFigure(math.nan, 0, nothing)
        for side in (before, after)
    )
    return Change(each.id, each.kind, each.label, one, two, math.nan, nothing, math.nan)


def _panel(rows: _Rows, voiced: Floats, both: Collection[str], level: float) -> list[float]:
    """p of the change among the people on both sides; ``nan`` where there are none."""
    kept = np.array([who in both for who in rows.people], bool)
    if not kept.any():
        return [math.nan] * voiced.shape[1]
    found: PeopleComparison = compare_people(
        voiced[kept], rows.later[kept], rows.ties.among(kept), level
    )
    return [float(p) for p in found.p]


def _moves(before: Said, after: Said, name: str) -> dict[str, object]:
    """The transition table of people on both sides, and who changed."""
    both = sorted(before.words.keys() & after.words.keys())
    one, two = before.voiced.get(name, {}), after.voiced.get(name, {})
    dropped = tuple(p for p in both if p in one and p not in two)
    taken_up = tuple(p for p in both if p in two and p not in one)
    kept = sum(p in one and p in two for p in both)
    return {
        "kept": kept,
        "dropped": len(dropped),
        "taken_up": len(taken_up),
        "neither": len(both) - kept - len(dropped) - len(taken_up),
        "dropped_by": dropped,
        "taken_up_by": taken_up,
    }


def _rate(side: Said, name: str) -> float:
    """Passages per 1,000 words."""
    words = sum(side.words.values())
    passages = sum(n for p, n in side.voiced.get(name, {}).items() if p in side.words)
    return 1000 * passages / words if words else math.nan
