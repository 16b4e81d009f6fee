"""A question as a page shows it: in words, in parts that can be taken away, and as one who reads
blind may ask it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from interviewkit.errors import StudyError
from interviewkit.model import ACCEPTED
from interviewkit.model.query import STANDING, AllOf, Query
from interviewkit.model.query_text import NAMES
from interviewkit.model.query_writing import write_query
from interviewkit.web.answering.visit import Visit
from interviewkit.wording.query_words import describe_query


@dataclass(frozen=True, slots=True)
class Chip:
    """A part of a question: its words, and the question without it."""

    words: str
    rest: str


def narrow_blind(visit: Visit, query: Query) -> Query:
    """Who reads blind sees nothing of what others or machines say.

    Raises:
        StudyError: nobody has said who reads, so that nothing is theirs.
    """
    if not visit.is_blind or query.is_of_speech:
        return query
    if not visit.coder:
        raise StudyError(
            "nobody has said who reads, and what others coded is hidden: blind",
            hint="say it with the button on top",
        )
    status = ACCEPTED if query.status == STANDING else query.status
    return replace(query, coders=(visit.coder,), status=status, machine=None)


def list_chips(query: Query, labels: Mapping[str, str]) -> list[Chip]:
    """The parts of a question, each with what is left of it without that part."""
    return [Chip(describe_query(part, labels), write_query(rest)) for part, rest in _parts(query)]


def _parts(query: Query) -> Iterator[tuple[Query, Query]]:
    """(the part alone, the rest without it)."""
    if isinstance(query.asked, AllOf):
        for i, part in enumerate(query.asked.parts):
            others = query.asked.parts[:i] + query.asked.parts[i + 1 :]
            rest = others[0] if len(others) == 1 else AllOf(others)
            yield Query(part), replace(query, asked=rest)
    elif query.asked is not None:
        yield Query(query.asked), replace(query, asked=None)
    for text in query.texts:
        others_ = tuple(each for each in query.texts if each != text)
        yield Query(texts=(text,)), replace(query, texts=others_)
    for name in NAMES.values():
        for value in getattr(query, name):
            yield _with(Query(), name, (value,)), _without(query, name, value)
    if query.status != STANDING:
        yield Query(status=query.status), replace(query, status=STANDING)
    if query.machine is not None:
        yield Query(machine=query.machine), replace(query, machine=None)


def _with(query: Query, field: str, names: tuple[str, ...]) -> Query:
    changed: dict[str, Any] = {field: names}
    return replace(query, **changed)


def _without(query: Query, field: str, name: str) -> Query:
    return _with(query, field, tuple(each for each in getattr(query, field) if each != name))
