"""Words one by one, made into what somebody says: the blanks between them, and whose they are."""

from __future__ import annotations

import math
import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from typing import NamedTuple

from interviewkit.model.timing import NEAR, TimedStretch
from interviewkit.model.words import HAN, KANA, SOUTHEAST
from interviewkit.readers.contract import SpeechPiece
from interviewkit.readers.join import PAUSE_SECONDS

BREATH = 0.5
"""So long a silence of one channel may end what its speaker says, where another one begins."""

_UNSPACED = re.compile(
    f"[{HAN}{KANA}{SOUTHEAST}\u3000-\u303f\uff01-\uff60][{HAN}{KANA}{SOUTHEAST}\u3000-\u303f\uff01-\uff60]"
)
"""Two signs between which nobody writes a blank."""


class SpokenWord(NamedTuple):
    """A word and who says it; ``glued`` to what goes before, as a full stop is."""

    text: str
    start: float | None = None
    end: float | None = None
    confidence: float | None = None
    speaker: str = ""
    glued: bool = False

    @property
    def timed(self) -> TimedStretch:
        return TimedStretch(self.text.strip(), self.start, self.end, self.confidence)


def choose_gap(before: str, after: str) -> str:
    """What stands between two pieces of speech: a blank, or nothing in Chinese, Japanese, Thai …"""
    return "" if _UNSPACED.fullmatch(before[-1:] + after[:1]) else " "


def join_words(words: Sequence[SpokenWord]) -> str:
    """The words as a sentence. Where words bring their own blanks, these are what parts them."""
    if any(word.text[:1].isspace() for word in words):
        return " ".join("".join(word.text for word in words).split())
    text = ""
    for word in words:
        said = word.text.strip()
        if said:
            text += said if word.glued or not text else choose_gap(text, said) + said
    return text


def split_words(words: Sequence[SpokenWord]) -> list[SpeechPiece]:
    """Words without sentences as turns: by speaker where one is named, else by silence."""
    named = any(word.speaker for word in words)
    return split_by_speaker(words) if named else split_by_pause(words)


def split_by_speaker(words: Iterable[SpokenWord]) -> list[SpeechPiece]:
    """A piece for each stretch of words of one speaker."""
    return [_build(list(of)) for _, of in groupby(words, key=lambda word: word.speaker)]


def split_by_pause(words: Iterable[SpokenWord]) -> list[SpeechPiece]:
    """A piece for each stretch of words of one speaker without a long silence within."""
    return [_build(run) for run in _find_runs(words)]


def split_channels(channels: Sequence[Sequence[SpokenWord]]) -> list[SpeechPiece]:
    """Pieces of each channel of a recording: a long silence ends one, and a short one in which
    somebody on another channel begins. Who talks at the same time stays in one piece."""
    starts = [sorted(w.start for w in words if w.start is not None) for words in channels]
    pieces = []
    for n, words in enumerate(channels):
        others = [times for i, times in enumerate(starts) if i != n]
        pieces += [_build(part) for run in _find_runs(words) for part in _cut(run, others)]
    return pieces


def _cut(
    run: Sequence[SpokenWord], others: Sequence[Sequence[float]]
) -> Iterator[list[SpokenWord]]:
    part: list[SpokenWord] = []
    silent = math.inf
    for word in run:
        start = word.start if part and word.start is not None else -math.inf
        breathes = start - silent >= BREATH
        if breathes and any(bisect_left(of, silent) < bisect_left(of, start) for of in others):
            yield part
            part = []
        part.append(word)
        silent = word.end if word.end is not None else silent
    yield part


def _find_runs(words: Iterable[SpokenWord]) -> Iterator[list[SpokenWord]]:
    run: list[SpokenWord] = []
    last: float | None = None
    for word in words:
        silence = word.start - last if word.start is not None and last is not None else 0.0
        if run and (
            word.speaker != run[-1].speaker or (silence > PAUSE_SECONDS and not word.glued)
        ):
            yield run
            run = []
        run.append(word)
        last = word.end if word.end is not None else word.start if word.start is not None else last
    if run:
        yield run


