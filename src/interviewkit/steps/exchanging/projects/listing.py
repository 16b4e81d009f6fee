"""The projects that were taken in, looked up."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from interviewkit.errors import StudyError, did_you_mean
from interviewkit.model.kept_project import KeptProject
from interviewkit.steps.site import Site


def list_projects(site: Site) -> Sequence[KeptProject]:
    """All of them, oldest first."""
    with site.store.reading() as shelves:
        return shelves.projects.list()


def find_project(site: Site, key: str) -> KeptProject:
    """One by its number, or the newest of its name, or of a file that is called so.

    Raises:
        StudyError: there is none.
    """
    every = list_projects(site)
    fits = [each for each in every if str(each.id) == key]
    fits = fits or [each for each in every if each.name.casefold() == key.casefold()]
    fits = fits or [e for e in every if key in (e.file, Path(e.file).stem)]
    if not fits:
        known = [each.name for each in every]
        hint = did_you_mean(key, known) if known else "take one in with: interviewkit import FILE"
        raise StudyError(f"there is no project {key!r}", hint=hint)
    return fits[-1]
