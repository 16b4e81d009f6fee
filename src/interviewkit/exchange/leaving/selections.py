"""Codings as selections of a text: one a stretch and coder, so that no tool loses a coder."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from interviewkit.exchange.leaving.guids import GuidMaker
from interviewkit.exchange.leaving.material import LeavingStudy
from interviewkit.exchange.leaving.transcript_text import TurnPlaces
from interviewkit.model import Coding
from interviewkit.model.grouping import group_lists
from interviewkit.model.project import ProjectCoding, ProjectSelection
from interviewkit.model.span import Span

NAME = 60
"""A selection is called by the first so many characters of what it says."""

Place = tuple[int, int]
"""A turn's position and where in it something begins."""


CodingNotes = Mapping[tuple[object, ...], tuple[str, ...]]
"""Whose coding, by which code and where → the notes on it."""


@dataclass(frozen=True)
class CodedStretch:
    """What one coder gave one stretch of a transcript: the codings of one turn, or of a group.

    ``span`` is where it stands in the text of the transcript.
    """

    span: Span
    coder: str
    codings: tuple[Coding, ...]
    group: str = ""

    @property
    def first(self) -> Coding:
        """The coding of its first turn, which speaks for the others."""
        return self.codings[0]


@dataclass(frozen=True)
class ProjectNaming:
    """What codes and coders are called in the project; ``notes`` maps a coding's place to notes.

    ``codes`` maps a code and its polarity to a GUID, ``users`` a coder to theirs.
    """

    make: GuidMaker
    codes: Mapping[tuple[str, str], str]
    users: Mapping[str, str]
    notes: CodingNotes = field(default_factory=dict)


def list_stretches(codings: Iterable[Coding], text: TurnPlaces) -> list[CodedStretch]:
    """The stretches that were coded in one transcript, in order of place and coder."""
    gathered = group_lists((_name_stretch(each), each) for each in codings)
    found = [_join(each, text) for each in gathered.values()]
    return sorted(found, key=lambda each: (each.span, each.coder, each.group))


def _name_stretch(coding: Coding) -> tuple[object, ...]:
    """What codings of one stretch have in common."""
    if coding.selection:
        return coding.coder, coding.selection
    at = coding.passage
    return coding.coder, at.turn.position, at.start, at.end


def _join(codings: Sequence[Coding], text: TurnPlaces) -> CodedStretch:
    spans = [
        text.find_place(each.passage.turn, each.passage.start, each.passage.end) for each in codings
    ]
    span = min(start for start, _ in spans), max(end for _, end in spans)
    # A code that crosses turns is given once a turn here, and once in all there.
    once = {(each.code, each.polarity): each for each in reversed(codings)}
    first = codings[0]
    return CodedStretch(span, first.coder, tuple(reversed(once.values())), first.selection or "")


def build_selections(
    study: LeavingStudy, codings: Sequence[Coding], text: TurnPlaces, named: ProjectNaming
) -> Iterator[ProjectSelection]:
    """The selections of one transcript with their codings."""
    for each in list_stretches(codings, text):
        yield _build_selection(study, each, text, named)


def _build_selection(
    study: LeavingStudy, stretch: CodedStretch, text: TurnPlaces, named: ProjectNaming
) -> ProjectSelection:
    quote = text.text[slice(*stretch.span)]
    transcript = stretch.first.passage.turn.transcript
    guid = named.make.make("selection", transcript, *stretch.span, stretch.coder, stretch.group)
    user = named.users[stretch.coder]
    return ProjectSelection(
        guid=guid,
        start=stretch.span[0],
        end=stretch.span[1],
        name=shorten_quote(quote),
        user=user,
        at=study.find_time(stretch.first),
        codings=tuple(
            ProjectCoding(
                guid=named.make.make("coding", guid, each.code, each.polarity),
                code=named.codes[each.code, each.polarity],
                user=user,
                at=study.find_time(each),
                notes=named.notes.get((each.coder, each.code, *each.passage.place), ()),
            )
            for each in stretch.codings
        ),
    )


def shorten_quote(quote: str) -> str:
    """The beginning of what is said, on one line."""
    line = " ".join(quote.split())
    return line if len(line) <= NAME else line[: NAME - 1].rstrip() + "…"
