"""Joint displays as files: a page, a Word document, a workbook, a picture."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from io import BytesIO
from typing import Any

from interviewkit.report.joint_pages import HEAD, JointDisplay, Matrix, cells
from interviewkit.tables.safe_text import strip_unprintable

WIDTHS_CM = (3.2, 5.6, 5.6, 7.4, 4.2)
RESOLUTION = 200


def draw(display: JointDisplay, shape: str) -> bytes:
    """The display as a file of one of :data:`SHAPES`."""
    return SHAPES[shape](display)


def _matrix_rows(matrix: Matrix) -> list[tuple[str, ...]]:
    return [
        (theme, *(cell.words for cell in line))
        for theme, line in zip(matrix.themes, matrix.cells, strict=True)
    ]


def _html(display: JointDisplay) -> bytes:
    from interviewkit.report.html import render_joint

    return render_joint(display).encode("utf-8")


def _docx(display: JointDisplay) -> bytes:
    """A landscape document with both tables; heading rows are repeated on every page."""
    from docx import Document
    from docx.enum.section import WD_ORIENT
    from docx.shared import Cm

    document = Document()
    page = document.sections[0]
    page.orientation = WD_ORIENT.LANDSCAPE
    page.page_width, page.page_height = Cm(29.7), Cm(21.0)
    page.left_margin = page.right_margin = page.top_margin = page.bottom_margin = Cm(1.8)
    document.add_heading(f"Joint display: {strip_unprintable(display.title)}", 1)
    _docx_table(document, HEAD, [cells(row) for row in display.rows], WIDTHS_CM)
    document.add_heading("Themes by segment", 2)
    matrix = display.matrix
    width = 26.0 / (len(matrix.segments) + 1)
    widths = [width] * (len(matrix.segments) + 1)
    _docx_table(document, ("Theme", *matrix.segments), _matrix_rows(matrix), widths)
    for note in display.notes:
        document.add_paragraph(strip_unprintable(note), style="List Bullet")
    stream = BytesIO()
    document.save(stream)
    return stream.getvalue()


def _docx_table(
    document: Any, head: Sequence[str], rows: Sequence[Sequence[str]], widths: Sequence[float]
) -> None:
    from docx.oxml import OxmlElement
    from docx.shared import Cm, Pt

    table = document.add_table(rows=1, cols=len(head), style="Table Grid")
    table.autofit = False
    repeated = OxmlElement("w:tblHeader")
    table.rows[0]._tr.get_or_add_trPr().append(repeated)
    for line, is_head in [(head, True), *((row, False) for row in rows)]:
        drawn = table.rows[0] if is_head else table.add_row()
        for cell, text, width in zip(drawn.cells, line, widths, strict=True):
            cell.width = Cm(width)
            first, *more = strip_unprintable(text).split("\n")
            cell.paragraphs[0].text = first
            for piece in more:
                cell.add_paragraph(piece)
            for paragraph in cell.paragraphs:
                paragraph.paragraph_format.space_after = Pt(2)
                for run in paragraph.runs:
                    run.font.size, run.bold = Pt(8.5), is_head


def _xlsx(display: JointDisplay) -> bytes:
    from openpyxl import Workbook
    from openpyxl.styles import Alignment, Font

    book = Workbook()
    matrix = display.matrix
    sheets: Mapping[str, tuple[Sequence[str], Sequence[Sequence[str]]]] = {
        "joint display": (HEAD, [cells(row) for row in display.rows]),
        "themes by segment": (("Theme", *matrix.segments), _matrix_rows(matrix)),
        "notes": (("Notes",), [(note,) for note in display.notes]),
    }
    book.remove(book.worksheets[0])
    for title, (head, rows) in sheets.items():
        sheet = book.create_sheet(title)
        for line in (head, *rows):
            sheet.append([strip_unprintable(text) for text in line])
        for row in sheet.iter_rows():
            for cell in row:
                cell.data_type = "s"  # a text that begins with = is a text
                cell.alignment = Alignment(wrap_text=True, vertical="top")
        for cell in sheet[1]:
            cell.font = Font(bold=True)
            sheet.column_dimensions[cell.column_letter].width = 40
        sheet.freeze_panes = "B2"
    stream = BytesIO()
    book.save(stream)
    return stream.getvalue()


def _picture(display: JointDisplay, shape: str) -> bytes:
    """Themes × segments as a picture: shade for the share, and the numbers in words."""
    from matplotlib import rc_context
    from matplotlib.figure import Figure

    matrix = display.matrix
    across, down = len(matrix.segments), max(1, len(matrix.themes))
    # Letters as letters, and the same inputs the same file.
    fixed: Any = {
        "svg.fonttype": "none",
        "svg.hashsalt": "interviewkit",
        "font.family": "DejaVu Sans",
    }
    with rc_context(fixed):
        figure = Figure(figsize=(2.6 + 1.55 * across, 1.3 + 0.75 * down), layout="constrained")
        axes = figure.add_subplot()
        shares = [[_known(cell.share, cell.suppressed) for cell in line] for line in matrix.cells]
        axes.imshow(shares or [[0.0]], cmap="Blues", vmin=0, vmax=1.4, aspect="auto")
        axes.set_xticks(range(across), [_wrapped(each) for each in matrix.segments], fontsize=8)
        axes.set_yticks(range(len(matrix.themes)), map(_wrapped, matrix.themes), fontsize=9)
        axes.xaxis.tick_top()
        axes.tick_params(length=0)
        axes.spines[:].set_visible(False)
        for y, line in enumerate(matrix.cells):
            for x, cell in enumerate(line):
                words = cell.words.replace(", ", "\n").replace(" (", "\n(")
                axes.text(x, y, words, ha="center", va="center", fontsize=7.5)
        figure.supxlabel("Share of people, not of passages, and its interval", fontsize=7.5)
        stream = BytesIO()
        bare = {"Date": None} if shape == "svg" else {"Software": None}
        figure.savefig(stream, format=shape, dpi=RESOLUTION, metadata=bare)
    return stream.getvalue()


def _known(share: float, suppressed: bool) -> float:
    return 0.0 if suppressed or share != share else share


def _wrapped(text: str) -> str:
    from textwrap import fill

    return fill(strip_unprintable(text).replace("$", r"\$"), 16)


SHAPES: Mapping[str, Callable[[JointDisplay], bytes]] = {
    "html": _html,
    "docx": _docx,
    "xlsx": _xlsx,
    "svg": lambda display: _picture(display, "svg"),
    "png": lambda display: _picture(display, "png"),
}
