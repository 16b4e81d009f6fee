"""Whether the cells of a column list several chosen options, and which options these are.

A comma may part two options or stand inside one ("Employed, full time"). What decides is how the
pieces between commas behave: an option stands alone somewhere, or beside different others; a
piece that is only ever seen beside one and the same other is a part of an option.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from interviewkit.model.grouping import group_sets

MOST_OPTIONS, LONGEST_OPTION = 30, 80
MOST_PIECES = 200
"""Different pieces: a column with more is what people wrote, not what they ticked."""
FEWEST_LISTS = 2
"""People who must have given several known options before a column is taken to list options."""

TIGHT, LOOSE, SEMICOLON, BAR, LINE, BLANK = ",", ", ", ";", "|", "\n", " "
_SIGNS = {
    # Qualtrics writes no blank after the comma that joins; commas in numbers join nothing.
    TIGHT: re.compile(r",(?!\s|(?<=\d,)\d{3}(?!\d))"),
    LOOSE: re.compile(r",\s+"),
    SEMICOLON: re.compile(r";"),
    BAR: re.compile(r"\|"),
    LINE: re.compile(r"\n"),
    BLANK: re.compile(r"\s+"),
}
_CODE = re.compile(r"\d{1,3}")

Pieces = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class OptionLists:
    """What the cells of a column list: each different cell and its options.

    ``sure`` says that several options were chosen in one cell beyond doubt; if not, some piece is
    an answer of its own, and it cannot be told whether the others are.
    """

    separator: str
    lists: Mapping[str, Pieces] = field(repr=False)
    sure: bool

    @property
    def options(self) -> tuple[str, ...]:
        return tuple(sorted({option for pieces in self.lists.values() for option in pieces}))


def find_options(cells: Iterable[str], separators: Sequence[str]) -> OptionLists | None:
    """The options that cells list, by the first separator that explains them.

    ``None`` where nothing speaks for lists: no cell has a separator, or all that it parts belongs
    together.
    """
    counts = Counter(cell for cell in cells if cell)
    undecided = None
    for separator in separators:
        found = _find_lists(counts, separator)
        if found and found.sure:
            return found
        undecided = undecided or found
    return undecided


def split_cell(cell: str, separator: str) -> Pieces:
    """What stands between the separators of a cell."""
    sign = _SIGNS.get(separator) or re.compile(re.escape(separator))
    return tuple(piece.strip() for piece in sign.split(cell) if piece.strip())


def match_options(cell: str, options: Sequence[str]) -> Pieces:
    """Those of the known options that a cell joins, however; what else it holds is one more."""
    rest, found = cell, []
    for option in sorted(options, key=len, reverse=True):
        form = re.compile(rf"(?:^|[,;|\n])\s*{re.escape(option)}\s*(?=$|[,;|\n])")
        if form.search(rest):
            found.append(option)
            rest = form.sub(",", rest, count=1)
    left = rest.strip(" ,;|\n")
    order = {option: place for place, option in enumerate(options)}
    return (*sorted(found, key=order.__getitem__), *([left] if left else []))


def _find_lists(counts: Counter[str], separator: str) -> OptionLists | None:
    lists = {cell: split_cell(cell, separator) for cell in counts}
    pieces = {piece for each in lists.values() for piece in each}
    if len(pieces) > MOST_PIECES or not any(len(each) > 1 for each in lists.values()):
        return None
    if separator == TIGHT and all(map(_CODE.fullmatch, pieces)):
        return _of_codes(lists)
    joined = _joined_again(lists, separator)
    lists = {cell: tuple(dict.fromkeys(each)) for cell, each in joined.items()}
    known = _find_known_options(lists)
    given = Counter(option for cell, each in lists.items() for option in each * counts[cell])
    doubtful = any(piece in known for each in lists.values() if len(each) > 1 for piece in each)
    if not doubtful or max(map(len, pieces)) > LONGEST_OPTION or not known:
        return None
    options = known | {piece for piece in given if given[piece] > 1}
    if len(options) > MOST_OPTIONS:
        return None
    return OptionLists(separator, lists, _is_sure(lists, counts, known))


def _of_codes(lists: Mapping[str, Pieces]) -> OptionLists | None:
    """``1,3,4``: numbers of options in their order; two numbers may be one with a comma.

    Two are in doubt where what stands second is, each time, a number that others give first or
    alone: ``1,2``, ``2,4`` and ``4``, but not ``2,5`` and ``3,5``.
    """
    numbers = [[int(piece) for piece in each] for each in lists.values()]
    several = [each for each in numbers if len(each) > 1]
    if not all(left < right for each in several for left, right in pairwise(each)):
        return None
    if any(len(each) > 2 for each in several):
        return OptionLists(TIGHT, lists, sure=True)
    second = {each[1] for each in several}
    in_doubt = len(second) > 1 and second <= {each[0] for each in numbers}
    return OptionLists(TIGHT, lists, sure=False) if in_doubt else None


def _joined_again(lists: Mapping[str, Pieces], separator: str) -> dict[str, Pieces]:
    """The lists with pieces put together again that never stand apart."""
    current = dict(lists)
    while pairs := _inseparable(current.values()):
        current = {cell: _join(each, pairs, separator) for cell, each in current.items()}
    return current


def _join(pieces: Pieces, pairs: set[tuple[str, str]], sign: str) -> Pieces:
    joined: list[str] = []
    last = ""
    for piece in pieces:
        if joined and (last, piece) in pairs:
            joined[-1] += sign + piece
        else:
            joined.append(piece)
        last = piece
    return tuple(joined)


def _inseparable(lists: Iterable[Pieces]) -> set[tuple[str, str]]:
    """Neighbours of which one is never seen without the other, and the other never alone.

    "full time" only ever follows "Employed", and after "Employed" always comes such a piece.
    """
    sides = [pair for each in lists for pair in pairwise(("", *each, ""))]
    before = group_sets((right, left) for left, right in sides)
    after = group_sets(sides)
    follows = {piece: next(iter(lefts)) for piece, lefts in before.items()
               if piece and len(lefts) == 1 and lefts != {""}}  # fmt: skip
    leads = {piece: next(iter(rights)) for piece, rights in after.items()
             if piece and len(rights) == 1 and rights != {""}}  # fmt: skip
    pairs = {(left, piece) for piece, left in follows.items()
             if all(follows.get(other) == left for other in after[left])}  # fmt: skip
    return pairs | {(piece, right) for piece, right in leads.items()
                    if all(leads.get(other) == right for other in before[right])}  # fmt: skip


def _find_known_options(lists: Mapping[str, Pieces]) -> set[str]:
    """Pieces that are options: they stand alone, or beside different others."""
    beside = group_sets(
        (piece, tuple(other for other in each if other != piece))
        for each in lists.values()
        for piece in each
    )
    return {piece for piece, others in beside.items() if () in others or len(others) > 1}


def _is_sure(lists: Mapping[str, Pieces], counts: Counter[str], known: set[str]) -> bool:
    """Enough people gave several known options, and most of what they gave is known.

    "Red, large" and "Blue, small" cross two features of one choice: their pieces keep their
    places and never stand alone. Options come in any place, or alone.
    """
    several = {cell: each for cell, each in lists.items() if len(each) > 1}
    explained = [cell for cell, each in several.items() if set(each) <= known]
    people = sum(counts[cell] for cell in explained)
    if people < FEWEST_LISTS or 2 * people < sum(counts[cell] for cell in several):
        return False
    alone = {each[0] for each in lists.values() if len(each) == 1}
    first = {several[cell][0] for cell in explained}
    later = {piece for cell in explained for piece in several[cell][1:]}
    return (
        bool(first & later)
        or any(set(several[cell]) <= alone for cell in explained)
        or any(len(side) > 1 and side <= alone for side in (first, later))
    )
