"""Qualtrics exports: names, then the questions' words, then import ids in JSON; answers below.

Source: Qualtrics support, "Understanding Your Data Set": three header rows in CSV and TSV, two in
older exports and workbooks.
"""

from __future__ import annotations

import html
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace

from interviewkit.errors import Problem
from interviewkit.survey.about import About, Grid, Read, Sheet, Source
from interviewkit.survey.plain import sheet_of
from interviewkit.survey.response_sets import lists_options, split, with_chosen

ID = "ResponseId"
_IMPORT = re.compile(r"""\{\s*["'“”]+ImportId["'“”]+\s*:""")
_TAG = re.compile(r"<[^<>]{1,200}>")
_CHOICE = re.compile(r"\s+-\s+(Selected (Choice|Answer)( or Answers)?)(?=\s+-\s+|$)")
_PART = re.compile(r"(?P<base>.+?)_(?P<part>\d+|x\d+|\d+_\d+)(?P<text>_TEXT)?")
_KEEPS = {"StartDate", "EndDate", "RecordedDate"}
_TEXTS = {"IPAddress", "ExternalReference", "RecipientEmail", "RecipientLastName",
          "RecipientFirstName"}  # fmt: skip


def read(source: Source, grid: Grid) -> Read | None:
    """The sheet with the questions as labels; ``None`` where the table is not from Qualtrics."""
    records = grid.filled
    heads = _header_rows(records)
    if not heads:
        return None
    names, texts = records[0], records[1][1]
    sheet, problems = sheet_of(source, names, records[heads:], grid.separator, "qualtrics")
    texts = texts + ("",) * len(names[1])
    words = {name: words_of(text) for name, text in zip(names[1], texts, strict=False)}
    sheet = replace(sheet, about=_about(sheet.header, words),
                    respondent=ID if ID in sheet.header else "")  # fmt: skip
    sheet = with_chosen(_with_sets(sheet), ("",))
    for name in sheet.header:
        if not sheet.of(name).part_of and name not in _KEEPS | _TEXTS | {ID}:
            cells = sheet.column(name)
            if "Selected Choice" in texts_of(name, names[1], texts) and lists_options(cells, ","):
                sheet = split(sheet, name, ",")
    return sheet, [*problems, *_told(source, sheet)]


def texts_of(name: str, names: Sequence[str], texts: Sequence[str]) -> str:
    return next((text for each, text in zip(names, texts, strict=False) if each == name), "")


def words_of(text: str) -> str:
    """A question's words without mark-up and Qualtrics' own remarks."""
    plain = " ".join(html.unescape(_TAG.sub(" ", text)).split())
    return _CHOICE.sub("", plain)


def _header_rows(records: Sequence[tuple[int, tuple[str, ...]]]) -> int:
    """How many rows stand above the answers; 0 where this is no export of Qualtrics."""
    for place, (_, cells) in enumerate(records[1:4], 1):
        filled = [cell for cell in cells if cell]
        if sum(bool(_IMPORT.match(cell)) for cell in filled) * 2 > len(filled):
            return place + 1 if place > 1 else 0
    if len(records) > 2 and ID in records[0][1]:
        below = dict(zip(records[0][1], records[1][1], strict=False))
        if below[ID].casefold().replace(" ", "") == "responseid":
            return 2
    return 0


def _about(header: Sequence[str], words: Mapping[str, str]) -> dict[str, About]:
    about = {}
    for name in header:
        is_text = name.endswith("_TEXT") or name in _TEXTS
        about[name] = About(label=words.get(name, ""), kind="text" if is_text else "")
    return about


def _with_sets(sheet: Sheet) -> Sheet:
    """Columns ``Q2_1, Q2_2`` as parts of ``Q2``, where their words begin alike."""
    parts = {name: found for name in sheet.header if (found := _PART.fullmatch(name))}
    count = Counter(found["base"] for found in parts.values() if not found["text"])
    about = dict(sheet.about)
    sets: dict[str, str] = {}
    for name, found in parts.items():
        base = found["base"]
        label = about[name].label
        if count[base] > 1 and " - " in label:
            about[name] = replace(about[name], part_of=base)
            sets.setdefault(base, label.rpartition(" - ")[0])
    return replace(sheet, about=about, sets=sets)


def _told(source: Source, sheet: Sheet) -> list[Problem]:
    """Rows that are no finished answers of people."""
    told = []
    if "Status" in sheet.header:
        odd = Counter(cell for cell in sheet.column("Status")
                      if cell.casefold() in {"survey preview", "spam", "survey test", "1", "2", "8"}
                      )  # fmt: skip
        if odd:
            kinds = ", ".join(f"{n} {kind!r}" for kind, n in odd.items())
            what = f"not all rows are answers of people: Status is {kinds}"
            told.append(source.note(what, hint="take such rows out of the file"))
    if "Finished" in sheet.header:
        open_ = sum(cell.casefold() in {"false", "0"} for cell in sheet.column("Finished"))
        if open_:
            told.append(source.note(f"{open_:,} of {len(sheet.rows):,} rows are not finished"))
    return told
