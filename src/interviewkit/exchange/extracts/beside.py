"""Sheets that stand beside coded words in one workbook: the codebook, memos, what people are.

Tools that export a whole project as one workbook write these too; all are of one project.
"""

from __future__ import annotations

from interviewkit.exchange.extracts.attributes import AttributesReading, find_attributes
from interviewkit.exchange.extracts.codebooks import CodebookReading, find_codebooks
from interviewkit.exchange.extracts.memo_tables import MemosReading, find_memos
from interviewkit.exchange.extracts.reading import TableReading


def read_beside(reading: TableReading) -> None:
    """Reads codebooks, memos and attributes among the tables that are left, into the project."""
    left = {id(table) for table in reading.list_left()}
    codebooks = [each for each in find_codebooks(reading.content) if id(each.table) in left]
    codebook = CodebookReading(reading.draft, codebooks)
    codebook.read()
    left -= {id(each.table) for each in codebooks}
    memos = MemosReading(
        reading.draft, [each for each in find_memos(reading.content) if id(each.table) in left]
    )
    memos.read()
    known = [*reading.tables, *codebooks, *memos.tables]
    attributes = AttributesReading(reading.draft, find_attributes(reading.content, known))
    attributes.read()
    reading.beside += [*codebooks, *memos.tables, *attributes.tables]
    for each in (codebook, memos, attributes):
        reading.losses += each.list_losses()
    where = "; ".join(headings.describe() for headings in codebooks)
    reading.notes += [f"codes too: {where}"] if codebooks else []
    reading.notes += [*codebook.notes, *memos.notes, *attributes.notes]
