"""How far coders agree, code by code, over what they have read."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Collection, Hashable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import combinations

import numpy as np
from numpy.typing import NDArray

from interviewkit.findings.agreeing.advice import advise_coding, list_notes
from interviewkit.findings.agreeing.judged_units import PRESENCE, VALUES, JudgedUnits, judge_units
from interviewkit.findings.agreeing.measures.alpha import alpha, compute_set_distances
from interviewkit.findings.agreeing.measures.chance import Chance, Measure, average
from interviewkit.findings.agreeing.measures.named import estimate_named_error, list_measures
from interviewkit.findings.agreeing.measures.positive import positive_agreement
from interviewkit.findings.agreeing.measures.ratings import (
    MISSING,
    Ints,
    Ratings,
    build_ratings_of_places,
)
from interviewkit.findings.agreeing.measures.resampling import Resampling, count_by_person
from interviewkit.findings.agreeing.turns_read import TurnsRead
from interviewkit.model import Agreement, CoderPair, Coding, Comparison, Measured, Passage, Theme
from interviewkit.model.agreement import CODE, POOLED, THEME

ALL_CODES = "all codes"
"""What stands for the code in the pooled row; no code can have that id."""

POSITIVE, SETS = "positive", "alpha_sets"


def measure_agreement(
    codings: Mapping[str, Sequence[Coding]],
    read: Mapping[str, Collection[int]] | TurnsRead,
    *,
    codes: Sequence[str] = (),
    themes: Sequence[Theme] = (),
    cuts: Mapping[int, Sequence[Passage]] | None = None,
    speaker_of: Mapping[int, str] | None = None,
    how: Comparison | None = None,
) -> list[Agreement]:
    """Every measure for every code, theme, and pooled over the codes, with intervals.

    ``codings`` and ``read`` go by coder; two or more. Only units that at least two have read
    count, code by code, and what one of them has not read is missing, never "no code"
    (:func:`findings.agreeing.judged.judge`, which also explains the units). Each row has how
    much every two of them read in common (:class:`interviewkit.model.CoderPair`). A code is present
    in a unit if at least one coding of it holds there: so a unit may carry any number of codes,
    each a judgement of its own. A theme is present where one of its codes is.

    With ``values="polarity"`` the coders who found the code are compared by the polarity they
    gave (``-`` < ``±`` < ``+``, which ``level`` may take as ordinal or interval).

    Intervals resample participants (``speaker_of``: turn id to participant); without it there
    are none. The pooled row averages observed and expected agreement over the codes, so that
    common and rare codes do not vouch for each other (H. De Vries et al. (2008), Using pooled
    kappa to summarize interrater agreement across many items, Field Methods 20, 272-282); its
    counts are judgements, units times codes. It keeps to ``codes`` where they are given; others
    that coders used have rows of their own. There ``alpha_sets`` compares whole sets of codes.

    Raises:
        ValueError: no such unit, values or level, fewer than two coders, or a turn without id.
    """
    how = how or Comparison()
    if len(codings) < 2:
        raise ValueError(f"agreement needs two coders or more, not {len(codings)}")
    judged = judge_units(codings, read, unit=how.unit, cuts=cuts, speaker_of=speaker_of)
    ids = (*codes, *sorted(judged.signs.keys() - {*codes}))
    people = judged.people if (judged.person >= 0).all() else 0
    table = _Table(judged, how, Resampling.of(people, how.seed, how.resamples, how.confidence))
    rows = [table.row(code, [code], CODE) for code in ids]
    rows += [table.row(theme.id, theme.codes, THEME) for theme in themes]
    return [*rows, table.pooled(tuple(codes) or ids)]


@dataclass(frozen=True, eq=False)
class _Part:
    """What was judged of one code or theme.

    ``stacked`` has the counts of everyone, of every resample, and of everyone but one;
    ``people`` is how many have a unit that can be compared.
    """

    ratings: Ratings
    stacked: Ratings
    people: int


@dataclass(frozen=True, eq=False)
class _Table:
    """Rows over the same units, coders and resamples."""

    judged: JudgedUnits
    how: Comparison
    resampling: Resampling

    def row(self, name: str, codes: Sequence[str], kind: str) -> Agreement:
        given = self.judged.given(codes, self.how.values)
        pairs = list_coder_pairs(self.judged, [codes], count_units_in_pairs(self.judged, given))
        part = self._part(given, VALUES[self.how.values])
        measures = [
            self._measured(each, chance, part) for each, chance in self._chances(part).items()
        ]
        return self._described(name, kind, part, measures, pairs)

    def pooled(self, codes: Sequence[str]) -> Agreement:
        values = self.how.values
        given = [self.judged.given([code], values) for code in codes]
        units = sum(
            (count_units_in_pairs(self.judged, each) for each in given), start=Counter[Places]()
        )
        pairs = list_coder_pairs(self.judged, [[code] for code in codes], units)
        parts = [self._part(each, VALUES[values]) for each in given]
        if not parts:
            return self._described(ALL_CODES, POOLED, None, [], pairs)
        whole = _stack_parts(parts)
        chances = [self._chances(part) for part in parts]
        measures = [
            self._measured(name, average([each[name] for each in chances]), whole, error=False)
            for name in chances[0]
            if name != POSITIVE
        ]
        if values == PRESENCE:
            measures.append(self._measured(POSITIVE, positive_agreement(whole.stacked), whole))
            sets = self._part(*self.judged.sets(codes))
            chance = alpha(sets.stacked, compute_set_distances)
            found = self._measured(SETS, chance, sets, error=False)
            measures.append(replace(found, turns=self.judged.count_turns(codes)))
        return self._described(ALL_CODES, POOLED, whole, measures, pairs)

    def _part(self, given: Ints, values: Sequence[Hashable]) -> _Part:
        judged, people = self.judged, self.resampling.drawn.shape[1]
        ratings, pattern = build_ratings_of_places(given, values, judged.size)
        if not people:
            comparable = ratings.is_pairable[pattern]
            return _Part(
                ratings,
                ratings.with_counts(ratings.counts[None]),
                len(set(judged.person[comparable].tolist())),
            )
        of_people = count_by_person(judged.person, pattern, judged.size, people, len(ratings.given))
        stacked = ratings.with_counts(self.resampling.counts(of_people))
        return _Part(ratings, stacked, int((of_people @ ratings.is_pairable > 0).sum()))

    def _chances(self, part: _Part) -> dict[str, Chance]:
        measures: dict[str, Measure] = dict(list_measures(part.ratings, self.how.level))
        if self.how.values == PRESENCE:
            measures[POSITIVE] = positive_agreement
        return {name: measure(part.stacked) for name, measure in measures.items()}

    def _measured(self, name: str, chance: Chance, part: _Part, *, error: bool = True) -> Measured:
        figures = chance.value
        spread = math.nan
        if error and name != POSITIVE and self.how.unit != "character":
            spread = estimate_named_error(name, part.ratings, self.how.level)
        interval = self.resampling.interval(figures, part.people)
        return Measured(name, float(figures[0]), interval, spread)

    def _described(
        self,
        name: str,
        kind: str,
        part: _Part | None,
        measures: Sequence[Measured],
        pairs: tuple[CoderPair, ...],
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
            pairs=pairs,
            measures=tuple(measures),
        )
        if part is not None:
            row = replace(_count_units(row, part.ratings), people=part.people)
        return replace(row, notes=list_notes(row), advice=advise_coding(row))


def _count_units(row: Agreement, ratings: Ratings) -> Agreement:
    """The row with who judged, how many units there are, and in how many which coders found it.

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
    places = np.flatnonzero((ratings.given != MISSING).any(axis=0))
    if len(places) < 2:  # nothing is compared: all stay who were to be
        return row
    row = replace(row, coders=tuple(row.coders[place] for place in places))
    if not presence or len(places) > 2:
        return row
    a, b = ratings.given[:, places].T
    return replace(row, only_a=count(a > b), only_b=count(a < b))


