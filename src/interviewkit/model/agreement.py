"""How far coders agree, where they differ, and what they take for each other."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, field

from interviewkit.model.finding import Interval
from interviewkit.model.transcript import Turn

CODE, THEME, POOLED = "code", "theme", "pooled"


@dataclass(frozen=True, slots=True)
class Comparison:
    """How coders are to be compared.

    ``unit`` is what is judged as one: ``turn``, ``passage``, ``participant`` or ``character``.
    ``values``: ``presence`` of a code, or the ``polarity`` that those gave who found it, whose
    order ``level`` takes as ``nominal``, ``ordinal`` or ``interval``. Intervals come from
    ``resamples`` draws of people with ``seed``, and cover ``confidence``.
    """

    unit: str = "turn"
    values: str = "presence"
    level: str = "nominal"
    seed: int = 0
    resamples: int = 1000
    confidence: float = 0.95


@dataclass(frozen=True, slots=True)
class Measured:
    """One measure of agreement.

    ``value`` is ``nan`` where it is not defined. ``interval`` resamples people and is ``None``
    where they are too few. ``standard_error`` is what it would be if units were independent.
    """

    name: str
    value: float
    interval: Interval | None = None
    standard_error: float = math.nan


@dataclass(frozen=True, slots=True)
class Agreement:
    """How far coders agree on one code or theme over the units that they have read.

    ``percent`` is the share of pairs of coders, 0 to 1, that agree on a unit. ``both`` counts
    the units in which every coder found the code, ``neither`` those in which none did; ``only_a``
    and ``only_b`` tell two coders apart. ``kappa`` is Cohen's (with more than two coders
    Conger's), ``nan`` where it is not defined. ``kind`` is ``code``, ``theme`` or ``pooled``,
    ``values`` what was compared, ``presence`` or ``polarity``; ``people`` is how many
    participants the units come from.
    """

    code: str
    unit: str
    n: int
    percent: float
    kappa: float
    both: int = 0
    only_a: int = 0
    only_b: int = 0
    neither: int = 0
    kind: str = CODE
    values: str = "presence"
    coders: tuple[str, ...] = ()
    people: int = 0
    measures: tuple[Measured, ...] = ()
    notes: tuple[str, ...] = ()
    advice: str = ""

    @property
    def found(self) -> int:
        """In how many units at least one coder found it: agreement on the rest is on absence."""
        return self.n - self.neither

    @property
    def why_undefined(self) -> str:
        """Why kappa is ``nan``, in words for a reader; empty where it is a number."""
        if not math.isnan(self.kappa):
            return ""
        who = "both coders" if len(self.coders) <= 2 else "the coders"
        if not self.n:
            return f"there is no {self.unit} that {who} have read"
        answer = "present" if self.both else "absent"
        if self.values != "presence":
            return f"{who} gave every {self.unit} the same polarity, so chance explains it all"
        return f"{who} found it {answer} in every {self.unit}, so chance explains it all"

    def measure(self, name: str) -> Measured:
        """The measure of that name, not defined where this was not measured."""
        return next((each for each in self.measures if each.name == name), Measured(name, math.nan))


@dataclass(frozen=True, slots=True)
class Matched:
    """How one coder's codings of one code match those of the coder taken as reference."""

    code: str
    coder: str
    unit: str
    n: int
    precision: Measured
    recall: Measured
    f1: Measured
    kind: str = CODE
    right: int = 0
    invented: int = 0
    missed: int = 0


@dataclass(frozen=True, slots=True)
class Disagreement:
    """A unit on whose code coders differ.

    ``says`` maps each coder who has read it to ``+``, ``-``, ``±`` (both) or empty (not found);
    ``quotes`` to what they marked there. ``text`` is the unit itself.
    """

    turn: Turn
    participant: str
    code: str
    text: str
    says: Mapping[str, str] = field(default_factory=dict)
    quotes: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Confusion:
    """What two coders take for each other.

    ``counts[row][column]`` is the number of units in which ``coders[0]`` found the row's code
    where ``coders[1]`` found the column's. On the diagonal both found it; off it each found one
    that the other did not. The last row and column stand for *nothing instead*.
    """

    coders: tuple[str, str]
    unit: str
    codes: tuple[str, ...]
    counts: tuple[tuple[int, ...], ...]
