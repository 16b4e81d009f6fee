"""Numbers in an analyst's own sentences, held against the figures that the sentence speaks of."""

from __future__ import annotations

import math
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from itertools import pairwise

from interviewkit.checking.figures_known import (
    MEAN,
    POINTS,
    RATIO,
    SHARE,
    KnownFigure,
    KnownFigures,
)
from interviewkit.checking.sentences import (
    BASE,
    COUNT,
    END,
    LEVEL,
    MORE,
    PLAIN,
    TIMES,
    DocumentSentence,
    N,
    NumberSaid,
    P,
)
from interviewkit.checking.sentences import POINTS as SAID_POINTS
from interviewkit.checking.sentences import SHARE as SAID_SHARE
from interviewkit.checking.tokens import count_places

VALUED = (SAID_SHARE, SAID_POINTS, TIMES, PLAIN)
"""What an interval may be of."""
BESIDE, OF_WITHIN = 2, 3
"""So many tokens may lie between a size and whose it is, or between *of* and whose."""

BOUND, UNBOUND, DRIFT = "bound", "unbound", "drifted"
SWAPPED = "another segment's figure"
OTHER = "another number"
OTHER_N = "another n"


@dataclass(frozen=True, slots=True)
class NumberJudged:
    """Whether a number is that of a finding; ``told`` is how the study says it."""

    said: NumberSaid
    state: str
    what: str = ""
    told: str = ""


