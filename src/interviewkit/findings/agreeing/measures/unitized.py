"""Krippendorff's alphas for units that coders cut out of a text themselves.

K. Krippendorff, Y. Mathet, S. Bouvry & A. Widlöcher (2016), On the reliability of unitizing
textual continua: further developments, Quality & Quantity 50, 2347-2364. Every coder's marks
divide the text into units, each with a value, and gaps between them; agreement is the length of
text on which values meet. Chance would lay the same units elsewhere, and never a unit over
itself; gaps have no inner structure, so each of their characters is a unit of its own.

All figures are sums over texts, so a text (a turn) is one row of sums, and resampling adds rows.

K. Krippendorff (1995), On the reliability of unitizing continuous data, Sociological Methodology
25, 47-76; (2004), Measuring the reliability of qualitative text analysis data, Quality & Quantity
38, 787-800. It weighs how far the ends of units lie apart, and what nobody else touched. Its
authors found later that it misleads with more than two coders: prefer
:mod:`findings.agreeing.measures.unitized`; this one is for comparing with older studies.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from interviewkit.findings.agreeing.measures.chance import Chance
from interviewkit.findings.agreeing.measures.ratings import Floats
from interviewkit.findings.arrays import divide

Mark = tuple[int, int, int]
"""A unit of one coder: start, end, and the place of its value, from 1; 0 is the gap."""

GAP = 0


FIELDS = ("given", "apart", "alone", "given_within", "apart_within", "within")


@dataclass(frozen=True, eq=False)
class Unitized:
    """Sums over texts by ``v`` values, the gap first; each (..., v), leading axes are resamples.

    Attributes:
        given: length on which a value meets any value of another coder.
        apart: the same times how far the two values differ.
        alone: what a value's units would contribute by meeting themselves: their lengths squared.
        given_within, apart_within: as above where units meet units, gaps left out.
        within: squared lengths of those parts of units.
        far: (v, v) how far two values differ, 0 to 1.
    """

    given: Floats
    apart: Floats
    alone: Floats
    given_within: Floats
    apart_within: Floats
    within: Floats
    far: Floats

    def u(self) -> Chance:
        """uα: do coders cut out the same stretches and give them the same values?"""
        return _chance(self.apart, self.given, self.alone, self.far)

    def bar_u(self) -> Chance:
        """|uα: do they tell units from gaps, whatever the values?"""
        marked = 1 - np.eye(len(self.far))
        marked[1:, 1:] = 0
        apart = self.given[..., 1:].sum(axis=-1) - self.given_within[..., 1:].sum(axis=-1)
        return _chance(2 * apart[..., None], self.given, self.alone, marked)

    def cu(self) -> Chance:
        """cuα: where units of two coders meet, do they have the same value? Gaps do not count."""
        return _chance(self.apart_within, self.given_within, self.within, self.far)


def _chance(apart: Floats, given: Floats, alone: Floats, far: Floats) -> Chance:
    """Observed and expected agreement: 1 less the mean distance of what meets.

    A value's own units are 0 apart, so what they take from its chance to meet itself only
    shows in the whole that the distances are divided by.
    """
    total = given.sum(axis=-1)
    by_chance = ((given @ far) * given).sum(axis=-1)
    observed = divide(apart.sum(axis=-1), total)
    expected = divide(by_chance, total**2 - alone.sum(axis=-1))
    return Chance(np.asarray(1 - observed), np.asarray(1 - expected))


def compute_unitized_alphas(sums: Floats, far: Floats) -> Unitized:
    """From added rows of :func:`sum_text`, (..., 6 * v), and the distances, (v, v)."""
    parts = np.split(sums, len(FIELDS), axis=-1)
    return Unitized(**dict(zip(FIELDS, parts, strict=True)), far=far)


def sum_text(coders: Sequence[Sequence[Mark]], length: int, far: Floats) -> Floats:
    """(6 * v,): the sums of one text, in the order of ``FIELDS``.

    ``coders`` holds the marks of every coder who has read the text, sorted and without overlap;
    ``length`` is the text's, in characters; ``far`` are the distances of values, (v, v).
    """
    sums = {name: np.zeros(len(far)) for name in FIELDS}
    covered = [fill_gaps(marks, length) for marks in coders]
    others = max(len(coders) - 1, 1)
    for mine, ours in enumerate(covered):
        for start, end, value in ours:
            # A gap counts character by character, a unit as the whole that it is.
            sums["alone"][value] += (end - start) ** 2 if value else end - start
        for theirs in covered[:mine] + covered[mine + 1 :]:
            _add_meeting(ours, theirs, far, sums, 1 / others)
    return np.concatenate([sums[name] for name in FIELDS])


def fill_gaps(marks: Sequence[Mark], length: int) -> list[Mark]:
    """The marks and the gaps between them, from 0 to ``length``."""
    found: list[Mark] = []
    at = 0
    for start, end, value in marks:
        if start > at:
            found.append((at, start, GAP))
        found.append((start, end, value))
        at = end
    if at < length:
        found.append((at, length, GAP))
    return found


def find_overlaps(ours: Sequence[Mark], theirs: Sequence[Mark]) -> Iterator[tuple[int, Mark, Mark]]:
    """Every two marks that overlap, each list sorted and without gaps, and the place of ours."""
    place = 0
    for number, mark in enumerate(ours):
        while place < len(theirs) and theirs[place][0] < mark[1]:
            yield number, mark, theirs[place]
            # It reaches beyond ours and meets our next mark too: not to be passed yet.
            if theirs[place][1] > mark[1]:
                break
            place += 1


def _add_meeting(
    ours: Sequence[Mark],
    theirs: Sequence[Mark],
    far: Floats,
    sums: Mapping[str, Floats],
    share: float,
) -> None:
    """Add, times ``share``, on which length our values meet theirs and how far they differ."""
    within = [0] * len(ours)
    for number, (start, end, value), (their_start, their_end, their_value) in find_overlaps(
        ours, theirs
    ):
        length = min(end, their_end) - max(start, their_start)
        sums["given"][value] += length * share
        sums["apart"][value] += length * share * far[value, their_value]
        if value and their_value:
            within[number] += length
            sums["given_within"][value] += length * share
            sums["apart_within"][value] += length * share * far[value, their_value]
    for (_, _, value), length in zip(ours, within, strict=True):
        sums["within"][value] += length**2 * share


# -- Krippendorff's first alpha for unitizing, by squared lengths ----------------------------------


Unit = tuple[int, int]
"""Start and end of a unit of one value."""


def compute_observed_disagreement(coders: Sequence[Sequence[Unit]], length: int) -> float:
    """Squared distances between units that overlap or that nobody else touched, for one value."""
    texts = [fill_gaps([(a, b, 1) for a, b in sorted(units)], length) for units in coders]
    m = len(texts)
    apart = sum(
        _squared(unit, other)
        for mine, ours in enumerate(texts)
        for theirs in texts[:mine] + texts[mine + 1 :]
        for _, unit, other in find_overlaps(ours, theirs)
    )
    return apart / (m * (m - 1) * length**2)


def _squared(unit: Mark, other: Mark) -> int:
    """What two that overlap differ by: two units, at both ends; a unit in a gap, by its length."""
    (start, end, value), (their_start, their_end, theirs) = unit, other
    if value and theirs:
        return (start - their_start) ** 2 + (end - their_end) ** 2
    inner, outer = (unit, other) if value else (other, unit)
    if (value or theirs) and outer[0] <= inner[0] and inner[1] <= outer[1]:
        return (inner[1] - inner[0]) ** 2
    return 0


def compute_expected_disagreement(coders: Sequence[Sequence[Unit]], length: int) -> float:
    """The same over all ways to lay one value's units and gaps beside each other."""
    m = len(coders)
    texts = [fill_gaps([(a, b, 1) for a, b in sorted(units)], length) for units in coders]
    long, many = _lengths(texts, 1)
    gaps, of_gaps = _lengths(texts, GAP)
    room = np.maximum(gaps[None, :] - long[:, None] + 1, 0) @ of_gaps
    units = (many.sum() - 1) / 3 * (2 * long**3 - 3 * long**2 + long)
    ways = m * length * (m * length - 1) - many @ (long * (long - 1))
    return float(2 / length * (many @ (units + long**2 * room)) / ways) if ways else 0.0


def _lengths(texts: Sequence[Sequence[Mark]], value: int) -> tuple[Floats, Floats]:
    """The different lengths that occur, and how often each does."""
    found = [b - a for marks in texts for a, b, v in marks if v == value]
    lengths, times = np.unique(np.array(found, np.float64), return_counts=True)
    return lengths, times.astype(np.float64)


def alpha_u(values: Sequence[Sequence[Sequence[Unit]]], length: int) -> Chance:
    """α_U over values: for each value, the units of every coder on a text of that length."""
    observed = sum(compute_observed_disagreement(coders, length) for coders in values)
    expected = sum(compute_expected_disagreement(coders, length) for coders in values)
    return Chance(np.asarray(1.0 - observed), np.asarray(1.0 - expected))
