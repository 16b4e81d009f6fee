"""Documents that cannot be read here: what they are, and how to save them so that they can."""

from __future__ import annotations

from interviewkit.model.settings import TranscriptSettings
from interviewkit.readers.contract import Heard, Source

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_WORD_PERFECT = b"\xffWPC"
_LOCKED, _WORD, _EXCEL, _WORKS = (
    name.encode("utf-16-le") for name in ("EncryptedPackage", "WordDocument", "Workbook", "MatOST")
)
_AS_DOCX = "open it in Word or LibreOffice and save it as .docx (File, Save as)"


def is_old_office(raw: bytes) -> bool:
    """Whether bytes are a document of Word before 2007, or of Works or WordPerfect."""
    return raw.startswith((_OLE, _WORD_PERFECT))


def is_google_link(head: str) -> bool:
    """Whether a text is the link that Google Drive leaves on a disk for a document."""
    return head.startswith("{") and '"doc_id"' in head[:400] and '"email"' in head[:800]


def refuse_old_office(source: Source, settings: TranscriptSettings) -> Heard:
    """Nothing, and what the document is."""
    del settings
    raw = source.raw
    if _LOCKED in raw:
        return _refuse(source, "it is protected by a password", "save it without one")
    if raw.startswith(_WORD_PERFECT):
        return _refuse(source, "it is a WordPerfect document", _AS_DOCX)
    if _WORD not in raw and _EXCEL in raw:
        return _refuse(source, "it is a workbook of Excel before 2007", "save it as .xlsx or .csv")
    what = "it is a document of Word before 2007 (.doc)"
    if _WORD not in raw:
        what = "it is an old Office document"
    if source.suffix == ".wps" or _WORKS in raw:
        what = "it is a document of Microsoft Works (.wps)"
    return _refuse(source, what, _AS_DOCX)


def refuse_pages(source: Source, settings: TranscriptSettings) -> Heard:
    """Nothing, and how Pages lets its documents out."""
    del settings
    hint = "open it in Pages and export it as Word (File, Export to)"
    return _refuse(source, "it is a document of Apple's Pages", hint)


def refuse_google_link(source: Source, settings: TranscriptSettings) -> Heard:
    """Nothing, and where the document really is."""
    del settings
    hint = "open it in Google Docs and download it as .docx (File, Download)"
    return _refuse(
        source, "it is a link to a document that lies at Google, and holds no words", hint
    )


def _refuse(source: Source, what: str, hint: str) -> Heard:
    return [], [source.problem(what, hint=hint, fatal=True)]
