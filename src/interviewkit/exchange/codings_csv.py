"""Codings as a CSV file: what other programs and second coders read and write.

One row is one coding, or, with an empty code, a turn that a coder has read and found nothing in.
A coding that crosses turns has a row a turn, and its ``selection`` ties them.
Each says for which codes its turn was read: a code that came later was in nobody's mind.
Evidence and runs stay at home: a file tells who says what, not how a machine came to it.
"""

from __future__ import annotations

import csv
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TextIO

from interviewkit.errors import Problem
from interviewkit.exchange import csv_file
from interviewkit.exchange.coverage import (
    READ_FOR,
    Codes,
    TurnRead,
    join_codes,
    read_codes_cell,
    write_codes_cell,
)
from interviewkit.exchange.row import FindTurn, RowFault, RowReader
from interviewkit.model import Coding
from interviewkit.model.coding import find_crossing
from interviewkit.model.grouping import group_sets
from interviewkit.tables.drawing.safe_text import guard_cell

SELECTION = "selection"
"""The column that has one name in all rows of a coding that crosses turns, and else nothing."""

COLUMNS = (
    "transcript", "turn", "start", "end", "quote", "code", "polarity", "coder", "status", "score",
    READ_FOR, SELECTION,
)  # fmt: skip
REQUIRED = ("transcript", "turn", "code")

Cell = str | int


def write_codings(stream: TextIO, codings: Iterable[Coding], reads: Iterable[TurnRead] = ()) -> int:
    """Write codings as CSV, in order of transcript, turn and place; returns the rows.

    ``reads`` says what was read for which codes: a turn in which its coder coded nothing gets a
    row with an empty code.
    """
    rows = list_coding_rows(codings, reads)
    writer = csv.DictWriter(stream, COLUMNS)
    writer.writeheader()
    writer.writerows({key: _guard(key, cell) for key, cell in row.items()} for row in rows)
    return len(rows)


def list_coding_rows(
    codings: Iterable[Coding], reads: Iterable[TurnRead] = ()
) -> list[Mapping[str, Cell]]:
    """The rows of such a file in their order, each text as it is."""
    read_for = {each[:3]: each.codes for each in reads}
    coded: set[tuple[object, ...]] = set()
    rows: list[Mapping[str, Cell]] = []
    codings = list(codings)
    crossing = find_crossing(codings)
    for coding in codings:
        key = (coding.coder, coding.passage.turn.transcript, coding.passage.turn.position)
        coded.add(key)
        selection = coding.selection if coding.selection in crossing else None
        said = {READ_FOR: write_codes_cell(read_for.get(key)), SELECTION: selection or ""}
        rows.append({**_row(coding), **said})
    for key, codes in read_for.items():
        if codes != () and key not in coded:
            rows.append({**_empty_row(*key), READ_FOR: write_codes_cell(codes)})
    return sorted(rows, key=_order)


def _guard(key: str, cell: Cell) -> Cell:
    """The cell as a spreadsheet may open it; what was read for is guarded where it is written."""
    return guard_cell(cell) if isinstance(cell, str) and key != READ_FOR else cell


def read_codings(
    path: Path | str,
    find_turn: FindTurn,
    *,
    codes: Collection[str] = (),
    transcripts: Collection[str] = (),
    coder: str = "",
    machines: Collection[str] = (),
    more: Collection[str] = (),
) -> tuple[list[Coding], list[TurnRead], list[Problem]]:
    """Codings, which turns their coders have read, and what is wrong with the file.

    ``find_turn(transcript, position)`` gives a turn or ``None``; ``transcripts`` lets problems
    name the nearest transcript. Rows with a code outside of ``codes`` are left out, unless
    ``codes`` is empty. ``coder`` is who coded where the file does not say. Rows without a status
    are accepted; the coders in ``machines`` have only proposed. ``more`` names columns that others
    read.

    A place is a quote, which is found in its turn even where blanks, case, quotation marks,
    dashes or ellipses were changed on the way; or start and end, in characters; or both; or
    neither, for the whole turn. A row that cannot be understood is told and left out, the others
    are kept. Every row that is kept says that its coder has read the turn, for the codes that it
    names, or for all.

    Raises:
        SourceError: the file is absent or cannot be opened.
    """
    path = Path(path)
    problems: list[Problem] = []
    reader = RowReader(find_turn, codes, transcripts, coder, machines)
    codings: list[Coding] = []
    coverage: dict[TurnRead, list[Codes]] = {}
    first_line: dict[object, int] = {}
    for line, cells in csv_file.read_rows(path, REQUIRED, (*COLUMNS, *more), problems):
        try:
            coding, turn, by = reader.read(cells)
        except RowFault as fault:
            problems.append(Problem(str(path), line, str(fault), fault.hint, fatal=False))
            continue
        problems += [Problem(str(path), line, note, fatal=False) for note in reader.notes]
        read = TurnRead(by, turn.transcript, turn.position)
        same = first_line.setdefault((read, *_decision(coding)), line)
        if same != line:
            what = f"the same as line {same}; it is left out"
            problems.append(Problem(str(path), line, what, fatal=False))
            continue
        coverage.setdefault(read, []).append(read_codes_cell(cells.get(READ_FOR, "")))
        if coding is not None:
            codings.append(coding)
    reads = [read._replace(codes=join_codes(codes)) for read, codes in coverage.items()]
    return _part_groups(codings), reads, problems


def _part_groups(codings: Sequence[Coding]) -> list[Coding]:
    """The codings, of which those alone are of one selection that cross turns of one transcript."""
    crossing = find_crossing(codings)
    within = group_sets((each.selection, each.passage.turn.transcript) for each in codings)
    return [
        each
        if each.selection in crossing and len(within[each.selection]) == 1
        else replace(each, selection=None)
        for each in codings
    ]


def _decision(coding: Coding | None) -> tuple[object, ...]:
    """What a coder may decide only once: a code, with its polarity, at one place."""
    if coding is None:
        return ()
    return coding.passage.start, coding.passage.end, coding.code, coding.polarity


def _row(coding: Coding) -> dict[str, Cell]:
    passage, turn = coding.passage, coding.passage.turn
    return {
        "transcript": turn.transcript,
        "turn": turn.position,
        "start": passage.start,
        "end": passage.end,
        "quote": passage.quote,
        "code": coding.code,
        "polarity": coding.polarity,
        "coder": coding.coder,
        "status": coding.status,
        "score": "" if coding.score is None else repr(float(coding.score)),
    }


def _empty_row(coder: str, transcript: str, turn: int) -> dict[str, Cell]:
    row: dict[str, Cell] = dict.fromkeys(COLUMNS, "")
    return row | {"transcript": transcript, "turn": turn, "coder": coder}


def _order(row: Mapping[str, Cell]) -> tuple[object, ...]:
    return (
        row["transcript"], row["turn"], row["start"] or 0, row["end"] or 0,
        row["code"], row["polarity"], row["coder"],
    )  # fmt: skip
