"""The report as Markdown: the same outline in plain tables and block quotes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby

from interviewkit.model import Code
from interviewkit.model.report_profile import APPENDIX
from interviewkit.model.table import ResultTable
from interviewkit.report.figure_tables import build_figure_table
from interviewkit.report.figures import Figure, Sentence
from interviewkit.report.light_text import EMPHASIS, STRONG, LightParagraph, read_light_text
from interviewkit.report.pages import (
    Block,
    CodeCard,
    FrontPage,
    Outline,
    Paragraph,
    Person,
    Quote,
    Section,
    ThemePage,
    Who,
)
from interviewkit.tables.drawing import Drawing
from interviewkit.tables.drawing.markdown import plain
from interviewkit.tables.drawing.markdown import render as render_table
from interviewkit.wording.numbers import counted
from interviewkit.wording.words import join_words, write_polarity


def render(outline: Outline) -> str:
    """The whole report as CommonMark with pipe tables; text from outside cannot become markup."""
    return "\n\n".join(block for block in _blocks(outline) if block) + "\n"


def _blocks(outline: Outline) -> Iterator[str]:
    yield from _cover(outline)
    if outline.front:
        yield from _front(outline.front)
    if outline.methods:
        yield "## Methods in full"
        yield _terms(outline.methods)
    if outline.glance:
        yield "## What people spoke of"
        yield from _figures((outline.glance,))
    for page in outline.themes:
        yield from _theme(page)
    for section in outline.sections:
        yield from _section(section)
    yield from _joint(outline)
    if outline.methods_short:
        yield "## How it was done"
        yield _terms(outline.methods_short)
    if outline.limits:
        yield "## Limits"
        yield _list(outline.limits)
    for section in outline.appendix:
        yield from _section(section)


def _joint(outline: Outline) -> Iterator[str]:
    """The joint display, for which a page has room where one column is a line."""
    if outline.joint is None:
        return
    yield "## Joint display: survey and conversations side by side"
    yield _table(outline.joint.sides)
    yield "\n".join(f"- {plain(note)}" for note in outline.joint.notes)


def _cover(outline: Outline) -> Iterator[str]:
    appendix = "Appendix: " if outline.profile == APPENDIX else ""
    yield f"# {appendix}{plain(outline.title)}"
    yield plain(outline.study) if outline.study != outline.title else ""
    yield plain(join_words(outline.authors))
    yield plain(outline.generated)
    yield f"> **Please note.** {plain(outline.note)}" if outline.note else ""


def _front(front: FrontPage) -> Iterator[str]:
    yield f"**{_in_line(front.headline)}**" if front.headline.text else ""
    yield _prose(front.exact) if front.exact else ""
    yield _stale(front.headline)
    yield _prose(front.who)
    for each in front.takeaways:
        yield f"### {_in_line(each.headline)}"
        yield _prose(each.exact)
        yield _stale(each.headline)
    yield "### Survey and conversations together" if front.strands else ""
    yield from (_prose(each) for each in front.strands)
    yield f"**How far to trust it.** {_prose(front.trust)}"


def _in_line(said: Block) -> str:
    """A text as a heading has it."""
    if not said.edited:
        return plain(said.text)
    return plain(" ".join(each.text for each in read_light_text(said.text)))


def _block(said: Block) -> Iterator[str]:
    """A text in paragraphs and lists."""
    if not said.edited:
        yield plain(said.text)
        return
    for is_item, paragraphs in groupby(read_light_text(said.text), key=lambda each: each.is_item):
        texts = [_runs(each) for each in paragraphs]
        yield "\n".join(f"- {text}" for text in texts) if is_item else "\n\n".join(texts)
    yield _stale(said)


def _runs(paragraph: LightParagraph) -> str:
    signs = {"": "", EMPHASIS: "*", STRONG: "**"}
    return "".join(
        f"{signs[run.style]}{_kept(run.text)}{signs[run.style]}" for run in paragraph.runs
    )


def _stale(said: Block) -> str:
    if not said.stale:
        return ""
    then = plain(said.then)
    return f"*This text was written before the figures changed. It was written for: {then}*"


def _section(section: Section) -> Iterator[str]:
    yield f"## {plain(section.title)}"
    yield from (_prose(finding) for finding in section.text)
    yield from _figures(section.figures)
    yield from (_table(table) for table in section.tables)


def _theme(page: ThemePage) -> Iterator[str]:
    yield f"## Theme: {plain(page.title)}"
    yield f"*{plain(page.definition)}*" if page.definition else ""
    yield from _block(page.paragraph) if page.paragraph else ()
    yield " ".join(_prose(finding) for finding in page.lead)
    yield from (_code(code, page) for code in page.codes) if page.cards else ()
    yield "### How far to trust it" if page.cards else ""
    for card in page.cards:
        yield from _card(card)
    yield from _figures(page.figures)
    yield "### In their words" if page.quotes or page.quotes_note else ""
    yield from (_quote(quote) for quote in page.quotes)
    yield plain(page.quotes_note)
    yield "### Who said otherwise" if page.otherwise or page.otherwise_note else ""
    yield plain(page.otherwise_note)
    yield from (_quote(quote) for quote in page.otherwise)
    yield "### What qualifies it" if page.qualifies else ""
    yield _list(page.qualifies)
    if page.who:
        yield from _who(page.who)


def _code(code: Code, page: ThemePage) -> str:
    same = code.definition == page.definition
    lines = [] if same else [f"**{plain(code.label)}**: {plain(code.definition)}"]
    lines += [f"- Include: {plain(item)}" for item in code.include]
    lines += [f"- Exclude: {plain(item)}" for item in code.exclude]
    return "\n".join(lines)


def _card(card: CodeCard) -> Iterator[str]:
    yield f"**{plain(card.label)}**: {plain(card.verdict)}"
    yield _terms(card.lines)
    yield _table(card.table) if card.table else ""


def _quote(quote: Quote) -> str:
    """What was said and who said it; with its place and by whose word, where these are told."""
    said = plain(quote.text)
    if quote.before or quote.after:
        said = f"{_kept(quote.before)}**{said}**{_kept(quote.after)}"
    lines = [said, f"— {plain(quote.signature)}"]
    if quote.decided:
        lines.append(_prove(quote))
    return "\n>\n".join(f"> {line}" for line in lines)


def _prove(quote: Quote) -> str:
    time = f", {quote.time}" if quote.time else ""
    about = f", {plain(quote.about)}" if quote.about else ""
    score = f", score {quote.score}" if quote.score else ""
    coded = f"; coded: “{plain(quote.coded)}”" if quote.coded else ""
    evidence = f"; evidence: {plain('; '.join(quote.evidence))}" if quote.evidence else ""
    deviant = f"; deviant case: {plain(quote.deviant)}" if quote.deviant else ""
    return (
        f"{plain(quote.speaker)}{about}; {plain(quote.transcript)}, turn {quote.turn}{time}; "
        f"{plain(quote.code)} {plain(write_polarity(quote.polarity))}{score}, "
        f"{plain(quote.decided)}{coded}{evidence}{deviant}"
    )


def _who(who: Who) -> Iterator[str]:
    yield f"### Who said it: {counted(who.total, 'person', 'people')}"
    yield plain(who.note)
    yield "\n".join(_person(person) for person in who.people)
    if who.left_out:
        yield f"{counted(who.left_out, 'further person', 'further people')} are left out here."


def _person(person: Person) -> str:
    about = f", {plain(person.about)}" if person.about else ""
    lines = [f"- **{plain(person.name)}**{about}"]
    lines += [
        f"  - “{plain(line.text)}” ({plain(write_polarity(line.polarity))}, {plain(line.place)}; "
        f"{plain(line.decided)})"
        for line in person.lines
    ]
    return "\n".join(lines + ([f"  - and {person.more} more"] if person.more else []))


def _figures(figures: Iterable[Figure]) -> Iterator[str]:
    """What is to be seen in each, and its numbers."""
    for figure in figures:
        yield f"*{plain(figure.finding)}*" if figure.finding else ""
        yield _table(build_figure_table(figure))


def _table(table: ResultTable) -> str:
    return render_table(table, Drawing()).rstrip("\n")


def _terms(paragraphs: Iterable[Paragraph]) -> str:
    return "\n".join(
        f"- **{each.term}**: {f'**{plain(each.text)}**' if each.kind else plain(each.text)}"
        for each in paragraphs
    )


def _list(sentences: Iterable[Sentence]) -> str:
    return "\n".join(f"- {_prose(finding)}" for finding in sentences)


def _prose(finding: Sentence) -> str:
    return plain(finding.text)


def _kept(text: str) -> str:
    """A stretch of a sentence: the spaces at its ends stand between it and its neighbours."""
    core = plain(text)
    before = " " if text[:1] == " " else ""
    after = " " if text[-1:] == " " and text.strip() else ""
    return f"{before}{core}{after}"
