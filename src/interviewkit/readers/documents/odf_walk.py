"""The way through the body of an OpenDocument text: what is read, and what is set aside."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from interviewkit.readers.contract import Aside
from interviewkit.readers.document_parts import PartList, mark_bold_name
from interviewkit.readers.documents.odf_styles import (
    OdfStyles,
    read_attribute,
    read_count,
    shorten_tag,
)
from interviewkit.readers.layouts import BOLD_MARK
from interviewkit.readers.word_tables import WordCell, WordTable, list_table_lines

_SPACE = re.compile(r"[ \t\r\n]+")
_MOST_BLANKS, _MOST_CELLS = 100, 64

_ASIDE = {
    "text:note": "footnotes",
    "office:annotation": "comments of the document",
    "text:placeholder": "placeholders of empty form fields",
    "text:table-of-content": "the table of contents",
    "text:alphabetical-index": "the table of contents",
    "text:illustration-index": "the table of contents",
    "text:bibliography": "the table of contents",
    "text:page-number": "fields that the program fills in",
    "text:page-count": "fields that the program fills in",
    "text:page-continuation": "fields that the program fills in",
    "text:file-name": "fields that the program fills in",
    "text:chapter": "fields that the program fills in",
    "svg:title": "descriptions of pictures",
    "svg:desc": "descriptions of pictures",
    "office:binary-data": "",
    "text:ruby-text": "",
    "text:note-citation": "",
    "office:change-info": "",
    "dc:creator": "",
    "dc:date": "",
    "text:sequence-decls": "",
    "text:variable-decls": "",
    "text:user-field-decls": "",
    "office:forms": "",
    "office:scripts": "",
}
"""Elements whose words are not speech, and why; without a why they hold none that people read."""

_DELETED = "deleted in tracked changes"
_TEXTS = ("text:p", "text:h")
_ROWS = ("table:table-row",)
_CELLS = ("table:table-cell", "table:covered-table-cell")
_MARGINS = ("style:header", "style:footer")

Pieces = Iterator[tuple[str, bool]]
"""Texts of a paragraph, each bold or not."""


class OdfWalk:
    """One way through a document, and what was found."""

    def __init__(self, styles: OdfStyles, named: Mapping[str, str]) -> None:
        self.styles = styles
        self.found = PartList(named)
        self.tracked: Counter[str] = Counter()
        self._deletions: set[str] = set()
        self._deleting: dict[str, list[str]] = {}

    def read(self, parent: Any) -> None:
        """All blocks of an element: paragraphs, lists and sections of them, tables."""
        for element in parent:
            name = shorten_tag(element.tag)
            if name in _TEXTS:
                self.found.add_lines(self._paragraph(element).split("\n"))
            elif name == "table:table":
                self._table(element)
            elif name == "text:tracked-changes":
                self._read_changes(element)
            elif name in _ASIDE or read_attribute(element, "text:display") == "none":
                self.set_aside(element, _ASIDE.get(name, "hidden text"))
            else:
                self.read(element)

    def set_aside(self, element: Any, why: str) -> None:
        """Words that are not speech, told with the line at which they stand."""
        if why and (text := _read_plainly(element)):
            self.found.aside.append(Aside(self.found.line, text, why))

    def set_margins_aside(self, roots: Iterable[Any]) -> None:
        """What stands above and below each page, each line of it once."""
        margins = [
            element
            for root in roots
            for element in root.iter()
            if shorten_tag(element.tag).startswith(_MARGINS)
        ]
        texts = (each for margin in margins for each in margin.iter())
        lines = dict.fromkeys(_read_plainly(e) for e in texts if shorten_tag(e.tag) in _TEXTS)
        self.found.aside += [Aside(0, line, "page headers and footers") for line in lines if line]

    def changes(self) -> str:
        """How many tracked changes there were; empty where none."""
        kinds = ((word, self.tracked[word]) for word in ("inserted", "deleted"))
        return ", ".join(f"{count} {word}" for word, count in kinds if count)

    def _read_changes(self, element: Any) -> None:
        """What was deleted stands here, or in its place between signs of this region."""
        for region in element:
            for change in region:
                name = shorten_tag(change.tag)
                if name == "text:insertion":
                    self.tracked["inserted"] += 1
                elif name == "text:deletion":
                    self.tracked["deleted"] += 1
                    self.set_aside(change, _DELETED)
                    self._deletions.add(read_attribute(region, "text:id"))

    # -- paragraphs --------------------------------------------------------------------------------

    def _paragraph(self, paragraph: Any) -> str:
        style = read_attribute(paragraph, "text:style-name")
        if self.styles.is_hidden(style):
            self.set_aside(paragraph, "hidden text")
            return ""
        return mark_bold_name(list(self._pieces(paragraph, self.styles.is_bold(style)))).strip(" ")

    def _pieces(self, element: Any, bold: bool) -> Pieces:
        yield self._say(element.text), bold
        for child in element:
            yield from self._inline(child, bold)
            yield self._say(child.tail), bold

    def _say(self, text: str | None) -> str:
        """Text as it is read: nothing while it stands within a deletion."""
        text = _SPACE.sub(" ", text or "")
        for gone in self._deleting.values():
            gone.append(text)
            return ""
        return text

    def _change(self, name: str, key: str) -> None:
        if name == "text:change-start" and key in self._deletions:
            self._deleting[key] = []
        elif name == "text:change-end" and key in self._deleting:
            text = "".join(self._deleting.pop(key))
            if text.strip():
                self.found.aside.append(Aside(self.found.line, text.strip(), _DELETED))

    def _inline(self, child: Any, bold: bool) -> Pieces:
        name = shorten_tag(child.tag)
        style = read_attribute(child, "text:style-name")
        if name == "text:s":
            yield " " * read_count(child, "text:c", _MOST_BLANKS), bold
        elif name in ("text:tab", "text:line-break"):
            yield ("\t" if name == "text:tab" else "\n"), bold
        elif name in ("text:change-start", "text:change-end"):
            self._change(name, read_attribute(child, "text:change-id"))
        elif name in _ASIDE:
            self.set_aside(child, _ASIDE[name])
        elif name == "text:span" and self.styles.is_hidden(style):
            self.set_aside(child, "hidden text")
        elif read_attribute(child, "text:is-hidden") == "true":
            self._hide(read_attribute(child, "text:string-value") or _read_plainly(child))
        elif name in _TEXTS:  # a paragraph of a text box
            yield f"\n{self._paragraph(child)}\n", False
        elif name == "table:table":
            yield "\n" + "\n".join(list_table_lines(self._rows(child), self.found.aside)), False
        else:
            is_span = name == "text:span"
            yield from self._pieces(child, self.styles.is_bold(style, bold) if is_span else bold)

    def _hide(self, text: str) -> None:
        if text.strip():
            self.found.aside.append(Aside(self.found.line, text.strip(), "hidden text"))

    # -- tables ------------------------------------------------------------------------------------

    def _table(self, table: Any) -> None:
        """A table of turns or of lines; one that holds tables only lays out a page."""
        inner = (each for each in table.iter() if each is not table)
        if any(shorten_tag(each.tag) == "table:table" for each in inner):
            for row in _list_within(table, _ROWS):
                for cell in _list_within(row, _CELLS):
                    self.read(cell)
        else:
            self.found.add_table(self._rows(table))

    def _rows(self, table: Any) -> WordTable:
        read = WordTable()
        open_rows: dict[int, int] = {}
        for row in _list_within(table, _ROWS):
            cells: list[WordCell] = []
            for cell in _list_within(row, _CELLS):
                cells += self._cells(cell, len(cells), open_rows)
            whole = len(cells) > 1 and cells[0].text and not any(c.text for c in cells[1:])
            spans = [read_count(c, "table:number-columns-spanned", 999) for c in row]
            if whole and spans[:1] == [len(cells)]:
                cells = cells[:1]
            if any(cell.text for cell in cells):
                read.lines.append(self.found.line + len(read.lines))
                read.rows.append(cells)
        return read

    def _cells(self, cell: Any, column: int, open_rows: dict[int, int]) -> list[WordCell]:
        """A cell as often as it is repeated; a covered one is merged with the one above or is
        part of the one at its left."""
        times = read_count(cell, "table:number-columns-repeated", _MOST_CELLS)
        if shorten_tag(cell.tag) == "table:covered-table-cell":
            merged = [open_rows.get(column + n, 0) > 0 for n in range(times)]
            for n in range(times):
                open_rows[column + n] = max(open_rows.get(column + n, 0) - 1, 0)
            return [WordCell("", is_merged) for is_merged in merged]
        open_rows[column] = read_count(cell, "table:number-rows-spanned", 10_000) - 1
        text = "\n".join(self._cell_lines(cell)).strip().replace(BOLD_MARK, "")
        return [WordCell(text)] + [WordCell(text if times < 4 else "")] * (times - 1)

    def _cell_lines(self, parent: Any) -> Iterator[str]:
        for element in parent:
            name = shorten_tag(element.tag)
            if name in _TEXTS:
                yield self._paragraph(element)
            elif name == "table:table":
                yield from list_table_lines(self._rows(element), self.found.aside)
            elif name in _ASIDE:
                self.set_aside(element, _ASIDE[name])
            else:
                yield from self._cell_lines(element)


def _list_within(parent: Any, names: tuple[str, ...]) -> Iterator[Any]:
    """Rows of a table or cells of a row, in groups or not; not those of tables within."""
    for child in parent:
        name = shorten_tag(child.tag)
        if name in names:
            yield child
        elif name.startswith("table:table-") and name not in _CELLS:
            yield from _list_within(child, names)


def _read_plainly(element: Any) -> str:
    """All words of an element, without who wrote it and when."""
    passed = {inner for each in element.iter() if _ASIDE.get(shorten_tag(each.tag)) == ""
              for inner in each.iter()}  # fmt: skip
    return " ".join("".join(_read_in_order(element, passed)).split())


def _read_in_order(element: Any, passed: set[Any]) -> Iterator[str]:
    if element in passed:
        return
    yield " " if shorten_tag(element.tag) in _TEXTS else ""
    yield element.text or ""
    for child in element:
        yield from _read_in_order(child, passed)
        yield child.tail or ""
