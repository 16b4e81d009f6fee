"""Rows of a comparison that allow for a machine's errors and for unequal talk.

Where an audit tells of the errors, what is tested is corrected. Where none does, the row says how
many errors would explain what it shows. Where one side talked more, shares at equal words stand
beside.

A machine that finds a theme falsely at a rate a turn finds it at least once in somebody with ``n``
turns with the chance ``1 − (1 − rate)^n``: more often in whoever talks more, though it errs as
often in every turn. Taking that off both sides (W. J. Rogan, B. Gladen 1978, American Journal of
Epidemiology 107, 71-76, person by person) shows what the rate would leave of the difference.

Whoever says more has more occasions to raise something. Ecologists meet the same where one net
catches more than the other, and ask how many species a smaller catch would have held: rarefaction
(S. H. Hurlbert 1971, Ecology 52, 577-586). Here the catch is what a person said. Of somebody with
``k`` passages who keeps a random part of their words, at least one passage is kept with the chance
``1 − (1 − part)^k`` (B. D. Coleman 1981, Mathematical Biosciences 54, 191-215: passages fall into
the part independently, as it is many words). Both sides keep equally much, rank by rank: the most
talkative of one side is cut to the words of the most talkative of the other or the other way round,
and so on down to the most silent.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from scipy.special import stdtr

from interviewkit.findings.arrays import Bools, Floats
from interviewkit.findings.comparing.measured_sides import MeasuredSides
from interviewkit.findings.comparing.people_difference import PeopleDifference, compute_difference
from interviewkit.findings.comparing.ties import Ties
from interviewkit.findings.correcting.audited_rows import AuditedRows, Corrections
from interviewkit.findings.correcting.corrected_people import CorrectedPeople
from interviewkit.findings.counting.voicing import Voicing
from interviewkit.model import (
    PERSONS_CODINGS,
    Association,
    Corrected,
    CorrectedDifference,
    EqualWords,
    Interval,
    Measure,
    Sensitivity,
)
from interviewkit.model.association import CORRECTED
from interviewkit.wording.numbers import in_hundred, points_named, ratio
from interviewkit.wording.sentences import describe_equal_words, describe_false_finds

UNEVEN = 1.2
"""From this ratio of words a person on the comparison at equal words is shown."""


@dataclass(frozen=True)
class AtEqualWords:
    """Shares (2, k) of people, inside and outside, at as many words each, and their difference.

    ``words`` is how many a person keeps on average, ``ratio`` how many times as many words a person
    said inside as outside.
    """

    shares: Floats
    difference: PeopleDifference
    words: float
    ratio: float


def is_talk_unequal(words: Floats, inside: Bools) -> bool:
    """Whether a person on one side said more than a fifth more words."""
    one, two = words[inside].mean(), words[~inside].mean()
    return bool(min(one, two) > 0 and max(one, two) >= UNEVEN * min(one, two))


def compare_at_equal_words(
    passages: Floats, words: Floats, inside: Bools, ties: Ties, level: float = 0.95
) -> AtEqualWords | None:
    """Those inside against the others; ``passages`` is (n, k), ``words`` and ``inside`` (n,).

    ``None`` where nobody on a side said anything. The interval holds every difference that the
    test does not reject, as for shares of people (:mod:`findings.comparing.people_difference`).
    """
    if not (words[inside].sum() and words[~inside].sum()):
        return None
    kept = count_words_kept(words, inside)
    part = np.divide(kept, words, out=np.zeros_like(kept), where=words > 0)
    # The chance that at least one passage is among the words kept: drawing them would add noise.
    voiced = 1 - (1 - np.minimum(part, 1.0))[:, None] ** passages
    sides = MeasuredSides.of(voiced, inside, ties)
    ratio = float(words[inside].mean() / words[~inside].mean())
    return AtEqualWords(sides.shares, compute_difference(sides, level), float(kept.mean()), ratio)


def count_words_kept(words: Floats, inside: Bools) -> Floats:
    """(n,) how many words each keeps: no more than whoever has the same rank on the other side."""
    kept = np.empty_like(words)
    for here in (inside, ~inside):
        # Rank by rank both sides keep the same spread of words, not only the same mean.
        ranks = (np.argsort(np.argsort(words[here], kind="stable")) + 0.5) / here.sum()
        there = np.sort(words[~here])
        places = (np.arange(len(there)) + 0.5) / len(there)
        kept[here] = np.minimum(words[here], np.interp(ranks, places, there))
    return kept


RATES = np.concatenate([[0.0], np.geomspace(0.001, 0.2, 30)])
"""False finds a turn that are tried: up to one in five turns without the theme."""


@dataclass(frozen=True)
class FalseFinds:
    """What rates of false finds a turn do to ``k`` differences; each array is (k,).

    ``chance`` is the lowest rate, equal on both sides, at which the difference could be chance
    alone, and ``gone`` the lowest at which it is gone or turned; ``nan`` where no rate up to one in
    five does. ``unequal`` is the rate on the side with more that makes the whole difference where
    the machine finds nothing falsely on the other; ``nan`` without a difference. ``turns`` are how
    many a person has inside and outside.
    """

    chance: Floats
    gone: Floats
    unequal: Floats
    turns: tuple[float, float]


def find_explaining_rates(
    voiced: Floats, turns: Floats, inside: Bools, ties: Ties, level: float = 0.95
) -> FalseFinds:
    """The rates for a table of people: ``voiced`` (n, k), ``turns`` and ``inside`` (n,)."""
    observed = voiced[inside].mean(0) - voiced[~inside].mean(0)
    left, p = _without_false_finds(voiced, turns, inside, ties)
    return FalseFinds(
        _find_first_rate(p >= 1 - level),
        _find_first_rate(np.sign(observed) * left <= 0),
        _unequal(observed, voiced, turns, inside),
        (float(turns[inside].mean()), float(turns[~inside].mean())),
    )


def _without_false_finds(
    voiced: Floats, turns: Floats, inside: Bools, ties: Ties
) -> tuple[Floats, Floats]:
    """(rates, k) the difference once each of the rates is taken off, and its p."""
    # Whoever has more turns is more often found falsely at least once.
    false = 1 - (1 - RATES) ** turns[:, None]
    n, k = voiced.shape
    parts, shares = np.empty((n, len(RATES), k)), np.empty((2, len(RATES), k))
    for j, here in enumerate((inside, ~inside)):
        more = voiced[here][:, None, :] - false[here][:, :, None]
        right = (1 - false[here])[:, :, None]
        # The share under which as many are found as were found.
        shares[j] = more.sum(0) / right.sum(0)
        parts[here] = shares[j] + (more - shares[j] * right) / right.mean(0)
    both = MeasuredSides.of(parts.reshape(n, -1), inside, ties)
    sides = replace(both, shares=np.clip(shares, 0, 1).reshape(2, -1))
    off = np.abs(sides.t(np.zeros_like(sides.value)))
    p = 2 * stdtr(sides.freedom, -off)
    return sides.value.reshape(-1, k), np.asarray(p).reshape(-1, k)


def _find_first_rate(reached: Bools) -> Floats:
    """(k,) the first rate from which on it is so; ``nan`` where it never is."""
    place = reached.argmax(0)
    return np.asarray(np.where(reached.any(0), RATES[place], np.nan))


def _unequal(observed: Floats, voiced: Floats, turns: Floats, inside: Bools) -> Floats:
    """(k,) the rate on the side with more that alone makes the difference."""
    missed = (1 - RATES[:, None]) ** turns
    found = np.full(len(observed), np.nan)
    for k in np.flatnonzero(observed).tolist():
        here = inside if observed[k] > 0 else ~inside
        share = voiced[here, k].mean()
        # The share of the other side, taken for the truth of both.
        truth = share - abs(observed[k])
        made = 1 - (1 - truth) * missed[:, here].mean(1)
        if made[-1] >= share:
            found[k] = np.interp(share, made, RATES)
    return found


BY_TURNS = "t test, machine codes corrected by an audit of turns"
BY_PEOPLE = "t test, machine codes corrected by an audit of whole people"

HOW_CORRECTED = {
    BY_TURNS: "shares of people under which finds and verdicts are likeliest; t interval",
    BY_PEOPLE: "prediction-powered, person by person; t interval",
}
WORTH_SAYING = 0.05
"""From this difference on a row says what would explain it, though chance does."""

CODED = ("code", "theme")
"""What a machine codes; topics are counted and have no errors of this kind."""


@dataclass(frozen=True)
class Allowing:
    """One comparison: its people, who of them is inside, what audits tell, the sides' names."""

    people: Voicing
    inside: Bools
    audits: AuditedRows
    names: tuple[str, str]
    level: float

    def rows(self, rows: Sequence[Association]) -> tuple[list[Association], Corrections]:
        """The rows with what each can say, and what corrected them."""
        corrected, told = self.audits.correct(self.inside, self.people.ties, self.level), list(rows)
        for k, found, place in corrected.each():
            if rows[k].tested.done:
                told[k] = self._corrected(rows[k], found, place, k)
        told = self._with_sensitivity(told)
        return self._with_equal_words(told), corrected

    def _corrected(
        self, row: Association, found: CorrectedPeople, place: int, k: int
    ) -> Association:
        test = BY_TURNS if found.errors else BY_PEOPLE
        gap, names = found.difference, (row.segment, row.against or f"not {row.segment}")
        value, p = float(gap.value[place]), float(gap.p[place])
        ends = Interval(float(gap.low[place]), float(gap.high[place]), self.level)
        ratio = found.ratio
        times = Interval(float(ratio.low[place]), float(ratio.high[place]), self.level)
        start, to = ((name, row.wave) for name in names[::-1])
        difference = CorrectedDifference(
            row.of, "participant", start, to, value, ends, row.difference.value,
            method=HOW_CORRECTED[test], p=p,
        )  # fmt: skip
        judged = self._judged(k, found, place)
        coded = points_named(row.difference.value)
        note = f"difference and p are corrected by {judged}; as coded it is {coded}"
        return replace(
            row,
            difference=Measure(value, ends),
            risk_ratio=Measure(float(ratio.value[place]), times),
            tested=replace(row.tested, name=test, p=p),
            coded=row.difference,
            corrected_inside=self._share(row, found, 0, place, k),
            corrected_outside=self._share(row, found, 1, place, k),
            corrected=difference,
            rests_on=CORRECTED,
            notes=(*row.notes, note),
            method=f"{row.method}; corrected: {HOW_CORRECTED[test]}",
        )

    def _judged(self, k: int, found: CorrectedPeople, place: int) -> str:
        at = self.audits.columns.index(k)
        if found.errors is None:
            return f"{int((self.audits.weight[at] > 0).sum())} people of whom all turns were judged"
        false, hit = found.errors.false[:, place], found.errors.found[:, place]
        return (
            f"{self.audits.judged(at)} judged turns (of 100 turns without it the machine finds it "
            f"falsely in {in_hundred(false[0])} {self.names[0]} and {in_hundred(false[1])} "
            f"{self.names[1]}, of 100 with it in {in_hundred(hit[0])} and {in_hundred(hit[1])})"
        )

    def _share(
        self, row: Association, found: CorrectedPeople, side: int, place: int, k: int
    ) -> Corrected:
        at, nothing = self.audits.columns.index(k), Interval(math.nan, math.nan, self.level)
        here = self.inside if side == 0 else ~self.inside
        judged = (self.audits.turns[at][here, 2:].sum(1) > 0).sum()
        whole = (self.audits.weight[at][here] > 0).sum()
        facts = row.inside if side == 0 else row.outside
        return Corrected(
            of=row.of,
            unit="participant",
            share=float(found.shares[side, place]),
            interval=Interval(
                float(found.low[side, place]), float(found.high[side, place]), self.level
            ),
            naive=facts.share.value,
            alone=math.nan,
            alone_interval=nothing,
            units=facts.people,
            audited=int(judged if found.errors else whole),
            people=facts.people,
            segment=row.segment if side == 0 else row.against or f"not {row.segment}",
            wave=row.wave,
            method=HOW_CORRECTED[BY_TURNS if found.errors else BY_PEOPLE],
        )  # fmt: skip

    def _with_sensitivity(self, rows: Sequence[Association]) -> list[Association]:
        asked = [k for k, row in enumerate(rows) if self._unaudited(row)]
        if not asked or not len(self.people.read):
            return list(rows)
        voiced = self.people.voiced[:, asked].astype(float)
        found = find_explaining_rates(
            voiced, self.people.read, self.inside, self.people.ties, self.level
        )
        told = list(rows)
        for j, k in enumerate(asked):
            tells = rows[k].tested.p < 1 - self.level
            line = Sensitivity(
                float(found.chance[j]) if tells else math.nan,
                float(found.gone[j]),
                float(found.unequal[j]),
                found.turns,
                self.names,
                self.names[0] if rows[k].difference.value > 0 else self.names[1],
            )
            worth = tells or abs(rows[k].difference.value) >= WORTH_SAYING
            notes = (*rows[k].notes, describe_false_finds(line)) if worth else rows[k].notes
            told[k] = replace(rows[k], sensitivity=line, notes=notes)
        return told

    def _unaudited(self, row: Association) -> bool:
        machine = row.rests_on not in (PERSONS_CODINGS, CORRECTED)
        return bool(machine and row.kind in CODED and row.tested.done and row.difference.value)

    def _with_equal_words(self, rows: Sequence[Association]) -> list[Association]:
        people = self.people
        if not is_talk_unequal(people.words, self.inside):
            return list(rows)
        found = compare_at_equal_words(
            people.passages, people.words, self.inside, people.ties, self.level
        )
        if found is None:
            return list(rows)
        more, less = self.names if found.ratio > 1 else self.names[::-1]
        start = (
            f"those {more} spoke {ratio(max(found.ratio, 1 / found.ratio))} times as many words a "
            f"person as those {less}: whoever speaks more has more occasions to raise something"
        )
        told = []
        for k, row in enumerate(rows):
            gap, note = found.difference, start
            if row.tested.done:
                beside = EqualWords(
                    float(found.shares[0, k]),
                    float(found.shares[1, k]),
                    float(gap.value[k]),
                    Interval(float(gap.low[k]), float(gap.high[k]), self.level),
                    float(gap.p[k]),
                    found.words,
                    found.ratio,
                )
                row, note = (
                    replace(row, equal_words=beside),
                    f"{start}; {describe_equal_words(beside)}",
                )
            told.append(replace(row, notes=(note, *row.notes)))
        return told
