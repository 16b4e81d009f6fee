"""The shelf of codings: a log in which nothing is overwritten, and what each coder has read."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import asdict
from typing import Any

from sqlalchemy import ColumnElement, Row, Select, delete, func, select, update

from interviewkit.model import (
    CERTIFIED,
    REJECTED,
    Coder,
    Coding,
    Evidence,
    Passage,
    Transcript,
    Turn,
)
from interviewkit.model.grouping import group_sets
from interviewkit.store.made import count_made
from interviewkit.store.passages import Passages
from interviewkit.store.rows import Shelf, build_noun, build_row, split_in_pieces
from interviewkit.store.schema import (
    coder,
    coder_state,
    coding,
    coverage,
    passage,
    transcript,
    turn,
)

PERSON = "person"

FEW = 500
"""Up to so many turns a query names them; beyond, it goes through all."""


class Codings(Shelf):
    # -- coders ------------------------------------------------------------------------------

    def add_coder(self, new: Coder) -> int:
        """Save a coder or its newer version; returns the id."""
        row = self._execute(select(coder).where(coder.c.name == new.name)).first()
        if row is None:
            return self._add(coder, asdict(new))
        if row.version != new.version or row.kind != new.kind:
            self._execute(
                update(coder).where(coder.c.id == row.id).values(version=new.version, kind=new.kind)
            )
        return int(row.id)

    def coders(self) -> Sequence[Coder]:
        rows = self._execute(select(coder).order_by(coder.c.id))
        return [build_noun(Coder, row) for row in rows]

    def readers(self) -> Sequence[Coder]:
        """Those who have read any turn."""
        has_read = select(coverage.c.turn_id).where(coverage.c.coder_id == coder.c.id).exists()
        rows = self._execute(select(coder).where(has_read).order_by(coder.c.id))
        return [build_noun(Coder, row) for row in rows]

    def state(self, name: str) -> dict[str, str]:
        """Code → fingerprint of what this coder last worked from."""
        wanted = select(coder_state.c.code, coder_state.c.fingerprint).join(coder)
        return self._pairs(wanted.where(coder.c.name == name))

    def note_state(self, coder_id: int, state: Mapping[str, str]) -> None:
        self._execute(delete(coder_state).where(coder_state.c.coder_id == coder_id))
        rows = [{"coder_id": coder_id, "code": c, "fingerprint": f} for c, f in state.items()]
        self._insert(coder_state, rows)

    # -- codings -----------------------------------------------------------------------------

    def add(self, codings: Sequence[Coding], versions: Mapping[str, str], run: int | None) -> int:
        """Append codings; ``versions`` maps a code to its version. Returns how many."""
        ids = Passages(self._connection).keep(each.passage for each in codings)
        coders = self._pairs(select(coder.c.name, coder.c.id))
        rows = [
            build_row(
                each,
                coding,
                passage_id=ids[each.passage.turn.id or 0, each.passage.start, each.passage.end],
                coder_id=coders[each.coder],
                code_version=versions.get(each.code, ""),
                evidence=[_told(item) for item in each.evidence],
                run_id=run,
            )
            for each in codings
        ]
        self._insert(coding, rows)
        return len(rows)

    def renew(
        self,
        standing: Sequence[Coding],
        new: Iterable[Coding],
        versions: Mapping[str, str],
        run: int,
        anew: Collection[str] = (),
    ) -> tuple[int, int]:
        """Add what is new and retire what no longer stands; what is said again is left alone.

        Of codes that are to be written ``anew`` nothing old is kept. Returns how many were added
        and retired.
        """
        said = {each.said: each for each in new}
        kept = {each.said for each in standing if each.code not in anew} & said.keys()
        gone = [each.id or 0 for each in standing if each.said not in kept]
        fresh = [each for what, each in said.items() if what not in kept]
        self.retire(gone, run)
        self.add(fresh, versions, run)
        return len(fresh), len(gone)

    def append(self, new: Coding, version: str, run: int | None) -> int:
        """Append one coding; returns its id."""
        self.add([new], {new.code: version}, run)
        return self.latest()

    def of_run(self, run: int) -> Sequence[tuple[str, int]]:
        """(coder, id) of the codings that a run added, whether they stand or not."""
        wanted = select(coder.c.name, coding.c.id).join(coder).where(coding.c.run_id == run)
        return self._execute(wanted.order_by(coding.c.id)).tuples().all()

    def restore(self, ids: Iterable[int]) -> None:
        """These codings stand again: what had retired them was undone."""
        for piece in split_in_pieces(list(ids)):
            self._execute(update(coding).where(coding.c.id.in_(piece)).values(retired_run_id=None))

    def stand(self, ids: Iterable[int]) -> set[int]:
        """Those of these codings that still stand."""
        wanted = select(coding.c.id).where(coding.c.retired_run_id.is_(None))
        return {row.id for row in self._among(wanted, coding.c.id, set(ids))}

    def retire(self, ids: Iterable[int], run: int) -> None:
        """These codings no longer stand; they stay in the log."""
        for piece in split_in_pieces(list(ids)):
            self._execute(update(coding).where(coding.c.id.in_(piece)).values(retired_run_id=run))

    def list(
        self,
        turns: Mapping[int, Turn],
        *,
        coders: Iterable[str] | None = None,
        codes: Iterable[str] | None = None,
    ) -> list[Coding]:
        """Codings that stand, on these turns, in order of transcript, turn, start and code."""
        wanted = select_codings().where(transcript.c.current)
        names = None if coders is None else list(coders)
        if len(turns) <= FEW:
            # By turn alone: told of the coders too, SQLite would go through all of theirs.
            wanted = wanted.where(passage.c.turn_id.in_(list(turns)))
        elif names is not None:
            wanted = wanted.where(coder.c.name.in_(names))
        if codes is not None:
            wanted = wanted.where(coding.c.code.in_(list(codes)))
        return [
            read_coding(turns[row.turn_id], row)
            for row in self._execute(wanted)
            if row.turn_id in turns and (names is None or row.coder in names)
        ]

    def get(self, ids: Iterable[int]) -> Sequence[Coding]:
        """These codings, whether they stand or not, on whatever version of a transcript."""
        wanted = _ever(*_CODING_COLUMNS, *_TURN_COLUMNS)
        return _read_on_turns(self._among(wanted, coding.c.id, set(ids)))

    def in_transcript(self, of: Transcript) -> Sequence[Coding]:
        """Codings that stand in one transcript, in order of turn, start and code."""
        turns = {each.id: each for each in of.turns}
        rows = self._execute(select_codings().where(turn.c.transcript_id == of.id))
        return [read_coding(turns[row.turn_id], row) for row in rows]

    def touched(self, transcript_id: int, after: int, run: int, ids: Iterable[int]) -> set[int]:
        """Codings in one transcript that came after one, went in a later run, or are of these."""
        here = select(coding.c.id).select_from(coding).join(passage).join(turn)
        here = here.where(turn.c.transcript_id == transcript_id)
        later = here.where((coding.c.id > after) | (coding.c.retired_run_id > run))
        named = {row.id for row in self._among(here, coding.c.id, set(ids))}
        return named | set(self._execute(later).scalars())

    def of_people_on(self, transcript_id: int) -> Sequence[tuple[Coding, str]]:
        """What people coded on one transcript, with the code's version: to be carried over."""
        wanted = select_codings().where(transcript.c.id == transcript_id, coder.c.kind == "person")
        rows = self._execute(wanted.add_columns(*_TURN_COLUMNS)).all()
        return [(read_coding(_turn(row), row), row.code_version) for row in rows]

    def versions(self, coders: Iterable[str]) -> dict[tuple[str, str], int]:
        """(code, its version when it was applied) → how many of these coders' codings stand."""
        wanted = _tallied(func.count(coding.c.id), coding.c.code, coding.c.code_version)
        rows = self._execute(wanted.where(coder.c.name.in_(list(coders)))).tuples()
        return {(code, version): n for code, version, n in rows}

    def count(self) -> dict[str, int]:
        """Coder → how many codings it made that stand on current transcripts and hold."""
        return self._count(count_made(), coding.c.status != REJECTED)

    def count_rejections(self) -> dict[str, int]:
        """Coder → how often it said of current transcripts that a code does not hold."""
        return self._count(func.count(coding.c.id), coding.c.status == REJECTED)

    def _count(self, number: ColumnElement[int], which: ColumnElement[bool]) -> dict[str, int]:
        standing = select(coder.c.name, number).select_from(coding)
        standing = standing.join(coder, coding.c.coder_id == coder.c.id).where(which)
        standing = standing.where(coding.c.retired_run_id.is_(None)).group_by(coder.c.name)
        older = select(passage.c.id).select_from(passage).join(turn).join(transcript)
        gone = older.where(transcript.c.current.is_(False))
        # Not joined: each of many codings would be looked up in its transcript. Not subtracted: a
        # selection may stand on an older version and on the current one, as one coding each.
        found = self._pairs(standing.where(coding.c.passage_id.not_in(gone)))
        return {name: n for name, n in sorted(found.items()) if n}

    def on_current(
        self, coders: Collection[str] = (), codes: Collection[str] = ()
    ) -> Sequence[Coding]:
        """Codings that stand on current turns, in order; of all, or of some coders and codes."""
        wanted = select_codings().add_columns(*_TURN_COLUMNS).where(transcript.c.current)
        if coders:
            wanted = wanted.where(coder.c.name.in_(coders))
        if codes:
            # Told of all coders too, SQLite finds a code by the index of coders and codes.
            everyone = self._execute(select(coder.c.id)).scalars().all()
            wanted = wanted.where(coding.c.coder_id.in_(everyone), coding.c.code.in_(codes))
        return _read_on_turns(self._execute(wanted).all())

    def found_by_people(self, turn_ids: Collection[int] = ()) -> dict[int, set[str]]:
        """Turn id → the codes that people found there; on current turns, or on some of them."""
        wanted = _on_any_turn(passage.c.turn_id, coding.c.code).distinct()
        of_people = (coder.c.kind == PERSON, coding.c.status != REJECTED, transcript.c.current)
        wanted = wanted.where(*of_people)
        rows = self._among(wanted, passage.c.turn_id, turn_ids)
        return group_sets(map(tuple, rows if turn_ids else self._execute(wanted)))

    def latest(self) -> int:
        """The newest entry of the log, a mark of whether anything was added."""
        return self._newest(coding)

    def scores(self) -> Sequence[tuple[str, int, str, float]]:
        """(coder, turn id, code, highest score) of what machines propose on current turns."""
        highest = func.max(coding.c.score)
        wanted = (
            _tallied(highest, coder.c.name, passage.c.turn_id, coding.c.code)
            .where(coder.c.kind != PERSON, coding.c.score.is_not(None))
            .where(coder.c.name != CERTIFIED)  # its codings are the machine's once more
        )
        return self._execute(wanted).tuples().all()

    def versions_of_people(self) -> Sequence[tuple[str, str, str, int]]:
        """(person, code, version of the code, how many codings stand) on current turns."""
        by = (coder.c.name, coding.c.code, coding.c.code_version)
        wanted = _tallied(func.count(coding.c.id), *by).where(coder.c.kind == PERSON)
        return self._execute(wanted).tuples().all()


