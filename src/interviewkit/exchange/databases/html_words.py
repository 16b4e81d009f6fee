"""The words of HTML that tools keep documents in, and which words came from where.

Each stretch of words between two marks is a run; a line ends where a block does, and such an end
belongs to no run, so that tools which count the words alone are followed exactly.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from interviewkit.model.html_pages import BLOCKS, CELLS, CODE, unescape

SKIPPED = CODE | {"title", "head"}
"""Elements whose words nobody reads."""

_TAG = re.compile(r"<(/?)([A-Za-z][^\s/>]*)")
_TO_QUOTE = re.compile(r"[^\"'>]*")
_NUMBER = re.compile(r"(?:^|\s)id\s*=\s*[\"']?(\d{1,9})(?![\w.-])")


@dataclass(frozen=True, slots=True)
class TextRun:
    """Words that stand together, where they begin in the text, and the number of their element."""

    start: int
    text: str
    number: int | None = None


class HtmlWords:
    """The text of a document or of a part of one, and its runs in their order.

    Written for marks of any kind: what is broken ends up as words, never as a fault, and time
    grows with length alone. ``is_laid_out``: blanks between blocks are the layout of the file.
    """

    def __init__(self, html: str, *, is_laid_out: bool = False) -> None:
        self._is_laid_out = is_laid_out
        self.runs: list[TextRun] = []
        self._parts: list[str] = []
        self._length = 0
        self._number: int | None = None
        self._is_line_open = False
        self._scan(html.replace("\r\n", "\n").replace("\r", "\n"))
        self.text = "".join(self._parts)

    def _scan(self, html: str) -> None:
        at = 0
        while at < len(html):
            mark = html.find("<", at)
            if mark < 0:
                break
            self._say(html[at:mark])
            at = self._pass_mark(html, mark)
            if at < 0:  # it never ends: words, all of it
                at = mark
                break
        self._say(html[at:])

    def _pass_mark(self, html: str, mark: int) -> int:
        """Where the mark ends, or -1."""
        if html.startswith("<!--", mark):
            return _behind(html, "-->", mark + 4)
        if html.startswith(("<!", "<?"), mark):
            return _behind(html, ">", mark)
        tag = _TAG.match(html, mark)
        if not tag:
            self._say("<")
            return mark + 1
        end = _find_end(html, tag.end())
        if end < 0:
            return -1
        name = tag[2].casefold()
        if not tag[1] and name in SKIPPED:
            closing = re.compile(rf"</{name}\b", re.IGNORECASE).search(html, end)
            return closing.start() if closing else -1
        self._obey(name, is_end=bool(tag[1]), attributes=html[tag.end() : end - 1])
        # a line that ends right behind <pre> is not shown and not counted
        is_extra = name == "pre" and not tag[1] and html.startswith("\n", end)
        return end + 1 if is_extra else end

    def _obey(self, name: str, *, is_end: bool, attributes: str) -> None:
        if name in BLOCKS or name == "br":
            self._end_line(always=name == "br" and not is_end)
        elif name in CELLS and not is_end and self._is_line_open:
            self._add("\t")
        if not is_end and (found := _NUMBER.search(attributes)):
            self._number = int(found[1])
            self.runs.append(TextRun(self._length, "", self._number))

    def _end_line(self, *, always: bool) -> None:
        if self._is_line_open or (always and self._parts):
            self._add("\n")
            self._is_line_open = False

    def _say(self, raw: str) -> None:
        words = unescape(raw)
        if self._is_laid_out and not self._is_line_open and not words.strip(" \t\n"):
            return
        if words:
            self.runs.append(TextRun(self._length, words, self._number))
            self._add(words)
            self._is_line_open = not words.endswith("\n")

    def _add(self, words: str) -> None:
        self._parts.append(words)
        self._length += len(words)


def _behind(html: str, what: str, at: int) -> int:
    found = html.find(what, at)
    return found + len(what) if found >= 0 else -1


def _find_end(html: str, at: int) -> int:
    """Behind the ``>`` of a tag; one within quotes does not count. -1 where there is none."""
    while at < len(html):
        plain = _TO_QUOTE.match(html, at)
        at = plain.end() if plain else at
        if html.startswith(">", at):
            return at + 1
        close = html.find(html[at], at + 1) if at < len(html) else -1
        if close < 0:
            return -1
        at = close + 1
    return -1
