"""The notes of a project as memos, each on what it is about; the rest stand on the study."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from functools import cached_property

from interviewkit.model import Coder, Judgement, Passage, Turn
from interviewkit.model.grouping import group_lists
from interviewkit.model.memo import CODE, PERSON, STUDY, THEME, TRANSCRIPT, TURN, Subject
from interviewkit.model.project import Project, ProjectNote
from interviewkit.model.review import MEMO
from interviewkit.steps.exchanging.import_log import get_memo_content
from interviewkit.steps.exchanging.projects.coders import PlacedCoders
from interviewkit.steps.exchanging.projects.codes import PlacedCodes
from interviewkit.steps.exchanging.projects.codings import Spoken
from interviewkit.steps.exchanging.projects.ledger import CHANGED, KEPT, ImportLedger
from interviewkit.steps.exchanging.projects.texts import PlacedSource
from interviewkit.steps.noting.memos import MOST
from interviewkit.steps.noting.subjects import Subjects
from interviewkit.steps.record import tell_time
from interviewkit.steps.site import Site
from interviewkit.store.shelves import Shelves
from interviewkit.tables.drawing.safe_text import clean_text

TOO_LONG = f"longer than {MOST:,} characters: the rest is kept aside"
NOT_HERE = "on words of texts that are not here: kept aside"
EMPTY = "without words: kept aside"
ON_ALL = Subject(STUDY)

ON_STUDY = "about what has no memos here: on the study"


@dataclass(frozen=True, slots=True)
class PlannedMemo:
    """A memo to come: ``about`` a subject, or a ``passage`` where that is given."""

    text: str
    coder: str
    at: str
    about: Subject = field(default_factory=lambda: Subject(STUDY))
    passage: Passage | None = None
    code: str = ""


@dataclass(frozen=True)
class MemoPlaces:
    """Where the things are that notes are about."""

    project: Project
    placed: Mapping[str, PlacedSource]
    spoken: Spoken
    codes: PlacedCodes
    coders: PlacedCoders
    people: Mapping[str, str]

    def plan(self, ledger: ImportLedger) -> list[PlannedMemo]:
        """All memos that a project holds: its notes, and what it says of sources and selections."""
        found: list[PlannedMemo] = []
        for note in self.project.notes:
            found += self._plan_note(note, ledger)
        return [*found, *self._plan_descriptions(ledger)]

    def _plan_note(self, note: ProjectNote, ledger: ImportLedger) -> list[PlannedMemo]:
        text, name = _clean(note.text or note.description), " ".join(note.name.split())
        if not text and not name:
            ledger.note("memos", CHANGED, EMPTY)
            return []
        abouts = [self._name_turn(each, name) for each in self._about.get(note.guid, ())]
        abouts = list(dict.fromkeys(abouts))
        if not abouts and note.guid in self._waiting:
            ledger.note("memos", CHANGED, NOT_HERE, name or text[:40])
            return []
        named = Subject.read(name)
        said = "\n\n".join(filter(None, ("" if named.kind else name, text))) or name
        base = PlannedMemo(said[:MOST], self.coders.find_writer(note.user), normalise_time(note.at))
        became, why = (CHANGED, TOO_LONG) if len(said) > MOST else (KEPT, "")
        if not abouts and named.kind:
            abouts = [replace(base, about=named)]
        elif not abouts:
            became, why = self._judge_loose(note, became, why)
        ledger.note("memos", became, why, name or text[:40])
        places = abouts or [base]
        return [
            replace(base, about=each.about, passage=each.passage, code=each.code) for each in places
        ]

    def _name_turn(self, about: PlannedMemo, name: str) -> PlannedMemo:
        """What a note is about, where its name is one that our own export gives: a turn as a
        whole, which stood on a selection of all its words, or a code there that nobody gave."""
        place, _, code = name.rpartition(", ")
        is_code = code in self.codes.target.code_ids
        named = Subject.read(place if is_code else name)
        passage = about.passage
        if passage is None or not named.turn:
            return about
        about = replace(about, code=about.code or (code if is_code else ""))
        if not name.startswith(f"{TURN}:"):
            return about
        where = Subject(TURN, *passage.turn.place)
        return replace(about, about=where, passage=None)

    def _judge_loose(self, note: ProjectNote, became: str, why: str) -> tuple[str, str]:
        """A note on nothing is one on the study; one on what has no memos here is changed."""
        if note.guid in self._elsewhere:
            return CHANGED, ON_STUDY
        return became, why

    @cached_property
    def _about(self) -> Mapping[str, Sequence[PlannedMemo]]:
        return group_lists(self._list_references())

    @cached_property
    def _waiting(self) -> set[str]:
        """Notes on words of texts that are not here: they come with these, at a next import."""
        return {
            note
            for source, each in self.project.each_selection()
            if source.guid not in self.placed and not source.text and each.quote
            for note in (*each.notes, *(n for c in each.codings for n in c.notes))
        }

    @cached_property
    def _elsewhere(self) -> set[str]:
        """Notes on what cannot have a memo here, or was kept aside."""
        links = (note for link in self.project.links for note in link.notes)
        selections = (
            note
            for _, each in self.project.each_selection()
            for note in (*each.notes, *(n for c in each.codings for n in c.notes))
        )
        sources = (note for each in self.project.sources for note in each.notes)
        sets = (note for each in self.project.sets for note in each.notes)
        return {*links, *selections, *sources, *sets}

    def _list_references(self) -> Iterator[tuple[str, PlannedMemo]]:
        """(note, what it is about) for everything that refers to a note and has a place here."""
        blank = PlannedMemo("", "", "")
        yield from ((note, blank) for note in self.project.about)
        for code in self.project.codes:
            id_ = self.codes.meanings.get(code.guid, ("", ""))[0]
            if id_:
                yield from ((n, replace(blank, about=Subject(CODE, id_))) for n in code.notes)
        for told in self.project.sets:
            if told.guid in self.codes.themes:
                theme = Subject(THEME, self.codes.themes[told.guid])
                yield from ((note, replace(blank, about=theme)) for note in told.notes)
        for source in self.project.sources:
            placed = self.placed.get(source.guid)
            if placed and placed.name:
                talk = Subject(TRANSCRIPT, placed.name)
                yield from ((note, replace(blank, about=talk)) for note in source.notes)
        yield from self._list_passage_references(blank)

    def _list_passage_references(self, blank: PlannedMemo) -> Iterator[tuple[str, PlannedMemo]]:
        for _, selection in self.project.each_selection():
            if not (found := self.spoken.get(selection.guid)):
                continue
            here = replace(blank, passage=found[0])
            yield from ((note, here) for note in selection.notes)
            for coding in selection.codings:
                code = self.codes.meanings.get(coding.code, ("", ""))[0]
                yield from ((note, replace(here, code=code)) for note in coding.notes)

    def _plan_descriptions(self, ledger: ImportLedger) -> Iterator[PlannedMemo]:
        """What is written about the project, a source, a case or a selection, without a note."""
        if text := _clean(self.project.description):
            yield self._comment(ledger, text, self.project.user, self.project.at)
        for source in self.project.sources:
            placed = self.placed.get(source.guid)
            if (text := _clean(source.description)) and placed and placed.name:
                about = Subject(TRANSCRIPT, placed.name)
                yield self._comment(ledger, text, source.user, source.at, about=about)
            elif text:
                text = f"{source.name}\n\n{text}"
                yield self._comment(ledger, text, source.user, source.at)
        for case in self.project.cases:
            if text := _clean(case.description):
                who = self.people.get(case.guid)
                about = Subject(PERSON, who) if who else Subject(STUDY)
                text = text if who else f"{case.name}\n\n{text}"
                yield self._comment(ledger, text, "", "", about=about)
        for _, selection in self.project.each_selection():
            found = self.spoken.get(selection.guid)
            if (text := _clean(selection.description)) and found:
                yield self._comment(ledger, text, selection.user, selection.at, passage=found[0])

    def _comment(
        self,
        ledger: ImportLedger,
        text: str,
        user: str,
        at: str,
        *,
        about: Subject = ON_ALL,
        passage: Passage | None = None,
    ) -> PlannedMemo:
        became, why = (CHANGED, TOO_LONG) if len(text) > MOST else (KEPT, "as memos")
        ledger.note("comments", became, why, text[:40])
        writer = self.coders.find_writer(user)
        return PlannedMemo(text[:MOST], writer, normalise_time(at), about, passage)


def save_memos(
    site: Site,
    shelves: Shelves,
    memos: Sequence[PlannedMemo],
    saved: Mapping[tuple[str, int], Turn],
    run: int,
) -> tuple[int, int]:
    """Write memos that are not here already; returns how many are new, and how many were here."""
    subjects = Subjects(site, shelves)
    here = {get_memo_content(each) for each in shelves.judgements.standing([MEMO])}
    new = repeated = 0
    for each in memos:
        entry = _build_entry(each, subjects, saved)
        if get_memo_content(entry) in here:
            repeated += 1
            continue
        here.add(get_memo_content(entry))
        shelves.codings.add_coder(Coder(entry.coder))
        shelves.judgements.add(entry, run)
        new += 1
    return new, repeated


def _build_entry(
    memo: PlannedMemo, subjects: Subjects, saved: Mapping[tuple[str, int], Turn]
) -> Judgement:
    base = Judgement(
        memo.coder, MEMO, 0, code=memo.code, memo=memo.text, at=memo.at or tell_time(),
        about=str(Subject(STUDY)),
    )  # fmt: skip
    turn = saved.get(memo.passage.turn.place) if memo.passage else None
    if turn is not None and memo.passage is not None:
        span = (memo.passage.start, memo.passage.end)
        return replace(base, turn_id=turn.id or 0, span=span, about="")
    about = memo.about
    if about.turn:
        turn = saved.get((about.name, about.turn))
        return replace(base, turn_id=turn.id or 0, about="") if turn else base
    return replace(base, about=str(about)) if subjects.has(about) else base


def normalise_time(text: str) -> str:
    """A time as the log writes it, ISO 8601 in UTC; empty where it is none.

    >>> normalise_time("2024-05-02T09:00:00Z"), normalise_time("yesterday")
    ('2024-05-02T09:00:00+00:00', '')
    """
    try:
        found = datetime.fromisoformat(text.strip().replace("Z", "+00:00"))
    except ValueError:
        return ""
    zoned = found if found.tzinfo else found.replace(tzinfo=UTC)
    return zoned.astimezone(UTC).isoformat(timespec="seconds")


def _clean(text: str) -> str:
    lines = (line.rstrip() for line in clean_text(text).strip().splitlines())
    return "\n".join(lines)
