"""Prevalence that stays right although the machine errs: turns, people, differences."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import combinations, pairwise

import numpy as np

from interviewkit.findings.agreeing.judgements_needed import count_units_to_halve
from interviewkit.findings.correcting.audit import (
    Audit,
    Flags,
    Units,
    build_participant_units,
    build_turn_units,
    sum_clusters,
)
from interviewkit.findings.correcting.clustered import Share, estimate_difference, estimate_share
from interviewkit.findings.correcting.voiced_bounds import bound_voiced_share
from interviewkit.model import Corrected, CorrectedDifference, Interval
from interviewkit.model.waves import order_waves

EVERYONE = ALL_WAVES = ""
UNITS = ("turn", "participant")
FEW_JUDGED, FEW_PEOPLE, FEWEST_APART = 20, 8, 1.5
"""Below these a row says so: the interval was held against simulation from about 12 people on."""


@dataclass(frozen=True, slots=True)
class _Cell:
    """One row with what a difference needs; ``found`` is ``None`` where no share can be given."""

    row: Corrected
    found: Share | None = None


def correct_shares(audit: Audit, unit: str = "turn", level: float = 0.95) -> list[Corrected]:
    """The corrected share of turns, or of participants, by segment and wave.

    Rows come by segment (everyone first), then by wave (all first). A participant has voiced a
    code if at least one of their turns has it. That share needs participants of whom *all* turns
    were judged (``audit.drawn``): single turns do not tell what the unjudged turns of the same
    person hold. Without them ``share`` is ``nan``, ``why`` says so, and ``bounds`` gives what
    single turns do tell of the participants in this study.

    Raises:
        ValueError: no such unit, or a level that is not between 0 and 1.
    """
    return [cell.row for cell in _cells(audit, unit, level)]


def correct_differences(
    audit: Audit, unit: str = "turn", level: float = 0.95
) -> list[CorrectedDifference]:
    """Differences of corrected shares: every two segments in every wave, then wave to next wave.

    Of two segments the second's share minus the first's; of two waves the later's minus the
    earlier's (in the order of their names), for everyone and in every segment. People who are
    on both sides are counted as such. Intervals are not widened for their number.

    Raises:
        ValueError: no such unit, or a level that is not between 0 and 1.
    """
    cells = {(cell.row.segment, cell.row.wave): cell for cell in _cells(audit, unit, level)}
    waves = list(dict.fromkeys(wave for _, wave in cells))
    across = [((a, w), (b, w)) for w in waves for a, b in combinations(audit.segments, 2)]
    along = [
        ((segment, a), (segment, b))
        for segment in (EVERYONE, *audit.segments)
        for a, b in pairwise(waves[1:])
    ]
    return [_difference(cells[a], cells[b]) for a, b in (*across, *along)]


def _cells(audit: Audit, unit: str, level: float) -> Iterator[_Cell]:
    if unit not in UNITS:
        raise ValueError(f"{unit!r} is no unit; it is one of {', '.join(UNITS)}")
    if not 0 < level < 1:
        raise ValueError(f"a level lies between 0 and 1, not at {level}")
    turns = build_turn_units(audit)
    wave_of = [audit.wave_of.get(turn, ALL_WAVES) for turn in sorted(audit.speaker_of)]
    make = _turn_cell if unit == "turn" else _people_cell
    for segment in (EVERYONE, *audit.segments):
        members = audit.segments[segment] if segment else set(turns.speakers)
        of_members = np.array([name in members for name in turns.speakers], dtype=bool)
        for wave in (ALL_WAVES, *_waves(audit, wave_of)):
            then = np.array([wave in (ALL_WAVES, each) for each in wave_of], dtype=bool)
            cell = make(audit, turns, of_members & then, level)
            yield _Cell(replace(cell.row, segment=segment, wave=wave), cell.found)


def _waves(audit: Audit, wave_of: Sequence[str]) -> Sequence[str]:
    """The waves in which anybody spoke, in the audit's order or else as their names tell it."""
    return audit.waves or order_waves(wave_of).names


def _turn_cell(audit: Audit, turns: Units, inside: Flags, level: float) -> _Cell:
    return _cell(audit, "turn", turns, inside, level)


