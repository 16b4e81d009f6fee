"""Prevalence that stays right although the machine errs: turns, people, differences."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import combinations, pairwise

import numpy as np

from interviewkit.findings.correcting.audit import (
    Audit,
    Flags,
    Units,
    build_participant_units,
    build_turn_units,
    sum_clusters,
)
from interviewkit.findings.correcting.clustered import (
    PRIOR_ICC,
    Share,
    compute_influences,
    estimate_difference,
    estimate_share,
)
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


# -- what judged single turns tell of how many people voiced a code: bounds, not a share -----------


def bound_voiced_share(turns: Units, inside: Flags, found: Share | None, level: float) -> Interval:
    """The least and the largest share of *these* participants that can have voiced the code.

    Who was found to voice it did; of whom every turn was judged in vain did not. Beyond that,
    the interval of the share of turns (``found``, of these conversations) says that between
    ``low`` and ``high`` turns have the code. One person's turns can hold no more of them than
    nobody ruled out, so ``low`` turns need a number of people at least; and ``high`` turns
    are of ``high`` people at most. The bounds hold with the confidence of that interval, and
    nothing is assumed of the machine or of how turns of a person resemble each other.
    """
    if not inside.any():
        return Interval(math.nan, math.nan, level)
    names, who = np.unique(np.array(turns.speakers)[inside], return_inverse=True)
    known = turns.found[inside] > 0
    possible = known | ~turns.audited[inside]
    voiced = int((np.bincount(who, known, len(names)) > 0).sum())
    room = np.sort(np.bincount(who, possible, len(names)))[::-1]
    most = fewest = int((room > 0).sum())
    if found is not None:
        n = int(inside.sum())
        most = min(most, max(voiced, math.floor(float(found.high) * n + 1e-9)))
        least_turns = math.ceil(float(found.low) * n - 1e-9)
        fewest = int(np.searchsorted(np.cumsum(room), least_turns)) + 1 if least_turns else 0
    else:
        fewest = 0
    return Interval(min(max(voiced, fewest), most) / len(names), most / len(names), level)


# -- how many more judgements would halve an interval, if any number would -------------------------


FIRST_HALF_WIDTH = 0.05
FEWEST, MOST = 50, 400
"""What a first audit is to reach, plus or minus, and how many judgements it asks for."""


def count_units_to_halve(units: Units, inside: Flags, found: Share, *, fixed: bool) -> int | None:
    """About how many further units to judge for an interval half as long; ``None`` if none would.

    The variance has two parts. One falls as more is judged: ``sum of w²(1 - chance)(r - mean)²``
    over the audit, ``r`` the verdict less its trusted part of the score (Poisson sampling,
    C.-E. Särndal, B. Swensson, J. Wretman 1992, Model Assisted Survey Sampling, 3.5). The other
    is how people differ, and stays unless more people are asked. A quarter of the whole variance
    must be more than what stays. The whole is taken as it was seen, without what the interval
    adds to it where few people weigh much: that falls as more is judged.
    """
    judged = inside & units.audited
    n, everything = int(judged.sum()), int(inside.sum())
    if n == everything:
        return None
    weight = units.weight[judged] / units.weight[judged].sum()
    rest = units.found[judged] - float(found.trust) * units.score[judged]
    off = rest - (weight * rest).sum()
    falls = float((weight**2 * units.open[judged] * off**2).sum()) * n / max(n - 1, 1)
    known = sum_clusters(units, inside, fixed=fixed)
    ours, machines, _ = compute_influences(known)
    whole = float(((ours - float(found.trust) * machines) ** 2 * known.open * known.part).sum())
    stays = 0.0 if fixed or not whole else max(0.0, whole - falls)
    if not whole:  # all alike so far: what nobody has seen yet is as likely as one over n
        return min(n, everything - n)
    if whole / 4 <= stays:
        return None
    wanted = (whole / 4 - stays) / (whole - stays)
    needed = everything / (1 + (everything / n - 1) * wanted)
    return max(1, math.ceil(round(needed - n, 6)))


def size_first_audit(naive: float, everything: int) -> int:
    """How many random turns to judge for a first interval of about ±5 points.

    From the machine's share, as nothing else is known: ``p(1-p) (1.96 / 0.05)²``, enlarged for
    people who repeat themselves, rounded to tens and held between 50 and 400 (or all there is).
    """
    p = naive if math.isfinite(naive) else 0.5
    wanted = p * (1 - p) * (1.96 / FIRST_HALF_WIDTH) ** 2 * (1 + PRIOR_ICC)
    return min(everything, max(FEWEST, min(MOST, math.ceil(wanted / 10) * 10)))
