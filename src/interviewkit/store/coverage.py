"""The shelf of coverage: what each coder has read, so that unread is never taken for "no code"."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from functools import cache
from json import dumps

from sqlalchemy import Integer, cast, delete, func, insert, literal, select, true

from interviewkit.model.grouping import group_sets
from interviewkit.model.reading import find_turns_read
from interviewkit.store.codings import PERSON
from interviewkit.store.rows import Shelf, split_in_pieces
from interviewkit.store.schema import coder, coverage, turn

MANY = 10_000
"""More rows than so many are made within the database."""


class Coverage(Shelf):
    def note_read(
        self, name: str, turn_ids: Iterable[int], run: int | None, codes: Iterable[str] = ("",)
    ) -> None:
        """This coder has read these turns with these codes in mind, or with every code."""
        key = self._coder(name)
        turns, wanted = list(dict.fromkeys(turn_ids)), list(dict.fromkeys(codes))
        if len(turns) * len(wanted) > MANY:
            self._note_many(key, turns, wanted, run)
            return
        known = self.on(name, turns)
        rows = [
            {"coder_id": key, "turn_id": each, "code": code, "run_id": run}
            for each in turns
            for code in wanted
            if code not in known.get(each, ())
        ]
        self._insert(coverage, rows)

    def _note_many(
        self, key: int, turns: Sequence[int], codes: Sequence[str], run: int | None
    ) -> None:
        """The same of whole projects, row by row within the database: there may be a million."""
        asked = func.json_each(dumps(turns)).table_valued("value", name="asked")
        named = func.json_each(dumps(codes)).table_valued("value", name="named")
        same = (coverage.c.turn_id == asked.c.value, coverage.c.code == named.c.value)
        known = select(literal(1)).where(coverage.c.coder_id == key, *same)
        columns = [coverage.c.coder_id, coverage.c.turn_id, coverage.c.code, coverage.c.run_id]
        new = select(literal(key), asked.c.value, named.c.value, cast(literal(run), Integer))
        new = new.select_from(asked.join(named, true())).where(~known.exists())
        self._execute(insert(coverage).from_select(columns, new))

    def count_of_run(self, run: int) -> dict[str, int]:
        """Coder → how many turns were noted as read in a run."""
        turns = func.count(coverage.c.turn_id.distinct())
        wanted = select(coder.c.name, turns).join(coder).where(coverage.c.run_id == run)
        return self._pairs(wanted.group_by(coder.c.name))

    def note_unread(
        self, name: str, turn_ids: Iterable[int], codes: Iterable[str], run: int | None = None
    ) -> None:
        """What was said to be read (in this run) is not: a person took it back."""
        of_codes = coverage.c.code.in_(list(codes))
        mine = delete(coverage).where(coverage.c.coder_id == self._coder(name), of_codes)
        if run is not None:
            mine = mine.where(coverage.c.run_id == run)
        for piece in split_in_pieces(list(turn_ids)):
            self._execute(mine.where(coverage.c.turn_id.in_(piece)))

    def of_run(self, run: int) -> Sequence[tuple[str, int, str]]:
        """(coder, turn id, code) of what was noted as read in a run."""
        wanted = select(coder.c.name, coverage.c.turn_id, coverage.c.code).join(coder)
        wanted = wanted.where(coverage.c.run_id == run)
        return self._execute(wanted.order_by(coverage.c.turn_id)).tuples().all()

    def forget_run(self, run: int) -> None:
        """What a run noted as read is not: it was taken back."""
        self._execute(delete(coverage).where(coverage.c.run_id == run))

    def set_read(
        self, name: str, turn_ids: Iterable[int], run: int | None, codes: Iterable[str] = ("",)
    ) -> None:
        """This machine coder has read these turns and, as its codings now stand, no others.

        ``codes`` are those that it read them for; an empty one means every code.
        """
        ids, kept = set(turn_ids), list(codes)
        key = self._coder(name)
        others = coverage.c.code.not_in(kept)
        self._execute(delete(coverage).where(coverage.c.coder_id == key, others))
        known = self.of(name)
        for piece in split_in_pieces(sorted(known.keys() - ids)):
            of_turns = coverage.c.turn_id.in_(piece)
            self._execute(delete(coverage).where(coverage.c.coder_id == key, of_turns))
        wanted = set(kept)
        new = [each for each in sorted(ids) if not wanted <= known.get(each, set())]
        if new:  # mostly all were read before
            self.note_read(name, new, run, kept)

    def set_read_for(self, name: str, read: Mapping[str, Iterable[int]], run: int | None) -> None:
        """The same where not all turns were read for the same codes; ``read``: code → turn ids."""
        wanted = {code: set(turns) for code, turns in read.items()}
        key, known = self._coder(name), self.of(name)
        for code in {code for codes in known.values() for code in codes}:
            gone = [
                t for t, codes in known.items() if code in codes and t not in wanted.get(code, ())
            ]
            self.note_unread(name, gone, [code])
        for code, turns in wanted.items():
            new = [turn for turn in sorted(turns) if code not in known.get(turn, ())]
            rows = [{"coder_id": key, "turn_id": t, "code": code, "run_id": run} for t in new]
            self._insert(coverage, rows)

    def read_by(self, name: str, codes: Iterable[str] = ()) -> set[int]:
        """Ids of the turns that this coder has read with all of ``codes`` in mind.

        Without ``codes``: with any code in mind. Whoever read a turn with every code in mind has
        read it for each; whoever read it for one code has not read it for another.
        """
        return find_turns_read(self.of(name), set(codes))

    def of(self, name: str) -> dict[int, set[str]]:
        """Turn id → the codes that this coder read it for; an empty code means every one."""
        wanted = select(coverage.c.turn_id, coverage.c.code).join(coder).where(coder.c.name == name)
        return group_sets((key, code) for key, code in self._execute(wanted).tuples())

    def on(self, name: str, turn_ids: Iterable[int]) -> dict[int, dict[str, int | None]]:
        """Turn id → the codes that this coder read it for, each with the run of that."""
        columns = (coverage.c.turn_id, coverage.c.code, coverage.c.run_id)
        wanted = select(*columns).where(coverage.c.coder_id == self._coder(name))
        found: dict[int, dict[str, int | None]] = {}
        for row in self._among(wanted, coverage.c.turn_id, set(turn_ids)):
            found.setdefault(row.turn_id, {})[row.code] = row.run_id
        return found

    def turns_read(self, turn_ids: Iterable[int], codes: Collection[str]) -> dict[str, set[int]]:
        """Person → those of these turns that they read for all of these codes.

        Without codes: for any. Every person has an entry.
        """
        persons = select(coder).where(coder.c.kind == PERSON).order_by(coder.c.id)
        people = {each.id: each.name for each in self._execute(persons)}
        found: dict[str, set[int]] = {name: set() for name in people.values()}
        place = (coverage.c.coder_id, coverage.c.turn_id)
        read = func.aggregate_strings(coverage.c.code, ",").label("read")
        wanted = select(*place, read).where(coverage.c.coder_id.in_([*people])).group_by(*place)
        # Most turns are read for the same codes: told in one piece, each such piece is judged once.
        enough = cache(lambda told: bool(find_turns_read({0: told.split(",")}, codes)))
        for row in self._among(wanted, coverage.c.turn_id, turn_ids):
            if enough(row.read):
                found[people[row.coder_id]].add(row.turn_id)
        return found

    def of_all(self) -> dict[str, dict[int, set[str]]]:
        """Coder → turn id → the codes that they read it for; an empty code means every one."""
        wanted = select(coder.c.name, coverage.c.turn_id, coverage.c.code).join(coder)
        found: dict[str, dict[int, set[str]]] = {}
        for name, key, code in self._execute(wanted).tuples():
            found.setdefault(name, {}).setdefault(key, set()).add(code)
        return found

    def readers_of(self, transcript_id: int) -> Sequence[tuple[str, int, str, int | None]]:
        """(person, position, code, run) of what people have read in one transcript."""
        wanted = (
            select(coder.c.name, turn.c.position, coverage.c.code, coverage.c.run_id)
            .select_from(coverage)
            .join(coder, coverage.c.coder_id == coder.c.id)
            .join(turn, coverage.c.turn_id == turn.c.id)
            .where(turn.c.transcript_id == transcript_id, coder.c.kind == PERSON)
            .order_by(coder.c.name, turn.c.position, coverage.c.code)
        )
        return self._execute(wanted).tuples().all()

    def readers_of_turn(self, turn_id: int) -> Sequence[str]:
        """The people who have read a turn, by name."""
        wanted = select(coder.c.name).join(coverage).where(
            coverage.c.turn_id == turn_id, coder.c.kind == PERSON
        )  # fmt: skip
        return self._execute(wanted.distinct().order_by(coder.c.name)).scalars().all()
