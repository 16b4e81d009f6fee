"""Notes that came in and became memos: those that still stand, and those that were removed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import Any, TypeVar

from interviewkit.model import Memo
from interviewkit.model.kept_project import KeptProject
from interviewkit.model.project import Project, ProjectNote
from interviewkit.tables.drawing.safe_text import clean_line

Noun = TypeVar("Noun")


def list_new_memos(
    kept: Sequence[KeptProject], memos: Iterable[Memo], *, is_one: bool = True
) -> list[Memo]:
    """The memos that no note or description of a project that came in says already.

    Where it is not one project that leaves again, nothing else says what was told of it as a whole.
    """
    bare = [each.project if is_one else replace(each.project, description="") for each in kept]
    known = {words for each in bare for words in _list_words(each)}
    return [each for each in memos if clean_line(each.text) not in known]


def drop_removed_notes(kept: KeptProject, memos: Iterable[Memo]) -> KeptProject:
    """The project without the notes whose memos somebody removed or wrote anew here."""
    said = {clean_line(each.text) for each in memos}
    gone = {
        each.guid
        for each in kept.project.notes
        if (words := [*_list_note_words(each)]) and not said.intersection(words)
    }
    return replace(kept, project=_drop(kept.project, gone)) if gone else kept


def _list_words(project: Project) -> Iterator[str]:
    """What memos that came of the project say."""
    for note in project.notes:
        yield from _list_note_words(note)
    described: list[Any] = [project, *project.sources, *project.cases]
    described += [selection for _, selection in project.each_selection()]
    for each in described:
        if words := clean_line(each.description):
            yield words
            yield clean_line(f"{each.name} {each.description}")


def _list_note_words(note: ProjectNote) -> Iterator[str]:
    """What a note says, with and without its name."""
    text = note.text or note.description
    yield from filter(None, map(clean_line, (text, f"{note.name} {text}")))


def _drop(project: Project, gone: set[str]) -> Project:
    """The project without these notes, and without what refers to them."""

    def clear(noun: Noun) -> Noun:
        changes: dict[str, Any] = {}
        for name in ("notes", "about"):
            held = getattr(noun, name, ())
            if held and any(each in gone for each in held):
                changes[name] = tuple(each for each in held if each not in gone)
        for name in ("selections", "codings"):
            held = getattr(noun, name, ())
            if held and isinstance(held[0], str) is False:
                changes[name] = tuple(map(clear, held))
        return replace(noun, **changes) if changes else noun  # type: ignore[type-var]

    return replace(
        project,
        notes=tuple(each for each in project.notes if each.guid not in gone),
        about=tuple(each for each in project.about if each not in gone),
        codes=tuple(map(clear, project.codes)),
        sources=tuple(map(clear, project.sources)),
        sets=tuple(map(clear, project.sets)),
        links=tuple(map(clear, project.links)),
    )
