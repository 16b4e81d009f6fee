"""What a survey holds, for looking at it: values, and how well items of a scale go together."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from interviewkit.errors import Problem
from interviewkit.model.finding import Interval
from interviewkit.model.participant import Variable


@dataclass(frozen=True, slots=True)
class Reliability:
    """A scale of the survey and its reliability.

    ``n`` counts the people who answered every item, over whom ``alpha`` (Cronbach's) and ``omega``
    (McDonald's total, of one factor) are taken, both unweighted; ``scored`` those who got a score.
    Each is ``None`` where it cannot be had, and ``notes`` say why. ``rest`` are the correlations
    of each item with the sum of the others, parallel to ``items``.
    """

    scale: str
    items: tuple[str, ...]
    reverse: tuple[str, ...] = ()
    score: str = "mean"
    label: str = ""
    n: int = 0
    scored: int = 0
    alpha: float | None = None
    alpha_interval: Interval | None = None
    omega: float | None = None
    rest: tuple[float | None, ...] = ()
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ValueCount:
    """One answer to a variable and how many gave it.

    ``share`` is of those who answered, ``weighted`` the same by weights; both are ``None`` for
    kinds of missing. ``code`` is the file's code, if it has one.
    """

    value: str
    n: int
    code: str = ""
    share: float | None = None
    weighted: float | None = None


@dataclass(frozen=True, slots=True)
class SurveyView:
    """A survey as it is read now: its variables, scales, sets, and what is wrong with the file.

    ``rows`` counts the rows that are kept; ``counts`` how many gave each value, for variables that
    have levels, by name; ``sets`` are the titles of questions with several columns, by name.
    """

    source: str
    rows: int
    variables: tuple[Variable, ...] = ()
    scales: tuple[Reliability, ...] = ()
    counts: Mapping[str, tuple[ValueCount, ...]] = field(default_factory=dict)
    sets: Mapping[str, str] = field(default_factory=dict)
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True, slots=True)
class VariableView:
    """One variable, or a question with several columns, in full.

    ``counts`` has its values in order and then the kinds of missing; ``figures`` the summaries of
    a number, date or text, by name.
    """

    name: str
    title: str
    type: str
    counts: tuple[ValueCount, ...] = ()
    figures: Mapping[str, object] = field(default_factory=dict)
    part_of: str = ""
    made_from: str = ""
    problems: tuple[Problem, ...] = ()
