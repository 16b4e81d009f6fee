"""What sums give away because people are whole and each says yes or no.

Two sets of answers that give the same sums differ by a *move*: so many more in some kinds of
people, so many fewer in others, never more than there are. A count is hidden only if some move
changes it (integer bounds of a table; Hundepool et al. 2012, Statistical Disclosure Control,
chapter 4).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction
from itertools import combinations
from math import lcm

_Move = tuple[Fraction, ...]


def find_fixed(
    sums: Sequence[Sequence[int]], sizes: Sequence[int], counts: Sequence[Sequence[int]]
) -> int | None:
    """The first of the counts that these sums fix, or may fix; None where each stays hidden.

    Sums and counts have a 1 for every kind of people they hold; ``sizes`` are the people of each
    kind. Only moves of one free kind or two are tried: where others alone would change a count,
    it is taken for fixed, which withholds more and gives nothing away.

    >>> find_fixed([[1, 1]], [1, 1], [[1, 0]]), find_fixed([[1, 0]], [1, 1], [[1, 0]])
    (None, 0)
    """
    left = [*range(len(counts))]
    for move in _list_moves(_find_free_moves(sums, len(sizes)), sizes):
        left = [
            i for i in left if not sum(m for m, held in zip(move, counts[i], strict=True) if held)
        ]
        if not left:
            return None
    return min(left, default=None)


def _list_moves(free: Sequence[_Move], sizes: Sequence[int]) -> Iterator[_Move]:
    """Moves of whole people that stay within the sizes, the simplest first."""

    def is_possible(move: _Move) -> bool:
        return all(m.denominator == 1 and abs(m) <= n for m, n in zip(move, sizes, strict=True))

    alone = (tuple(m * lcm(*(m.denominator for m in move)) for m in move) for move in free)
    yield from filter(is_possible, alone)
    for one, two in combinations(free, 2):
        for sign in (1, -1):
            both = tuple(a + sign * b for a, b in zip(one, two, strict=True))
            if is_possible(both):
                yield both


def _find_free_moves(sums: Sequence[Sequence[int]], many: int) -> list[_Move]:
    """One move for each kind that the sums leave free: one more in it, made up for by others."""
    pivots: dict[int, list[Fraction]] = {}
    for each in sums:
        row = [Fraction(value) for value in each]
        for pivot, above in pivots.items():
            row = _clear(row, above, pivot)
        found = next((k for k, value in enumerate(row) if value), None)
        if found is None:
            continue
        row = [value / row[found] for value in row]
        pivots = {pivot: _clear(above, row, found) for pivot, above in pivots.items()}
        pivots[found] = row
    moves = []
    for kind in (k for k in range(many) if k not in pivots):
        move = [Fraction(int(k == kind)) for k in range(many)]
        for pivot, row in pivots.items():
            move[pivot] = -row[kind]
        moves.append(tuple(move))
    return moves


def _clear(row: list[Fraction], by: list[Fraction], place: int) -> list[Fraction]:
    """The row less so much of another that nothing is left in that place."""
    times = row[place]
    return [a - times * b for a, b in zip(row, by, strict=True)] if times else row
