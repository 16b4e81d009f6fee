"""A transcript as it lies before a reader: what stands where, by whom, and read by whom."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from interviewkit.model.coding import Coding
from interviewkit.model.review import Judgement
from interviewkit.model.transcript import Transcript


@dataclass(frozen=True, slots=True)
class SpeakerProfile:
    """Who speaks under a label of a transcript, and in which segments that person is.

    ``participant`` is empty where nobody is known behind the label.
    """

    label: str
    participant: str = ""
    role: str = ""
    segments: tuple[str, ...] = ()
    attributes: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class MarkedTranscript:
    """A transcript with the codings and memos that stand in it.

    ``codings`` are of people and machines, rejected ones included, in order of place. Read blind,
    they are the reader's own alone. ``reads`` maps each person to the ids of the turns that they
    have read for every code of the codebook. ``questions`` maps the id of a turn to what the
    moderator asked before it.
    """

    transcript: Transcript
    speakers: tuple[SpeakerProfile, ...]
    codings: tuple[Coding, ...] = ()
    memos: tuple[Judgement, ...] = ()
    reads: Mapping[str, frozenset[int]] = field(default_factory=dict)
    questions: Mapping[int, str] = field(default_factory=dict)
    persons: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Act:
    """What one act of a person did: its entry in the log, and what it changed.

    ``added`` and ``restored`` codings stand now, ``retired`` ids do no longer.
    """

    judgement: Judgement
    added: tuple[Coding, ...] = ()
    retired: tuple[int, ...] = ()
    read: tuple[int, ...] = ()
    unread: tuple[int, ...] = ()
