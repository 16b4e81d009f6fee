"""Projects that came in one after the other, as one: what is the same has one GUID, the first.

A newer export of a project comes in beside the older one, and some tools give everything a new
GUID at each export. Left as two, every source and coding would leave twice.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import reduce
from typing import Any, TypeVar

from interviewkit.exchange.projects.code_tree import CodeTree
from interviewkit.model.kept_project import KeptProject, ProjectPlaces
from interviewkit.model.project import (
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

Noun = TypeVar("Noun")

_GUIDS: Mapping[type, tuple[str, ...]] = {
    ProjectUser: ("guid",),
    ProjectCode: ("guid", "parent", "notes"),
    ProjectCoding: ("guid", "code", "user", "notes"),
    ProjectSelection: ("guid", "user", "notes", "same_as", "modified_by"),
    ProjectSource: ("guid", "user", "values", "notes", "part_of", "modified_by"),
    ProjectSyncPoint: ("guid",),
    ProjectVariable: ("guid",),
    ProjectCase: ("guid", "values", "sources", "selections", "codes"),
    ProjectSet: ("guid", "codes", "sources", "notes"),
    ProjectNote: ("guid", "user", "modified_by"),
    ProjectLink: ("guid", "origin", "target", "notes"),
    Project: ("user", "about", "modified_by"),
}
"""The fields of each noun that hold GUIDs, or values by GUID."""

_NESTED = (
    *("users", "codes", "sources", "variables", "cases", "sets", "notes", "links"),
    *("selections", "codings", "sync"),
)
_QUOTED = re.compile(r'(?<==")[^"]+(?=")')


def join_imports(kept: Sequence[KeptProject]) -> list[KeptProject]:
    """All projects as one, in a list; an empty one where none came in."""
    return [reduce(_join, kept)] if kept else []


def _join(first: KeptProject, later: KeptProject) -> KeptProject:
    """Both, the later one under the GUIDs of the first where these mean the same."""
    same = _Sameness(first, later).find()
    renamed = rename_guids(later.project, same)
    places = {
        name: {**_rename_keys(getattr(later.places, name), same), **getattr(first.places, name)}
        for name in ProjectPlaces.__dataclass_fields__
    }
    own = first.project
    project = replace(
        own,
        users=_add(own.users, renamed.users),
        codes=_add(own.codes, renamed.codes),
        sources=_add(own.sources, renamed.sources, _join_sources),
        variables=_add(own.variables, renamed.variables),
        cases=_add(own.cases, renamed.cases, _join_cases),
        sets=_add(own.sets, renamed.sets, _join_sets),
        notes=_add(own.notes, renamed.notes),
        links=_add(own.links, renamed.links),
        kept_xml=_join_kept(own.kept_xml, renamed.kept_xml),
        about=_unite(own.about, renamed.about),
    )
    return replace(first, project=project, places=ProjectPlaces(**places))


# -- what is the same ------------------------------------------------------------------------------


@dataclass
class _Sameness:
    """Finds what of a later project the first has too; ``same`` maps GUIDs of it to the first's."""

    first: KeptProject
    later: KeptProject
    same: dict[str, str] = field(default_factory=dict)

    def find(self) -> Mapping[str, str]:
        """What stands for something here is the same by that; else by all that is said of it."""
        self._match("users", lambda k, e: k.places.users.get(e.guid) or ("", e.name))
        opposed = {id(k): set(_list_opposed(k.project)) for k in (self.first, self.later)}
        self._match(
            "codes",
            lambda k, e: (k.places.codes.get(e.guid, ""), e.name, e.guid in opposed[id(k)]),
        )
        self._match("variables", lambda k, e: k.places.variables.get(e.guid) or ("", e.name))
        self._match("sources", lambda k, e: (_name_source(k, e), e.kind, e.text))
        self._match("sources", lambda k, e: (_name_source(k, e), e.kind))  # written otherwise since
        self._match("cases", lambda k, e: k.places.cases.get(e.guid) or ("", e.name))
        self._match("sets", lambda k, e: k.places.sets.get(e.guid) or ("", e.name))
        self._match(
            "notes", lambda k, e: (e.name, e.text, e.description, self._name(k, e.user), e.at)
        )
        self._match_marks()
        self._match(
            "links",
            lambda k, e: (self._name(k, e.origin), self._name(k, e.target), e.name, e.direction),
        )
        return {guid: now for guid, now in self.same.items() if guid != now}

    def _name(self, kept: KeptProject, guid: str) -> str:
        """A GUID as the first project has it."""
        return self.same.get(guid, guid) if kept is self.later else guid

    def _match(self, name: str, tell: Callable[[KeptProject, Any], Hashable]) -> None:
        sides = (
            [(tell(kept, each), each.guid) for each in getattr(kept.project, name)]
            for kept in (self.first, self.later)
        )
        self._pair(*sides)

    def _pair(
        self, first: Iterable[tuple[Hashable, str]], later: Iterable[tuple[Hashable, str]]
    ) -> None:
        """Things that tell the same, one by one; what has its GUID already keeps it."""
        here, there = list(first), [each for each in later if each[1] not in self.same]
        known, taken = {guid for _, guid in here}, set(self.same.values())
        both = {guid for _, guid in there if guid in known}
        self.same |= {guid: guid for guid in both}
        by_key = dict(_number(each for each in here if each[1] not in taken | both))
        for key, guid in _number(each for each in there if each[1] not in both):
            if key in by_key:
                self.same[guid] = by_key[key]

    def _match_marks(self) -> None:
        """Selections and codings of sources that both have."""
        sides = [list(self._list_selections(kept)) for kept in (self.first, self.later)]
        self._pair(*sides)
        sides = [list(self._list_codings(kept)) for kept in (self.first, self.later)]
        self._pair(*sides)

    def _list_selections(self, kept: KeptProject) -> Iterator[tuple[Hashable, str]]:
        for source, each in kept.project.each_selection():
            where = (each.kind, each.start, each.end, each.quote, each.name)
            area = _rename_xml(each.xml, self.same if kept is self.later else {})
            user = self._name(kept, each.user)
            yield (self._name(kept, source.guid), source.text, *where, user, area), each.guid

    def _list_codings(self, kept: KeptProject) -> Iterator[tuple[Hashable, str]]:
        of = [(each.guid, each.codings) for each in kept.project.sources]
        of += [(each.guid, each.codings) for _, each in kept.project.each_selection()]
        for guid, codings in of:
            for each in codings:
                said = self._name(kept, each.code), self._name(kept, each.user)
                yield (self._name(kept, guid), *said), each.guid


