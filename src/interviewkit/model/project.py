"""A project of another tool, in the nouns of the exchange standard (REFI-QDA), and its losses.

Every reader of another tool's file makes a :class:`Project`; every writer is given one. Offsets
count Unicode characters of ``ProjectSource.text``, ends exclusive, whatever the file counted.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

TEXT, PDF, PICTURE, AUDIO, VIDEO = "text", "pdf", "picture", "audio", "video"


@dataclass(frozen=True, slots=True)
class ProjectUser:
    """Who worked in it. ``code`` are the initials that the standard calls ``id``."""

    guid: str
    name: str
    code: str = ""


@dataclass(frozen=True, slots=True)
class ProjectCode:
    """A code. ``parent`` is the guid of the code above it, ``color`` is ``#RRGGBB`` or empty."""

    guid: str
    name: str
    description: str = ""
    color: str = ""
    parent: str = ""
    is_codable: bool = True
    notes: tuple[str, ...] = ()
    xml: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True)
class ProjectCoding:
    """One user gives a selection one code; ``user`` is who did, whoever made the selection."""

    guid: str
    code: str
    user: str = ""
    at: str = ""
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ProjectSelection:
    """A stretch of a source, and what was given to it.

    ``start`` and ``end`` are ``None`` where the file marks no stretch of a text, or one that
    cannot be found (``unresolved`` says why): then ``quote`` is what the file says stands there.
    ``kind`` is what it is a part of: of the text, or of a page, a picture, a recording, and then
    ``xml`` holds where. ``same_as`` is the guid of the selection of the text that it shows again,
    as a rectangle of a page does: whoever counts passes over it.
    """

    guid: str
    start: int | None
    end: int | None
    name: str = ""
    description: str = ""
    quote: str = ""
    user: str = ""
    at: str = ""
    codings: tuple[ProjectCoding, ...] = ()
    notes: tuple[str, ...] = ()
    unresolved: str = ""
    xml: str = ""
    kind: str = TEXT
    same_as: str = ""
    modified_by: str = ""
    modified_at: str = ""


@dataclass(frozen=True, slots=True)
class ProjectSyncPoint:
    """Where in a transcript the recording is at ``milliseconds``; either may be unknown."""

    guid: str
    position: int | None = None
    milliseconds: int | None = None


@dataclass(frozen=True, slots=True)
class ProjectSource:
    """A document. ``text`` is empty where it has none; ``xml`` is what of it was kept unread.

    ``offsets`` names how the file counts places in it, and ``evidence`` says how sure that is.
    ``media`` names the file beside its text (a Word document, a PDF, a recording). Each transcript
    of a recording is a source of its own: ``part_of`` is the guid of the recording, and ``sync``
    ties its text to the time. Cases and sets name the recording.
    """

    guid: str
    name: str
    kind: str = TEXT
    text: str = field(default="", repr=False)
    description: str = ""
    user: str = ""
    at: str = ""
    selections: tuple[ProjectSelection, ...] = field(default=(), repr=False)
    codings: tuple[ProjectCoding, ...] = ()
    values: Mapping[str, str] = field(default_factory=dict)
    notes: tuple[str, ...] = ()
    media: str = ""
    offsets: str = ""
    evidence: str = ""
    xml: str = field(default="", repr=False)
    part_of: str = ""
    sync: tuple[ProjectSyncPoint, ...] = field(default=(), repr=False)
    modified_by: str = ""
    modified_at: str = ""

    def each_coding(self) -> Iterator[ProjectCoding]:
        """Every coding of it: of the whole, then of its selections."""
        yield from self.codings
        for each in self.selections:
            yield from each.codings


@dataclass(frozen=True, slots=True)
class ProjectVariable:
    """A question that cases or sources answer; ``type`` is the standard's word: Text, Integer …"""

    guid: str
    name: str
    type: str = "Text"
    description: str = ""


@dataclass(frozen=True, slots=True)
class ProjectCase:
    """A unit of analysis, mostly a person. ``values`` maps guids of variables to what is said."""

    guid: str
    name: str
    description: str = ""
    values: Mapping[str, str] = field(default_factory=dict)
    sources: tuple[str, ...] = ()
    selections: tuple[str, ...] = ()
    codes: tuple[str, ...] = ()
    xml: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True)
class ProjectSet:
    """Codes, sources and notes that somebody put together, by guid."""

    guid: str
    name: str
    description: str = ""
    codes: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    xml: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True)
class ProjectNote:
    """A memo; what it is about refers to it by guid. ``media`` is the same as a Word document."""

    guid: str
    name: str = ""
    text: str = ""
    user: str = ""
    at: str = ""
    description: str = ""
    media: str = ""
    modified_by: str = ""
    modified_at: str = ""
    xml: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True)
class ProjectLink:
    """A relationship from one thing to another, by guid; ``direction`` as the standard says it."""

    guid: str
    origin: str
    target: str
    name: str = ""
    color: str = ""
    direction: str = ""
    notes: tuple[str, ...] = ()
    xml: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True)
class Project:
    """All that a file of another tool held. ``kept_xml`` are parts that are kept as they came.

    ``about`` are the guids of the notes about the project as a whole. ``own`` is what a study of
    ours says of its codebook that the standard has no place for, in plain values: the codebook,
    and which guids of codes and sets are which ids of it.
    """

    name: str
    tool: str = ""
    description: str = ""
    user: str = ""
    at: str = ""
    users: tuple[ProjectUser, ...] = ()
    codes: tuple[ProjectCode, ...] = ()
    sources: tuple[ProjectSource, ...] = field(default=(), repr=False)
    variables: tuple[ProjectVariable, ...] = ()
    cases: tuple[ProjectCase, ...] = ()
    sets: tuple[ProjectSet, ...] = ()
    notes: tuple[ProjectNote, ...] = ()
    links: tuple[ProjectLink, ...] = ()
    kept_xml: Mapping[str, str] = field(default_factory=dict, repr=False)
    about: tuple[str, ...] = ()
    modified_by: str = ""
    modified_at: str = ""
    own: Mapping[str, Any] = field(default_factory=dict, repr=False, compare=False)

    def each_selection(self) -> Iterator[tuple[ProjectSource, ProjectSelection]]:
        """Every selection with the source that it stands in."""
        return ((source, each) for source in self.sources for each in source.selections)


@dataclass(frozen=True, slots=True)
class Loss:
    """Of one kind of thing: how many a file held, and what became of them.

    ``held == kept + changed + dropped``. ``changed`` came in as something else or not whole,
    ``dropped`` did not come in; ``why`` says in a sentence what was done, ``names`` name them.

    Raises:
        ValueError: the counts do not add up.
    """

    kind: str
    held: int
    kept: int = 0
    changed: int = 0
    dropped: int = 0
    why: str = ""
    names: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if self.held != self.kept + self.changed + self.dropped:
            raise ValueError(f"{self.kind}: {self.held} are not all accounted for")


@dataclass(frozen=True, slots=True)
class ForeignFile:
    """What a reader makes of another tool's file: the project, and what it could not read of it.

    ``losses`` count only what never got into the project; what the study makes of the rest is told
    where it is taken in.
    """

    project: Project
    format: str
    losses: tuple[Loss, ...] = ()
    notes: tuple[str, ...] = ()
