"""Columns that a tool adds beside its own: what a file says of each document, or of each row.

A column that says the same for every row of a document is a variable of the document; any other is
a note on the row.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from interviewkit.exchange.extracts.contents import ForeignRow
from interviewkit.exchange.extracts.draft import ProjectDraft
from interviewkit.exchange.extracts.heading_words import UNSET
from interviewkit.exchange.extracts.headings import ColumnHeadings


@dataclass(frozen=True, slots=True)
class ExtraColumns:
    """``of_documents`` are columns whose values are the documents', ``of_rows`` all others."""

    of_documents: Sequence[tuple[int, str]] = ()
    of_rows: Sequence[tuple[int, str]] = ()
    values: Mapping[str, Mapping[str, str]] = field(default_factory=dict)

    def describe_row(self, row: ForeignRow) -> str:
        """What the columns of rows say of one: a line a column."""
        told = ((name, row.cell(column).strip()) for column, name in self.of_rows)
        return "\n".join(f"{name}: {text}" for name, text in told if text)


def sort_columns(headings: ColumnHeadings, document: str = "document") -> ExtraColumns:
    """Which of the columns without a known meaning tell of documents, and what they tell."""
    of_documents, of_rows = [], []
    values: dict[str, dict[str, str]] = {}
    for column, name in headings.others:
        by_document = _values_by_document(headings, column, document)
        if any(len(found) > 1 for found in by_document.values()):
            of_rows.append((column, name))
            continue
        of_documents.append((column, name))
        for title, found in by_document.items():
            values.setdefault(title, {})[name] = next(iter(found))
    return ExtraColumns(of_documents, of_rows, values)


def set_document_values(draft: ProjectDraft, columns: Iterable[ExtraColumns]) -> int:
    """Gives the documents of a project their values; how many there are."""
    number = 0
    for each in columns:
        for title, named in each.values.items():
            if title not in draft.sources:
                continue
            for name, text in named.items():
                draft.sources[title].values[draft.add_variable(name)] = text
                number += 1
    return number


def _values_by_document(
    headings: ColumnHeadings, column: int, document: str
) -> dict[str, dict[str, None]]:
    found: dict[str, dict[str, None]] = {}
    for row in headings.data:
        text = row.cell(column).strip()
        if text and text.casefold() not in UNSET:
            found.setdefault(headings.text(row, document), {})[text] = None
    return found
