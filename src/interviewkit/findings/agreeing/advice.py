"""What a row of agreement needs said beside it, and what more coding would do for it."""

from __future__ import annotations

import math
from statistics import NormalDist

from interviewkit.model import Agreement, Interval
from interviewkit.wording.numbers import count, decimal, short

WANTED = 0.1
"""Half the width of an interval that is narrow enough to go by."""


def count_people_needed(interval: Interval, people: int, wanted: float = WANTED) -> int:
    """With how many people the interval would reach plus or minus ``wanted``, if all go on alike.

    The width falls with the root of the number of people.
    """
    half = (interval.high - interval.low) / 2
    return math.ceil(people * (half / wanted) ** 2)


def count_units_needed(
    prevalence: float, kappa: float, wanted: float = WANTED, level: float = 0.95
) -> int:
    """How many units two coders must judge for an interval of plus or minus ``wanted``.

    For units that are independent of each other (people who speak more than once need more), of
    which coders find the code in the share ``prevalence`` and agree by ``kappa``: the large-sample
    variance of kappa for two values, D. A. Bloch & H. C. Kraemer (1989), 2 x 2 kappa coefficients,
    Biometrics 45, 269-287; A. Donner & M. Eliasziw (1992), Statistics in Medicine 11, 1511-1519.

    Raises:
        ValueError: the prevalence is not between 0 and 1, or kappa is above 1.
    """
    if not 0 < prevalence < 1 or not -1 <= kappa <= 1:
        raise ValueError(f"no code has prevalence {prevalence} and kappa {kappa}")
    spread = 2 * prevalence * (1 - prevalence)
    variance = (1 - kappa) * ((1 - kappa) * (1 - 2 * kappa) + kappa * (2 - kappa) / spread)
    return math.ceil(variance * (NormalDist().inv_cdf((1 + level) / 2) / wanted) ** 2)


FEW_PEOPLE = 10
FEW_FOUND = 10
USUAL_KAPPA = 0.7
"""Taken for kappa where it cannot be told yet."""


def list_notes(row: Agreement) -> tuple[str, ...]:
    """Cautions, the gravest first; nothing is said of a row without faults."""
    notes = [row.why_undefined] if row.why_undefined else []
    if not row.n:
        return tuple(notes)
    if 0 < row.found < FEW_FOUND:
        notes.append(f"found in {row.found} of {row.n} {_units(row)} only")
    if idle := _found_nothing(row):
        notes.append(f"{idle} found it nowhere, so kappa is 0 whatever the other found")
    if row.found and row.both + row.neither == row.n and not row.why_undefined:
        notes.append("no disagreement was seen, which is no proof that there is none")
    if row.measures and row.measure("percent").interval is None:
        if row.people < 2:
            notes.append("no interval: it needs two people or more")
    elif row.people < FEW_PEOPLE:
        notes.append(f"an interval from {row.people} people is rough")
    return tuple(notes)


def advise_coding(row: Agreement, wanted: float = WANTED) -> str:
    """How much double coding would bring kappa to within ``wanted``; empty if it is there."""
    if not row.n:
        return ""
    if not row.found:
        return "draw more text in which this is likely to be found"
    found = row.measure("kappa")
    if found.interval is None or found.interval.low == found.interval.high:
        share = min(max(row.found / row.n, 0.01), 0.99)
        needed = count_units_needed(share, USUAL_KAPPA, wanted)
        return f"about {count(needed)} {_units(row)} of many people would give ±{short(wanted)}"
    half = (found.interval.high - found.interval.low) / 2
    if half <= wanted:
        return ""
    needed = count_people_needed(found.interval, row.people, wanted)
    return (
        f"kappa is known to ±{decimal(half)} from {row.people} people; "
        f"about {count(needed)} like them would give ±{short(wanted)}"
    )


def _found_nothing(row: Agreement) -> str:
    """Of two coders the one who found it in no unit where the other did; empty if both did."""
    if len(row.coders) != 2 or row.values != "presence" or row.both:
        return ""
    by = {row.coders[0]: row.only_a, row.coders[1]: row.only_b}
    idle = [name for name, n in by.items() if not n]
    return idle[0] if len(idle) == 1 else ""


def _units(row: Agreement) -> str:
    return {"participant": "participants"}.get(row.unit, f"{row.unit}s")
