"""Agreement on where codes begin and end: unitized alphas over the characters of turns."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

import numpy as np

from interviewkit.findings.agreeing.agreement import ALL_CODES, measure_agreement
from interviewkit.findings.agreeing.judged_units import cut_at_codings, find_shared_turns
from interviewkit.findings.agreeing.measures.alpha import masi
from interviewkit.findings.agreeing.measures.chance import Chance
from interviewkit.findings.agreeing.measures.ratings import Floats
from interviewkit.findings.agreeing.measures.resampling import Resampling
from interviewkit.findings.agreeing.measures.unitized import (
    FIELDS,
    alpha_u,
    compute_unitized_alphas,
    sum_text,
)
from interviewkit.findings.agreeing.turns_read import TurnsRead
from interviewkit.findings.agreeing.units import require_turn
from interviewkit.model import Agreement, Coding, Comparison, Measured, Theme, Turn

Spans = list[tuple[int, int, str]]
"""Start, end and code of what one coder marked in one turn."""


def measure_span_agreement(
    codings: Mapping[str, Sequence[Coding]],
    read: Mapping[str, Collection[int]] | TurnsRead,
    turns: Mapping[int, Turn],
    *,
    codes: Sequence[str] = (),
    themes: Sequence[Theme] = (),
    speaker_of: Mapping[int, str] | None = None,
    how: Comparison | None = None,
) -> list[Agreement]:
    """The rows of :func:`findings.agreeing.agreement.measure_agreement` by characters, and more.

    Every row has ``u_alpha``, whether coders marked the same stretches; the pooled row also
    ``bar_u_alpha``, marked or not, and ``cu_alpha``, the same codes where marks meet
    (:mod:`findings.agreeing.measures.unitized`); stretches that carry several codes differ
    from others by MASI. ``alpha_u_2004``, on what every coder has read, is for comparison with
    older studies. Characters that nobody marked count as agreement in every measure but
    ``cu_alpha`` and ``positive``.

    Raises:
        ValueError: fewer than two coders.
    """
    how = replace(how or Comparison(), unit="character")
    turns = {key: turn for key, turn in turns.items() if turn.text}
    codings = {
        name: [each for each in theirs if require_turn(each) in turns]
        for name, theirs in codings.items()
    }
    has_read = TurnsRead.of(codings, read).within(turns)
    rows = measure_agreement(
        codings,
        has_read,
        codes=codes,
        themes=themes,
        cuts=cut_at_codings(
            turns.values(), [c for each in codings.values() for c in each if c.holds]
        ),
        speaker_of=speaker_of,
        how=how,
    )
    shared = sorted(find_shared_turns(map(has_read.turns, codings)))
    marked = _Marked.of(codings, has_read, {turn: len(turns[turn].text) for turn in shared})
    people = [(speaker_of or {}).get(turn, "") for turn in shared]
    resampling = Resampling.of(
        len(set(people)) if all(people) else 0, how.seed, how.resamples, how.confidence
    )
    bundles = {theme.id: theme.codes for theme in themes}
    every = [row.code for row in rows if row.code != ALL_CODES and row.code not in bundles]
    found = []
    for row in rows:
        wanted = (
            list(codes) or every if row.code == ALL_CODES else bundles.get(row.code, (row.code,))
        )
        more = marked.read_for(wanted).measures(
            wanted, people, resampling, sets=row.code == ALL_CODES
        )
        found.append(replace(row, measures=(*row.measures, *more)))
    return found


@dataclass(frozen=True, eq=False)
class _Marked:
    """What coders marked: turn → coder → spans, for coders who have read the turn."""

    lengths: Mapping[int, int]
    spans: Mapping[int, Mapping[str, Spans]]
    has_read: TurnsRead
    coders: int

    def read_for(self, codes: Collection[str]) -> _Marked:
        """The same, of those alone who have read a turn for all of these codes, two at least."""
        read = {coder: self.has_read.turns(coder, codes) for coder in self.has_read.anything}
        spans = {
            turn: {coder: marks for coder, marks in by_coder.items() if turn in read[coder]}
            for turn, by_coder in self.spans.items()
        }
        return replace(self, spans={t: each if len(each) > 1 else {} for t, each in spans.items()})

    @classmethod
    def of(
        cls,
        codings: Mapping[str, Sequence[Coding]],
        has_read: TurnsRead,
        lengths: Mapping[int, int],
    ) -> _Marked:
        read = {coder: has_read.turns(coder) for coder in codings}
        spans: dict[int, dict[str, Spans]] = {
            turn: {coder: [] for coder in codings if turn in read[coder]} for turn in lengths
        }
        for coder, theirs in codings.items():
            for each in theirs:
                if each.holds and require_turn(each) in spans:
                    mark = (each.passage.start, each.passage.end, each.code)
                    spans[require_turn(each)][coder].append(mark)
        return cls(lengths, spans, has_read, len(codings))

    def measures(
        self, codes: Sequence[str], people: Sequence[str], resampling: Resampling, *, sets: bool
    ) -> list[Measured]:
        """The unitized measures of a bundle of codes; by ``sets`` their combinations differ."""
        cut = {
            turn: [_units(spans, codes if sets else ()) for spans in self._of(turn, codes)]
            for turn in self.lengths
        }
        kinds = sorted(
            {u[2] for texts in cut.values() for units in texts for u in units}, key=sorted
        )
        place = {kind: number for number, kind in enumerate(kinds, start=1)}
        far = np.array([[masi(a, b) for b in (frozenset(), *kinds)] for a in (frozenset(), *kinds)])
        by_turn = np.array(
            [
                sum_text(
                    [
                        [(start, end, place[kind]) for start, end, kind in units]
                        for units in cut[turn]
                    ],
                    length,
                    far,
                )
                for turn, length in self.lengths.items()
            ]
        ).reshape(len(self.lengths), len(FIELDS) * len(far))
        sums = compute_unitized_alphas(_stacked(by_turn, people, resampling), far)
        chances: dict[str, Chance] = {"u_alpha": sums.u()}
        if sets:
            chances |= {"bar_u_alpha": sums.bar_u(), "cu_alpha": sums.cu()}
        found = [
            Measured(name, float(each.value[0]), resampling.interval(each.value))
            for name, each in chances.items()
        ]
        found.append(Measured("alpha_u_2004", float(self._first(codes).value)))
        if sets:
            found = [replace(each, turns=self.turns) for each in found]
        return found

    @property
    def turns(self) -> int:
        """On how many turns two coders or more are compared."""
        return sum(len(by_coder) > 1 for by_coder in self.spans.values())

    def _of(self, turn: int, codes: Collection[str]) -> list[Spans]:
        wanted = set(codes)
        return [[m for m in marks if m[2] in wanted] for marks in self.spans[turn].values()]

    def _first(self, codes: Sequence[str]) -> Chance:
        """The alpha of 2004, code by code, over all turns as one text."""
        length, values = 0, [[[] for _ in range(self.coders)] for _ in codes]  # type: ignore[var-annotated]
        for turn, by_coder in self.spans.items():
            if len(by_coder) < self.coders:
                continue
            for number, code in enumerate(codes):
                for coder, marks in enumerate(self._of(turn, [code])):
                    units = [(length + a, length + b) for a, b, _ in _units(marks, ())]
                    values[number][coder] += units
            length += self.lengths[turn]
        return alpha_u(values, max(length, 1))


def _units(marks: Spans, told_apart: Iterable[str]) -> list[tuple[int, int, frozenset[str]]]:
    """Units without overlap: one wherever what is marked changes, with the codes on it.

    Codes that are not ``told_apart`` count as one value, and their overlapping marks as one unit.
    """
    apart = set(told_apart)
    found: list[tuple[int, int, frozenset[str]]] = []
    if apart:
        for start, end in pairwise(sorted({at for mark in marks for at in mark[:2]})):
            held = frozenset(code for a, b, code in marks if a <= start and end <= b)
            if held:
                found.append((start, end, held))
        return found
    for start, end, _ in sorted(marks):
        if found and start < found[-1][1]:
            before = found.pop()
            start, end = before[0], max(end, before[1])
        found.append((start, end, frozenset(("marked",))))
    return found


def _stacked(by_turn: Floats, people: Sequence[str], resampling: Resampling) -> Floats:
    """Sums over everyone, over every resample, and over everyone but one."""
    if not resampling.drawn.shape[1]:
        return np.asarray(by_turn.sum(axis=0, keepdims=True))
    number = {name: place for place, name in enumerate(dict.fromkeys(people))}
    by_person = np.zeros((len(number), by_turn.shape[1]))
    np.add.at(by_person, [number[name] for name in people], by_turn)
    return resampling.counts(by_person)
