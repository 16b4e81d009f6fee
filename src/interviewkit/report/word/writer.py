"""Writes the pieces of a report into a Word document, each in the style that is its own."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from io import BytesIO
from typing import Any

from interviewkit.model.table import Lead, ResultTable
from interviewkit.report.charts.raster import draw_png
from interviewkit.report.charts.standalone import draw_bare_svg
from interviewkit.report.figure_tables import build_figure_table
from interviewkit.report.figure_words import describe_figure
from interviewkit.report.figures import Figure, Sentence
from interviewkit.report.light_text import EMPHASIS, STRONG, LightParagraph, read_block
from interviewkit.report.pages import Block, Outline, Paragraph
from interviewkit.report.walk import list_anchors
from interviewkit.tables.drawing import Drawing
from interviewkit.tables.drawing import word_fields as fields
from interviewkit.tables.drawing import word_styles as styles
from interviewkit.tables.drawing.word_tables import add_word_table, needs_breadth
from interviewkit.tables.drawing.written import Written, write_table

DRAWN = 680
"""A chart is drawn so many pixels wide: its letters are about those of the text then."""


class WordWriter:
    """A document that grows downward. Anchors of the outline become bookmarks."""

    def __init__(self, outline: Outline) -> None:
        self.document = styles.open_document()
        self._outline = outline
        self._names = fields.name_bookmarks(dict.fromkeys(list_anchors(outline)))
        self._placed = 0
        self._figures = 0
        self._tables = 0
        self._named: dict[str, str] = {}

    def add_heading(self, text: str, level: int, anchor: str = "") -> None:
        """A heading, by which contents and screen readers go; level 0 is the title."""
        paragraph = self.document.add_heading("", level)
        run = fields.add_words(paragraph, text)
        self._place([run], anchor)

    def add_text(self, text: str, style: str = "Normal", *, strong: str = "") -> Any:
        """A paragraph of plain text, after a word in bold where there is one."""
        paragraph = self.document.add_paragraph(style=style)
        if strong:
            fields.add_words(paragraph, strong).bold = True
        if text:
            fields.add_words(paragraph, text)
        return paragraph

    def add_sentences(
        self, sentences: Iterable[Sentence], style: str = "Normal", shown: Sequence[Figure] = ()
    ) -> None:
        """A paragraph for each sentence; what limits a finding stands out.

        The first one refers to the figures that show it.
        """
        for place, sentence in enumerate(sentences):
            written = self.add_spans(sentence, styles.CAUTIONED if sentence.kind else style)
            if not place:
                self.add_reference(shown, written)

    def add_spans(self, sentence: Sentence, style: str = "Normal", *, strong: str = "") -> Any:
        """A sentence; where its stretches lead to is where they lead in the document."""
        paragraph = self.add_text("", style, strong=strong)
        for span in sentence.spans:
            if bookmark := self._names.get(span.href, ""):
                fields.link_words(paragraph, span.text, bookmark).bold = span.strong or None
            else:
                fields.add_words(paragraph, span.text).bold = span.strong or None
        return paragraph

    def add_block(self, block: Block, style: str = "Normal") -> None:
        """A text that the analyst may have written: its paragraphs, lists and emphasis."""
        for paragraph in read_block(block):
            self._add_light(paragraph, "List Bullet" if paragraph.is_item else style)
        self._add_change(block)

    def add_heading_block(self, block: Block, level: int, anchor: str = "") -> None:
        """The same as a heading, in one line."""
        paragraph = self.document.add_heading("", level)
        for place, each in enumerate(read_block(block)):
            self._add_light(each, paragraph=paragraph, gap=" " if place else "")
        self._place(paragraph.runs or [paragraph.add_run()], anchor)
        self._add_change(block)

    def _add_light(
        self, light: LightParagraph, style: str = "", *, paragraph: Any = None, gap: str = ""
    ) -> None:
        paragraph = paragraph or self.document.add_paragraph(style=style)
        if gap:
            paragraph.add_run(gap)
        for each in light.runs:
            run = fields.add_words(paragraph, each.text)
            run.bold, run.italic = each.style == STRONG or None, each.style == EMPHASIS or None

    def _add_change(self, block: Block) -> None:
        if block.stale:
            told = "This text was written before the figures changed. It was written for: "
            self.add_text(f"{told}{block.then}", styles.CAUTIONED)

    def add_terms(self, paragraphs: Iterable[Paragraph]) -> None:
        """Keywords with what is to be known under them."""
        for each in paragraphs:
            written = self.add_text("", styles.TERM, strong=each.term)
            written.add_run("\t")
            fields.add_words(written, each.text).bold = bool(each.kind) or None

    def add_reference(self, figures: Sequence[Figure], paragraph: Any) -> None:
        """Say in the text which figures show it; Word renumbers them with the figures."""
        if not figures:
            return
        paragraph.add_run(" See ")
        self.refer(paragraph, figures[0].id, f"Figure {figures[0].number}")
        if len(figures) > 1:
            paragraph.add_run(" and " if len(figures) == 2 else " to ")
            self.refer(paragraph, figures[-1].id, f"Figure {figures[-1].number}")
        paragraph.add_run(".")

    def refer(self, paragraph: Any, anchor: str, result: str) -> None:
        """A field that shows what stands at an anchor, and leads there."""
        if name := self._names.get(anchor, ""):
            fields.add_field(paragraph, f"REF {name} \\h", result)
        else:
            paragraph.add_run(result)

    def add_figure(self, figure: Figure) -> None:
        """A figure under its caption: a picture, or its numbers where none can be drawn.

        What stands under a headline of page one has no number and needs no caption.
        """
        if figure.number:
            words = figure.finding or figure.title
            self._add_caption("Figure", figure.number, self._figures, words, figure.id)
            self._figures = figure.number
        if picture := draw_png(draw_bare_svg(figure, DRAWN)):
            self._add_picture(picture, figure)
        else:
            if not figure.number:
                self._place(self.add_text(figure.title, "Caption").runs, figure.id)
            self._add_rows(build_figure_table(figure))
        if figure.note:
            self.add_text(figure.note, styles.FIGURE_NOTE)

    def add_table(self, table: ResultTable) -> None:
        """A table under its caption, its notes below it."""
        written = self._write(table)
        is_broad = bool(table.rows) and needs_breadth(written, self._width)
        if is_broad:
            self._turn()
        if written.title:
            self._add_caption("Table", self._tables + 1, self._tables, written.title)
            self._tables += 1
        self._add_rows(table)
        for note in written.notes:
            self.add_text(note, styles.FIGURE_NOTE)
        if is_broad:
            self._turn()

    def _add_caption(
        self, label: str, number: int, last: int, words: str, anchor: str = ""
    ) -> None:
        """``Figure 3. What it shows``, numbered by a field.

        The field is told its number where that is not the next: a cut leaves figures out.
        """
        paragraph = self.document.add_paragraph(style="Caption")
        start = "" if number == last + 1 else f" \\r {number}"
        runs = [paragraph.add_run(f"{label} ")]
        runs += fields.add_field(paragraph, f"SEQ {label} \\* ARABIC{start}", str(number))
        self._place(runs, anchor)
        fields.add_words(paragraph, f". {words}")

    def _add_picture(self, picture: bytes, figure: Figure) -> None:
        run = self.document.add_paragraph(style=styles.FIGURE).add_run()
        run.add_picture(BytesIO(picture), width=self._width)
        named = f"Figure {figure.number}" if figure.number else figure.title
        fields.describe_picture(run, named, describe_figure(figure))
        if not figure.number:
            self._place([run], figure.id)

    def _add_rows(self, table: ResultTable) -> None:
        if table.rows:
            add_word_table(self.document, self._write(table), self._width, self._names)
            self.document.add_paragraph(style=styles.TABLE_TEXT)  # two tables would become one
        else:
            self.add_text(table.empty, styles.FIGURE_NOTE)

    def _write(self, table: ResultTable) -> Written:
        return write_table(table, Drawing(link=self._lead), capital=True)

    def _lead(self, lead: Lead) -> str:
        place = self._outline.places.get((lead.to, lead.name), "")
        return f"#{place}" if place in self._names else ""

    def _place(self, runs: Sequence[Any], anchor: str) -> None:
        name = self._names.get(anchor, "")
        if name and runs:
            self._placed += 1
            fields.add_bookmark(runs, name, self._placed)

    def place_here(self, paragraph: Any, anchor: str) -> None:
        """Make a paragraph a place that links lead to."""
        self._place(paragraph.runs, anchor)

    def _turn(self) -> None:
        """Go on with a page that lies the other way."""
        styles.turn_page(self.document.add_section())

    @property
    def _width(self) -> int:
        return styles.measure_text_width(self.document.sections[-1])
