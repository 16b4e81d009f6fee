"""Sources as elements, with their texts as files and places counted as the standard says."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from interviewkit.exchange.refi.conventions import (
    AS_WRITTEN,
    CHARACTERS,
    Convention,
    PlaceMap,
    map_places,
)
from interviewkit.exchange.refi.elements import UNKNOWN_MOMENT
from interviewkit.exchange.refi.guids import derive_guid, fit_guid
from interviewkit.exchange.refi.nodes import (
    build_coding,
    build_references,
    build_text,
    build_values,
    drop_empty,
    merge_kept,
    read_kept,
)
from interviewkit.exchange.refi.packing import SourceFolder
from interviewkit.exchange.refi.schema import Node
from interviewkit.exchange.refi.sources import (
    AREA_OF,
    KINDS,
    TEXT_OF,
    derive_point,
    derive_text,
    derive_words,
    no_file,
    own_transcript,
)
from interviewkit.exchange.refi.texts import wrap_inline
from interviewkit.model.project import (
    AUDIO,
    TEXT,
    VIDEO,
    Project,
    ProjectNote,
    ProjectSelection,
    ProjectSource,
    ProjectSyncPoint,
)

ELEMENT_OF = {kind: name for name, kind in KINDS.items()}
_SURROGATES = re.compile("[\ud800-\udfff]")
_NO_END = {AUDIO: "wav", VIDEO: "mp4", "pdf": "pdf", "picture": "png"}

Made = ProjectSource | ProjectSelection | ProjectNote


@dataclass(frozen=True, slots=True)
class LeavingText:
    """A text as it is written, and where the places of the text that is held lie in it."""

    text: str
    places: PlaceMap

    def find_span(self, start: int | None, end: int | None) -> tuple[int, int] | None:
        """Start and end of a selection; none where it has none, or one outside of the text."""
        if start is None or end is None or not 0 <= start <= end:
            return None
        found = self.places.find_span(start, end)
        return found[:2] if found else None


def prepare_text(held: str) -> LeavingText:
    """A text with ``\\n`` at the end of its lines, without a mark at its start or half signs."""
    written = wrap_inline(_SURROGATES.sub("\ufffd", held))
    as_held = Convention(CHARACTERS, AS_WRITTEN, written.has_mark)
    return LeavingText(written.text, map_places(written, as_held))


@dataclass
class SourceNodes:
    """Makes the elements of sources; ``nowhere`` gathers the selections that have no place."""

    folder: SourceFolder
    types: Mapping[str, str]
    transcripts: Mapping[str, Sequence[ProjectSource]]
    nowhere: list[ProjectSelection] = field(default_factory=list)

    def build(self, source: ProjectSource) -> Node:
        """The element of a source, with its transcripts."""
        node = Node(ELEMENT_OF.get(source.kind, "TextSource"), _identify(source))
        node.children += build_text("Description", source.description)
        kept = read_kept(source.xml) if source.xml else None
        if node.name == "TextSource":
            self._add_text(node, source, source.media)
        else:
            node.attributes["path"] = self._find_path(source)
            node.children += [self._build_area(each, source) for each in source.selections
                              if _is_area(each, source)]  # fmt: skip
            self._add_text_beside(node, source, kept)
        node.children += self._build_whole(source)
        for each in self.transcripts.get(source.guid, ()):
            node.children.append(self._build_transcript(each, each.guid, each.name))
            node.children += self._build_whole(each, but_notes=True)
        return _merge(node, kept)

    def _build_whole(self, source: ProjectSource, but_notes: bool = False) -> list[Node]:
        """What was given to a source as a whole; what a transcript was given is its recording's."""
        return [
            *(build_coding(each) for each in source.codings),
            *(() if but_notes else build_references("NoteRef", source.notes)),
            *build_values(source.values, self.types),
        ]

    def _find_path(self, source: ProjectSource) -> str:
        """Where its file lies; a path must be there for QualCoder, if only to nothing."""
        if source.media:
            return self.folder.add_media(source.media) or source.media
        return f"internal://{no_file(source.guid)}.{_NO_END[source.kind]}"

    def _add_text(self, node: Node, source: ProjectSource, media: str) -> None:
        """The text of a source, as a file beside it, and what was selected in it."""
        leaving = prepare_text(source.text)
        node.attributes["plainTextPath"] = self.folder.add_text(
            node.attributes["guid"], leaving.text
        )
        if path := self.folder.add_media(media):
            node.attributes["richTextPath"] = path
        node.children += [self._build_selection(each, leaving) for each in source.selections
                          if not _is_area(each, source)]  # fmt: skip

    def _add_text_beside(self, node: Node, source: ProjectSource, kept: Node | None) -> None:
        """The text of a page, a picture or a recording, where it has any."""
        name = TEXT_OF.get(source.kind, "")
        shell = next((each for each in kept.children if each.name == name), None) if kept else None
        texts = [each for each in source.selections if not _is_area(each, source)]
        if not (source.text or texts or shell or source.sync):
            return
        if not name:
            own = own_transcript(source.guid)
            node.children.append(self._build_transcript(replace(source, media=""), own, ""))
            return
        attributes = {"guid": derive_text(source.guid), "name": source.name}
        text = Node(name, attributes)
        if shell is not None and kept is not None:
            kept.children.remove(shell)
            text.attributes |= shell.attributes
            text.children = shell.children
        text.attributes["guid"] = fit_guid(text.attributes["guid"])
        self._add_text(text, source, "")
        node.children.append(text)

    def _build_transcript(self, source: ProjectSource, guid: str, name: str) -> Node:
        node = Node("Transcript", {"guid": fit_guid(guid), "name": name or source.name})
        if source.part_of:
            node.attributes |= _identify(source)
            node.children += build_text("Description", source.description)
            node.children += build_references("NoteRef", source.notes)
        _date_somehow(node)
        leaving = prepare_text(source.text)
        node.attributes["plainTextPath"] = self.folder.add_text(
            node.attributes["guid"], leaving.text
        )
        if path := self.folder.add_media(source.media):
            node.attributes["richTextPath"] = path
        points = {each.guid: _build_point(each, leaving) for each in source.sync}
        for each in source.selections:
            if not _is_area(each, source):
                node.children.append(self._build_stretch(each, node, leaving, points))
        node.children += points.values()
        return _merge(node, read_kept(source.xml) if source.part_of and source.xml else None)

    def _build_stretch(
        self, each: ProjectSelection, source: Node, leaving: LeavingText, points: dict[str, Node]
    ) -> Node:
        """A selection of a transcript: from one sync point to another, which may be made for it."""
        node = _build_selected("TranscriptSelection", each)
        span = leaving.find_span(each.start, each.end)
        if span is None:
            self.nowhere.append(replace(each, guid=node.attributes["guid"]))
            return node
        for name, place in zip(("fromSyncPoint", "toSyncPoint"), span, strict=True):
            held = points.get(node.attributes.get(name, ""))
            if held is None or held.attributes.get("position") != str(place):
                guid = derive_point(source.attributes["guid"], place)
                points.setdefault(guid, Node("SyncPoint", {"guid": guid, "position": str(place)}))
                node.attributes[name] = guid
        return node

    def _build_selection(self, each: ProjectSelection, leaving: LeavingText) -> Node:
        node = _build_selected("PlainTextSelection", each)
        span = leaving.find_span(each.start, each.end)
        if span is None:
            self.nowhere.append(replace(each, guid=node.attributes["guid"]))
        start, end = span or (0, 0)
        node.attributes |= {"startPosition": str(start), "endPosition": str(end)}
        return node

    def _build_area(self, each: ProjectSelection, source: ProjectSource) -> Node:
        node = _build_selected(AREA_OF[source.kind], each)
        if each.same_as:
            node.attributes["guid"] = each.same_as
        has_words = any(child.name == "Representation" for child in node.children)
        if each.quote and node.name == "PDFSelection" and not has_words:
            attributes = {"guid": derive_words(each.guid)}
            words = Node("PlainTextContent", text=each.quote)
            node.children.append(Node("Representation", attributes, [words]))
        if node.name == "PictureSelection":
            _date_somehow(node)
        return node


