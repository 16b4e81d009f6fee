"""Word documents: typed transcripts, and those that Teams and Rev write."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from io import BytesIO
from typing import Any

from interviewkit.model.settings import TranscriptSettings
from interviewkit.readers import labels, speech, zips
from interviewkit.readers.layouts import BOLD_MARK
from interviewkit.readers.reading import Conversation, Heard, Said, Source
from interviewkit.readers.times import seconds

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_BREAKS = {f"{_W}tab": "\t", f"{_W}br": "\n", f"{_W}cr": "\n", f"{_W}noBreakHyphen": "-"}
_HEADINGS = frozenset({"speaker", "name", "who", "text", "time", "transcript", "start", "end"})


def read(source: Source, settings: TranscriptSettings) -> Heard:
    """One conversation from the paragraphs and table rows of a document, in their order."""
    if wrong := zips.fault(source.raw):
        return [], [source.problem(wrong, hint="save it again as .docx or .txt", fatal=True)]
    import docx
    from docx.opc.exceptions import PackageNotFoundError

    try:
        body = docx.Document(BytesIO(source.raw)).element.body
    except (PackageNotFoundError, SyntaxError, KeyError, ValueError, AttributeError) as fault:
        what = f"the document cannot be read ({fault})"
        return [], [source.problem(what, hint="save it again as .docx or .txt", fatal=True)]
    text = "\n".join(_lines(body))
    heard, problems = speech.read(replace(source, text=text), settings)
    return [_without_marks(conversation) for conversation in heard], problems


def _without_marks(conversation: Conversation) -> Conversation:
    return replace(conversation, said=tuple(_plain(piece) for piece in conversation.said))


def _plain(piece: Said) -> Said:
    return replace(piece, text=piece.text.replace(BOLD_MARK, "").strip())


def _lines(parent: Any) -> Iterator[str]:
    """The text below an element. python-docx leaves out tracked insertions and content controls,
    which hold speech like any other paragraph; hence this walk over the XML itself."""
    for child in parent:
        if child.tag == f"{_W}p":
            yield from _paragraph(child)
        elif child.tag == f"{_W}tbl":
            for row in child.iter(f"{_W}tr"):
                yield from _row(row)
        elif isinstance(child.tag, str) and child.tag != f"{_W}sectPr":
            yield from _lines(child)


def _paragraph(paragraph: Any) -> Iterator[str]:
    text = "".join(_pieces(paragraph))
    bold = _bold_start(paragraph)
    if bold and text.startswith(bold):
        text = f"{BOLD_MARK}{bold.strip()}{BOLD_MARK}{text[len(bold) :] or ' '}"
    yield from text.split("\n")


def _pieces(element: Any) -> Iterator[str]:
    """All text of an element but what was deleted in tracked changes (``w:delText``)."""
    for child in element:
        if child.tag == f"{_W}t":
            yield child.text or ""
        elif child.tag in _BREAKS:
            yield _BREAKS[child.tag]
        elif child.tag == f"{_W}p":
            yield "\n"  # a paragraph of a text box
            yield from _pieces(child)
            yield "\n"
        elif isinstance(child.tag, str) and child.tag not in (_FALLBACK, f"{_W}pPr", f"{_W}rPr"):
            yield from _pieces(child)


def _bold_start(paragraph: Any) -> str:
    """The bold words that open a paragraph, if they could be a speaker's name."""
    bold = ""
    for run in paragraph.iterchildren(f"{_W}r"):
        text = "".join(_pieces(run))
        if text.strip() and not _is_bold(run):
            break
        bold += text
    name = bold.strip().rstrip(":")
    return bold if "\n" not in bold.strip() and labels.looks_like_label(name) else ""


def _is_bold(run: Any) -> bool:
    mark = run.find(f"{_W}rPr/{_W}b")
    return mark is not None and mark.get(f"{_W}val", "true") not in ("0", "false", "off")


def _row(row: Any) -> Iterator[str]:
    """A table row as ``[0:12] Name: text`` where its first cells look like that."""
    cells = ["\n".join(_lines(cell)).strip() for cell in row.iterchildren(f"{_W}tc")]
    cells = [cell.replace(BOLD_MARK, "") for cell in cells]
    if all(cell.casefold() in _HEADINGS for cell in cells if cell):
        return
    if (
        len(cells) > 2
        and seconds(cells[0].strip("[]()")) is not None
        and labels.looks_like_label(cells[1])
    ):
        cells = [f"[{cells[0]}] {cells[1].rstrip(':')}: {cells[2]}", *cells[3:]]
    elif len(cells) > 1 and labels.looks_like_label(cells[0].rstrip(":")):
        cells = [f"{cells[0].rstrip(':')}: {cells[1]}", *cells[2:]]
    for cell in cells:
        yield from cell.split("\n")
