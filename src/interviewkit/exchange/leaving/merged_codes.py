"""Codes of a project that are one in the study, merged here since: they leave as one."""

from __future__ import annotations

from dataclasses import replace
from typing import TypeVar

from interviewkit.exchange.leaving.kept_names import list_opposed
from interviewkit.exchange.leaving.same_again import rename_guids
from interviewkit.model.kept_project import KeptProject
from interviewkit.model.project import (
    Project,
    ProjectCode,
    ProjectCoding,
    ProjectSelection,
    ProjectSource,
)

Coded = TypeVar("Coded", ProjectSource, ProjectSelection)


def unite_merged_codes(kept: KeptProject) -> KeptProject:
    """The project with one code, the first, for all that are the same code of the study."""
    opposed, places = {*list_opposed(kept)}, kept.places.codes
    first: dict[tuple[str, bool], str] = {}
    same: dict[str, str] = {}
    for each in kept.project.codes:
        if code := places.get(each.guid):
            one = first.setdefault((code, each.guid in opposed), each.guid)
            same |= {each.guid: one} if one != each.guid else {}
    if not same:
        return kept
    codes = {guid: code for guid, code in places.items() if guid not in same}
    stay = tuple(each for each in kept.project.codes if each.guid not in same)
    project = _rename(replace(kept.project, codes=stay), same)
    return replace(kept, project=project, places=replace(kept.places, codes=codes))


def _rename(project: Project, same: dict[str, str]) -> Project:
    """The project under other GUIDs of codes; nobody gives one thing one code twice."""
    renamed: Project = rename_guids(project, same)
    sources = (
        replace(_code_once(each), selections=tuple(map(_code_once, each.selections)))
        for each in renamed.sources
    )
    return replace(
        renamed,
        codes=tuple(map(_lift, renamed.codes)),
        sources=tuple(sources),
        cases=tuple(replace(each, codes=_once(each.codes)) for each in renamed.cases),
        sets=tuple(replace(each, codes=_once(each.codes)) for each in renamed.sets),
    )


def _lift(code: ProjectCode) -> ProjectCode:
    """A code that was merged with the one above it stands at the top."""
    return replace(code, parent="") if code.parent == code.guid else code


def _code_once(coded: Coded) -> Coded:
    """The thing with each code of each user once, with the notes of all."""
    once: dict[tuple[str, str], ProjectCoding] = {}
    given: tuple[ProjectCoding, ...] = coded.codings
    for each in given:
        first: ProjectCoding = once.get((each.code, each.user), each)
        notes = _once((*first.notes, *each.notes))
        once[each.code, each.user] = replace(first, notes=notes)
    return coded if len(once) == len(given) else replace(coded, codings=tuple(once.values()))


def _once(guids: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(guids))
