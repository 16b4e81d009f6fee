"""Pieces of one text found in another in their order: those that are there once, then the rest."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterator, Sequence

Stretch = tuple[int, int]
"""From which sign to which (exclusive)."""

Placed = tuple[int, int]
"""Which stretch, and the sign of the other text at which it stands."""

LONG = 12
"""A stretch of so many signs that is there once is certainly that one."""

GRAM = LONG // 2
"""So many signs of a text are noted together with their place."""

MOST = 64
"""So many occurrences of one stretch are weighed, those nearest to where it is to be expected."""

NEXT = 2
"""What it earns to stand right behind the stretch before."""


def find_anchors(text: str, spoken: str, stretches: Sequence[Stretch]) -> list[Placed]:
    """The long stretches that stand in a text exactly once, as many as are in order."""
    find = _Grams(text).find_twice
    found = []
    for i, (first, last) in enumerate(stretches):
        if last - first >= LONG and len(places := find(spoken[first:last])) == 1:
            found.append((i, places[0]))
    return _keep_ordered(found, stretches)


class _Grams:
    """Where a long piece stands in a text, without reading all of it for each piece.

    Every sixth place of the text is noted with the six signs that stand there. Wherever a piece
    stands, all of its grams from one of its first six signs on are noted: the rarest tells where.
    """

    def __init__(self, text: str) -> None:
        self._text = text
        self._noted: dict[str, list[int]] = {}
        for at in range(0, len(text) - GRAM + 1, GRAM):
            self._noted.setdefault(text[at : at + GRAM], []).append(at)

    def find_twice(self, piece: str) -> list[int]:
        """The places of a piece, no more than two of them."""
        found: list[int] = []
        for shift in range(GRAM):
            grams = range(shift, len(piece) - GRAM + 1, GRAM)
            noted = ((self._noted.get(piece[at : at + GRAM], ()), at) for at in grams)
            rarest, ahead = min(noted, key=lambda each: len(each[0]))
            for at in rarest:
                if at >= ahead and self._text.startswith(piece, at - ahead):
                    found.append(at - ahead)
                    if len(found) > 1:
                        return found
        return found


def find_way(
    text: str,
    spoken: str,
    stretches: Sequence[Stretch],
    within: Stretch,
    weigh: Callable[[int, int], int],
) -> list[Placed]:
    """The way through a text that places stretches in their order and earns most.

    ``weigh`` says what a stretch earns at a sign, 0 where it cannot stand there. What has no place
    is left out. Of ways that earn the same, the one that goes by earlier signs is taken.
    """
    start, end = within
    best = _Best(end - start + 1)
    steps: list[tuple[int, int, int]] = []  # stretch, sign, the step before
    before: dict[int, tuple[int, int]] = {}  # end of the stretch before → (earned, step)
    find_near = _Occurrences(text, within)
    total, said = sum(map(_size, stretches)), 0
    for i, (first, last) in enumerate(stretches):
        piece, came = spoken[first:last], {}
        expected = start + (end - start) * said // total
        said += last - first
        for at in find_near(piece, expected):
            worth = weigh(i, at)
            if not worth:
                continue
            earned, step = best.up_to(at - start)
            if at in before and before[at][0] + NEXT > earned:
                earned, step = before[at][0] + NEXT, before[at][1]
            steps.append((i, at, step))
            came[at + last - first] = (earned + worth, len(steps) - 1)
        for behind, (earned, step) in came.items():
            best.note(behind - start, earned, step)
        before = came
    return _walk_back(steps, best.up_to(end - start)[1])


class _Occurrences:
    """Where pieces stand between two signs of a text; each is looked for once."""

    def __init__(self, text: str, within: Stretch) -> None:
        self._text, self._within = text, within
        self._known: dict[str, list[int]] = {}

    def __call__(self, piece: str, expected: int) -> Sequence[int]:
        """The signs at which a piece stands, those nearest to where it is expected, in order."""
        if piece not in self._known:
            self._known[piece] = list(self._find(piece))
        found = self._known[piece]
        if len(found) <= MOST:
            return found
        first = max(0, min(bisect_right(found, expected) - MOST // 2, len(found) - MOST))
        return found[first : first + MOST]

    def _find(self, piece: str) -> Iterator[int]:
        start, end = self._within
        at = self._text.find(piece, start, end)
        while at >= 0:
            yield at
            at = self._text.find(piece, at + 1, end)


def _walk_back(steps: Sequence[tuple[int, int, int]], step: int) -> list[Placed]:
    way = []
    while step >= 0:
        i, at, step = steps[step]
        way.append((i, at))
    return way[::-1]


def _keep_ordered(found: Sequence[Placed], stretches: Sequence[Stretch]) -> list[Placed]:
    """The longest run of places of which each lies behind the one before (patience sorting)."""
    ends: list[int] = []
    tops: list[int] = []
    back: list[int] = []
    for k, (_, at) in enumerate(found):
        pile = bisect_right(ends, at)
        back.append(tops[pile - 1] if pile else -1)
        if pile == len(ends):
            ends.append(at)
            tops.append(k)
        elif at < ends[pile]:
            ends[pile], tops[pile] = at, k
    way, k = [], tops[-1] if tops else -1
    while k >= 0:
        way.append(found[k])
        k = back[k]
    kept: list[Placed] = []
    for i, at in reversed(way):
        behind = kept[-1][1] + _size(stretches[kept[-1][0]]) if kept else 0
        if at >= behind:
            kept.append((i, at))
    return kept


def _size(stretch: Stretch) -> int:
    return stretch[1] - stretch[0]


class _Best:
    """The most that was earned up to a place, with the step that did (a binary indexed tree)."""

    def __init__(self, size: int) -> None:
        self._size = size
        self._tree = [(0, -1)] * (size + 1)

    def note(self, place: int, earned: int, step: int) -> None:
        place += 1
        while place <= self._size:
            if earned > self._tree[place][0]:
                self._tree[place] = (earned, step)
            place += place & -place

    def up_to(self, place: int) -> tuple[int, int]:
        found, place = (0, -1), place + 1
        while place > 0:
            if self._tree[place][0] > found[0]:
                found = self._tree[place]
            place -= place & -place
        return found
