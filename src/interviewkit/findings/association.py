"""Every theme against every segment, with people as units and conversations as what may vary."""

from __future__ import annotations

import math
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace

import numpy as np

from interviewkit.findings.arrays import Bools, Floats
from interviewkit.findings.comparison import METHOD, PeopleComparison, compare_people
from interviewkit.findings.multiplicity import Family, adjusted_in, family_of
from interviewkit.findings.people_share import share_of_people
from interviewkit.findings.power import detectable
from interviewkit.findings.rates import Ends, rates, ratio_of_rates
from interviewkit.findings.seen import cautions, why_not
from interviewkit.findings.voicing import Voicing, Who
from interviewkit.model import (
    MACHINE_UNCORRECTED,
    PARTICIPANT,
    Association,
    Corrected,
    CorrectedDifference,
    Detectable,
    Interval,
    Measure,
    Side,
    Tested,
    Tick,
    no_tick,
)
from interviewkit.model.association import CORRECTED, HOLM


@dataclass(frozen=True, slots=True)
class Sides:
    """Who belongs to a segment and who certainly does not; who is in neither did not answer.

    ``against`` names the segment that the outside is, empty for everyone else.
    """

    inside: Collection[Who]
    outside: Collection[Who]
    against: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class How:
    """How it is tested; see :class:`InferenceSettings`. ``rests_on`` says, for each code or theme,
    whose codings its rows are made from."""

    level: float = 0.95
    adjust: str = HOLM
    families: tuple[Family, ...] = ()
    min_cell: int = 5
    power: float = 0.8
    unit: str = PARTICIPANT
    wave: str = ""
    polarity: str = ""
    rests_on: Mapping[str, str] = field(default_factory=dict)

    @property
    def alpha(self) -> float:
        return round(1 - self.level, 10)


def associations(
    table: Voicing,
    segments: Mapping[str, Sides],
    how: How = How(),
    tick: Tick = no_tick,
) -> list[Association]:
    """One row a segment and code or theme, in this order, adjusted over their families.

    A row with an empty side, with fewer than ``how.min_cell`` people on one, or with something
    that all or none voiced, is not tested and takes part in no family.
    """
    rows: list[Association] = []
    for name, each in segments.items():
        rows += _of_segment(table, name, each, how)
        tick(1)
    return in_families(rows, table, segments, how)


def in_families(
    rows: Sequence[Association], table: Voicing, segments: Mapping[str, Sides], how: How
) -> list[Association]:
    """The rows with the p-values of each family adjusted.

    One comparison may stand in several rows: that of a theme and of its only code, of a segment
    and of the one that is everyone else. It is one test and counts once.
    """
    codes = {thing.name: thing.codes for thing in table.things}
    who = set(table.who)
    people = {
        name: frozenset({frozenset(who & {*each.inside}), frozenset(who & {*each.outside})})
        for name, each in segments.items()
    }
    families = [family_of(how.families, row.of, row.segment) for row in rows]
    same = [(codes[row.of], people[row.segment]) for row in rows]
    tests = adjusted_in([row.tested for row in rows], families, same, how.adjust)
    return [replace(row, tested=tested) for row, tested in zip(rows, tests, strict=True)]


def with_corrections(
    rows: Sequence[Association],
    shares_: Sequence[Corrected],
    differences: Sequence[CorrectedDifference] = (),
) -> list[Association]:
    """The rows with shares of people that an audit corrected, where there are such.

    ``shares_`` name the segment itself for the inside and ``not SEGMENT`` (or the segment that it
    is against) for the outside; only shares of participants fit. p-values stay those of the
    machine's codings: they are right where its errors do not depend on the segment, and the
    corrected difference's interval is right in any case.
    """
    known = {
        (each.of, each.segment, each.wave): each
        for each in shares_
        if each.unit == "participant" and not math.isnan(each.share)
    }
    gaps = {
        (each.of, each.start, each.to): each for each in differences if each.unit == "participant"
    }
    found = []
    for row in rows:
        other = outside_name(row.segment, row.against)
        inside = known.get((row.of, row.segment, row.wave))
        outside = known.get((row.of, other, row.wave))
        gap = gaps.get((row.of, (other, row.wave), (row.segment, row.wave)))
        if inside or outside or gap:
            row = replace(
                row,
                corrected_inside=inside,
                corrected_outside=outside,
                corrected=gap,
                rests_on=CORRECTED,
            )
        found.append(row)
    return found


def outside_name(segment: str, against: str = "") -> str:
    """What the outside of a segment is called where it needs a name of its own."""
    return against or f"not {segment}"


def _of_segment(table: Voicing, segment: str, each: Sides, how: How) -> list[Association]:
    inside = np.array([who in each.inside for who in table.who], dtype=bool)
    outside = np.array([who in each.outside for who in table.who], dtype=bool) & ~inside
    kept = inside | outside
    people, inside = table.among(kept), inside[kept]
    n = (int(inside.sum()), int((~inside).sum()))
    if min(n) == 0:
        return _empty(table, segment, each, people, inside, how)
    found = compare_people(people.voiced.astype(float), inside, people.ties, how.level)
    figures = _Figures.of(people, inside, found, how)
    return [
        _row(people, segment, each, found, figures, column, how)
        for column in range(len(people.things))
    ]


