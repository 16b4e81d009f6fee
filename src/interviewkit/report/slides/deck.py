"""Slides that grow one by one: real titles and texts, charts as pictures, notes."""

from __future__ import annotations

from collections.abc import Sequence
from io import BytesIO
from typing import Any

from interviewkit.report.charts.bodies import draw_body, has_room
from interviewkit.report.charts.raster import draw_png
from interviewkit.report.charts.standalone import draw_bare_svg
from interviewkit.report.figure_tables import build_figure_table
from interviewkit.report.figure_words import describe_figure
from interviewkit.report.figures import Figure
from interviewkit.tables.drawing import Drawing
from interviewkit.tables.drawing.safe_text import clean_text
from interviewkit.tables.drawing.word_styles import ACCENT, INK, SANS, SERIF, SOFT
from interviewkit.tables.drawing.written import write_table

WIDE, HIGH = 13.333, 7.5
"""The size of a slide in inches, 16 to 9."""
LEFT, ACROSS = 0.65, 12.03
TITLE = (LEFT, 0.4, ACROSS, 1.15)
BODY = (LEFT, 1.6, ACROSS, 0.95)
FOOT = (LEFT, 6.92, ACROSS - 0.9, 0.35)
"""Left, top, width and height of what stands on each slide."""

AN_INCH = (56, 64, 72, 80, 88)
"""So many pixels of a chart go into an inch: the fewer, the larger its letters."""
MOST_ROWS = 12
"""So many rows of a table can be read from the back; the notes have all."""

Box = tuple[float, float, float, float]


class Deck:
    """A presentation in the house's fonts and colours."""

    def __init__(self) -> None:
        from pptx import Presentation

        self.presentation = Presentation()
        self.presentation.slide_width, self.presentation.slide_height = _inches(WIDE, HIGH)
        self._opening, self._content, *_ = self.presentation.slide_layouts
        _lay_out(self._opening, {0: (LEFT, 1.7, ACROSS, 1.9), 1: (LEFT, 3.75, ACROSS, 2.6)})
        _lay_out(self._content, {0: TITLE, 1: BODY})
        relations = self.presentation.part.package._rels
        for key in [key for key, each in relations.items() if each.reltype.endswith("/thumbnail")]:
            relations.pop(key)

    def add_opening(self, title: str, lines: Sequence[str], notes: Sequence[str]) -> None:
        """The first slide: the title of the report, and beneath it what is to be known first."""
        slide = self.presentation.slides.add_slide(self._opening)
        _write(slide.shapes.title, [title], 38, serif=True, bold=True, low=True)
        _write(slide.placeholders[1], lines, 18, color=SOFT)
        _note(slide, notes)

    def add_finding(self, title: str, lines: Sequence[str], foot: str, notes: Sequence[str]) -> Any:
        """A slide with a finding for a title and the exact figures under it."""
        slide = self.presentation.slides.add_slide(self._content)
        size = 28 if len(title) <= 90 else 24 if len(title) <= 150 else 19
        _write(slide.shapes.title, [title], size, serif=True, bold=True, low=True)
        _write(slide.placeholders[1], lines, 16, color=SOFT)
        _write(slide.shapes.add_textbox(*_inches(*FOOT)), [foot], 10, color=SOFT)
        number = (WIDE - 1.2, FOOT[1], 0.6, FOOT[3])
        _write(slide.shapes.add_textbox(*_inches(*number)), [str(self._count)], 10, color=SOFT)
        _note(slide, notes)
        return slide

    def add_list(self, title: str, lines: Sequence[str], foot: str) -> None:
        """A slide of sentences."""
        slide = self.add_finding(title, lines, foot, lines)
        body = slide.placeholders[1]
        body.left, body.top, body.width, body.height = _inches(LEFT, 1.6, ACROSS, 5.2)

    def add_figure(self, slide: Any, figure: Figure, box: Box) -> None:
        """A chart as large as fits the box; its numbers where it cannot be drawn."""
        picture = draw_png(draw_bare_svg(figure, _choose_width(figure, box)))
        if picture is None:
            self._add_table(slide, figure, box)
            return
        left, top, width, height = _inches(*box)
        shape = slide.shapes.add_picture(BytesIO(picture), left, top)
        scale = min(width / shape.width, height / shape.height)
        shape.width, shape.height = int(shape.width * scale), int(shape.height * scale)
        shape.left = left + (width - shape.width) // 2
        _describe(shape, figure)

    def add_quote(self, slide: Any, text: str, signed: str, box: Box) -> None:
        """What somebody said, beside a chart."""
        shape = slide.shapes.add_textbox(*_inches(*box))
        size = 17 if len(text) <= 220 else 14 if len(text) <= 420 else 11
        _write(shape, [f"“{text}”"], size, serif=True, color=ACCENT)
        _add_line(shape.text_frame.add_paragraph(), signed, 11, SANS, SOFT)

    def _add_table(self, slide: Any, figure: Figure, box: Box) -> None:
        written = write_table(build_figure_table(figure), Drawing(), capital=True)
        rows = [written.heads, *([cell.in_line for cell in row] for row in written.rows)]
        rows = rows[: MOST_ROWS + 1]
        left, top, width, _ = _inches(*box)
        drawn = slide.shapes.add_table(len(rows), len(written.heads), left, top, width, 1)
        _describe(drawn, figure)
        for line, texts in zip(drawn.table.rows, rows, strict=True):
            for cell, text in zip(line.cells, texts, strict=True):
                _write(cell, [text], 12)

    @property
    def _count(self) -> int:
        return len(self.presentation.slides)


