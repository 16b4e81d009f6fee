"""Reading Word documents: paragraphs and tables in their order."""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO
from typing import Any

from interviewkit.checking.documents.pieces import (
    HEADING,
    PARAGRAPH,
    QUOTED,
    ROW,
    SIGNATURE,
    DocumentPiece,
    settle_pieces,
)
from interviewkit.errors import SourceError

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
QUOTES = ("quote", "zitat", "cita", "citat", "citation", "blocktext", "引用", "引文")
"""How the names of styles for quotes begin, blanks left out."""
SIGNS = ("source", "signature", "author", "attribution", "quelle", "speaker")
HEADS = ("heading", "title", "überschrift", "titel", "titre", "título", "标题")


def read_word(content: bytes, name: str) -> tuple[DocumentPiece, ...]:
    """Paragraphs by their styles, and rows of tables; what was struck out is left out.

    Raises:
        SourceError: it is no Word document, or a broken one.
    """
    from zipfile import BadZipFile
    from zlib import error as ZlibError

    import docx
    from docx.opc.exceptions import PackageNotFoundError
    from lxml.etree import XMLSyntaxError

    try:
        document = docx.Document(BytesIO(content))
        notes = list(_list_notes(document))
    except (
        PackageNotFoundError, BadZipFile, ZlibError, XMLSyntaxError, EOFError, KeyError, ValueError,
    ) as fault:  # fmt: skip
        raise SourceError(
            f"{name} cannot be read as a Word document",
            hint="open it in a word processor and save it anew as .docx",
        ) from fault
    names = {style.style_id: (style.name or "").lower() for style in document.styles}
    return settle_pieces((*_walk(document.element.body, names), *notes))


def _walk(body: Any, names: dict[str, str]) -> Iterator[DocumentPiece]:
    number = 0
    for element in body.iter(f"{W}p", f"{W}tbl"):
        if any(above.tag in (f"{W}tc", f"{W}txbxContent") for above in element.iterancestors()):
            continue  # it is read with what it lies in
        if element.tag == f"{W}tbl":
            for line, row in enumerate(element.iter(f"{W}tr"), 1):
                cells = " ".join(_read_text(cell) for cell in row.iter(f"{W}tc"))
                yield DocumentPiece(cells, ROW, f"table row {line}")
            continue
        number += 1
        yield DocumentPiece(_read_text(element), _kind(element, names), f"paragraph {number}")


def _kind(paragraph: Any, names: dict[str, str]) -> str:
    style = paragraph.find(f"{W}pPr/{W}pStyle")
    key = "" if style is None else style.get(f"{W}val", "")
    name = names.get(key, key.lower()).replace(" ", "").removeprefix("intense")
    if name.startswith(QUOTES):
        return SIGNATURE if name.endswith(SIGNS) else QUOTED
    return HEADING if name.startswith(HEADS) else PARAGRAPH


def _read_text(element: Any) -> str:
    """All that is written within, in order; breaks and tabs are blanks."""
    written = []
    for each in element.iter(f"{W}t", f"{W}tab", f"{W}br", f"{W}p", f"{W}noBreakHyphen"):
        if each.tag == f"{W}t":
            written.append(each.text or "")
        else:
            written.append("-" if each.tag == f"{W}noBreakHyphen" else " ")
    return "".join(written)


def _list_notes(document: Any) -> Iterator[DocumentPiece]:
    """Footnotes and endnotes, which stand in files of their own."""
    from docx.oxml import parse_xml

    for part in document.part.package.iter_parts():
        if str(part.partname).endswith(("/footnotes.xml", "/endnotes.xml")):
            for number, note in enumerate(parse_xml(part.blob), -1):
                yield DocumentPiece(_read_text(note), PARAGRAPH, f"note {number}")
