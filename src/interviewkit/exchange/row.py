"""One row of a file of codings: what it says, or why it cannot be understood."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field
from functools import lru_cache

from interviewkit.errors import did_you_mean
from interviewkit.model import ACCEPTED, PROPOSED, STATUSES, Coding, Passage, Turn
from interviewkit.tables.drawing.safe_text import unguard_cell

FindTurn = Callable[[str, int], Turn | None]
"""The turn of a transcript by its 1-based position over all speakers."""

_POLARITIES = {"": "+", "+": "+", "-": "-", "−": "-", "–": "-"}
_SHOWN = 60

LEFT_OUT = "the row is left out"
"""How a fault ends that cost a row."""


class RowFault(Exception):
    """Why a row is left out, and what to do about it."""

    def __init__(self, what: str, hint: str = "") -> None:
        super().__init__(f"{what}; {LEFT_OUT}")
        self.hint = hint


@dataclass
class RowReader:
    """Reads rows; ``notes`` says what is odd about the last one although it was understood."""

    find_turn: FindTurn
    codes: Collection[str] = ()
    transcripts: Collection[str] = ()
    coder: str = ""
    machines: Collection[str] = ()
    notes: list[str] = field(default_factory=list)

    def read(self, cells: Mapping[str, str]) -> tuple[Coding | None, Turn, str]:
        """The coding (``None`` for an empty code), the turn, and the coder who has read it.

        Raises:
            RowFault: the row cannot be understood.
        """
        self.notes = []
        turn = self.turn(cells)
        coder = unguard_cell(cells.get("coder", "").strip()) or self.coder
        if not coder:
            raise RowFault("nobody is named as coder", "fill in 'coder' or name one for the file")
        code = self._code(cells)
        if not code:
            return None, turn, coder
        coding = Coding(
            passage=self._passage(turn, cells),
            code=code,
            coder=coder,
            polarity=_polarity(cells),
            score=_score(cells),
            status=self._status(cells, coder),
            selection=unguard_cell(cells.get("selection", "").strip()) or None,
        )
        return coding, turn, coder

    def turn(self, cells: Mapping[str, str]) -> Turn:
        """The turn that a row is about.

        Raises:
            RowFault: there is no such turn.
        """
        name = unguard_cell(cells["transcript"])
        position = _parse_whole(cells, "turn")
        if position is None:
            raise RowFault("no turn is given", "turns count from 1 over all speakers")
        turn = self.find_turn(name, position) or self.find_turn(name.strip(), position)
        if turn is not None:
            return turn
        if self.transcripts and name.strip() not in self.transcripts:
            raise RowFault(
                f"there is no transcript {name!r}", _suggest_near(name, self.transcripts)
            )
        raise RowFault(
            f"there is no turn {position} in the transcript {name!r}",
            "turns count from 1 over all speakers",
        )

    def _code(self, cells: Mapping[str, str]) -> str:
        code = unguard_cell(cells["code"].strip())
        if code and self.codes and code not in self.codes:
            raise RowFault(f"the codebook has no code {code!r}", _suggest_near(code, self.codes))
        return code

    def _status(self, cells: Mapping[str, str], coder: str) -> str:
        status = cells.get("status", "").strip().lower()
        if not status:
            return PROPOSED if coder in self.machines else ACCEPTED
        if status not in STATUSES:
            raise RowFault(f"{status!r} is no status", f"known: {', '.join(STATUSES)}")
        return status

    def _passage(self, turn: Turn, cells: Mapping[str, str]) -> Passage:
        quote = unguard_cell(cells.get("quote", ""))
        start, end = _parse_whole(cells, "start"), _parse_whole(cells, "end")
        if (start is None) != (end is None):
            raise RowFault("of start and end only one is given", "give both or none")
        if start is None or end is None:
            if quote.strip():
                return self._quoted(turn, quote)
            if not turn.text:
                raise RowFault(f"turn {turn.position} of {turn.transcript!r} has no text to code")
            return Passage.whole(turn)
        if 0 <= start < end <= len(turn.text):
            if not quote.strip() or is_same(turn.text[start:end], quote):
                return Passage.cut(turn, start, end)
        elif not quote.strip():
            raise RowFault(
                f"{start}-{end} does not fit the turn, which has {len(turn.text)} characters",
                "start and end count characters from 0; or leave both out and give the quote",
            )
        passage = self._quoted(turn, quote, near=start)
        self.notes.append(
            f"the quote does not stand at {start}-{end} but at {passage.start}-{passage.end}, "
            "which is taken"
        )
        return passage

    def _quoted(self, turn: Turn, quote: str, near: int | None = None) -> Passage:
        """The passage that a quote cites; of several, that which begins nearest to ``near``."""
        found = find_quote(turn.text, quote)
        if not found:
            raise RowFault(
                f"the quote {_shorten(quote)} does not stand in turn {turn.position}",
                self._where_else(turn, quote),
            )
        if len(found) > 1 and near is None:
            self.notes.append(
                f"the quote {_shorten(quote)} stands {len(found)} times in the turn; "
                "the first is taken"
            )
        return Passage.cut(turn, *min(found, key=lambda place: abs(place[0] - (near or 0))))

    def _where_else(self, turn: Turn, quote: str) -> str:
        """A hint: a neighbouring turn that holds the quote, or the sentence nearest to it."""
        for position in (turn.position - 1, turn.position + 1):
            other = self.find_turn(turn.transcript, position)
            if other is not None and find_quote(other.text, quote):
                return f"it stands in turn {position}; turns count from 1 over all speakers"
        nearest = find_nearest_sentence(turn.text, quote)
        return f"the nearest there is {_shorten(nearest)}" if nearest else ""


def _parse_whole(cells: Mapping[str, str], column: str) -> int | None:
    """The whole number of a cell, ``None`` for an empty one; "16.0" is 16."""
    cell = cells.get(column, "").strip()
    if not cell:
        return None
    try:
        number = float(cell)
    except ValueError:
        number = 0.5
    if not number.is_integer():
        raise RowFault(f"{column} must be a whole number, not {_shorten(cell)}")
    return int(number)


def _polarity(cells: Mapping[str, str]) -> str:
    cell = unguard_cell(cells.get("polarity", "").strip())
    if cell not in _POLARITIES:
        raise RowFault(f"the polarity is {_shorten(cell)}", "write + or -")
    return _POLARITIES[cell]


def _score(cells: Mapping[str, str]) -> float | None:
    cell = cells.get("score", "").strip()
    if not cell:
        return None
    try:
        score = float(cell.replace(",", "."))
    except ValueError:
        score = -1.0
    if not 0 <= score <= 1:
        raise RowFault(f"the score is {_shorten(cell)}", "a number from 0 to 1, or nothing")
    return score


def _suggest_near(word: str, known: Collection[str]) -> str:
    return did_you_mean(word, known, f"known: {', '.join(sorted(known)[:20])}")


def _shorten(text: str) -> str:
    return repr(text if len(text) <= _SHOWN else text[: _SHOWN - 1] + "…")


# -- finds where a quote stands in a turn, however its blanks and signs were changed on the way ----


_QUOTATION = dict.fromkeys("\"'`´‘’‚‛“”„‟′″«»‹›", "'")
_DASHES = dict.fromkeys("-‐‑‒–—―−﹘﹣－", "-")
_SIGNS = {**_QUOTATION, **_DASHES, "…": "..."}


def find_quote(text: str, quote: str) -> list[tuple[int, int]]:
    """Start and end, in characters of the text, of every place where the quote stands.

    Places where it stands sign for sign come alone if there are any, else those in plain signs;
    and of either, those alone that cut through no word, if there are any.
    """
    exact = _spans(quote.strip(), text)
    if exact:
        return exact
    plain = Plain.of(text)
    spans = _spans(Plain.of(quote).text.strip(), plain.text)
    return [(plain.places[start], plain.places[end - 1] + 1) for start, end in spans]


def is_same(text: str, quote: str) -> bool:
    """Whether two texts say the same but for blanks and signs."""
    return text == quote or Plain.of(text).text.strip() == Plain.of(quote).text.strip()


@dataclass(frozen=True, slots=True)
class Plain:
    """A text in plain signs; ``places[i]`` is the offset, in the text itself, of sign ``i``."""

    text: str
    places: tuple[int, ...]

    @classmethod
    @lru_cache(maxsize=32)  # the rows of one turn follow each other
    def of(cls, text: str) -> Plain:
        """Plain signs: no case, one blank for any white space, one kind of quotes and dashes.

        Signs that are not seen (soft hyphens, marks of direction) are dropped, accents come
        apart from their letters, and runs of dashes or quotes count as one.
        """
        signs: list[str] = []
        places: list[int] = []
        for place, char in enumerate(text):
            for sign in _plain(char):
                if signs and sign == signs[-1] and sign in " -'":
                    continue
                signs.append(sign)
                places.append(place)
        return cls("".join(signs), tuple(places))


def _spans(wanted: str, text: str) -> list[tuple[int, int]]:
    if not wanted:
        return []
    spans = [found.span() for found in re.finditer(re.escape(wanted), text)]
    whole = [span for span in spans if not any(_cuts_a_word(text, edge) for edge in span)]
    return whole or spans


def _cuts_a_word(text: str, edge: int) -> bool:
    return 0 < edge < len(text) and text[edge - 1].isalnum() and text[edge].isalnum()


def find_nearest_sentence(text: str, quote: str) -> str:
    """The sentence of a text that shares most words with the quote; empty where none does."""
    wanted = _words(quote)
    sentences = [part.strip() for part in re.split(r"(?<=[.!?])\s+|\n+", text)]

    def likeness(sentence: str) -> float:
        words = _words(sentence)
        return 2 * len(words & wanted) / max(1, len(words) + len(wanted))

    best = max(sentences, key=likeness)
    return best if likeness(best) else ""


def _words(text: str) -> set[str]:
    return set(re.findall(r"\w+", Plain.of(text).text))


def _plain(char: str) -> str:
    if char.isspace():
        return " "
    if char in _SIGNS:
        return _SIGNS[char]
    if char.isascii():
        return char.lower()
    signs = unicodedata.normalize("NFKD", char).casefold()
    seen = (sign for sign in signs if unicodedata.category(sign) != "Cf")
    return "".join(" " if sign.isspace() else sign for sign in seen)
