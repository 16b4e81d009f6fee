"""Write projects (.qdpx) and codebooks (.qdc) that any tool of the standard opens."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, BinaryIO

from interviewkit.exchange.refi.nodes import (
    build_case,
    build_codes,
    build_link,
    build_references,
    build_set,
    build_text,
    build_users,
    build_variables,
    drop_empty,
    read_kept,
)
from interviewkit.exchange.refi.nowhere import describe_nowhere
from interviewkit.exchange.refi.own_words import write_own_words
from interviewkit.exchange.refi.packing import Media, SourceFolder, pack
from interviewkit.exchange.refi.reading import OURS
from interviewkit.exchange.refi.schema import CODEBOOK_SCHEMA, PROJECT_SCHEMA, Node, SchemaWriter
from interviewkit.exchange.refi.source_nodes import SourceNodes, build_note, list_transcripts
from interviewkit.exchange.refi.xml_text import CODEBOOK_NAMESPACE, PROJECT_NAMESPACE
from interviewkit.model.project import Project, ProjectCode, ProjectSet
from interviewkit.version import __version__

_HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n'
_PARTS = ("Users", "Variables", "Cases", "Sources", "Notes", "Links", "Sets")


@dataclass(frozen=True, slots=True)
class WrittenProject:
    """What was not written: files that nobody brought, and what the schema has no place for."""

    missing: tuple[str, ...] = ()
    left_out: Mapping[str, int] | None = None


def write_project(project: Project, stream: BinaryIO, media: Media | None = None) -> WrittenProject:
    """Write a .qdpx, valid against the published schema, the same bytes for the same project.

    Places are counted as the standard says, in texts that are UTF-8 with ``\\n``.

    Args:
        project: what to write.
        stream: where to, open for writing bytes, and seekable.
        media: the files that belong to it, by what ``ProjectSource.media`` and
            ``ProjectNote.media`` say. A text's Word document that is not there is not named.
    """
    folder = SourceFolder(media or {})
    writer = SchemaWriter(PROJECT_SCHEMA)
    root = _build_project(project, folder)
    text = writer.write(root, f' xmlns="{PROJECT_NAMESPACE}"')
    pack(stream, f"{_HEAD}{text}\n{write_own_words(project.own)}", folder)
    return WrittenProject(tuple(folder.missing), writer.left_out)


def write_codebook(
    codes: Iterable[ProjectCode],
    stream: BinaryIO,
    sets: Iterable[ProjectSet] = (),
    tool: str = "",
    own: Mapping[str, Any] | None = None,
) -> WrittenProject:
    """Write a .qdc. Where there is no code, a code without a name stands in: one must be there."""
    top = build_codes(codes) or [Node("Code", {"isCodable": "false"})]
    node = Node("CodeBook", {"origin": _describe_origin(tool)}, [Node("Codes", {}, top)])
    groups = [_group_codes(each) for each in sets]
    node.children += [Node("Sets", {}, groups)] if groups else []
    writer = SchemaWriter(CODEBOOK_SCHEMA)
    text = writer.write(node, f' xmlns="{CODEBOOK_NAMESPACE}"')
    stream.write(f"{_HEAD}{text}\n{write_own_words(own or {})}".encode())
    return WrittenProject((), writer.left_out)


def _describe_origin(tool: str) -> str:
    """Which program wrote the file, and in brackets which the project is from."""
    return tool if tool.startswith(OURS) else f"{OURS} {__version__} ({tool})"


def _group_codes(each: ProjectSet) -> Node:
    node = Node("Set", {"guid": each.guid, "name": each.name})
    node.children = build_text("Description", each.description)
    node.children += [Node("MemberCode", {"guid": guid}) for guid in each.codes]
    return node


def _build_project(project: Project, folder: SourceFolder) -> Node:
    attributes = {"name": project.name, "origin": _describe_origin(project.tool)}
    attributes |= drop_empty(
        creatingUserGUID=project.user,
        creationDateTime=project.at,
        modifyingUserGUID=project.modified_by,
        modifiedDateTime=project.modified_at,
    )
    if any(each.media.startswith("relative://") for each in project.sources):
        attributes["basePath"] = ""  # names no folder; QualCoder stops where there is none
    root = Node("Project", attributes)
    codes = build_codes(project.codes)
    root.children += [Node("CodeBook", {}, [Node("Codes", {}, codes)])] if codes else []
    parts = _build_parts(project, folder)
    root.children += [Node(name, {}, parts[name]) for name in _PARTS if parts[name]]
    for xml in project.kept_xml.values():
        kept = read_kept(f"<kept>{xml}</kept>")
        root.children += _join_parts(kept.children) if kept else []
    root.children += build_text("Description", project.description)
    root.children += build_references("NoteRef", project.about)
    return root


def _join_parts(parts: Iterable[Node]) -> list[Node]:
    """Parts of one name as one part, as a project has one of each; of a thing, the last told."""
    joined: dict[str, Node] = {}
    for part in parts:
        whole = joined.setdefault(part.name, Node(part.name, part.attributes))
        again = {each.attributes.get("guid") for each in part.children} - {None}
        stay = [each for each in whole.children if each.attributes.get("guid") not in again]
        whole.children = [*stay, *part.children]
        whole.text = part.text
    return list(joined.values())


def _build_parts(project: Project, folder: SourceFolder) -> dict[str, list[Node]]:
    types = {each.guid: each.type for each in project.variables}
    transcripts = list_transcripts(project)
    inner = {id(each) for group in transcripts.values() for each in group}
    sources = SourceNodes(folder, types, transcripts)
    built = [sources.build(each) for each in project.sources if id(each) not in inner]
    notes = list(project.notes)
    if sources.nowhere:
        notes.append(describe_nowhere(sources.nowhere))
    return {
        "Users": build_users(project),
        "Variables": build_variables(project),
        "Cases": [build_case(each, types) for each in project.cases],
        "Sources": built,
        "Notes": [build_note(each, folder) for each in notes],
        "Links": [build_link(each) for each in project.links],
        "Sets": [build_set(each) for each in project.sets],
    }