_CODING_COLUMNS = (
    passage.c.turn_id,
    coding.c.passage_id,
    passage.c.start,
    passage.c.end,
    coding.c.code,
    coder.c.name.label("coder"),
    coding.c.polarity,
    coding.c.score,
    coding.c.status,
    coding.c.evidence,
    coding.c.run_id,
    coding.c.id,
    coding.c.code_version,
    coding.c.selection,
)
_TURN_COLUMNS = (
    turn.c.position,
    turn.c.speaker,
    turn.c.text,
    turn.c.start.label("turn_start"),
    turn.c.end.label("turn_end"),
    transcript.c.name.label("transcript"),
)


def _told(item: Evidence) -> dict[str, object]:
    """As ``dataclasses.asdict`` tells it, in a tenth of the time: there are many thousands."""
    return {"kind": item.kind, "what": item.what, "strength": item.strength}


def _ever(*columns: Any) -> Select[Any]:
    """These columns of every coding that ever was, on older versions of transcripts too."""
    return (
        select(*columns)
        .select_from(coding)
        .join(coder, coding.c.coder_id == coder.c.id)
        .join(passage, coding.c.passage_id == passage.c.id)
        .join(turn, passage.c.turn_id == turn.c.id)
        .join(transcript, turn.c.transcript_id == transcript.c.id)
    )


