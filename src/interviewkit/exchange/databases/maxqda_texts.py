"""Where a MAXQDA file keeps the words of its documents.

No documentation names the place, and versions differ. Hence the words are looked for: a column with
one cell a document, in which the words stand that its codings quote.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from interviewkit.exchange.databases.sqlite_file import ToolDatabase
from interviewkit.exchange.databases.stored_words import decode_words
from interviewkit.model.limits import MEGABYTE

MOST_TRIED = 60
"""So many quotes are looked for in each column."""

MOST_WORDS = 16 * MEGABYTE
"""A cell beyond this size holds a recording or a PDF file, no transcript."""

LIKELY = ("plaintext", "text", "content", "rtf", "rtftext", "textrtf", "richtext", "document")
"""Columns that hold the words if their names are true; asked only where nothing is quoted."""

_NEVER = frozenset(("codings", "memos", "summaries", "codewords"))


@dataclass(frozen=True, slots=True)
class StoredTexts:
    """The words of documents by their number, and in which ``TABLE.COLUMN`` they were found."""

    words: Mapping[int, str] = field(default_factory=dict)
    place: str = ""


def find_texts(database: ToolDatabase, quotes: Mapping[int, Sequence[str]]) -> StoredTexts:
    """The column whose cells hold most quotes, at least half of those tried.

    ``quotes`` are what codings say, by the number of the document.
    """
    tried = [(number, " ".join(quote.split())) for number, said in quotes.items() for quote in said]
    tried = tried[:MOST_TRIED]
    best, most = StoredTexts(), 0.0
    for table, column, cells in _list_columns(database):
        if not tried and column.casefold() not in LIKELY:
            continue
        words = {number: decode_words(cell) for number, cell in cells.items()}
        if not any(words.values()):
            continue
        even = {number: " ".join(each.split()) for number, each in words.items()}
        fitting = sum(quote in even.get(number, "") for number, quote in tried)
        share = fitting / len(tried) if tried else 1.0
        if share >= 0.5 and share > most:
            best, most = StoredTexts(words, f"{table}.{column}"), share
    return best


def _list_columns(
    database: ToolDatabase,
) -> Iterator[tuple[str, str, dict[int, str | bytes]]]:
    """Columns with one cell a document: of the documents' own table, and of those beside it."""
    for table in database.tables:
        if table.casefold() in _NEVER:
            continue
        columns = database.columns(table)
        low = [each.casefold() for each in columns]
        key = "id" if table.casefold() == "texts" else "textid"
        if key not in low:
            continue
        rows = database.rows(table, most_bytes=MOST_WORDS)
        numbers = [row.key(key) for row in rows]
        if len(set(numbers)) < len(numbers):
            continue
        for column in columns:
            cells = {row.key(key): row.raw(column) for row in rows}
            words = {
                number: each for number, each in cells.items() if isinstance(each, str | bytes)
            }
            if words and column.casefold() not in (key, "name"):
                yield table, column, words
