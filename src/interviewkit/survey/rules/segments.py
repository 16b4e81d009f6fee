"""Segments: who belongs to them, in the survey and among the people of the conversations."""

from __future__ import annotations

import ast
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from interviewkit.errors import RuleError, did_you_mean
from interviewkit.model import Participant, Segment
from interviewkit.model.participant import PLAIN_ROLE
from interviewkit.survey.answers import Answers, convert_value
from interviewkit.survey.columns.column_types import type_column
from interviewkit.survey.people.link import Link
from interviewkit.survey.rules.derived import note_constants
from interviewkit.survey.rules.rule import Rule, parse_rule
from interviewkit.survey.rules.rule_grammar import is_call, list_columns

if TYPE_CHECKING:
    import pandas as pd

SURVEY, PARTICIPANTS, BOTH = "survey", "participants", "both"


@dataclass(frozen=True, slots=True)
class Members:
    """Who is in a segment.

    ``mask`` (n,) is over the rows of the table asked, ``names`` are the ids of the rows it
    selects. ``weighted_n`` is the sum of their weights, ``n`` their number. ``note`` says why a
    segment may be empty, or parts nobody from anybody, and is empty otherwise.
    """

    segment: Segment
    mask: NDArray[np.bool_] = field(repr=False)
    names: tuple[str, ...] = field(repr=False)
    n: int
    weighted_n: float
    note: str = ""


def find_segment_base(
    segment: Segment, answers: Answers | None, participant_columns: Sequence[str]
) -> str:
    """Who can answer a segment's rule: ``survey``, ``participants`` or ``both``.

    ``participants`` also stands for rules that mix columns of the participants file with
    columns of the survey: only linked people have both.

    Raises:
        RuleError: the rule is not valid, or names a column that neither has.
    """
    survey = set(answers.columns) if answers else set()
    people = set(participant_columns)
    columns = _rule(segment).columns
    for name in columns:
        if name not in survey | people:
            hint = did_you_mean(name, sorted(survey | people))
            raise RuleError(f"segment {segment.name!r}: there is no column {name!r}", hint=hint)
    if answers is None:
        return PARTICIPANTS
    if set(columns) <= survey:
        return BOTH if set(columns) <= people else SURVEY
    return PARTICIPANTS


def find_members(segment: Segment, answers: Answers) -> Members:
    """The respondents of a segment; quantiles and means in its rule are weighted.

    Raises:
        RuleError: the rule is not valid or needs a column that the survey does not have.
    """
    return _members(segment, answers.table, answers, answers.names, answers.weights)


def find_participants(segment: Segment, people: pd.DataFrame, answers: Answers | None) -> Members:
    """The people of the conversations in a segment, each of weight 1.

    ``people`` comes from :func:`build_segment_table`. Quantiles and means in the rule are those of
    the survey where there is one: a top quartile is the survey's, not the focus groups'.

    Raises:
        RuleError: the rule is not valid or needs a column that nobody has.
    """
    return _members(segment, people, answers, people["participant"], np.ones(len(people)))


def build_segment_table(
    participants: Iterable[Participant], answers: Answers | None = None, link: Link | None = None
) -> pd.DataFrame:
    """The people of the conversations, one row each, joined to their survey answers.

    Columns: participant, role, respondent, the attributes of the participants file, then the
    columns of the survey. Where both have a column, the participants file is believed and the
    survey fills its gaps; that somebody takes part, and no more, is such a gap of a role.
    Moderators are left out. A respondent of several waves gives the last.
    """
    import pandas as pd

    people = [person for person in participants if not person.is_moderator]
    attributes = dict.fromkeys(name for person in people for name in person.attributes)
    own: dict[str, Sequence[object]] = {
        "participant": [person.name for person in people],
        "role": [person.role for person in people],
        "respondent": [person.respondent for person in people],
    }
    columns = own | {
        name: [person.attributes.get(name) for person in people]
        for name in attributes
        if name not in own
    }
    table = pd.DataFrame({name: _typed(name, values) for name, values in columns.items()})
    if answers is None or link is None:
        return table
    return _join_survey_rows(table, answers, link)


