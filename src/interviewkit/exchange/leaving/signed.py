"""Codings and memos of which a file did not say whose they are, signed by who was named then."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TypeVar

from interviewkit.model.kept_project import UNSAID, KeptProject
from interviewkit.model.project import (
    ProjectCoding,
    ProjectNote,
    ProjectSelection,
    ProjectSource,
    ProjectUser,
)

Signed = TypeVar("Signed", ProjectCoding, ProjectNote)
Coded = TypeVar("Coded", ProjectSource, ProjectSelection)


def sign_codings(kept: KeptProject, find_guid: Callable[[str], str]) -> KeptProject:
    """The project, in which no coding leaves without the coder it was given when it came in.

    ``find_guid`` gives the GUID of a coder.
    """
    coder = kept.places.users.get(UNSAID, "")
    if not coder:
        return kept
    guid = find_guid(coder)
    old = kept.project
    users = old.users
    if guid not in {each.guid for each in users}:
        users = (*users, ProjectUser(guid, coder))
    project = replace(
        old,
        users=users,
        sources=tuple(_sign_source(each, guid) for each in old.sources),
        notes=tuple(_sign(each, guid) for each in old.notes),
    )
    named = {**kept.places.users, guid: coder}
    return replace(kept, project=project, places=replace(kept.places, users=named))


def _sign_source(source: ProjectSource, guid: str) -> ProjectSource:
    selections = tuple(_sign_all(each, guid) for each in source.selections)
    return replace(_sign_all(source, guid), selections=selections)


def _sign_all(coded: Coded, guid: str) -> Coded:
    if all(each.user for each in coded.codings):
        return coded
    return replace(coded, codings=tuple(_sign(each, guid) for each in coded.codings))


def _sign(each: Signed, guid: str) -> Signed:
    return each if each.user else replace(each, user=guid)
