"""How far coders agree, code by code, over what they have read."""

from __future__ import annotations

import math
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from interviewkit.findings.advice import advice_on, notes_on
from interviewkit.findings.judged import PRESENCE, VALUES, Judged, judge
from interviewkit.findings.measures.alpha import alpha, between_sets
from interviewkit.findings.measures.chance import Chance, Measure
from interviewkit.findings.measures.named import measures_of, standard_error_of
from interviewkit.findings.measures.positive import positive
from interviewkit.findings.measures.ratings import Ints, Ratings, of_places
from interviewkit.findings.measures.resampling import Resampling, counts_by_person
from interviewkit.model import Agreement, Coding, Comparison, Measured, Passage, Theme
from interviewkit.model.agreement import CODE, POOLED, THEME

ALL_CODES = "all codes"
"""What stands for the code in the pooled row; no code can have that id."""

POSITIVE, SETS = "positive", "alpha_sets"


def agreement(
    codings: Mapping[str, Sequence[Coding]],
    read: Mapping[str, Collection[int]],
    *,
    codes: Sequence[str] = (),
    themes: Sequence[Theme] = (),
    cuts: Mapping[int, Sequence[Passage]] | None = None,
    speaker_of: Mapping[int, str] | None = None,
    how: Comparison | None = None,
) -> list[Agreement]:
    """Every measure for every code, theme, and pooled over the codes, with intervals.

    ``codings`` and ``read`` go by coder; two or more. Only units that at least two have read
    count, and what one of them has not read is missing, never "no code"
    (:func:`interviewkit.findings.judged.judge`, which also explains the units). A code is present
    in a unit if at least one coding of it holds there: so a unit may carry any number of codes,
    each a judgement of its own. A theme is present where one of its codes is.

    With ``values="polarity"`` the coders who found the code are compared by the polarity they
    gave (``-`` < ``±`` < ``+``, which ``level`` may take as ordinal or interval).

    Intervals resample participants (``speaker_of``: turn id to participant); without it there
    are none. The pooled row averages observed and expected agreement over the codes, so that
    common and rare codes do not vouch for each other (H. De Vries et al. (2008), Using pooled
    kappa to summarize interrater agreement across many items, Field Methods 20, 272-282); its
    counts are judgements, units times codes. There ``alpha_sets`` compares whole sets of codes.

    Raises:
        ValueError: no such unit, values or level, fewer than two coders, or a turn without id.
    """
    how = how or Comparison()
    if len(codings) < 2:
        raise ValueError(f"agreement needs two coders or more, not {len(codings)}")
    judged = judge(codings, read, unit=how.unit, cuts=cuts, speaker_of=speaker_of)
    ids = (*codes, *sorted(judged.signs.keys() - {*codes}))
    people = judged.people if (judged.person >= 0).all() else 0
    table = _Table(judged, how, Resampling.of(people, how.seed, how.resamples, how.confidence))
    rows = [table.row(code, [code], CODE) for code in ids]
    rows += [table.row(theme.id, theme.codes, THEME) for theme in themes]
    return [*rows, table.pooled(ids)]


