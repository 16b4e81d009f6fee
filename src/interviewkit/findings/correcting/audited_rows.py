"""What audits tell of the people in a table, and their comparison corrected by it.

Where an audit judged all turns of some people, it is known whether those voiced the theme. The
others are told by the machine, as far as it was right of those who were judged: the rectified mean
of prediction-powered inference with a tuned weight (A. N. Angelopoulos, J. C. Duchi, T. Zrnic 2023,
PPI++), person by person. Nothing is assumed of how the machine errs.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

import numpy as np
from scipy.special import stdtrit

from interviewkit.findings.arrays import Bools, Floats
from interviewkit.findings.comparing.measured_sides import MeasuredSides, estimate_variance_of_mean
from interviewkit.findings.comparing.people_difference import FEWEST, TwoSides, compute_difference
from interviewkit.findings.comparing.people_ratio import compute_ratio
from interviewkit.findings.comparing.ties import Ties
from interviewkit.findings.correcting.audit import Audit
from interviewkit.findings.correcting.clustered import compute_score_interval, tune_weight
from interviewkit.findings.correcting.corrected_people import CorrectedPeople, correct_by_turns
from interviewkit.findings.correcting.turn_errors import KINDS
from interviewkit.findings.counting.voicing import Voicing, Who

FEWEST_JUDGED = 6
"""With fewer wholly judged people on a side nothing is tested on them."""


def has_enough_judged(weight: Floats, inside: Bools) -> bool:
    """Whether both sides have people enough who were wholly judged; ``weight`` as below."""
    judged = weight > 0
    return min(int((judged & inside).sum()), int((judged & ~inside).sum())) >= FEWEST_JUDGED


def correct_by_people(
    voiced: Floats, found: Floats, weight: Floats, inside: Bools, ties: Ties, level: float = 0.95
) -> CorrectedPeople:
    """Corrected by people of whom every turn was judged.

    ``voiced`` (n, k) is the verdict (anything, of those not judged), ``found`` (n, k) what the
    machine says of each, ``weight`` (n,) one over the chance to be judged, 0 for those who were
    not.

    Raises:
        ValueError: a side has nobody who was judged.
    """
    judged = weight > 0
    if not (judged & inside).any() or not (judged & ~inside).any():
        raise ValueError("a side has nobody who was judged: there is nothing to compare")
    trust = _trust(voiced, found, weight, inside)
    parts, shares = np.empty(voiced.shape), np.empty((2, voiced.shape[1]))
    for j, here in enumerate((inside, ~inside)):
        parts[here], shares[j] = _rectified(voiced[here], found[here], weight[here], trust)
    sides = MeasuredSides.of(parts, inside, ties)
    alone = TwoSides.of(voiced[judged], inside[judged], ties.among(judged))
    people = np.array([_compute_kish_size(weight[here]) for here in (inside, ~inside)])
    # Where the machine is not trusted only those who were judged tell how people differ.
    two = replace(
        sides,
        shares=np.clip(shares, 0.0, 1.0),
        people=people,
        variance=sides.variance * _for_few(people),
        variances=sides.variances * _for_few(people),
        freedom=np.minimum(sides.freedom, alone.freedom),
        told=min(sides.known, alone.known),
    )
    ends = [
        _interval(parts[here], two.shares[j], worth, ties.among(here), level)
        for j, (here, worth) in enumerate(zip((inside, ~inside), people, strict=True))
    ]
    low, high, variances = (np.stack([each[k] for each in ends]) for k in (0, 1, 2))
    gap = compute_difference(two, level)
    return CorrectedPeople(two.shares, low, high, gap, compute_ratio(two, gap), two, variances)


def _trust(voiced: Floats, found: Floats, weight: Floats, inside: Bools) -> Floats:
    """(k,) how much the machine is believed: :func:`findings.correcting.clustered.tune_weight`."""
    ours, machines = np.zeros_like(voiced), np.zeros_like(voiced)
    for here in (inside, ~inside):
        w = weight[here, None] / weight[here].sum()
        ours[here] = w * (voiced[here] - (w * voiced[here]).sum(axis=0))
        machines[here] = w * (found[here] - (w * found[here]).sum(axis=0))
    return np.asarray(np.minimum(tune_weight(ours.T, machines.T), 1.0))


def _rectified(
    voiced: Floats, found: Floats, weight: Floats, trust: Floats
) -> tuple[Floats, Floats]:
    """Values (n, k) of one side whose means are its shares, and these (k,)."""
    w = (weight / weight.mean())[:, None]
    rest = np.where(w > 0, voiced - trust * found, 0.0)
    middle = (w * rest).mean(axis=0)
    share = trust * found.mean(axis=0) + middle
    parts = share + trust * (found - found.mean(axis=0)) + w * (rest - middle)
    return np.asarray(parts), np.asarray(share)


def _compute_kish_size(weight: Floats) -> float:
    """As many people as equally likely ones would be (L. Kish 1965)."""
    return float(weight.sum() ** 2 / (weight**2).sum())


def _for_few(people: Floats) -> float:
    """How much the spread of so few, each set against the mean of all, falls short."""
    return float((people / np.maximum(people - 1, 1.0)).max())


def _interval(
    parts: Floats, share: Floats, worth: float, ties: Ties, level: float
) -> tuple[Floats, Floats, Floats]:
    spread, freedom = estimate_variance_of_mean(parts, ties)
    within = (share * worth + 1) / (worth + 2)
    whole = np.maximum(spread * worth / max(worth - 1, 1.0), within * (1 - within) / worth)
    reach = stdtrit(np.maximum(np.minimum(freedom, worth), FEWEST), (1 + level) / 2)
    return *compute_score_interval(share, whole / (within * (1 - within)), reach), spread


FEWEST_TURNS, FEWEST_A_SIDE = 50, 15
"""With fewer judged turns an audit tells too little of the errors to correct by it."""


@dataclass(frozen=True)
class AuditedRows:
    """The audits of ``a`` things, arranged by the ``n`` rows of a table.

    Attributes:
        columns: (a,) the column of each in the table.
        turns: (a, n, 6) turns by kind, see :data:`findings.correcting.turn_errors.KINDS`.
        telling: the same, judged turns weighted by one over their chance to be judged.
        voiced, found: (a, n) 1 where people, and the machine, found it in a turn at least.
        weight: (a, n) one over the chance that all of the row's turns were judged; 0 elsewhere.
    """

    columns: tuple[int, ...]
    turns: Floats = field(repr=False)
    telling: Floats = field(repr=False)
    voiced: Floats = field(repr=False)
    found: Floats = field(repr=False)
    weight: Floats = field(repr=False)

    @classmethod
    def of(cls, table: Voicing, audits: Mapping[str, Audit]) -> AuditedRows:
        """The audits of those things of the table that have one."""
        place = {who: row for row, who in enumerate(table.who)}
        audited = [k for k, thing in enumerate(table.things) if _usable(audits.get(thing.name))]
        made = [_Arrays.of(audits[table.things[k].name], table.whose, place) for k in audited]
        n = len(table.who)
        turns, telling = (
            np.array([getattr(each, name) for each in made]).reshape(len(made), n, len(KINDS))
            for name in ("turns", "telling")
        )
        voiced, found, weight = (
            np.array([getattr(each, name) for each in made]).reshape(len(made), n)
            for name in ("voiced", "found", "weight")
        )
        return cls(tuple(audited), turns, telling, voiced, found, weight)

    def among(self, kept: Bools) -> AuditedRows:
        """The same of some rows."""
        return AuditedRows(
            self.columns,
            self.turns[:, kept],
            self.telling[:, kept],
            self.voiced[:, kept],
            self.found[:, kept],
            self.weight[:, kept],
        )

    def judged(self, place: int) -> int:
        """How many turns were judged for one of the things."""
        return int(self.turns[place, :, 2:].sum())

    def correct(self, inside: Bools, ties: Ties, level: float = 0.95) -> Corrections:
        """The corrected comparisons of the things whose audit tells enough."""
        whole: dict[bytes, list[int]] = {}
        for a, weight in enumerate(self.weight):
            if has_enough_judged(weight, inside):
                whole.setdefault(weight.tobytes(), []).append(a)
        wholly = {a for some in whole.values() for a in some}
        turns = [a for a in range(len(self.columns)) if self._has_turns(a, inside)]
        found = {}
        if some := [a for a in turns if a not in wholly]:
            by_turns = correct_by_turns(self.turns[some], self.telling[some], inside, ties, level)
            found[self._columns(some)] = by_turns
        for some in whole.values():
            found[self._columns(some)] = correct_by_people(
                self.voiced[some].T, self.found[some].T, self.weight[some[0]], inside, ties, level
            )
        return Corrections(found)

    def _columns(self, some: Sequence[int]) -> tuple[int, ...]:
        return tuple(self.columns[a] for a in some)

    def _has_turns(self, place: int, inside: Bools) -> bool:
        judged = self.turns[place, :, 2:].sum(1)
        sides = judged[inside].sum(), judged[~inside].sum()
        return bool(min(sides) >= FEWEST_A_SIDE and sum(sides) >= FEWEST_TURNS)


@dataclass(frozen=True)
class Corrections:
    """Corrected comparisons by the columns of a table that were corrected together: those with
    audits of turns, and those of which the same people were judged wholly."""

    together: Mapping[tuple[int, ...], CorrectedPeople]

    def each(self) -> Iterator[tuple[int, CorrectedPeople, int]]:
        """Every column, the comparison that holds it, and its place in that."""
        for columns, found in self.together.items():
            for place, column in enumerate(columns):
                yield column, found, place

    def put_into(self, low: Floats, high: Floats, level: float) -> tuple[Floats, Floats]:
        """Ends (k,) of intervals at a level, with those of what was corrected in their places."""
        low, high = np.array(low), np.array(high)
        for columns, found in self.together.items():
            gap = compute_difference(found.sides, level)
            low[list(columns)], high[list(columns)] = gap.low, gap.high
        return low, high


def _usable(audit: Audit | None) -> bool:
    """Whether there is one, and something that it leaves open."""
    return audit is not None and bool(audit.judged) and len(audit.judged) < len(audit.speaker_of)


@dataclass(frozen=True)
class _Arrays:
    """One audit by the rows of a table."""

    turns: Floats
    telling: Floats
    voiced: Floats
    found: Floats
    weight: Floats

    @classmethod
    def of(cls, audit: Audit, whose: Mapping[int, Who], place: Mapping[Who, int]) -> _Arrays:
        keys = [turn for turn in whose if turn in audit.speaker_of and whose[turn] in place]
        row = np.array([place[whose[turn]] for turn in keys], dtype=np.intp)
        said = audit.found
        found = np.array([turn in said for turn in keys], dtype=int)
        verdicts = [audit.judged.get(turn) for turn in keys]
        judged = np.array([each is not None for each in verdicts], dtype=bool)
        holds = np.array([each is not None and each.holds for each in verdicts], dtype=int)
        chance = np.array([each.chance if each else 1.0 for each in verdicts])
        kind = np.where(judged, 2 + found + 2 * holds, found)
        tells = _weigh_judged(chance, found, judged)
        n = len(place)
        return cls(
            _summed(row, kind, np.ones(len(keys)), n),
            _summed(row, kind, tells, n),
            (np.bincount(row, holds, n) > 0).astype(float),
            (np.bincount(row, found, n) > 0).astype(float),
            _weight_of_people(audit, keys, row, judged, place),
        )


def _summed(row: np.ndarray, kind: np.ndarray, values: Floats, n: int) -> Floats:
    total = np.zeros((n, len(KINDS)))
    np.add.at(total, (row, kind), values)
    return total


def _weigh_judged(chance: Floats, found: np.ndarray, judged: Bools) -> Floats:
    """(turns,) what each counts for: judged ones among those of which the machine says the same
    in proportion to one over their chance, and together for as many as they are worth."""
    counts = np.ones(len(chance))
    for says in (0, 1):
        here = judged & (found == says)
        weight = 1 / chance[here]
        if here.any():
            counts[here] = weight * weight.sum() / (weight**2).sum()
    return counts


def _weight_of_people(
    audit: Audit, keys: Sequence[int], row: np.ndarray, judged: Bools, place: Mapping[Who, int]
) -> Floats:
    """(n,) one over the chance with which people were drawn, where all of a row is judged."""
    whole = np.bincount(row, ~judged, len(place)) == 0
    drawn = {at: audit.drawn[audit.speaker_of[t]] for t, at in zip(keys, row.tolist(), strict=True)
             if audit.speaker_of[t] in audit.drawn}  # fmt: skip
    return np.array([1 / drawn[k] if k in drawn and whole[k] else 0.0 for k in range(len(place))])
