"""The shelf of transcripts, their turns, and the files that they came from."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import asdict, replace
from typing import Any

from sqlalchemy import ColumnElement, Row, func, insert, select, update

from interviewkit.errors import Problem
from interviewkit.model import Transcript, Turn
from interviewkit.model.grouping import group_lists
from interviewkit.store.rows import Shelf, build_noun, build_row
from interviewkit.store.schema import judgement, source, transcript, turn, turn_timing

_TURN_COLUMNS = (
    transcript.c.name,
    turn.c.position,
    turn.c.speaker,
    turn.c.text,
    turn.c.start,
    turn.c.end,
    turn.c.id,
)
"""The columns of a turn, in the order of its fields."""


class Transcripts(Shelf):
    """Transcripts are added and retired; only :class:`Rewordings` changes what a turn says."""

    def add(self, new: Transcript) -> Transcript:
        """Save a transcript as the current version of its name; returns it with ids."""
        version = self.retire_name(new.name) + 1
        row = build_row(new, transcript, version=version, group_name=new.group, current=True)
        key = self._add(transcript, row)
        self._insert(turn, [build_row(each, turn, transcript_id=key) for each in new.turns])
        ids = self._execute(
            select(turn.c.id).where(turn.c.transcript_id == key).order_by(turn.c.position)
        ).scalars()
        turns = tuple(replace(t, id=n) for t, n in zip(new.turns, ids, strict=True))
        timed = ({"turn_id": t.id, "words": t.timing.pack()} for t in turns if t.timing)
        self._insert(turn_timing, [*timed])
        return replace(new, id=key, version=version, turns=turns)

    def retire_name(self, name: str) -> int:
        """The versions of a name step back; returns the highest version so far."""
        self._execute(
            update(transcript)
            .where(transcript.c.name == name, transcript.c.current)
            .values(current=False)
        )
        return self._highest_version(name)

    def _highest_version(self, name: str) -> int:
        return self._number(select(func.max(transcript.c.version)).where(transcript.c.name == name))

    def versions(self, name: str) -> Sequence[int]:
        """Every version that a name ever had, in order."""
        wanted = select(transcript.c.version).where(transcript.c.name == name)
        return self._execute(wanted.order_by(transcript.c.version)).scalars().all()

    def retire(self, key: int) -> None:
        """A transcript is no longer in the study; what was done with it is kept."""
        self._execute(update(transcript).where(transcript.c.id == key).values(current=False))

    def place(self, key: int, like: Transcript) -> None:
        """Make a transcript current, with the file, wave, group and date of ``like``."""
        values = {
            "source": like.source,
            "wave": like.wave,
            "group_name": like.group,
            "date": like.date,
            "current": True,
        }
        self._execute(update(transcript).where(transcript.c.id == key).values(**values))

    def rename(self, moves: Mapping[str, str]) -> None:
        """Old name → new name: every version goes along, behind those that the new name has.

        Two transcripts may take each other's names.
        """
        aside = {old: f"\x1f{i}" for i, old in enumerate(moves)}
        for name, to in [*aside.items(), *((aside[old], new) for old, new in moves.items())]:
            over = self._highest_version(to)
            self._execute(
                update(transcript)
                .where(transcript.c.name == name)
                .values(name=to, version=transcript.c.version + over)
            )
            self._execute(
                update(judgement)
                .where(judgement.c.about == f"transcript:{name}")
                .values(about=f"transcript:{to}")
            )

    def names(self, by: str = "transcript") -> Sequence[str]:
        """The names of current transcripts, by name, or by ``wave`` or ``group`` first."""
        order = {"wave": [transcript.c.wave], "group": [transcript.c.group_name]}.get(by, [])
        wanted = select(transcript.c.name).where(transcript.c.current)
        return self._execute(wanted.order_by(*order, transcript.c.name)).scalars().all()

    def heads(self, *, current: bool = True, names: Collection[str] = ()) -> Sequence[Transcript]:
        """Transcripts without their turns, by name and version: all, or those of these names."""
        wanted = select(transcript).order_by(transcript.c.name, transcript.c.version)
        if current:
            wanted = wanted.where(transcript.c.current)
        if names:
            wanted = wanted.where(transcript.c.name.in_(names))
        return [_transcript(row, ()) for row in self._execute(wanted)]

    def list(self) -> list[Transcript]:
        """Current transcripts with their turns, by name."""
        turns = group_lists((each.transcript, each) for each in self.turns())
        return [replace(head, turns=tuple(turns.get(head.name, ()))) for head in self.heads()]

    def get(self, name: str, version: int | None = None) -> Transcript | None:
        """One transcript, the current version unless another is asked for."""
        wanted = select(transcript).where(transcript.c.name == name)
        if version is None:
            wanted = wanted.where(transcript.c.current)
        else:
            wanted = wanted.where(transcript.c.version == version)
        row = self._execute(wanted).first()
        if row is None:
            return None
        said = select(turn).where(turn.c.transcript_id == row.id).order_by(turn.c.position)
        turns = (_turn(row.name, each) for each in self._execute(said))
        return _transcript(row, tuple(turns))

    def turns(self) -> Sequence[Turn]:
        """Every turn of the current transcripts, in order."""
        wanted = (
            select(*_TURN_COLUMNS)
            .join_from(turn, transcript)
            .where(transcript.c.current)
            .order_by(transcript.c.name, turn.c.position)
        )
        return [Turn(*row) for row in self._execute(wanted).all()]  # by place: there are many

    def turn(self, turn_id: int) -> Turn | None:
        """A turn of a current transcript by its id."""
        return self._one_turn(turn.c.id == turn_id)

    def turn_at(self, name: str, position: int) -> Turn | None:
        """A turn of a current transcript by its place."""
        return self._one_turn(transcript.c.name == name, turn.c.position == position)

    def turns_ever(self, turn_ids: Iterable[int]) -> dict[int, tuple[Turn, bool]]:
        """Turn id → the turn, and whether it is of a current transcript."""
        wanted = select(turn, transcript.c.name, transcript.c.current).join(transcript)
        rows = self._among(wanted, turn.c.id, set(turn_ids))
        return {row.id: (_turn(row.name, row), bool(row.current)) for row in rows}

    def turns_in(self, keys: Collection[int]) -> Mapping[int, Sequence[Turn]]:
        """Transcript's id → its turns, in order."""
        wanted = select(turn, transcript.c.name).join(transcript).order_by(turn.c.position)
        rows = self._among(wanted, turn.c.transcript_id, keys)
        said = group_lists((row.transcript_id, _turn(row.name, row)) for row in rows)
        return {key: said.get(key, []) for key in keys}

    def saying(self, source: str, words: Iterable[str]) -> set[int]:
        """Ids of the current transcripts of a file in which one turn has all of these words."""
        wanted = select(turn.c.transcript_id).join(transcript)
        wanted = wanted.where(transcript.c.current, transcript.c.source == source)
        for word in words:
            wanted = wanted.where(func.lower(turn.c.text).contains(word, autoescape=True))
        return set(self._execute(wanted.distinct()).scalars())

    def count_turns(self) -> dict[str, int]:
        """Current transcript → how many turns it has."""
        wanted = select(transcript.c.name, func.count(turn.c.id)).join(turn)
        return self._pairs(wanted.where(transcript.c.current).group_by(transcript.c.name))

    def _one_turn(self, *where: ColumnElement[bool]) -> Turn | None:
        wanted = (
            select(turn, transcript.c.name).join(transcript).where(transcript.c.current, *where)
        )
        row = self._execute(wanted).first()
        return _turn(row.name, row) if row else None

    def amended_turns(self) -> Sequence[tuple[int, str, str]]:
        """(id, speaker, text) of the turns that people mended in current transcripts."""
        wanted = select(transcript.c.id, transcript.c.amended).where(transcript.c.current)
        amended = {row.id: map(int, row.amended) for row in self._execute(wanted) if row.amended}
        said = select(turn.c.id, turn.c.speaker, turn.c.text).order_by(turn.c.id)
        return [
            (row.id, row.speaker, row.text)
            for key, positions in amended.items()
            for row in self._execute(
                said.where(turn.c.transcript_id == key, turn.c.position.in_(list(positions)))
            )
        ]

    def current_id(self, name: str) -> int:
        """The id of a name's current version; 0 where there is none."""
        same = (transcript.c.name == name, transcript.c.current)
        return self._number(select(transcript.c.id).where(*same))

    def turn_ids(self, transcript_id: int) -> set[int]:
        """Ids of the turns of a transcript."""
        wanted = select(turn.c.id).where(turn.c.transcript_id == transcript_id)
        return set(self._execute(wanted).scalars())

    def current_turns(self, ids: Iterable[int]) -> dict[int, Turn]:
        """Those of these turns that belong to current transcripts, by id."""
        wanted = select(turn, transcript.c.name).join(transcript).where(transcript.c.current)
        rows = self._among(wanted, turn.c.id, set(ids))
        return {row.id: _turn(row.name, row) for row in rows}

    def says(self, turn_id: int, text: str) -> bool:
        """Whether this turn belongs to a current transcript and still says just this."""
        wanted = select(transcript.c.current, turn.c.text).join(turn).where(turn.c.id == turn_id)
        row = self._execute(wanted).first()
        return row is not None and bool(row.current) and row.text == text

    def is_current(self, turn_id: int) -> bool:
        """Whether this turn belongs to the current version of its transcript."""
        wanted = select(transcript.c.current).join(turn).where(turn.c.id == turn_id)
        return bool(self._execute(wanted).scalar())

    def count(self) -> dict[str, int]:
        """How many current transcripts and turns there are."""
        whole = {"transcripts": transcript, "turns": turn.join(transcript)}
        count = select(func.count()).where(transcript.c.current)
        return {name: self._number(count.select_from(each)) for name, each in whole.items()}

    # -- the files ---------------------------------------------------------------------------

    def sources(self) -> dict[str, tuple[str, str]]:
        """Path → (hash of the file, hash of the settings it was read with) of present files."""
        wanted = select(source).where(source.c.present)
        return {row.path: (row.file_hash, row.settings_hash) for row in self._execute(wanted)}

    def note_source(
        self, path: str, file_hash: str, settings_hash: str, problems: Iterable[Problem]
    ) -> None:
        """Remember what a file held when it was read."""
        values: dict[str, Any] = {
            "file_hash": file_hash,
            "settings_hash": settings_hash,
            "problems": [asdict(problem) for problem in problems],
            "present": True,
        }
        found = self._execute(update(source).where(source.c.path == path).values(**values))
        if not found.rowcount:
            self._execute(insert(source).values(path=path, **values))

    def lose_source(self, path: str) -> None:
        """A file is no longer in the study."""
        self._execute(update(source).where(source.c.path == path).values(present=False))

    def problems(self) -> Sequence[Problem]:
        """The problems of the files that are in the study."""
        wanted = select(source.c.problems).where(source.c.present).order_by(source.c.path)
        rows = self._execute(wanted).scalars()
        return [Problem(**problem) for row in rows for problem in row]


def _turn(name: str, row: Row[Any]) -> Turn:
    return Turn(name, row.position, row.speaker, row.text, row.start, row.end, row.id)


def _transcript(row: Row[Any], turns: tuple[Turn, ...]) -> Transcript:
    return build_noun(Transcript, row, turns=turns, group=row.group_name)
