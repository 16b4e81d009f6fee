"""What files of this family are known by; no reader is loaded to ask it."""

from __future__ import annotations

import re

from interviewkit.readers.documents.refused import is_google_link, is_old_office
from interviewkit.readers.kinds import FileKind
from interviewkit.readers.xml_tree import find_root_name


def is_pdf(head: bytes) -> bool:
    """Whether these first bytes are a PDF's."""
    return head.lstrip(b"\xef\xbb\xbf\0 \t\r\n")[:5] == b"%PDF-"


def is_flat_odf(head: str) -> bool:
    """Whether a text begins as a flat OpenDocument does."""
    return find_root_name(head) == "document" and "opendocument:xmlns:office" in head


def is_rtf(raw: bytes) -> bool:
    """Whether bytes begin as a Rich Text document does."""
    return raw.removeprefix(b"\xef\xbb\xbf").lstrip().startswith(b"{\\rtf")


def is_html(head: str) -> bool:
    """Whether a text begins as a web page does."""
    begins = head[:20].lower().startswith(("<!doctype html", "<html"))
    return begins or find_root_name(head).lower() == "html"


def is_otranscribe(head: str) -> bool:
    """Whether a text begins as a file of oTranscribe does."""
    return bool(re.match(r'\s*\{\s*"text"\s*:\s*"', head)) and "data-timestamp" in head


KINDS: tuple[FileKind, ...] = (
    FileKind("pdf", (".pdf",), magic=is_pdf, is_text=False),
    FileKind("odt", (".odt", ".ott"), member="content.xml", is_text=False),
    FileKind("odt", (".fodt",), is_flat_odf),
    FileKind("rtf", (".rtf",), magic=is_rtf, is_text=False),
    FileKind("html", (".html", ".htm", ".xhtml"), is_html),
    FileKind("otranscribe", (".otr",), is_otranscribe),
    FileKind("epub", (".epub",), member="META-INF/container.xml", is_text=False),
)
REFUSED: tuple[FileKind, ...] = (
    FileKind("old_office", (), magic=is_old_office, is_text=False),
    FileKind("pages", (), member="Index/Document.iwa", is_text=False),
    FileKind("google_link", (), is_google_link),
)
"""What is known, and cannot be read: their readers say what to do."""
