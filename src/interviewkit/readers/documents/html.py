"""Web pages: what a browser shows is read like any text."""

from __future__ import annotations

from interviewkit.model.settings import TranscriptSettings
from interviewkit.readers.contract import Heard, Source
from interviewkit.readers.document_parts import PartList, read_document
from interviewkit.readers.documents.html_text import HtmlPage


def read_html(source: Source, settings: TranscriptSettings) -> Heard:
    """One conversation from the paragraphs and tables of a page, in their order."""
    found = HtmlPage(PartList(settings.columns)).read(source.text)
    heard, problems = read_document(found, source, settings)
    return heard, problems
