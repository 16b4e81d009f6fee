"""Captions that roll: a line is shown again while the next one comes in.

Automatic captions show each line two or three times, live captions a line that grows. Counted as
they stand, every word would be said several times. But people do say "Yes." twice: so words are
taken for repeated only where the file rolls as a whole.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from interviewkit.errors import Problem
from interviewkit.readers.contract import Aside, Source, SpeechPiece

ROLLS = 0.5
"""From this share of the cues that could repeat the one before on, the file rolls."""

DOUBT = 0.2
"""From this share on, the file may roll in part, which is told."""

LONGEST = 400
"""So many words are compared at most; what is shown on a screen has fewer."""

SHOWN_SECONDS = 2.0
"""A line is gone from the screen after so long a silence."""

FILLER_SECONDS = 0.1
"""Tools put cues of a hundredth of a second between two steps of the roll."""

MANY = 3
"""So many words alike are no accident, wherever lines end."""

Shown = list[SpeechPiece]
"""What one cue shows: a piece for each voice, lines parted by ``\\n``."""


@dataclass(frozen=True, slots=True)
class _Words:
    """The words of a cue as they are compared, and how many there are up to the end of a line."""

    words: tuple[str, ...]
    ends: frozenset[int]

    @classmethod
    def of(cls, shown: Shown) -> _Words:
        words: list[str] = []
        ends = set()
        for piece in shown:
            for line in piece.text.split("\n"):
                words += [_simplify_word(word) for word in line.split()]
                ends.add(len(words))
        return cls(tuple(words), frozenset(ends))


def unroll_captions(
    cues: Sequence[Shown], source: Source
) -> tuple[list[Shown], list[Aside], list[Problem]]:
    """Each word once, in the cue where it was first shown; what was repeated; and doubts."""
    told = [_Words.of(shown) for shown in cues]
    steps = _steps(cues, told)
    possible = [
        n
        for n in range(1, len(cues))
        if _follows(cues[n - 1], cues[n]) and _can_tell_repeat(told, n)
    ]
    if not steps or not _is_enough(steps, told, cues) or len(steps) < ROLLS * len(possible):
        # Where few cues could be repeats, people repeated themselves: that is speech.
        problems = []
        if steps and len(steps) > DOUBT * len(possible):
            what = f"{len(steps)} cues begin with the words of the one before"
            what = f"{what}; they were kept as said twice"
            problems.append(source.problem(what, line=cues[steps[0]][0].line))
        return list(cues), [], problems
    return _without_repeats(cues, told)


def _simplify_word(word: str) -> str:
    """A word without case and the signs around it, which captions change as they grow."""
    return word.strip(".,;:!?…\"'“”‘’()[]-–—").casefold() or word


def _overlap(before: Sequence[str], after: Sequence[str]) -> int:
    """How many words at the end of the one are those at the start of the other."""
    most = min(len(before), len(after), LONGEST)
    return next((n for n in range(most, 0, -1) if before[-n:] == after[:n]), 0)


def _aligned(n: int, before: _Words, after: _Words) -> bool:
    """Whether so many words are a whole line or cue, or too many for an accident."""
    lines_before = {len(before.words) - end for end in before.ends} | {len(before.words)}
    return n >= MANY or n in after.ends or n in lines_before


def _follows(before: Shown, after: Shown) -> bool:
    """Whether the second cue comes while the first may still be on the screen, in one voice."""
    if not before or not after or before[-1].speaker != after[0].speaker:
        return False
    first, end, second = before[0].start, before[0].end, after[0].start
    if first is None or end is None or second is None:
        return False
    return first < second and second - end <= SHOWN_SECONDS


def _is_filler(shown: Shown) -> bool:
    start, end = shown[0].start, shown[0].end
    return start is not None and end is not None and end - start <= FILLER_SECONDS


def _can_tell_repeat(told: Sequence[_Words], n: int) -> bool:
    """Whether a repeat would show: both cues have two words, and are not one and the same."""
    before, after = told[n - 1].words, told[n].words
    return min(len(before), len(after)) > 1 and before != after


def _steps(cues: Sequence[Shown], told: Sequence[_Words]) -> list[int]:
    """Cues that begin with words of the one before and go on, or are such a filler."""
    found = []
    for n in range(1, len(cues)):
        if not _follows(cues[n - 1], cues[n]):
            continue
        before, after = told[n - 1], told[n]
        size = _overlap(before.words, after.words)
        moves = before.words != after.words or _is_filler(cues[n]) or _is_filler(cues[n - 1])
        if len(set(after.words[:size])) > 1 and moves and _aligned(size, before, after):
            found.append(n)
    return found


def _is_enough(steps: Sequence[int], told: Sequence[_Words], cues: Sequence[Shown]) -> bool:
    """Whether the steps show two different lines, as one alone may be an accident; or fillers."""
    openings = {told[n].words[:2] for n in steps}
    grown = [n for n, after in pairwise(steps) if after == n + 1]
    fillers = [n for n in steps if _is_filler(cues[n]) or _is_filler(cues[n - 1])]
    return max(len(openings), len(grown), len(fillers)) > 1


def _without_repeats(
    cues: Sequence[Shown], told: Sequence[_Words]
) -> tuple[list[Shown], list[Aside], list[Problem]]:
    kept: list[Shown] = []
    asides: list[Aside] = []
    said: list[str] = []
    for n, (shown, words) in enumerate(zip(cues, told, strict=True)):
        size = 0
        if n and _follows(cues[n - 1], shown):
            size = _overlap(tuple(said[-LONGEST:]), words.words)
            size = size if _aligned(size, told[n - 1], words) else 0
            if not size and (stale := _corrected(told[n - 1].words, words.words)):
                asides += _take_back(kept, stale)
                size = len(told[n - 1].words) - stale
                del said[-stale:]
        new, repeated = _cut(shown, size)
        asides += repeated
        kept.append(new)
        said += words.words[size:]
    return kept, asides, []


def _corrected(before: Sequence[str], after: Sequence[str]) -> int:
    """How many of the last words of a line the next cue writes anew as the line grows."""
    alike = next((n for n, pair in enumerate(zip(before, after, strict=False)) if len({*pair}) > 1),
                 min(len(before), len(after)))  # fmt: skip
    grows = len(after) >= len(before) > alike >= MANY
    return len(before) - alike if grows and alike * 3 >= len(before) * 2 else 0


def _take_back(kept: list[Shown], words: int) -> list[Aside]:
    """So many of the last words off what was kept, as later captions correct them."""
    gone: list[Aside] = []
    for shown in reversed(kept):
        for place in range(len(shown) - 1, -1, -1):
            piece = shown[place]
            said = piece.text.split()
            stale = said[max(len(said) - words, 0) :] if words else []
            if stale:
                gone.append(Aside(piece.line, " ".join(stale), "words that captions correct"))
                left = " ".join(said[: len(said) - len(stale)])
                shown[place : place + 1] = [replace(piece, text=left)] if left else []
                words -= len(stale)
        if not words:
            break
    return gone


def _cut(shown: Shown, size: int) -> tuple[Shown, list[Aside]]:
    """The cue without its first words, and these words."""
    new: Shown = []
    repeated: list[Aside] = []
    for piece in shown:
        lines = []
        for line in piece.text.split("\n"):
            words = line.split()
            if gone := words[:size]:
                repeated.append(Aside(piece.line, " ".join(gone), "words that captions show again"))
            size -= len(gone)
            if rest := words[len(gone) :]:
                lines.append(line if not gone else " ".join(rest))
        if lines or not piece.text:
            new.append(replace(piece, text="\n".join(lines)))
    return new, repeated