def _name_source(kept: KeptProject, source: ProjectSource) -> Hashable:
    """The transcript that it is here; one without words goes by its own name."""
    return kept.places.sources.get(source.guid) or ("", source.name)


def _list_opposed(project: Project) -> Iterator[str]:
    tree = CodeTree(project.codes)
    return (each.guid for each in project.codes if tree.find_opposed(each))


def _number(told: Iterable[tuple[Hashable, str]]) -> Iterator[tuple[Hashable, str]]:
    """Of things that tell the same the first, the second … each by a key of its own."""
    met: Counter[Hashable] = Counter()
    for key, guid in told:
        met[key] += 1
        yield (key, met[key]), guid


# -- the later project under the GUIDs of the first ------------------------------------------------


def rename_guids(noun: Any, same: Mapping[str, str]) -> Any:
    """A noun with other GUIDs wherever it names one; all that is in it too."""
    changes: dict[str, Any] = {}
    for name in _GUIDS[type(noun)]:
        held = getattr(noun, name)
        if held:
            changes[name] = _rename_held(held, same)
    for name in _NESTED:
        held = getattr(noun, name, ())
        if held and not isinstance(held[0], str):
            changes[name] = tuple(rename_guids(each, same) for each in held)
    if xml := getattr(noun, "xml", ""):
        changes["xml"] = _rename_xml(xml, same)
    if isinstance(noun, Project):
        kept = noun.kept_xml.items()
        changes["kept_xml"] = {name: _rename_xml(each, same) for name, each in kept}
    return replace(noun, **changes)


def _rename_held(held: Any, same: Mapping[str, str]) -> Any:
    if isinstance(held, str):
        return same.get(held, held)
    if isinstance(held, Mapping):
        return _rename_keys(held, same)
    return tuple(same.get(each, each) for each in held)


def _rename_keys(held: Mapping[str, str], same: Mapping[str, str]) -> dict[str, str]:
    return {same.get(guid, guid): value for guid, value in held.items()}


def _rename_xml(xml: str, same: Mapping[str, str]) -> str:
    return _QUOTED.sub(lambda found: same.get(found.group(), found.group()), xml)


# -- both together ---------------------------------------------------------------------------------


def _add(
    first: Iterable[Noun], later: Iterable[Noun], join: Callable[[Any, Any], Noun] | None = None
) -> tuple[Noun, ...]:
    """Each thing once, by GUID; of what both have, the first, or both joined."""
    found: dict[str, Any] = {each.guid: each for each in first}  # type: ignore[attr-defined]
    for each in later:
        guid = each.guid  # type: ignore[attr-defined]
        if guid not in found:
            found[guid] = each
        elif join:
            found[guid] = join(found[guid], each)
    return tuple(found.values())


def _join_sources(one: ProjectSource, two: ProjectSource) -> ProjectSource:
    """A source with what was marked and said of it since; its text is that of the first."""
    if one.text != two.text:  # places in one are none in the other
        return replace(one, notes=_unite(one.notes, two.notes))
    return replace(
        one,
        selections=_add(one.selections, two.selections, _join_selections),
        codings=_add(one.codings, two.codings),
        values={**two.values, **one.values},
        notes=_unite(one.notes, two.notes),
        media=one.media or two.media,
    )


def _join_selections(one: ProjectSelection, two: ProjectSelection) -> ProjectSelection:
    notes = _unite(one.notes, two.notes)
    return replace(one, codings=_add(one.codings, two.codings), notes=notes)


def _join_cases(one: ProjectCase, two: ProjectCase) -> ProjectCase:
    return replace(
        one,
        values={**two.values, **one.values},
        sources=_unite(one.sources, two.sources),
        selections=_unite(one.selections, two.selections),
        codes=_unite(one.codes, two.codes),
    )


def _join_sets(one: ProjectSet, two: ProjectSet) -> ProjectSet:
    return replace(
        one,
        codes=_unite(one.codes, two.codes),
        sources=_unite(one.sources, two.sources),
        notes=_unite(one.notes, two.notes),
    )


def _join_kept(one: Mapping[str, str], two: Mapping[str, str]) -> dict[str, str]:
    """Parts that were kept as they came, one behind the other; whoever writes them joins them."""
    found = dict(one)
    for name, xml in two.items():
        found[name] = found.get(name, "").replace(xml, "") + xml
    return found


def _unite(one: tuple[str, ...], two: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys((*one, *two)))
