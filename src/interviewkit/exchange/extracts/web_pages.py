"""The paragraphs and tables of a web page that another tool wrote."""

from __future__ import annotations

import re

from interviewkit.exchange.extracts.contents import ForeignParagraph, ForeignRow, ForeignTable
from interviewkit.model.html_pages import BLOCKS, CELLS, CODE, PageParser

_UNSEEN = CODE | {"title", "noscript"}
_SPACES = re.compile(r"[ \t\r\n\f]+")

Block = ForeignTable | ForeignParagraph


def read_web_blocks(text: str) -> list[Block]:
    """Paragraphs and tables in their order; a table within a cell is read as words of the cell."""
    reader = _PageReader()
    reader.read_page(text)
    reader.end_paragraph()
    reader.end_table()
    return reader.blocks


class _PageReader(PageParser):
    def __init__(self) -> None:
        super().__init__()
        self.blocks: list[Block] = []
        self._written: list[str] = []
        self._level = self._unseen = self._depth = self._number = 0
        self._rows: list[ForeignRow] = []
        self._cells: list[str] | None = None
        self._title = ""

    def handle_starttag(self, tag: str, _attrs: list[tuple[str, str | None]]) -> None:
        self._unseen += tag in _UNSEEN
        if tag == "br":
            self._written.append("\n")
        elif tag == "table":
            self._begin_table()
        elif tag == "tr" and self._depth == 1:
            self._end_row()
            self._cells = []
        elif tag in CELLS:
            self._begin_cell()
        elif tag in BLOCKS:
            self._break(tag)

    def handle_endtag(self, tag: str) -> None:
        self._unseen = max(self._unseen - (tag in _UNSEEN), 0)
        if tag == "table":
            self._depth = max(self._depth - 1, 0)
            if not self._depth:
                self.end_table()
        elif tag in CELLS and self._depth == 1:
            self._end_cell(is_closed=True)
        elif tag == "caption" and self._depth == 1:
            self._title = self._take() or self._title
        elif tag == "tr" and self._depth == 1:
            self._end_row()
        elif tag in BLOCKS:
            self._break("")

    def handle_data(self, data: str) -> None:
        if not self._unseen:
            self._written.append(_SPACES.sub(" ", data))

    def end_paragraph(self) -> None:
        if self._depth:
            return
        text = self._take()
        if text:
            self._number += 1
            self.blocks.append(ForeignParagraph(self._number, text, self._level))
            self._title = text
        self._level = 0

    def end_table(self) -> None:
        self._end_row()
        if self._rows:
            self.blocks.append(ForeignTable(self._title, tuple(self._rows)))
        self._rows, self._depth = [], 0

    def _break(self, tag: str) -> None:
        if self._depth:
            self._written.append("\n")
            return
        self.end_paragraph()
        self._level = int(tag[1]) if re.fullmatch("h[1-6]", tag) else 0

    def _begin_table(self) -> None:
        self.end_paragraph()
        self._depth += 1

    def _begin_cell(self) -> None:
        if self._depth == 1:
            self._end_cell()
        else:
            self._written.append(" ")

    def _end_cell(self, *, is_closed: bool = False) -> None:
        text = self._take()
        if self._cells is None:
            self._cells = []
        if is_closed or text:
            self._cells.append(text)

    def _end_row(self) -> None:
        if self._depth and self._cells is not None:
            text = self._take()
            cells = (*self._cells, text) if text else tuple(self._cells)
            if any(cells):
                self._rows.append(ForeignRow(len(self._rows) + 1, cells))
        self._cells = None

    def _take(self) -> str:
        lines = "".join(self._written).split("\n")
        self._written = []
        return re.sub(r"\n{2,}", "\n", "\n".join(line.strip() for line in lines)).strip("\n")
