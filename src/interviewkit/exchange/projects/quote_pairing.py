"""Which of several equal places selections with the same words mean.

They are told apart where there are as many selections as places, and either all are coded alike,
so that it makes no difference, or the file says for each where it stands.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from interviewkit.exchange.projects.quotes import Place
from interviewkit.model.project import ProjectSelection

_POSITION = re.compile(r"(?:(?:¶|§|pages?|seite|p\.|lines?|zeile|paragraph|absatz)\s*)?\d", re.I)


Quoted = tuple[ProjectSelection, Sequence[Place]]
"""A selection, and every place where its words are said."""


def choose_places(quoted: Sequence[Quoted]) -> Mapping[str, Place]:
    """Selection → the place that is meant; none where nothing says which it is."""
    alike: dict[tuple[tuple[int, int], ...], list[Quoted]] = {}
    for selection, places in quoted:
        starts = tuple((talk, start) for talk, start, _ in places)
        alike.setdefault(starts, []).append((selection, places))
    return {selection.guid: place for those in alike.values() for selection, place in _pair(those)}


def _pair(quoted: Sequence[Quoted]) -> Iterator[tuple[ProjectSelection, Place]]:
    """Each selection with its place, of those whose words begin at the same places."""
    number = len(quoted[0][1])
    if number == 1:
        yield from ((selection, places[0]) for selection, places in quoted)
    elif number == len(quoted):
        for at, (selection, places) in enumerate(_order(quoted)):
            yield selection, places[at]


def _order(quoted: Sequence[Quoted]) -> Sequence[Quoted]:
    """Selections as they stand; none where that is not known and makes a difference."""
    positions = [_read_position(selection) for selection, _ in quoted]
    if all(positions) and len({*positions}) == len(positions):
        return [quoted[at] for at in sorted(range(len(quoted)), key=positions.__getitem__)]
    is_alike = len({_read_codings(selection) for selection, _ in quoted}) == 1
    return quoted if is_alike else []


def _read_position(selection: ProjectSelection) -> tuple[int, ...]:
    """The numbers of a name that says where a selection stands, as ``12 – 13``; none of others."""
    if not _POSITION.match(selection.name.strip()):
        return ()
    return tuple(int(number) for number in re.findall(r"\d{1,9}", selection.name))


def _read_codings(selection: ProjectSelection) -> frozenset[tuple[str, str]]:
    return frozenset((each.code, each.user) for each in selection.codings)
