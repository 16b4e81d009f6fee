"""People in the conversations, the rows of the survey, and how they hang together."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

Value = str | float | bool | None

MODERATOR = "moderator"
UNRESOLVED = "unresolved"
"""The rule of a label of which nobody has said who is behind it."""

PLAIN_ROLE = "participant"
"""The role of whom nobody has said more than that they take part."""


@dataclass(frozen=True, slots=True)
class Participant:
    """A person in the conversations, by pseudonym.

    ``respondent`` is the id of the same person's survey row, empty where there is none.
    """

    name: str
    role: str = PLAIN_ROLE
    respondent: str = ""
    attributes: Mapping[str, Value] = field(default_factory=dict)
    id: int | None = None

    @property
    def is_moderator(self) -> bool:
        return self.role == MODERATOR


@dataclass(frozen=True, slots=True)
class Speaker:
    """A label in one transcript, the participant behind it, and the rule that said so.

    ``rule`` is one of ``participants file``, ``alias``, ``moderator label``, ``one to one``
    (an interview with a single participant, who is named for the transcript), ``survey row`` (an
    open answer of the survey, by its respondent) or ``unresolved``.
    """

    transcript: str
    label: str
    participant: str
    rule: str
    words: int = 0

    @property
    def is_resolved(self) -> bool:
        return self.rule != UNRESOLVED


@dataclass(frozen=True, slots=True)
class Respondent:
    """One row of survey answers in a wave, with its weight (1 where none is given)."""

    name: str
    wave: str
    weight: float
    answers: Mapping[str, Value]
    id: int | None = None


@dataclass(frozen=True, slots=True)
class Segment:
    """A named rule over respondents or participants.

    ``over`` is ``survey`` where the rule needs survey columns only, ``participants`` where it
    needs what only the participants file knows, ``both`` where either can answer it.
    """

    name: str
    rule: str
    label: str = ""
    over: str = "both"

    @property
    def title(self) -> str:
        return self.label or self.name


@dataclass(frozen=True, slots=True)
class SegmentSize:
    """How many belong to a segment; ``None`` where the rule says nothing about them."""

    segment: Segment
    respondents: int | None
    weighted: float | None
    participants: int | None


@dataclass(frozen=True, slots=True)
class SurveySheet:
    """The sheet in which answers came, as it was when it was read.

    ``respondent``, ``weight`` and ``wave`` name its columns, empty where it has none; ``lines`` is
    the line of each row, ``sets`` are the titles of questions with several columns. ``settings``
    marks what study.toml said of how to read it.
    """

    settings: str
    respondent: str = ""
    weight: str = ""
    wave: str = ""
    source: str = ""
    lines: tuple[int, ...] = field(default=(), repr=False)
    sets: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Variable:
    """What one column of a survey holds.

    ``type``: number, category, ordinal, flag, text or date. ``levels`` are its values in order,
    as texts (empty for number, text and date). ``n`` counts the answers, ``missing`` the rows
    without one. ``declared`` says that ``study.toml`` gave the type; otherwise it was inferred.

    ``codes`` are the file's codes of the levels, parallel to them, where it has any. ``labelled``
    are codes of a number that have a label of their own (the ends of a scale), as (code, label).
    ``absent`` are the kinds of missing that the file declares, as (kind, rows). ``part_of`` names
    the question or multiple-response set whose part the variable is. ``made_from`` is what
    ``study.toml`` derives it from, empty for a column of the file.
    """

    name: str
    type: str
    label: str = ""
    levels: tuple[str, ...] = ()
    n: int = 0
    missing: int = 0
    declared: bool = False
    codes: tuple[str, ...] = ()
    labelled: tuple[tuple[str, str], ...] = ()
    absent: tuple[tuple[str, int], ...] = ()
    part_of: str = ""
    made_from: str = ""

    @property
    def title(self) -> str:
        return self.label or self.name


@dataclass(frozen=True, slots=True)
class Linked:
    """One label in one transcript, the participant behind it and the respondent behind them.

    ``respondent`` is empty where there is none; ``how`` is the rule that joined the two (``id``,
    or which differences were ignored), or why they are not joined. ``share`` is the label's share
    (0 to 1) of the words of all who do not moderate, 0 for moderators.
    """

    speaker: Speaker
    role: str
    respondent: str
    how: str
    share: float

    @property
    def is_joined(self) -> bool:
        return bool(self.respondent)


@dataclass(frozen=True, slots=True)
class Contradiction:
    """Two sources that say different things of one person.

    ``about`` is a participant or respondent, ``what`` the attribute; ``here`` and ``there`` are
    what is said, ``where`` names both sources.
    """

    about: str
    what: str
    here: str
    there: str
    where: str


@dataclass(frozen=True, slots=True)
class LinkCheck:
    """Everything that is known, and not known, of who is who.

    ``unresolved`` and ``unlinked`` are shares (0 to 1) of participants' words: behind labels that
    nothing resolves, and of people without a row in the survey. ``without_answers`` are such
    people, ``without_speech`` respondents whom no transcript has. ``notes`` are sentences.
    """

    speakers: tuple[Linked, ...]
    contradictions: tuple[Contradiction, ...] = ()
    without_answers: tuple[str, ...] = ()
    without_speech: tuple[str, ...] = ()
    unresolved: float = 0.0
    unlinked: float = 0.0
    respondents: int = 0
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class LinkProposal:
    """Who a label, or a participant without a row, may be: for a person to read.

    ``likeness`` runs from 0 to 1; ``also`` are others who are nearly as like. Empty
    ``participant`` or ``respondent``: nothing is proposed for it. ``asks`` is what a person could
    know where nothing is proposed.
    """

    transcript: str
    label: str
    participant: str = ""
    respondent: str = ""
    likeness: float = 0.0
    why: str = ""
    also: tuple[str, ...] = ()
    asks: str = ""
