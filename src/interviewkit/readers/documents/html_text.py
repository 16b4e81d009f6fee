"""HTML as a reader sees it: paragraphs and tables, without scripts, styles and what is hidden."""

from __future__ import annotations

import re
from collections.abc import Sequence

from interviewkit.model.html_pages import BLOCKS, CELLS, CODE, HEADINGS, VOID, PageParser
from interviewkit.readers.contract import Aside
from interviewkit.readers.document_parts import PartList, mark_bold_name
from interviewkit.readers.documents.html_notes import explain_note, find_note_above, names_speaker
from interviewkit.readers.layouts import BOLD_MARK
from interviewkit.readers.word_tables import WordCell, WordTable, list_table_lines

_BLOCKS = BLOCKS | {"title", "head"}
_BOLD = HEADINGS | {"b", "strong", "th"}
_NOTHING = CODE | {"svg", "math", "object", "canvas", "audio", "video", "rt", "rp"}
"""Elements without words that anybody reads."""

_ASIDE = {
    "title": "the title of the page",
    "nav": "menus of the page",
    "noscript": "what browsers without scripts show",
    "del": "deleted text",
    "textarea": "form fields",
    "select": "form fields",
    "button": "form fields",
    "iframe": "pages within the page",
}
_HIDES = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden|mso-hide\s*:\s*all", re.IGNORECASE)
_HEAVY = re.compile(r"font-weight\s*:\s*(bold|[6-9]00|normal|[1-5]00)", re.IGNORECASE)
_XML_SPACE = "http://www.w3.org/1999/xhtml"
_SPACE = re.compile(r"[ \t\r\n\f]+")
_LONGEST_NAME = 60
_MOST_CELLS = 64
_MOST_OPEN = 2000
"""Elements within elements; of more the innermost are passed over, never their words."""


