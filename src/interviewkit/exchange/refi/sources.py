"""Sources: what of them can be read at once, before it is known how places are counted."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import PurePosixPath
from xml.etree.ElementTree import Element

from interviewkit.exchange.refi.archive import clean_path
from interviewkit.exchange.refi.elements import (
    MADE,
    MadeBy,
    read_coding,
    read_made_by,
    read_references,
    read_values,
)
from interviewkit.exchange.refi.evidence import PlacesSaid
from interviewkit.exchange.refi.guids import derive_guid, fit_guid, is_guid
from interviewkit.exchange.refi.losses import LossLedger
from interviewkit.exchange.refi.source_texts import SourceFiles
from interviewkit.exchange.refi.texts import WrittenText
from interviewkit.exchange.refi.values import is_integer
from interviewkit.exchange.refi.xml_text import (
    find_child,
    find_children,
    keep_unread,
    name_of,
    read_child_text,
    write_element,
)
from interviewkit.model.project import AUDIO, PDF, PICTURE, TEXT, VIDEO, ProjectCoding

KINDS = {
    "TextSource": TEXT,
    "PDFSource": PDF,
    "PictureSource": PICTURE,
    "AudioSource": AUDIO,
    "VideoSource": VIDEO,
}
TEXT_OF = {PDF: "Representation", PICTURE: "TextDescription"}
"""The element that holds the text of a source which is none itself."""

AREA_OF = {
    PDF: "PDFSelection",
    PICTURE: "PictureSelection",
    AUDIO: "AudioSelection",
    VIDEO: "VideoSelection",
}

_PATHS = frozenset(("plainTextPath", "richTextPath", "path", "currentPath"))
_READ = MADE | _PATHS | {"guid", "name"}
_CHILDREN = frozenset(
    (
        *("Description", "PlainTextContent", "PlainTextSelection", "Coding", "NoteRef"),
        *("VariableValue", "Transcript", "SyncPoint", "TranscriptSelection"),
    )
)


@dataclass(frozen=True, slots=True)
class RawPoint:
    """A sync point as the file says it."""

    guid: str
    position: int | None
    milliseconds: int | None


@dataclass(slots=True)
class SourceDraft:
    """A source whose places are still counted as the file counts them.

    ``selections`` are those of the text with the places that the file says, ``areas`` the others.
    """

    guid: str
    name: str
    kind: str
    made: MadeBy
    description: str = ""
    media: str = ""
    written: WrittenText = field(default_factory=lambda: WrittenText(""))
    selections: list[tuple[Element, int, int]] = field(default_factory=list)
    areas: list[Element] = field(default_factory=list)
    points: list[RawPoint] = field(default_factory=list)
    codings: tuple[ProjectCoding, ...] = ()
    values: dict[str, str] = field(default_factory=dict)
    notes: tuple[str, ...] = ()
    xml: str = ""
    part_of: str = ""

    def list_places(self) -> PlacesSaid:
        """What can tell how the file counts."""
        spans = [(start, end, each.get("name", "")) for each, start, end in self.selections
                 if start >= 0 and end >= 0]  # fmt: skip
        points = [(each.position, each.position, "") for each in self.points
                  if each.position is not None]  # fmt: skip
        return PlacesSaid(self.written, spans or points)


def draft_sources(root: Element, files: SourceFiles, ledger: LossLedger) -> Iterator[SourceDraft]:
    """Each source of a project, and after a recording each of its transcripts."""
    for element in find_child(root, "Sources") or ():
        kind = KINDS.get(name_of(element))
        if kind is None:
            ledger.drop("sources", "the standard has none of that kind", name_of(element))
            continue
        yield from _draft_source(element, kind, files, ledger)


def _draft_source(
    element: Element, kind: str, files: SourceFiles, ledger: LossLedger
) -> Iterator[SourceDraft]:
    draft = _start_draft(element, kind, ledger)
    draft.media = _name_media(element, draft.guid, kind, files)
    if element.get("currentPath"):
        files.name_media(f"absolute://{element.get('currentPath')}")  # tells that it is not kept
    text_name = TEXT_OF.get(kind, "")
    text = element if kind == TEXT else find_child(element, text_name) if text_name else None
    if text is not None:
        _read_text(draft, text, files)
    if text is not None and text is not element:
        _take_over(draft, text, ledger)
    if area := AREA_OF.get(kind):
        draft.areas = list(find_children(element, area))
    draft.xml = _keep_source(element, text, area or "", draft.guid)
    transcripts = list(find_children(element, "Transcript"))
    own = [each for each in transcripts if fit_guid(each.get("guid")) == own_transcript(draft.guid)]
    for each in own[:1]:
        _read_transcript(draft, each, files)
    yield draft
    for each in transcripts:
        if each not in own[:1]:
            yield _draft_transcript(each, draft.guid, files, ledger)


def _name_media(element: Element, guid: str, kind: str, files: SourceFiles) -> str:
    if kind == TEXT:
        return files.name_rich(element)
    path = element.get("path") or ""
    is_none = PurePosixPath(clean_path(path)).stem == no_file(guid)
    return "" if is_none else files.name_media(path)


def own_transcript(guid: str) -> str:
    """The guid of the transcript that a recording has where it is one source with its text."""
    return derive_guid("transcript", guid)


def derive_text(guid: str) -> str:
    """The guid of the text of a page or picture where it was given none."""
    return derive_guid("text of", guid)


def derive_words(guid: str) -> str:
    """The guid of the words that stand in an area of a page where they were given none."""
    return derive_guid("words of", guid)


def no_file(guid: str) -> str:
    """The name that is written for the file of a source that has none."""
    return derive_guid("no file", guid)


def derive_point(transcript: str, place: int) -> str:
    """The guid of a sync point that only marks where a selection begins or ends."""
    return derive_guid("place", transcript, str(place))


def _start_draft(element: Element, kind: str, ledger: LossLedger) -> SourceDraft:
    made = read_made_by(element)
    codings = (read_coding(each, made.user, ledger) for each in find_children(element, "Coding"))
    return SourceDraft(
        ledger.guids.take("sources", element.get("guid")),
        element.get("name") or _name_after_file(element),
        kind,
        made,
        read_child_text(element, "Description"),
        codings=tuple(each for each in codings if each),
        values=read_values(element, ledger),
        notes=read_references(element, "NoteRef"),
    )


def _name_after_file(element: Element) -> str:
    """What a source without a name is called; files that are called by a guid tell nothing."""
    path = element.get("plainTextPath") or element.get("path") or element.get("richTextPath") or ""
    stem = PurePosixPath(clean_path(path)).stem
    return "" if is_guid(stem) else stem


def _draft_transcript(
    element: Element, recording: str, files: SourceFiles, ledger: LossLedger
) -> SourceDraft:
    draft = _start_draft(element, TEXT, ledger)
    draft.part_of = recording
    draft.media = files.name_rich(element)
    draft.xml = keep_unread(element, _READ, _CHILDREN)
    _read_transcript(draft, element, files)
    return draft


def _read_text(draft: SourceDraft, text: Element, files: SourceFiles) -> None:
    draft.written = files.read_text(text)
    draft.selections = [
        (each, read_place(each, "startPosition"), read_place(each, "endPosition"))
        for each in find_children(text, "PlainTextSelection")
    ]


def _read_transcript(draft: SourceDraft, element: Element, files: SourceFiles) -> None:
    """Text, sync points, and selections from one sync point to another."""
    draft.written = files.read_text(element)
    points = [
        RawPoint(
            fit_guid(each.get("guid")),
            _read_number(each, "position"),
            _read_number(each, "timeStamp"),
        )
        for each in find_children(element, "SyncPoint")
    ]
    draft.selections += [
        (each, read_place(each, "startPosition"), read_place(each, "endPosition"))
        for each in find_children(element, "PlainTextSelection")
    ]
    own = fit_guid(element.get("guid"))
    draft.points = [each for each in points if not _is_derived(each, own)]
    places = {point.guid: point.position for point in points}
    shown = {point.guid for point in draft.points}
    for each in find_children(element, "TranscriptSelection"):
        start = places.get(fit_guid(each.get("fromSyncPoint")))
        end = places.get(fit_guid(each.get("toSyncPoint")))
        for name in ("fromSyncPoint", "toSyncPoint"):
            if name in each.attrib and fit_guid(each.get(name)) not in shown:
                del each.attrib[name]
        draft.selections.append((each, -1 if start is None else start, -1 if end is None else end))


def _is_derived(point: RawPoint, transcript: str) -> bool:
    """Whether a sync point only marks where a selection begins or ends, and was made for it."""
    return (
        point.milliseconds is None
        and point.position is not None
        and (point.guid == derive_point(transcript, point.position))
    )


def _take_over(draft: SourceDraft, text: Element, ledger: LossLedger) -> None:
    """What the text of a page or a picture has is the source's: for people they are one."""
    user = draft.made.user
    codings = (read_coding(each, user, ledger) for each in find_children(text, "Coding"))
    draft.codings += tuple(each for each in codings if each)
    draft.values = {**read_values(text, ledger), **draft.values}
    draft.notes += read_references(text, "NoteRef")


