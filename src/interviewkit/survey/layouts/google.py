"""Google Forms exports: a time stamp first, grids as ``Question [Row]``, ticks in one cell."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace

from interviewkit.survey.columns.option_lists import LOOSE, SEMICOLON
from interviewkit.survey.files.contract import ColumnFacts, Read, Sheet, SurveyGrid, SurveySource
from interviewkit.survey.layouts.plain import build_sheet

STAMPS = {"timestamp", "zeitstempel", "horodateur", "horodatage", "marca temporal",
          "carimbo de data/hora", "informazioni cronologiche", "tijdstempel"}  # fmt: skip
_ROW = re.compile(r"(?P<base>.+?)\s*\[(?P<row>[^\]]+)\]", re.DOTALL)


def read_google(source: SurveySource, grid: SurveyGrid) -> Read | None:
    """The sheet with grids and ticked boxes known; ``None`` where it is not from Google Forms."""
    records = grid.filled
    if len(records) < 2 or records[0][1][0].casefold() not in STAMPS:
        return None
    sheet, problems = build_sheet(source, records[0], records[1:], grid.separator, "google")
    sheet = _with_rows(sheet)
    about = dict(sheet.about)
    for name in sheet.header[1:]:
        about.setdefault(name, ColumnFacts(joined=(SEMICOLON, LOOSE)))
    return replace(sheet, about=about), problems


def _with_rows(sheet: Sheet) -> Sheet:
    rows = {name: found for name in sheet.header if (found := _ROW.fullmatch(name))}
    count = Counter(found["base"] for found in rows.values())
    about = {name: ColumnFacts(label=name, part_of=found["base"])
             for name, found in rows.items() if count[found["base"]] > 1}  # fmt: skip
    sets = {base: base for base, n in count.items() if n > 1}
    return replace(sheet, about=about, sets=sets)
