"""OpenDocument texts, packed (.odt) and flat (.fodt), with all tracked changes accepted."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from io import BytesIO
from typing import Any
from zipfile import ZipFile

from interviewkit.errors import SourceError
from interviewkit.model import archives
from interviewkit.model.settings import TranscriptSettings
from interviewkit.readers.contract import Heard, Source
from interviewkit.readers.document_parts import read_document
from interviewkit.readers.documents.odf_styles import OdfStyles, shorten_tag
from interviewkit.readers.documents.odf_walk import OdfWalk
from interviewkit.readers.encoding import decode_text
from interviewkit.readers.xml_tree import XmlTree, find_root_name, parse_tree

_AGAIN = "save it again as .odt, .docx or .txt"
_OTHERS = {
    "office:spreadsheet": ("it is a spreadsheet", "save it as .xlsx or .csv"),
    "office:presentation": ("it is a presentation", "save its text as .docx or .txt"),
    "office:drawing": ("it is a drawing", "save its text as .docx or .txt"),
}


def is_flat_odf(head: str) -> bool:
    """Whether a text begins as a flat OpenDocument does."""
    return find_root_name(head) == "document" and "opendocument:xmlns:office" in head


def read_odt(source: Source, settings: TranscriptSettings) -> Heard:
    """One conversation from the paragraphs and tables of a document, in their order."""
    try:
        trees = _parse_flat(source) if source.text else _parse_packed(source)
        body = _find_body(trees[0].root)
    except SourceError as fault:
        return [], [source.problem(fault.message, hint=fault.hint, fatal=True)]
    roots = [tree.root for tree in trees]
    walk = OdfWalk(OdfStyles.of(roots), settings.columns)
    walk.read(body)
    walk.set_margins_aside(roots)
    heard, problems = read_document(walk.found, source, settings)
    if changes := walk.changes():
        what = f"tracked changes were read as accepted: {changes}"
        problems.append(source.problem(what, hint="accept or reject them to settle it"))
    told = [problem for tree in trees for problem in tree.tell_fault(source)]
    return heard, [*told, *problems]


def _parse_flat(source: Source) -> list[XmlTree]:
    return [parse_tree(source.text)]


def _parse_packed(source: Source) -> list[XmlTree]:
    """The trees of the text and of its styles.

    Raises:
        SourceError: the document is damaged, protected, or goes beyond the limits.
    """
    archives.check_archive(source.raw, source.limits)
    try:
        with ZipFile(BytesIO(source.raw)) as archive:
            members = {name: archive.read(name) for name in _PARTS & set(archive.namelist())}
    except archives.DAMAGE as fault:
        raise SourceError(f"the document cannot be read ({fault})", hint=_AGAIN) from fault
    if b"encryption-data" in members.get("META-INF/manifest.xml", b""):
        raise SourceError("the file is protected by a password", hint="save it without one")
    return list(_parse_members(members))


_PARTS = {"content.xml", "styles.xml", "META-INF/manifest.xml"}


def _parse_members(members: Mapping[str, bytes]) -> Iterator[XmlTree]:
    yield parse_tree(decode_text(members.get("content.xml", b"")).text)
    if "styles.xml" in members:
        yield parse_tree(decode_text(members["styles.xml"]).text)


def _find_body(root: Any) -> Any:
    """The element that holds the text."""
    for element in root.iter():
        name = shorten_tag(element.tag)
        if name == "office:text":
            return element
        if name in _OTHERS:
            what, hint = _OTHERS[name]
            raise SourceError(what, hint=hint)
    raise SourceError("the document has no text", hint=_AGAIN)