def _keep_source(element: Element, text: Element | None, area: str, guid: str) -> str:
    """What of a source was not read, the shell of its text with it."""
    held = Element(element.tag, dict(element.attrib))
    for each in element:
        if each is text:
            shell = _keep_text(each, guid, element.get("name", ""))
            held.extend([shell] if len(shell) or shell.attrib else [])
        elif name_of(each) != area:
            held.append(each)
    return keep_unread(held, _READ, _CHILDREN)


def _keep_text(text: Element, guid: str, name: str) -> Element:
    """What the text of a page says of itself, but for what would be written anyway."""
    shell = Element(text.tag, {k: v for k, v in text.items() if k not in _PATHS})
    if fit_guid(shell.get("guid")) == derive_text(guid):
        del shell.attrib["guid"]
    if shell.get("name") == name:
        del shell.attrib["name"]
    read = _CHILDREN - {"Description"}
    shell.extend(each for each in text if name_of(each) not in read)
    return shell


def read_place(element: Element, name: str) -> int:
    """A place as the file says it; before the start where it says none."""
    number = _read_number(element, name)
    return -1 if number is None else number


def _read_number(element: Element, name: str) -> int | None:
    text = element.get(name, "")
    return int(text) if is_integer(text) and len(text) < 19 else None


def keep_selection(element: Element, guid: str, places: tuple[int, int], is_found: bool) -> str:
    """What of a selection was not read; its places too where they were not found."""
    read = MADE | {"guid", "name", "startPosition", "endPosition"}
    children = {"Description", "Coding", "NoteRef"}
    words = find_child(element, "Representation")
    if words is not None and fit_guid(words.get("guid")) == derive_words(guid):
        children.add("Representation")
    if is_found or name_of(element) == "TranscriptSelection":
        return keep_unread(element, read, children)
    shell = Element(element.tag, {k: v for k, v in element.items() if k not in read})
    shell.attrib |= {"startPosition": str(places[0]), "endPosition": str(places[1])}
    shell.extend(each for each in element if name_of(each) not in children)
    return write_element(shell)
