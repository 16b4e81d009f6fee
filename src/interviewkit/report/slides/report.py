"""The report as slides: one finding on each, its chart, the exact figures, and where they are from.

What is to be said beside them stands in the notes: every number of the chart, and its n.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from interviewkit.errors import LibraryMissingError
from interviewkit.report.figure_tables import build_figure_table
from interviewkit.report.figures import Figure, Sentence
from interviewkit.report.light_text import read_block
from interviewkit.report.office import set_properties, write_stamp
from interviewkit.report.pages import Block, Outline, Section, Takeaway, ThemePage
from interviewkit.report.slides.deck import ACROSS, LEFT, Deck
from interviewkit.report.walk import THEMES
from interviewkit.tables.drawing import Drawing
from interviewkit.tables.drawing.undated import save_undated
from interviewkit.tables.drawing.written import write_table
from interviewkit.wording.words import join_words

CHART = (LEFT, 2.65, ACROSS, 4.15)
BESIDE = (LEFT, 2.65, 7.6, 4.15)
QUOTE = (8.6, 2.7, 4.08, 4.0)
A_SLIDE = 5
"""So many sentences stand on a slide of sentences."""


def render(outline: Outline) -> bytes:
    """The report as the bytes of a ``.pptx``; the same outline gives the same bytes.

    Raises:
        LibraryMissingError: python-pptx is not installed.
    """
    try:
        deck = Deck()
    except ImportError:
        raise LibraryMissingError(
            "the report as slides needs the package python-pptx, which is not installed",
            hint="pip install 'interviewkit[slides]'",
        ) from None
    set_properties(deck.presentation.core_properties, outline)
    foot = " · ".join(filter(None, (outline.title, outline.generated)))
    _add_opening(deck, outline)
    for takeaway in outline.front.takeaways if outline.front else ():
        _add_takeaway(deck, takeaway, foot)
    if outline.glance:
        _add_section(deck, Section(THEMES, "What people spoke of", (), (outline.glance,)), foot)
    for page in outline.themes:
        _add_theme(deck, page, foot)
    for section in outline.sections:
        _add_section(deck, section, foot)
    for title, lines in _list_texts(outline):
        for start in range(0, len(lines), A_SLIDE):
            deck.add_list(title, lines[start : start + A_SLIDE], foot)
    return save_undated(deck.presentation.save, write_stamp(outline))


def _add_opening(deck: Deck, outline: Outline) -> None:
    front = outline.front
    headline = _read(front.headline) if front else ()
    exact = front.exact.text if front and front.exact else ""
    signed = " · ".join(filter(None, (join_words(outline.authors), outline.generated)))
    facts = ", ".join(f"{number} {noun}" for noun, number in outline.facts)
    lines = (*headline, exact, signed, facts, outline.note)
    deck.add_opening(outline.title, [line for line in lines if line], [facts, outline.note])


def _add_takeaway(deck: Deck, takeaway: Takeaway, foot: str) -> None:
    title, *more = _read(takeaway.headline) or (takeaway.exact.text,)
    figures = [takeaway.figure] if takeaway.figure else []
    notes = [takeaway.exact.text, *_note(figures)]
    slide = deck.add_finding(title, [*more, takeaway.exact.text], _source(figures, foot), notes)
    for figure in figures:
        deck.add_figure(slide, figure, CHART)


def _add_theme(deck: Deck, page: ThemePage, foot: str) -> None:
    """A theme: what the figure shows, and one voice."""
    figures, quotes = page.figures[:1], page.quotes[:1]
    own = _read(page.paragraph) if page.paragraph else ()
    exact = [sentence.text for sentence in page.lead if not sentence.kind]
    title = next((each.finding for each in figures if each.finding), page.title)
    lines = list((*own, *exact)[:1])
    notes = [page.title, page.definition, *own, *(each.text for each in page.lead), *_note(figures)]
    slide = deck.add_finding(title, lines, _source(figures, foot), notes)
    for figure in figures:
        deck.add_figure(slide, figure, BESIDE if quotes else CHART)
    for quote in quotes:
        deck.add_quote(slide, quote.text, quote.signature, QUOTE)


def _add_section(deck: Deck, section: Section, foot: str) -> None:
    """A slide for each figure of a chapter that is not folded away."""
    for figure in section.figures:
        if not figure.folded:
            title, source = figure.finding or figure.title, _source([figure], foot)
            slide = deck.add_finding(title, [section.title], source, list(_note([figure])))
            deck.add_figure(slide, figure, CHART)


def _list_texts(outline: Outline) -> Iterator[tuple[str, Sequence[str]]]:
    """What is said in sentences alone."""
    if front := outline.front:
        yield "Survey and conversations together", _texts(front.strands)
        yield "Who was asked, and how far to trust it", _texts((front.who, front.trust))
    yield "Limits", _texts(outline.limits)


def _texts(sentences: Sequence[Sentence]) -> list[str]:
    return [sentence.text for sentence in sentences if sentence.text]


def _read(block: Block) -> tuple[str, ...]:
    return tuple(paragraph.text for paragraph in read_block(block))


def _source(figures: Sequence[Figure], foot: str) -> str:
    """Which figure of the report it is, and of which report."""
    named = [f"Figure {figure.number}" for figure in figures if figure.number]
    return " · ".join((*named, foot))


def _note(figures: Sequence[Figure]) -> Iterator[str]:
    """Every number of a figure, and how it is to be read."""
    for figure in figures:
        yield f"Figure {figure.number}. {figure.title}"
        yield from _list_numbers(figure)
        yield figure.note


def _list_numbers(figure: Figure) -> Iterator[str]:
    """Each row of a figure as its label and, after the heads of its columns, its numbers."""
    written = write_table(build_figure_table(figure), Drawing(), capital=True)
    for group in written.groups:
        for row in group.rows:
            label = ", ".join(filter(None, (group.heading, row[0].in_line)))
            heads = zip(written.heads[1:], row[1:], strict=True)
            yield f"{label}: {', '.join(f'{head} {cell.in_line}'.strip() for head, cell in heads)}"
