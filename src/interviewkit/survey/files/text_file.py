"""A survey that is a text file: CSV and its cousins, in whatever encoding they come."""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from interviewkit.errors import SurveyError
from interviewkit.model.limits import build_limit_error
from interviewkit.model.text_marks import find_text_mark
from interviewkit.survey.files.contract import Read, SurveyGrid, SurveySource
from interviewkit.survey.files.sheet import is_binary
from interviewkit.survey.layouts.plain import arrange_sheet

SEPARATORS = (",", ";", "\t", "|")

WESTERN, CENTRAL = "cp1252", "cp1250"
OTHERS = (CENTRAL, "cp1251", "cp1253", "cp932", "gb18030", "big5", "euc_kr")
"""What spreadsheets write where they do not write Unicode."""
_CONTROL = re.compile(rb"[\x00-\x08\x0e-\x19\x1b-\x1f]")


def read_text_file(source: SurveySource, layout: str = "") -> Read:
    """The table of a text file with columns.

    Raises:
        SurveyError: not text, a quotation mark that is never closed, or nothing in it.
    """
    text, guessed = decode_content(source.path, source.content)
    text, separator = _told_separator(text)
    separator = separator or find_separator(text)
    grid = SurveyGrid(tuple(_bounded(source, text, separator)), separator)
    sheet, problems = arrange_sheet(source, grid, layout)
    if guessed:
        hint = "if letters look wrong, save the survey as CSV (UTF-8)"
        problems = [source.note(f"is not UTF-8; read as {guessed}", hint=hint), *problems]
    return sheet, problems


def decode_content(path: Path, content: bytes) -> tuple[str, str]:
    """The text of a file, and the name of its encoding where that had to be guessed."""
    wide = _name_wide_encoding(content)
    if not wide and is_binary(content):
        raise SurveyError(f"{path} is not a text file", hint="save the survey as CSV (UTF-8)")
    try:
        return content.decode(wide or "utf-8-sig").removeprefix("\ufeff"), ""
    except UnicodeDecodeError:
        encoding = guess_encoding(content)
    try:
        if _CONTROL.search(content):
            raise UnicodeError
        return content.decode(encoding), encoding
    except UnicodeError:
        hint = "save the survey as CSV (UTF-8)"
        raise SurveyError(f"{path} is not a text file", hint=hint) from None


def guess_encoding(content: bytes) -> str:
    """The likeliest of the encodings that spreadsheets write, by how much of a language it gives.

    Answers are short and full of abbreviations, which tells little: so it is Windows-1252, the
    most frequent by far, unless another gives clearly more.
    """
    from charset_normalizer import from_bytes

    telling = b"\n".join(line for line in content.splitlines() if not line.isascii())[:64_000]
    language: dict[str, float] = {}
    for encoding in (WESTERN, *OTHERS):
        found = from_bytes(telling, cp_isolation=[encoding], threshold=0.5).best()
        if found is not None:
            language[encoding] = found.coherence - found.chaos
    others = [each for each in OTHERS if each in language]
    best = max(others, key=lambda each: language[each], default=WESTERN)
    if WESTERN in language:
        return best if language.get(best, 0) > language[WESTERN] + 0.05 else WESTERN
    return WESTERN if best == CENTRAL and language[best] < 0.25 else best


def _name_wide_encoding(content: bytes) -> str:
    """UTF-16 or UTF-32, by its mark or by where its zero bytes stand."""
    _, marked = find_text_mark(content)
    if marked:
        return "" if marked == "utf-8" else marked
    head = content[:2000]
    even, odd = head[::2].count(0), head[1::2].count(0)
    if len(head) > 3 and max(even, odd) * 5 > len(head) and min(even, odd) * 20 < len(head):
        return "utf-16-be" if even > odd else "utf-16-le"
    return ""


def _told_separator(text: str) -> tuple[str, str]:
    """Excel's first line ``sep=;`` taken off (its line stays, empty), and what it says."""
    first, end, rest = text.partition("\n")
    told = first.strip().strip('"')
    if told.lower().startswith("sep=") and len(told) == 5:
        return end + rest, told[4]
    return text, ""


def find_separator(text: str) -> str:
    """The separator that cuts the first records into most equal columns."""

    def columns(separator: str) -> tuple[int, int]:
        lines = io.StringIO(text[:200_000], newline="")
        widths: list[int] = []
        try:
            for record in csv.reader(lines, delimiter=separator):
                widths += [len(record)] if record else []
                if len(widths) == 30:
                    break
        except csv.Error:
            return (0, 0)
        # A title above the table is narrower than the table.
        wide = Counter(width for width in widths if width > 1)
        width, records = wide.most_common(1)[0] if wide else (0, 0)
        return (records, width)

    return max(SEPARATORS, key=columns)


def _bounded(
    source: SurveySource, text: str, separator: str
) -> Iterator[tuple[int, tuple[str, ...]]]:
    """The records as long as they are within the limits of columns and cells."""
    limits = source.limits
    cells = 0
    for line, record in _records(source.path, text, separator):
        width = len(record)
        cells += max(width, 1)
        if width > limits.columns:
            fault = build_limit_error(f"it has {width:,} columns", "columns", width, limits)
        elif cells > limits.cells:
            fault = build_limit_error(f"it has {cells:,} cells or more", "cells", 2 * cells, limits)
        else:
            yield line, record
            continue
        raise SurveyError(f"{source.path}:{line}: {fault.message}", hint=fault.hint)


def _records(path: Path, text: str, separator: str) -> Iterator[tuple[int, tuple[str, ...]]]:
    """Each record with the line it begins on (quoted cells may run over several lines)."""
    csv.field_size_limit(max(csv.field_size_limit(), len(text) + 1))
    open_line = _never_closed(text, separator)
    if open_line:
        what = "not a readable row: a quotation mark is opened here and never closed"
        raise SurveyError(f"{path}:{open_line}: {what}", hint="close it, or take it out")
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator)
    line = 1
    for record in reader:
        yield line, tuple(cell.strip() for cell in record)
        line = reader.line_num + 1


def _never_closed(text: str, separator: str) -> int:
    """The line of a row whose quoted cell would swallow all that follows; 0 where none does."""
    is_over = False

    def lines() -> Iterator[str]:
        nonlocal is_over
        yield from io.StringIO(text, newline="")
        is_over = True

    reader = csv.reader(lines(), delimiter=separator, strict=True)
    while True:
        line = reader.line_num + 1
        try:
            next(reader)
        except StopIteration:
            return 0
        except csv.Error:  # elsewhere than at the end it is a quotation mark out of place
            if is_over:
                return line
