"""Rich Text documents, as f4, Word and TextEdit write them."""

from __future__ import annotations

from interviewkit.model.settings import TranscriptSettings
from interviewkit.readers.contract import Heard, Source
from interviewkit.readers.document_parts import read_document
from interviewkit.readers.documents.rtf_text import RtfText

_AGAIN = "save it again as .rtf, .docx or .txt"


def is_rtf(raw: bytes) -> bool:
    """Whether bytes begin as a Rich Text document does."""
    return _strip_before(raw).startswith(b"{\\rtf")


def _strip_before(raw: bytes) -> bytes:
    """The bytes without a mark of their order and blanks before them, which are no words."""
    return raw.removeprefix(b"\xef\xbb\xbf").lstrip()


def read_rtf(source: Source, settings: TranscriptSettings) -> Heard:
    """One conversation from the paragraphs and tables of a document, in their order."""
    if not is_rtf(source.raw):
        return [], [source.problem("it is no Rich Text document", hint=_AGAIN, fatal=True)]
    document = RtfText(settings.columns)
    heard, problems = read_document(document.read(_strip_before(source.raw)), source, settings)
    if document.is_cut_off:
        what = "the document is cut off; what stands above was read"
        problems.append(source.problem(what, hint=_AGAIN))
    kinds = [(word, document.tracked[word]) for word in ("inserted", "deleted")]
    if changes := ", ".join(f"{count} {word}" for word, count in kinds if count):
        what = f"tracked changes were read as accepted: {changes}"
        problems.append(source.problem(what, hint="accept or reject them to settle it"))
    return heard, problems
