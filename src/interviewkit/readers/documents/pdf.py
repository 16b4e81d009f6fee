"""PDF transcripts: pages of signs made into lines, paragraphs and speakers."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from interviewkit.errors import Problem, SourceError
from interviewkit.model.limits import suggest_raising
from interviewkit.model.pdf_file import open_pdf
from interviewkit.model.settings import TranscriptSettings
from interviewkit.readers.contract import Aside, Heard, Source
from interviewkit.readers.document_parts import FOOTNOTES, MARKS, PartList, read_document
from interviewkit.readers.documents import pdf_columns, pdf_lines, pdf_paragraphs
from interviewkit.readers.documents.pdf_columns import PageBlock
from interviewkit.readers.documents.pdf_lines import PdfLine
from interviewkit.readers.documents.pdf_words import MOST_SIGNS, PdfPage, read_page
from interviewkit.readers.margins import PAGES, RUNNING
from interviewkit.readers.word_tables import WordCell, WordTable
from interviewkit.wording.words import list_some

BESIDE = "notes beside the text"
TURNED = "text that is turned"
BEYOND = "text beyond the edge of the page"
NOTES = "notes and fields on the page"

MOST_IN_ALL = 3_000_000
"""Signs of a file: what is said in fifty hours."""

SHOWN = 10
"""So many words that were made whole are told one by one."""


def is_pdf(head: bytes) -> bool:
    """Whether these first bytes are a PDF's."""
    return head.lstrip(b"\xef\xbb\xbf\0 \t\r\n")[:5] == b"%PDF-"


def read_pdf(source: Source, settings: TranscriptSettings) -> Heard:
    """One conversation from the pages of a PDF, in the order of reading."""
    try:
        pages, problems = _read_pages(source)
    except SourceError as fault:
        return [], [source.problem(fault.message, hint=fault.hint, fatal=True)]
    if not any(page.words for page in pages):
        return [], [*problems, _tell_empty(pages, source)]
    found = PartList(settings.columns)
    made = _write_parts(pages, found)
    problems += _tell_pages(pages, source)
    problems += _tell_hyphens(made, source)
    conversations, told = read_document(found, source, settings)
    return conversations, [*problems, *told]


def _read_pages(source: Source) -> tuple[list[PdfPage], list[Problem]]:
    pages: list[PdfPage] = []
    with open_pdf(source.raw) as document:
        count, most = len(document), source.limits.pages
        left = MOST_IN_ALL
        while len(pages) < min(count, most) and left > 0:
            pages.append(read_page(document, len(pages)))
            left -= pages[-1].signs
    if len(pages) == count:
        return pages, []
    what = f"it has {count:,} pages; the first {len(pages):,} were read"
    hint = suggest_raising("pages", count) if len(pages) == most else "cut it into smaller files"
    return pages, [source.problem(what, hint=hint)]


def _tell_empty(pages: Sequence[PdfPage], source: Source) -> Problem:
    if any(page.is_picture for page in pages):
        what = "it holds pictures of pages and no text, as a scanner makes them"
        hint = "have its text recognised (OCR, e.g. with ocrmypdf) and take the PDF that comes out"
        return source.problem(what, hint=hint, fatal=True)
    return source.problem("it holds no words", fatal=True)


def _tell_pages(pages: Sequence[PdfPage], source: Source) -> list[Problem]:
    told = []
    hint = "have the text of these pages recognised (OCR), or write it beside"
    if pictures := [str(page.number) for page in pages if page.is_picture]:
        what = f"pages without text, only pictures: {list_some(pictures, SHOWN)}"
        told.append(source.problem(what, hint=hint))
    if cut := [str(page.number) for page in pages if page.is_cut]:
        what = f"pages of which only the first {MOST_SIGNS:,} signs were read: "
        told.append(source.problem(what + list_some(cut, SHOWN)))
    odd = sum(page.odd for page in pages)
    if odd:
        what = f"{odd:,} signs of which the file does not say what letters they are"
        hint = "compare the words with the PDF; if they are wrong, have its text recognised (OCR)"
        told.append(source.problem(what, hint=hint))
    return told


def _tell_hyphens(made: pdf_paragraphs.Paragraphs, source: Source) -> list[Problem]:
    told = []
    for words, what in (
        (made.joined, "words parted at the ends of lines, made whole"),
        (made.kept, "words parted at a hyphen of their own, as it seems, which was kept"),
    ):
        if words:
            some = list_some([repr(word) for word in dict.fromkeys(words)], SHOWN)
            told.append(source.problem(f"{len(words)} {what}: {some}"))
    return told


# -- from pages to the parts of a document ---------------------------------------------------------


@dataclass
class _Stream:
    """Successive lines that are read on end, over the ends of columns and pages."""

    lines: list[PdfLine] = field(default_factory=list)


_Part = _Stream | list[list[list[PdfLine]]]
"""Lines that are read on end, or the rows of a table."""


def _write_parts(pages: Sequence[PdfPage], found: PartList) -> pdf_paragraphs.Paragraphs:
    lined = _take_margins(pages, found)
    parts = _find_parts(lined)
    every = [line for page in lined for line in page]
    words = pdf_paragraphs.count_words(every)
    streams = [part.lines for part in parts if isinstance(part, _Stream)]
    speakers = pdf_paragraphs.find_speaker_keys([line for lines in streams for line in lines])
    told = pdf_paragraphs.Paragraphs()
    for part in parts:
        if isinstance(part, _Stream):
            made = replace(told, texts=[])
            pdf_paragraphs.join_lines(part.lines, speakers, words, made)
            found.add_lines(made.texts)
        else:
            _add_rows(part, words, told, found)
    return told


