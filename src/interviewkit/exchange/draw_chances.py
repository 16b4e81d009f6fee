"""With which chance the turns of a file of codings were drawn, where a column says so."""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path

from interviewkit.errors import Problem
from interviewkit.exchange import csv_file
from interviewkit.exchange.codings_csv import COLUMNS, REQUIRED
from interviewkit.exchange.row import FindTurn, RowFault, RowReader
from interviewkit.model import Turn

_HINT = "the chance of being drawn: a number above 0 and up to 1, or 20%, or 60/300"


def parse_chance(text: str) -> float | None:
    """``0.2``, ``20%`` or ``60/300`` as a probability above 0 and up to 1, or else ``None``."""
    number, _, of = text.strip().replace(",", ".").partition("/")
    try:
        chance = float(number[:-1]) / 100 if number.endswith("%") else float(number)
        chance = chance / float(of) if of else chance
    except (ValueError, ZeroDivisionError):
        return None
    return chance if 0 < chance <= 1 else None


def read_chances(
    path: Path, find_turn: FindTurn, column: str, transcripts: Collection[str] = ()
) -> tuple[dict[int, float], list[Problem]]:
    """Turn id → the chance in ``column``, and the rows that have none or that contradict.

    A turn with a faulty chance is left out; it is no part of an audit then. Rows that cannot be
    understood at all are passed over: reading the codings tells of them.

    Raises:
        SourceError: the file is absent or cannot be opened.
    """
    known = (*COLUMNS, column.lower())
    reader = RowReader(find_turn, transcripts=transcripts)
    chances: dict[int, float] = {}
    refused: set[int] = set()
    faults: list[Problem] = []
    problems: list[Problem] = []
    for line, cells in csv_file.read_rows(path, (*REQUIRED, column.lower()), known, problems):
        try:
            turn = reader.turn(cells)
        except RowFault:
            continue
        chance = parse_chance(cells[column.lower()])
        what = _explain_chance(cells[column.lower()], chance, chances.get(turn.id or 0), turn)
        if what or chance is None:
            refused.add(turn.id or 0)
            faults.append(Problem(str(path), line, what, _HINT, fatal=False))
        else:
            chances[turn.id or 0] = chance
    kept = {turn: chance for turn, chance in chances.items() if turn not in refused}
    return kept, [*(each for each in problems if each.fatal), *faults]


def _explain_chance(text: str, chance: float | None, before: float | None, turn: Turn) -> str:
    tail = "its turn is taken in, but is no part of the audit"
    if chance is None:
        return f"{text.strip()!r} is no chance; {tail}"
    if before is not None and before != chance:
        return f"turn {turn.position} had the chance {before:g} and now has {chance:g}; {tail}"
    return ""
