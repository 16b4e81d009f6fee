"""Web pages: what a browser shows is read like any text."""

from __future__ import annotations

from interviewkit.model.settings import TranscriptSettings
from interviewkit.readers.contract import Heard, Source
from interviewkit.readers.document_parts import PartList, read_document
from interviewkit.readers.documents.html_text import HtmlPage
from interviewkit.readers.xml_tree import find_root_name


def is_html(head: str) -> bool:
    """Whether a text begins as a web page does."""
    begins = head[:20].lower().startswith(("<!doctype html", "<html"))
    return begins or find_root_name(head).lower() == "html"


def read_html(source: Source, settings: TranscriptSettings) -> Heard:
    """One conversation from the paragraphs and tables of a page, in their order."""
    found = HtmlPage(PartList(settings.columns)).read(source.text)
    heard, problems = read_document(found, source, settings)
    return heard, problems
