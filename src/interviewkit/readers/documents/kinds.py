"""What files of this family are known by."""

from __future__ import annotations

from interviewkit.readers.documents.html import is_html
from interviewkit.readers.documents.odt import is_flat_odf
from interviewkit.readers.documents.otranscribe import is_otranscribe
from interviewkit.readers.documents.pdf import is_pdf
from interviewkit.readers.documents.refused import is_google_link, is_old_office
from interviewkit.readers.documents.rtf import is_rtf
from interviewkit.readers.kinds import FileKind

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
