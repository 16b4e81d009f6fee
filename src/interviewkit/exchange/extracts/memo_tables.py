"""Tables of memos as MAXQDA lists them: a row a memo, with its title, its words and its author."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from interviewkit.exchange.extracts.cells import read_times
from interviewkit.exchange.extracts.contents import ForeignContent, ForeignRow
from interviewkit.exchange.extracts.draft import ProjectDraft
from interviewkit.exchange.extracts.fates import RowFates
from interviewkit.exchange.extracts.heading_words import OTHERS
from interviewkit.exchange.extracts.headings import ColumnHeadings, find_tables
from interviewkit.exchange.extracts.reading import join_facts
from interviewkit.model.project import Loss

NAMES = {
    "title": ("memo title", "memo-titel", "memotitel", "título del memo", "titre du mémo",
              "título do memo", "titolo del memo"),
    "text": ("memo", "memo text", "memotext", "memo content", "memo contents", "memo-inhalt",
             "memo preview", "memo-vorschau", "preview", "vorschau", "text"),
    "group": ("document group", "dokumentgruppe", *OTHERS["group"]),
    "document": ("document name", "document", "dokumentname", "dokument", *OTHERS["document"]),
    "coder": ("author", "created by", "autor", "erstellt von", *OTHERS["coder"]),
    "created": ("created", "creation date", "erstellt", "erstellt am", *OTHERS["created"]),
}  # fmt: skip
REQUIRED = ("title", "text")
NO_WORDS = "it holds neither a title nor words"


def find_memos(content: ForeignContent) -> list[ColumnHeadings]:
    """The tables of memos in a file."""
    return find_tables(content, NAMES, REQUIRED)


class MemosReading:
    """Tables of memos, read into a project; ``fates`` counts their rows."""

    def __init__(self, draft: ProjectDraft, tables: Sequence[ColumnHeadings]) -> None:
        self.draft, self.tables = draft, tables
        self.fates = RowFates("memos")

    def read(self) -> None:
        """Adds each memo to its document, or to the project where it names none."""
        for headings in self.tables:
            times = read_times(headings.text(row, "created") for row in headings.data)
            for row, at in zip(headings.data, times, strict=True):
                self._read_row(headings, row, at)

    @property
    def notes(self) -> Sequence[str]:
        """Where they were found."""
        where = "; ".join(headings.describe() for headings in self.tables)
        return [f"memos too: {where}"] if self.tables else []

    def list_losses(self) -> Sequence[Loss]:
        """What did not come in."""
        return self.fates.list_losses()

    def _read_row(self, headings: ColumnHeadings, row: ForeignRow, at: str) -> None:
        self.fates.held += 1
        title, document = headings.text(row, "title"), headings.text(row, "document")
        facts = [(name, row.cell(column).strip()) for column, name in headings.others]
        words = [*headings.texts(row, "text"), join_facts(facts)]
        if not title and not any(words):
            self.fates.drop(row.number, NO_WORDS)
            return
        text = "\n".join(filter(None, words))
        user = self.draft.add_user(headings.text(row, "coder"))
        source = self.draft.add_source(document) if document else None
        about = source.source.guid if source else ""
        guid = self.draft.add_note(text or title, about=about, name=title, user=user, at=at)
        if source:
            known = source.source.notes
            source.source = replace(source.source, notes=tuple(dict.fromkeys((*known, guid))))
