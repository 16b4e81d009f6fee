"""One coder as the reference: precision, recall and F1 of the others, with intervals."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from interviewkit.findings.agreeing.agreement import ALL_CODES
from interviewkit.findings.agreeing.judged_units import PRESENCE, VALUES, JudgedUnits, judge_units
from interviewkit.findings.agreeing.measures.positive import Match, match_coder
from interviewkit.findings.agreeing.measures.ratings import build_ratings_of_places
from interviewkit.findings.agreeing.measures.resampling import Resampling, count_by_person
from interviewkit.findings.agreeing.turns_read import TurnsRead
from interviewkit.model import Coding, Comparison, Matched, Measured, Passage, Theme
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

    Units and intervals are those of :func:`findings.agreeing.agreement.measure_agreement`; each
    coder is held against the reference over what both have read. Pooled (over ``codes``, where they
    are given), all judgements on a unit and a code count alike.

    Raises:
        ValueError: the reference is not among the coders, or no such unit.
    """
    how = how or Comparison()
    if reference not in codings:
        raise ValueError(f"the reference {reference!r} is not among the coders")
    judged = judge_units(codings, read, unit=how.unit, cuts=cuts, speaker_of=speaker_of)
    ids = (*codes, *sorted(judged.signs.keys() - {*codes}))
    people = judged.people if (judged.person >= 0).all() else 0
    held = _Held(
        judged,
        judged.coders.index(reference),
        Resampling.of(people, how.seed, how.resamples, how.confidence),
        how.unit,
    )
    rows = []
    for number, coder in enumerate(judged.coders):
        if coder == reference:
            continue
        matches = [held.match([code], number) for code in ids]
        rows += [held.row(*pair, coder, CODE) for pair in zip(ids, matches, strict=True)]
        rows += [held.row(t.id, held.match(t.codes, number), coder, THEME) for t in themes]
        wanted = matches[: len(codes) or None]
        if wanted:
            total = Match(*(np.sum(parts, axis=0) for parts in zip(*wanted, strict=True)))
            rows.append(held.row(ALL_CODES, total, coder, POOLED))
    return rows


@dataclass(frozen=True, eq=False)
class _Held:
    judged: JudgedUnits
    reference: int
    resampling: Resampling
    unit: str

    def match(self, codes: Sequence[str], coder: int) -> Match:
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
        return match_coder(ratings.with_counts(counts), coder, self.reference)

    def row(self, code: str, found: Match, coder: str, kind: str) -> Matched:
        def measured(name: str, figures: Callable[[Match], object]) -> Measured:
            values = np.asarray(figures(found), np.float64)
            return Measured(name, float(values[0]), self.resampling.interval(values))

        right, invented, missed, neither = (round(float(part[0])) for part in found)
        return Matched(
            code=code,
            coder=coder,
            unit=self.unit,
            n=right + invented + missed + neither,
            precision=measured("precision", lambda m: m.precision),
            recall=measured("recall", lambda m: m.recall),
            f1=measured("f1", lambda m: m.f1),
            kind=kind,
            right=right,
            invented=invented,
            missed=missed,
        )
