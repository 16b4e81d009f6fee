"""What a sentence makes of a figure: a share told as a risk, "most" under half, a claimed cause."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from interviewkit.checking.figures_known import (
    MEAN,
    POINTS,
    RATIO,
    SHARE,
    KnownFigure,
    KnownFigures,
)
from interviewkit.checking.figures_said import fits, tell_changes
from interviewkit.checking.reading_words import ReadingWords
from interviewkit.checking.sentences import MORE, DocumentSentence, NumberSaid
from interviewkit.checking.sentences import SHARE as SAID_SHARE

RISK = "a share told as a relative risk"
PER_CENT_OF_POINTS = "points told as per cent"
OTHER_RISK = "a relative difference that the study has not"
MOST_UNDER_HALF = "“most” of what is no more than half"
OTHER_RATIO = "another ratio"
OTHER_FRACTION = "another part in words"
CAUSE = "a cause claimed for an association"
SIGNIFICANT = "“significant” for what may be chance"

AT_RATIO = 0.12
"""By so much of itself a ratio may differ from "twice" and still be told so."""
AT_FRACTION = 0.035


@dataclass(frozen=True, slots=True)
class SenseFault:
    """What is wrong with the sense of a sentence; ``at`` is the token at which it shows."""

    what: str
    at: int
    told: str
    hint: str = ""


class SenseCheck:
    """One sentence, the figures that it speaks of, and the words of all languages."""

    def __init__(
        self,
        sentence: DocumentSentence,
        numbers: Sequence[NumberSaid],
        known: KnownFigures,
        level: float = 0.95,
    ) -> None:
        self.keys, self.numbers, self.level = sentence.keys, numbers, level
        self.words: ReadingWords = known.words
        self.subjects = known.about(self.keys)
        self.figures = known.of(self.subjects)
        self.named = known.find_segments(self.keys, self.subjects)
        self.is_denied = bool(self.words.words("negations") & set(self.keys))

    def find(self) -> Iterator[SenseFault]:
        """All that is wrong with what the sentence makes of its figures."""
        yield from self._relative_risks()
        if not self.figures:
            return
        yield from self._most()
        yield from self._ratios()
        yield from self._fractions()
        yield from self._causes()
        yield from self._significance()

    @property
    def relative(self) -> list[NumberSaid]:
        """Numbers that are told as so many per cent more or less."""
        return [each for each in self.numbers if each.role == MORE]

    def _of(self, *kinds: str) -> list[KnownFigure]:
        """The figures of these kinds, of the segments that are named where some are."""
        named = {name for _, name in self.named}
        those = [each for each in self.figures if each.kind in kinds]
        return [each for each in those if {each.segment, each.against} & named] or those

    def _relative_risks(self) -> Iterator[SenseFault]:
        for said in self.relative:
            ratios, rest = self._of(RATIO), self._of(SHARE, POINTS)
            if any(fits(said, change) for each in ratios for change in tell_changes(each.value)):
                continue
            shares = [e for e in rest if e.kind == SHARE and fits(said, 100 * e.value)]
            points = [e for e in rest if e.kind == POINTS and fits(said, 100 * abs(e.value))]
            if points and not shares:
                hint = f"write “{said.key} percentage points”"
                yield SenseFault(PER_CENT_OF_POINTS, said.at, points[0].told, hint)
            elif shares:
                yield SenseFault(RISK, said.at, _tell(shares[0], ratios), _correct(ratios))
            elif ratios and len(self.subjects) == 1:
                yield SenseFault(OTHER_RISK, said.at, ratios[0].told, _correct(ratios))

    def _most(self) -> Iterator[SenseFault]:
        if self.is_denied:
            return  # most of those who did not, perhaps
        for at in self._find_most():
            shares = self._shares_at(at)
            if shares and all(each.value <= 0.5 for each in shares):
                yield SenseFault(MOST_UNDER_HALF, at, shares[0].told)

    def _find_most(self) -> Iterator[int]:
        yield from (at for at, _ in self.words.find("most", self.keys))
        most_of, unless = self.words.words("most_of"), self.words.words("unless_after")
        for at, end in self.words.find("most_before", self.keys):
            previous = self.keys[at - 1] if at else ""
            following = self.keys[end] if end < len(self.keys) else ""
            starts_name = any(place == end for place, _ in self.named)
            if previous not in unless and (following in most_of or starts_name):
                yield at

    def _shares_at(self, at: int) -> list[KnownFigure]:
        """The shares that a quantifier is of: of the segment that follows, or of everyone.

        Where the sentence itself gives one share that the study has, it is that one.
        """
        shares = [each for each in self.figures if each.kind == SHARE]
        said = [each for each in self.numbers if each.role == SAID_SHARE]
        given = [each for each in shares if any(fits(one, 100 * each.value) for one in said)]
        if len(said) == 1 and given:
            return given
        after = next((name for place, name in self.named if place >= at), None)
        name = (self.named[0][1] if self.named else "") if after is None else after
        return [each for each in shares if each.segment == name]

    def _ratios(self) -> Iterator[SenseFault]:
        ratios = self._of(RATIO)
        if not ratios:
            return
        for at, _, value in self.words.find_values("ratios", self.keys):
            near = [v for each in ratios for v in (each.value, 1 / each.value if each.value else 0)]
            is_near = any(abs(each / value - 1) <= AT_RATIO for each in near)
            if not is_near and not self._is_bound(at, value, near):
                yield SenseFault(OTHER_RATIO, at, ratios[0].told)

    def _fractions(self) -> Iterator[SenseFault]:
        shares = [each for each in self.figures if each.kind == SHARE]
        if len(self.subjects) != 1 or not shares:
            return
        for at, _, value in self.words.find_values("shares", self.keys):
            meant = self._shares_at(at) or shares
            is_near = any(abs(each - value) <= AT_FRACTION for each in self._list_shares(shares))
            if not is_near and not self._is_bound(at, value, self._list_shares(meant)):
                yield SenseFault(OTHER_FRACTION, at, meant[0].told)

    def _list_shares(self, shares: Sequence[KnownFigure]) -> list[float]:
        """These shares, and in a sentence with a *not* those of all others."""
        values = [each.value for each in shares]
        return [*values, *(1 - value for value in values)] if self.is_denied else values

    def _is_bound(self, at: int, value: float, near: Sequence[float]) -> bool:
        """Whether what is said is "more than" or "less than" a value, and one of these is so."""
        before = [
            kind for kind in ("above", "below")
            if any(end == at for _, end in self.words.find(kind, self.keys))
        ]  # fmt: skip
        return any((each > value) == (kind == "above") for kind in before for each in near)

    def _causes(self) -> Iterator[SenseFault]:
        """A cause is claimed where a difference between people is all that is known."""
        tied = self._of(POINTS, RATIO)
        if not tied and (self.named or self.numbers):
            tied = self._of(SHARE, MEAN)
        hedges = self.words.words("hedges")
        for at, _ in self.words.find("causes", self.keys):
            if tied and not hedges & set(self.keys[max(0, at - 5) : at]):
                hint = "say that they go together; the study did not set out who was what"
                yield SenseFault(CAUSE, at, tied[0].told, hint)
                return

    def _significance(self) -> Iterator[SenseFault]:
        tested = [each for each in self._of(POINTS) if not math.isnan(each.p)]
        if not tested or not self.words.find("significant", self.keys):
            return
        at = self.words.find("significant", self.keys)[0][0]
        denied = bool(self.words.words("hedges") & set(self.keys[max(0, at - 3) : at]))
        is_sure = [each.p < 1 - self.level for each in tested]
        if not denied and not any(is_sure):
            yield SenseFault(SIGNIFICANT, at, tested[0].told)


def _tell(share: KnownFigure, ratios: Sequence[KnownFigure]) -> str:
    """The share as the study tells it, with the comparison that is meant where there is one."""
    of = [each for each in ratios if share.segment in (each.segment, each.against)] or ratios
    return of[0].told if of else share.told


def _correct(ratios: Sequence[KnownFigure]) -> str:
    if not ratios or math.isnan(ratios[0].value):
        return "a share is of those people; it is no risk that is so much larger"
    times = ratios[0].value
    change = round(100 * abs(times - 1))
    more = "more" if times >= 1 else "less"
    return f"{times:.2f} times as many: {change} % {more}, not the share itself"
