"""What a file of another tool holds, whatever it was written as: tables, and paragraphs."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

WORKBOOK, CSV, WORD, PDF = "workbook", "CSV", "Word document", "PDF"
WEB_PAGE, PLAIN_TEXT = "web page", "text"


@dataclass(frozen=True, slots=True)
class ForeignRow:
    """A row as its file numbers it. ``indents`` say how far the words of a cell are moved in."""

    number: int
    cells: tuple[str, ...]
    indents: tuple[float, ...] = ()

    def cell(self, column: int) -> str:
        """What stands in a column, from 0; empty beyond the last."""
        return self.cells[column] if 0 <= column < len(self.cells) else ""

    def indent(self, column: int) -> float:
        """How far the words of a cell are moved in; 0 where the file does not say."""
        return self.indents[column] if 0 <= column < len(self.indents) else 0.0


@dataclass(frozen=True, slots=True)
class ForeignTable:
    """A table: a worksheet with its title, or a table of a document with the words above it.

    Rows that hold nothing are left out. ``unvalued`` are the rows of formulas without a value,
    ``unread`` those that could not be cut into cells, with why. ``colours`` are those that cells
    below a heading such as ``Color`` are written or filled with, by row: ``#RRGGBB``.
    """

    title: str
    rows: tuple[ForeignRow, ...] = field(repr=False)
    is_hidden: bool = False
    unvalued: tuple[int, ...] = ()
    unread: tuple[tuple[int, str], ...] = ()
    colours: Mapping[int, str] = field(default_factory=dict, repr=False)


@dataclass(frozen=True, slots=True)
class ForeignParagraph:
    """A paragraph of a document. ``level`` is that of a heading, else 0."""

    number: int
    text: str
    level: int = 0
    indent: float = 0.0


@dataclass(frozen=True, slots=True)
class ForeignContent:
    """All that a file holds, in its order; ``notes`` are what was odd about reading it."""

    kind: str
    blocks: tuple[ForeignTable | ForeignParagraph, ...] = field(repr=False)
    notes: tuple[str, ...] = ()

    @property
    def tables(self) -> Sequence[ForeignTable]:
        """The tables, in their order."""
        return [block for block in self.blocks if isinstance(block, ForeignTable)]

    @property
    def paragraphs(self) -> Sequence[ForeignParagraph]:
        """The paragraphs, in their order."""
        return [block for block in self.blocks if isinstance(block, ForeignParagraph)]

    def each_line(self) -> Iterator[tuple[int, str]]:
        """The lines of all paragraphs, numbered by paragraph."""
        for paragraph in self.paragraphs:
            for line in paragraph.text.split("\n"):
                yield paragraph.number, line
