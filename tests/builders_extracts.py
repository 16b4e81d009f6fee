"""Builds the small tables and documents that tests read."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

import openpyxl

from interviewkit.model.project import ForeignFile, Project, ProjectCode

Rows = Sequence[Sequence[object]]


def write_workbook(path: Path, sheets: Mapping[str, Rows] | Rows) -> Path:
    """A workbook of these sheets, or of one called Sheet1."""
    book = openpyxl.Workbook()
    book.remove(book.active)
    named = sheets if isinstance(sheets, Mapping) else {"Sheet1": sheets}
    for title, rows in named.items():
        sheet = book.create_sheet(title)
        for row in rows:
            sheet.append(list(row))
    book.save(path)
    return path


def told_codings(file: ForeignFile) -> list[tuple[str, str, str, str]]:
    """(document, quote, code path, coder) of every coding, as the file has them."""
    project = file.project
    paths = code_paths(project)
    users = {user.guid: user.name for user in project.users}
    return [
        (source.name, selection.quote, paths[coding.code], users.get(coding.user, ""))
        for source, selection in project.each_selection()
        for coding in selection.codings
    ]


def code_paths(project: Project) -> dict[str, str]:
    by_guid = {code.guid: code for code in project.codes}

    def path(code: ProjectCode) -> str:
        above = by_guid.get(code.parent)
        return f"{path(above)} > {code.name}" if above else code.name

    return {guid: path(code) for guid, code in by_guid.items()}


def note_texts(project: Project, guids: Sequence[str]) -> list[str]:
    return [note.text for guid in guids for note in project.notes if note.guid == guid]


def is_adding_up(file: ForeignFile) -> bool:
    """Whether every loss names what it lost."""
    return all(loss.why and loss.names for loss in file.losses)
