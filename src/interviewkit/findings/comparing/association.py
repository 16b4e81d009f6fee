"""Every theme against every segment, with people as units and conversations as what may vary."""

from __future__ import annotations

import math
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np

from interviewkit.findings.arrays import Bools, Floats, divide
from interviewkit.findings.comparing.allowances import Allowing
from interviewkit.findings.comparing.comparison import METHOD, PeopleComparison, compare_people
from interviewkit.findings.comparing.family import Adjusting, Compared, Family, Posed
from interviewkit.findings.comparing.people_difference import compute_difference
from interviewkit.findings.comparing.people_share import PeopleShare, estimate_people_share
from interviewkit.findings.comparing.power import find_detectable
from interviewkit.findings.comparing.testability import explain_untested, list_cautions
from interviewkit.findings.correcting.audit import Audit
from interviewkit.findings.correcting.audited_rows import AuditedRows, Corrections
from interviewkit.findings.counting.rates import Ends, compare_rates, compute_rates
from interviewkit.findings.counting.voicing import Voicing, Who
from interviewkit.model import (
    MACHINE_UNCORRECTED,
    PARTICIPANT,
    Association,
    Detectable,
    Interval,
    Measure,
    Side,
    Tested,
    Tick,
    ignore_tick,
)
from interviewkit.model.association import HOLM


@dataclass(frozen=True, slots=True)
class Sides:
    """Who belongs to a segment and who certainly does not; who is in neither did not answer.

    ``against`` names the segment that the outside is, empty for everyone else, ``segment`` the one
    that the inside is, where the comparison goes by another name. ``words`` are what the inside
    and the outside are called.
    """

    inside: Collection[Who]
    outside: Collection[Who]
    against: str = ""
    note: str = ""
    words: tuple[str, str] = ("inside", "outside")
    segment: str = ""


@dataclass(frozen=True, slots=True)
class AssociationSettings:
    """How it is tested; see :class:`InferenceSettings`.

    ``rests_on`` says, for each code or theme, whose codings its rows are made from;
    ``constructed``, for a code or theme and a segment or variable, why it is true by construction;
    ``audits`` what people judged by chance of what a machine coded.
    """

    level: float = 0.95
    adjust: str = HOLM
    families: tuple[Family, ...] = ()
    min_cell: int = 5
    power: float = 0.8
    unit: str = PARTICIPANT
    wave: str = ""
    polarity: str = ""
    rests_on: Mapping[str, str] = field(default_factory=dict)
    constructed: Mapping[tuple[str, str], str] = field(default_factory=dict)
    audits: Mapping[str, Audit] = field(default_factory=dict)

    @property
    def alpha(self) -> float:
        return round(1 - self.level, 10)

    @property
    def adjusting(self) -> Adjusting:
        return Adjusting(self.adjust, self.level, self.families)


def pose_associations(
    table: Voicing,
    segments: Mapping[str, Sides],
    how: AssociationSettings = AssociationSettings(),
    tick: Tick = ignore_tick,
) -> list[Compared[Association]]:
    """One comparison a segment, of every code or theme in this order, before anything is adjusted.

    A row with an empty side, with fewer than ``how.min_cell`` people on one, or with something
    that all or none voiced, is not tested and takes part in no family.
    """
    found, audits = [], AuditedRows.of(table, how.audits)
    for name, each in segments.items():
        found.append(_pose_segment(table, name, each, how, audits))
        tick(1)
    return found


def _pose_segment(
    table: Voicing, segment: str, each: Sides, how: AssociationSettings, audits: AuditedRows
) -> Compared[Association]:
    inside = np.array([who in each.inside for who in table.who], dtype=bool)
    outside = np.array([who in each.outside for who in table.who], dtype=bool) & ~inside
    kept = inside | outside
    people, inside = table.among(kept), inside[kept]
    n = (int(inside.sum()), int((~inside).sum()))
    of = tuple(thing.name for thing in table.things)
    if min(n) == 0:
        rows = _empty(table, segment, each, people, inside, how)
        return Compared(rows, Posed(segment, of, np.full(len(of), np.nan)))
    found = compare_people(people.voiced.astype(float), inside, people.ties, how.level)
    figures = _Figures.of(people, inside, found, how)
    rows = [_row(people, segment, each, found, figures, column, how) for column in range(len(of))]
    allowing = Allowing(people, inside, audits.among(kept), each.words, how.level)
    rows, corrected = allowing.rows(rows)
    return Compared(rows, _posed(rows, people, inside, found, corrected, how))


