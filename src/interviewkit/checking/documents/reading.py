"""Which reader a document wants, told by the end of its name."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from types import MappingProxyType

from interviewkit.checking.documents.html_document import read_html
from interviewkit.checking.documents.markdown_document import read_markdown
from interviewkit.checking.documents.pdf_document import read_pdf
from interviewkit.checking.documents.pieces import DocumentPiece
from interviewkit.checking.documents.text_document import read_text
from interviewkit.checking.documents.word_document import read_word
from interviewkit.errors import SourceError

Pieces = tuple[DocumentPiece, ...]

OF_TEXT: Mapping[str, Callable[[str], Pieces]] = MappingProxyType(
    {".html": read_html, ".htm": read_html, ".md": read_markdown, ".txt": read_text}
)
OF_FILES: Mapping[str, Callable[[Path], Pieces]] = MappingProxyType(
    {".docx": read_word, ".pdf": read_pdf}
)


def read_document(path: Path) -> Pieces:
    """A document as pieces of text in order.

    Raises:
        SourceError: it is not there, is of a kind that is not read, or is broken.
    """
    kind = path.suffix.lower()
    if kind not in OF_TEXT and kind not in OF_FILES:
        raise SourceError(
            f"{path.name} is of no kind that can be checked",
            hint="documents that can: .html, .md, .docx, .pdf, .txt",
        )
    if not path.is_file():
        raise SourceError(
            f"there is no file {path}", hint="name the document that is to be checked"
        )
    if kind in OF_FILES:
        return OF_FILES[kind](path)
    return OF_TEXT[kind](decode(path.read_bytes(), path.name))


def decode(content: bytes, name: str) -> str:
    """Text as UTF-8 or UTF-16; what is neither is refused, for its signs would be guessed.

    Raises:
        SourceError: it is neither.
    """
    mark = content[:2] in (b"\xff\xfe", b"\xfe\xff")
    try:
        return content.decode("utf-16" if mark else "utf-8-sig")
    except UnicodeDecodeError as fault:
        raise SourceError(
            f"{name} is not UTF-8: its character {fault.start + 1} cannot be read",
            hint="save it anew as UTF-8",
        ) from fault
