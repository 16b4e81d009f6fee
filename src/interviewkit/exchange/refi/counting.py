"""How many things of each kind a project holds, to be held against what its file has."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from interviewkit.exchange.refi.mending import each_coding
from interviewkit.exchange.refi.nodes import read_kept
from interviewkit.exchange.refi.schema import Node
from interviewkit.exchange.refi.sources import AREA_OF, KINDS
from interviewkit.model.project import AUDIO, TEXT, VIDEO, Project, ProjectSource

KIND_WORDS = {
    "User": "users",
    "Code": "codes",
    "Variable": "variables",
    "VariableValue": "values of variables",
    "Case": "cases",
    "TextSource": "texts",
    "PDFSource": "PDF documents",
    "PictureSource": "pictures",
    "AudioSource": "audio recordings",
    "VideoSource": "video recordings",
    "Transcript": "transcripts",
    "SyncPoint": "sync points",
    "PlainTextSelection": "selections of texts",
    "TranscriptSelection": "selections of transcripts",
    "PDFSelection": "areas of PDF pages",
    "PictureSelection": "areas of pictures",
    "AudioSelection": "stretches of audio",
    "VideoSelection": "stretches of video",
    "Coding": "codings",
    "Note": "memos",
    "Link": "links",
    "Set": "sets",
    "Graph": "graphs",
    "Vertex": "shapes of graphs",
    "Edge": "lines of graphs",
}
"""What the elements of the standard that are counted are called in a report."""

_ELEMENT_OF = {kind: name for name, kind in KINDS.items()}


def count_held(project: Project) -> dict[str, int]:
    """How many elements of each name a project holds, those that are kept unread among them.

    The keys are those of :data:`KIND_WORDS`; what it holds none of is not there.
    """
    counts: Counter[str] = Counter(
        {
            "User": len(project.users),
            "Code": len(project.codes),
            "Variable": len(project.variables),
            "Case": len(project.cases),
            "Note": len(project.notes),
            "Link": len(project.links),
            "Set": len(project.sets),
            "Coding": sum(1 for _ in each_coding(project)),
            "VariableValue": sum(len(each.values) for each in project.cases)
            + sum(len(each.values) for each in project.sources),
        }
    )
    for source in project.sources:
        counts.update(_each_of_source(source))
    for xml in _each_kept(project):
        if kept := read_kept(f"<kept>{xml}</kept>"):
            counts.update(name for name in _each_name(kept) if name in KIND_WORDS)
    return {name: count for name, count in counts.items() if count}


def _each_of_source(source: ProjectSource) -> Iterator[str]:
    is_transcript = bool(source.part_of)
    yield "Transcript" if is_transcript else _ELEMENT_OF.get(source.kind, "TextSource")
    if source.kind in (AUDIO, VIDEO) and (source.text or source.sync):
        yield "Transcript"
        is_transcript = True
    in_text = "TranscriptSelection" if is_transcript else "PlainTextSelection"
    for each in source.selections:
        yield in_text if each.kind == TEXT else AREA_OF.get(each.kind, in_text)
    for _ in source.sync:
        yield "SyncPoint"


def _each_kept(project: Project) -> Iterator[str]:
    """What was kept unread of things, without the mark of the thing itself."""
    yield from project.kept_xml.values()
    yield from map(_strip_shell, (each.xml for each in project.notes if each.xml))
    yield from map(_strip_shell, (each.xml for each in project.codes if each.xml))
    yield from map(_strip_shell, (each.xml for each in project.cases if each.xml))
    yield from map(_strip_shell, (each.xml for each in project.sets if each.xml))
    yield from map(_strip_shell, (each.xml for each in project.links if each.xml))
    yield from map(_strip_shell, (each.xml for each in project.sources if each.xml))


def _strip_shell(xml: str) -> str:
    inner = xml[xml.index(">") + 1 :]
    return inner.rpartition("</")[0]


def _each_name(node: Node) -> Iterator[str]:
    for child in node.children:
        yield child.name
        yield from _each_name(child)
