"""Highlights that Taguette exports: as a table, as a web page, or as a Word document made of it.

Built from Taguette's own source: columns ``id, document, tag, content``, a row a tag; in the page
each highlight is followed by ``Document: … Tags: …`` and a line across. LibreQDA, which grew out of
it, names the collection of the document too, and has a paragraph for each.
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
NAMES = {
    "id": ("id",), "document": ("document",), "code": ("tag",), "quote": ("content",),
    "group": ("collection",),
}  # fmt: skip
REQUIRED = ("id", "document", "code", "quote")
_TITLE = re.compile(r"taguette|libreqda", re.IGNORECASE)
_DOCUMENT = r"\s*(?:dokument|documento?|dokumen|έγγραφο)\s?:"
_GROUP = r"(?:collection|sammlung|colección|raccolta|collectie|coleção|samling|koleksi|συλλογή)\s?:"
_TAGS = r"(?:tags|étiquettes|etiquetas|codes|códigos|codici|koder|kode|κωδικοί)\s?:"
_DETAILS = re.compile(
    rf"^{_DOCUMENT}\s*(.+?)\s+(?:{_GROUP}\s*(.*?)\s+)?{_TAGS}\s*(.*)$", re.I | re.S
)
_BEGINS, _GOES_ON, _CLOSES = (
    re.compile(rf"^\s*{each}", re.IGNORECASE) for each in (_DOCUMENT, _GROUP, _TAGS)
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
                group=headings.text(row, "group"),
                name=f"Highlight {headings.text(row, 'id')}",
            )
            reading.rows.add(coded)
    reading.notes.append(NO_CODERS)
    return reading.finish()


def _read_page(path: Path, content: ForeignContent) -> ForeignFile:
    rows = CodedRows(ProjectDraft(path.stem, TOOL), RowFates("highlights"))
    for number, found in enumerate(_each_highlight(content), 1):
        quote, document, group, tags = found
        rows.add(
            CodedRow(
                row=f"highlight {number}",
                document=document,
                quote=quote,
                codes=tuple((tag,) for tag in tags),
                group=group,
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


def _each_highlight(content: ForeignContent) -> Iterator[tuple[str, str, str, Sequence[str]]]:
    """(words, document, its collection, tags) of each highlight: the paragraphs since the one
    before it."""
    words: list[str] = []
    for text in _join_details([each.text for each in content.paragraphs[1:]]):
        found = _DETAILS.match(text)
        if not found or not words:
            words += [text] if text.strip() else []
            continue
        tags = [" ".join(tag.split()) for tag in found[3].split(",")]
        document, group = (" ".join((each or "").split()) for each in found.group(1, 2))
        yield "\n".join(words), document, group, [tag for tag in tags if tag]
        words = []


def _join_details(texts: Sequence[str]) -> Iterator[str]:
    """The paragraphs, with what is said of a highlight in one: document, collection and tags."""
    at = 0
    while at < len(texts):
        end = at + 1
        if _BEGINS.match(texts[at]) and end < len(texts):
            end += bool(_GOES_ON.match(texts[end]))
            is_closed = end < len(texts) and bool(_CLOSES.match(texts[end]))
            end = end + 1 if is_closed else at + 1
        yield " ".join(texts[at:end])
        at = end


def _is_page(content: ForeignContent | None) -> bool:
    texts = [each.text for each in content.paragraphs] if content else []
    return (
        len(texts) > 1
        and bool(_TITLE.search(texts[0]))
        and any(_DETAILS.match(text) for text in _join_details(texts[1:]))
    )


def _find_tables(content: ForeignContent | None) -> Sequence[ColumnHeadings]:
    """Tables whose headings are Taguette's and no others."""
    known = {name for names in NAMES.values() for name in names}
    return [
        headings
        for headings in find_tables(content, NAMES, REQUIRED)
        if {simplify_heading(cell) for cell in headings.row.cells if cell.strip()} <= known
    ]
