"""What a question finds: people first, then their passages."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from interviewkit.model.coding import PROPOSED, REJECTED, Coding, overlaps_half
from interviewkit.model.query import Query
from interviewkit.model.span import Span
from interviewkit.model.transcript import Passage, Turn

WHOLE = 2**31
"""The end of a place that is a whole turn, whose length nobody has looked up."""


class PassagePlace(NamedTuple):
    """A stretch of a turn, and where in which conversation the turn stands."""

    transcript_id: int
    position: int
    start: int
    end: int
    turn_id: int
    label: str = ""


class Said(NamedTuple):
    """Where a turn stands: its conversation and the label that spoke."""

    turn_id: int
    transcript_id: int
    position: int
    label: str

    @property
    def place(self) -> PassagePlace:
        """The whole turn, however long it is."""
        return PassagePlace(self.transcript_id, self.position, 0, WHOLE, self.turn_id, self.label)


class CodedPlace(NamedTuple):
    """A coding and where it stands, in figures."""

    id: int
    turn_id: int
    start: int
    end: int
    code: str
    polarity: str
    coder: str
    status: str
    transcript_id: int
    position: int
    label: str

    @property
    def holds(self) -> bool:
        return self.status != REJECTED

    @property
    def place(self) -> PassagePlace:
        at = (self.transcript_id, self.position, self.start, self.end)
        return PassagePlace(*at, self.turn_id, self.label)

    def is_about(self, other: CodedPlace) -> bool:
        """As :meth:`interviewkit.model.Coding.is_about`."""
        if (self.code, self.turn_id) != (other.code, other.turn_id):
            return False
        return overlaps_half((self.start, self.end), (other.start, other.end))


@dataclass(frozen=True, slots=True)
class QueryChoices:
    """What a question can name: ids with what readers know them by, names in their order.

    ``coders`` says of each whether it is a person, ``polarities`` which ones a code has.
    """

    codes: Mapping[str, str]
    themes: Mapping[str, str]
    segments: Mapping[str, str]
    waves: tuple[str, ...]
    groups: tuple[str, ...]
    roles: tuple[str, ...]
    coders: Mapping[str, bool]
    polarities: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    @property
    def labels(self) -> Mapping[str, str]:
        """Code, theme or segment → what readers know it by."""
        return {**self.segments, **self.themes, **self.codes}


@dataclass(frozen=True, slots=True)
class FoundPassage:
    """A passage that answers a question.

    ``codings`` are those asked for that stand just there, ``matches`` where in its turn the words
    stand that were looked for. ``before`` and ``after`` are the turns around it. ``quoted`` says
    that a person wants it quoted in the report.
    """

    passage: Passage
    wave: str = ""
    group: str = ""
    codings: tuple[Coding, ...] = ()
    matches: tuple[Span, ...] = ()
    before: tuple[Turn, ...] = ()
    after: tuple[Turn, ...] = ()
    quoted: bool = False

    @property
    def is_proposal(self) -> bool:
        """Whether a machine alone says so, and nobody has judged it."""
        return bool(self.codings) and all(each.status == PROPOSED for each in self.codings)


@dataclass(frozen=True, slots=True)
class FoundPerson:
    """A person whose passages answer a question; ``found`` is how many do."""

    name: str
    role: str
    found: int
    segments: tuple[str, ...] = ()
    attributes: Mapping[str, object] = field(default_factory=dict)
    passages: tuple[FoundPassage, ...] = ()


@dataclass(frozen=True, slots=True)
class Retrieval:
    """The answer to a question.

    ``voiced`` people of ``heard`` have a passage in it; ``heard`` are those who could: who spoke
    where it was asked and were read, where codes are asked for. ``passages`` and ``conversations``
    count what was found in all, ``people`` are those on the page asked for, from number ``first``
    (from 0) on. ``notes`` are sentences: what was left out, and why.
    """

    query: Query
    voiced: int
    heard: int
    passages: int
    conversations: int
    people: tuple[FoundPerson, ...] = ()
    first: int = 0
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Keyword:
    """Words in their context (KWIC): ``left`` and ``right`` of the ``words``, in one turn."""

    turn: Turn
    person: str
    role: str
    left: str
    words: str
    right: str
    span: Span


@dataclass(frozen=True, slots=True)
class Concordance:
    """Where words were said: in ``turns`` turns, by ``voiced`` of ``heard`` people.

    Moderators are neither counted nor left out. ``lines`` are those asked for; ``found`` is how
    many there are, or ``None`` where only those of the lines asked for were looked up.
    """

    query: Query
    voiced: int
    heard: int
    turns: int
    found: int | None
    lines: tuple[Keyword, ...] = ()
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class FrameworkCell:
    """What the people of a row said under the code or theme of a column.

    ``summary`` is what a researcher wrote of it, ``by`` who; ``people`` says who of the row has a
    passage there, each passage with its person.
    """

    about: str
    summary: str = ""
    by: str = ""
    passages: tuple[tuple[str, FoundPassage], ...] = ()

    @property
    def people(self) -> int:
        return len({person for person, _ in self.passages})


@dataclass(frozen=True, slots=True)
class FrameworkRow:
    """A person or a segment of a matrix; ``heard`` is how many people of it spoke."""

    name: str
    title: str
    about: str = ""
    heard: int = 1
    cells: tuple[FrameworkCell, ...] = ()


@dataclass(frozen=True, slots=True)
class Framework:
    """A framework matrix: people or segments as rows, codes or themes as columns.

    ``columns`` are (id, title). ``total`` is how many rows there are in all, ``rows`` those asked
    for, from number ``first`` (from 0) on.
    """

    kind: str
    columns: tuple[tuple[str, str], ...]
    rows: tuple[FrameworkRow, ...]
    total: int
    first: int = 0
    notes: tuple[str, ...] = ()
