"""Two versions of one conversation, turn by turn: what is the same, what changed, what is new."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from functools import cached_property

from interviewkit.model import Turn
from interviewkit.model.span import Span

ALIKE = 0.4
"""Turns that share so much of the longer one's words, in order, are one turn that was changed."""

RELATED = 0.5
"""A quote is looked for only in turns that share so much of the shorter one's words."""

# Scripts without blanks between words are compared sign by sign.
_UNSPACED = "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff"
_WORD = re.compile(f"[{_UNSPACED}\U00020000-\U0003ffff]|[^\\W{_UNSPACED}]+")

Pairs = list[tuple[int, int]]


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a turn (by its index) with its offsets."""

    key: str
    turn: int
    start: int
    end: int

    @property
    def has_letters(self) -> bool:
        return any(sign.isalpha() for sign in self.key)


@dataclass(frozen=True)
class Alignment:
    """How the turns of ``new`` go back to those of ``old``, by index from 0.

    ``same`` says the same, whoever is named as its speaker; ``changed`` is the same turn with
    other words. Turns that are in neither came, went, or were put together or taken apart.
    """

    old: Sequence[Turn] = field(repr=False)
    new: Sequence[Turn] = field(repr=False)
    same: Mapping[int, int]
    changed: Mapping[int, int]
    words: Mapping[Word, Word] = field(repr=False)

    def find_span(self, turn: int, start: int, end: int) -> tuple[int, Span] | None:
        """Where a slice of an old turn that is not the same stands now; ``None``: nowhere whole.

        All of its words must stand in one new turn, in order, with no other word between them.
        """
        said = [w for w in self._old_words[turn] if w.start < end and w.end > start]
        now = [self.words[w] for w in said if w in self.words]
        lettered = [w for w in said if w.has_letters]
        if not lettered or any(w not in self.words for w in lettered):
            return None
        if len({w.turn for w in now}) != 1 or not self._is_related(turn, now[0].turn):
            return None
        place = self._new_words[now[0].turn]
        between = place[place.index(now[0]) : place.index(now[-1]) + 1]
        if any(w.has_letters and w not in now for w in between):
            return None
        return now[0].turn, self._with_marks(turn, (start, end), said, now)

    def read_in(self, new: int) -> set[int]:
        """The old turns that a new one repeats word for word; empty where a word came or went.

        Only numbers at the ends of a turn may: times that are speech for one reader and none for
        another.
        """
        olds = {self._back[w].turn for w in self._new_words[new] if w in self._back}
        sides = [
            (self._new_words[new], self._back),
            *((self._old_words[i], self.words) for i in olds),
        ]
        return olds if all(_is_whole(words, matched) for words, matched in sides) else set()

    def _is_related(self, old: int, new: int) -> bool:
        shared = sum(b.turn == new for b in map(self.words.get, self._old_words[old]) if b)
        shorter = min(len(self._old_words[old]), len(self._new_words[new]))
        return shared >= RELATED * shorter

    def _with_marks(self, turn: int, span: Span, said: Sequence[Word], now: Sequence[Word]) -> Span:
        """The place of these words with the signs around them that stood in the slice before."""
        before = self.old[turn].text[span[0] : max(span[0], said[0].start)]
        after = self.old[turn].text[min(span[1], said[-1].end) : span[1]]
        text = self.new[now[0].turn].text
        start, end = now[0].start, now[-1].end
        if before and text[:start].endswith(before):
            start -= len(before)
        if after and text[end:].startswith(after):
            end += len(after)
        return start, end

    @cached_property
    def _back(self) -> Mapping[Word, Word]:
        return {b: a for a, b in self.words.items()}

    @cached_property
    def _old_words(self) -> Sequence[Sequence[Word]]:
        return [split_turn_words(i, turn.text) for i, turn in enumerate(self.old)]

    @cached_property
    def _new_words(self) -> Sequence[Sequence[Word]]:
        return [split_turn_words(i, turn.text) for i, turn in enumerate(self.new)]


def align_turns(old: Sequence[Turn], new: Sequence[Turn]) -> Alignment:
    """Match the turns of two versions of a conversation, in order.

    First what the same person says in the same words, then the same words under another label,
    then what was moved and is there once; what is left between is compared word by word.
    """
    by_person = ([(t.speaker, t.text) for t in old], [(t.speaker, t.text) for t in new])
    by_text = ([t.text for t in old], [t.text for t in new])
    pairs = _align_in_order(*by_person, [(0, len(old), 0, len(new))])
    pairs = sorted(pairs + _align_in_order(*by_text, _gaps(pairs, len(old), len(new))))
    gaps = _gaps(pairs, len(old), len(new))
    moved = _match_moved(by_person, pairs)
    same = dict(pairs + moved)
    words: dict[Word, Word] = {}
    taken = set(same.values())
    for a, b, c, d in gaps:
        left = [i for i in range(a, b) if i not in same]
        came = [j for j in range(c, d) if j not in taken]
        words |= _match_words(old, new, left, came)
    changed = _pair_changed(old, new, words)
    return Alignment(old, new, same, changed, words)


def split_turn_words(turn: int, text: str) -> list[Word]:
    """The words of a text, case ignored; sign by sign where a script has no blanks."""
    return [Word(m.group().casefold(), turn, m.start(), m.end()) for m in _WORD.finditer(text)]


def build_shingles(turns: Sequence[Turn], size: int = 4) -> set[tuple[str, ...]]:
    """The runs of so many words in a conversation: what two tellings of one have in common."""
    keys = [word.key for i, turn in enumerate(turns) for word in split_turn_words(i, turn.text)]
    if len(keys) < size:
        return {tuple(keys)} if keys else set()
    return {tuple(keys[i : i + size]) for i in range(len(keys) - size + 1)}


def _is_whole(words: Sequence[Word], matched: Mapping[Word, Word]) -> bool:
    """Whether all words are matched, but for numbers before the first or behind the last."""
    known = [i for i, word in enumerate(words) if word in matched]
    if not known or not any(words[i].has_letters for i in known):
        return False
    within = range(known[0], known[-1] + 1)
    return all(w in matched or (i not in within and not w.has_letters) for i, w in enumerate(words))


def _align_in_order(
    old: Sequence[Hashable], new: Sequence[Hashable], gaps: Sequence[tuple[int, int, int, int]]
) -> Pairs:
    """Index pairs of equal items, in order, within stretches of both."""
    pairs: Pairs = []
    for a, b, c, d in gaps:
        # autojunk would ignore what occurs often, and "Yes." is a turn like any other.
        matcher = SequenceMatcher(None, old[a:b], new[c:d], autojunk=False)
        for i, j, n in matcher.get_matching_blocks():
            pairs += [(a + i + k, c + j + k) for k in range(n)]
    return pairs


def _gaps(pairs: Pairs, n: int, m: int) -> list[tuple[int, int, int, int]]:
    """The stretches of both sides that lie between pairs."""
    found, a, c = [], 0, 0
    for i, j in [*pairs, (n, m)]:
        if i > a or j > c:
            found.append((a, i, c, j))
        a, c = i + 1, j + 1
    return found


def _match_moved(sides: tuple[Sequence[Hashable], Sequence[Hashable]], pairs: Pairs) -> Pairs:
    """What is left on both sides exactly once: it stands elsewhere now."""
    old, new = sides
    used_old, used_new = {i for i, _ in pairs}, {j for _, j in pairs}
    left = {i: key for i, key in enumerate(old) if i not in used_old}
    came = {j: key for j, key in enumerate(new) if j not in used_new}
    once_old, once_new = Counter(left.values()), Counter(came.values())
    where = {key: j for j, key in came.items() if once_new[key] == 1}
    return [(i, where[key]) for i, key in left.items() if once_old[key] == 1 and key in where]


def _match_words(
    old: Sequence[Turn], new: Sequence[Turn], left: Sequence[int], came: Sequence[int]
) -> dict[Word, Word]:
    """Old word → new word of turns that lie in one gap, in order."""
    before = [word for i in left for word in split_turn_words(i, old[i].text)]
    after = [word for j in came for word in split_turn_words(j, new[j].text)]
    matcher = SequenceMatcher(None, [w.key for w in before], [w.key for w in after])
    return {
        before[i + k]: after[j + k] for i, j, n in matcher.get_matching_blocks() for k in range(n)
    }


def _pair_changed(
    old: Sequence[Turn], new: Sequence[Turn], words: Mapping[Word, Word]
) -> dict[int, int]:
    """Old turn → the new turn that it has become, the most alike first, each once."""
    shared = Counter((a.turn, b.turn) for a, b in words.items())
    pairs: dict[int, int] = {}
    for (i, j), n in sorted(shared.items(), key=lambda item: (-item[1], item[0])):
        # Of the longer one: a turn of three words lies within many others and is none of them.
        longer = max(len(split_turn_words(i, old[i].text)), len(split_turn_words(j, new[j].text)))
        if i not in pairs and j not in pairs.values() and n >= ALIKE * longer:
            pairs[i] = j
    return pairs
