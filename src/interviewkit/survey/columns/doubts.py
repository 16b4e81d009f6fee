"""What speaks against the type that a column was given by its answers: one sentence, or nothing."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from interviewkit.model.grouping import group_lists
from interviewkit.survey.answers import CATEGORY, DATE, FLAG, NUMBER, TEXT
from interviewkit.survey.columns import dates, numbers
from interviewkit.survey.columns.coded import is_no_answer
from interviewkit.survey.columns.yes_no import CLEAR
from interviewkit.survey.faults import name_lines
from interviewkit.wording.words import list_some

MOSTLY = 0.8
"""A share of numbers (or dates) from which on the rest is what is odd."""
NEARLY_ALL = 0.95
"""A share of yes and no from which on the rest is what is odd."""
FEWEST = 5
"""Answers: of fewer nobody can say what most are."""
SEVERAL = 10
"""Answers from which on it tells something that all differ."""
ID_DIGITS = 5
MOST_REPEATED = 90
"""Different answers that may still be a category; more are names or ids."""
SHOWN = 3
ENOUGH = 200
"""Different answers that show whether a look at all of them is worth it."""

_FIRST_DAY, _LAST_DAY, _TEN_YEARS = 36526, 51501, 3660
"""2000 to 2040 as spreadsheets count days, and how far dates of one survey lie apart."""


@dataclass(frozen=True, slots=True)
class Doubt:
    """What is doubtful in a column's type, and the type that would settle it."""

    what: str
    declare: str
    lines: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class _Given:
    """The answers of a column with their lines, and how often each was given."""

    pairs: Sequence[tuple[str, int]]
    counts: Counter[str]

    def where(self, odd: Callable[[str], bool]) -> tuple[int, ...]:
        return tuple(line for cell, line in self.pairs if odd(cell))


def find_doubt(kind: str, cells: Sequence[str | None], lines: Sequence[int]) -> Doubt | None:
    """What speaks against reading these cells (``None`` where missing) as that type."""
    pairs = [(cell, line) for cell, line in zip(cells, lines, strict=True) if cell]
    if len(pairs) < FEWEST:
        return None
    given = _Given(pairs, Counter(cell for cell, _ in pairs))
    return next((found for test in _TESTS.get(kind, ()) if (found := test(given))), None)


def _mostly(given: _Given, holds: Callable[[str], bool], kind: str, share: float) -> Doubt | None:
    """All but a few answers are of another type."""
    some = list(given.counts)[:ENOUGH]
    if len(given.counts) > ENOUGH and 2 * sum(map(holds, some)) < ENOUGH:
        return None
    odd = [cell for cell in given.counts if not holds(cell)]
    n = sum(given.counts[cell] for cell in odd)
    total = len(given.pairs)
    if not odd or (n > 1 and total - n < share * total) or total - n < FEWEST - 1:
        return None
    shown = list_some([*map(repr, odd)], SHOWN)
    what = (f"{total - n:,} of {total:,} answers are {_PLURAL[kind]}, but {shown} "
            f"{'is' if len(odd) == 1 else 'are'} not")  # fmt: skip
    return Doubt(what, kind, given.where(lambda cell: not holds(cell)))


def _mostly_numbers(given: _Given) -> Doubt | None:
    if any(cell.isdecimal() and len(cell) > 1 and cell[0] == "0" for cell in given.counts):
        return None
    return _mostly(given, numbers.is_number, NUMBER, MOSTLY)


def _mostly_dates(given: _Given) -> Doubt | None:
    return _mixed_dates(given) or _mostly(given, dates.is_date, DATE, MOSTLY)


def _mixed_dates(given: _Given) -> Doubt | None:
    """Days first in some rows, months first in others: both cannot be."""
    day = given.where(lambda cell: _is_date_in_one_order(cell, dates.DAY_FIRST, dates.MONTH_FIRST))
    month = given.where(
        lambda cell: _is_date_in_one_order(cell, dates.MONTH_FIRST, dates.DAY_FIRST)
    )
    if not day or not month:
        return None
    what = (f"has dates with the day first ({name_lines(day)}) and with the month first "
            f"({name_lines(month)}); not read as dates")  # fmt: skip
    return Doubt(what, f"{DATE}: {dates.DAY_FIRST}")


