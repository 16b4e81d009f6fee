"""What a survey holds, for looking at it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from interviewkit.errors import Problem
from interviewkit.model.participant import Variable
from interviewkit.model.scale import Reliability


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
