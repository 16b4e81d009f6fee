"""Memos as notes, each beside what it is about: a passage, a code, a conversation, the study."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from interviewkit.exchange.leaving.guids import GuidMaker
from interviewkit.exchange.leaving.selections import CodingNotes, shorten_quote
from interviewkit.exchange.leaving.transcript_text import TurnPlaces
from interviewkit.model import Coding, Memo
from interviewkit.model.grouping import group_lists
from interviewkit.model.memo import PASSAGE, STUDY, TURN
from interviewkit.model.project import ProjectNote, ProjectSelection
from interviewkit.model.span import Span


@dataclass(frozen=True)
class PlacedNotes:
    """The notes, and which of them are about what.

    ``about`` maps the subject of a memo (``code:isolation``) to notes. ``said`` maps a transcript
    to (memo, note) of memos on its turns. What is gone by now is only named by its note.
    """

    notes: tuple[ProjectNote, ...] = ()
    about: Mapping[str, Sequence[str]] = field(default_factory=dict)
    said: Mapping[str, Sequence[tuple[Memo, ProjectNote]]] = field(default_factory=dict)

    def find(self, kind: str, name: str = "") -> tuple[str, ...]:
        """The notes on a thing of this kind and name."""
        return tuple(self.about.get(f"{kind}:{name}", ()))

    @property
    def of_study(self) -> tuple[str, ...]:
        """Notes on the study as a whole."""
        return self.find(STUDY)


def place_notes(
    memos: Iterable[Memo],
    users: Mapping[str, str],
    make: GuidMaker,
    taken: Iterable[str] = (),
) -> PlacedNotes:
    """The memos as notes; each is called by what it is about, also where nothing refers to it.

    ``taken`` are names of other notes. No two are called the same: QualCoder stops at the second,
    and leaves all that comes after it out. A blank at the end tells them apart, which no reader
    minds.
    """
    names = {*taken}
    pairs = [(each, _build_note(each, users, make, names)) for each in memos]
    there = [(memo, note) for memo, note in pairs if not memo.gone]
    return PlacedNotes(
        tuple(note for _, note in pairs),
        group_lists((str(memo.about), note.guid) for memo, note in there),
        group_lists(
            (memo.about.name, (memo, note)) for memo, note in there if memo.about.kind == TURN
        ),
    )


def _build_note(
    memo: Memo, users: Mapping[str, str], make: GuidMaker, taken: set[str]
) -> ProjectNote:
    guid = make.make("note", memo.about, memo.coder, memo.at, memo.id)
    user, changed = users.get(memo.coder, ""), memo.changed
    place = f"{PASSAGE}:{memo.place.partition(':')[2]}" if memo.kind == PASSAGE else memo.place
    name = f"{place}, {memo.code}" if memo.code else place
    while name in taken:
        name += " "
    taken.add(name)
    by = user if changed else ""
    return ProjectNote(guid, name, memo.text, user, memo.at, modified_by=by, modified_at=changed)


def find_coded(placed: PlacedNotes, codings: Iterable[Coding]) -> CodingNotes:
    """The memos on a code of a passage, by the coding that they are about.

    That is its writer's own, or else the first that gives just these words that code.
    """
    by_place: Mapping[tuple[object, ...], Sequence[str]] = group_lists(
        ((each.code, *each.passage.place), each.coder) for each in codings
    )
    found: list[tuple[tuple[object, ...], str]] = []
    for memo, note in (pair for said in placed.said.values() for pair in said):
        if memo.code and memo.span:
            what = (memo.code, memo.about.name, memo.about.turn, *memo.span)
            coders = by_place.get(what, ())
            coder = memo.coder if memo.coder in coders else next(iter(coders), "")
            found += [((coder, *what), note.guid)] if coder else []
    return {key: tuple(notes) for key, notes in group_lists(found).items()}


def build_noted_selections(
    placed: PlacedNotes,
    transcript: str,
    text: TurnPlaces,
    make: GuidMaker,
    told: Collection[str] = (),
) -> Iterator[ProjectSelection]:
    """Selections without a code: turns and passages of a transcript of which somebody wrote.

    What one person wrote of the same words is beside one selection: QualCoder stops at a second.
    ``told`` are notes that stand on a coding.
    """
    written = group_lists(
        ((_find_words(memo, text), note.user), (memo, note))
        for memo, note in placed.said.get(transcript, ())
        if note.guid not in told
    )
    for ((begin, end), user), pairs in written.items():
        if begin < end:
            memo, first = pairs[0]
            called = shorten_quote(text.text[begin:end])
            guid = make.make("noted", transcript, memo.about.turn, first.guid)
            notes = tuple(note.guid for _, note in pairs)
            yield ProjectSelection(guid, begin, end, called, user=user, at=memo.at, notes=notes)


def _find_words(memo: Memo, text: TurnPlaces) -> Span:
    """Where the words stand of which somebody wrote: a passage, or the whole of a turn."""
    begin, end = text.places[memo.about.turn - 1]
    return (begin + memo.span[0], begin + memo.span[1]) if memo.span else (begin, end)
