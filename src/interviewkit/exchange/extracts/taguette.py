"""Highlights that Taguette exports: as a table, as a web page, or as a Word document made of it.

Built from Taguette's own source: columns ``id, document, tag, content``, a row a tag; in the page
each highlight is followed by ``Document: … Tags: …`` and a line across.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from pathlib import Path

from interviewkit.errors import SourceError
from interviewkit.exchange.extracts.coded_rows import CodedRow, CodedRows
from interviewkit.exchange.extracts.contents import ForeignContent
from interviewkit.exchange.extracts.draft import ProjectDraft
from interviewkit.exchange.extracts.fates import RowFates
from interviewkit.exchange.extracts.headings import ColumnHeadings, find_tables, simplify_heading
from interviewkit.exchange.extracts.opening import open_content, peek_content
from interviewkit.exchange.extracts.reading import TableReading
from interviewkit.model.project import ForeignFile

TOOL = "Taguette"
NAMES = {"id": ("id",), "document": ("document",), "code": ("tag",), "quote": ("content",)}
REQUIRED = ("id", "document", "code", "quote")
_TITLE = re.compile(r"taguette", re.IGNORECASE)
_DETAILS = re.compile(
    r"^\s*\w+\s?:\s*(.+?)\s+(?:tags|étiquettes|etiquetas)\s?:\s*(.*)$", re.I | re.S
)
NO_CODERS = "Taguette's export does not say who highlighted"


def is_this(path: Path, head: bytes) -> bool:
    """Whether it is Taguette's table, page or document of highlights."""
    content = peek_content(path, head)
    return bool(_find_tables(content)) or _is_page(content)


def read(path: Path) -> ForeignFile:
    """The highlights by document, with their tags; those without tags are kept too.

    Raises:
        SourceError: the file cannot be opened, or holds no highlights.
    """
    content = open_content(path)
    return _read_page(path, content) if _is_page(content) else _read_table(path)


def _read_table(path: Path) -> ForeignFile:
    what = "highlights of Taguette"
    reading = TableReading(path, NAMES, REQUIRED, tool=TOOL, what=what, rows="highlights with tags")
    for headings in reading.tables:
        for row in headings.data:
            tag = headings.text(row, "code")
            coded = CodedRow(
                row=row.number,
                document=headings.text(row, "document"),
                quote=headings.text(row, "quote"),
                codes=((tag,),) if tag else (),
                key=headings.text(row, "id"),
                name=f"Highlight {headings.text(row, 'id')}",
            )
            reading.rows.add(coded)
    reading.notes.append(NO_CODERS)
    return reading.finish()


def _read_page(path: Path, content: ForeignContent) -> ForeignFile:
    rows = CodedRows(ProjectDraft(path.stem, TOOL), RowFates("highlights"))
    for number, (quote, document, tags) in enumerate(_each_highlight(content), 1):
        rows.add(
            CodedRow(
                row=f"highlight {number}",
                document=document,
                quote=quote,
                codes=tuple((tag,) for tag in tags),
            )
        )
    if not rows.fates.held:
        raise SourceError(
            f"{path.name} holds no highlights of Taguette",
            hint="export all highlights, as a table or a page",
        )
    notes = (f"read as highlights of Taguette ({content.kind})", NO_CODERS, *content.notes)
    what = f"highlights of Taguette ({content.kind})"
    return ForeignFile(rows.draft.finish(), what, rows.fates.list_losses(), notes)


def _each_highlight(content: ForeignContent) -> Iterator[tuple[str, str, Sequence[str]]]:
    """(words, document, tags) of each highlight: the paragraphs since the one before it."""
    words: list[str] = []
    for paragraph in content.paragraphs[1:]:
        found = _DETAILS.match(paragraph.text)
        if not found or not words:
            words += [paragraph.text] if paragraph.text.strip() else []
            continue
        tags = [" ".join(tag.split()) for tag in found[2].split(",")]
        yield "\n".join(words), " ".join(found[1].split()), [tag for tag in tags if tag]
        words = []


def _is_page(content: ForeignContent | None) -> bool:
    paragraphs = content.paragraphs if content else ()
    return (
        len(paragraphs) > 1
        and bool(_TITLE.search(paragraphs[0].text))
        and any(_DETAILS.match(each.text) for each in paragraphs[1:])
    )


def _find_tables(content: ForeignContent | None) -> Sequence[ColumnHeadings]:
    """Tables whose headings are Taguette's four and no others."""
    four = {name for names in NAMES.values() for name in names}
    return [
        headings
        for headings in find_tables(content, NAMES, REQUIRED)
        if {simplify_heading(cell) for cell in headings.row.cells if cell.strip()} == four
    ]
