"""The chapters of the Word document: themes with their voices, and sections."""

from __future__ import annotations

from interviewkit.model import Code
from interviewkit.report.pages import CodeCard, Paragraph, Person, Quote, Section, ThemePage, Who
from interviewkit.report.word.writer import WordWriter
from interviewkit.tables.drawing import word_fields as fields
from interviewkit.tables.drawing import word_styles as styles
from interviewkit.wording.numbers import counted
from interviewkit.wording.words import write_polarity


def write_section(writer: WordWriter, section: Section) -> None:
    """Prose, figures and tables under a heading."""
    writer.add_heading(section.title, 1, section.id)
    writer.add_sentences(section.text, shown=section.figures)
    for figure in section.figures:
        writer.add_figure(figure)
    for table in section.tables:
        writer.add_table(table)


def write_theme(writer: WordWriter, page: ThemePage) -> None:
    """A theme: meaning, people, voices, and what limits it."""
    writer.add_heading(page.title, 1, page.id)
    if page.definition:
        writer.add_text(page.definition, styles.LEAD)
    if page.paragraph:
        writer.add_block(page.paragraph)
    writer.add_sentences(page.lead, shown=page.figures)
    for figure in page.figures:
        writer.add_figure(figure)
    _write_voices(writer, page)
    if page.qualifies:
        writer.add_heading("What qualifies it", 2)
        writer.add_sentences(page.qualifies, "List Bullet")
    _write_proof(writer, page)


def _write_proof(writer: WordWriter, page: ThemePage) -> None:
    """What each code means, how far it can be trusted, and everybody who said it."""
    if page.cards:
        for code in page.codes:
            _write_code(writer, code, page)
        writer.add_heading("How far to trust it", 2)
    for card in page.cards:
        _write_card(writer, card)
    if page.who:
        _write_who(writer, page.who)


def _write_code(writer: WordWriter, code: Code, page: ThemePage) -> None:
    if len(page.codes) > 1 or code.label != page.title:
        writer.add_text(f" {code.definition}", strong=f"{code.label}.")
    elif code.definition != page.definition:
        writer.add_text(code.definition)
    sides = (("Include", code.include), ("Exclude", code.exclude))
    writer.add_terms(Paragraph(word, "; ".join(items)) for word, items in sides if items)


def _write_voices(writer: WordWriter, page: ThemePage) -> None:
    if page.quotes or page.quotes_note:
        writer.add_heading("In their words", 2)
    for quote in page.quotes:
        _write_quote(writer, quote)
    if page.quotes_note:
        writer.add_text(page.quotes_note, styles.FIGURE_NOTE)
    if page.otherwise or page.otherwise_note:
        writer.add_heading("Who said otherwise", 2)
    if page.otherwise_note:
        writer.add_text(page.otherwise_note)
    for quote in page.otherwise:
        _write_quote(writer, quote)


def _write_quote(writer: WordWriter, quote: Quote) -> None:
    """What was said, in the style of quotes, and who said it; its place where that is told."""
    paragraph = writer.document.add_paragraph(style=styles.QUOTE)
    for text, is_around in ((quote.before, True), (quote.text, False), (quote.after, True)):
        if text:
            run = fields.add_words(paragraph, text)
            fields.leave_unproofed(run)
            if is_around:
                fields.soften(run)
    writer.place_here(paragraph, quote.id)
    signed = writer.add_text("", styles.QUOTE_SOURCE, strong=quote.signature)
    if quote.decided:
        fields.add_words(signed, f". {_prove(quote)}")


def _prove(quote: Quote) -> str:
    """Where it was said, and by whose word it carries its code."""
    about = f", {quote.about}" if quote.about else ""
    time = f", {quote.time}" if quote.time else ""
    coded = (
        f"{quote.code} {write_polarity(quote.polarity)}".strip(),
        f"score {quote.score}" if quote.score else "",
        quote.decided,
    )
    told = (
        f"{quote.speaker}{about}; {quote.transcript}, turn {quote.turn}{time}",
        ", ".join(filter(None, coded)),
        f"coded: “{quote.coded}”" if quote.coded else "",
        f"evidence: {'; '.join(quote.evidence)}" if quote.evidence else "",
        f"deviant case: {quote.deviant}" if quote.deviant else "",
    )
    return "; ".join(filter(None, told))


def _write_card(writer: WordWriter, card: CodeCard) -> None:
    writer.add_heading(card.label, 3, card.id)
    writer.add_text(card.verdict)
    writer.add_terms(card.lines)
    if card.table:
        writer.add_table(card.table)


def _write_who(writer: WordWriter, who: Who) -> None:
    writer.add_heading(f"Who said it: {counted(who.total, 'person', 'people')}", 2, who.id)
    if who.note:
        writer.add_text(who.note, styles.CAUTIONED)
    for person in who.people:
        _write_person(writer, person)
    if who.left_out:
        left = counted(who.left_out, "further person", "further people")
        writer.add_text(f"{left} are left out here.", styles.FIGURE_NOTE)


def _write_person(writer: WordWriter, person: Person) -> None:
    about = f", {person.about}" if person.about else ""
    paragraph = writer.add_text(about, strong=person.name)
    writer.place_here(paragraph, person.id)
    paragraph.paragraph_format.keep_with_next = True
    for line in person.lines:
        said = writer.add_text("", "List Bullet")
        fields.leave_unproofed(fields.add_words(said, f"“{line.text}”"))
        told = f" ({write_polarity(line.polarity)}, {line.place}; {line.decided})"
        fields.soften(fields.add_words(said, told))
    if person.more:
        writer.add_text(f"and {counted(person.more, 'further passage')}", "List Bullet")
