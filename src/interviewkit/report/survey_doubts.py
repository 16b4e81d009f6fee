"""What a reader should know of survey figures: of whom they are, few people, missing answers."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Sequence

from interviewkit.model import Estimate, Interval
from interviewkit.model.estimate import FEWEST
from interviewkit.report.plain_words import name_everyone
from interviewkit.report.survey_charts import name_segment
from interviewkit.report.voices import Cast
from interviewkit.wording.numbers import (
    HARD_SPACE,
    count,
    effective_n,
    interval_named,
    mean_range,
    percent,
    percent_range,
)
from interviewkit.wording.words import join_words, lower_first_letter

SILENCE = 0.05
"""From this share of people without an answer on, it is told what they might have changed."""
NAMED = 6
"""So many figures are told by name; of more it is said how many."""


def describe_basis(estimates: Sequence[Estimate], cast: Cast, *, whiskers: bool = True) -> str:
    """``Executives (n = 1,250) and employees (n = 625). Whiskers: 95% intervals.``"""
    most: dict[str, int] = {}
    variables: dict[str, set[str]] = {}
    for each in estimates:
        most[each.segment] = max(most.get(each.segment, 0), each.n)
        variables.setdefault(each.segment, set()).add(each.variable)
    names = [
        f"{name_segment(name, cast, variables[name])} (n{HARD_SPACE}={HARD_SPACE}{count(n)})"
        for name, n in most.items()
    ]
    told = f"{_some([names[0], *map(lower_first_letter, names[1:])])}." if names else ""
    if not whiskers or not any(each.interval for each in estimates):
        return told
    return f"{told} Whiskers: {interval_named(each.interval for each in estimates)}s."


def list_doubts(estimates: Sequence[Estimate], cast: Cast) -> str:
    """Sentences for a note below a chart, each beginning with a blank; empty where all is well."""
    return _join(_thin(estimates, cast), _silent(estimates, cast))


def describe_doubts(estimates: Sequence[Estimate], cast: Cast) -> str:
    """As :func:`list_doubts`, with the safer intervals, for a note below a table."""
    return _join(_thin(estimates, cast), _extreme(estimates, cast), _silent(estimates, cast))


def _join(*texts: str) -> str:
    return "".join(f" {text}" for text in texts if text)


def _thin(estimates: Sequence[Estimate], cast: Cast) -> str:
    """Kish's number once a segment, its least: the levels of one question share it."""
    worth: dict[str, float] = {}
    for each in (each for each in estimates if each.is_thin):
        name = _segment(each, cast)
        worth[name] = min(worth.get(name, math.inf), each.worth)
    if not worth:
        return ""
    those = _some(f"{name} ({effective_n(n)})" for name, n in worth.items())
    return f"Fewer than {FEWEST} people’s worth of answers, an indication only: {those}."


def _extreme(estimates: Sequence[Estimate], cast: Cast) -> str:
    """Korn and Graubard's interval beside that of the whiskers."""
    name = _namer(estimates, cast)
    shown = [
        f"{name(each)} {percent_range(each.beside)}"
        for each in estimates
        if each.beside is not None
    ]
    return f"Korn and Graubard’s interval, safer here: {_some(shown)}." if shown else ""


def _silent(estimates: Sequence[Estimate], cast: Cast) -> str:
    name, shown = _namer(estimates, cast), []
    for each in estimates:
        who = each.unanswered
        if who is not None and who.share >= SILENCE:
            shown.append(f"{name(each)} {percent(who.share)}{_bounds(each)}")
    if not shown:
        return ""
    what = "No answer (in brackets the figure if all of them had given the least, or the most)"
    return f"{what}: {_some(shown)}."


def _bounds(each: Estimate) -> str:
    who = each.unanswered
    if who is None or math.isnan(who.low):
        return ""
    show = percent_range if each.kind == "share" else mean_range
    return f" ({show(Interval(who.low, who.high))})"


def _namer(estimates: Sequence[Estimate], cast: Cast) -> Callable[[Estimate], str]:
    """What tells these figures apart: the segment, with the question or answer where needed."""
    questions = len({each.variable for each in estimates}) > 1
    answers = len({each.level for each in estimates} | {"yes"}) > 2

    def name(each: Estimate) -> str:
        question = cast.variable(each.variable) if questions else ""
        answer = each.answer if answers else ""
        what = ": ".join(filter(None, (question, answer)))
        return f"{_segment(each, cast)}, {what}," if what else _segment(each, cast)

    return name


def _segment(each: Estimate, cast: Cast) -> str:
    return cast.titles.get(each.segment, each.segment) or name_everyone(each.variable, cast)


def _some(texts: Iterable[str]) -> str:
    told = list(texts)
    more = [f"{count(len(told) - NAMED)}{HARD_SPACE}more"] if len(told) > NAMED else []
    return join_words([*told[:NAMED], *more])
