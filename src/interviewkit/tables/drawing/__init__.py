"""Draws a described table by the renderer of a name: the house's or another package's."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

from interviewkit import parts
from interviewkit.model.table import Lead, ResultTable

FAMILY = "table_renderer"


def _nowhere(_lead: Lead) -> str:
    return ""


def _untinted(_text: str) -> str:
    return ""


@dataclass(frozen=True, slots=True)
class Drawing:
    """What a renderer is told beside the table.

    ``width`` is how many characters fit a line. ``link`` gives the address of what a number leads
    to, empty where there is no such place. ``titled`` says whether the title is drawn. ``tint``
    gives the name of the colour that what a text names has in charts, empty where it has none.
    """

    width: int = 100
    link: Callable[[Lead], str] = _nowhere
    titled: bool = True
    tint: Callable[[str], str] = _untinted


class TableRenderer(Protocol):
    """A part of the family ``table_renderer``: a table as text, or as the bytes of a file."""

    def __call__(self, table: ResultTable, drawing: Drawing, /) -> str | bytes: ...


def draw_table(table: ResultTable, shape: str, drawing: Drawing | None = None) -> str | bytes:
    """The table as the renderer ``shape`` draws it (``text``, ``json``, ``csv``, ``md``, …).

    Raises:
        UnknownPartError: there is no renderer of that name.
        GuestError: it is another package's and cannot be loaded.
    """
    render: TableRenderer = parts.load_part(FAMILY, shape)
    return render(table, drawing or Drawing())
