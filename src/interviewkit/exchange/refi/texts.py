"""The text of a source: decoded, lines ended by ``\\n``, with how it was written kept in mind."""

from __future__ import annotations

import re
import zipfile
from dataclasses import dataclass, field
from xml.etree.ElementTree import Element

from interviewkit.errors import SourceError
from interviewkit.exchange.refi.xml_text import name_of, parse_xml
from interviewkit.model.archives import DAMAGE, check_archive, list_members, read_member
from interviewkit.model.limits import DEFAULT_LIMITS, LimitSettings
from interviewkit.model.text_marks import find_text_mark

_NEWLINE = re.compile(r"\r\n|\r|\n")


@dataclass(frozen=True, slots=True)
class WrittenText:
    """A text as a file wrote it: ``raw`` with its line ends, without the mark at its start.

    ``encoding`` is said only where it is not the one that the standard asks for.
    """

    raw: str
    has_mark: bool = False
    encoding: str = ""

    text: str = field(init=False, repr=False)

    def __post_init__(self) -> None:
        """``text`` is the text with a line feed at the end of every line."""
        text = _NEWLINE.sub("\n", self.raw) if "\r" in self.raw else self.raw
        object.__setattr__(self, "text", text)


def decode_text(content: bytes) -> WrittenText:
    """The text of a .txt: UTF-8 as the standard asks, or what it can only be."""
    mark, encoding = find_text_mark(content)
    if mark:
        raw = content[len(mark) :].decode(encoding, errors="replace")
        return WrittenText(raw, True, "" if encoding == "utf-8" else encoding)
    try:
        return WrittenText(content.decode("utf-8"))
    except UnicodeDecodeError:
        return WrittenText(content.decode("cp1252", errors="replace"), False, "cp1252")


def wrap_inline(text: str) -> WrittenText:
    """A text that stood in the project itself."""
    return WrittenText(text.removeprefix("\ufeff"), text.startswith("\ufeff"))


def read_docx_text(content: bytes, limits: LimitSettings = DEFAULT_LIMITS) -> str:
    """The text of a Word document, a line a paragraph.

    Raises:
        SourceError: it is damaged.
    """
    check_archive(content, limits)
    try:
        raw = read_member(content, "word/document.xml")
    except (*DAMAGE, zipfile.LargeZipFile) as error:
        raise SourceError(f"it is damaged: {error}") from error
    if not raw:
        raise SourceError("it is no Word document")
    root = parse_xml(raw, "the Word document", limits)
    lines = (_read_paragraph(each) for each in root.iter() if name_of(each) == "p")
    return "\n".join(lines)


def is_document(content: bytes) -> bool:
    """Whether a file is what some program lays out, and no plain text."""
    return content.startswith((b"PK\x03\x04", b"{\\rtf", b"%PDF-", b"\xd0\xcf\x11\xe0"))


def is_docx(content: bytes) -> bool:
    """Whether a file begins as a Word document does."""
    return content.startswith(b"PK\x03\x04") and "word/document.xml" in list_members(content)


def _read_paragraph(paragraph: Element) -> str:
    """The words of a paragraph, not of those in a text box within it, which come on their own."""
    pieces: list[str] = []
    todo = list(reversed(paragraph))
    while todo:
        each = todo.pop()
        name = name_of(each)
        if name == "t":
            pieces.append(each.text or "")
        elif name in ("tab", "ptab"):
            pieces.append("\t")
        elif name in ("br", "cr"):
            pieces.append("\n")
        elif name not in ("p", "pPr", "rPr", "del", "moveFrom", "delText", "instrText", "Fallback"):
            todo.extend(reversed(each))
    return "".join(pieces)
