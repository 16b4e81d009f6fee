"""A project of another tool as plain values and back, with nothing lost."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping
from dataclasses import MISSING, Field, fields, is_dataclass
from functools import cache
from typing import Any, TypeVar

from interviewkit.model.project import (
    Loss,
    Project,
    ProjectCase,
    ProjectCode,
    ProjectCoding,
    ProjectLink,
    ProjectNote,
    ProjectSelection,
    ProjectSet,
    ProjectSource,
    ProjectSyncPoint,
    ProjectUser,
    ProjectVariable,
)

T = TypeVar("T")

NESTED: Mapping[Any, Mapping[str, type]] = {
    Project: {
        "users": ProjectUser,
        "codes": ProjectCode,
        "sources": ProjectSource,
        "variables": ProjectVariable,
        "cases": ProjectCase,
        "sets": ProjectSet,
        "notes": ProjectNote,
        "links": ProjectLink,
    },
    ProjectSource: {
        "selections": ProjectSelection,
        "codings": ProjectCoding,
        "sync": ProjectSyncPoint,
    },
    ProjectSelection: {"codings": ProjectCoding},
}
"""Fields that hold a tuple of other nouns; all others hold texts, numbers and mappings of texts."""


def to_plain(noun: Any) -> dict[str, Any]:
    """A noun of the exchange as texts, numbers, lists and mappings; what is as usual is left out.

    >>> to_plain(ProjectUser("u1", "Ana"))
    {'guid': 'u1', 'name': 'Ana'}
    """
    said = {}
    for name, usual in _list_fields(type(noun)):  # type: ignore[arg-type]
        value = getattr(noun, name)
        if value != usual:
            said[name] = _simplify(value)
    return said


def from_plain(kind: Callable[..., T], plain: Mapping[str, Any]) -> T:
    """The noun again; a field that the values do not name is as usual, an unknown one is left out.

    >>> from_plain(ProjectUser, {"guid": "u1", "name": "Ana"})
    ProjectUser(guid='u1', name='Ana', code='')
    """
    nested, known = NESTED.get(kind, {}), _list_names(kind)
    said: dict[str, Any] = {}
    for name, value in plain.items():
        if name in nested:
            said[name] = tuple([from_plain(nested[name], each) for each in value])
        elif name in known:
            said[name] = tuple(value) if isinstance(value, list) else value
    return kind(**said)


def losses_to_plain(losses: tuple[Loss, ...]) -> list[dict[str, Any]]:
    """A report of losses as plain values."""
    return [to_plain(each) for each in losses]


def losses_from_plain(plain: object) -> tuple[Loss, ...]:
    """The report of losses again."""
    rows = plain if isinstance(plain, list) else []
    return tuple(from_plain(Loss, each) for each in rows)


def _simplify(value: object) -> Any:
    if is_dataclass(value):
        return to_plain(value)
    if isinstance(value, tuple):
        return [_simplify(each) for each in value]
    return dict(value) if isinstance(value, Mapping) else value


@cache
def _list_fields(kind: Hashable) -> tuple[tuple[str, object], ...]:
    """The names of a noun's fields, each with the value that need not be said."""
    return tuple((each.name, _find_usual(each)) for each in fields(kind))  # type: ignore[arg-type]


@cache
def _list_names(kind: Hashable) -> frozenset[str]:
    return frozenset(name for name, _ in _list_fields(kind))


def _find_usual(field: Field[Any]) -> object:
    if field.default is not MISSING:
        return field.default
    return field.default_factory() if field.default_factory is not MISSING else MISSING
