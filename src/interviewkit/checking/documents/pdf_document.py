"""Reading PDF: its text, page by page and line by line, as pypdfium2 finds it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace

from interviewkit.checking.documents.pieces import DocumentPiece, settle_pieces
from interviewkit.checking.documents.text_document import join_lines
from interviewkit.errors import SourceError
from interviewkit.model.pdf_file import open_pdf

_PAGE = re.compile(r"\s*(?:page|seite|p\.|s\.)?\s*\d{1,4}\s*(?:(?:/|of|von)\s*\d{1,4})?\s*", re.I)
_BROKEN = re.compile("(?<=\\w)[\u00ad\u2010\ufffe\x02]\\s*\\n\\s*(?=\\w)")
"""A word that was parted at the end of a line by a hyphen that is none of its own."""


def read_pdf(content: bytes, name: str) -> tuple[DocumentPiece, ...]:
    """Paragraphs with their pages.

    Raises:
        SourceError: it is locked, damaged, or no PDF.
    """
    try:
        with open_pdf(content) as document:
            pages = [page.get_textpage().get_text_bounded() for page in document]
    except SourceError as fault:
        raise SourceError(
            f"{name} cannot be read as PDF: {fault.message}", hint=fault.hint
        ) from fault
    return settle_pieces(_list_paragraphs(pages))


def _strip_margins(pages: list[list[str]]) -> Iterator[list[str]]:
    """The lines of each page without its number, and without what stands above or below on most."""
    bare = [[line for line in page if line.strip()] for page in pages]
    for end in (0, -1):
        for _ in range(2):
            edges = Counter(_mask(page[end]) for page in bare if page)
            for page in bare:
                repeated = page and edges[_mask(page[end])] > max(2, len(bare) / 2)
                if page and (repeated or _PAGE.fullmatch(page[end])):
                    page.pop(end)
    yield from bare


def _mask(line: str) -> str:
    return re.sub(r"\d+", "#", " ".join(line.split()))


def _list_paragraphs(pages: list[str]) -> Iterator[DocumentPiece]:
    broken = [_BROKEN.sub("", text.replace("\r\n", "\n").replace("\r", "\n")) for text in pages]
    for number, lined in enumerate(_strip_margins([text.split("\n") for text in broken]), 1):
        lines = [(f"page {number}", line) for line in lined]
        yield from (
            replace(each, text=each.text.replace("\ufffe", "-")) for each in join_lines(lines)
        )
