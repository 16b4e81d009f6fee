"""Looking up quotes in what was said: as it was, repaired, with other words, or not at all."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import cached_property

from interviewkit.checking.tokens import cut_tokens

EXACT, REPAIRED, DRIFTED, MISSING = "exact", "repaired", "drifted", "missing"

_GAP = re.compile(r"(…|\.\.\.+|\[[^\[\]]{0,60}\]|\(\s*(?:…|\.\.\.)\s*\)|⋯)")
REDACTED = 8
"""So many words may stand behind one that was put in brackets."""
ALIKE = 0.6
"""From this part of its words on, in their order, a quote is one that was changed."""
LOOKED_AT = 16
RAREST = 4


Changes = Sequence[tuple[str, int, int, int, int]]
"""What lies between two runs of words, as ``difflib`` tells it."""


@dataclass(frozen=True, slots=True)
class SpokenTurn:
    """What somebody said at once."""

    transcript: str
    position: int
    person: str
    text: str

    @property
    def place(self) -> str:
        return f"{self.transcript}, turn {self.position}"


@dataclass(frozen=True, slots=True)
class QuoteFound:
    """How a quote stands to what was said: in which turns, and what was said instead.

    ``changes`` are (the quote's words, the speaker's words), either of which may be empty.
    """

    state: str
    turns: tuple[SpokenTurn, ...] = ()
    said: str = ""
    changes: tuple[tuple[str, str], ...] = ()


class SpeechSearch:
    """All that was said, to be searched by its words."""

    def __init__(self, turns: Sequence[SpokenTurn]) -> None:
        self.turns = tuple(turns)

    @cached_property
    def _keys(self) -> list[list[str]]:
        return [[token.key for token in cut_tokens(turn.text)] for turn in self.turns]

    @cached_property
    def _where(self) -> dict[str, set[int]]:
        where: dict[str, set[int]] = defaultdict(set)
        for number, keys in enumerate(self._keys):
            for key in keys:
                where[key].add(number)
        return dict(where)

    def find(self, quote: str) -> QuoteFound:
        """Where a quote was said; of several people who said the same, all turns are given."""
        parts, gaps = _cut_parts(quote)
        if not parts:
            return QuoteFound(MISSING)
        found = [n for n in self._candidates(parts) if _fits(self._keys[n], parts, gaps)]
        if found:
            plain = _make_plain(quote)
            exact = [n for n in found if plain in _make_plain(self.turns[n].text)]
            state = EXACT if exact else REPAIRED
            return QuoteFound(state, tuple(self.turns[n] for n in exact or found))
        return self._find_alike([key for part in parts for key in part])

    def _candidates(self, parts: Sequence[Sequence[str]]) -> list[int]:
        keys = {key for part in parts for key in part}
        if not keys <= self._where.keys():
            return []
        rarest = sorted(keys, key=lambda key: (len(self._where[key]), key))[:RAREST]
        return sorted(set.intersection(*(self._where[key] for key in rarest)))

    def _find_alike(self, keys: Sequence[str]) -> QuoteFound:
        """The turn that has most of the words in their order, if it has enough of them."""
        best: tuple[float, int, Changes, int] | None = None
        for number in self._share_words(keys):
            ratio, changes, start = _compare(keys, self._keys[number])
            if best is None or ratio > best[0]:
                best = (ratio, number, changes, start)
        if best is None or best[0] < ALIKE:
            return QuoteFound(MISSING)
        _, number, codes, start = best
        turn = self.turns[number]
        tokens = cut_tokens(turn.text)[start:]
        last = max(code[4] for code in codes)
        said = turn.text[tokens[0].start : tokens[min(last, len(tokens)) - 1].end]
        told = tuple(
            (" ".join(keys[a:b]), " ".join(self._keys[number][start + c : start + d]))
            for kind, a, b, c, d in codes
            if kind != "equal"
        )
        return QuoteFound(DRIFTED, (turn,), said, told)

    def _share_words(self, keys: Sequence[str]) -> list[int]:
        """The turns that share the rarest words, most of them first."""
        known = sorted(
            {key for key in keys if key in self._where},
            key=lambda key: (len(self._where[key]), key),
        )
        weights: dict[int, float] = defaultdict(float)
        for key in known[: max(LOOKED_AT, len(known) // 2)]:
            for number in self._where[key]:
                weights[number] += 1.0 / (2 + len(self._where[key])) + 0.02
        ranked = sorted(weights, key=lambda number: (-weights[number], number))
        return ranked[:LOOKED_AT]


def _cut_parts(quote: str) -> tuple[list[list[str]], list[bool]]:
    """The runs of words between gaps; for each but the first whether any number may be left out."""
    parts: list[list[str]] = []
    gaps: list[bool] = []
    wide = False
    for piece in _GAP.split(quote):
        if _GAP.fullmatch(piece):
            wide = wide or not piece.startswith("[") or not any(map(str.isalnum, piece))
        elif keys := [token.key for token in cut_tokens(piece)]:
            parts.append(keys)
            gaps.append(wide)
            wide = False
    return parts, gaps


def _fits(said: Sequence[str], parts: Sequence[Sequence[str]], gaps: Sequence[bool]) -> bool:
    """Whether the parts stand in this order, with no more between them than their gaps allow."""
    return any(_continues(said, parts, gaps, 1, end) for end in _ends(said, parts[0], 0, None))


def _continues(
    said: Sequence[str], parts: Sequence[Sequence[str]], gaps: Sequence[bool], n: int, at: int
) -> bool:
    if n == len(parts):
        return True
    most = None if gaps[n] else at + REDACTED
    return any(_continues(said, parts, gaps, n + 1, end) for end in _ends(said, parts[n], at, most))


def _ends(said: Sequence[str], part: Sequence[str], start: int, most: int | None) -> Iterator[int]:
    """Where a run of words ends, for each place at which it stands."""
    size, words = len(part), list(part)
    last = len(said) - size if most is None else min(most, len(said) - size)
    for at in range(start, last + 1):
        if said[at] == words[0] and list(said[at : at + size]) == words:
            yield at + size


def _compare(keys: Sequence[str], said: Sequence[str]) -> tuple[float, Changes, int]:
    """The part of the words that a turn has in their order, and how the best stretch differs."""
    whole = SequenceMatcher(None, keys, said, autojunk=False)
    a, b, size = whole.find_longest_match()
    if not size:
        return 0.0, [], 0
    start = max(0, b - a - 6)
    stretch = said[start : b + len(keys) - a + 6]
    close = SequenceMatcher(None, keys, stretch, autojunk=False)
    blocks = [block for block in close.get_matching_blocks() if block.size]
    first, end = blocks[0].b, blocks[-1].b + blocks[-1].size
    first, end = (
        max(0, first - blocks[0].a),
        min(len(stretch), end + len(keys) - blocks[-1].a - blocks[-1].size),
    )
    codes = SequenceMatcher(None, keys, stretch[first:end], autojunk=False).get_opcodes()
    matched = sum(code[2] - code[1] for code in codes if code[0] == "equal")
    added = sum(code[4] - code[3] for code in codes if code[0] == "insert")
    ratio = matched / (len(keys) + 0.5 * added)
    return ratio, codes, start + first


def _make_plain(text: str) -> str:
    """A text in one line, composed alike, with marks of quotes as they are on a typewriter."""
    marks = str.maketrans("‘’‚“”„«»", '\'\'\'"""""')
    return unicodedata.normalize("NFC", " ".join(text.split())).translate(marks)
