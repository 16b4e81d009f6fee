"""Turns with what was coded in them, cut where anything begins or ends."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from interviewkit.exchange.leaving.material import LeavingStudy
from interviewkit.model import Coding, Memo, Transcript, Turn
from interviewkit.model.grouping import group_lists
from interviewkit.model.memo import TURN
from interviewkit.model.span import Span

MINUS = "\u2212"


@dataclass(frozen=True, slots=True)
class CodeMark:
    """A code that coders gave a stretch of a turn.

    ``memos`` are (coder, text) of what was written about it. ``group`` names the selection that
    crosses turns of which the stretch is a part; empty where it is none.
    """

    number: int
    span: Span
    code: str
    label: str
    polarity: str
    coders: tuple[str, ...]
    memos: tuple[tuple[str, str], ...] = ()
    group: str = ""

    @property
    def title(self) -> str:
        """The code as people call it; a minus where what is said opposes it."""
        return f"{self.label} ({MINUS})" if self.polarity == "-" else self.label


@dataclass(frozen=True, slots=True)
class MarkedPiece:
    """A piece of a turn that is marked alike from end to end; ``ends`` are marks that end here."""

    text: str
    marks: tuple[CodeMark, ...] = ()
    ends: tuple[CodeMark, ...] = ()


@dataclass(frozen=True)
class MarkedTurn:
    """A turn, cut into pieces, with its marks; ``memos`` are (coder, text) on it as a whole."""

    turn: Turn
    pieces: tuple[MarkedPiece, ...] = field(repr=False)
    marks: tuple[CodeMark, ...] = ()
    memos: tuple[tuple[str, str], ...] = ()


def mark_turns(study: LeavingStudy, transcript: Transcript) -> list[MarkedTurn]:
    """All turns of a transcript; marks are numbered through it from 1."""
    return MarkedStudy(study).mark(transcript)


class MarkedStudy:
    """A study's codings and memos, sorted once by the turn that they stand in."""

    def __init__(self, study: LeavingStudy) -> None:
        self.study = study
        self.codings = group_lists((each.passage.turn.place, each) for each in study.holding)
        self.memos = group_lists(
            ((each.about.name, each.about.turn), each)
            for each in study.memos
            if each.about.kind == TURN and not each.gone
        )

    def mark(self, transcript: Transcript) -> list[MarkedTurn]:
        """The turns of one transcript."""
        found, number = [], 1
        for turn in transcript.turns:
            memos = self.memos.get(turn.place, ())
            marks = [*self._list_marks(self.codings.get(turn.place, ()), memos, number)]
            number += len(marks)
            found.append(
                MarkedTurn(
                    turn,
                    cut_pieces(turn.text, marks),
                    tuple(marks),
                    tuple(_list_rest(memos, marks)),
                )
            )
        return found

    def _list_marks(
        self, codings: Iterable[Coding], memos: Iterable[Memo], first: int
    ) -> Iterator[CodeMark]:
        order = {code: n for n, code in enumerate(self.study.label_of)}
        gathered: Mapping[tuple[int, int, str, str], Sequence[Coding]] = group_lists(
            ((each.passage.start, each.passage.end, each.code, each.polarity), each)
            for each in codings
        )
        by_place = sorted(gathered, key=lambda at: (at[0], at[1], order[at[2]], at[3]))
        for number, (start, end, code, polarity) in enumerate(by_place, first):
            same = gathered[start, end, code, polarity]
            yield CodeMark(
                number,
                (start, end),
                code,
                self.study.label_of[code],
                polarity,
                tuple(dict.fromkeys(each.coder for each in same)),
                tuple(
                    (each.coder, each.text)
                    for each in memos
                    if each.span == (start, end) and each.code == code
                ),
                next((e.selection for e in same if e.selection in self.study.crossing), "") or "",
            )


def _list_rest(memos: Iterable[Memo], marks: Sequence[CodeMark]) -> Iterator[tuple[str, str]]:
    """Memos on the turn, or on what nobody marked, with the words that they are about."""
    told = {(mark.span, mark.code) for mark in marks}
    for each in memos:
        if (each.span, each.code) not in told:
            about = f"“{each.quote}”: " if each.quote else ""
            yield each.coder, f"{about}{each.text}"


def cut_pieces(text: str, marks: Sequence[CodeMark]) -> tuple[MarkedPiece, ...]:
    """The text cut at every begin and end of a mark.

    >>> one = CodeMark(1, (0, 2), "a", "A", "+", ("kim",))
    >>> [(piece.text, len(piece.marks), len(piece.ends)) for piece in cut_pieces("abc", [one])]
    [('ab', 1, 1), ('c', 0, 0)]
    """
    cuts = sorted({0, len(text), *(at for mark in marks for at in mark.span)})
    return tuple(
        MarkedPiece(
            text[start:end],
            tuple(mark for mark in marks if mark.span[0] <= start and end <= mark.span[1]),
            tuple(mark for mark in marks if mark.span[1] == end),
        )
        for start, end in pairwise(cuts)
    )