def build_note(note: ProjectNote, folder: SourceFolder) -> Node:
    """A memo; its text lies beside the project, where other tools look for memos."""
    node = Node("Note", _identify(note), build_text("Description", note.description))
    leaving = prepare_text(note.text)
    node.attributes["plainTextPath"] = folder.add_text(node.attributes["guid"], leaving.text)
    if path := folder.add_media(note.media):
        node.attributes["richTextPath"] = path
    merge_kept(node, note.xml)
    _date_somehow(node)
    return node


def list_transcripts(project: Project) -> dict[str, list[ProjectSource]]:
    """The transcripts of each recording by its guid."""
    recordings = {each.guid for each in project.sources
                  if each.kind in (AUDIO, VIDEO) and not each.part_of}  # fmt: skip
    found: dict[str, list[ProjectSource]] = {}
    for each in project.sources:
        if each.part_of in recordings and each.kind == TEXT:
            found.setdefault(each.part_of, []).append(each)
    return found


def _is_area(each: ProjectSelection, source: ProjectSource) -> bool:
    """Whether it is a part of a page, a picture or a recording, and not of a text."""
    return each.kind != TEXT and each.kind == source.kind


def _identify(thing: Made) -> dict[str, str]:
    return {
        "guid": fit_guid(thing.guid) or derive_guid("made up", thing.name),
        "name": thing.name,
        **drop_empty(
            creatingUser=thing.user,
            creationDateTime=thing.at,
            modifyingUser=thing.modified_by,
            modifiedDateTime=thing.modified_at,
        ),
    }


def _build_selected(name: str, each: ProjectSelection) -> Node:
    children = build_text("Description", each.description)
    children += [build_coding(coding) for coding in each.codings]
    children += build_references("NoteRef", each.notes)
    return merge_kept(Node(name, _identify(each), children), each.xml)


def _build_point(point: ProjectSyncPoint, leaving: LeavingText) -> Node:
    attributes = {"guid": fit_guid(point.guid)}
    if point.position is not None and (found := leaving.places.find_place(point.position)):
        attributes["position"] = str(found[0])
    if point.milliseconds is not None:
        attributes["timeStamp"] = str(point.milliseconds)
    return Node("SyncPoint", attributes)


def _date_somehow(node: Node) -> None:
    if not {"creationDateTime", "modifiedDateTime"} & node.attributes.keys():
        node.attributes["modifiedDateTime"] = UNKNOWN_MOMENT


def _merge(node: Node, kept: Node | None) -> Node:
    if kept is not None:
        node.attributes = {**kept.attributes, **node.attributes}
        node.children += kept.children
    return node
