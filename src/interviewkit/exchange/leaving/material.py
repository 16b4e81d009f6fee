"""What of a study leaves: gathered once, given to every writer."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from interviewkit.exchange.coverage import TurnRead
from interviewkit.exchange.leaving.transcript_text import TranscriptText, write_transcript
from interviewkit.model import (
    Codebook,
    Coder,
    Coding,
    Memo,
    Participant,
    Respondent,
    Segment,
    Speaker,
    Transcript,
    Variable,
)
from interviewkit.model.coding import find_crossing
from interviewkit.model.kept_project import KeptProject
from interviewkit.model.words import count_words


@dataclass(frozen=True)
class LeavingStudy:
    """A study as it leaves, whole or in part.

    Attributes:
        name: what the study is called, and ``note`` what it says of itself.
        at: when something was last done in it, ISO 8601 in UTC.
        coders: those whose codings leave.
        stays: machines whose codings do not leave.
        codings: theirs, those with which people rejected something among them.
        too_light: how many more machines weighed and did not propose.
        reads: who has read which turn for which codes.
        texts: each transcript as one text, by name.
        speakers: the labels of the transcripts and who is behind them.
        segments: each segment with the names of the people in it.
        variables: those of the survey, and ``answers`` who of the people answered what; both are
            empty unless they were asked for.
        times: the run in which something was coded → when that was.
        kept: projects of other tools that came in, whole, and ``media`` the files beside their
            texts, by the path that the project gives them.
    """

    name: str
    note: str = ""
    at: str = ""
    codebook: Codebook = field(default_factory=lambda: Codebook("", ()), repr=False)
    coders: Sequence[Coder] = ()
    stays: Sequence[str] = ()
    codings: Sequence[Coding] = field(default=(), repr=False)
    too_light: int = 0
    reads: Sequence[TurnRead] = field(default=(), repr=False)
    transcripts: Sequence[Transcript] = field(default=(), repr=False)
    texts: Mapping[str, TranscriptText] = field(default_factory=dict, repr=False)
    speakers: Sequence[Speaker] = field(default=(), repr=False)
    people: Sequence[Participant] = field(default=(), repr=False)
    memos: Sequence[Memo] = field(default=(), repr=False)
    segments: Sequence[tuple[Segment, Collection[str]]] = field(default=(), repr=False)
    variables: Sequence[Variable] = field(default=(), repr=False)
    answers: Mapping[str, Respondent] = field(default_factory=dict, repr=False)
    times: Mapping[int, str] = field(default_factory=dict, repr=False)
    kept: Sequence[KeptProject] = field(default=(), repr=False)
    media: Mapping[str, bytes | Path] = field(default_factory=dict, repr=False)

    @cached_property
    def holding(self) -> Sequence[Coding]:
        """The codings that say that a code holds."""
        return [each for each in self.codings if each.holds]

    @cached_property
    def crossing(self) -> Collection[str]:
        """The selections that stand on several passages, as those do that cross turns."""
        return find_crossing(self.codings)

    @cached_property
    def speaker_of(self) -> Mapping[tuple[str, str], Speaker]:
        """(transcript, label) → who is behind it."""
        return {(each.transcript, each.label): each for each in self.speakers}

    @cached_property
    def label_of(self) -> Mapping[str, str]:
        """Code → what people call it; a code that the codebook lacks goes by its id."""
        named = {each.id: each.label or each.id for each in self.codebook.codes}
        return {**{each.code: each.code for each in self.codings}, **named}

    @cached_property
    def coded_words(self) -> int:
        """How many words were said in what is coded, each passage once."""
        passages = {each.passage.place: each.passage for each in self.codings}
        return sum(count_words(each.quote) for each in passages.values())

    @cached_property
    def words(self) -> int:
        """How many words were said in all of it."""
        return sum(turn.words for each in self.transcripts for turn in each.turns)

    def find_time(self, coding: Coding) -> str:
        """When something was coded, ISO 8601 in UTC; empty where that is not known."""
        return self.times.get(coding.run or 0, "")

    def find_text(self, transcript: Transcript) -> TranscriptText:
        """The transcript as one text."""
        return self.texts.get(transcript.name) or write_transcript(transcript)

    def find_participant(self, transcript: str, label: str) -> str:
        """Who speaks under a label; empty where nobody has said who that is."""
        found = self.speaker_of.get((transcript, label))
        return found.participant if found else ""