@dataclass(frozen=True, eq=False)
class _Table:
    """Rows over the same units, coders and resamples."""

    judged: Judged
    how: Comparison
    resampling: Resampling

    def row(self, name: str, codes: Sequence[str], kind: str) -> Agreement:
        ratings, pattern = self._ratings(codes)
        stacked = self._stacked(ratings, pattern)
        measures = [
            self._measured(each, chance, ratings) for each, chance in self._chances(stacked).items()
        ]
        return self._described(name, kind, ratings, measures)

    def pooled(self, codes: Sequence[str]) -> Agreement:
        parts = [self._ratings([code]) for code in codes]
        stacked = [self._stacked(*part) for part in parts]
        chances = [self._chances(each) for each in stacked]
        measures = [
            self._measured(name, _mean([each[name] for each in chances]))
            for name in (chances[0] if chances else ())
            if name != POSITIVE
        ]
        whole, shares = _joined([part[0] for part in parts]), _joined(stacked)
        if self.how.values == PRESENCE and shares is not None:
            measures.append(self._measured(POSITIVE, positive(shares)))
            measures.append(self._measured(SETS, self._of_sets(codes)))
        return self._described(ALL_CODES, POOLED, whole, measures)

    def _ratings(self, codes: Sequence[str]) -> tuple[Ratings, Ints]:
        given = self.judged.given(codes, self.how.values)
        return of_places(given, VALUES[self.how.values], self.judged.size)

    def _stacked(self, ratings: Ratings, pattern: Ints) -> Ratings:
        """The ratings with counts of everyone, of every resample, and of everyone but one."""
        people = self.resampling.drawn.shape[1]
        if not people:
            return ratings.with_counts(ratings.counts[None])
        by_person = counts_by_person(
            self.judged.person, pattern, self.judged.size, people, len(ratings.given)
        )
        return ratings.with_counts(self.resampling.counts(by_person))

    def _chances(self, stacked: Ratings) -> dict[str, Chance]:
        measures: dict[str, Measure] = dict(measures_of(stacked, self.how.level))
        if self.how.values == PRESENCE:
            measures[POSITIVE] = positive
        return {name: measure(stacked) for name, measure in measures.items()}

    def _of_sets(self, codes: Sequence[str]) -> Chance:
        ratings, pattern = of_places(*self.judged.sets(codes), self.judged.size)
        return alpha(self._stacked(ratings, pattern), between_sets)

    def _measured(self, name: str, chance: Chance, ratings: Ratings | None = None) -> Measured:
        figures = chance.value
        error = math.nan
        if ratings is not None and name != POSITIVE and self.how.unit != "character":
            error = standard_error_of(name, ratings, self.how.level)
        return Measured(name, float(figures[0]), self.resampling.interval(figures), error)

    def _described(
        self, name: str, kind: str, ratings: Ratings | None, measures: Sequence[Measured]
    ) -> Agreement:
        by_name = {each.name: each.value for each in measures}
        row = Agreement(
            code=name,
            unit=self.how.unit,
            n=0,
            percent=by_name.get("percent", math.nan),
            kappa=by_name.get("kappa", math.nan),
            kind=kind,
            values=self.how.values,
            coders=self.judged.coders,
            people=self.judged.people,
            measures=tuple(measures),
        )
        if ratings is not None:
            row = _counted(row, ratings)
        return replace(row, notes=notes_on(row), advice=advice_on(row))


def _counted(row: Agreement, ratings: Ratings) -> Agreement:
    """The row with how many units there are, and in how many which coders found it.

    Of polarities, ``both`` counts the units in which all gave the same.
    """

    def count(patterns: NDArray[np.bool_]) -> int:
        return round(float(ratings.counts @ (patterns & ratings.is_pairable)))

    presence = len(ratings.values) == 2
    alike = ratings.tally == ratings.raters[:, None]
    row = replace(
        row,
        n=count(ratings.is_pairable),
        both=count(alike[:, 1] if presence else alike.any(axis=1)),
        neither=count(alike[:, 0]) if presence else 0,
    )
    if not presence or ratings.given.shape[1] > 2:
        return row
    a, b = ratings.given.T
    return replace(row, only_a=count(a > b), only_b=count(a < b))


def _mean(chances: Sequence[Chance]) -> Chance:
    """Observed and expected agreement averaged over codes, those without units left out."""
    observed = np.array([each.observed for each in chances])
    expected = np.array([each.expected for each in chances])
    known = np.isfinite(observed) & np.isfinite(expected)
    n = known.sum(axis=0)
    with np.errstate(divide="ignore", invalid="ignore"):
        return Chance(
            np.where(known, observed, 0).sum(axis=0) / n,
            np.where(known, expected, 0).sum(axis=0) / n,
        )


def _joined(parts: Sequence[Ratings]) -> Ratings | None:
    """The judgements on all codes, one below the other."""
    if not parts:
        return None
    return Ratings(
        np.concatenate([part.given for part in parts]),
        np.concatenate([part.counts for part in parts], axis=-1),
        parts[0].values,
    )
