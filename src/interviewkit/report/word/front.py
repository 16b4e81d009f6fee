"""Page one of the Word document: whose report it is, what it found, and how far to trust it."""

from __future__ import annotations

from interviewkit.model.report_profile import APPENDIX
from interviewkit.report.pages import Outline, Takeaway
from interviewkit.report.walk import FRONT
from interviewkit.report.word.writer import WordWriter
from interviewkit.tables.drawing import word_styles as styles
from interviewkit.wording.words import join_words


def write_cover(writer: WordWriter, outline: Outline) -> None:
    """Title, authors, date, and what must be known of the whole study."""
    named = outline.study if outline.study != outline.title else "Theme report"
    named = "Appendix" if outline.profile == APPENDIX else named
    writer.add_text(named.upper(), styles.EYEBROW)
    writer.add_heading(outline.title, 0, FRONT if outline.front else "")
    signed = (join_words(outline.authors), outline.generated)
    if any(signed):
        writer.add_text(" · ".join(filter(None, signed)), styles.EXACT)
    if outline.note:
        writer.add_text(f" {outline.note}", styles.NOTE, strong="Please note.")


def write_front(writer: WordWriter, outline: Outline) -> None:
    """The finding, who was asked, what to take along, both strands, how far to trust it."""
    front = outline.front
    if front is None:
        return
    writer.add_block(front.headline, styles.LEAD)
    if front.exact:
        writer.add_spans(front.exact, styles.EXACT)
    writer.add_spans(front.who)
    for takeaway in front.takeaways:
        _write_takeaway(writer, takeaway, outline)
    if front.strands:
        writer.add_heading("Survey and conversations together", 2)
        writer.add_sentences(front.strands)
    writer.add_spans(front.trust, styles.CAUTIONED, strong="How far to trust it. ")


def _write_takeaway(writer: WordWriter, takeaway: Takeaway, outline: Outline) -> None:
    writer.add_heading_block(takeaway.headline, 2, f"takeaway-{takeaway.key}")
    exact = writer.add_spans(takeaway.exact, styles.EXACT)
    if title := _find_title(outline, takeaway.href):
        exact.add_run(" More: ")
        writer.refer(exact, takeaway.href, title)
        exact.add_run(".")
    if takeaway.figure:
        exact.paragraph_format.keep_with_next = True
        writer.add_figure(takeaway.figure)


def _find_title(outline: Outline, anchor: str) -> str:
    """The heading of the chapter at an anchor; empty where that is no chapter of this document."""
    titles = {page.id: page.title for page in outline.themes}
    titles |= {each.id: each.title for each in (*outline.sections, *outline.appendix)}
    return titles.get(anchor, "")