def _lay_out(layout: Any, places: dict[int, Box]) -> None:
    """Put the title and the text where they belong; the template is made for older screens."""
    for shape in list(layout.placeholders):
        place = places.get(shape.placeholder_format.idx)
        if place is None:  # date, footer and number would stand where the old screen ended
            shape._element.getparent().remove(shape._element)
        else:
            shape.left, shape.top, shape.width, shape.height = _inches(*place)


def _write(
    shape: Any, lines: Sequence[str], size: float, *, serif: bool = False, bold: bool = False,
    color: str = INK, low: bool = False,
) -> None:  # fmt: skip
    """Texts as paragraphs without bullets, in the house's fonts; ``low`` ones end at the foot."""
    from pptx.enum.text import MSO_ANCHOR

    frame = shape.text_frame
    frame.word_wrap, frame.vertical_anchor = True, MSO_ANCHOR.BOTTOM if low else MSO_ANCHOR.TOP
    for place, line in enumerate(lines):
        paragraph = frame.paragraphs[0] if not place else frame.add_paragraph()
        _add_line(paragraph, line, size, SERIF if serif else SANS, color, bold)


def _add_line(
    paragraph: Any, text: str, size: float, font: str, color: str, bold: bool = False
) -> None:
    from pptx.dml.color import RGBColor
    from pptx.enum.text import PP_ALIGN
    from pptx.oxml import parse_xml
    from pptx.oxml.ns import nsdecls
    from pptx.util import Pt

    paragraph.alignment, paragraph.space_after = PP_ALIGN.LEFT, Pt(size / 3)
    properties = paragraph._p.get_or_add_pPr()
    properties.set("marL", "0")
    properties.set("indent", "0")
    properties.append(parse_xml(f"<a:buNone {nsdecls('a')}/>"))
    for place, piece in enumerate(clean_text(text).split("\n")):
        if place:
            paragraph.add_line_break()
        run = paragraph.add_run()
        run.text = piece.replace("\t", " ")
        run.font.size, run.font.bold, run.font.name = Pt(size), bold, font
        run.font.color.rgb = RGBColor(*bytes.fromhex(color))


def _note(slide: Any, notes: Sequence[str]) -> None:
    """What the speaker has before them."""
    slide.notes_slide.notes_text_frame.text = clean_text("\n".join(filter(None, notes)))


def _choose_width(figure: Figure, box: Box) -> int:
    """How wide the chart is drawn: so that its letters are as large as the box has room for."""
    widths = [int(box[2] * pixels) for pixels in AN_INCH]
    fits = (
        width
        for width in widths
        if has_room(figure.chart, width)
        and draw_body(figure.chart, 0, 0, width)[1] / width <= box[3] / box[2]
    )
    return next(fits, widths[-1])


def _describe(shape: Any, figure: Figure) -> None:
    """Say to those who do not see it what a shape shows."""
    [properties] = shape._element.xpath(".//p:cNvPr")
    properties.set("name", f"Figure {figure.number}")
    properties.set("descr", clean_text(describe_figure(figure)))


def _inches(*sizes: float) -> tuple[Any, ...]:
    from pptx.util import Inches

    return tuple(Inches(size) for size in sizes)
