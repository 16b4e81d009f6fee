"""Reading PDF: its text, page by page and line by line, as pypdfium2 finds it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from interviewkit.checking.documents.pieces import DocumentPiece, settle_pieces
from interviewkit.checking.documents.text_document import join_lines
from interviewkit.errors import SourceError

_BROKEN = re.compile("(?<=\\w)[\u00ad\u2010\ufffe\x02]\\s*\\n\\s*(?=\\w)")
"""A word that was parted at the end of a line by a hyphen that is none of its own."""


def read_pdf(path: Path) -> tuple[DocumentPiece, ...]:
    """Paragraphs with their pages.

    Raises:
        SourceError: the reader of PDF is not installed, or the file is none, or is locked.
    """
    try:
        import pypdfium2  # type: ignore[import-untyped,unused-ignore]
    except ImportError as fault:
        raise SourceError(
            f"{path.name} cannot be read: nothing that reads PDF is installed",
            hint="pip install 'interviewkit[pdf]', or check the .docx, .html or .md of it",
        ) from fault
    try:
        document = pypdfium2.PdfDocument(path)
    except pypdfium2.PdfiumError as fault:
        raise SourceError(
            f"{path.name} cannot be read as PDF ({fault})",
            hint="if it is locked, save it without a password",
        ) from fault
    try:
        pages = [page.get_textpage().get_text_bounded() for page in document]
    finally:
        document.close()
    return settle_pieces(_list_paragraphs(pages))


def _list_paragraphs(pages: list[str]) -> Iterator[DocumentPiece]:
    for number, text in enumerate(pages, 1):
        whole = _BROKEN.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))
        lines = [(f"page {number}", line) for line in whole.split("\n")]
        yield from (
            replace(each, text=each.text.replace("\ufffe", "-")) for each in join_lines(lines)
        )