def _take_margins(pages: Sequence[PdfPage], found: PartList) -> list[list[PdfLine]]:
    """The lines of each page, without what is no text of it, which goes aside."""
    lined: list[list[PdfLine]] = []
    raised: list[str] = []
    for page in pages:
        lines, marks = pdf_lines.take_raised_marks(pdf_lines.make_lines(page.number, page.words))
        lined.append(lines)
        raised += marks
        found.aside += [Aside(0, text, TURNED) for text in _in_one(page.turned)]
        beyond = [text for text in page.beyond if any(sign.isalpha() for sign in text)]
        found.aside += [Aside(0, text, BEYOND) for text in _in_one(beyond)]
        found.aside += [Aside(0, text, NOTES) for text in page.notes]
    lined, beside = pdf_lines.take_line_numbers(lined)
    found.aside += [Aside(0, text, "") for text in beside]
    for place, page_lines in enumerate(lined):
        lined[place], notes = pdf_lines.take_footnotes(page_lines, raised)
        found.aside += [Aside(0, text, FOOTNOTES) for text in notes]
    found.aside += [Aside(0, text, MARKS) for text in raised]
    lined, running, numbers = pdf_lines.take_running(lined)
    found.aside += [Aside(0, text, RUNNING) for text in running]
    found.aside += [Aside(0, text, PAGES) for text in numbers]
    return lined


def _in_one(texts: Sequence[str]) -> list[str]:
    return [" ".join(texts)] if texts else []


def _find_parts(pages: Sequence[list[PdfLine]]) -> list[_Part]:
    """Streams and tables in their order; one goes on over a page's end with its like."""
    every = [line for page in pages for line in page]
    gutters = pdf_columns.find_gutters(every)
    parts: list[_Part] = []
    is_running = False
    for page in pages:
        own = gutters
        crossing = sum(any(gutter.is_crossed(line) for gutter in gutters) for line in page)
        if not gutters or crossing > 0.5 * len(page):
            own = pdf_columns.find_gutters(page)
        is_same = bool(gutters) and own is gutters
        blocks = pdf_columns.split_page(page, own, is_running=is_running and is_same)
        is_running |= is_same and len(blocks) > len(own) and not any(each.rows for each in blocks)
        for block in blocks:
            _add_block(block, parts)
    return parts


def _add_block(block: PageBlock, parts: list[_Part]) -> None:
    last = parts[-1] if parts else None
    if block.rows:
        if isinstance(last, list) and len(last[-1]) == len(block.rows[0]):
            last += block.rows
        else:
            parts.append(block.rows)
        return
    edge = _find_edge(block.lines)
    lines = [replace(line, edge=edge) for line in block.lines]
    if isinstance(last, _Stream):
        last.lines += lines
    else:
        parts.append(_Stream(lines))


def _find_edge(lines: Sequence[PdfLine]) -> float:
    """Where the lines of a column end; a few may stand out."""
    ends = sorted(line.right for line in lines)
    return ends[-1 - len(ends) // 20] if ends else 0.0


def _add_rows(
    rows: list[list[list[PdfLine]]],
    words: Counter[str],
    told: pdf_paragraphs.Paragraphs,
    found: PartList,
) -> None:
    """A table, or names beside what they say; what is beside a text that names its speakers
    itself goes aside, and the text is read on end."""
    meaning = pdf_columns.tell_columns(rows)
    for number, row in enumerate(rows):
        for place in meaning.beside:
            if place < len(row) and row[place]:
                text = " ".join(line.text for line in row[place])
                found.aside.append(Aside(found.line + number, text, BESIDE))
    if len(meaning.read) == 1:
        (main,) = meaning.read
        lines = [line for row in rows if main < len(row) for line in row[main]]
        edge = _find_edge(lines)
        lines = [replace(line, edge=edge) for line in lines]
        speakers = pdf_paragraphs.find_speaker_keys(lines)
        made = replace(told, texts=[])
        pdf_paragraphs.join_lines(lines, speakers, words, made)
        found.add_lines(made.texts)
        return
    found.add_table(_make_table(rows, meaning.read, words, told, found.line))


def _make_table(
    rows: list[list[list[PdfLine]]],
    read: Sequence[int],
    words: Counter[str],
    told: pdf_paragraphs.Paragraphs,
    line: int,
) -> WordTable:
    table = WordTable()
    edges = {place: _find_edge([each for row in rows for each in row[place]]) for place in read}
    for row in rows:
        cells = []
        for place in read:
            made = replace(told, texts=[])
            lines = [replace(each, edge=edges[place]) for each in row[place]]
            pdf_paragraphs.join_lines(lines, frozenset(), words, made)
            cells.append(WordCell("\n".join(made.texts).replace("\ue000", "")))
        if any(cell.text for cell in cells):
            table.lines.append(line + len(table.lines))
            table.rows.append(cells)
    return _join_overflow(table)


def _join_overflow(table: WordTable) -> WordTable:
    """A row without a name, as where a page ends within a turn, goes on with the row above."""
    joined = WordTable()
    for line, row in zip(table.lines, table.rows, strict=True):
        filled = [n for n, cell in enumerate(row) if cell.text]
        if joined.rows and len(filled) == 1 and filled[0] > 0:
            above = joined.rows[-1][filled[0]]
            above.text = f"{above.text} {row[filled[0]].text}".strip()
        else:
            joined.lines.append(line)
            joined.rows.append(row)
    return joined