class FigureCheck:
    """The numbers of one sentence, and all figures that it may be speaking of."""

    def __init__(
        self, sentence: DocumentSentence, numbers: Sequence[NumberSaid], known: KnownFigures
    ) -> None:
        self.sentence, self.numbers = sentence, numbers
        self.subjects = known.about(sentence.keys)
        self.figures = known.of(self.subjects)
        self.parts = known.of_parts(self.subjects)
        self.segments = known.find_segments(sentence.keys, self.subjects)
        self.named = {name for _, name in self.segments}
        self.words = known.words
        self.is_denied = bool(known.words.words("negations") & set(sentence.keys))
        self.counts = _pair_counts(numbers)

    def judge(self) -> Iterator[NumberJudged]:
        """A verdict for each number of the sentence."""
        for said in self.numbers:
            yield self._judge(said) if self.figures else NumberJudged(said, UNBOUND)

    def _judge(self, said: NumberSaid) -> NumberJudged:
        if said.role == LEVEL:
            return NumberJudged(said, BOUND)
        if said.at in self.counts:
            return self._judge_counted(said, *self.counts[said.at])
        if said.role == END:
            return self._judge_end(said)
        fitting = self._narrow(self._of_role(said.role, said.key))
        if self._fits_any(said, fitting):
            return self._suspect_size(said) if said.role == N else self._suspect_swap(said)
        if self._fits_any(said, self._list_parts(self.named or {""})):
            return NumberJudged(said, UNBOUND)
        is_elsewhere = said.role == SAID_SHARE and self._find_near(said) is None
        if is_elsewhere and self._fits_any(said, self._of_role(said.role)):
            return NumberJudged(said, BOUND)
        if said.role in (SAID_SHARE, SAID_POINTS, TIMES, N, COUNT) and len(self.subjects) == 1:
            return self._find_drift(said, fitting)
        return NumberJudged(said, UNBOUND)

    def _fits_any(self, said: NumberSaid, figures: Iterable[KnownFigure]) -> bool:
        """Whether a number is that of a figure, or in a sentence with a *not* of all others."""
        values = [value for each in figures for value in _values(said.role, each)]
        if self.is_denied and said.role == SAID_SHARE:
            values += [100 - value for value in values]
        return any(fits(said, value) for value in values)

    def _list_parts(self, segments: Collection[str]) -> list[KnownFigure]:
        return [each for each in self.parts if each.segment in segments]

    # -- so many of so many people -----------------------------------------------------------------

    def _judge_counted(self, said: NumberSaid, count: NumberSaid, base: NumberSaid) -> NumberJudged:
        """``12 of 16``, and a share that stands beside it: all of one figure."""
        known = [each for each in (*self.figures, *self.parts) if fits(base, each.n)]
        those = [each for each in known if each.voiced >= 0 and fits(count, each.voiced)]
        name = next((name for at, name in self.segments if 0 < at - base.at <= BESIDE), "")
        meant = [each for each in those if not name or each.segment == name]
        if meant:
            if said.role != SAID_SHARE or self._fits_any(said, meant):
                return NumberJudged(said, BOUND)
            return NumberJudged(said, DRIFT, OTHER, meant[0].told)
        own = [e for e in self.figures if e.segment == name and e.kind == SHARE and e.voiced >= 0]
        if not own or said.role != COUNT or len(self.subjects) != 1:
            return NumberJudged(said, UNBOUND)
        is_size = fits(base, own[0].n)
        if is_size and any(fits(count, each) for each in self._list_rests(own[0])):
            return NumberJudged(said, UNBOUND)
        if is_size or (those and name):
            return NumberJudged(said, DRIFT, SWAPPED if those else OTHER, own[0].told)
        return NumberJudged(said, UNBOUND)

    def _list_rests(self, whole: KnownFigure) -> list[int]:
        """What else may be counted of the same people: who did not, on one side only, on both."""
        same = [e for e in self.parts if e.segment == whole.segment and e.n == whole.n]
        sides = [each.voiced for each in same if each.voiced >= 0]
        rests = [whole.voiced - side for side in sides]
        return [whole.n - whole.voiced, *rests, sum(sides) - whole.voiced]

    # -- intervals ---------------------------------------------------------------------------------

    def _judge_end(self, said: NumberSaid) -> NumberJudged:
        """An end of an interval: both ends must be of one figure, and what stands before them."""
        ends = [each for each in self.numbers if each.role == END]
        place = ends.index(said)
        low, high = (
            ends[place - place % 2 : place - place % 2 + 2] if len(ends) > 1 else (said,) * 2
        )
        known = [*self.figures, *self.parts]
        those = [each for each in known if _has_ends(each, low, high)]
        valued = [each for each in self.numbers if each.at < low.at and each.role in VALUED]
        if those and (not valued or self._fits_any(valued[-1], those)):
            return NumberJudged(said, BOUND)
        return NumberJudged(said, UNBOUND)

    def _of_role(self, role: str, key: str = "") -> list[KnownFigure]:
        if role == SAID_SHARE:
            return [each for each in self.figures if each.is_in_percent]
        if role == PLAIN and count_places(key) > 1:  # a share may be told as 0.88
            return [each for each in self.figures if each.kind != POINTS]
        kinds = {
            SAID_POINTS: (POINTS,), TIMES: (RATIO,), MORE: (RATIO,), PLAIN: (MEAN, RATIO),
        }.get(role, (SHARE, POINTS, RATIO, MEAN))  # fmt: skip
        return [each for each in self.figures if each.kind in kinds]

    def _narrow(self, figures: Sequence[KnownFigure]) -> list[KnownFigure]:
        """The figures of the segments that are named; all where none is."""
        ours = [
            e for e in figures if e.segment in self.named and (not e.against or e.kind != SHARE)
        ]
        return ours or list(figures)

    def _suspect_swap(self, said: NumberSaid) -> NumberJudged:
        """A share that is right of another segment named here, and not of the one it stands at."""
        if said.role != SAID_SHARE or not any(self.named):
            return NumberJudged(said, BOUND)
        shares = [each for each in self.figures if each.is_in_percent]
        near = self._find_near(said)
        own = [each for each in shares if each.segment == near and not each.against]
        own = own or [each for each in shares if each.segment == near]
        if near is None or not own or self._fits_any(said, own) or self._in_order():
            return NumberJudged(said, BOUND)
        if self._fits_any(said, self._list_parts({near})):
            return NumberJudged(said, UNBOUND)
        return NumberJudged(said, DRIFT, SWAPPED, own[0].told)

    def _suspect_size(self, said: NumberSaid) -> NumberJudged:
        """An n that is right of another segment named here, and not of the share before it."""
        before = [e for e in self.numbers if e.at < said.at and e.role not in (END, LEVEL, P)]
        if not before or before[-1].role != SAID_SHARE:
            return NumberJudged(said, BOUND)
        fitting = self._narrow(self._of_role(SAID_SHARE))
        those = [each for each in fitting if self._fits_any(before[-1], [each])]
        if not those or self._fits_any(said, those):
            return NumberJudged(said, BOUND)
        return NumberJudged(said, DRIFT, OTHER_N, those[0].told)

    def _find_near(self, said: NumberSaid) -> str | None:
        """The segment that a number stands at: the next that is named, before another number.

        Else the one before it, unless that is another number's: ``62% of the others … 88%``.
        """
        shares = [each.at for each in self.numbers if each.role == SAID_SHARE]
        following = min((at for at in shares if at > said.at), default=math.inf)
        after = [name for at, name in self.segments if said.at < at < following]
        before = [(at, name) for at, name in self.segments if at < said.at]
        if after or not before:
            return after[0] if after else None
        at, name = before[-1]
        earlier = [share for share in shares if share < said.at]
        taken = any(share > at or self._is_of(share, at) for share in earlier)
        return None if taken else name

    def _is_of(self, share: int, segment: int) -> bool:
        """Whether a share is said to be ``of`` the segment named there."""
        keys, after = self.sentence.keys, share + 2
        size = max(self.words.begins("of", keys, after), self.words.begins("everyone", keys, after))
        return bool(size) and segment - after <= OF_WITHIN

    def _in_order(self) -> bool:
        """Whether shares fit the segments in the order in which both are named."""
        shares = [each for each in self.numbers if each.role == SAID_SHARE]
        if len(shares) != len(self.segments):
            return False
        return all(
            self._fits_any(said, [e for e in self.figures if e.segment == name and e.is_in_percent])
            for said, (_, name) in zip(shares, self.segments, strict=True)
        )

    def _is_alone(self, said: NumberSaid, those: Sequence[KnownFigure]) -> bool:
        """Whether no segment needs to be named: one finding, of everyone or told by its other half.

        What other studies found of some workers is no finding of this one.
        """
        beside = [each for each in self.numbers if each.role == said.role and each != said]
        told = any(self._fits_any(each, those) for each in beside)
        return len({each.told for each in those}) == 1 and (told or not those[0].segment)

    def _find_drift(self, said: NumberSaid, fitting: Sequence[KnownFigure]) -> NumberJudged:
        """A number that no figure of the subject has, where it is clear which one is meant."""
        named = any(self.named)
        kind = {SAID_SHARE: SHARE, SAID_POINTS: POINTS, TIMES: RATIO}.get(said.role, "")
        those = [each for each in fitting if (not kind or each.kind == kind)]
        if not those or not (named or self._is_alone(said, those)):
            return NumberJudged(said, UNBOUND)
        others = [
            each for each in self.figures
            if each not in those and any(fits(said, v) for v in _values(said.role, each))
            and (not kind or each.kind == kind)
        ]  # fmt: skip
        what = SWAPPED if others else OTHER_N if said.role == N else OTHER
        return NumberJudged(said, DRIFT, what, those[0].told)


