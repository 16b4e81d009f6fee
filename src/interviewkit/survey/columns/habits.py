"""What a whole file tells about how its numbers and dates are written."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from interviewkit.survey.columns import dates, numbers
from interviewkit.survey.files.contract import Sheet


@dataclass(frozen=True, slots=True)
class Habits:
    """``commas``: some column surely has decimal commas. ``order``: of day and month, if sure."""

    separator: str = ""
    commas: bool = False
    order: str = ""


def find_habits(sheet: Sheet, missing: Iterable[str]) -> Habits:
    """The habits of a text file or workbook; statistics files have none to guess."""
    if sheet.layout.startswith("."):
        return Habits()
    none = set(missing)
    columns = [
        {cell for cell in cells if cell not in none}
        for cells in (zip(*sheet.rows, strict=True) if sheet.rows else ())
    ]
    styles = {numbers.find_number_style(cells, sheet.separator)
              for cells in columns if numbers.are_numbers(cells)}  # fmt: skip
    orders = {dates.find_date_order(cells) for cells in columns if cells}
    sure = orders & {dates.DAY_FIRST, dates.MONTH_FIRST}
    return Habits(
        sheet.separator,
        bool(styles & {numbers.COMMA, ".,", " ,"}),
        sure.pop() if len(sure) == 1 else "",
    )