def _on_any_turn(*columns: Any) -> Select[Any]:
    """These columns of every coding that stands, on older versions of transcripts too."""
    return _ever(*columns).where(coding.c.retired_run_id.is_(None))


def _tallied(figure: ColumnElement[Any], *by: ColumnElement[Any]) -> Select[Any]:
    """A figure of the codings that stand on current turns, by these columns and in their order."""
    return _on_any_turn(*by, figure).where(transcript.c.current).group_by(*by).order_by(*by)


def select_codings() -> Select[Any]:
    """Whole codings, in order of transcript, turn, start and code."""
    order = (transcript.c.name, turn.c.position, passage.c.start, coding.c.code, coding.c.id)
    return _on_any_turn(*_CODING_COLUMNS).order_by(*order)


def _turn(row: Row[Any]) -> Turn:
    """The turn of a row that has the columns of a coding and of its turn, in this order."""
    behind = len(_CODING_COLUMNS)
    position, speaker, text, start, end, name = row[behind : behind + len(_TURN_COLUMNS)]
    return Turn(name, position, speaker, text, start, end, row[0])


def _read_on_turns(rows: Iterable[Row[Any]]) -> list[Coding]:
    """Codings of rows that hold their turns too; each turn is built once."""
    turns: dict[int, Turn] = {}
    found = []
    for row in rows:
        key: int = row[0]
        if key not in turns:
            turns[key] = _turn(row)
        found.append(read_coding(turns[key], row))
    return found


def read_coding(of: Turn, row: Row[Any]) -> Coding:
    """A coding of a turn, from a row of :func:`select_codings`."""
    # By place, not by name: there may be a hundred thousand of them.
    told: tuple[Any, ...] = tuple(row)
    _, passage_id, start, end, code, name, polarity, score, status, evidence, *rest = told
    return Coding(
        Passage(of, start, end, of.text[start:end], passage_id),
        code,
        name,
        polarity,
        score,
        status,
        tuple([Evidence(**item) for item in evidence]) if evidence else (),
        *rest[:4],
    )
