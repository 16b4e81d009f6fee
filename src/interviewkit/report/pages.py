"""The report as frozen data, page by page: what it says, before anyone draws it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from interviewkit.model import Code, Interval
from interviewkit.model.table import ResultTable
from interviewkit.report.figures import Figure, Sentence


@dataclass(frozen=True, slots=True)
class Quote:
    """What one person said, in whole sentences, with all that leads back to it.

    ``signature`` says who spoke by what fits many; ``coded`` is the passage that carries the code
    where it is not all of ``text``. ``before`` and ``after`` are the words around it in the same
    turn. ``deviant`` says what pattern the quote contradicts; it is empty for the others.
    ``segments`` and ``wave`` are positions in the outline's lists (-1: none).
    """

    id: str
    before: str
    text: str
    after: str
    speaker: str
    about: str
    transcript: str
    turn: int
    time: str
    code: str
    polarity: str
    score: str
    decided: str
    evidence: tuple[str, ...] = ()
    deviant: str = ""
    segments: tuple[int, ...] = ()
    wave: int = -1
    person: str = ""
    signature: str = ""
    coded: str = ""


@dataclass(frozen=True, slots=True)
class SaidLine:
    """One passage in the list of who said it."""

    text: str
    place: str
    polarity: str
    decided: str


@dataclass(frozen=True, slots=True)
class Person:
    """Someone who voiced a theme, with their passages; ``more`` passages are left out."""

    id: str
    name: str
    about: str
    lines: tuple[SaidLine, ...]
    more: int = 0
    segments: tuple[int, ...] = ()
    waves: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Who:
    """Who voiced a theme: ``total`` people, of whom ``left_out`` are not listed here."""

    id: str
    people: tuple[Person, ...]
    total: int
    left_out: int = 0
    note: str = ""


@dataclass(frozen=True, slots=True)
class Block:
    """A text that the analyst may replace by a file ``KEY.md`` among the texts of the report.

    ``text`` is what stands: the analyst's words (Markdown-light, ``report/light_text.py``) where
    ``edited`` is true, else the draft. ``drafted`` is the draft made from today's ``figures``, both
    plain text; empty where nobody drafts. ``stale`` says that the figures have changed since the
    text was written; ``then`` are those for which it was.
    """

    key: str
    text: str
    drafted: str = ""
    edited: bool = False
    stale: bool = False
    figures: str = ""
    then: str = ""


@dataclass(frozen=True, slots=True)
class Takeaway:
    """One thing to take along: in plain words, the exact figures below, and its one chart.

    ``href`` is the anchor of the chapter that tells more.
    """

    key: str
    headline: Block
    exact: Sentence
    figure: Figure | None = None
    href: str = ""


@dataclass(frozen=True, slots=True)
class FrontPage:
    """Page one: the finding, what to take along, both strands, who, and how far to trust it.

    ``exact`` are the figures of the headline. ``others`` are findings that it might tell as well;
    nobody draws them.
    """

    headline: Block
    takeaways: tuple[Takeaway, ...]
    strands: tuple[Sentence, ...]
    who: Sentence
    trust: Sentence
    exact: Sentence | None = None
    others: tuple[Takeaway, ...] = ()


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One thing to know, under its keyword. ``kind`` is ``caution`` for what limits a finding."""

    term: str
    text: str
    kind: str = ""


@dataclass(frozen=True, slots=True)
class ShareMark:
    """A share on a card's axis; ``interval`` is ``None`` where it has none."""

    label: str
    share: float
    interval: Interval | None = None


@dataclass(frozen=True, slots=True)
class CodeCard:
    """How far one code can be trusted. ``marks`` are drawn on an axis from 0 to ``top``."""

    id: str
    label: str
    verdict: str
    lines: tuple[Paragraph, ...]
    marks: tuple[ShareMark, ...] = ()
    top: float = 1.0
    table: ResultTable | None = None
    audited: bool = False


@dataclass(frozen=True, slots=True)
class ThemePage:
    """One theme: meaning, people, voices.

    ``paragraph`` is the analyst's; ``otherwise`` are voices that contradict the pattern, of which
    ``otherwise_note`` says how many there are, or that there is none; ``qualifies`` what limits it.
    ``who`` is nothing where another file lists the people.
    """

    id: str
    title: str
    definition: str
    codes: tuple[Code, ...]
    lead: tuple[Sentence, ...]
    figures: tuple[Figure, ...]
    quotes: tuple[Quote, ...]
    quotes_note: str
    who: Who | None
    cards: tuple[CodeCard, ...] = ()
    paragraph: Block | None = None
    otherwise: tuple[Quote, ...] = ()
    otherwise_note: str = ""
    qualifies: tuple[Sentence, ...] = ()


@dataclass(frozen=True, slots=True)
class Section:
    """Prose, figures and tables under one heading."""

    id: str
    title: str
    text: tuple[Sentence, ...] = ()
    figures: tuple[Figure, ...] = ()
    tables: tuple[ResultTable, ...] = ()

    @property
    def is_empty(self) -> bool:
        return not (self.text or self.figures or self.tables)


@dataclass(frozen=True, slots=True)
class JointDisplay:
    """Both displays, with what has to be said of them; ``written`` rows have a conclusion.

    ``segments`` are the titles of all segments, in the order by which charts give them colours.
    """

    title: str
    sides: ResultTable
    matrix: ResultTable
    notes: tuple[str, ...]
    written: int = 0
    segments: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Outline:
    """The whole report.

    ``segments`` and ``waves`` are the choices of its filters. ``places`` are the anchors of what
    numbers lead to, by what that is and its name, as a lead has them. ``methods_short`` is how it
    was done in a few lines, ``methods`` in full. ``profile`` says which parts are here (empty:
    all), ``elsewhere`` in which other profile's file an anchor stands that is not in this one.
    ``made`` is ``generated`` as a time stamp.
    """

    title: str
    study: str
    note: str
    authors: tuple[str, ...]
    generated: str
    facts: tuple[tuple[str, str], ...]
    segments: tuple[str, ...]
    waves: tuple[str, ...]
    glance: Figure | None
    methods: tuple[Paragraph, ...]
    themes: tuple[ThemePage, ...]
    topics: Section
    survey: Section
    limits: tuple[Sentence, ...]
    appendix: tuple[Section, ...]
    version: str = ""
    compare: Section = Section("compare", "Waves")
    differences: Section = Section("differences", "")
    asked: Section = Section("asked", "")
    joint: JointDisplay | None = None
    places: Mapping[tuple[str, str], str] = field(default_factory=dict)
    front: FrontPage | None = None
    methods_short: tuple[Paragraph, ...] = ()
    profile: str = ""
    made: str = ""
    elsewhere: Mapping[str, str] = field(default_factory=dict)

    @property
    def sections(self) -> tuple[Section, ...]:
        """The chapters beside those of themes, in their order; empty ones left out."""
        every = (self.survey, self.differences, self.compare, self.topics, self.asked)
        return tuple(section for section in every if not section.is_empty)


def make_anchors(names: Iterable[str], prefix: str) -> dict[str, str]:
    """A place on the page for every name: ``theme-self_efficacy``, made unique by a number."""
    made: dict[str, str] = {}
    taken: set[str] = set()
    for name in names:
        slug = f"{prefix}-{re.sub(r'[^A-Za-z0-9_]+', '-', name).strip('-') or 'x'}"
        anchor, number = slug, 2
        while anchor in taken:
            anchor, number = f"{slug}-{number}", number + 1
        taken.add(anchor)
        made[name] = anchor
    return made
