"""LimeSurvey exports: codes or full questions as names, parts of a question in brackets.

Source: LimeSurvey manual, "Export results": headings as question code, abbreviated or full text,
or code and text; ``Y`` or ``Yes`` where an option of a multiple-choice question was ticked.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from interviewkit.errors import Problem
from interviewkit.model.grouping import group_lists
from interviewkit.survey.columns.response_sets import ANY, CHOSEN, find_written_parts
from interviewkit.survey.files.contract import ColumnFacts, Read, Sheet, SurveyGrid, SurveySource
from interviewkit.survey.layouts.plain import build_sheet
from interviewkit.survey.layouts.qualtrics import clean_question

IDS = {"id", "response id", "antwort id", "antwort-id", "id de la réponse", "id de respuesta"}
MARKS = (
    {"submitdate", "date submitted", "datum abgeschickt", "date de soumission", "fecha de envío"},
    {"lastpage", "last page", "letzte seite", "dernière page", "última página"},
    {"startlanguage", "start language", "start-sprache", "startsprache", "langue de départ",
     "lenguaje inicial"},
)  # fmt: skip
NOTHING_GIVEN = frozenset({"", "N/A"})
_CODED = re.compile(r"(?P<code>[A-Za-z]\w*(?:\[[^\]]+\]){0,2})\.\s+(?P<text>\S.*)", re.DOTALL)
_PART = re.compile(r"(?P<base>.*?)\s*(?P<part>(?:\[[^\]]*\])+)\s*", re.DOTALL)


def read_limesurvey(source: SurveySource, grid: SurveyGrid) -> Read | None:
    """The sheet with parts of questions known; ``None`` where the table is not LimeSurvey's."""
    records = grid.filled
    if not records:
        return None
    line, header = records[0]
    coded = [_CODED.fullmatch(cell) for cell in header]
    texts = [found["text"] if found else cell for found, cell in zip(coded, header, strict=True)]
    plain = {_simplify_name(cell) for cell in (*header, *texts)}
    if sum(bool(plain & mark) for mark in MARKS) < 2:
        return None
    names = [found["code"] if found else cell for found, cell in zip(coded, header, strict=True)]
    labels = {name: clean_question(text) for name, text in zip(names, texts, strict=True)}
    sheet, problems = build_sheet(source, (line, tuple(names)), records[1:], grid.separator,
                               "limesurvey")  # fmt: skip
    known = [(n, {_simplify_name(labels.get(n, n)), _simplify_name(n)}) for n in sheet.header]
    ids = next((name for name, words in known if words & IDS), "")
    sheet = replace(_with_parts(sheet, labels), respondent=ids)
    return sheet, [*problems, *_unsent(source, sheet)]


def _simplify_name(name: str) -> str:
    return " ".join(name.casefold().rstrip(".").split())


def _with_parts(sheet: Sheet, labels: dict[str, str]) -> Sheet:
    """Columns ``Q2[SQ001]`` as parts of ``Q2``; those with nothing but ``Y`` are options."""
    about = {name: ColumnFacts(label=labels.get(name, "")) for name in sheet.header}
    parts = [(found["base"], name) for name in sheet.header if (found := _PART.fullmatch(name))]
    bases = {base: names for base, names in group_lists(parts).items() if base and len(names) > 1}
    for base, names in bases.items():
        cells = {name: sheet.column(name) for name in names}
        written = find_written_parts(cells, list(filter(_is_hinted, names)), NOTHING_GIVEN)
        options = [name for name in names if name not in written]
        ticked = _are_ticked(sheet, options)
        for name in names:
            chosen = ticked if name in options else ""
            kind = "text" if name in written else ""
            about[name] = replace(about[name], part_of=base, chosen=chosen, kind=kind)
    sets = {base: clean_question(_base_label(labels.get(names[0], base)) or base)
            for base, names in bases.items()}  # fmt: skip
    return replace(sheet, about=about, sets=sets)


def _base_label(label: str) -> str:
    found = _PART.fullmatch(label)
    return found["base"] if found else label


def _is_hinted(name: str) -> bool:
    """Whether a part's name speaks of another answer or a comment; its answers have the say."""
    part = name.rpartition("[")[2].rstrip("] ").casefold()
    return part in ("other", "sonstiges", "autre", "otro") or part.endswith(("comment", "text"))


def _are_ticked(sheet: Sheet, options: Sequence[str]) -> str:
    """The mark of a ticked option; empty where the columns are a matrix or say no themselves."""
    given = {cell for name in options for cell in sheet.column(name)} - NOTHING_GIVEN
    if len(options) < 2 or len(given) > 1:
        return ""
    return next((cell for cell in given if cell.casefold() in CHOSEN), ANY if not given else "")


def _unsent(source: SurveySource, sheet: Sheet) -> list[Problem]:
    known = [(n, {_simplify_name(n), _simplify_name(sheet.of(n).label)}) for n in sheet.header]
    name = next((name for name, words in known if words & MARKS[0]), "")
    unsent = sum(not cell or cell == "N/A" for cell in sheet.column(name)) if name else 0
    if not unsent:
        return []
    return [source.note(f"{unsent:,} of {len(sheet.rows):,} rows were never submitted")]