def _posed(
    rows: Sequence[Association],
    people: Voicing,
    inside: Bools,
    found: PeopleComparison,
    corrected: Corrections,
    how: AssociationSettings,
) -> Posed:
    """What is tested, told by its codes and by who is on which side: one test may stand in several
    rows, as that of a theme and of its only code, of a segment and of everyone else."""
    who = list(zip(people.who, inside, strict=True))
    sides = frozenset(frozenset(one for one, at in who if at == side) for side in (True, False))
    asked = (how.unit, how.wave, how.polarity)
    p = np.array([row.tested.p for row in rows], dtype=float)

    def ends(level: float) -> tuple[Floats, Floats]:
        gap = compute_difference(found.sides, level)
        return corrected.put_into(gap.low, gap.high, level)

    same = tuple((thing.codes, sides, asked) for thing in people.things)
    return Posed(rows[0].segment, tuple(row.of for row in rows), p, same, ends)


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
    def of(
        cls, people: Voicing, inside: Bools, found: PeopleComparison, how: AssociationSettings
    ) -> _Figures:
        masks, level = (inside, ~inside), how.level
        spoken = [
            compute_rates(people.passages[m], people.words[m], met, level)
            for m, met in zip(masks, found.ties, strict=True)
        ]
        in_, out = (
            _sides(people, m, s, build_measures(r, level))
            for m, s, r in zip(masks, (found.inside, found.outside), spoken, strict=True)
        )
        gap, ratio = found.difference, found.ratio
        return cls(
            in_,
            out,
            build_measures((gap.value, gap.low, gap.high), level),
            build_measures((ratio.value, ratio.low, ratio.high), level),
            _odds_ratios(found, level),
            build_measures(compare_rates(spoken[0], spoken[1]), level),
            find_detectable(found, alpha=how.alpha, power=how.power),
        )


def build_measures(ends: Ends, level: float = 0.95) -> list[Measure]:
    """One :class:`Measure` a value."""
    return [
        Measure(float(value), Interval(float(low), float(high), level))
        for value, low, high in zip(*ends, strict=True)
    ]


def _odds_ratios(found: PeopleComparison, level: float) -> list[Measure]:
    """The odds inside over the odds outside: the figure alone, as the interval is the ratio's."""
    odds = divide(found.sides.shares, 1 - found.sides.shares)
    value = divide(odds[0], odds[1])
    none = np.full_like(value, math.nan)
    return build_measures((value, none, none), level)


def _sides(people: Voicing, mask: Bools, found: PeopleShare, rate: Sequence[Measure]) -> list[Side]:
    share = build_measures((found.value, found.low, found.high), found.level)
    voiced, asked = people.voiced[mask], people.asked[mask]
    kept = [who for who, kept in zip(people.who, mask, strict=True) if kept]
    names = [f"{name} ({wave})" if wave else name for name, wave in kept]
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
            effective_n=float(found.effective_n[k]),
        )
        for k in range(len(people.things))
    ]


def _row(
    people: Voicing,
    segment: str,
    each: Sides,
    found: PeopleComparison,
    figures: _Figures,
    k: int,
    how: AssociationSettings,
) -> Association:
    thing, inside, outside = people.things[k], figures.inside[k], figures.outside[k]
    why = explain_untested(inside, outside, how.min_cell, tells=found.tells, words=each.words)
    why = how.constructed.get((thing.name, segment), "") or why
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
        notes=list_cautions(
            inside, outside, found.freedom if found.tells else math.nan, each.words
        ),
        method=METHOD,
    )


def _empty(
    table: Voicing,
    segment: str,
    each: Sides,
    people: Voicing,
    inside: Bools,
    how: AssociationSettings,
) -> list[Association]:
    """Rows for a segment that has nobody on one side."""
    nothing = Measure.nothing(how.level)
    nobody = each.words[0] if not inside.any() else each.words[1]
    if not len(inside):
        nobody = " or ".join(each.words)
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
    found = estimate_people_share(people.voiced.astype(float), people.ties, level)
    spoken = compute_rates(people.passages, people.words, people.ties, level)
    return _sides(people, everyone, found, build_measures(spoken, level))
