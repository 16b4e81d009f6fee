"""The report as a Word document: the outline in its order, in Word's own styles and fields."""

from __future__ import annotations

from typing import Any

from interviewkit.report.office import set_properties, write_stamp
from interviewkit.report.pages import Outline
from interviewkit.report.walk import JOINT, LIMITS, METHODS, THEMES
from interviewkit.report.word.chapters import write_section, write_theme
from interviewkit.report.word.front import write_cover, write_front
from interviewkit.report.word.writer import WordWriter
from interviewkit.tables.drawing import word_fields as fields
from interviewkit.tables.drawing import word_styles as styles
from interviewkit.tables.drawing.undated import save_undated


def render(outline: Outline) -> bytes:
    """The report as the bytes of a ``.docx``; the same outline gives the same bytes."""
    writer = WordWriter(outline)
    set_properties(writer.document.core_properties, outline)
    _add_footer(writer.document, outline)
    write_cover(writer, outline)
    write_front(writer, outline)
    if outline.methods:
        writer.add_heading("Methods in full", 1, METHODS)
        writer.add_terms(outline.methods)
    if outline.glance:
        writer.add_heading("What people spoke of", 1, THEMES)
        writer.add_figure(outline.glance)
    for page in outline.themes:
        write_theme(writer, page)
    for section in outline.sections:
        write_section(writer, section)
    _write_end(writer, outline)
    return save_undated(writer.document.save, write_stamp(outline))


def _write_end(writer: WordWriter, outline: Outline) -> None:
    """What holds for all chapters, and what proves them."""
    if outline.joint:
        writer.add_heading("Joint display: survey and conversations side by side", 1, JOINT)
        writer.add_table(outline.joint.sides)
        for note in outline.joint.notes:
            writer.add_text(note, styles.FIGURE_NOTE)
    if outline.methods_short:
        writer.add_heading("How it was done", 1, "" if outline.methods else METHODS)
        writer.add_terms(outline.methods_short)
    if outline.limits:
        writer.add_heading("Limits", 1, LIMITS)
        writer.add_sentences(outline.limits, "List Bullet")
    for section in outline.appendix:
        write_section(writer, section)


def _add_footer(document: Any, outline: Outline) -> None:
    """The title, and which page of how many it is."""
    from docx.enum.text import WD_ALIGN_PARAGRAPH

    paragraph = document.sections[0].footer.paragraphs[0]
    paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    fields.add_words(paragraph, f"{outline.title}  ·  ")
    fields.add_field(paragraph, "PAGE", "1")
    paragraph.add_run(" of ")
    fields.add_field(paragraph, "NUMPAGES", "1")
