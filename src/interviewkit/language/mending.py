"""One text becomes another: where each slice of the first stands in the second."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import cached_property

from interviewkit.model.span import Span

Gap = tuple[int, int, int, int]
"""Where two texts differ: start and end in the first, start and end in the second."""

_PIECE = re.compile(r"\w+|\s|[^\w\s]")

WORK = 4_000_000
"""Pairs of pieces that are compared at most; longer texts that differ all over are one gap."""

CONTEXTS = (12, 6, 3, 0)
"""So many characters around a change find its place again; fewer where others changed nearby."""


@dataclass(frozen=True)
class TextChange:
    """The way from one text to another, word by word."""

    before: str
    after: str

    def move(self, span: Span) -> Span | None:
        """Where a slice stands afterwards; ``None`` where nothing of it is left.

        What was the whole text stays the whole. A slice keeps its words where they stand, takes on
        what was put within it, and nothing of what was put beside it. Where words were replaced it
        stands on what replaced them.
        """
        if span == (0, len(self.before)):
            found = (0, len(self.after))
        else:
            found = self._move(span[0], is_end=False), self._move(span[1], is_end=True)
        start, end = found
        gone = not self.after[start:end].strip() and self.before[slice(*span)].strip()
        return None if start >= end or gone else found

    def _move(self, place: int, *, is_end: bool) -> int:
        """Where an offset stands: by words, and within a replaced word by its signs."""
        found, is_exact = _move_offset(place, self.gaps, is_end=is_end)
        return found if is_exact else _move_offset(place, self._fine, is_end=is_end)[0]

    @cached_property
    def gaps(self) -> Sequence[Gap]:
        """Where the words differ, in order."""
        old = [match.span() for match in _PIECE.finditer(self.before)]
        new = [match.span() for match in _PIECE.finditer(self.after)]
        said = [self.before[a:b] for a, b in old], [self.after[a:b] for a, b in new]
        ends = [*(a for a, _ in old), len(self.before)], [*(a for a, _ in new), len(self.after)]
        return [
            (ends[0][i], ends[0][j], ends[1][k], ends[1][m])
            for i, j, k, m in _find_gaps(*said)
        ]  # fmt: skip

    @cached_property
    def _fine(self) -> Sequence[Gap]:
        """The same without the signs that both sides of a gap begin and end with."""
        return [self._narrow(gap) for gap in self.gaps]

    def _narrow(self, gap: Gap) -> Gap:
        a, b, c, d = gap
        while a < b and c < d and self.before[a] == self.after[c]:
            a, c = a + 1, c + 1
        while a < b and c < d and self.before[b - 1] == self.after[d - 1]:
            b, d = b - 1, d - 1
        return a, b, c, d


def _move_offset(place: int, gaps: Sequence[Gap], *, is_end: bool) -> tuple[int, bool]:
    """Where an offset stands behind the gaps before it; ``False``: it lay within a gap."""
    shift = 0
    for a, b, c, d in gaps:
        if place < a or (is_end and place == a):
            return place + shift, True
        if not is_end and place == a:  # what is put in before a slice is no part of it
            return (d if a == b else c), True
        if is_end and place == b:
            return d, True
        if place < b:
            return (d if is_end else c), False
        shift = d - b
    return place + shift, True


def apply_again(was: str, now: str, there: str) -> str | None:
    """Make the changes that led from ``was`` to ``now`` in a text that is much like ``was``.

    A change whose result stands there already is left. ``None`` where one has no place, or several.
    """
    if there in (was, now):
        return now
    for gap in reversed(TextChange(was, now).gaps):
        mended = _apply_gap(was, now, gap, there)
        if mended is None:
            return None
        there = mended
    return there


def _apply_gap(was: str, now: str, gap: Gap, there: str) -> str | None:
    a, b, c, d = gap
    for size in CONTEXTS:
        before, after = was[max(0, a - size) : a], was[b : b + size]
        wanted, made = (before + piece + after for piece in (was[a:b], now[c:d]))
        if wanted.strip() and there.count(wanted) == 1:
            return there.replace(wanted, made)
        if size and made in there and wanted not in there:
            return there
    return None


def _find_gaps(old: Sequence[str], new: Sequence[str]) -> list[Gap]:
    """The stretches, by piece, in which two lists differ."""
    first, most = 0, min(len(old), len(new))
    while first < most and old[first] == new[first]:
        first += 1
    last = 0
    while last < most - first and old[-1 - last] == new[-1 - last]:
        last += 1
    i, j, k, m = first, len(old) - last, first, len(new) - last
    if (j - i) * (m - k) > WORK:
        return [(i, j, k, m)]
    # autojunk would ignore what occurs often, as blanks do.
    matcher = SequenceMatcher(None, old[i:j], new[k:m], autojunk=False)
    return [
        (i + a, i + b, k + c, k + d)
        for kind, a, b, c, d in matcher.get_opcodes()
        if kind != "equal"
    ]
