"""Waves, cohorts or segments held against each other: what is the same, what changed, for whom."""

from __future__ import annotations

import math
from dataclasses import dataclass, field

from interviewkit.model.correction import Corrected, CorrectedDifference, EqualWords, Sensitivity
from interviewkit.model.finding import Interval

PANEL, CROSS_SECTION, MIXED = "panel", "repeated cross-section", "mixed"
WAVE, COHORT, SEGMENT = "wave", "cohort", "segment"
CODE, THEME, TOPIC, ANSWER = "code", "theme", "topic", "answer"
KEPT, NEW, LOST, SPLIT, MERGED = "kept", "new", "lost", "split", "merged"
REGROUPED, BLURRED, THIN = "regrouped", "blurred", "thin"


@dataclass(frozen=True, slots=True)
class ComparisonRequest:
    """What is to be compared, and how.

    ``by`` is ``wave``, ``cohort`` or ``segment``; without ``names`` all waves. ``adjust`` is
    ``holm``, ``bh`` or ``none``; empty is as study.toml says. ``overlap`` says what becomes of
    people on two sides that are taken for disjoint: ``refuse`` or ``leave-out``. ``topics`` asks
    for one topic fit a side. ``base``, ``run`` and ``threshold`` are for saturation, see
    :class:`Saturation`.
    """

    by: str = WAVE
    names: tuple[str, ...] = ()
    adjust: str = ""
    overlap: str = "refuse"
    topics: bool = False
    base: int = 4
    run: int = 2
    threshold: float = 0.05


@dataclass(frozen=True, slots=True)
class SideFacts:
    """One of the things compared. Counts are of those who speak and were read for codes.

    ``groups`` is how many different sets of people the conversations brought together; somebody
    who was only ever alone is one. ``respondents`` are rows of the survey.
    """

    name: str
    label: str
    people: int = 0
    transcripts: int = 0
    words: int = 0
    groups: int = 0
    respondents: int = 0


@dataclass(frozen=True, slots=True)
class ComparisonDesign:
    """How two sides hang together.

    ``kind`` is ``panel`` (everyone is on both), ``repeated cross-section`` (nobody is) or
    ``mixed``. ``freedom`` are the degrees of freedom that the conversations on both sides give;
    with fewer than three nothing is tested. ``nan`` for a survey.
    """

    kind: str
    both: int
    only_before: int
    only_after: int
    freedom: float = math.nan
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class SideFigure:
    """One side's figure: a share of people (0 to 1), or a survey's share or mean.

    ``voiced`` of ``n`` people for shares of people, who tell as much as ``effective_n`` who never
    met; ``rate`` is passages per 1,000 words.
    """

    value: float
    n: int
    interval: Interval | None = None
    voiced: int = 0
    rate: float = math.nan
    effective_n: float = math.nan


@dataclass(frozen=True, slots=True)
class Change:
    """One figure on two sides, ``after`` against ``before``.

    ``kind`` is ``code``, ``theme``, ``topic`` or ``answer`` (then ``level`` is the answer counted,
    empty for a mean). ``difference`` is after minus before; of segments ``before`` is the inside
    and ``after`` the outside, and the difference inside minus outside. ``p`` is two-sided,
    ``p_adjusted`` allows for the ``family_tests`` tests of its ``family``; ``nan`` where nothing
    was tested, and ``why`` then says why; ``notes`` say what to be careful of. ``simultaneous`` is
    the interval at the level at which those of the whole family hold together.

    Of people on both sides, ``kept`` had it on both, ``dropped`` only before, ``taken_up`` only
    after, ``neither`` on none; ``dropped_by`` and ``taken_up_by`` name them; ``panel_p`` tests the
    change among them alone. ``small``: a side has too few people for a test, or to be shown to
    others.

    Where an audit allows it, the difference and p are ``corrected`` for what the machine gets
    wrong, of the shares ``corrected_before`` and ``corrected_after``; ``coded`` is the difference
    as coded.
    ``sensitivity`` and ``equal_words`` are those of :class:`Association`.
    """

    of: str
    kind: str
    label: str
    before: SideFigure
    after: SideFigure
    difference: float
    interval: Interval | None
    p: float
    test: str = ""
    p_adjusted: float = math.nan
    simultaneous: Interval | None = None
    family: str = ""
    family_tests: int = 0
    why: str = ""
    notes: tuple[str, ...] = ()
    level: str = ""
    kept: int = 0
    dropped: int = 0
    taken_up: int = 0
    neither: int = 0
    dropped_by: tuple[str, ...] = ()
    taken_up_by: tuple[str, ...] = ()
    panel_p: float = math.nan
    small: bool = False
    corrected: CorrectedDifference | None = None
    corrected_before: Corrected | None = None
    corrected_after: Corrected | None = None
    coded: float = math.nan
    sensitivity: Sensitivity | None = None
    equal_words: EqualWords | None = None

    @property
    def is_sure(self) -> bool:
        """Whether it stands after adjustment, at the level of the interval."""
        return self.p_adjusted < (self.interval or Interval(math.nan, math.nan)).alpha

    @property
    def in_both(self) -> int:
        return self.kept + self.dropped + self.taken_up + self.neither


