"""Joint displays as files: a page, a Word document, a workbook, a picture."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from io import BytesIO
from typing import Any

from interviewkit.model.table import ResultTable
from interviewkit.report.html import render_joint
from interviewkit.report.pages import JointDisplay
from interviewkit.tables.drawing import Drawing
from interviewkit.tables.drawing.document import write_document
from interviewkit.tables.drawing.safe_text import strip_unprintable
from interviewkit.tables.drawing.workbook import write_workbook
from interviewkit.tables.drawing.written import write_table

RESOLUTION = 200


def draw_joint(display: JointDisplay, shape: str) -> bytes | str:
    """The display as a file of one of :data:`SHAPES`."""
    return SHAPES[shape](display)


def _docx(display: JointDisplay) -> bytes:
    title = f"Joint display: {display.title}"
    return write_document([display.sides, display.matrix], Drawing(), title, display.notes)


def _xlsx(display: JointDisplay) -> bytes:
    return write_workbook([display.sides, display.matrix], Drawing(), display.notes)


def _picture(table: ResultTable, shape: str) -> bytes:
    """Themes × segments as a picture: shade for the share, and the numbers in words."""
    from matplotlib import rc_context
    from matplotlib.figure import Figure

    written = write_table(table, Drawing())
    rows = list(written.rows)
    across, down = len(written.heads) - 1, max(1, len(rows))
    # Letters as letters, and the same inputs the same file.
    fixed: Any = {
        "svg.fonttype": "none",
        "svg.hashsalt": "interviewkit",
        "font.family": "DejaVu Sans",
    }
    with rc_context(fixed):
        figure = Figure(figsize=(2.6 + 1.55 * across, 1.3 + 0.75 * down), layout="constrained")
        axes = figure.add_subplot()
        shares = [[cell.shade or 0.0 for cell in row[1:]] for row in rows]
        axes.imshow(shares or [[0.0]], cmap="Blues", vmin=0, vmax=1.4, aspect="auto")
        axes.set_xticks(range(across), [_wrapped(each) for each in written.heads[1:]], fontsize=8)
        axes.set_yticks(range(len(rows)), [_wrapped(row[0].text) for row in rows], fontsize=9)
        axes.xaxis.tick_top()
        axes.tick_params(length=0)
        axes.spines[:].set_visible(False)
        for y, row in enumerate(rows):
            for x, cell in enumerate(row[1:]):
                words = cell.text.replace(", ", "\n").replace(" (", "\n(")
                axes.text(x, y, words, ha="center", va="center", fontsize=7.5)
        figure.supxlabel("Share of people, not of passages, and its interval", fontsize=7.5)
        stream = BytesIO()
        bare = {"Date": None} if shape == "svg" else {"Software": None}
        figure.savefig(stream, format=shape, dpi=RESOLUTION, metadata=bare)
    return stream.getvalue()


def _wrapped(text: str) -> str:
    from textwrap import fill

    return fill(strip_unprintable(text).replace("$", r"\$"), 16)


SHAPES: Mapping[str, Callable[[JointDisplay], bytes | str]] = {
    "html": render_joint,
    "docx": _docx,
    "xlsx": _xlsx,
    "svg": lambda display: _picture(display.matrix, "svg"),
    "png": lambda display: _picture(display.matrix, "png"),
}
