"""How much of one file is read before it is refused: the one place for sizes, shares and time.

Interviews and surveys are small. A file beyond these limits is nearly always damaged or made to
harm, and would take the memory or the hours of a whole batch.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from time import monotonic
from typing import Any, TypeVar

from interviewkit.errors import SourceError

MEGABYTE = 2**20

WORKSHEET_ROWS = 1_048_576
"""The last row that a worksheet can have."""


@dataclass(frozen=True, slots=True)
class LimitSettings:
    """``[limits]`` of ``study.toml``.

    ``transcript_mb`` and ``survey_mb`` are the size of a file as it lies on disk; a text of 64 MB
    takes up to 1.5 GB to read. ``line_mb`` is the longest line of a transcript. ``unpacked_mb`` is
    what the parts of a .docx or .xlsx may unpack to together, ``ratio`` how many times its packed
    size one large part may (text rarely passes 20), ``tags`` how many marks of XML they may hold:
    a filled cell has four. ``cells`` are those of a table, empty ones between filled ones
    included, ``columns`` its width, ``pages`` those of a PDF. ``seconds`` is how long the rows of a
    workbook may take, ``memory_mb`` how much memory a statistics file.
    """

    transcript_mb: int = 64
    survey_mb: int = 256
    line_mb: int = 8
    unpacked_mb: int = 200
    ratio: int = 200
    tags: int = 20_000_000
    cells: int = 25_000_000
    columns: int = 16_384
    pages: int = 2_000
    seconds: int = 120
    memory_mb: int = 4_096


DEFAULT_LIMITS = LimitSettings()


CHECKED = 1000
"""The clock is read once in so many rows."""

AnyRow = TypeVar("AnyRow", bound=Sequence[Any])


def suggest_raising(name: str, value: int) -> str:
    """How to let such a file pass: ``if it is what you want, raise it in study.toml: …``."""
    return f"if the file is right, raise it in study.toml: [limits] {name} = {value}"


def build_limit_error(what: str, name: str, value: int, limits: LimitSettings) -> SourceError:
    """The error that a file goes beyond the limit of that name."""
    most = getattr(limits, name)
    return SourceError(f"{what}, and {most:,} are allowed", hint=suggest_raising(name, value))


def bound_rows(rows: Iterable[AnyRow], limits: LimitSettings) -> Iterator[AnyRow]:
    """The rows of a worksheet as long as they stay within the limits.

    Libraries fill the gap before a row numbered two thousand million with two thousand million
    empty ones; hence rows are counted as they come.

    Raises:
        SourceError: there are too many rows, columns or cells, or it takes too long.
    """
    cells = 0
    end = monotonic() + limits.seconds
    for number, row in enumerate(rows, 1):
        cells += max(len(row), 1)
        if number > WORKSHEET_ROWS:
            what = f"a row lies beyond {WORKSHEET_ROWS:,}, the last that a worksheet can have"
            raise SourceError(what, hint="open it in a spreadsheet and save it again")
        if len(row) > limits.columns:
            raise build_limit_error(
                f"row {number} has {len(row):,} columns", "columns", len(row), limits
            )
        if cells > limits.cells:
            raise build_limit_error(f"it has {cells:,} cells or more", "cells", 2 * cells, limits)
        if number % CHECKED == 0 and monotonic() > end:
            what = f"reading took more than {limits.seconds} seconds"
            raise SourceError(what, hint=suggest_raising("seconds", 2 * limits.seconds))
        yield row
