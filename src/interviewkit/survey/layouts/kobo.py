"""KoboToolbox and ODK exports: groups in the names, several choices in one cell and a column each.

Source: KoboToolbox help, "Exporting and downloading your data": a question of several choices is
one column with the names of the options parted by blanks, a column for each option called
``question/option`` with 1 or 0, or both.
"""

from __future__ import annotations

from dataclasses import replace

from interviewkit.survey.columns.option_lists import BLANK
from interviewkit.survey.columns.response_sets import mark_chosen
from interviewkit.survey.files.contract import ColumnFacts, Read, Sheet, SurveyGrid, SurveySource
from interviewkit.survey.layouts.plain import build_sheet

MARKS = {"_id", "_uuid", "_submission_time", "__version__", "_submitted_by", "_validation_status",
         "_index", "_tags", "_notes", "meta/instanceid", "formhub/uuid", "instanceid", "key",
         "submissiondate", "meta-instanceid"}  # fmt: skip
OWN = {"start", "end", "today", "deviceid", "username"}


def read_kobo(source: SurveySource, grid: SurveyGrid) -> Read | None:
    """The sheet with options known as such; ``None`` where the table is not Kobo's or ODK's."""
    records = grid.filled
    if len(records) < 2:
        return None
    header = records[0][1]
    marks = {cell.casefold() for cell in header} & MARKS
    nested = any(name.startswith(f"{base}/") for base in header if base for name in header)
    if len(marks) < 2 and not (marks and nested):
        return None
    sheet, problems = build_sheet(source, records[0], records[1:], grid.separator, "kobo")
    return mark_chosen(_with_options(sheet), ("",)), problems


def _with_options(sheet: Sheet) -> Sheet:
    """Columns ``tools/email`` as options of ``tools``; of other columns cells may list them."""
    about = dict(sheet.about)
    sets = {}
    for base in sheet.header:
        parts = [name for name in sheet.header if name.startswith(f"{base}/")]
        if len(parts) > 1:
            sets[base] = sheet.of(base).label or base
            about[base] = replace(sheet.of(base), kind="text")
            for name in parts:
                about[name] = ColumnFacts(label=name, part_of=base)
        elif base.casefold() not in MARKS | OWN:
            about.setdefault(base, ColumnFacts(label=sheet.of(base).label, joined=(BLANK,)))
    return replace(sheet, about=about, sets=sets)
