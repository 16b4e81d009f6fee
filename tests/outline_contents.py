"""Everything else that an outline says, thing by thing, which every format must have."""

from __future__ import annotations

from collections.abc import Iterator

from interviewkit.model.table import ResultTable
from interviewkit.report.figures import Sentence
from interviewkit.report.pages import Outline, Paragraph
from interviewkit.report.walk import FRONT, JOINT, LIMITS, METHODS, Located, placed


def list_sentences(outline: Outline) -> Iterator[Located[Sentence]]:
    """The sentences that are made from figures, in the order of the report."""
    if front := outline.front:
        yield from placed(FRONT, "exact", (front.exact,) if front.exact else ())
        yield from placed(FRONT, "exact", (each.exact for each in front.takeaways))
        yield from placed(FRONT, "strands", front.strands)
        yield from placed(FRONT, "who", (front.who,))
        yield from placed(FRONT, "trust", (front.trust,))
    for page in outline.themes:
        yield from placed(page.id, "lead", page.lead)
        yield from placed(page.id, "qualifies", page.qualifies)
    for section in outline.sections:
        yield from placed(section.id, "text", section.text)
    yield from placed(LIMITS, "text", outline.limits)
    for section in outline.appendix:
        yield from placed(section.id, "text", section.text)


def list_paragraphs(outline: Outline) -> Iterator[Located[Paragraph]]:
    """What stands under a keyword: methods, and the cards of codes."""
    yield from placed(METHODS, "in short", outline.methods_short)
    yield from placed(METHODS, "in full", outline.methods)
    for page in outline.themes:
        for card in page.cards:
            yield from placed(page.id, card.id, card.lines)


def list_tables(outline: Outline) -> Iterator[Located[ResultTable]]:
    """The tables in the order of the report; figures have theirs (``build_figure_table``)."""
    for page in outline.themes:
        yield from placed(page.id, "cards", (card.table for card in page.cards if card.table))
    for section in outline.sections:
        yield from placed(section.id, "tables", section.tables)
    if outline.joint:
        yield Located(JOINT, "tables", outline.joint.sides)
    for section in outline.appendix:
        yield from placed(section.id, "tables", section.tables)
