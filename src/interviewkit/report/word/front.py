"""Page one of the Word document: whose report it is, what it found, and how far to trust it."""

from __future__ import annotations

from interviewkit.report.pages import Outline, Takeaway
from interviewkit.report.walk import FRONT
from interviewkit.report.word.writer import WordWriter
from interviewkit.tables.drawing import word_styles as styles
from interviewkit.wording.words import join_words

BESIDE = 0.82
"""How much of the width the chart of a takeaway has: page one holds several."""


def write_cover(writer: WordWriter, outline: Outline) -> None:
    """Title, authors, date, and what must be known of the whole study."""
    named = outline.study if outline.study != outline.title else "Theme report"
    writer.add_text(named.upper(), styles.EYEBROW)
    writer.add_heading(outline.title, 0, FRONT if outline.front else "")
    signed = (join_words(outline.authors), outline.generated)
    if any(signed):
        writer.add_text(" · ".join(filter(None, signed)), styles.EXACT)
    if outline.note:
        writer.add_text(f" {outline.note}", styles.NOTE, strong="Please note.")
    if outline.facts and not outline.front:
        writer.add_text(", ".join(f"{number} {noun}" for noun, number in outline.facts))


def write_front(writer: WordWriter, outline: Outline) -> None:
    """The finding, what to take along, both strands, who, and how far to trust it."""
    front = outline.front
    if front is None:
        return
    writer.add_block(front.headline, styles.LEAD)
    for takeaway in front.takeaways:
        _write_takeaway(writer, takeaway, outline)
    if front.strands:
        writer.add_heading("Survey and conversations together", 2)
        writer.add_sentences(front.strands)
    writer.add_spans(front.who, styles.EXACT)
    writer.add_spans(front.trust, styles.EXACT)


def write_summary(writer: WordWriter, outline: Outline) -> None:
    """All findings in sentences, and the themes at a glance."""
    if not (outline.summary or outline.glance):
        return
    writer.add_heading("Summary", 1, "" if outline.front else FRONT)
    glance = [outline.glance] if outline.glance else []
    writer.add_sentences(outline.summary, "List Bullet", glance)
    for figure in glance:
        writer.add_figure(figure)


def _write_takeaway(writer: WordWriter, takeaway: Takeaway, outline: Outline) -> None:
    writer.add_heading_block(takeaway.headline, 2)
    exact = writer.add_spans(takeaway.exact, styles.EXACT)
    if takeaway.figure:
        writer.add_reference([takeaway.figure], exact)
    if title := _find_title(outline, takeaway.href):
        exact.add_run(" More: ")
        writer.refer(exact, takeaway.href, title)
        exact.add_run(".")
    if takeaway.figure:
        writer.add_figure(takeaway.figure, width=BESIDE)


def _find_title(outline: Outline, anchor: str) -> str:
    """The heading of the chapter at an anchor; empty where that is no chapter of this document."""
    titles = {page.id: page.title for page in outline.themes}
    titles |= {each.id: each.title for each in (*outline.sections, *outline.appendix)}
    return titles.get(anchor, "")