@dataclass(frozen=True)
class _Figures:
    """What is computed for all things of a segment at once."""

    inside: list[Side]
    outside: list[Side]
    difference: list[Measure]
    risk: list[Measure]
    odds: list[Measure]
    rate: list[Measure]
    detectable: list[Detectable]

    @classmethod
    def of(cls, people: Voicing, inside: Bools, found: PeopleComparison, how: How) -> _Figures:
        masks, level = (inside, ~inside), how.level
        spoken = [
            rates(people.passages[m], people.words[m], met, level)
            for m, met in zip(masks, found.ties, strict=True)
        ]
        in_, out = (
            _sides(people, m, measures((s.value, s.low, s.high), level), measures(r, level))
            for m, s, r in zip(masks, (found.inside, found.outside), spoken, strict=True)
        )
        gap, ratio = found.difference, found.ratio
        return cls(
            in_,
            out,
            measures((gap.value, gap.low, gap.high), level),
            measures((ratio.value, ratio.low, ratio.high), level),
            _odds_ratios(found, level),
            measures(ratio_of_rates(spoken[0], spoken[1]), level),
            detectable(found, alpha=how.alpha, power=how.power),
        )


def measures(ends: Ends, level: float = 0.95) -> list[Measure]:
    """One :class:`Measure` a value."""
    return [
        Measure(float(value), Interval(float(low), float(high), level))
        for value, low, high in zip(*ends, strict=True)
    ]


def _odds_ratios(found: PeopleComparison, level: float) -> list[Measure]:
    """The odds inside over the odds outside: the figure alone, as the interval is the ratio's."""
    with np.errstate(divide="ignore", invalid="ignore"):
        odds = found.sides.shares / (1 - found.sides.shares)
        value: Floats = odds[0] / odds[1]
    none = np.full_like(value, math.nan)
    return measures((value, none, none), level)


def _sides(
    people: Voicing, mask: Bools, share: Sequence[Measure], rate: Sequence[Measure]
) -> list[Side]:
    voiced, asked = people.voiced[mask], people.asked[mask]
    names = [_name(who) for who, kept in zip(people.who, mask, strict=True) if kept]
    n, words = len(names), int(people.words[mask].sum())
    counts, put = voiced.sum(axis=0), asked.sum(axis=0)
    passages = people.passages[mask].sum(axis=0)
    silent = asked & ~voiced
    return [
        Side(
            people=n,
            voiced=int(counts[k]),
            asked=int(put[k]),
            share=share[k],
            rate=rate[k],
            passages=int(passages[k]),
            words=words,
            silent=tuple(names[i] for i in np.flatnonzero(silent[:, k])),
        )
        for k in range(len(people.things))
    ]


def _name(who: Who) -> str:
    return f"{who[0]} ({who[1]})" if who[1] else who[0]


def _row(
    people: Voicing,
    segment: str,
    each: Sides,
    found: PeopleComparison,
    figures: _Figures,
    k: int,
    how: How,
) -> Association:
    thing, inside, outside = people.things[k], figures.inside[k], figures.outside[k]
    why = why_not(inside, outside, how.min_cell, tells=found.tells)
    small = min(inside.people, outside.people) < how.min_cell
    return Association(
        of=thing.name,
        kind=thing.kind,
        polarity=how.polarity,
        segment=segment,
        against=each.against,
        unit=how.unit,
        wave=how.wave,
        inside=inside,
        outside=outside,
        difference=figures.difference[k],
        risk_ratio=figures.risk[k],
        odds_ratio=figures.odds[k],
        rate_ratio=figures.rate[k],
        tested=Tested(found.test, math.nan if why else float(found.p[k])),
        groups=people.groups,
        design=found.layout,
        detectable=None if small else figures.detectable[k],
        rests_on=how.rests_on.get(thing.name, MACHINE_UNCORRECTED),
        small=small,
        why=why,
        notes=cautions(inside, outside, found.freedom),
        method=METHOD,
    )


def _empty(
    table: Voicing, segment: str, each: Sides, people: Voicing, inside: Bools, how: How
) -> list[Association]:
    """Rows for a segment that has nobody on one side."""
    nothing = Measure.nothing(how.level)
    nobody = "inside" if not inside.any() else "outside"
    if not len(inside):
        nobody = "inside or outside"
    why = each.note or f"nobody who spoke is {nobody}, so there is nothing to compare"
    full = _one_side(people, how.level) if len(inside) else None
    none = Side(0, 0, 0, nothing, Measure(math.nan, Interval(math.nan, math.nan, how.level)))
    return [
        Association(
            of=thing.name,
            kind=thing.kind,
            polarity=how.polarity,
            segment=segment,
            against=each.against,
            unit=how.unit,
            wave=how.wave,
            inside=full[k] if full and inside.any() else none,
            outside=full[k] if full and not inside.any() else none,
            difference=nothing,
            risk_ratio=nothing,
            odds_ratio=nothing,
            rate_ratio=nothing,
            tested=Tested(),
            groups=people.groups,
            rests_on=how.rests_on.get(thing.name, MACHINE_UNCORRECTED),
            small=True,
            why=why,
        )
        for k, thing in enumerate(table.things)
    ]


def _one_side(people: Voicing, level: float) -> list[Side]:
    everyone = np.ones(len(people.who), dtype=bool)
    found = share_of_people(people.voiced.astype(float), people.ties, level)
    spoken = rates(people.passages, people.words, people.ties, level)
    ends = (found.value, found.low, found.high)
    return _sides(people, everyone, measures(ends, level), measures(spoken, level))
