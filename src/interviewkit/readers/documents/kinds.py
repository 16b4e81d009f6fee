"""What files of this family are known by."""

from __future__ import annotations

from interviewkit.readers.kinds import FileKind, look_by

KINDS: tuple[FileKind, ...] = (
    FileKind("pdf", (".pdf",), magic=look_by("documents.pdf:is_pdf"), is_text=False),
    FileKind("odt", (".odt", ".ott"), member="content.xml", is_text=False),
    FileKind("odt", (".fodt",), look_by("documents.odt:is_flat_odf")),
    FileKind("rtf", (".rtf",), magic=look_by("documents.rtf:is_rtf"), is_text=False),
    FileKind("html", (".html", ".htm", ".xhtml"), look_by("documents.html:is_html")),
    FileKind("otranscribe", (".otr",), look_by("documents.otranscribe:is_otranscribe")),
    FileKind("epub", (".epub",), member="META-INF/container.xml", is_text=False),
)
REFUSED: tuple[FileKind, ...] = (
    FileKind("old_office", (), magic=look_by("documents.refused:is_old_office"), is_text=False),
    FileKind("pages", (), member="Index/Document.iwa", is_text=False),
    FileKind("google_link", (), look_by("documents.refused:is_google_link")),
)
"""What is known, and cannot be read: their readers say what to do."""
