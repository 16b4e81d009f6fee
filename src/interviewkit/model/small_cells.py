"""What may be told of few people: nothing, neither outright nor as what is left of a sum.

Cells of fewer than a least number of people are withheld, and with them the next smallest of
those from which they could be computed (primary and complementary suppression; Hundepool et al.
2012, Statistical Disclosure Control, chapter 4).
"""

from __future__ import annotations

from collections.abc import Collection, Hashable, Iterator, Mapping, Sequence
from itertools import combinations
from typing import TypeVar

from interviewkit.model.whole_people import find_fixed

Cell = TypeVar("Cell", bound=Hashable)
_Vector = list[int]
_PRIME = 2**61 - 1
"""Equations are solved in whole numbers modulo this: exactly, and with none that grow."""


def is_shown(people: float, min_cell: int) -> bool:
    """Whether figures of so many people may be shown: of nobody there are none to show."""
    return people >= max(1, min_cell)


def is_few(people: float, min_cell: int) -> bool:
    """Whether there is somebody, and too few for their figures to be shown."""
    return people > 0 and not is_shown(people, min_cell)


def choose_withheld(
    cells: Mapping[Cell, Collection[Hashable]], whole: Cell, min_cell: int
) -> frozenset[Cell]:
    """The cells of which nothing may be told.

    ``cells`` are who is counted in each; ``whole`` is the cell of everyone, which is always told.
    Counts add up: what sums and differences of cells give is as good as told. Withheld are cells
    of few people, and the smallest of those cells that would give them away. So are cells that
    leave few people out, of everyone or of a cell around them.
    """
    known = {cell: frozenset(members) for cell, members in cells.items() if members}
    withheld = {
        cell for cell, who in known.items() if cell != whole and not is_shown(len(who), min_cell)
    }
    while given := _find_giving_away(known, withheld, whole, min_cell):
        withheld.add(min(given, key=lambda cell: (len(known[cell]), str(cell))))
    return frozenset(withheld)


def choose_withheld_counts(
    counts: Mapping[Cell, int], whole: Cell, min_cell: int, *, most: int = 4
) -> frozenset[Cell]:
    """As :func:`choose_withheld` where only the sizes of cells are known.

    Up to ``most`` cells that make up everyone but a withheld one, by their sizes, are taken for
    the rest of everyone.
    """
    total = counts.get(whole, 0)
    sizes = {cell: n for cell, n in counts.items() if cell != whole and n}
    withheld = {
        cell for cell, n in sizes.items() if is_few(n, min_cell) or is_few(total - n, min_cell)
    }
    while given := _find_rest(sizes, withheld, total, min_cell, most):
        withheld.add(min(given, key=lambda cell: (sizes[cell], str(cell))))
    return frozenset(withheld)


def _find_rest(
    sizes: Mapping[Cell, int], withheld: Collection[Cell], total: int, min_cell: int, most: int
) -> tuple[Cell, ...]:
    """Cells that together are everyone but a few who are withheld."""
    few = {n for cell, n in sizes.items() if cell in withheld and is_few(n, min_cell)}
    shown = [cell for cell in sizes if cell not in withheld]
    for many in range(2, most + 1) if few else ():
        for some in combinations(shown, many):
            if total - sum(sizes[cell] for cell in some) in few:
                return some
    return ()


def _find_giving_away(
    known: Mapping[Cell, frozenset[Hashable]], withheld: Collection[Cell], whole: Cell, least: int
) -> list[Cell]:
    """The shown cells by which some few could be computed; empty where nothing can."""
    shown = [cell for cell in known if cell not in withheld]
    kinds = _sort_into_kinds(known)
    rows = [_indicate(known[cell], kinds) for cell in shown]
    sets = [_indicate(few, kinds) for few in _list_few(known, shown, withheld, least)]
    basis = _Basis(rows)
    for few in sets:
        weights = basis.solve(few)
        given = [c for c, w in zip(shown, weights, strict=True) if w and c != whole]
        if given:
            return given
    fixed = find_fixed(rows, [len(kind) for kind in kinds], sets)
    return [] if fixed is None else [cell for cell in shown if cell != whole]


def _list_few(
    known: Mapping[Cell, frozenset[Hashable]],
    shown: Sequence[Cell],
    withheld: Collection[Cell],
    least: int,
) -> Iterator[frozenset[Hashable]]:
    """Sets of few people that have a meaning: small cells, two of them, and what a cell leaves."""
    small = [known[cell] for cell in known if cell in withheld and is_few(len(known[cell]), least)]
    yield from small
    yield from (a | b for a, b in combinations(small, 2) if is_few(len(a | b), least))
    for around in shown:
        for cell in shown:
            left = known[around] - known[cell]
            if known[cell] < known[around] and is_few(len(left), least):
                yield left


def _sort_into_kinds(known: Mapping[Cell, frozenset[Hashable]]) -> list[frozenset[Hashable]]:
    """Those who are in the same cells, together: no sum of cells tells them apart."""
    kinds: dict[tuple[int, ...], set[Hashable]] = {}
    places: dict[Hashable, list[int]] = {}
    for place, members in enumerate(known.values()):
        for each in members:
            places.setdefault(each, []).append(place)
    for each, cells in places.items():
        kinds.setdefault(tuple(cells), set()).add(each)
    return [frozenset(kinds[cells]) for cells in sorted(kinds)]


def _indicate(members: Collection[Hashable], kinds: Sequence[frozenset[Hashable]]) -> _Vector:
    """1 for each kind of people that is among the members; all sets here hold whole kinds."""
    return [int(not kind.isdisjoint(members)) for kind in kinds]


class _Basis:
    """Rows in echelon form, each with how it is made of the rows that were given."""

    def __init__(self, rows: Sequence[_Vector]) -> None:
        self.many = len(rows)
        self.found: list[tuple[int, _Vector, _Vector]] = []
        for i, row in enumerate(rows):
            rest, made = self._reduce(row, [int(i == j) for j in range(self.many)])
            pivot = next((k for k, value in enumerate(rest) if value), -1)
            if pivot >= 0:
                by = pow(rest[pivot], -1, _PRIME)
                self.found.append((pivot, _scale(rest, by), _scale(made, by)))

    def _reduce(self, row: _Vector, made: _Vector) -> tuple[_Vector, _Vector]:
        for pivot, base, of in self.found:
            if by := row[pivot]:
                row = [(a - by * b) % _PRIME for a, b in zip(row, base, strict=True)]
                made = [(a - by * b) % _PRIME for a, b in zip(made, of, strict=True)]
        return row, made

    def solve(self, row: _Vector) -> _Vector:
        """The weights by which the given rows make this one, but for their sign; else all 0."""
        rest, made = self._reduce(row, [0] * self.many)
        return [0] * self.many if any(rest) else made


def _scale(row: _Vector, by: int) -> _Vector:
    return [value * by % _PRIME for value in row]
