"""A table in HTML, as a page of its own or as a piece of one."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from interviewkit.model.table import ResultTable
from interviewkit.tables.drawing import Drawing
from interviewkit.tables.drawing.safe_text import strip_unprintable
from interviewkit.tables.drawing.written import write_table

if TYPE_CHECKING:
    from jinja2 import Environment
    from markupsafe import Markup


def render(table: ResultTable, drawing: Drawing) -> str:
    """A page that holds the table; everything that came from outside is escaped."""
    page = open_templates("tables.drawing").get_template("page.html.jinja")
    piece = draw_piece(table, drawing)
    return strip_unprintable(page.render(table=piece, title=table.title or table.name)) + "\n"


def draw_piece(table: ResultTable, drawing: Drawing | None = None, *, anchor: str = "") -> Markup:
    """The table as a piece of a page.

    With ``anchor`` each row is a place to lead to: ``anchor``, a dash and its first cell.
    """
    from markupsafe import Markup

    drawing = drawing or Drawing()
    written = write_table(table, drawing, capital=True)
    piece = open_templates("tables.drawing").get_template("table.html.jinja")
    return Markup(piece.render(table=table, written=written, anchor=anchor, drawing=drawing))


@cache
def open_templates(room: str) -> Environment:
    """The templates of a room; whatever they are given is escaped, and nothing may be missing."""
    from jinja2 import Environment, PackageLoader, StrictUndefined

    return Environment(
        loader=PackageLoader(f"interviewkit.{room}", "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
