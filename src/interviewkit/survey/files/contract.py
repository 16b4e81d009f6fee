"""What a file tells of a column besides its cells, and the sheet that a reader hands back."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from interviewkit.errors import Problem
from interviewkit.model.limits import DEFAULT_LIMITS, LimitSettings


@dataclass(frozen=True, slots=True)
class Absence:
    """A code, or a range of numbers, that a file declares to be no answer.

    ``low`` and ``high`` are included and equal for a single code.
    """

    low: str
    high: str
    label: str = ""

    def holds(self, cell: str) -> bool:
        """Whether the cell is one of these."""
        if self.low == self.high:
            return cell == self.low
        try:
            return float(self.low) <= float(cell) <= float(self.high)
        except ValueError:
            return self.low <= cell <= self.high

    @property
    def title(self) -> str:
        """``refused (99)``, or the bare code or range where it has no label."""
        codes = self.low if self.low == self.high else f"{self.low} to {self.high}"
        return f"{self.label} ({codes})" if self.label else codes


@dataclass(frozen=True, slots=True)
class ColumnFacts:
    """What is known of a column from the file itself.

    ``labels`` are codes and their labels in the order of the codes. ``measure`` is what the file
    claims: ``nominal``, ``ordinal``, ``scale`` or nothing. ``kind`` is a type where the format
    settles it (``date``, ``text``). ``part_of`` names the question or set whose part the column
    is, ``chosen`` the cell that means "this one is chosen" where it is an option of a
    multiple-response set (``*`` for any cell that is not empty). ``joined`` are the signs, the
    likeliest first, by which the tool that wrote the file joins several choices in one cell.
    """

    label: str = ""
    labels: tuple[tuple[str, str], ...] = ()
    absences: tuple[Absence, ...] = ()
    measure: str = ""
    kind: str = ""
    part_of: str = ""
    chosen: str = ""
    joined: tuple[str, ...] = ()

    def absence(self, cell: str) -> Absence | None:
        """The kind of missing that a cell declares, if it does."""
        return next((each for each in self.absences if each.holds(cell)), None)


NOTHING = ColumnFacts()


@dataclass(frozen=True, slots=True)
class Sheet:
    """Cells as stripped texts, ``""`` where empty; every row as long as ``header``.

    ``lines`` are the lines of a text file, the rows of a workbook, the cases of a statistics file.
    ``about`` has what the file tells of its columns; ``sets`` the titles of multiple-response
    sets by their names. ``respondent`` is the column in which this kind of file keeps its ids.
    """

    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    lines: tuple[int, ...]
    separator: str = ""
    about: Mapping[str, ColumnFacts] = field(default_factory=dict)
    sets: Mapping[str, str] = field(default_factory=dict)
    respondent: str = ""
    layout: str = "plain"

    def column(self, name: str) -> list[str]:
        place = self.header.index(name)
        return [row[place] for row in self.rows]

    def of(self, name: str) -> ColumnFacts:
        """What is known of a column; nothing for most columns of a text file."""
        return self.about.get(name, NOTHING)

    def with_columns(self, added: Mapping[str, tuple[Sequence[str], ColumnFacts]]) -> Sheet:
        """The sheet with more columns at its right end."""
        if not added:
            return self
        columns = [cells for cells, _ in added.values()]
        rows = tuple((*row, *more) for row, more in zip(self.rows, zip(*columns, strict=True),
                                                        strict=True))  # fmt: skip
        about = {**self.about, **{name: what for name, (_, what) in added.items()}}
        return replace(self, header=(*self.header, *added), rows=rows, about=about)


@dataclass(frozen=True, slots=True)
class SurveySource:
    """A survey file as a reader gets it: where it lies, its bytes, and how much of it is read."""

    path: Path
    content: bytes = field(repr=False, default=b"")
    limits: LimitSettings = DEFAULT_LIMITS

    def note(self, what: str, *, line: int = 0, hint: str = "") -> Problem:
        """Something to tell that does not keep the file out."""
        return Problem(str(self.path), line, what, hint, fatal=False)


@dataclass(frozen=True, slots=True)
class SurveyGrid:
    """The records of a text file or workbook before anyone says which of them are headers.

    Each record has the line it begins on and its stripped cells; blank lines are kept, as they
    part tables. ``separator`` is empty for a workbook.
    """

    records: tuple[tuple[int, tuple[str, ...]], ...] = field(repr=False)
    separator: str = ""

    @property
    def filled(self) -> tuple[tuple[int, tuple[str, ...]], ...]:
        return tuple((line, cells) for line, cells in self.records if any(cells))


Read = tuple[Sheet, list[Problem]]
"""What readers of files and of layouts hand back."""
