"""Codes and users that a project uses and describes nowhere."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from interviewkit.exchange.refi.losses import LossLedger
from interviewkit.model.project import Project, ProjectCode, ProjectCoding, ProjectUser


def mend_references(
    project: Project, ledger: LossLedger, names: Mapping[str, str] | None = None
) -> Project:
    """A project in which every coding has its code and its user, with a name that says so.

    ``names`` are what the file calls some of them, by guid.
    """
    names = names or {}
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
        codes=project.codes + tuple(ProjectCode(g, names.get(g, f"code {g[:8]}")) for g in codes),
        users=project.users + tuple(ProjectUser(g, names.get(g, f"user {g[:8]}")) for g in users),
    )


def each_coding(project: Project) -> Iterator[ProjectCoding]:
    """Every coding, of selections and of whole sources."""
    for source in project.sources:
        yield from source.each_coding()


def _each_user(project: Project, codings: Iterable[ProjectCoding]) -> Iterator[str]:
    """Every guid of a user that is named somewhere."""
    named = [project.user, project.modified_by]
    named += [guid for each in project.notes for guid in (each.user, each.modified_by)]
    for source in project.sources:
        named += [source.user, source.modified_by]
        named += [guid for each in source.selections for guid in (each.user, each.modified_by)]
    named += [each.user for each in codings]
    return (each for each in named if each)
