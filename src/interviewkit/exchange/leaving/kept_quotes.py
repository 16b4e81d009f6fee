"""Tables of coded quotes that came in: what they say stands in the transcripts now."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from interviewkit.model.kept_project import KeptProject
from interviewkit.model.project import TEXT, Project, ProjectSource


def drop_quoted_sources(kept: KeptProject) -> KeptProject:
    """The project without the sources of which it knows quotes alone, and without their notes.

    What was coded in them leaves with the transcripts in which the quotes were found. Beside them
    they would be empty texts of the same names, with every coding a second time at their first
    sign.
    """
    project = kept.project
    sources = tuple(each for each in project.sources if not is_quoted(each))
    if len(sources) == len(project.sources):
        return kept
    there = {each.guid for each in sources}
    bare = {each.guid for each in project.sources} - there
    rest = replace(
        project,
        name=project.name if sources else "",
        sources=sources,
        cases=tuple(
            replace(each, sources=tuple(guid for guid in each.sources if guid not in bare))
            for each in project.cases
        ),
        sets=tuple(
            replace(each, sources=tuple(guid for guid in each.sources if guid not in bare))
            for each in project.sets
            if not each.sources or each.codes or there.intersection(each.sources)
        ),
    )
    gone = set(_list_notes(project)) - set(_list_notes(rest))
    notes = tuple(each for each in project.notes if each.guid not in gone)
    return replace(kept, project=replace(rest, notes=notes))


def is_quoted(source: ProjectSource) -> bool:
    """Whether a source is a name beside quotes, with neither a text nor a file of its own."""
    selections = source.selections
    return (
        source.kind == TEXT
        and not (source.text or source.media or source.xml or source.codings)
        and bool(selections)
        and all(each.start is None and each.quote for each in selections)
    )


def count_unheard(kept: KeptProject) -> int:
    """How many of its quotes stand in no transcript of the study."""
    quoted = [each for each in kept.project.sources if is_quoted(each)]
    lost = [each for each in kept.losses if each.kind == "selections"]
    return sum(each.changed for each in lost) if quoted else 0


def _list_notes(project: Project) -> Iterator[str]:
    """The guids of notes that something in the project refers to."""
    yield from project.about
    for things in (project.codes, project.sets, project.links, project.sources):
        yield from (guid for each in things for guid in each.notes)
    for _, selection in project.each_selection():
        yield from selection.notes
        for coding in selection.codings:
            yield from coding.notes
