"""The report as a Word document: the outline in its order, in Word's own styles and fields."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from interviewkit.model import Code
from interviewkit.report.pages import (
    Block,
    CodeCard,
    FrontPage,
    Outline,
    Person,
    Quote,
    Section,
    Takeaway,
    ThemePage,
    Who,
)
from interviewkit.report.walk import FRONT, JOINT, LIMITS, METHODS
from interviewkit.report.word.writer import WordWriter
from interviewkit.tables.drawing import word_fields as fields
from interviewkit.tables.drawing import word_styles as styles
from interviewkit.tables.drawing.undated import save_undated
from interviewkit.wording.numbers import counted
from interviewkit.wording.words import join_words, write_polarity


def render(outline: Outline) -> bytes:
    """The report as the bytes of a ``.docx``; the same outline gives the same bytes."""
    writer = WordWriter(outline)
    _set_properties(writer.document, outline)
    _add_footer(writer.document, outline)
    _write_cover(writer, outline)
    _write_summary(writer, outline)
    if outline.methods_short:
        writer.add_heading("How it was done", 1, METHODS)
        writer.add_terms(outline.methods_short)
    for page in outline.themes:
        _write_theme(writer, page)
    for section in outline.sections:
        _write_section(writer, section, 1)
    _write_joint(writer, outline)
    if outline.limits:
        writer.add_heading("Limits", 1, LIMITS)
        writer.add_sentences(outline.limits, "List Bullet")
    if outline.methods:
        writer.add_heading("Methodology", 1, "" if outline.methods_short else METHODS)
        writer.add_terms(outline.methods)
    if outline.appendix:
        writer.add_heading("Appendix", 1)
    for section in outline.appendix:
        _write_section(writer, section, 2)
    return save_undated(writer.document.save, _stamp(outline))
