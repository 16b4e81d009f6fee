"""EPUB: the pages of a book in the order of its spine."""

from __future__ import annotations

import posixpath
from io import BytesIO
from urllib.parse import unquote
from zipfile import ZipFile

from interviewkit.errors import SourceError
from interviewkit.model import archives
from interviewkit.model.settings import TranscriptSettings
from interviewkit.readers.contract import Heard, Source
from interviewkit.readers.document_parts import PartList, read_document
from interviewkit.readers.documents.html_text import HtmlPage
from interviewkit.readers.encoding import decode_text
from interviewkit.readers.xml_tree import XmlTree, parse_tree

_CONTAINER = "META-INF/container.xml"
_AGAIN = "save it again as .epub, .docx or .txt"


def read_epub(source: Source, settings: TranscriptSettings) -> Heard:
    """One conversation from all pages of the book; its list of contents is passed over, and told
    of as far as pages of text are missing."""
    found = PartList(settings.columns)
    try:
        missing = _read_pages(source, found)
    except SourceError as fault:
        return [], [source.problem(fault.message, hint=fault.hint, fatal=True)]
    heard, problems = read_document(found, source, settings)
    told = [source.problem(f"the page {name} is missing; the others were read") for name in missing]
    return heard, [*told, *problems]


def _read_pages(source: Source, found: PartList) -> list[str]:
    """Read the pages of the spine; returns the names of those that the archive lacks."""
    archives.check_archive(source.raw, source.limits)
    try:
        with ZipFile(BytesIO(source.raw)) as archive:
            if "META-INF/encryption.xml" in archive.namelist() and _is_locked(archive):
                raise SourceError("the book is protected", hint="save it without protection")
            names = set(archive.namelist())
            pages = _list_pages(archive)
            for name in pages:
                if name in names:
                    HtmlPage(found).read(decode_text(archive.read(name)).text)
            return [name for name in pages if name not in names]
    except archives.DAMAGE as fault:
        raise SourceError(f"the book cannot be read ({fault})", hint=_AGAIN) from fault


def _is_locked(archive: ZipFile) -> bool:
    """Whether more than fonts is encrypted."""
    text = decode_text(archive.read("META-INF/encryption.xml")).text
    return any(ending in text for ending in (".xhtml", ".html", ".htm"))


def _list_pages(archive: ZipFile) -> list[str]:
    """The pages of the book by the spine of its package."""
    place = next(
        (
            e.get("full-path", "")
            for e in _parse(archive, _CONTAINER).root.iter()
            if _is(e, "rootfile")
        ),
        "",
    )
    if place not in archive.namelist():
        raise SourceError("the book lists no pages", hint=_AGAIN)
    package = list(_parse(archive, place).root.iter())
    items = {
        e.get("id", ""): e.get("href", "")
        for e in package
        if _is(e, "item") and "nav" not in e.get("properties", "").split()
    }
    spine = (e.get("idref", "") for e in package if _is(e, "itemref"))
    folder = posixpath.dirname(place)
    return [
        posixpath.normpath(posixpath.join(folder, unquote(items[id])))
        for id in spine
        if items.get(id)
    ]


def _parse(archive: ZipFile, name: str) -> XmlTree:
    if name not in archive.namelist():
        raise SourceError(f"the book has no {name}", hint=_AGAIN)
    return parse_tree(decode_text(archive.read(name)).text)


def _is(element: object, name: str) -> bool:
    return str(getattr(element, "tag", "")).rpartition("}")[2] == name