def _is_date_in_one_order(cell: str, order: str, other: str) -> bool:
    return dates.convert_date(cell, order) is not None and dates.convert_date(cell, other) is None


def _mostly_flags(given: _Given) -> Doubt | None:
    found = _mostly(given, _is_flag, FLAG, NEARLY_ALL)
    rest = [cell for cell in given.counts if not _is_flag(cell)]
    both = len(given.counts) - len(rest) > 1
    if found or not both or not rest or not all(map(is_no_answer, rest)):
        return found if both else None
    return _mostly(given, _is_flag, FLAG, 0.0)


def _is_flag(cell: str) -> bool:
    return cell.casefold() in CLEAR


def _nearly_all_differ(given: _Given) -> Doubt | None:
    total, different = len(given.pairs), len(given.counts)
    if total < SEVERAL or different < MOSTLY * total:
        return None
    return Doubt(f"{different:,} of {total:,} answers differ", TEXT)


def _written_in_two_ways(given: _Given) -> Doubt | None:
    """Answers that are one but for case and blanks."""
    spelled = group_lists(("".join(cell.casefold().split()), cell) for cell in given.counts)
    twice = [cells for cells in spelled.values() if len(cells) > 1]
    if not twice:
        return None
    one, two, *_ = sorted(twice[0])
    more = f", and {len(twice) - 1} more such" if len(twice) > 1 else ""
    what = f"{one!r} and {two!r} differ only in case or blanks{more}; they are counted apart"
    return Doubt(what, "")


def _often_repeated(given: _Given) -> Doubt | None:
    """Too many different answers for a guess, but few for what people write."""
    total, different = len(given.pairs), len(given.counts)
    if different > MOST_REPEATED or different * SEVERAL > total or max(map(len, given.counts)) > 80:
        return None
    return Doubt(f"{total:,} answers are only {different:,} different ones", CATEGORY)


def _counts_days(given: _Given) -> Doubt | None:
    """Dates that a spreadsheet has left as numbers of days."""
    sizes = [numbers.parse_number(cell, ".") for cell in given.counts]
    days = [size for size in sizes if size is not None]
    if len(days) < max(SHOWN, len(sizes)) or not (
        min(days) >= _FIRST_DAY and max(days) <= _LAST_DAY and max(days) - min(days) < _TEN_YEARS
    ):
        return None
    if 2 * sum(day % 50 == 0 for day in days) > len(days):
        return None  # round amounts
    cell = given.pairs[0][0]
    day = dates.convert_date(cell, dates.SERIAL)
    what = f"may be days as spreadsheets count them ({cell} is {day})"
    return Doubt(what, f"{DATE}: {dates.SERIAL}")


def _looks_like_ids(given: _Given) -> Doubt | None:
    cells = given.counts
    if len(cells) < max(SEVERAL, len(given.pairs)) or not all(map(str.isdecimal, cells)):
        return None
    sizes = sorted(map(int, cells))
    in_a_row = sizes[-1] - sizes[0] == len(sizes) - 1
    one_length = len({len(cell) for cell in cells}) == 1 and len(given.pairs[0][0]) >= ID_DIGITS
    if not (in_a_row or one_length):
        return None
    return Doubt("every answer is a whole number of its own, as ids or row numbers are", TEXT)


_PLURAL = {NUMBER: "numbers", DATE: "dates", FLAG: "yes or no"}
_TESTS: dict[str, tuple[Callable[[_Given], Doubt | None], ...]] = {
    CATEGORY: (_mostly_numbers, _mostly_dates, _mostly_flags, _nearly_all_differ,
               _written_in_two_ways),
    TEXT: (_mostly_numbers, _mostly_dates, _often_repeated),
    NUMBER: (_counts_days, _looks_like_ids),
}  # fmt: skip
