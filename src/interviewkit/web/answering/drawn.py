"""Tables as pieces of a page: what leads somewhere is a link, and nothing is styled inline."""

from __future__ import annotations

import re

from markupsafe import Markup

from interviewkit.model.table import ResultTable
from interviewkit.tables.drawing import Drawing
from interviewkit.tables.drawing.html import draw_piece

_SHADE = re.compile(r' style="--shade:(\d\.\d+)"')


def draw(table: ResultTable, drawing: Drawing | None = None) -> Markup:
    """The table for a page of the workspace, whose policy lets no style stand in its text.

    How dark a cell is goes by class. What came from outside is escaped already, quotes included,
    so that it cannot look like a style.
    """
    piece = str(draw_piece(table, drawing))
    piece = _SHADE.sub(lambda found: f' data-shade="{round(10 * float(found[1]))}"', piece)
    named = Markup('<div class="scroll" tabindex="0" role="region" aria-label="{}">')
    return Markup(piece.replace('<div class="scroll">', named.format(table.title or table.name), 1))