def _build(words: Sequence[SpokenWord]) -> SpeechPiece:
    starts = (word.start for word in words if word.start is not None)
    ends = [each for word in words for each in (word.start, word.end) if each is not None]
    timed = tuple(word.timed for word in words if not word.glued or word.start is not None)
    return SpeechPiece(
        words[0].speaker,
        join_words(words),
        next(starts, None),
        max(ends, default=None),
        words=timed,
    )


def build_segment(
    text: str,
    speaker: str,
    start: float | None,
    end: float | None,
    words: Sequence[SpokenWord] = (),
    confidence: float | None = None,
) -> list[SpeechPiece]:
    """What a recogniser gives as one segment: a piece, or several where its words have several
    speakers. A segment whose words are not timed is timed as a whole."""
    if not words:
        whole = TimedStretch(text, start, end, confidence)
        return [SpeechPiece(speaker, text, start, end, words=(whole,))]
    named = _name_all(words, speaker)
    if len({word.speaker for word in named}) > 1:
        if not text:
            return split_by_speaker(named)
        if split := _split_text(text, named):
            return split
        named = [word._replace(speaker=speaker) for word in named]
    timed = tuple(word.timed for word in named)
    return [SpeechPiece(named[0].speaker, text or join_words(named), start, end, words=timed)]


def _name_all(words: Sequence[SpokenWord], speaker: str) -> list[SpokenWord]:
    """A word of nobody in particular is of whoever says the word before, else the next one."""
    known = [word.speaker for word in words if word.speaker]
    if len(known) == len(words):
        return list(words)
    now = known[0] if known else speaker
    named = []
    for word in words:
        now = word.speaker or now
        named.append(word if word.speaker else word._replace(speaker=now))
    return named


def _split_text(text: str, words: Sequence[SpokenWord]) -> list[SpeechPiece]:
    """The text cut where its words change their speaker; empty where they do not stand in it, and
    nothing tells where one speaker ends."""
    pieces: list[SpeechPiece] = []
    at = begin = 0
    groups = [list(of) for _, of in groupby(words, key=lambda word: word.speaker)]
    for n, group in enumerate(groups):
        for i, word in enumerate(group):
            said = word.text.strip()
            place = text.find(said, at, at + NEAR + len(said))
            if place < 0:
                return []
            if n and not i:
                pieces[-1] = _retext(pieces[-1], text[begin:place])
                begin = place
            at = place + len(said)
        pieces.append(_build(group))
    pieces[-1] = _retext(pieces[-1], text[begin:])
    return pieces


def _retext(piece: SpeechPiece, text: str) -> SpeechPiece:
    return SpeechPiece(
        piece.speaker, text.strip(), piece.start, piece.end, piece.line, piece.turn, piece.words
    )


# -- words that stand beside the sentences, and words in pieces ------------------------------------


def deal_words(texts: Sequence[str], words: Sequence[SpokenWord]) -> list[list[SpokenWord]]:
    """The words of all segments, each in the segment whose text has it next."""
    dealt: list[list[SpokenWord]] = [[] for _ in texts]
    place = at = 0
    for word in words:
        said = word.text.strip()
        for n in range(place, min(place + 3, len(texts))):
            begin = at if n == place else 0
            found = texts[n].find(said, begin, begin + NEAR + len(said))
            if found >= 0:
                place, at = n, found + len(said)
                dealt[n].append(word)
                break
    return dealt


def join_tokens(parts: Sequence[SpokenWord]) -> Iterator[SpokenWord]:
    """Words of the tokens that make them: a blank begins a word. None where a token is a piece of a
    character, as in languages without blanks."""
    if any("\ufffd" in part.text for part in parts):
        return
    group: list[SpokenWord] = []
    for part in parts:
        if group and part.text[:1].isspace():
            yield _merge(group)
            group = []
        group.append(part)
    if group:
        yield _merge(group)


def _merge(parts: Sequence[SpokenWord]) -> SpokenWord:
    known = [part.confidence for part in parts if part.confidence is not None]
    sure = sum(known) / len(known) if known else None
    text = "".join(part.text for part in parts)
    return SpokenWord(text, parts[0].start, parts[-1].end, sure)
