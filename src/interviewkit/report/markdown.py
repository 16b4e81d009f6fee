"""The report as Markdown: the same outline in plain tables and block quotes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from interviewkit.report.figures import (
    AnyTable,
    Figure,
    Sentence,
    Table,
    build_figure_table,
    describe,
)
from interviewkit.report.formats import join_words, write_polarity
from interviewkit.report.joint_pages import HEAD, list_row_texts
from interviewkit.report.pages import (
    CodeCard,
    CodeNote,
    Outline,
    Person,
    Quote,
    Section,
    ThemePage,
    Who,
)
from interviewkit.tables.drawing import Drawing
from interviewkit.tables.markdown import escape_markdown
from interviewkit.tables.markdown import render as render_table
from interviewkit.wording.numbers import counted


def render(outline: Outline) -> str:
    """The whole report as CommonMark with pipe tables; text from outside cannot become markup."""
    return "\n\n".join(block for block in _blocks(outline) if block) + "\n"


def _blocks(outline: Outline) -> Iterator[str]:
    yield from _cover(outline)
    yield "## Summary"
    yield _list(outline.summary)
    yield from _figures((outline.glance,) if outline.glance else ())
    yield "## Methodology"
    yield "\n".join(f"- **{m.term}**: {escape_markdown(m.text)}" for m in outline.methods)
    for page in outline.themes:
        yield from _theme(page)
    for section in (outline.topics, outline.survey, outline.differences, outline.compare):
        yield from _section(section, "##")
    yield from _joint(outline)
    yield "## Limits"
    yield _list(outline.limits)
    if outline.appendix:
        yield "## Appendix"
    for section in outline.appendix:
        yield from _section(section, "###")


def _joint(outline: Outline) -> Iterator[str]:
    """The joint display: lines of a cell are parted by semicolons, since a row is one line."""
    if outline.joint is None:
        return
    yield "## Joint display: survey and conversations side by side"
    rows = tuple(
        tuple(cell.replace("\n", "; ") for cell in list_row_texts(row))
        for row in outline.joint.rows
    )
    yield _table(Table("Themes beside survey figures", HEAD, rows))
    yield "\n".join(f"- {escape_markdown(note)}" for note in outline.joint.notes)


def _cover(outline: Outline) -> Iterator[str]:
    yield f"# {escape_markdown(outline.title)}"
    yield escape_markdown(outline.study) if outline.study != outline.title else ""
    yield escape_markdown(join_words(outline.authors))
    yield escape_markdown(outline.generated)
    yield f"> **Please note.** {escape_markdown(outline.note)}" if outline.note else ""
    yield ", ".join(f"{number} {noun}" for noun, number in outline.facts)


def _section(section: Section, level: str) -> Iterator[str]:
    if section.is_empty:
        return
    yield f"{level} {escape_markdown(section.title)}"
    yield from (_prose(finding) for finding in section.text)
    yield from _figures(section.figures)
    yield from (_table(table) for table in section.tables)


def _theme(page: ThemePage) -> Iterator[str]:
    yield f"## Theme: {escape_markdown(page.title)}"
    yield f"*{escape_markdown(page.definition)}*" if page.definition else ""
    yield " ".join(_prose(finding) for finding in page.lead)
    yield from (_code(code, page) for code in page.codes)
    yield "### How far to trust it" if page.cards else ""
    for card in page.cards:
        yield from _card(card)
    yield from _figures(page.figures)
    yield "### In their words"
    yield escape_markdown(page.quotes_note)
    yield from (_quote(quote) for quote in page.quotes)
    yield from _who(page.who)


def _code(code: CodeNote, page: ThemePage) -> str:
    same = code.definition == page.definition
    lines = (
        [] if same else [f"**{escape_markdown(code.label)}**: {escape_markdown(code.definition)}"]
    )
    lines += [f"- Include: {escape_markdown(item)}" for item in code.include]
    lines += [f"- Exclude: {escape_markdown(item)}" for item in code.exclude]
    return "\n".join(lines)


def _card(card: CodeCard) -> Iterator[str]:
    yield f"**{escape_markdown(card.label)}**: {escape_markdown(card.verdict)}"
    lines = (
        f"- **{line.term}**: {f'**{escape_markdown(line.text)}**' if line.kind else escape_markdown(line.text)}"
        for line in card.lines
    )
    yield "\n".join(lines)
    yield _table(card.table) if card.table else ""


def _quote(quote: Quote) -> str:
    lines = [f"*Deviant case: {escape_markdown(quote.deviant)}*"] if quote.deviant else []
    lines.append(f"{_kept(quote.before)}**{escape_markdown(quote.text)}**{_kept(quote.after)}")
    time = f", {quote.time}" if quote.time else ""
    about = f", {escape_markdown(quote.about)}" if quote.about else ""
    score = f", score {quote.score}" if quote.score else ""
    evidence = f"; evidence: {escape_markdown('; '.join(quote.evidence))}" if quote.evidence else ""
    lines.append(
        f"— {escape_markdown(quote.speaker)}{about}; {escape_markdown(quote.transcript)}, turn {quote.turn}{time}; "
        f"{escape_markdown(quote.code)} {escape_markdown(write_polarity(quote.polarity))}{score}, "
        f"{escape_markdown(quote.decided)}{evidence}"
    )
    return "\n>\n".join(f"> {line}" for line in lines)


def _who(who: Who) -> Iterator[str]:
    yield f"### Who said it: {counted(who.total, 'person', 'people')}"
    yield escape_markdown(who.note)
    yield "\n".join(_person(person) for person in who.people)
    if who.left_out:
        yield f"{counted(who.left_out, 'further person', 'further people')} are left out here."


def _person(person: Person) -> str:
    about = f", {escape_markdown(person.about)}" if person.about else ""
    lines = [f"- **{escape_markdown(person.name)}**{about}"]
    lines += [
        f"  - “{escape_markdown(line.text)}” ({escape_markdown(write_polarity(line.polarity))}, {escape_markdown(line.place)}; "
        f"{escape_markdown(line.decided)})"
        for line in person.lines
    ]
    return "\n".join(lines + ([f"  - and {person.more} more"] if person.more else []))


def _figures(figures: Iterable[Figure]) -> Iterator[str]:
    return (_table(build_figure_table(figure)) for figure in figures)


def _table(table: AnyTable) -> str:
    return render_table(describe(table), Drawing()).rstrip("\n")


def _list(sentences: Iterable[Sentence]) -> str:
    return "\n".join(f"- {_prose(finding)}" for finding in sentences)


def _prose(finding: Sentence) -> str:
    return "".join(_kept(span.text) for span in finding.spans)


def _kept(text: str) -> str:
    """A stretch of a sentence: the spaces at its ends stand between it and its neighbours."""
    core = escape_markdown(text)
    before = " " if text[:1] == " " else ""
    after = " " if text[-1:] == " " and text.strip() else ""
    return f"{before}{core}{after}"