class HtmlPage(PageParser):
    """Reads a page into a list of parts; elements that are never closed do no harm."""

    def __init__(self, found: PartList) -> None:
        super().__init__()
        self.found = found
        self._is_xml = False
        self._open: list[tuple[str, str | None, bool]] = []
        self._pieces: list[tuple[str, bool]] = []
        self._hidden: list[str] = []
        self._tables: list[_TableRows] = []
        self._naming: tuple[int, int] | None = None

    def read(self, text: str) -> PartList:
        """All of a page."""
        self._is_xml = text.lstrip()[:5] == "<?xml" or _XML_SPACE in text[:1000]
        self.read_page(text)
        self._end_paragraph()
        while self._tables:
            self._end_table()
        return self.found

    # -- what the parser meets ---------------------------------------------------------------------

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _BLOCKS:
            self._end_paragraph()
        if tag == "br":
            self._pieces.append(("\n", False))
        elif tag in CELLS or tag in ("tr", "table"):
            self._start_table_part(tag, dict(attrs))
        if why := find_note_above(tag, dict(attrs)):
            self._hide_paragraph(why)
        if tag not in VOID and names_speaker(dict(attrs)):
            self._naming = len(self._open), len(self._pieces)
        if tag not in VOID and len(self._open) < _MOST_OPEN:
            self._open.append((tag, self._explain(tag, attrs), self._is_bold(tag, attrs)))

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in VOID:
            self.handle_endtag(tag)

    def handle_endtag(self, tag: str) -> None:
        if self._naming and self._open and self._naming[0] == len(self._open) - 1:
            self._end_name(self._naming[1])
        if tag in _BLOCKS or tag in CELLS:
            self._end_paragraph()
        if tag == "table" and self._tables:
            self._end_table()
        for place in range(len(self._open) - 1, -1, -1):
            if self._open[place][0] == tag:
                closed = self._open[place][1]
                del self._open[place:]
                if closed and not self._why():
                    self._end_aside(closed)
                return

    def handle_data(self, data: str) -> None:
        why = self._why()
        if why == "":
            return
        if why:
            self._hidden.append(data)
            return
        is_pre = any(tag == "pre" for tag, _, _ in self._open)
        text = data if is_pre else _SPACE.sub(" ", data)
        self._pieces.append((text, bool(self._open) and self._open[-1][2]))

    def handle_comment(self, data: str) -> None:
        if not data.lstrip().startswith(("[if", "[endif", "Start", "End")):
            self._set_aside(data, "comments of the document")

    def unknown_decl(self, data: str) -> None:
        """Marked sections: words in the pages of books, which are XML, and never on web pages."""
        if data.startswith("CDATA[") and self._is_xml:
            self.handle_data(data.removeprefix("CDATA["))
        elif data.startswith("CDATA["):
            self._set_aside(data.removeprefix("CDATA["), "comments of the document")

    # -- elements ----------------------------------------------------------------------------------

    def _explain(self, tag: str, attrs: Sequence[tuple[str, str | None]]) -> str | None:
        """Why the words of an element are not read: empty where it has none, None where they are.
        What is within such an element is as it is."""
        above = self._why()
        if above is not None:
            return above
        if tag in _NOTHING:
            return ""
        given = dict(attrs)
        if "hidden" in given or _HIDES.search(given.get("style") or ""):
            return "hidden text"
        return _ASIDE.get(tag) or explain_note(tag, given)

    def _hide_paragraph(self, why: str) -> None:
        """What stands in the innermost open paragraph from here on is no speech."""
        for place in range(len(self._open) - 1, -1, -1):
            if self._open[place][0] in ("p", "li", "div"):
                rest = self._open[place:]
                self._open[place:] = [(tag, old or why, bold) for tag, old, bold in rest]
                return

    def _why(self) -> str | None:
        return self._open[-1][1] if self._open else None

    def _is_bold(self, tag: str, attrs: Sequence[tuple[str, str | None]]) -> bool:
        style = _HEAVY.search(dict(attrs).get("style") or "")
        if style:
            return style[1].lower() not in ("normal", "100", "200", "300", "400", "500")
        return tag in _BOLD or (bool(self._open) and self._open[-1][2])

    def _end_name(self, begun: int) -> None:
        """A name alone in an element that is called a speaker's opens a line, with a colon."""
        self._naming = None
        text = "".join(text for text, _ in self._pieces[begun:]).strip()
        if not text or len(text) > _LONGEST_NAME or text.endswith((":", ".", "?", "!")):
            return
        last, is_bold = self._pieces[-1]
        self._pieces[-1] = last.rstrip(), is_bold
        self._pieces.insert(begun, ("\n", False))
        self._pieces.append((": ", False))

    def _end_aside(self, why: str) -> None:
        self._set_aside("".join(self._hidden), why)
        self._hidden.clear()

    def _set_aside(self, text: str, why: str) -> None:
        text = " ".join(text.split())
        if any(sign.isalnum() for sign in text):
            self.found.aside.append(Aside(self.found.line, text, why))

    def _end_paragraph(self) -> None:
        if self._hidden and not self._why():
            self._end_aside("hidden text")
        text = mark_bold_name(self._pieces)
        self._pieces = []
        lines = [line.strip(" ") for line in text.split("\n")]
        if not any(line.strip() for line in lines):
            return
        if self._tables:
            self._tables[-1].lines += lines
        else:
            self.found.add_lines([*lines, ""])

    # -- tables ------------------------------------------------------------------------------------

    def _start_table_part(self, tag: str, attrs: dict[str, str | None]) -> None:
        self._end_paragraph()
        if tag == "table":
            self._tables.append(_TableRows())
        elif self._tables:
            rows = self._tables[-1]
            rows.end_cell()
            if tag == "tr":
                rows.end_row()
            else:
                rows.begin_cell(_read_span(attrs, "colspan"), _read_span(attrs, "rowspan"))

    def _end_table(self) -> None:
        self._end_paragraph()
        rows = self._tables.pop()
        rows.end_cell()
        rows.end_row()
        table = rows.as_table(self.found.line)
        if not self._tables:
            self.found.add_lines(rows.loose)
            self.found.add_table(table)
        else:
            outer = self._tables[-1]
            outer.lines += [*rows.loose, *list_table_lines(table, self.found.aside)]


def _read_span(attrs: dict[str, str | None], name: str) -> int:
    value = attrs.get(name) or ""
    return min(max(int(value), 1), _MOST_CELLS) if value.isdecimal() and len(value) < 6 else 1


class _TableRows:
    """The rows of a table as they come; lines outside of any cell are ``loose``."""

    def __init__(self) -> None:
        self.rows: list[list[WordCell]] = []
        self.row: list[WordCell] = []
        self.lines: list[str] = []
        self.loose: list[str] = []
        self._span: tuple[int, int] | None = None
        self._covered: dict[int, int] = {}

    def begin_cell(self, columns: int, rows: int) -> None:
        self._cover()
        self._span = columns, rows

    def end_cell(self) -> None:
        lines = [line.replace(BOLD_MARK, "") for line in self.lines]
        self.lines = []
        if self._span is None:
            self.loose += lines
            return
        columns, rows = self._span
        self._span = None
        for n in range(columns):
            self._covered[len(self.row)] = rows - 1
            self.row.append(WordCell("\n".join(lines).strip() if n == 0 else ""))

    def end_row(self) -> None:
        if self.row:
            self._cover()
            self.rows.append(self.row)
        self.row = []

    def _cover(self) -> None:
        """The cells that a cell above reaches into."""
        while self._covered.get(len(self.row), 0) > 0 and len(self.row) < _MOST_CELLS:
            self._covered[len(self.row)] -= 1
            self.row.append(WordCell("", is_merged=True))

    def as_table(self, line: int) -> WordTable:
        rows = [row for row in self.rows if any(cell.text for cell in row)]
        return WordTable([line + n for n in range(len(rows))], rows)
