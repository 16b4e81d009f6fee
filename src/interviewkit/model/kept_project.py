"""A project of another tool as the study keeps it, and where what it held stands now."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from interviewkit.model.project import Loss, Project

CASE = "case"
"""The column of the participants file that says to which case all of a talk belong."""


UNSAID = ""
"""Stands for the user of what a file does not say whose it is."""


@dataclass(frozen=True, slots=True)
class ProjectPlaces:
    """What a project's guids are called in the study.

    ``codes`` maps a code to its id, ``users`` a user to a coder (``UNSAID`` to who was named for
    the rest), ``sources`` a source to a transcript, ``cases`` a case to a participant,
    ``variables`` a variable to a column of the participants file, ``sets`` a set of codes to a
    theme. What has no place here is not named.
    """

    codes: Mapping[str, str] = field(default_factory=dict)
    users: Mapping[str, str] = field(default_factory=dict)
    sources: Mapping[str, str] = field(default_factory=dict)
    cases: Mapping[str, str] = field(default_factory=dict)
    variables: Mapping[str, str] = field(default_factory=dict)
    sets: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class KeptProject:
    """One import: the whole project, its file, and what became of it.

    ``format`` is the part that read the file, ``file_hash`` its SHA-256, ``copy`` the path below
    the study of the private copy with its media. ``run`` is the act that took it in;
    ``made`` are the codes that were made here of its own, by guid.
    """

    project: Project = field(repr=False)
    format: str
    file: str
    file_hash: str
    at: str
    losses: tuple[Loss, ...] = ()
    places: ProjectPlaces = field(default_factory=ProjectPlaces, repr=False)
    copy: str = ""
    run: int | None = None
    made: frozenset[str] = frozenset()
    id: int | None = None

    @property
    def name(self) -> str:
        """What it is called: its own name, or its file's."""
        return self.project.name or self.file
