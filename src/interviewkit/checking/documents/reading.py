"""Which reader a document wants, told by the end of its name."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from contextlib import suppress
from pathlib import Path
from types import MappingProxyType

from interviewkit.checking.documents.html_document import read_html
from interviewkit.checking.documents.markdown_document import read_markdown
from interviewkit.checking.documents.pdf_document import read_pdf
from interviewkit.checking.documents.pieces import DocumentPiece
from interviewkit.checking.documents.text_document import read_text
from interviewkit.checking.documents.word_document import read_word
from interviewkit.errors import SourceError
from interviewkit.model.text_marks import find_text_mark

Pieces = tuple[DocumentPiece, ...]

_DECLARED = re.compile(rb"""<meta[^>]{0,200}charset\s*=\s*["']?\s*([A-Za-z0-9_.:-]{1,40})""", re.I)
"""A word processor saves pages in the signs of its country, and says so at their beginning."""
DECLARED_WITHIN = 4096

OF_TEXT: Mapping[str, Callable[[str], Pieces]] = MappingProxyType(
    {".html": read_html, ".htm": read_html, ".md": read_markdown, ".txt": read_text}
)
OF_BYTES: Mapping[str, Callable[[bytes, str], Pieces]] = MappingProxyType(
    {".docx": read_word, ".pdf": read_pdf}
)


def read_document(path: Path) -> Pieces:
    """A document as pieces of text in order.

    Raises:
        SourceError: it is not there, is of a kind that is not read, or is broken.
    """
    if path.suffix.lower() not in (*OF_TEXT, *OF_BYTES):
        raise SourceError(
            f"{path.name} is of no kind that can be checked",
            hint="documents that can: .html, .md, .docx, .pdf, .txt",
        )
    if path.is_dir():
        raise SourceError(f"{path} is a folder", hint="name the documents in it")
    if not path.is_file():
        raise SourceError(f"there is no file {path}", hint="name the document to be checked")
    return read_content(path.read_bytes(), path.suffix.lower(), path.name)


def read_content(content: bytes, kind: str, name: str = "the report") -> Pieces:
    """The pieces of a document whose content is at hand; ``kind`` is the end of its name.

    Raises:
        SourceError: it is broken, or no text.
    """
    if kind in OF_BYTES:
        return OF_BYTES[kind](content, name)
    said = _DECLARED.search(content[:DECLARED_WITHIN]) if kind in (".html", ".htm") else None
    return OF_TEXT[kind](decode(content, name, said[1].decode() if said else ""))


def decode(content: bytes, name: str, declared: str = "") -> str:
    """Text as UTF-8 or UTF-16, else as what a page itself says that it is.

    What is neither is refused, for its signs would be guessed.

    Raises:
        SourceError: it is neither.
    """
    mark, encoding = find_text_mark(content)
    try:
        return content[len(mark) :].decode(encoding or "utf-8")
    except UnicodeDecodeError as fault:
        with suppress(LookupError, UnicodeDecodeError):
            if declared:
                return content.decode(declared)
        raise SourceError(
            f"{name} is not UTF-8: its character {fault.start + 1} cannot be read",
            hint="save it anew as UTF-8",
        ) from fault
