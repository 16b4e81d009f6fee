"""Judging by people: what is put before them, how it was drawn, and what they said."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from interviewkit.model.codebook import Code
from interviewkit.model.coding import Coding
from interviewkit.model.span import Span
from interviewkit.model.transcript import Turn

TEACH, UNCERTAIN, DISAGREEMENT, RARE = "teach", "uncertain", "disagreement", "rare"
RANDOM, ALL, ASSIGNED, REMAINDER = "random", "all", "assigned", "remainder"
QUEUES = (TEACH, RARE, UNCERTAIN, DISAGREEMENT, RANDOM, ALL, ASSIGNED, REMAINDER)

PARTICIPANTS = "participants"
"""Drawn with all of their turns by ``review assign --participants``."""

DRAWN_ELSEWHERE, PEOPLE_ELSEWHERE = "elsewhere", "participants elsewhere"
"""Drawn before their codings were taken in: single turns, or participants with all of theirs."""

AUDITS = (RANDOM, PARTICIPANTS, DRAWN_ELSEWHERE, PEOPLE_ELSEWHERE)
"""Ways of drawing of which every probability is known: what was read by them is an audit."""

CONSENSUS = "consensus"
"""The coder who holds what people settled after they had differed."""

ACCEPT, REJECT, READ, MEMO, WITHDRAW = "accept", "reject", "read", "memo", "withdraw"
NAME_TOPIC, MERGE_TOPICS = "name topic", "merge topics"
AGREED, SETTLE, UNDO, IMPORT = "agreed", "settle", "undo", "import"
EDIT, MAP = "edit", "map"
CODE, CHANGE, UNREAD = "code", "change", "unread"

QUOTE, SUMMARY, QUERY = "quote", "summary", "query"
"""A passage to be quoted in the report, the summary of a cell of a matrix, a question with a name.
"""

REPLACES = "replaces"
"""The part of a memo's change that names the entry in whose place it stands."""


@dataclass(frozen=True, slots=True)
class Draw:
    """How a turn came to be judged.

    It was taken from ``pool`` turns, this one with ``probability``; before the first draw the
    ``frame`` held that many. ``newest`` is the highest id of a turn in the frame: turns that
    came later could not be drawn. Draws in mode ``random`` are a simple random sample without
    replacement; see :func:`interviewkit.coding.queues.combine_inclusion`. In mode ``participants``
    pool and frame count people, and each of the person's turns has a draw; what was drawn elsewhere
    has the probability of being in that sample. :mod:`interviewkit.coding.audits` puts the
    modes together.
    """

    turn_id: int
    mode: str
    codes: tuple[str, ...]
    probability: float
    pool: int
    frame: int
    newest: int
    id: int | None = None

    @property
    def is_random(self) -> bool:
        return self.mode == RANDOM

    @property
    def is_audit(self) -> bool:
        """Whether the probability of being judged is known, so that estimates may rest on it."""
        return self.mode in AUDITS


@dataclass(frozen=True, slots=True)
class Assignment:
    """A turn that a coder is to read with these codes in mind; ``blind``: nothing is proposed."""

    turn_id: int
    coder: str
    codes: tuple[str, ...]
    queue: str
    blind: bool
    draw_id: int | None = None
    id: int | None = None


@dataclass(frozen=True, slots=True)
class Card:
    """A turn put before a person, with all that is needed to judge it.

    ``proposals`` wait for a verdict, in order of place; a blind card has none. ``own`` is what
    this coder has said of the turn already. ``sentences`` are offsets within the turn. ``before``
    are the turns before it in its conversation, in order, each with who spoke. ``why`` says for
    the sake of which code it was chosen; empty where chance chose it, or the card is blind.
    """

    turn: Turn
    codes: tuple[Code, ...]
    proposals: tuple[Coding, ...] = ()
    own: tuple[Coding, ...] = ()
    sentences: tuple[Span, ...] = ()
    question: str = ""
    speaker: str = ""
    memos: tuple[str, ...] = ()
    said: tuple[str, ...] = ()
    queue: str = ""
    blind: bool = False
    before: tuple[tuple[str, Turn], ...] = ()
    why: str = ""

    def code(self, name: str) -> Code | None:
        """A code of this card by its id, its label or its number from 1 on."""
        for number, code in enumerate(self.codes, start=1):
            if name.strip().casefold() in (code.id.casefold(), code.label.casefold(), str(number)):
                return code
        return None


@dataclass(frozen=True, slots=True)
class Judgement:
    """One entry of the log of what people did. ``undoes`` names the entry that it takes back.

    ``turn_id`` is 0 where it is about no turn; ``about`` then says what it is about: a kind and a
    name, as ``code:isolation``, ``transcript:April/leaders``, ``query:lonely``.

    ``change`` says what it did to the shelves: ids of codings ``added`` and ``retired``, codes
    ``read`` (code to its version) and ``unread`` in its turn, or in many: ``reads`` and ``unreads``
    are groups of ``turns`` with their ``codes`` and the ``run`` that noted it. What is taken back
    keeps the run that had ``noted_by`` a turn of its own. An entry stands until one that undoes it
    does.
    """

    coder: str
    act: str
    turn_id: int
    code: str = ""
    polarity: str = ""
    span: Span | None = None
    memo: str = ""
    blind: bool = False
    change: Mapping[str, object] = field(default_factory=dict)
    undoes: int | None = None
    at: str = ""
    stands: bool = True
    id: int | None = None
    about: str = ""


@dataclass(frozen=True, slots=True)
class Difference:
    """A turn and a code of which people who both read it say different things.

    ``said`` maps each of them to the polarities found, empty where the code is not there.
    """

    turn: Turn = field(repr=False)
    code: str
    said: Mapping[str, tuple[str, ...]]
    codings: tuple[Coding, ...] = field(default=(), repr=False)


@dataclass(frozen=True, slots=True)
class Dispute:
    """A difference as it lies on the table: what each said and noted, and what they settled.

    ``memos`` are those who read the turn with what they noted on it. ``settled`` are the codings of
    the consensus, none where the code is not there; ``entry`` is the entry of the log that settled
    it, ``None`` where it is open.
    """

    difference: Difference = field(repr=False)
    speaker: str = ""
    memos: tuple[tuple[str, str], ...] = ()
    settled: tuple[Coding, ...] = field(default=(), repr=False)
    entry: int | None = None

    @property
    def turn(self) -> Turn:
        return self.difference.turn

    @property
    def code(self) -> str:
        return self.difference.code

    @property
    def is_settled(self) -> bool:
        return self.entry is not None
