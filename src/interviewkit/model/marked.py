"""A transcript as it lies before a reader: what stands where, by whom, and read by whom."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from interviewkit.model.coding import Coding
from interviewkit.model.review import Judgement
from interviewkit.model.transcript import Transcript, Turn


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

    Attributes:
        speakers: who speaks, in the order in which they first do.
        codings: of people and machines, rejected ones included, in order of place. Read blind,
            they are the reader's own alone.
        proposals: what machines propose and the reader has not answered yet, with all evidence;
            none where one reads blind. Without a reader: what nobody has answered.
        memos: on turns and passages, oldest first; read blind, the reader's own.
        reads: each person → ids of the turns that they have read for every code of the codebook;
            read blind, the reader's own.
        begun: the same for turns that they have read for any code: codes came since, or they read
            for some alone.
        questions: id of a turn that is to be coded → what the moderator asked before it.
        persons: the coders who are people.
        mark: the state of the study that this shows, for ``Study.changes``.
    """

    transcript: Transcript
    speakers: tuple[SpeakerProfile, ...]
    codings: tuple[Coding, ...] = ()
    proposals: tuple[Coding, ...] = ()
    memos: tuple[Judgement, ...] = ()
    reads: Mapping[str, frozenset[int]] = field(default_factory=dict)
    questions: Mapping[int, str] = field(default_factory=dict)
    persons: frozenset[str] = frozenset()
    mark: str = ""
    begun: Mapping[str, frozenset[int]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class MarkedChanges:
    """What changed in a transcript since a mark; telling it twice does no harm.

    Attributes:
        mark: the state that these changes lead to.
        is_anew: the transcript, who speaks in it or the codebook is another, or what happened
            cannot be followed: load it again. Nothing else is told then.
        codings: those that stand now and did not, or may not have, before.
        retired: ids of codings that stand no longer.
        reads: people who did anything since → all turns that they have read by now.
        proposals: id of a turn with such codings → what is proposed there now and not answered.
        memos: all memos that stand by now, where any came, changed or went; else ``None``.
        judgements: the entries of the log since then that concern this transcript.
        persons: the coders who are people.
    """

    mark: str
    is_anew: bool = False
    codings: tuple[Coding, ...] = ()
    retired: tuple[int, ...] = ()
    proposals: Mapping[int, tuple[Coding, ...]] = field(default_factory=dict)
    reads: Mapping[str, frozenset[int]] = field(default_factory=dict)
    memos: tuple[Judgement, ...] | None = None
    judgements: tuple[Judgement, ...] = ()
    persons: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Act:
    """What one act of a person did: its entry in the log, and what a page must draw anew.

    ``added`` codings stand now (those that an undo brought back, too), ``retired`` ids no longer.
    The coder has now read the turns ``read`` for every code of the codebook, and not (or not for
    all) those that are ``unread``. ``proposals`` maps each turn with such codings to what is
    proposed there and not answered. ``turn`` is where it was done, if in one turn still there.
    Where all stood as asked already, nothing was written and the entry has no id.
    """

    judgement: Judgement
    turn: Turn | None = None
    added: tuple[Coding, ...] = ()
    retired: tuple[int, ...] = ()
    read: tuple[int, ...] = ()
    unread: tuple[int, ...] = ()
    proposals: Mapping[int, tuple[Coding, ...]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class TranscriptWork:
    """How far people have come with a transcript.

    ``people`` are participants who speak in it. ``read`` maps each person who reads to how many
    turns they have read for every code, ``codings`` to how many of theirs stand. ``last`` is when
    anybody did anything on a turn of it, empty where nobody has.
    """

    transcript: str
    wave: str
    group: str
    date: str
    turns: int
    people: int
    read: Mapping[str, int] = field(default_factory=dict)
    codings: Mapping[str, int] = field(default_factory=dict)
    last: str = ""
