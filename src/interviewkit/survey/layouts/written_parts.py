"""Which columns of a question with several hold what people wrote: their answers tell."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

from interviewkit.survey.columns import numbers
from interviewkit.survey.columns.response_sets import CHOSEN, NOT_CHOSEN

FEW = 4
"""Answers from which on repetition tells something."""

_TICKS = {word for word in CHOSEN | NOT_CHOSEN if not word.isdigit()}


def find_written_parts(
    answers: Mapping[str, Sequence[str]], hinted: Collection[str], missing: Collection[str]
) -> set[str]:
    """The columns that are free text among the columns of one question.

    ``answers`` maps each column to its cells. ``hinted`` are columns whose name speaks of a
    comment or of another answer: that counts only where the answers leave it open. Beside ticked
    options, whatever is no tick was written; what other columns hold too, or what many people
    gave alike, was chosen.
    """
    given = {name: [cell for cell in cells if cell not in missing]
             for name, cells in answers.items()}  # fmt: skip
    distinct = {name: set(cells) for name, cells in given.items()}
    ticked = [name for name, cells in distinct.items() if cells and _all_ticks(cells)]
    plain = [cells for name, cells in distinct.items() if cells and name not in hinted]
    # Tools that tick by the option's own words: each column holds one answer, each its own.
    own = bool(plain) and all(len(cells) == 1 for cells in plain) and _all_differ(plain)
    found = set()
    for name, cells in given.items():
        others = set().union(*(distinct[other] for other in distinct if other != name))
        if name not in hinted:
            if ticked and cells and not any(_is_tick(cell) for cell in cells):
                found.add(name)
        elif own and cells:
            found |= set() if _is_own(name, distinct[name]) or _all_ticks(cells) else {name}
        elif not (distinct[name] & others or is_self_explaining(cells) or _all_ticks(cells)):
            found.add(name)
    return found


def is_self_explaining(cells: Sequence[str]) -> bool:
    """Whether answers show their kind whatever the column is called: numbers, or few repeated."""
    if not cells:
        return False
    repeated = len(cells) >= FEW and 2 * len(set(cells)) <= len(cells)
    return repeated or numbers.are_numbers(cells)


def _all_differ(columns: Sequence[set[str]]) -> bool:
    return len(set().union(*columns)) == len(columns)


def _is_own(name: str, cells: set[str]) -> bool:
    """Whether a column holds nothing but the words of its own name."""
    return len(cells) == 1 and next(iter(cells)).casefold() in name.casefold()


def _all_ticks(cells: Collection[str]) -> bool:
    return bool(cells) and all(map(_is_tick, cells))


def _is_tick(cell: str) -> bool:
    return cell.casefold() in _TICKS
