"""Who has read which turn, and for which codes, as a file of codings says it."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable
from typing import NamedTuple

from interviewkit.tables.drawing.safe_text import guard_cell, unguard_cell

READ_FOR = "read_for"
"""The column; empty for every code of the day, so that a file without it is as complete."""

NOTHING = "-"
"""Stands where a code was given, but the turn was not read to its end for any."""

Codes = tuple[str, ...] | None


class TurnRead(NamedTuple):
    """A coder has read a turn; ``turn`` is its 1-based position over all speakers.

    ``codes`` are those that it was read for: ``None`` for all there were, none for a turn that
    was not read to its end.
    """

    coder: str
    transcript: str
    turn: int
    codes: Codes = None


def write_codes_cell(codes: Codes) -> str:
    """What stands in the column: codes with semicolons between."""
    if codes is None:
        return ""
    if not codes:
        return NOTHING
    stream = io.StringIO(newline="")
    csv.writer(stream, delimiter=";").writerow(codes)
    return guard_cell(stream.getvalue().removesuffix("\r\n"))


def read_codes_cell(text: str) -> Codes:
    """The codes of a cell; blanks around them do not count."""
    text = unguard_cell(text.strip())
    if not text:
        return None
    if text == NOTHING:
        return ()
    try:
        rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=";", skipinitialspace=True))
    except csv.Error:
        rows = [text.split(";")]
    return tuple(dict.fromkeys(code.strip() for row in rows for code in row if code.strip()))


def join_codes(codes: Iterable[Codes]) -> Codes:
    """What several rows about one turn say together: all codes where one of them says so."""
    found = list(codes)
    if any(each is None for each in found):
        return None
    return tuple(dict.fromkeys(code for each in found if each is not None for code in each))
