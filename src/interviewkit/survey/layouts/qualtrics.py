"""Qualtrics exports: names, then the questions' words, then import ids in JSON; answers below.

Source: Qualtrics support, "Understanding Your Data Set": three header rows in CSV and TSV, two in
older exports and workbooks.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace

from interviewkit.errors import Problem
from interviewkit.model.html_pages import unescape
from interviewkit.survey.columns.option_lists import TIGHT
from interviewkit.survey.columns.response_sets import is_self_explaining, mark_chosen
from interviewkit.survey.files.contract import ColumnFacts, Read, Sheet, SurveyGrid, SurveySource
from interviewkit.survey.layouts.heading_rows import is_import_ids
from interviewkit.survey.layouts.plain import build_sheet

ID = "ResponseId"
ID_WORDS = "responseid"
_TAG = re.compile(r"<[^<>]{1,200}>")
_CHOICE = re.compile(r"\s+-\s+(Selected (Choice|Answer)( or Answers)?)(?=\s+-\s+|$)")
_PART = re.compile(r"(?P<base>.+?)_(?P<part>\d+|x\d+|\d+_\d+)(?P<text>_TEXT)?")
_KEEPS = {"StartDate", "EndDate", "RecordedDate"}
_TEXTS = {"IPAddress", "ExternalReference", "RecipientEmail", "RecipientLastName",
          "RecipientFirstName"}  # fmt: skip


def read_qualtrics(source: SurveySource, grid: SurveyGrid) -> Read | None:
    """The sheet with the questions as labels; ``None`` where the table is not from Qualtrics."""
    records = grid.filled
    heads, texts = _heads(records)
    if not heads or len(records) <= heads:
        return None
    names = records[0]
    sheet, problems = build_sheet(source, names, records[heads:], grid.separator, "qualtrics")
    texts = texts + ("",) * (len(names[1]) - len(texts))
    words = {name: clean_question(text) for name, text in zip(names[1], texts, strict=False)}
    sheet = replace(sheet, about=_build_facts(sheet, words),
                    respondent=_id_column(sheet.header, words))  # fmt: skip
    sheet = mark_chosen(_with_sets(sheet), ("",))
    about = dict(sheet.about)
    for name, each in about.items():
        if name not in _KEEPS | {ID} and not (each.part_of or each.kind):
            about[name] = replace(each, joined=(TIGHT,))
    return replace(sheet, about=about), [*problems, *_tell_unfinished(source, sheet)]


def clean_question(text: str) -> str:
    """A question's words without mark-up and Qualtrics' own remarks."""
    plain = " ".join(unescape(_TAG.sub(" ", text)).split())
    return _CHOICE.sub("", plain)


def _heads(records: Sequence[tuple[int, tuple[str, ...]]]) -> tuple[int, tuple[str, ...]]:
    """How many rows stand above the answers, and the questions' words; 0 where not Qualtrics'."""
    for place, (_, cells) in enumerate(records[1:4], 1):
        if is_import_ids(cells):
            return place + 1, records[1][1] if place > 1 else ()
    if len(records) > 2 and ID_WORDS in map(_bare, records[1][1]):
        return 2, records[1][1]
    return 0, ()


def _bare(cell: str) -> str:
    return cell.casefold().replace(" ", "")


def _id_column(header: Sequence[str], words: Mapping[str, str]) -> str:
    """``ResponseId``, or the column that the second row calls so (``V1`` in older exports)."""
    if ID in header:
        return ID
    return next((name for name in header if _bare(words.get(name, "")) == ID_WORDS), "")


def _build_facts(sheet: Sheet, words: Mapping[str, str]) -> dict[str, ColumnFacts]:
    about = {}
    for name in sheet.header:
        given = [cell for cell in sheet.column(name) if cell]
        typed = name.endswith("_TEXT") and not is_self_explaining(given)
        kind = "text" if typed or name in _TEXTS else ""
        about[name] = ColumnFacts(label=words.get(name) or sheet.of(name).label, kind=kind)
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


def _tell_unfinished(source: SurveySource, sheet: Sheet) -> list[Problem]:
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
