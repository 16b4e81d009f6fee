"""A participants file changed in single cells and rows; other lines stay as they were written."""

from __future__ import annotations

import csv
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from io import StringIO

from interviewkit.exchange.people_csv import COLUMNS

FIRST = ("transcript", "speaker", "participant", "role", "respondent")
"""The columns with which a new file begins."""

SEPARATORS = (",", "\t", ";", "|")

Hunk = tuple[int, list[str], list[str]]
"""The line (from 0) of a change, the lines before it and those after it."""


@dataclass(frozen=True)
class PeopleLines:
    """The text of a participants file, its rows with the lines (from 1) on which they begin."""

    text: str

    @classmethod
    def begin(cls) -> PeopleLines:
        """A file of which only the header is written."""
        return cls(",".join(FIRST) + "\n")

    @property
    def newline(self) -> str:
        """How the file ends a line."""
        return "\r\n" if "\r\n" in self.text else "\n"

    @property
    def separator(self) -> str:
        """The sign that the header uses most; a comma where it has none."""
        lines = split_lines(self.text)
        header = next((each for each in lines if any(sign in each for sign in SEPARATORS)), "")
        return max(SEPARATORS, key=header.count)

    @property
    def records(self) -> list[tuple[int, int, list[str]]]:
        """(first line, last line, cells) of every row in which something stands."""
        reader = csv.reader(split_lines(self.text), delimiter=self.separator)
        found, line = [], 1
        for cells in reader:
            if any(cell.strip() for cell in cells):
                found.append((line, reader.line_num, cells))
            line = reader.line_num + 1
        return found

    @property
    def header(self) -> list[str]:
        """The names of its columns in small letters."""
        return ["_".join(name.casefold().split()) for name in self.records[0][2]]

    def with_columns(self, *names: str) -> PeopleLines:
        """The file with these columns behind the others, where it lacks them."""
        lacking = [name for name in names if name not in self.header]
        if not lacking:
            return self
        first, last, cells = self.records[0]
        return self._with_row(first, last, [*cells, *lacking])

    def change_row(self, line: int, values: Mapping[str, str]) -> PeopleLines:
        """The file with other cells in the row that begins on a line."""
        whole = self.with_columns(*values)
        header = whole.header
        first, last, cells = next(each for each in whole.records if each[0] == line)
        cells = [*cells, *[""] * (len(header) - len(cells))]
        for name, value in values.items():
            cells[header.index(name)] = value
        return whole._with_row(first, last, cells)

    def add_row(self, values: Mapping[str, str], like: int = 0) -> PeopleLines:
        """The file with one row more; what ``values`` leave open is as in the row of a line."""
        whole = self.with_columns(*values)
        header = whole.header
        same = next((cells for first, _, cells in whole.records if first == like), [])
        cells = [*same, *[""] * (len(header) - len(same))]
        cells = [
            "" if name in COLUMNS or name.startswith("?") else cell
            for name, cell in zip(header, cells, strict=False)
        ]
        for name, value in values.items():
            cells[header.index(name)] = value
        gap = "" if whole.text.endswith(("\n", "\r")) else whole.newline
        return PeopleLines(whole.text + gap + whole._write(cells))

    def add_rows(self, rows: Sequence[Mapping[str, str]]) -> PeopleLines:
        """The file with these rows behind the others, and with the columns that they need."""
        if not rows:
            return self
        whole = self.with_columns(*dict.fromkeys(name for row in rows for name in row))
        header = whole.header
        gap = "" if whole.text.endswith(("\n", "\r")) else whole.newline
        written = (whole._write([row.get(name, "") for name in header]) for row in rows)
        return PeopleLines(whole.text + gap + "".join(written))

    def _with_row(self, first: int, last: int, cells: Sequence[str]) -> PeopleLines:
        lines = split_lines(self.text)
        end = lines[last - 1][len(lines[last - 1].rstrip("\r\n")) :]
        written = self._write(cells).rstrip("\r\n") + end
        return PeopleLines("".join([*lines[: first - 1], written, *lines[last:]]))

    def _write(self, cells: Sequence[str]) -> str:
        stream = StringIO(newline="")
        csv.writer(stream, delimiter=self.separator, lineterminator=self.newline).writerow(cells)
        return stream.getvalue()


def split_lines(text: str) -> list[str]:
    """The lines of a text with their ends, as those who read tables part them."""
    return list(StringIO(text, newline=""))


def find_hunks(before: str, after: str) -> list[Hunk]:
    """What changed from one text to another, by lines; the first line (the header) is left out."""
    old, new = split_lines(before), split_lines(after)
    matcher = SequenceMatcher(None, old[1:], new[1:], autojunk=False)
    return [
        (c + 1, old[a + 1 : b + 1], new[c + 1 : d + 1])
        for kind, a, b, c, d in matcher.get_opcodes()
        if kind != "equal"
    ]


def take_back_hunks(text: str, hunks: Sequence[Hunk]) -> str | None:
    """The text without these changes; ``None`` where what they wrote is not there any more, once.

    Lines that lack cells of new columns are the same lines.
    """
    lines = split_lines(text)
    for at, before, after in reversed(hunks):
        place = at if lines[at : at + len(after)] == after else _find(lines, after)
        if place is None:
            return None
        lines[place : place + len(after)] = before
    return "".join(lines)


def _find(lines: Sequence[str], wanted: Sequence[str]) -> int | None:
    n = len(wanted)
    if not n:
        return len(lines)
    places = [i for i in range(1, len(lines) - n + 1) if list(lines[i : i + n]) == list(wanted)]
    return places[0] if len(places) == 1 else None
