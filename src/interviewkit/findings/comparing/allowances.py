"""Rows of a comparison that allow for a machine's errors and for unequal talk.

Where an audit tells of the errors, what is tested is corrected. Where none does, the row says how
many errors would explain what it shows. Where one side talked more, shares at equal words stand
beside.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace

from interviewkit.findings.arrays import Bools
from interviewkit.findings.comparing.equal_words import compare_at_equal_words, is_talk_unequal
from interviewkit.findings.comparing.sensitivity import find_explaining_rates
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
from interviewkit.wording.coding_errors import describe_equal_words, describe_false_finds
from interviewkit.wording.numbers import in_hundred, points_named, ratio

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

    # -- corrected -------------------------------------------------------------------------------

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

    # -- not audited -----------------------------------------------------------------------------

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

    # -- equal words -----------------------------------------------------------------------------

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
