"""Segments that a quantile cannot make, because everyone gives the same answer."""

from __future__ import annotations

import ast
from collections.abc import Iterable, Iterator

from interviewkit.model import Segment
from interviewkit.survey.answers import Answers
from interviewkit.survey.rule import parse_rule
from interviewkit.survey.rule_grammar import columns_of, is_call


def undivided(segments: Iterable[Segment], answers: Answers) -> Iterator[str]:
    """What is to be said of rules whose quantile or median is of a column of one single answer.

    Raises:
        RuleError: a rule is not valid.
    """
    for segment in segments:
        for column in dict.fromkeys(_divided(segment.rule)):
            if column not in answers.columns:
                continue
            given = list(answers.table[column].dropna().unique())
            if len(given) == 1:
                yield (
                    f"segment {segment.name!r} asks for a quantile of {column}, "
                    f"but everyone answers {_shown(given[0])}: it divides nobody"
                )


def _shown(answer: object) -> str:
    return f"{answer:g}" if isinstance(answer, float) else str(answer)


def _divided(rule: str) -> Iterator[str]:
    for node in ast.walk(parse_rule(rule).tree):
        if is_call(node, "quantile") or is_call(node, "median"):
            yield from columns_of(node)
