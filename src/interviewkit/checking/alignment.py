"""Where a document says what the study's own report says, word by word.

Both are followed side by side with their numbers masked, so that a number is found by the words
and numbers around it, whether these stand in a sentence, a table or a chart, and however lines are
broken. Where they part, the place is taken up again at which most of what follows is the same:
words may have been changed, rows cut, chapters moved.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from interviewkit.checking.streams import GRAM, TokenStream
from interviewkit.checking.tokens import MASK, PER_CENT

FOLLOWED = 3
"""A document is followed along so many reports, those that have most in common with it."""
AHEAD = 16
"""So many tokens that follow decide which place is the better one."""
LEFT_OUT, PUT_IN = 240, 90
"""So many tokens may be missing from the document, or be new in it, at one place."""
MASKED = 0.4
"""What a number counts that is another than the study's; a word, or the same number, counts 1."""
ENOUGH, ENOUGH_ANYWHERE = 2.3, 6.0
WORDS_ANYWHERE = 3
MOST_PLACES = 400
JOINED = 3
BACK, CLEARLY = 8, 3
"""So many tokens before count, too, where a place is doubted, and so many more must be the same."""
NEAR, ENOUGH_NEAR, SHIFTED = 10, 9, 4
"""A number is taken for another only where of so many tokens on both sides so many are the same,
at places that are shifted by no more than so many."""


@dataclass(frozen=True)
class ReportAlignment:
    """For each token of ``document`` the token of ``expected`` that it is, or -1."""

    document: TokenStream
    expected: TokenStream
    bound: Sequence[int]

    @cached_property
    def same(self) -> Sequence[bool]:
        """Whether a token is found, and the same to the last sign."""
        keys, others = self.document.tokens, self.expected.tokens
        return [j >= 0 and keys[i].key == others[j].key for i, j in enumerate(self.bound)]

    def is_firm(self, at: int) -> bool:
        """Whether enough around a token is the same to say that it is meant to be another's."""
        if self.bound[at] < 0 or self._count_same(at) < ENOUGH_NEAR:
            return False
        before, after = self._count_joined(at, -1), self._count_joined(at, 1)
        return min(before, after) >= 1 and before + after >= JOINED

    def _count_same(self, at: int) -> int:
        j = self.bound[at]
        near = range(max(0, at - NEAR), min(len(self.bound), at + NEAR + 1))
        return sum(
            self.same[k] and abs((self.bound[k] - j) - (k - at)) <= SHIFTED for k in near if k != at
        )

    def _count_joined(self, at: int, way: int) -> int:
        """How many of the next tokens on one side stand there in both; all where there are none."""
        near = [at + way * step for step in range(1, JOINED + 1)]
        near = [k for k in near if 0 <= k < len(self.bound)]
        return sum(self.bound[k] - self.bound[at] == k - at for k in near) if near else JOINED

    def list_changes(self, most: int = 14) -> Iterator[tuple[range, range]]:
        """Where both go on together after a few other words: the tokens of each, which may be none.

        Yields pairs of ranges: of the document and of the expected.
        """
        last = -1
        for i, j in enumerate(self.bound):
            if j < 0:
                continue
            if last >= 0:
                ours, theirs = range(last + 1, i), range(self.bound[last] + 1, j)
                if (ours or theirs) and len(ours) <= most and 0 <= j - self.bound[last] - 1 <= most:
                    yield ours, theirs
            last = i


def align(document: TokenStream, printed: Sequence[TokenStream]) -> ReportAlignment:
    """Follow a document along the report that it is most like; what that has not, the others may.

    ``printed`` are the report's profiles and formats.
    """
    alike = sorted(printed, key=lambda each: -len(each.runs & document.runs))
    found = [_Follower(document, each).follow() for each in alike[:FOLLOWED]]
    found.sort(key=lambda each: -sum(each.same))
    bound, offset = [-1] * len(document), 0
    for each in found:
        for i, j in enumerate(each.bound):
            if j >= 0 and bound[i] < 0 and (not offset or each.same[i]):
                bound[i] = offset + j
        offset += len(each.expected)
    return ReportAlignment(document, TokenStream.join(each.expected for each in found), bound)


