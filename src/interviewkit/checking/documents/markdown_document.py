"""Reading Markdown: its blocks as text, without the signs that make them what they are."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from interviewkit.checking.documents.pieces import (
    HEADING,
    PARAGRAPH,
    QUOTED,
    ROW,
    DocumentPiece,
    settle_pieces,
)
from interviewkit.model.html_pages import unescape

_HEADING = re.compile(r"\s{0,3}#{1,6}\s+(.*?)\s*#*\s*$")
_RULE = re.compile(r"\s*\|?[\s|:-]*-[\s|:-]*\|?\s*$")
_ITEM = re.compile(r"\s*(?:[-*+]|\d{1,9}[.)])\s+")
_QUOTE = re.compile(r"\s{0,3}>\s?")
_LINK = re.compile(r"!?\[([^\]\[]*)\]\([^()\s]*\)")
_ESCAPED = re.compile(r"\\([!-/:-@\[-`{-~])")
_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
_MARKS = re.compile(r"\*{1,3}|`+|(?<!\w)_{1,2}(?=\S)|(?<=\S)_{1,2}(?!\w)|~~")


def read_markdown(text: str) -> tuple[DocumentPiece, ...]:
    """Headings, paragraphs, items, quotes and rows of tables, with their lines."""
    text = _COMMENT.sub(lambda found: "\n" * found.group().count("\n"), text)
    return settle_pieces(_read(text.split("\n")))


def _read(lines: Sequence[str]) -> Iterator[DocumentPiece]:
    held: list[str] = []
    began, kind = 0, PARAGRAPH

    def end() -> Iterator[DocumentPiece]:
        if held:
            yield _make_piece(" ".join(held), kind, began)
            held.clear()

    for number, line in enumerate(lines, 1):
        here, body = (QUOTED, _QUOTE.sub("", line, count=1)) if _QUOTE.match(line) else ("", line)
        if heading := _HEADING.match(body):
            yield from end()
            yield _make_piece(heading[1], HEADING, number)
        elif body.lstrip().startswith("|"):
            yield from end()
            if not _RULE.match(body):
                yield _make_piece(_join_cells(body), ROW, number)
        elif not body.strip() or _RULE.match(body):
            yield from end()
        else:
            if _ITEM.match(body) or (here or PARAGRAPH) != kind:
                yield from end()
            if not held:
                began, kind = number, here or PARAGRAPH
            marker = _ITEM.match(body)
            held.append(body[marker.end() :] if marker else body.strip())
    yield from end()


def _join_cells(line: str) -> str:
    return " ".join(re.split(r"(?<!\\)\|", line))


def _make_piece(text: str, kind: str, line: int) -> DocumentPiece:
    return DocumentPiece(_strip_marks(text), kind, f"line {line}")


def _strip_marks(text: str) -> str:
    """The text that is meant: signs that were escaped stay, the others are taken off."""
    held: list[str] = []

    def hold(found: re.Match[str]) -> str:
        held.append(found[1])
        return f"\ue000{len(held) - 1}\ue001"

    bare = _MARKS.sub("", _LINK.sub(r"\1", _ESCAPED.sub(hold, text)))
    return re.sub("\ue000(\\d+)\ue001", lambda found: held[int(found[1])], unescape(bare))
