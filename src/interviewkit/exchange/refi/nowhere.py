"""Selections without a place in a text, carried through a format that has room for places only.

Other tools refuse a project with places outside of a text. Such selections are written at the
start, without length, and a memo that people can read says which they are and what is known.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from interviewkit.exchange.refi.guids import derive_guid
from interviewkit.model.project import Project, ProjectNote, ProjectSelection, ProjectSource

NOTE = derive_guid("selections without a place")
NAME = "Selections without a place"
_HEAD = (
    "These selections have no place in their text, or one that was not found. They stand at its "
    "start, without length, so that no tool refuses the project."
)
_FIELDS = ("quote", "unresolved", "xml")


def describe_nowhere(selections: Iterable[ProjectSelection]) -> ProjectNote:
    """The memo that says which selections have no place."""
    lines = [_HEAD]
    for each in selections:
        known = {name: getattr(each, name) for name in _FIELDS if getattr(each, name)}
        lines.append(json.dumps({"selection": each.guid, **known}, ensure_ascii=False))
    return ProjectNote(NOTE, NAME, "\n".join(lines))


def restore_nowhere(project: Project) -> Project:
    """The project as it was before such a memo was written into it."""
    note = next((each for each in project.notes if each.guid == NOTE), None)
    if note is None:
        return project
    known = _read(note.text.split("\n")[1:])
    return replace(
        project,
        notes=tuple(each for each in project.notes if each is not note),
        sources=tuple(_restore(each, known) for each in project.sources),
    )


def _restore(source: ProjectSource, known: Mapping[str, Mapping[str, str]]) -> ProjectSource:
    return replace(
        source,
        selections=tuple(
            _take(each, known[each.guid]) if each.guid in known and not each.end else each
            for each in source.selections
        ),
    )


def _take(selection: ProjectSelection, entry: Mapping[str, str]) -> ProjectSelection:
    quote, unresolved, xml = (str(entry.get(name, "")) for name in _FIELDS)
    return replace(selection, start=None, end=None, quote=quote, unresolved=unresolved, xml=xml)


def _read(lines: Sequence[str]) -> dict[str, Mapping[str, str]]:
    found: dict[str, Mapping[str, str]] = {}
    for line in lines:
        try:
            entry = json.loads(line)
        except ValueError:
            continue
        if isinstance(entry, dict) and isinstance(entry.get("selection"), str):
            found[entry["selection"]] = entry
    return found
