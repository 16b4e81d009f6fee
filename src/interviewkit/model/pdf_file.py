"""A PDF opened: what reads transcripts and what checks reports open it alike."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from threading import Lock
from typing import Any

from interviewkit.errors import SourceError

_ONE_AT_A_TIME = Lock()
"""PDFium serves one thread of a process at a time."""

_PASSWORD = 4
"""What PDFium answers where it lacks a password (``FPDF_ERR_PASSWORD``)."""


@contextmanager
def open_pdf(content: bytes) -> Iterator[Any]:
    """The document of pypdfium2, closed at the end.

    Raises:
        SourceError: it is locked, damaged, or no PDF.
    """
    import pypdfium2  # type: ignore[import-untyped,unused-ignore]

    with _ONE_AT_A_TIME:
        try:
            document = pypdfium2.PdfDocument(content)
        except pypdfium2.PdfiumError as fault:
            raise _explain(fault) from fault
        try:
            yield document
        except pypdfium2.PdfiumError as fault:
            raise _explain(fault) from fault
        finally:
            document.close()


def _explain(fault: Exception) -> SourceError:
    if getattr(fault, "err_code", None) == _PASSWORD or "password" in str(fault).lower():
        return SourceError(
            "the PDF is protected by a password", hint="save it without one and take that"
        )
    return SourceError(
        f"the PDF is damaged or none at all ({fault})",
        hint="save it again in the program that wrote it, or as .docx or .txt",
    )
