"""Transcripts, their turns, and the passages cut from them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from interviewkit.model.timing import TurnTiming
from interviewkit.model.words import count_words


@dataclass(frozen=True, slots=True)
class Turn:
    """One speaker's uninterrupted speech.

    ``position`` is 1-based over all speakers of the transcript. ``start`` and ``end`` are seconds
    from the beginning of the recording, ``None`` where the source gives no times. ``id`` is the
    store's number, ``None`` until the turn is saved. ``timing`` says when each word was said; it is
    there when a file was just read, and else only where a step asks for it.
    """

    transcript: str
    position: int
    speaker: str
    text: str
    start: float | None = None
    end: float | None = None
    id: int | None = None
    timing: TurnTiming | None = field(default=None, compare=False, repr=False)

    @property
    def place(self) -> tuple[str, int]:
        """Where it stands, the same in every database: transcript and position."""
        return self.transcript, self.position

    @property
    def words(self) -> int:
        """How many words were said, in any script."""
        return count_words(self.text)


@dataclass(frozen=True, slots=True)
class Transcript:
    """One recorded conversation: a changed file is a new version.

    ``name`` is the path below the study without its suffix, or the id that a table gives.
    ``content_hash`` is the SHA-256 of what was said by whom when, as the file says it. ``wave`` and
    ``group`` are empty where nothing tells them; ``date`` is ISO 8601 or empty. ``amended`` maps
    the position of each turn that people mended to what its file says: speaker and text.
    """

    name: str
    source: str
    content_hash: str
    turns: tuple[Turn, ...] = field(repr=False)
    version: int = 1
    wave: str = ""
    group: str = ""
    date: str = ""
    attributes: dict[str, str] = field(default_factory=dict)
    id: int | None = None
    amended: Mapping[str, Sequence[str]] = field(default_factory=dict)

    @property
    def as_read(self) -> Transcript:
        """What its file said, without what people mended since."""
        was = {int(position): said for position, said in self.amended.items()}
        turns = (
            replace(turn, speaker=was[turn.position][0], text=was[turn.position][1])
            if turn.position in was
            else turn
            for turn in self.turns
        )
        return replace(self, turns=tuple(turns), amended={})

    @property
    def speakers(self) -> tuple[str, ...]:
        """Speaker labels in the order in which they first speak."""
        return tuple(dict.fromkeys([turn.speaker for turn in self.turns]))


@dataclass(frozen=True, slots=True)
class Passage:
    """A cited slice of a turn: what codes attach to.

    Offsets count Unicode characters. ``turn.text[start:end] == quote`` holds by construction.

    Raises:
        ValueError: the offsets do not fit the turn, or the quote is not what stands there.
    """

    turn: Turn = field(repr=False)
    start: int
    end: int
    quote: str
    id: int | None = None

    @property
    def place(self) -> tuple[str, int, int, int]:
        """Where it stands, the same in every database: transcript, position, start and end."""
        return *self.turn.place, self.start, self.end

    def __post_init__(self) -> None:
        if not 0 <= self.start < self.end <= len(self.turn.text):
            raise ValueError(
                f"passage {self.start}-{self.end} does not fit turn {self.turn.position} of "
                f"{self.turn.transcript} ({len(self.turn.text)} characters)"
            )
        if self.turn.text[self.start : self.end] != self.quote:
            raise ValueError(
                f"the quote {self.quote[:40]!r} is not what stands at {self.start}-{self.end} of "
                f"turn {self.turn.position} of {self.turn.transcript}"
            )

    @classmethod
    def cut(cls, turn: Turn, start: int, end: int) -> Passage:
        """The passage at these offsets of a turn."""
        return cls(turn, start, end, turn.text[start:end])

    @classmethod
    def whole(cls, turn: Turn) -> Passage:
        """The whole turn as one passage."""
        return cls.cut(turn, 0, len(turn.text))
