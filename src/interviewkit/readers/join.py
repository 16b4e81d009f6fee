"""Pieces of speech made into turns."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace

from interviewkit.errors import Problem
from interviewkit.model.timing import TimedStretch
from interviewkit.readers import labels
from interviewkit.readers.contract import Source, SpeechPiece
from interviewkit.readers.letter_case import is_small

PAUSE_SECONDS = 2.0
"""Where nobody is named, a silence longer than this ends a turn."""

_WORD = re.compile(r"\w")
_SENTENCE_END = re.compile(r"[.!?…:;。！？｡؟۔।][\"'”’»」』）)\]]*\Z")


def has_words(text: str) -> bool:
    """Whether there is a letter or digit to read."""
    return bool(_WORD.search(text))


def keep_worded(
    said: Iterable[SpeechPiece], source: Source, problems: list[Problem]
) -> list[SpeechPiece]:
    """Only the pieces in which something is said; how many were not, and whose, is told."""
    pieces = list(said)
    kept = [piece for piece in pieces if has_words(piece.text)]
    if len(kept) < len(pieces):
        first = next(piece for piece in pieces if not has_words(piece.text))
        names = dict.fromkeys(p.speaker for p in pieces if p.speaker and not has_words(p.text))
        whose = f" (of {', '.join(names)})" if names else ""
        what = f"{len(pieces) - len(kept)} turn(s) without a word left out{whose}"
        problems.append(source.problem(what, line=first.line))
    return kept


Separator = str | Callable[[str, str], str]
"""What stands between two pieces that are put together, or what chooses it from both texts."""


def join_speech(said: Iterable[SpeechPiece], separator: Separator) -> list[SpeechPiece]:
    """Successive pieces of one named speaker as one: start of the first, end of the last.

    Pieces of nobody in particular stay apart, as nothing says that they are one person's; so do
    pieces to which the file gives different numbers as turns.
    """
    return [_join_run(run, separator) for run in _find_runs(said)]


def join_rows(said: Iterable[SpeechPiece]) -> list[SpeechPiece]:
    """The same of the rows of a table; rows without speaker and words are none.

    A row mostly holds whole sentences, which a line end parts; where a tool cut within a sentence,
    the next row goes on in small letters, and a blank joins them.
    """
    rows = (piece for piece in said if piece.speaker or has_words(piece.text))
    return [_join_run(run, _choose_separator) for run in _find_runs(rows)]


def _find_runs(said: Iterable[SpeechPiece]) -> list[list[SpeechPiece]]:
    runs: list[list[SpeechPiece]] = []
    for piece in said:
        last = runs[-1][-1] if runs else None
        is_same = last and labels.fold_label(last.speaker) == labels.fold_label(piece.speaker)
        if last and is_same and piece.speaker and last.turn == piece.turn:
            runs[-1].append(piece)
        else:
            runs.append([piece])
    return runs


def join_by_pause(said: Iterable[SpeechPiece], separator: Separator) -> list[SpeechPiece]:
    """Successive pieces without a silence of more than two seconds between them as one."""
    runs: list[list[SpeechPiece]] = []
    for piece in said:
        last = runs[-1][-1] if runs else None
        known = last is not None and last.end is not None and piece.start is not None
        if last and known and (piece.start or 0) - (last.end or 0) <= PAUSE_SECONDS:
            runs[-1].append(piece)
        else:
            runs.append([piece])
    return [_join_run(run, separator) for run in runs]


def _join_run(run: Sequence[SpeechPiece], separator: Separator) -> SpeechPiece:
    """The pieces as one."""
    if len(run) == 1:
        return run[0]
    parts: list[str] = []
    for said in filter(None, (piece.text for piece in run)):
        if parts:
            parts.append(separator if isinstance(separator, str) else separator(parts[-1], said))
        parts.append(said)
    text = "".join(parts)
    ends = [piece.end for piece in run if piece.end is not None]
    return replace(run[0], text=text, end=ends[-1] if ends else None, words=_join_words(run))


def _join_words(run: Sequence[SpeechPiece]) -> tuple[TimedStretch, ...]:
    """The timed words of all pieces; one without any is timed as a whole."""
    if not any(piece.words or piece.start is not None for piece in run):
        return ()
    return tuple(
        word
        for piece in run
        for word in piece.words or (TimedStretch(piece.text, piece.start, piece.end),)
    )


def _choose_separator(before: str, after: str) -> str:
    """A blank where a sentence goes on, else a line end."""
    goes_on = is_small(after[:1]) and not _SENTENCE_END.search(before)
    return " " if goes_on else "\n"