@dataclass(frozen=True, slots=True)
class TopicMatch:
    """What became of topics between two sides, each fitted alone.

    ``kind``: ``kept`` (one to one), ``new``, ``lost``, ``split`` (one before, several after),
    ``merged`` (several before, one after), ``regrouped`` (several on both), ``blurred`` (a topic
    of its own on one side only, though as many speak of it on the other) or ``thin`` (without
    counterpart, but of too few people to say that it came or went).

    ``before`` and ``after`` are the topics' words, with their sizes in turns; ``likeness`` is the
    strongest tie, -1 to 1. ``near_before`` and ``near_after`` are the shares (0 to 1) of each
    side's turns that lie where the topics lie.
    """

    kind: str
    before: tuple[str, ...]
    after: tuple[str, ...]
    size_before: int
    size_after: int
    likeness: float
    near_before: float = math.nan
    near_after: float = math.nan


@dataclass(frozen=True, slots=True)
class AnswerMoves:
    """How many respondents who answered on both sides went from one answer to another."""

    variable: str
    label: str
    before: str
    after: str
    n: int


@dataclass(frozen=True, slots=True)
class Step:
    """From one side to the next."""

    before: str
    after: str
    design: ComparisonDesign
    themes: tuple[Change, ...] = ()
    topics: tuple[Change, ...] = ()
    answers: tuple[Change, ...] = ()
    answers_design: ComparisonDesign | None = None
    moves: tuple[AnswerMoves, ...] = ()
    matches: tuple[TopicMatch, ...] = ()


@dataclass(frozen=True, slots=True)
class CodeShift:
    """A code that was not one and the same on all sides, or is not what the codebook says now.

    ``versions`` maps sides to the versions of the code under which people coded there.
    """

    code: str
    what: str
    versions: tuple[tuple[str, tuple[str, ...]], ...]
    hint: str


@dataclass(frozen=True, slots=True)
class ConversationYield:
    """One conversation in the order of fieldwork: its codes, how many of them are new, and all."""

    transcript: str
    side: str
    codes: int
    new: int
    known: int
    run_new: int | None = None
    ratio: float = math.nan


@dataclass(frozen=True, slots=True)
class Saturation:
    """When conversations stopped bringing new codes (Guest, Namey and Chen 2020).

    ``base`` conversations give ``base_codes``; ``reached`` is the number of the last one before
    the first run of ``run`` that brought at most ``threshold`` of these, ``None`` where none did.
    ``usual`` is the median and the middle 90 % over random orders, where they reached it.
    ``by_side`` says how many codes each side was first to bring. ``codes`` are those that it
    speaks of, ``grounds`` why it may; ``why`` says why nothing is claimed, empty where it is.
    """

    heard: tuple[ConversationYield, ...]
    base: int
    run: int
    threshold: float
    base_codes: int
    reached: int | None
    usual: tuple[int, int, int] | None = None
    usual_share: float = math.nan
    by_side: tuple[tuple[str, int], ...] = ()
    codes: tuple[str, ...] = ()
    grounds: str = ""
    why: str = ""

    @property
    def words(self) -> str:
        """``6+2``: reached at the sixth, after two more that brought next to nothing."""
        if self.why:
            return "not claimed"
        return "not reached" if self.reached is None else f"{self.reached}+{self.run}"


@dataclass(frozen=True, slots=True)
class Pair:
    """Two codes in the same people: how many voiced both, one, or none, and how they go together.

    ``phi`` and ``jaccard`` run from -1 and 0 to 1, ``odds`` is the odds ratio, with
    ``odds_simultaneous`` at the level at which those of all pairs of a side hold together.
    """

    first: str
    second: str
    side: str
    both: int
    only_first: int
    only_second: int
    neither: int
    phi: float
    phi_interval: Interval | None
    jaccard: float
    jaccard_interval: Interval | None
    odds: float
    odds_interval: Interval | None
    p: float
    p_adjusted: float = math.nan
    odds_simultaneous: Interval | None = None

    @property
    def n(self) -> int:
        return self.both + self.only_first + self.only_second + self.neither


@dataclass(frozen=True, slots=True)
class SideBySide:
    """A whole comparison. ``by`` is ``wave``, ``cohort`` or ``segment``.

    Sides of fewer people than ``min_cell`` are not tested, and not shown to others; nor are those
    that are ``withheld``, by their names.
    """

    by: str
    sides: tuple[SideFacts, ...]
    steps: tuple[Step, ...]
    codebook: tuple[CodeShift, ...] = ()
    saturation: Saturation | None = None
    pairs: tuple[Pair, ...] = ()
    adjustment: str = "holm"
    notes: tuple[str, ...] = field(default=())
    min_cell: int = 5
    withheld: frozenset[str] = frozenset()
