"""Google Forms exports: a time stamp first, grids as ``Question [Row]``, ticks in one cell."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace

from interviewkit.errors import Problem
from interviewkit.survey.about import About, Grid, Read, Sheet, Source
from interviewkit.survey.plain import sheet_of
from interviewkit.survey.response_sets import lists_options, split

STAMPS = {"timestamp", "zeitstempel", "horodateur", "horodatage", "marca temporal",
          "carimbo de data/hora", "informazioni cronologiche", "tijdstempel"}  # fmt: skip
_ROW = re.compile(r"(?P<base>.+?)\s*\[(?P<row>[^\]]+)\]", re.DOTALL)


def read(source: Source, grid: Grid) -> Read | None:
    """The sheet with grids and ticked boxes known; ``None`` where it is not from Google Forms."""
    records = grid.filled
    if len(records) < 2 or records[0][1][0].casefold() not in STAMPS:
        return None
    sheet, problems = sheet_of(source, records[0], records[1:], grid.separator, "google")
    sheet = _with_rows(sheet)
    told: list[Problem] = []
    for name in sheet.header[1:]:
        cells = sheet.column(name)
        separator = next((sign for sign in (";", ", ") if lists_options(cells, sign)), "")
        if separator and not sheet.of(name).part_of:
            before = len(sheet.header)
            sheet = split(sheet, name, separator)
            options = len(sheet.header) - before
            what = f"column {name!r} lists chosen options; read as {options} yes-or-no columns"
            told.append(source.note(what, hint='[survey] layout = "plain" keeps it as it is'))
    return sheet, [*problems, *told]


def _with_rows(sheet: Sheet) -> Sheet:
    rows = {name: found for name in sheet.header if (found := _ROW.fullmatch(name))}
    count = Counter(found["base"] for found in rows.values())
    about = {name: About(label=name, part_of=found["base"])
             for name, found in rows.items() if count[found["base"]] > 1}  # fmt: skip
    sets = {base: base for base, n in count.items() if n > 1}
    return replace(sheet, about=about, sets=sets)
