"""People × codes as a table: who they are, what they said in numbers, what they answered."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from interviewkit.model import PersonRow, Variable
from interviewkit.model.person_row import PeopleRows
from interviewkit.model.table import COUNT, NUMBER, TEXT, Column, ResultTable, Row, Value

PRESENCE, PASSAGES, RATE, ALL = "presence", "count", "rate", "all"

NOT_VOICED = {0: "not voiced", 1: "voiced"}
MEMBER = {0: "no", 1: "yes"}

Form = Callable[[PersonRow, str], float]
FORMS: Mapping[str, tuple[str, Form]] = {
    PRESENCE: ("", PersonRow.presence),
    PASSAGES: ("passages", PersonRow.count),
    RATE: ("passages per 1,000 words", PersonRow.rate),
}
"""How a code can be told of a person: the words for it, and the number."""


@dataclass(frozen=True)
class Given:
    """A column before its kind is known: its values say it. ``levels`` names numbers."""

    key: str
    label: str
    values: Sequence[Value]
    levels: Mapping[Any, str] = field(default_factory=dict)


def build_people_codes(
    found: PeopleRows,
    form: str = PRESENCE,
    variables: Iterable[Variable] = (),
    codes: Mapping[str, Mapping[str, float]] | None = None,
) -> ResultTable:
    """A row a person (and wave): role, attributes, segments, every code, and ``variables``.

    It is data, for other software: no column is for readers. Answers are words; where ``codes``
    are given, they are numbers that stand for these: those of the survey's file (variable →
    level → number), or 1, 2, 3 in their order.
    """
    given = [
        *_list_facts(found),
        *_list_codes(found, list(FORMS) if form == ALL else [form]),
        *(_take_answers(found, each, codes) for each in variables),
    ]
    described = [_describe(each, key) for each, key in zip(given, _tell_apart(given), strict=True)]
    columns = tuple(column for column, _ in described)
    keys = [column.key for column in columns]
    lines = zip(*(values for _, values in described), strict=True)
    rows = tuple(Row(dict(zip(keys, line, strict=True))) for line in lines)
    return ResultTable("people", columns, rows, title="people, what they said and answered")


def _list_facts(found: PeopleRows) -> Iterator[Given]:
    """Who it is, how much was read, and which segments they belong to."""
    rows = found.rows
    people = [found.people[row.participant] for row in rows]
    yield Given("participant", "Participant", [each.name for each in people])
    if any(row.wave for row in rows):
        yield Given("wave", "Wave", [row.wave for row in rows])
    yield Given("role", "Role", [each.role for each in people])
    yield Given("respondent", "Survey id", [each.respondent or None for each in people])
    for name in dict.fromkeys(key for each in found.people.values() for key in each.attributes):
        yield Given(name, name, [each.attributes.get(name) for each in people])
    yield Given("turns", "Turns that were read", [row.turns for row in rows])
    yield Given("words", "Words in these turns", [row.words for row in rows])
    for name, members in found.members.items():
        title = f"Segment: {found.segment_titles.get(name, name)}"
        yield Given(f"segment_{name}", title, [each.name in members for each in people], MEMBER)


def _list_codes(found: PeopleRows, forms: Sequence[str]) -> Iterator[Given]:
    for of, label in found.labels.items():
        for form in forms:
            words, number = FORMS[form]
            yield Given(
                of if form == PRESENCE else f"{of}_{form}",
                f"{label} ({words})" if words else label,
                [number(row, of) for row in found.rows],
                NOT_VOICED if form == PRESENCE else {},
            )


def _take_answers(
    found: PeopleRows, variable: Variable, codes: Mapping[str, Mapping[str, float]] | None
) -> Given:
    answered = [found.answers.get(row.participant) for row in found.rows]
    cells = [each.answers.get(variable.name) if each else None for each in answered]
    name, title = f"survey_{variable.name}", variable.title
    if variable.type == "flag":
        return Given(name, title, [None if c is None else bool(c) for c in cells], MEMBER)
    is_coded = codes is not None and variable.type in ("ordinal", "category")
    if not is_coded or not any(isinstance(cell, str) for cell in cells):
        return Given(name, title, cells)
    place = {level: float(i) for i, level in enumerate(variable.levels, start=1)}
    own = codes.get(variable.name, {}) if codes else {}
    if place.keys() <= own.keys():
        place = {level: own[level] for level in place}
    numbers = [place.get(str(cell)) if cell is not None else None for cell in cells]
    return Given(name, title, numbers, {number: level for level, number in place.items()})


def _tell_apart(given: Sequence[Given]) -> Iterator[str]:
    """Their keys; a code that is called as an attribute is gets a number."""
    taken: set[str] = set()
    for each in given:
        key, number = each.key, 2
        while key in taken:
            key, number = f"{each.key}_{number}", number + 1
        taken.add(key)
        yield key


def _describe(given: Given, key: str) -> tuple[Column, list[Value]]:
    """The column of the kind that its values have, and these as that kind has them."""
    values: list[Value]
    if any(isinstance(value, str) for value in given.values):
        kind, values = TEXT, [None if v is None else str(v) for v in given.values]
    else:
        numbers = [float(v) if isinstance(v, int | float) else math.nan for v in given.values]
        is_whole = all(n.is_integer() for n in numbers if math.isfinite(n))
        kind = COUNT if is_whole else NUMBER
        values = [None if not math.isfinite(n) else int(n) if is_whole else n for n in numbers]
    return Column(key, kind, given.label, labels=given.levels, verbatim=True, read=False), values
