"""A figure of the survey as study.toml asks for it: which answers, of whom, drawn how."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from interviewkit.model.estimate import Estimate

SHARES, STACKED, MEANS = "shares", "stacked", "means"
"""How it is drawn: bars of shares, whole answer scales, bars of means."""


@dataclass(frozen=True, slots=True)
class SurveyFigure:
    """A figure that study.toml asks for.

    ``variables`` maps each variable to the words that stand beside it; ``among`` are segments, the
    empty one being everyone. ``levels`` are the answers shown, empty for all; of a stack, which
    shows all, those that are told of it. ``several`` says that the variables are options of one
    question, of which people may tick more than one.
    """

    title: str
    kind: str
    variables: Mapping[str, str]
    among: tuple[str, ...] = ("",)
    levels: tuple[str, ...] = ()
    several: bool = False

    def choose(self, estimates: Iterable[Estimate]) -> list[Estimate]:
        """Those of the estimates that it shows, by variable and then by segment.

        Shares of several questions come by their size in the first segment, the largest first.
        """
        kind = "mean" if self.kind == MEANS else "share"
        shown = ("yes", *self.levels) if self.levels and self.kind != STACKED else ()
        places = {name: place for place, name in enumerate(self.among)}
        found = [
            each
            for each in estimates
            if each.variable in self.variables
            and each.segment in places
            and each.kind == kind
            and (not shown or each.level in shown)
        ]
        order = {name: (0.0, place) for place, name in enumerate(self.variables)}
        if kind == "share" and self.kind == SHARES:
            order |= {e.variable: (-_size(e), order[e.variable][1]) for e in reversed(found)
                      if e.segment == self.among[0]}  # fmt: skip
        return sorted(found, key=lambda each: (order[each.variable], places[each.segment]))


def _size(each: Estimate) -> float:
    return 0.0 if math.isnan(each.value) else each.value


@dataclass(frozen=True, slots=True)
class DrawnFigure:
    """A figure with its estimates; ``titles`` are the words for its segments."""

    figure: SurveyFigure
    estimates: tuple[Estimate, ...]
    titles: Mapping[str, str] = field(default_factory=dict)
