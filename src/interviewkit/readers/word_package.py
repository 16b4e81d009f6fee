"""The parts of a .docx: its body, and what stands beside it."""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from io import BytesIO
from typing import Any
from zipfile import BadZipFile, ZipFile

from defusedxml.ElementTree import fromstring

from interviewkit.errors import SourceError
from interviewkit.model.archives import find_archive_fault
from interviewkit.readers.contract import Aside, Source

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"

_STRICT = b"http://purl.oclc.org/ooxml/wordprocessingml/main"
"""The namespace of "Strict Open XML"; its elements are called the same."""

_MAIN = "word/document.xml"
_BESIDE = {
    "comments.xml": "comments of the document",
    "footnotes.xml": "footnotes",
    "endnotes.xml": "endnotes",
    "header": "page headers and footers",
    "footer": "page headers and footers",
}
_AGAIN = "save it again as .docx or .txt"

DAMAGE = (
    BadZipFile,
    EOFError,
    LookupError,  # a part that is not there, an encoding that nobody knows
    NotImplementedError,
    OSError,
    RecursionError,
    SyntaxError,  # an XML ParseError is one
    ValueError,  # so is what defusedxml raises
    zlib.error,
)
"""What is raised for documents that are damaged or made up."""


def read_body(source: Source) -> tuple[Any, list[Aside]]:
    """The body of the document, and the words of comments, notes, page headers and footers.

    Raises:
        SourceError: the document is damaged, or goes beyond the limits.
    """
    what, hint = find_archive_fault(source.raw, source.limits)
    if what:
        raise SourceError(what, hint=hint)
    try:
        with ZipFile(BytesIO(source.raw)) as archive:
            body = _parsed(archive, _main_part(archive)).find(f"{W}body")
            if body is None:
                raise ValueError("it has no body")
            return body, list(dict.fromkeys(_list_side_parts(archive)))
    except DAMAGE as fault:
        raise SourceError(f"the document cannot be read ({fault})", hint=_AGAIN) from fault


def _parsed(archive: ZipFile, name: str) -> Any:
    return fromstring(archive.read(name).replace(_STRICT, W[1:-1].encode()), forbid_dtd=True)


def _main_part(archive: ZipFile) -> str:
    """Where the document itself stands; some programs number it."""
    if _MAIN in archive.namelist():
        return _MAIN
    for link in _parsed(archive, "_rels/.rels"):
        if link.get("Type", "").endswith("/officeDocument"):
            return str(link.get("Target", "")).lstrip("/")
    return _MAIN


def _list_side_parts(archive: ZipFile) -> Iterator[Aside]:
    for name in sorted(archive.namelist()):
        folder, _, file = name.rpartition("/")
        why = next((why for start, why in _BESIDE.items() if file.startswith(start)), "")
        if why and folder == "word" and name.endswith(".xml"):
            for paragraph in _parsed(archive, name).iter(f"{W}p"):
                text = "".join(each.text or "" for each in paragraph.iter(f"{W}t"))
                if any(letter.isalpha() for letter in text):
                    yield Aside(0, text, why)
