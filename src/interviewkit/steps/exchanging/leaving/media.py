"""The files that belong to projects that came in: Word documents, PDFs, pictures, recordings."""

from __future__ import annotations

from collections import ChainMap
from collections.abc import Mapping, Sequence
from typing import Any

from interviewkit.errors import Problem, SourceError
from interviewkit.exchange.foreign_bytes import read_head
from interviewkit.exchange.refi.archive import open_archive
from interviewkit.model.kept_project import KeptProject
from interviewkit.steps.site import Site

_ALONE = (b"SQLite format 3\x00", b"<", b"\xef\xbb\xbf<", b"\xff\xfe<")
"""How copies begin that hold a project and none of its files: a database, or XML."""


def open_media(
    site: Site, kept: Sequence[KeptProject]
) -> tuple[Mapping[str, Any], Sequence[Problem]]:
    """The files of all projects by the path that each gives them, and which copies are lost."""
    found: list[Any] = []
    problems = []
    for each in kept:
        if not each.copy or not any(source.media for source in each.project.sources):
            continue
        try:
            if read_head(site.root / each.copy).startswith(_ALONE):
                continue
            found.append(open_archive(site.root / each.copy, site.settings.limits))
        except (OSError, SourceError) as fault:
            what = f"the documents and recordings of {each.file} do not go along: {fault}"
            hint = "put the copy of the imported file back, or import it again"
            problems.append(Problem(each.copy, 0, what, hint, fatal=False))
    return ChainMap(*found), problems
