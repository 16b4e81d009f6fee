"""What goes into a reader and what comes out of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import PurePosixPath

from interviewkit.errors import Problem
from interviewkit.model.limits import DEFAULT_LIMITS, LimitSettings
from interviewkit.model.timing import TimedStretch
from interviewkit.model.transcript import Transcript

UNKNOWN_SPEAKER = "Unknown speaker"

REMARKS = "remarks beside a speaker's name"
"""Why words in brackets at a label are set aside."""


@dataclass(frozen=True, slots=True)
class Source:
    """One file as a reader gets it.

    ``shown`` is the path below the study root, for problems. ``name`` is what its transcript is
    called unless the file itself says otherwise. ``text`` has ``\\n`` line ends and is empty for
    formats that are not text; ``raw`` are the bytes as they lie on disk. ``limits`` are how much of
    it is read.
    """

    shown: str
    name: str
    raw: bytes = field(repr=False, default=b"")
    text: str = field(repr=False, default="")
    limits: LimitSettings = DEFAULT_LIMITS

    @property
    def suffix(self) -> str:
        return PurePosixPath(self.shown).suffix.lower()

    def problem(self, what: str, *, line: int = 0, hint: str = "", fatal: bool = False) -> Problem:
        """A problem of this file; told without keeping the file out unless it is ``fatal``."""
        return Problem(self.shown, line, what, hint, fatal)


@dataclass(frozen=True, slots=True)
class SpeechPiece:
    """A piece of speech as the source gives it; an empty ``speaker`` means that none is named.

    ``start`` and ``end`` are seconds; ``line`` is where it stands in the file, 0 where unknown.
    ``turn`` is the number of its turn where the file numbers its turns. ``words`` are those of
    ``text`` in their order, where the file times them; or longer stretches, where it times these.
    """

    speaker: str
    text: str
    start: float | None = None
    end: float | None = None
    line: int = 0
    turn: str = ""
    words: tuple[TimedStretch, ...] = field(default=(), repr=False)


@dataclass(frozen=True, slots=True)
class Aside:
    """Words of a file that are nobody's speech: at which line, which words, and why they are not.

    ``why`` is a few words that a problem can begin with, the same for all lines of one kind:
    ``"the head of the file"``, ``"a closing line that the tool wrote"``.
    """

    line: int
    text: str
    why: str


@dataclass(frozen=True, slots=True)
class Conversation:
    """A transcript before it gets its place and its hash.

    An empty ``name`` means the file's own. ``facts`` are what the file says about itself: wave,
    group and date among them, the rest becomes attributes. ``aside`` is what was not taken as
    speech, and is told.
    """

    said: tuple[SpeechPiece, ...] = field(repr=False)
    name: str = ""
    facts: Mapping[str, str] = field(default_factory=dict)
    aside: tuple[Aside, ...] = field(default=(), repr=False)


Heard = tuple[list[Conversation], list[Problem]]
"""What every reader hands back, a part of the family ``reader``."""


@dataclass(frozen=True, slots=True)
class FileReading:
    """What one file gave: its transcripts, and everything worth telling about them.

    ``encoding`` is empty for formats that are not text. ``reader`` is the part that read the file,
    empty where none could. ``aside`` are the words that were told as being nobody's speech.
    """

    transcripts: tuple[Transcript, ...] = ()
    problems: tuple[Problem, ...] = ()
    encoding: str = ""
    reader: str = ""
    aside: tuple[Aside, ...] = field(default=(), repr=False)
