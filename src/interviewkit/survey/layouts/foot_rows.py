"""Rows at the foot of a table that nobody answered: totals, means, sources."""

from __future__ import annotations

from collections.abc import Sequence
from math import isclose

from interviewkit.survey.columns import numbers

MOST_AT_FOOT = 5

_TOTALS_WORDS = """
total totals sum subtotal mean average median count n min max minimum maximum sd std summe
gesamt insgesamt mittelwert durchschnitt anzahl somme moyenne totaux effectif suma media
promedio totale somma soma média totaal gemiddelde som summa medel suma średnia razem итого
всего среднее toplam ortalama 合计 总计 平均 合計
"""
_TOTALS = frozenset((*_TOTALS_WORDS.split(), "grand total", "standard deviation", "std. dev."))

Records = Sequence[tuple[int, tuple[str, ...]]]


def count_foot_rows(records: Records) -> int:
    """How many of the last records are no person's answers."""
    count = 0
    while count < min(MOST_AT_FOOT, len(records) - 2):
        last, above = records[-1 - count], records[: len(records) - 1 - count]
        if not _is_foot(last[1], [cells for _, cells in above]):
            break
        count += 1
    return count


def _is_foot(cells: Sequence[str], above: Sequence[Sequence[str]]) -> bool:
    filled = [(place, cell) for place, cell in enumerate(cells) if cell]
    if not filled or len(cells) < 2:
        return False
    place, first = filled[0]
    over = [row[place] for row in above if place < len(row) and row[place]]
    if len(filled) == 1 and place == 0 and len(cells) > 2:
        return _is_remark(first, over)
    rest = [(place, cell) for place, cell in filled[1:] if not numbers.is_number(cell)]
    if first.casefold().rstrip(":. ") in _TOTALS and len(filled) > 1 and not rest:
        return first.casefold() not in {cell.casefold() for cell in over}
    several = place > 0 and len(filled) > 1
    return several and all(_sums_up(cell, column, above) for column, cell in filled)


def _is_remark(cell: str, over: Sequence[str]) -> bool:
    """A sentence alone in the first column, longer than all that stands there."""
    return len(cell.split()) > 1 and len(cell) > max(map(len, over), default=0) + 5


def _sums_up(cell: str, place: int, above: Sequence[Sequence[str]]) -> bool:
    """Whether a cell is the sum or the mean of a column."""
    value = numbers.parse_number(cell, ".")
    given = [row[place] for row in above if place < len(row) and row[place]]
    sizes = [size for each in given if (size := numbers.parse_number(each, ".")) is not None]
    if value is None or len(sizes) < 3 or len(sizes) < len(given):
        return False
    total = sum(sizes)
    return isclose(value, total, rel_tol=1e-6) or isclose(value, total / len(sizes), rel_tol=1e-3)
