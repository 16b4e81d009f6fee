"""What one person said and answered, and the open answers of many side by side."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from interviewkit.model.coding import Coding
from interviewkit.model.participant import Participant
from interviewkit.model.transcript import Turn


@dataclass(frozen=True, slots=True)
class PersonVoice:
    """One person: who they are, what they answered, and every turn of theirs in order.

    ``respondent`` is the row of the survey that is theirs, empty where none is. ``answers`` are
    (question, answer, wave) as the survey has them, ``facts`` (name, value) what the participants
    file says, both as one would write them down. ``codings`` are those that stand on the turns;
    read blind, the reader's own alone.
    """

    person: Participant
    respondent: str = ""
    segments: tuple[str, ...] = ()
    answers: tuple[tuple[str, str, str], ...] = field(default=(), repr=False)
    turns: tuple[Turn, ...] = field(default=(), repr=False)
    codings: tuple[Coding, ...] = field(default=(), repr=False)
    facts: tuple[tuple[str, str], ...] = field(default=(), repr=False)


@dataclass(frozen=True, slots=True)
class OpenAnswerRow:
    """One respondent's open answers: question → the turn that holds the answer.

    ``about`` are what the survey says of them, parallel to the grid's columns.
    """

    respondent: str
    participant: str
    transcript: str
    wave: str = ""
    about: tuple[str, ...] = ()
    segments: tuple[str, ...] = ()
    answers: Mapping[str, Turn] = field(default_factory=dict, repr=False)


@dataclass(frozen=True, slots=True)
class OpenAnswerGrid:
    """A page of open answers.

    ``columns`` are the survey's variables shown beside them, ``questions`` the open ones in their
    order. ``found`` counts the respondents that fit, of whom ``rows`` is a part. ``codings`` maps
    the id of a turn to what stands there.
    """

    columns: tuple[str, ...]
    questions: tuple[str, ...]
    rows: tuple[OpenAnswerRow, ...]
    found: int
    codings: Mapping[int, tuple[Coding, ...]] = field(default_factory=dict, repr=False)