def _values(role: str, figure: KnownFigure) -> tuple[float, ...]:
    low, high = figure.ends
    match role:
        case "n" | "base":
            return (float(figure.n),)
        case "count":
            return (float(figure.voiced),)
        case "p":
            return (figure.p,)
        case "end":
            return (low, high) if figure.kind in (RATIO, MEAN) else (100 * low, 100 * high)
        case "plain":
            return (figure.value,)
        case "more":
            return tell_changes(figure.value)
        case _ if figure.kind in (SHARE, POINTS):
            return (100 * figure.value,) if figure.kind == SHARE else (
                100 * figure.value, 100 * abs(figure.value))  # fmt: skip
        case _:
            return (figure.value,)


def tell_changes(times: float) -> tuple[float, ...]:
    """By how many per cent one is more than the other, and the other less than the one."""
    return (100 * abs(times - 1), 100 * abs(1 / times - 1)) if times else (100.0,)


def _pair_counts(numbers: Sequence[NumberSaid]) -> dict[int, tuple[NumberSaid, NumberSaid]]:
    """Token → the count and the size to which its number belongs: both, and a share beside them."""
    found: dict[int, tuple[NumberSaid, NumberSaid]] = {}
    for place, (count, base) in enumerate(pairwise(numbers)):
        if (count.role, base.role) != (COUNT, BASE):
            continue
        found[count.at] = found[base.at] = (count, base)
        before = numbers[place - 1] if place else None
        after = numbers[place + 2] if place + 2 < len(numbers) else None
        for share, gap in ((before, 2), (after, BESIDE + 1)):
            if share and share.role == SAID_SHARE and 0 < abs(share.at - (
                count.at if share is before else base.at)) <= gap:  # fmt: skip
                found[share.at] = (count, base)
    return found


def _has_ends(figure: KnownFigure, low: NumberSaid, high: NumberSaid) -> bool:
    ends = _values(END, figure)
    return fits(low, ends[0]) and fits(high, ends[1])


def fits(said: NumberSaid, value: float) -> bool:
    """Whether a number is a value at the precision at which it is printed."""
    if math.isnan(value) or math.isinf(value):
        return False
    if said.key.startswith(("<", ">")):
        limit = max(said.values, default=math.nan)
        return value <= limit if said.key.startswith("<") else value >= limit
    places = count_places(said.key)
    if said.role in (SAID_SHARE, SAID_POINTS) and not int(said.key.rpartition(".")[2]):
        places = 0  # 88.0 % is a share as it is printed
    exact = Decimal(f"{value:.12g}")
    rounded = {
        float(exact.quantize(Decimal(1).scaleb(-n), ROUND_HALF_UP)) for n in {places, 0}
        if n == places or places == 3
    }  # fmt: skip
    return any(abs(one - other) < 1e-9 for one in said.values for other in rounded)


__all__ = ["BASE", "COUNT", "END", "FigureCheck", "NumberJudged", "P", "fits"]
