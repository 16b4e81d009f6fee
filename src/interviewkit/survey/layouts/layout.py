"""How the first rows of a table are to be read: which survey tool wrote it."""

from __future__ import annotations

from collections.abc import Callable

from interviewkit import parts
from interviewkit.survey.files.contract import Read, Sheet, SurveyGrid, SurveySource

PLAIN = "plain"

Layout = Callable[[SurveySource, SurveyGrid], Read | None]
"""The shape of a part of the family ``survey_layout``: ``None`` where the table is not its kind."""


def arrange_sheet(source: SurveySource, grid: SurveyGrid, layout: str = "") -> Read:
    """The sheet in a table, by the layout named or else the first that knows its own.

    Raises:
        SurveyError: there is nothing in the table.
        UnknownPartError: there is no such layout.
    """
    if layout and layout != PLAIN:
        found: Read | None = parts.load_part("survey_layout", layout)(source, grid)
        if found is not None:
            return found
        sheet, problems = _arrange_plain(source, grid)
        what = f"does not look like a {layout} export; the first row names the columns"
        return sheet, [source.note(what, hint="leave out [survey] layout"), *problems]
    others = [] if layout else [name for name in parts.list_names("survey_layout") if name != PLAIN]
    for name in others:
        found = parts.load_part("survey_layout", name)(source, grid)
        if found is not None:
            return found
    return _arrange_plain(source, grid)


def _arrange_plain(source: SurveySource, grid: SurveyGrid) -> Read:
    sheet: Sheet
    sheet, problems = parts.load_part("survey_layout", PLAIN)(source, grid)
    return sheet, problems
