"""Codes of a project that are one in the study, merged here since: they leave as one."""

from __future__ import annotations

from dataclasses import replace

from interviewkit.exchange.leaving.kept_names import list_opposed
from interviewkit.exchange.leaving.same_again import rename_guids
from interviewkit.model.kept_project import KeptProject
from interviewkit.model.project import Project, ProjectCode, ProjectCoding, ProjectSource


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
    return replace(
        renamed,
        codes=tuple(map(_lift, renamed.codes)),
        sources=tuple(map(_mend_source, renamed.sources)),
        cases=tuple(replace(each, codes=_once(each.codes)) for each in renamed.cases),
        sets=tuple(replace(each, codes=_once(each.codes)) for each in renamed.sets),
    )


def _lift(code: ProjectCode) -> ProjectCode:
    """A code that was merged with the one above it stands at the top."""
    return replace(code, parent="") if code.parent == code.guid else code


def _code_once(codings: tuple[ProjectCoding, ...]) -> tuple[ProjectCoding, ...]:
    """Each code of each user once, with the notes of all."""
    once: dict[tuple[str, str], ProjectCoding] = {}
    for each in codings:
        first = once.get((each.code, each.user))
        notes = _once((*first.notes, *each.notes)) if first else each.notes
        once[each.code, each.user] = replace(first or each, notes=notes)
    return tuple(once.values())


def _mend_source(source: ProjectSource) -> ProjectSource:
    marks = (replace(each, codings=_code_once(each.codings)) for each in source.selections)
    return replace(source, codings=_code_once(source.codings), selections=tuple(marks))


def _once(guids: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(guids))
