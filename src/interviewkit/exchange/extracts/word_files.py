"""The paragraphs and tables of a Word document that another tool wrote."""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO
from typing import Any
from zipfile import BadZipFile
from zlib import error as ZlibError

from interviewkit.errors import SourceError
from interviewkit.exchange.extracts.contents import ForeignParagraph, ForeignRow, ForeignTable
from interviewkit.model.archives import check_archive
from interviewkit.model.limits import DEFAULT_LIMITS, LimitSettings

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
SPACING = {f"{W}tab": "\t", f"{W}br": "\n", f"{W}cr": "\n", f"{W}noBreakHyphen": "-"}
_OUTSIDE = (f"{W}tc", f"{W}txbxContent")
TWIPS = 20.0
"""Word measures in twentieths of a point."""

Block = ForeignTable | ForeignParagraph


def read_word_blocks(content: bytes, limits: LimitSettings) -> list[Block]:
    """Paragraphs and tables in their order; what was struck out is left out.

    Raises:
        SourceError: it is no Word document, is damaged, or goes beyond the limits.
    """
    document = open_document(content, limits)
    try:
        styles = {style.style_id: (style.name or "").lower() for style in document.styles}
    except (LookupError, ValueError, AttributeError, TypeError) as fault:
        raise _build_error() from fault
    return list(_walk(document.element.body, styles))


def open_document(content: bytes, limits: LimitSettings = DEFAULT_LIMITS) -> Any:
    """The document, as python-docx has it; nothing is unpacked before its size is known.

    Raises:
        SourceError: it is no Word document, is damaged, or goes beyond the limits.
    """
    import docx
    from docx.opc.exceptions import PackageNotFoundError
    from lxml.etree import XMLSyntaxError

    check_archive(content, limits, "the Word document cannot be read")
    try:
        document = docx.Document(BytesIO(content))
        if document.element.body is None:
            raise _build_error()
    except (
        PackageNotFoundError, BadZipFile, ZlibError, XMLSyntaxError, EOFError, LookupError,
        ValueError, AttributeError, TypeError,
    ) as fault:  # fmt: skip
        raise _build_error() from fault
    return document


def _build_error() -> SourceError:
    return SourceError(
        "the Word document cannot be read",
        hint="open it in a word processor and save it anew as .docx",
    )


def _walk(body: Any, styles: dict[str, str]) -> Iterator[Block]:
    number, title = 0, ""
    for element in body.iter(f"{W}p", f"{W}tbl"):
        if any(above.tag in _OUTSIDE for above in element.iterancestors()):
            continue  # it is read with what it lies in
        number += 1
        if element.tag == f"{W}tbl":
            yield ForeignTable(title, tuple(_rows(element)))
        else:
            text = read_words(element)
            title = text.strip() or title
            yield ForeignParagraph(number, text, _level(element, styles), _indent(element))


def read_words(element: Any) -> str:
    """All that is written within an element; paragraphs of a cell stand on lines of their own."""
    written: list[str] = []
    for each in element.iter(f"{W}t", f"{W}p", *SPACING):
        if each.tag == f"{W}t":
            written.append(each.text or "")
        elif each.tag == f"{W}p":
            written.append("\n" if written else "")
        else:
            written.append(SPACING[each.tag])
    return "".join(written).strip("\n")


def _rows(table: Any) -> Iterator[ForeignRow]:
    above: list[str] = []
    for number, row in enumerate(_children(table, f"{W}tr"), 1):
        cells: list[str] = []
        indents: list[float] = []
        for cell in _children(row, f"{W}tc"):
            text = read_words(cell)
            if _is_merged(cell) and len(cells) < len(above):
                text = above[len(cells)]
            width = _width(cell)
            cells += [text, *[""] * (width - 1)]
            indents += [_indent(cell.find(f".//{W}p")), *[0.0] * (width - 1)]
        above = cells
        if any(cell.strip() for cell in cells):
            yield ForeignRow(number, tuple(cells), tuple(indents))


def _children(parent: Any, tag: str) -> Iterator[Any]:
    """Rows or cells, content controls and insertions around them or not."""
    for child in parent:
        if child.tag == tag:
            yield child
        elif child.tag in (f"{W}sdt", f"{W}sdtContent", f"{W}customXml", f"{W}ins"):
            yield from _children(child, tag)


def _is_merged(cell: Any) -> bool:
    """Whether a cell continues the one above it."""
    mark = cell.find(f"{W}tcPr/{W}vMerge")
    return mark is not None and mark.get(f"{W}val", "continue") == "continue"


def _width(cell: Any) -> int:
    mark = cell.find(f"{W}tcPr/{W}gridSpan")
    value = mark.get(f"{W}val", "") if mark is not None else ""
    return min(max(int(value), 1), 64) if value.isdecimal() and len(value) < 4 else 1


def _indent(paragraph: Any) -> float:
    mark = None if paragraph is None else paragraph.find(f"{W}pPr/{W}ind")
    value = "" if mark is None else mark.get(f"{W}left") or mark.get(f"{W}start") or ""
    try:
        return float(value or 0) / TWIPS
    except ValueError:
        return 0.0


def _level(paragraph: Any, styles: dict[str, str]) -> int:
    style = paragraph.find(f"{W}pPr/{W}pStyle")
    key = "" if style is None else style.get(f"{W}val", "")
    name = styles.get(key, key.lower()).replace(" ", "")
    if name in ("title", "titel"):
        return 1
    for word in ("heading", "überschrift"):
        if name.startswith(word) and name[len(word) :].isdecimal():
            return int(name[len(word) :][:1])
    return 0