def _stack_parts(parts: Sequence[_Part]) -> _Part:
    """The judgements on all codes, one below the other."""

    def one(ratings: Sequence[Ratings]) -> Ratings:
        return Ratings(
            np.concatenate([each.given for each in ratings]),
            np.concatenate([each.counts for each in ratings], axis=-1),
            ratings[0].values,
        )

    return _Part(
        one([part.ratings for part in parts]),
        one([part.stacked for part in parts]),
        max(part.people for part in parts),
    )


# -- how much each two coders have read in common: what a figure over several coders rests on ------


Places = tuple[int, int]
"""Two coders, by their places."""


def count_units_in_pairs(judged: JudgedUnits, given: Ints) -> Counter[Places]:
    """Two coders → how many units both judged, of (n, r) places that they gave."""
    there = given != MISSING
    return Counter(
        {
            (i, j): round(float(judged.size @ (there[:, i] & there[:, j])))
            for i, j in combinations(range(len(judged.coders)), 2)
        }
    )


def list_coder_pairs(
    judged: JudgedUnits, asked: Sequence[Sequence[str]], units: Mapping[Places, int]
) -> tuple[CoderPair, ...]:
    """Every two coders with the turns that they read for all codes of one entry of ``asked``.

    Of several entries a turn counts once, and as read by both where they share one of them.
    """
    read = [
        [judged.turns_read.turns(coder, codes) for codes in asked or [()]]
        for coder in judged.coders
    ]

    def pair(i: int, j: int) -> CoderPair:
        both = (a & b for a, b in zip(read[i], read[j], strict=True))
        return CoderPair(
            judged.coders[i],
            judged.coders[j],
            first_read=len(set[int]().union(*read[i])),
            second_read=len(set[int]().union(*read[j])),
            both=len(set[int]().union(*both)),
            units=units.get((i, j), 0),
        )

    return tuple(pair(i, j) for i, j in combinations(range(len(judged.coders)), 2))
