"""Every theme against every ordered or numeric variable, row by row."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import replace

import numpy as np

from interviewkit.findings.arrays import Bools, Floats
from interviewkit.findings.association import How, measures
from interviewkit.findings.multiplicity import adjusted_in, family_of
from interviewkit.findings.people_share import share_of_people
from interviewkit.findings.trend import Ranked, TrendTest, ranked, trend_test
from interviewkit.findings.voicing import Voicing, Who
from interviewkit.model import (
    MACHINE_UNCORRECTED,
    Interval,
    LevelShare,
    Measure,
    Tested,
    Tick,
    Trend,
    no_tick,
)

FEW_LEVELS = 7
"""With at most this many different answers the share at each is given."""

NUMBERS = "variables"
"""The family of tests with variables where none is declared for them."""

METHOD = (
    "rank-biserial correlation, DeLong's interval on the logit scale with contributions of people "
    "of one conversation added up; shares by level as for segments"
)


def trends(
    table: Voicing,
    variables: Mapping[str, Mapping[Who, float]],
    how: How = How(),  # noqa: B008 - frozen
    levels: Mapping[str, Sequence[str]] | None = None,
    tick: Tick = no_tick,
) -> list[Trend]:
    """One row a variable and code or theme, adjusted over their families.

    ``variables`` gives each person's value as a number; who is not in it did not answer and is
    left out. ``levels`` gives the words of an ordinal's values, which then count from 0.
    """
    rows: list[Trend] = []
    for name, values in variables.items():
        rows += _of_variable(table, name, values, tuple((levels or {}).get(name, ())), how)
        tick(1)
    families = [family_of(how.families, row.of, row.variable) for row in rows]
    if not how.families:
        families = [NUMBERS] * len(rows)
    codes = {thing.name: thing.codes for thing in table.things}
    same = [(codes[row.of], row.variable) for row in rows]
    tests = adjusted_in([row.tested for row in rows], families, same, how.adjust)
    return [replace(row, tested=tested) for row, tested in zip(rows, tests, strict=True)]


def _of_variable(
    table: Voicing, name: str, values: Mapping[Who, float], levels: tuple[str, ...], how: How
) -> list[Trend]:
    kept = np.array([who in values for who in table.who], dtype=bool)
    people = table.among(kept)
    x = np.array([values[who] for who in people.who], dtype=float)
    if len(x) == 0 or x.min() == x.max():
        why = "all give the same answer" if len(x) else "nobody who spoke has an answer to it"
        return [_row(people, name, x, k, None, None, how, why) for k in _columns(table)]
    voiced = people.voiced.astype(float)
    with np.errstate(divide="ignore", invalid="ignore"):
        rate = np.nan_to_num(people.passages / people.words[:, None])
    found = ranked(x, voiced, rate, people.ties, how.level)
    test = trend_test(x, voiced, people.ties)
    rows = [_row(people, name, x, k, found, test, how, "") for k in _columns(table)]
    if len(np.unique(x)) > FEW_LEVELS:
        return rows
    by_level = _levels(people, x, levels, how.level)
    return [replace(row, levels=by_level[k]) for k, row in enumerate(rows)]


def _columns(table: Voicing) -> range:
    return range(len(table.things))


def _row(
    people: Voicing,
    name: str,
    x: Floats,
    k: int,
    found: Ranked | None,
    test: TrendTest | None,
    how: How,
    why: str,
) -> Trend:
    thing, voiced = people.things[k], people.voiced[:, k]
    superiority = _measure(found, k, how.level)
    why = why or _why_not(voiced, how.min_cell, test, k)
    p = math.nan if why or test is None else float(test.p[k])
    return Trend(
        of=thing.name,
        kind=thing.kind,
        polarity=how.polarity,
        variable=name,
        unit=how.unit,
        wave=how.wave,
        people=len(x),
        voiced=int(voiced.sum()),
        superiority=superiority,
        correlation=_biserial(superiority),
        amount=float(found.amount[k]) if found else math.nan,
        voiced_median=float(np.median(x[voiced])) if voiced.any() else math.nan,
        silent_median=float(np.median(x[~voiced])) if (~voiced).any() else math.nan,
        tested=Tested(test.name, p) if test else Tested(),
        groups=people.groups,
        rests_on=how.rests_on.get(thing.name, MACHINE_UNCORRECTED),
        small=min(int(voiced.sum()), int((~voiced).sum())) < how.min_cell,
        why=why,
        method=METHOD,
    )


def _measure(found: Ranked | None, k: int, level: float) -> Measure:
    if found is None:
        return Measure.nothing(level)
    ends = Interval(float(found.low[k]), float(found.high[k]), level)
    return Measure(float(found.superiority[k]), ends)


def _biserial(of: Measure) -> Measure:
    """A probability of superiority as a rank-biserial correlation: twice it, less one.

    G. V. Glass (1966), Note on rank biserial correlation, Educ. Psychol. Measurement 26, 623-631.
    """
    ends = of.interval
    return Measure(2 * of.value - 1, Interval(2 * ends.low - 1, 2 * ends.high - 1, ends.level))


def _why_not(voiced: Bools, least: int, test: TrendTest | None, k: int) -> str:
    n, yes = len(voiced), int(voiced.sum())
    if yes in (0, n):
        return "nobody voiced it" if yes == 0 else "everyone voiced it"
    if min(yes, n - yes) < least:
        which = "voiced it" if yes < n - yes else "did not voice it"
        return f"only {min(yes, n - yes)} {which}; fewer than {least} people are not tested"
    if test is not None and math.isnan(float(test.p[k])):
        return "too few conversations to tell anything"
    return ""


def _levels(
    people: Voicing, x: Floats, words: tuple[str, ...], level: float
) -> list[tuple[LevelShare, ...]]:
    """For each thing the shares of people at each value of a variable."""
    found: list[list[LevelShare]] = [[] for _ in people.things]
    for value in np.unique(x):
        at = x == value
        voiced = people.voiced[at].astype(float)
        some = share_of_people(voiced, people.ties.among(at), level)
        label = words[int(value)] if words else f"{value:g}"
        ends = measures((some.value, some.low, some.high), level)
        for k, measure in enumerate(ends):
            found[k].append(LevelShare(label, int(at.sum()), int(voiced[:, k].sum()), measure))
    return [tuple(each) for each in found]
