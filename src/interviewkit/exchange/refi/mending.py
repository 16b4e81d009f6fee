"""References that lead nowhere, or elsewhere than the standard has it, set right and told."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from interviewkit.exchange.refi.ledger import Ledger
from interviewkit.model.project import (
    Project,
    ProjectCase,
    ProjectCode,
    ProjectCoding,
    ProjectSource,
    ProjectUser,
)


def mend_references(project: Project, ledger: Ledger) -> Project:
    """A project in which every coding has its code and its user.

    A coding that names a case (NVivo) becomes what the standard has for it: a selection of the
    case. A code or a user that is nowhere described is put in, with a name that says so.
    """
    project = _move_codings_of_cases(project, ledger)
    codings = list(each_coding(project))
    known = {each.guid for each in project.codes}
    codes = dict.fromkeys(each.code for each in codings if each.code not in known)
    people = {each.guid for each in project.users}
    users = dict.fromkeys(guid for guid in _each_user(project, codings) if guid not in people)
    if codes:
        ledger.note(f"{len(codes):,} codes are used in it and described nowhere")
    if users:
        ledger.note(f"{len(users):,} users are named in it and described nowhere")
    return replace(
        project,
        codes=project.codes + tuple(ProjectCode(g, f"code {g[:8]}") for g in codes),
        users=project.users + tuple(ProjectUser(g, f"user {g[:8]}") for g in users),
    )


def each_coding(project: Project) -> Iterator[ProjectCoding]:
    """Every coding, of selections and of whole sources."""
    for source in project.sources:
        yield from source.codings
        for selection in source.selections:
            yield from selection.codings


def _each_user(project: Project, codings: Iterable[ProjectCoding]) -> Iterator[str]:
    """Every guid of a user that is named somewhere."""
    named = [project.user, project.modified_by]
    named += [guid for each in project.notes for guid in (each.user, each.modified_by)]
    for source in project.sources:
        named += [source.user, source.modified_by]
        named += [guid for each in source.selections for guid in (each.user, each.modified_by)]
    named += [each.user for each in codings]
    return (each for each in named if each)


def _move_codings_of_cases(project: Project, ledger: Ledger) -> Project:
    cases = {each.guid for each in project.cases} - {each.guid for each in project.codes}
    if not any(each.code in cases for each in each_coding(project)):
        return project
    of_case: dict[str, list[tuple[str, str]]] = {}
    for source in project.sources:
        for coding in source.codings:
            of_case.setdefault(coding.code, []).append(("source", source.guid))
        for selection in source.selections:
            for coding in selection.codings:
                of_case.setdefault(coding.code, []).append(("selection", selection.guid))
    moved = sum(len(places) for guid, places in of_case.items() if guid in cases)
    for _ in range(moved):
        ledger.change("codings", "they name a case, and became what the case refers to")
    return replace(
        project,
        sources=tuple(_without(each, cases) for each in project.sources),
        cases=tuple(_with(each, of_case.get(each.guid, [])) for each in project.cases),
    )


def _without(source: ProjectSource, cases: set[str]) -> ProjectSource:
    selections = tuple(
        replace(each, codings=tuple(c for c in each.codings if c.code not in cases))
        for each in source.selections
    )
    codings = tuple(each for each in source.codings if each.code not in cases)
    return replace(source, codings=codings, selections=selections)


def _with(case: ProjectCase, places: list[tuple[str, str]]) -> ProjectCase:
    sources = [guid for kind, guid in places if kind == "source"]
    selections = [guid for kind, guid in places if kind == "selection"]
    return replace(
        case,
        sources=tuple(dict.fromkeys([*case.sources, *sources])),
        selections=tuple(dict.fromkeys([*case.selections, *selections])),
    )