class _Follower:
    def __init__(self, document: TokenStream, expected: TokenStream) -> None:
        self.document, self.expected = document, expected
        self.ours, self.theirs = document.masks, expected.masks
        self.places = expected.places

    def follow(self) -> ReportAlignment:
        bound = [-1] * len(self.ours)
        i, j = 0, 0
        while i < len(self.ours):
            if j < len(self.theirs) and self.ours[i] == self.theirs[j]:
                if self.document.tokens[i].key != self.expected.tokens[j].key:
                    j = self._doubt(i, j)
                bound[i] = j
                i, j = i + 1, j + 1
            elif (found := self._resume(i, j)) is not None:
                i, j = found
            else:
                i += 1
        return ReportAlignment(self.document, self.expected, bound)

    def _resume(self, i: int, j: int) -> tuple[int, int] | None:
        """The best place at which both are the same again; ``None`` where there is none."""
        best: tuple[float, int, int] | None = None
        for skipped in range(min(PUT_IN, len(self.ours) - i)):
            at = i + skipped
            for place in self._near(at, j):
                left = place - j
                cost = 0.04 * skipped + 0.02 * left + (0.2 if skipped != left else 0.0)
                score = self._score(at, place) - cost
                if score >= ENOUGH and (best is None or score > best[0]):
                    best = (score, at, place)
            if best is not None and skipped > 8 and best[0] > AHEAD - 4:
                break
        if best is None or best[0] < AHEAD / 2:
            best = max(filter(None, (best, self._search(i, j))), default=None)
        return None if best is None else best[1:]

    def _near(self, at: int, j: int) -> Sequence[int]:
        found = self.places.get(self.ours[at : at + GRAM], [])
        return found[bisect_left(found, j) : bisect_right(found, j + LEFT_OUT)]

    def _search(self, i: int, j: int) -> tuple[float, int, int] | None:
        """The best place anywhere, if enough words say that it is the one."""
        found = self.places.get(self.ours[i : i + GRAM], [])
        middle = bisect_left(found, j)
        near = found[max(0, middle - MOST_PLACES) : middle + MOST_PLACES]
        best: tuple[float, int, int] | None = None
        for place in near:
            if self._count_words(i, place) < WORDS_ANYWHERE:
                continue
            score = self._score(i, place)
            if score >= ENOUGH_ANYWHERE and (best is None or score > best[0]):
                best = (score, i, place)
        return best

    def _doubt(self, i: int, j: int) -> int:
        """Where a number is another: a place at which clearly more around it is the same, or j."""
        best, place = self._count_around(i, j) + CLEARLY, j
        found = self.places.get(self.ours[i : i + GRAM], [])
        middle = bisect_left(found, j)
        for other in found[max(0, middle - MOST_PLACES) : middle + MOST_PLACES]:
            if (count := self._count_around(i, other)) >= best:
                best, place = count + 1, other
        return place

    def _count_around(self, i: int, j: int) -> int:
        """How many tokens before and after are the same to the last sign."""
        ours, theirs = self.document.tokens, self.expected.tokens
        first, last = -min(BACK, i, j), min(AHEAD, len(ours) - i, len(theirs) - j)
        return sum(ours[i + n].key == theirs[j + n].key for n in range(first, last))

    def _run(self, i: int, j: int) -> int:
        """How many tokens in a row are the same from here on, numbers masked."""
        most = min(AHEAD, len(self.ours) - i, len(self.theirs) - j)
        n = 0
        while n < most and self.ours[i + n] == self.theirs[j + n]:
            n += 1
        return n

    def _score(self, i: int, j: int) -> float:
        ours, theirs = self.document.tokens, self.expected.tokens
        return sum(
            1.0 if ours[i + n].key == theirs[j + n].key else MASKED for n in range(self._run(i, j))
        )

    def _count_words(self, i: int, j: int) -> int:
        words = self.ours[i : i + self._run(i, j)]
        return len({word for word in words if word not in (MASK, PER_CENT)})
