"""How a file would be read: what a person looks at before anything is stored."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from interviewkit.errors import Problem
from interviewkit.model.transcript import Transcript


@dataclass(frozen=True, slots=True)
class PreviewedSpeaker:
    """A label of a transcript: whom it would be, by which rule, and how much they say.

    ``asks`` counts turns with a question. ``seems`` says why somebody seems to moderate whom
    nothing names as moderator; empty for all others.
    """

    label: str
    participant: str
    role: str
    rule: str
    turns: int
    words: int
    asks: int
    seems: str = ""


@dataclass(frozen=True, slots=True)
class PreviewedTranscript:
    """A transcript as it would be stored, and its speakers in the order in which they speak."""

    transcript: Transcript
    speakers: tuple[PreviewedSpeaker, ...]

    @property
    def facts(self) -> Mapping[str, str]:
        """Wave, group, date (empty where nothing tells them) and what else the file says."""
        each = self.transcript
        return {"wave": each.wave, "group": each.group, "date": each.date, **each.attributes}


@dataclass(frozen=True, slots=True)
class SetAside:
    """Words that would not be speech: at which line of the file, and why."""

    line: int
    text: str
    why: str


@dataclass(frozen=True, slots=True)
class Preview:
    """What ingest would make of one file.

    ``reader`` and ``encoding`` are empty where no reader could be chosen, or none was needed.
    ``study`` is the folder whose settings were used, empty for those that hold by default.
    """

    path: str
    reader: str
    encoding: str
    transcripts: tuple[PreviewedTranscript, ...] = ()
    aside: tuple[SetAside, ...] = ()
    problems: tuple[Problem, ...] = ()
    notes: tuple[str, ...] = ()
    study: str = field(default="")
