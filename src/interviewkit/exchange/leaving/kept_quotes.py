"""Tables of coded quotes that came in: what they say stands in the transcripts now."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from interviewkit.exchange.projects.quotes import is_named
from interviewkit.model.kept_project import KeptProject
from interviewkit.model.project import TEXT, Project, ProjectSource


def drop_quoted_sources(kept: KeptProject, sources: Mapping[str, str]) -> KeptProject:
    """The project without the sources of which it knows quotes alone, and without their notes.

    What was coded in them leaves with the transcripts in which the quotes were found. Beside them
    they would be empty texts of the same names, with every coding a second time at their first
    sign. ``sources`` maps transcripts to guids: cases and sets name these instead.
    """
    project = kept.project
    bare = {each.guid: each.name for each in project.sources if is_quoted(each)}
    if not bare:
        return kept
    texts = tuple(each for each in project.sources if each.guid not in bare)
    called = {
        guid: [own for transcript, own in sources.items() if is_named(transcript, [name])]
        for guid, name in bare.items()
    }

    def trade(guids: Sequence[str]) -> tuple[str, ...]:
        return tuple(dict.fromkeys(own for each in guids for own in called.get(each, [each])))

    rest = replace(
        project,
        name=project.name if texts else "",
        sources=texts,
        cases=tuple(replace(each, sources=trade(each.sources)) for each in project.cases),
        sets=tuple(replace(each, sources=trade(each.sources)) for each in project.sets),
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
