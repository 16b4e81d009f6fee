"""All that a report is made from, as plain values that a step gathers.

The report reads no store, no clock and no random number: the same inputs give the same bytes.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from interviewkit.errors import Problem
from interviewkit.model import (
    Associations,
    Calibration,
    Codebook,
    Coder,
    CodersCompared,
    Coding,
    Contrast,
    Corrected,
    DeviantCase,
    Estimate,
    Memo,
    MetaInference,
    Participant,
    Prevalence,
    Run,
    Selective,
    SideBySide,
    TopicFit,
    Transcript,
    Turn,
)
from interviewkit.model.retrieval import Retrieval
from interviewkit.model.settings import StudySettings
from interviewkit.model.span import Span
from interviewkit.model.survey_figure import SurveyFigure


@dataclass(frozen=True, slots=True)
class TranscriptFacts:
    """What a report says of one transcript; ``turns`` and ``words`` count all speakers."""

    name: str
    wave: str = ""
    group: str = ""
    date: str = ""
    turns: int = 0
    words: int = 0

    @classmethod
    def of(cls, transcript: Transcript) -> TranscriptFacts:
        """The facts of a transcript whose turns are at hand."""
        words = sum(turn.words for turn in transcript.turns)
        return cls(
            transcript.name,
            transcript.wave,
            transcript.group,
            transcript.date,
            len(transcript.turns),
            words,
        )


@dataclass(frozen=True, slots=True)
class AnalystText:
    """What an analyst wrote in a text of the report.

    ``drafted`` and ``figures`` are the draft and its figures for which it was written; both are
    empty where nothing tells.
    """

    key: str
    text: str
    drafted: str = ""
    figures: str = ""


@dataclass(frozen=True, slots=True)
class AnsweredQuery:
    """A question with a name, and what it finds."""

    name: str
    found: Retrieval


@dataclass(frozen=True, slots=True)
class SegmentFacts:
    """A segment with those who belong to it.

    ``participants`` are the names of people in the conversations, moderators left out.
    ``respondents`` counts survey rows, ``weighted`` is the sum of their weights; both are 0
    where there is no survey.
    """

    name: str
    label: str = ""
    rule: str = ""
    participants: tuple[str, ...] = ()
    respondents: int = 0
    weighted: float = 0.0

    @property
    def title(self) -> str:
        return self.label or self.name


@dataclass(frozen=True, slots=True)
class Withheld:
    """Of whom a report tells no figures, since they are few, or would give a few away.

    ``talk`` are segments and waves in the conversations (either may be empty), ``answers`` are
    survey variables and segments, those ``beside`` of many people.
    """

    talk: frozenset[tuple[str, str]] = frozenset()
    answers: frozenset[tuple[str, str]] = frozenset()
    beside: frozenset[tuple[str, str]] = frozenset()

    def hides(self, segment: str, wave: str = "") -> bool:
        """Whether figures of the conversations are withheld of a segment, a wave or both."""
        return bool(self.talk & {(segment, ""), ("", wave), (segment, wave)} - {("", "")})


@dataclass(frozen=True, slots=True)
class Overlap:
    """How many people voiced a theme (or code) and also spoke in a topic."""

    theme: str
    topic: int
    people: int


@dataclass(frozen=True, slots=True)
class LinkFacts:
    """How conversations and survey are tied together.

    ``kind`` is ``person`` (a participant is a survey respondent), ``segment`` (both belong to
    the same named groups, nobody is matched), ``participants only`` (there is no survey) or
    ``none``; any other text is shown as it is.
    ``linked`` of ``participants`` have a row of their own among ``respondents``.
    """

    kind: str = "none"
    participants: int = 0
    linked: int = 0
    respondents: int = 0
    note: str = ""


@dataclass(frozen=True, slots=True)
class ReportInputs:
    """Everything a report may speak of; each field may stay empty.

    Attributes:
        study: name, note, authors and seed from ``study.toml``.
        title: the report's own title; empty means the study's name.
        generated: ISO date or time *from the data* (e.g. the end of the last run), never a clock.
        transcripts: the current version of every transcript.
        participants: everyone in the conversations, moderators included (by their role).
        turns: every turn by the store's number; the text is read for topics' example turns.
        speaker_of: turn number to participant name; an unresolved speaker is a participant of
            their transcript alone. A turn that is absent is nobody's.
        codebook: the codes as they are applied now; ``None`` where the study has none.
        codings: all codings by the coder ``machine`` and by people, rejected ones included.
        standing: those of them that stand, by whom ever: they are counted and quoted.
        coders: everyone who coded, with kind and version.
        prevalence: shares of people per code and per theme, ``of`` being its id; for empty and
            every segment and wave. ``polarity`` empty counts everyone who voiced it.
        segments: the named segments in the order in which they are shown.
        unit: how turns were cut: ``sentence``, ``turn`` or ``window``; empty where unknown.
        topics: the latest fit, ``None`` where there is none.
        documents: for every document of the fit, the numbers of the turns in it.
        positions: for every document its place (x, y) on the map, on the scale of the topics' own
            places; empty where there is none.
        overlap: people by theme and topic.
        estimates: survey figures by segment (empty segment: everyone); shares from 0 to 1.
        contrasts: two segments of the survey set against each other, in the order of study.toml.
        survey_figures: the figures of the survey that study.toml asks for, in its order.
        variable_labels: words for the survey's variables.
        variable_types: their types, by which answer scales are told from categories.
        asked_in_part: survey variables that not everyone was asked.
        phrases: words with which a share is told, by variable or ``variable=answer``.
        link: how conversations and survey are tied together.
        unresolved: share (0 to 1) of spoken words, or of turns, by unresolved speakers.
        unread: share (0 to 1) of participants' turns that no coder has read.
        problems: faults of files that were told and not yet put right.
        runs: every finished run in order; the audit trail.
        agreement: comparisons between coders.
        corrected: shares of codes and themes that allow for the machine's errors, per turn and
            per participant; a row without a share says in ``why`` what is missing.
        calibration: how far the machine's scores keep what they promise, per code, over the turns
            that were judged by chance.
        certificates: where the machine may decide alone, per code; only those that hold.
        read: how many turns each coder has read.
        models: language models by name with their SHA-256; empty means: as the runs tell.
        version: the version of interviewkit that counted.
        packages: versions of the packages that it used.
        quotes: how many quotes a theme shows.
        waves: the waves in order, first to last; ``waves_note`` says where that is not certain.
        side_by_side: the waves side by side; ``None`` where there is only one.
        inferences: what researchers concluded, one line a theme and variable.
        beside: theme → the survey variables that the joint display lays beside it.
        constructed: survey variable → the segments whose rules use it, or what it is made from.
        joint_segments: the segments set out in the joint display; empty: what both strands know.
        min_cell: segments of fewer people than this are not shown apart.
        memos: what people wrote beside the material, as far as study.toml lets the report say it.
        associations: every theme against every segment and variable, tested.
        chosen: turn number → the spans in it that somebody wants quoted.
        texts: the analyst's texts of the report, by their keys.
        people: segments → how their people are called in a sentence.
        takeaways: the takeaways of page one by their keys, in order; empty: chosen by weight.
        guidelines: names of the reporting guidelines that the appendix answers.
        answers: what the authors answer to their items, by guideline and number.
        asked: the questions with a name that the report sets out, with their answers.
        deviant: who contradicts the pattern of a code or theme, the clearest pattern of each first.
        withheld: what of it a report does not tell; empty before it is decided.
    """

    study: StudySettings = field(default_factory=StudySettings)
    title: str = ""
    generated: str = ""
    transcripts: tuple[TranscriptFacts, ...] = ()
    participants: tuple[Participant, ...] = ()
    turns: Mapping[int, Turn] = field(default_factory=dict, repr=False)
    speaker_of: Mapping[int, str] = field(default_factory=dict, repr=False)
    codebook: Codebook | None = None
    codings: tuple[Coding, ...] = field(default=(), repr=False)
    standing: tuple[Coding, ...] = field(default=(), repr=False)
    coders: tuple[Coder, ...] = ()
    prevalence: tuple[Prevalence, ...] = ()
    segments: tuple[SegmentFacts, ...] = ()
    unit: str = ""
    topics: TopicFit | None = None
    documents: tuple[tuple[int, ...], ...] = field(default=(), repr=False)
    positions: tuple[tuple[float, float], ...] = field(default=(), repr=False)
    overlap: tuple[Overlap, ...] = ()
    estimates: tuple[Estimate, ...] = ()
    contrasts: tuple[Contrast, ...] = ()
    survey_figures: tuple[SurveyFigure, ...] = ()
    variable_labels: Mapping[str, str] = field(default_factory=dict)
    variable_types: Mapping[str, str] = field(default_factory=dict)
    asked_in_part: frozenset[str] = frozenset()
    phrases: Mapping[str, str] = field(default_factory=dict)
    link: LinkFacts = field(default_factory=LinkFacts)
    unresolved: float = 0.0
    unread: float = 0.0
    problems: tuple[Problem, ...] = ()
    runs: tuple[Run, ...] = ()
    agreement: tuple[CodersCompared, ...] = ()
    corrected: tuple[Corrected, ...] = field(default=(), repr=False)
    calibration: tuple[Calibration, ...] = ()
    certificates: tuple[Selective, ...] = ()
    read: Mapping[str, int] = field(default_factory=dict)
    models: Mapping[str, str] = field(default_factory=dict)
    version: str = ""
    packages: Mapping[str, str] = field(default_factory=dict)
    quotes: int = 5
    waves: tuple[str, ...] = ()
    waves_note: str = ""
    side_by_side: SideBySide | None = None
    inferences: tuple[MetaInference, ...] = ()
    beside: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    constructed: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    joint_segments: tuple[str, ...] = ()
    deviant: tuple[DeviantCase, ...] = ()
    chosen: Mapping[int, tuple[Span, ...]] = field(default_factory=dict)
    asked: tuple[AnsweredQuery, ...] = ()
    min_cell: int = 5
    memos: tuple[Memo, ...] = ()
    associations: Associations = field(default_factory=Associations, repr=False)
    texts: Mapping[str, AnalystText] = field(default_factory=dict, repr=False)
    people: Mapping[str, str] = field(default_factory=dict)
    takeaways: tuple[str, ...] = ()
    guidelines: tuple[str, ...] = ()
    answers: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    withheld: Withheld = field(default_factory=Withheld)