def _people_cell(audit: Audit, turns: Units, inside: Flags, level: float) -> _Cell:
    spoke = turns.people(inside)
    units, unfinished = build_participant_units(audit, turns, inside)
    those = np.array([name in spoke for name in units.speakers], dtype=bool)
    cell = _cell(audit, "participant", units, those, level)
    late = sorted(spoke.intersection(unfinished))
    if spoke.intersection(audit.drawn) and not late:
        return cell
    why = (
        f"some turns of {', '.join(late[:3])}{' …' if len(late) > 3 else ''} are not judged yet"
        if late
        else "single turns do not tell who never voiced it; judge all turns of some participants"
    )
    judged = bool((turns.audited & inside).any())
    of_turns = estimate_share(sum_clusters(turns, inside, fixed=True), level) if judged else None
    nothing = _row(audit, "participant", units, those, level, why)
    return _Cell(replace(nothing, bounds=bound_voiced_share(turns, inside, of_turns, level)))


def _cell(audit: Audit, unit: str, units: Units, inside: Flags, level: float) -> _Cell:
    why = _why_not(audit, unit, units, inside)
    row = _row(audit, unit, units, inside, level, why)
    if why:
        return _Cell(row)
    found = estimate_share(sum_clusters(units, inside, fixed=audit.fixed), level)
    return _Cell(
        replace(
            row,
            share=float(found.value),
            interval=Interval(float(found.low), float(found.high), level),
            alone=float(found.alone),
            alone_interval=Interval(float(found.alone_low), float(found.alone_high), level),
            trust=float(found.trust),
            to_halve=count_units_to_halve(units, inside, found, fixed=audit.fixed),
            why=_careful(audit, unit, units, inside),
        ),
        found,
    )


def _row(audit: Audit, unit: str, units: Units, inside: Flags, level: float, why: str) -> Corrected:
    nothing = Interval(math.nan, math.nan, level)
    n = int(inside.sum())
    return Corrected(
        of=audit.code,
        unit=unit,
        share=math.nan,
        interval=nothing,
        naive=float(units.decided[inside].mean()) if n else math.nan,
        alone=math.nan,
        alone_interval=nothing,
        units=n,
        audited=int((units.audited & inside).sum()),
        people=len(units.people(inside)),
        why=why,
        about=audit.about,
    )


def _why_not(audit: Audit, unit: str, units: Units, inside: Flags) -> str:
    """Why no share can be given, in words; empty where it can."""
    if not inside.any():
        return "nobody spoke here"
    judged = inside & units.audited
    if not judged.any():
        return f"no {unit} was judged here"
    if not audit.fixed and units.met(judged) < FEWEST_APART:
        return f"every judged {unit} is of the same people, so how people differ is not known"
    return ""


def _careful(audit: Audit, unit: str, units: Units, inside: Flags) -> str:
    """What to be careful of in a share that can be given."""
    judged = inside & units.audited
    n, clusters = int(judged.sum()), math.floor(units.met(judged) + 0.5)
    found = units.found[judged]
    said = []
    if n < FEW_JUDGED:
        said.append(f"only {n} judged {unit}s: a first impression")
    if clusters < FEW_PEOPLE and not audit.fixed:
        said.append(f"judged in only {clusters} people or groups: another few may differ much")
    if not found.any():
        said.append(f"no judged {unit} has the code, so only the upper end says something")
    elif found.all():
        said.append(f"every judged {unit} has the code, so only the lower end says something")
    return "; ".join(said)


def _difference(a: _Cell, b: _Cell) -> CorrectedDifference:
    level = a.row.interval.level
    value, ends = math.nan, (math.nan, math.nan)
    if a.found is not None and b.found is not None:
        found = estimate_difference(a.found, b.found)
        value, ends = float(found[0]), (float(found[1]), float(found[2]))
    return CorrectedDifference(
        of=a.row.of,
        unit=a.row.unit,
        start=(a.row.segment, a.row.wave),
        to=(b.row.segment, b.row.wave),
        value=value,
        interval=Interval(*ends, level),
        naive=b.row.naive - a.row.naive,
        why="; ".join(dict.fromkeys(row.why for row in (a.row, b.row) if row.why)),
    )
