"""How far coders agree, where they differ, and what they take for each other."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, field

from interviewkit.model.finding import Interval
from interviewkit.model.transcript import Turn

CODE, THEME, POOLED = "code", "theme", "pooled"

PEOPLE, EVERYONE = "people", "all"
POOLS = (PEOPLE, EVERYONE)
"""Whom one figure may be pooled over: people among each other, or whoever is named."""

BETWEEN_PEOPLE, BETWEEN_MACHINES = "people", "machines"
WITH_MACHINE, WITH_CONSENSUS, MIXED = "person and machine", "person and consensus", "mixed"

HEADINGS: Mapping[str, str] = {
    BETWEEN_PEOPLE: "agreement between people",
    WITH_MACHINE: "agreement with the machine",
    WITH_CONSENSUS: "agreement with the consensus",
    BETWEEN_MACHINES: "agreement between machines",
    MIXED: "people and machines pooled",
}
"""Who is compared with whom → what that is called."""

CAUTIONS: Mapping[str, str] = {
    WITH_MACHINE: "agreement with the machine, which is no intercoder reliability",
    WITH_CONSENSUS: "the consensus is made of what people said: agreeing with it shows nothing",
    BETWEEN_MACHINES: "machines share patterns and examples, so this is no intercoder reliability",
    MIXED: "people and machines are pooled, as was asked: this is no intercoder reliability",
}
"""What must be said beside any other agreement than that between people."""


@dataclass(frozen=True, slots=True)
class Comparison:
    """How coders are to be compared.

    ``unit`` is what is judged as one: ``turn``, ``passage``, ``participant`` or ``character``.
    ``values``: ``presence`` of a code, or the ``polarity`` that those gave who found it, whose
    order ``level`` takes as ``nominal``, ``ordinal`` or ``interval``. Intervals come from
    ``resamples`` draws of people with ``seed``, and cover ``confidence``. ``pool`` says whom one
    figure is pooled over where there are more than two coders: ``people`` among each other, the
    machines apart, or ``all``.
    """

    unit: str = "turn"
    values: str = "presence"
    level: str = "nominal"
    seed: int = 0
    resamples: int = 1000
    confidence: float = 0.95
    pool: str = PEOPLE


@dataclass(frozen=True, slots=True)
class Measured:
    """One measure of agreement.

    ``value`` is ``nan`` where it is not defined. ``interval`` resamples people and is ``None``
    where they are too few. ``standard_error`` is what it would be if units were independent.
    ``turns`` is on how many turns it rests where that is not told by its row: what compares whole
    sets of codes needs turns that were read for all of them.
    """

    name: str
    value: float
    interval: Interval | None = None
    standard_error: float = math.nan
    turns: int | None = None


@dataclass(frozen=True, slots=True)
class CoderPair:
    """What two coders have read: turns each, turns ``both``, and the ``units`` compared there."""

    first: str
    second: str
    first_read: int
    second_read: int
    both: int
    units: int

    @property
    def coders(self) -> tuple[str, str]:
        return self.first, self.second


@dataclass(frozen=True, slots=True)
class Agreement:
    """How far coders agree on one code or theme over the units that they have read.

    ``percent`` is the share of pairs of coders, 0 to 1, that agree on a unit. ``both`` counts
    the units in which every coder found the code, ``neither`` those in which none did; ``only_a``
    and ``only_b`` tell two coders apart. ``kappa`` is Cohen's (with more than two coders
    Conger's), ``nan`` where it is not defined. ``kind`` is ``code``, ``theme`` or ``pooled``,
    ``values`` what was compared, ``presence`` or ``polarity``; ``people`` is how many
    participants the units come from. ``coders`` are those who read for it, ``between`` is who they
    are (:data:`HEADINGS`), and ``pairs`` tells for each two of all that were named how much they
    read in common: a figure over several coders comes from these pairs alone.
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
    between: str = BETWEEN_PEOPLE
    pairs: tuple[CoderPair, ...] = ()
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
        if self.both and self.neither:
            return f"{who} found each code in every {self.unit} or in none, so chance explains it"
        if self.values != "presence":
            return f"{who} gave every {self.unit} the same polarity, so chance explains it all"
        return f"{who} found it {answer} in every {self.unit}, so chance explains it all"

    def measure(self, name: str) -> Measured:
        """The measure of that name, not defined where this was not measured."""
        return next((each for each in self.measures if each.name == name), Measured(name, math.nan))


@dataclass(frozen=True, slots=True)
class CodersCompared:
    """Coders who are held against each other, and how far they agree, a row a code.

    ``between`` says who they are. Two who have read nothing in common have one row, without units,
    that says so.
    """

    coders: tuple[str, ...]
    between: str = BETWEEN_PEOPLE
    figures: tuple[Agreement, ...] = ()

    @property
    def pooled(self) -> Agreement | None:
        """The row over all codes."""
        return next((each for each in self.figures if each.kind == POOLED), None)

    @property
    def has_overlap(self) -> bool:
        """Whether two of them have read anything in common."""
        return any(each.n for each in self.figures)


@dataclass(frozen=True, slots=True)
class Matched:
    """How one coder's codings of one code match those of the coder taken as reference.

    ``kappa`` and its interval are those of :class:`Agreement` between the two. ``note`` says why
    there is nothing to tell of a coder, or what was not compared.
    """

    code: str
    coder: str
    unit: str
    n: int
    kappa: Measured
    precision: Measured
    recall: Measured
    f1: Measured
    kind: str = CODE
    right: int = 0
    invented: int = 0
    missed: int = 0
    note: str = ""


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
