"""What a Word document and a set of slides say of themselves."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from interviewkit.report.pages import Outline
from interviewkit.tables.drawing.safe_text import clean_line
from interviewkit.tables.drawing.undated import NEVER
from interviewkit.tables.drawing.word_styles import LANGUAGE
from interviewkit.wording.words import join_words

LONGEST = 255
"""A property takes so many letters."""


def set_properties(properties: Any, outline: Outline) -> None:
    """Title, authors and language: what libraries and reading programs know a file by."""
    properties.title = _shorten(outline.title)
    properties.subject = _shorten(outline.study)
    properties.author = properties.last_modified_by = _shorten(join_words(outline.authors))
    properties.language = LANGUAGE
    properties.comments = _shorten(f"Made with interviewkit {outline.version}")
    properties.created = properties.modified = datetime.fromtimestamp(0, UTC)  # stamped when saved
    properties.revision = 1


def write_stamp(outline: Outline) -> bytes:
    """The time of the report as the properties of a file have it."""
    try:
        made = datetime.fromisoformat(outline.made)
    except ValueError:
        return NEVER
    made = made.astimezone(UTC) if made.tzinfo else made
    return f"{made:%Y-%m-%dT%H:%M:%SZ}".encode()


def _shorten(text: str) -> str:
    return clean_line(text)[:LONGEST]
