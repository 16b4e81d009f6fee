"""Numbers in an analyst's own sentences, held against the figures that the sentence speaks of."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

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
        self.numbers = numbers
        self.subjects = known.about(sentence.keys)
        self.figures = known.of(self.subjects)
        self.segments = known.find_segments(sentence.keys, self.subjects)

    def judge(self) -> Iterator[NumberJudged]:
        """A verdict for each number of the sentence."""
        for said in self.numbers:
            yield self._judge(said) if self.figures else NumberJudged(said, UNBOUND)

    def _judge(self, said: NumberSaid) -> NumberJudged:
        if said.role == LEVEL:
            return NumberJudged(said, BOUND)
        fitting = self._narrow(self._of_role(said.role))
        if any(fits(said, value) for figure in fitting for value in _values(said.role, figure)):
            return self._suspect_swap(said)
        if said.role in (SAID_SHARE, SAID_POINTS, TIMES, N, COUNT) and len(self.subjects) == 1:
            return self._find_drift(said, fitting)
        return NumberJudged(said, UNBOUND)

    def _of_role(self, role: str) -> list[KnownFigure]:
        kinds = {
            SAID_SHARE: (SHARE,), SAID_POINTS: (POINTS,), TIMES: (RATIO,), PLAIN: (MEAN, RATIO),
        }.get(role, (SHARE, POINTS, RATIO, MEAN))  # fmt: skip
        return [each for each in self.figures if each.kind in kinds]

    def _narrow(self, figures: Sequence[KnownFigure]) -> list[KnownFigure]:
        """The figures of the segments that are named; all where none is."""
        named = {name for _, name in self.segments}
        ours = [e for e in figures if e.segment in named and (not e.against or e.kind != SHARE)]
        return ours or list(figures)

    def _suspect_swap(self, said: NumberSaid) -> NumberJudged:
        """A share that is right of another segment named here, and not of the one it stands at."""
        if said.role != SAID_SHARE or len({name for _, name in self.segments}) < 1:
            return NumberJudged(said, BOUND)
        shares = [each for each in self.figures if each.kind == SHARE]
        near = self._find_near(said)
        own = [each for each in shares if each.segment == near]
        if not own or any(fits(said, 100 * each.value) for each in own) or self._in_order():
            return NumberJudged(said, BOUND)
        return NumberJudged(said, DRIFT, SWAPPED, own[0].told)

    def _find_near(self, said: NumberSaid) -> str:
        """The segment that a number stands at: the next that is named, before another number."""
        shares = [each.at for each in self.numbers if each.role == SAID_SHARE]
        following = min((at for at in shares if at > said.at), default=math.inf)
        after = [name for at, name in self.segments if said.at < at < following]
        before = [name for at, name in self.segments if at < said.at]
        return after[0] if after else before[-1] if before else ""

    def _in_order(self) -> bool:
        """Whether shares fit the segments in the order in which both are named."""
        shares = [each for each in self.numbers if each.role == SAID_SHARE]
        if len(shares) != len(self.segments):
            return False
        return all(
            any(
                each.segment == name and each.kind == SHARE and fits(said, 100 * each.value)
                for each in self.figures
            )
            for said, (_, name) in zip(shares, self.segments, strict=True)
        )

    def _find_drift(self, said: NumberSaid, fitting: Sequence[KnownFigure]) -> NumberJudged:
        """A number that no figure of the subject has, where it is clear which one is meant."""
        named = {name for _, name in self.segments}
        kind = {SAID_SHARE: SHARE, SAID_POINTS: POINTS, TIMES: RATIO}.get(said.role, "")
        those = [each for each in fitting if (not kind or each.kind == kind)]
        if not those or not (named or len({each.told for each in those}) == 1):
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
        case _ if figure.kind in (SHARE, POINTS):
            return (100 * figure.value,) if figure.kind == SHARE else (
                100 * figure.value, 100 * abs(figure.value))  # fmt: skip
        case _:
            return (figure.value,)


def fits(said: NumberSaid, value: float) -> bool:
    """Whether a number is a value at the precision at which it is printed."""
    if math.isnan(value) or math.isinf(value):
        return False
    if said.key.startswith(("<", ">")):
        limit = max(said.values, default=math.nan)
        return value <= limit if said.key.startswith("<") else value >= limit
    places = count_places(said.key)
    exact = Decimal(f"{value:.12g}")
    rounded = {
        float(exact.quantize(Decimal(1).scaleb(-n), ROUND_HALF_UP)) for n in {places, 0}
        if n == places or places == 3
    }  # fmt: skip
    return any(abs(one - other) < 1e-9 for one in said.values for other in rounded)


__all__ = ["BASE", "COUNT", "END", "FigureCheck", "NumberJudged", "P", "fits"]
