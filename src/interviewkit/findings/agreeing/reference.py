"""One coder as the reference: precision, recall and F1 of the others, with intervals."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from interviewkit.findings.agreeing.agreement import ALL_CODES, measure_agreement
from interviewkit.findings.agreeing.judged_units import PRESENCE, VALUES, JudgedUnits, judge_units
from interviewkit.findings.agreeing.measures.positive import Match, match_coder
from interviewkit.findings.agreeing.measures.ratings import build_ratings_of_places
from interviewkit.findings.agreeing.measures.resampling import Resampling, count_by_person
from interviewkit.findings.agreeing.turns_read import TurnsRead
from interviewkit.model import Agreement, Coding, Comparison, Matched, Measured, Passage, Theme
from interviewkit.model.agreement import CODE, POOLED, THEME


def compare_with_reference(
    codings: Mapping[str, Sequence[Coding]],
    read: Mapping[str, Collection[int]] | TurnsRead,
    reference: str,
    *,
    codes: Sequence[str] = (),
    themes: Sequence[Theme] = (),
    cuts: Mapping[int, Sequence[Passage]] | None = None,
    speaker_of: Mapping[int, str] | None = None,
    how: Comparison | None = None,
) -> list[Matched]:
    """Every other coder against the reference, per code, per theme, and pooled over the codes.

    Units, kappa and intervals are those of
    :func:`findings.agreeing.agreement.measure_agreement` between the two; each coder is held
    against the reference over what both have read, code by code. Pooled (over ``codes``, where they
    are given), all judgements on a unit and a code count alike, but for kappa.

    Raises:
        ValueError: the reference is not among the coders, or no such unit.
    """
    if reference not in codings:
        raise ValueError(f"the reference {reference!r} is not among the coders")
    rows = []
    for coder in codings:
        if coder != reference:
            two = {name: codings[name] for name in (reference, coder)}
            rows += _compare_two(
                two, TurnsRead.of(two, read), codes, themes, cuts, speaker_of, how or Comparison()
            )
    return rows


def _compare_two(
    codings: Mapping[str, Sequence[Coding]],
    read: TurnsRead,
    codes: Sequence[str],
    themes: Sequence[Theme],
    cuts: Mapping[int, Sequence[Passage]] | None,
    speaker_of: Mapping[int, str] | None,
    how: Comparison,
) -> list[Matched]:
    """The rows of a coder against the reference, which is the first of the two."""
    judged = judge_units(codings, read, unit=how.unit, cuts=cuts, speaker_of=speaker_of)
    people = judged.people if (judged.person >= 0).all() else 0
    resampling = Resampling.of(people, how.seed, how.resamples, how.confidence)
    held = _Held(judged, resampling, how.unit)
    agreement = measure_agreement(
        codings, read, codes=codes, themes=themes, cuts=cuts, speaker_of=speaker_of, how=how
    )
    bundles = {theme.id: theme.codes for theme in themes}
    matches = {
        (row.kind, row.code): held.match(bundles[row.code] if row.kind == THEME else [row.code])
        for row in agreement
        if row.kind != POOLED
    }
    pooled = [
        matches[CODE, code] for code in codes or [r.code for r in agreement if r.kind == CODE]
    ]
    if pooled:
        total = Match(*(np.sum(parts, axis=0) for parts in zip(*pooled, strict=True)))
        matches[POOLED, ALL_CODES] = total
    return [
        held.row(row, matches[row.kind, row.code])
        for row in agreement
        if (row.kind, row.code) in matches
    ]


@dataclass(frozen=True, eq=False)
class _Held:
    """Two coders over the same units and resamples; the first is the reference."""

    judged: JudgedUnits
    resampling: Resampling
    unit: str

    def match(self, codes: Sequence[str]) -> Match:
        """The counts of everyone, of every resample, and of everyone but one."""
        judged, people = self.judged, self.resampling.drawn.shape[1]
        ratings, pattern = build_ratings_of_places(
            judged.given(codes), VALUES[PRESENCE], judged.size
        )
        counts = ratings.counts[None]
        if people:
            k = len(ratings.given)
            of_people = count_by_person(judged.person, pattern, judged.size, people, k)
            counts = self.resampling.counts(of_people)
        return match_coder(ratings.with_counts(counts), 1, 0)

    def row(self, agreement: Agreement, found: Match) -> Matched:
        def measured(name: str, figures: Callable[[Match], object]) -> Measured:
            values = np.asarray(figures(found), np.float64)
            return Measured(name, float(values[0]), self.resampling.interval(values))

        right, invented, missed, neither = (round(float(part[0])) for part in found)
        return Matched(
            code=agreement.code,
            coder=self.judged.coders[1],
            unit=self.unit,
            n=right + invented + missed + neither,
            kappa=agreement.measure("kappa"),
            precision=measured("precision", lambda m: m.precision),
            recall=measured("recall", lambda m: m.recall),
            f1=measured("f1", lambda m: m.f1),
            kind=agreement.kind,
            right=right,
            invented=invented,
            missed=missed,
        )