def _join_survey_rows(people: pd.DataFrame, answers: Answers, link: Link) -> pd.DataFrame:
    """The table of people with each one's survey row beside it."""
    row_of = {name: row for row, name in enumerate(answers.names)}
    rows = [row_of.get(link.matched.get(name, ""), -1) for name in people["participant"]]
    survey = answers.table.reindex(rows).reset_index(drop=True)
    joined = people.copy()
    for name in answers.columns:
        if name not in people:
            joined[name] = survey[name]
        elif name == "role":
            told = people[name] != PLAIN_ROLE
            joined[name] = people[name].where(told, survey[name].astype("object"))
        elif people[name].dtype == survey[name].dtype:
            joined[name] = people[name].where(people[name].notna(), survey[name])
    return joined


def _typed(name: str, values: Sequence[object]) -> pd.Series:
    """An attribute as a typed column: "52" is a number here as it is in the survey."""
    if name in ("participant", "role", "respondent"):
        import pandas as pd

        return pd.Series([str(value) for value in values], dtype="object")
    cells = [convert_value(value) for value in values]
    texts = [
        f"{cell:.15g}" if isinstance(cell, float) else "" if cell is None else str(cell)
        for cell in cells
    ]
    return type_column(name, [text or None for text in texts]).values


@contextmanager
def _naming(segment: Segment) -> Iterator[None]:
    """Faults of a rule are told with the segment whose rule it is."""
    try:
        yield
    except RuleError as fault:
        raise RuleError(f"segment {segment.name!r}: {fault.message}", hint=fault.hint) from None


def _rule(segment: Segment) -> Rule:
    with _naming(segment):
        return parse_rule(segment.rule)


def _members(
    segment: Segment,
    table: pd.DataFrame,
    answers: Answers | None,
    ids: Iterable[object],
    weights: NDArray[np.float64],
) -> Members:
    rule = _rule(segment)
    with _naming(segment):
        if answers is None:
            mask = rule.over(table)
        else:
            mask = rule.over(table, answers.weights, everyone=answers.table, codes=answers.codes)
    names = tuple(str(name) for name, inside in zip(ids, mask, strict=True) if inside)
    note = _note(segment, rule, table, mask, answers.codes if answers else {})
    return Members(segment, mask, names, int(mask.sum()), float(weights[mask].sum()), note)


def _note(
    segment: Segment,
    rule: Rule,
    table: pd.DataFrame,
    mask: NDArray[np.bool_],
    codes: Mapping[str, Mapping[str, str]],
) -> str:
    """Why nobody is in a segment: a value that nobody gave, or simply nobody."""
    constant = next(note_constants(rule.tree, table), "")
    if constant:
        return f"segment {segment.name!r}: {constant}"
    if mask.any():
        return ""
    for name, text in _texts_compared(rule.tree):
        given = sorted({str(value) for value in table[name].dropna()})
        if text in codes.get(name, {}).values():
            continue
        if text not in given:
            said = f"segment {segment.name!r} is empty: nobody has {name} {text!r}"
            return "; ".join(filter(None, (said, did_you_mean(text, given, ""))))
    return f"segment {segment.name!r} is empty: nobody fits {segment.rule}"


def _texts_compared(tree: ast.expr) -> Iterator[tuple[str, str]]:
    """Columns and the quoted texts that a rule wants them to equal."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Compare) or is_call(node, "isin"):
            columns = list_columns(node)
            texts = [part.value for part in ast.walk(node) if isinstance(part, ast.Constant)]
            if len(columns) == 1:
                texts = [text for text in texts if isinstance(text, str) and text not in columns]
                yield from ((columns[0], str(text)) for text in texts)
