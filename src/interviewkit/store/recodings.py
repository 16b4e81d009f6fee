"""The shelf for what a change of the codebook does to everything that names codes."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Label,
    Select,
    Table,
    case,
    delete,
    distinct,
    func,
    insert,
    literal,
    select,
    true,
    union_all,
    update,
)

from interviewkit.model import MACHINE, REJECTED
from interviewkit.store.codings import PERSON
from interviewkit.store.rows import Shelf, split_in_pieces
from interviewkit.store.schema import (
    assignment,
    certificate,
    coder,
    coding,
    coverage,
    draw,
    judgement,
    participant,
    passage,
    score,
    speaker,
    transcript,
    turn,
)

ASKED: Mapping[str, Table] = {"draw": draw, "assignment": assignment}
"""Tables that say for which codes a turn is to be read."""

ReadRow = tuple[int, str, int | None, int]
"""(coder's id, code, run, turn id) of a turn that was read."""


class Recodings(Shelf):
    # -- codings ---------------------------------------------------------------------------------

    def codings_of(self, codes: Collection[str]) -> Sequence[Mapping[str, Any]]:
        """What stands of these codes, on older versions of transcripts too, with who speaks."""
        label = (speaker.c.transcript_id == turn.c.transcript_id) & (
            speaker.c.label == turn.c.speaker
        )
        wanted = (
            select(
                coding.c.id,
                coding.c.passage_id.label("place"),
                coder.c.name.label("coder"),
                (coder.c.kind == PERSON).label("is_person"),
                coding.c.code,
                coding.c.status,
                coding.c.polarity,
                coding.c.score,
                coding.c.code_version.label("version"),
                func.coalesce(participant.c.name, "").label("person"),
            )
            .select_from(coding)
            .join(coder, coding.c.coder_id == coder.c.id)
            .join(passage, coding.c.passage_id == passage.c.id)
            .join(turn, passage.c.turn_id == turn.c.id)
            .join(speaker, label, isouter=True)
            .join(participant, speaker.c.participant_id == participant.c.id, isouter=True)
            .where(coding.c.retired_run_id.is_(None), coding.c.code.in_(list(codes)))
            .order_by(coding.c.id)
        )
        return [dict(row._mapping) for row in self._execute(wanted)]

    def continue_codings(self, added: Sequence[tuple[int, str, str]], run: int) -> Sequence[int]:
        """Append (id of a coding, code, its version) as that coder's; returns the new ids."""
        first = self._newest(coding)
        kept: dict[int, dict[str, Any]] = {}
        for piece in split_in_pieces([key for key, _, _ in added]):
            known = self._execute(select(coding).where(coding.c.id.in_(piece)))
            kept |= {row.id: row._asdict() for row in known}
        rows = [
            {**kept[key], "code": code, "code_version": version, "run_id": run}
            for key, code, version in added
        ]
        for row in rows:
            del row["id"], row["retired_run_id"]
        self._insert(coding, rows)
        wanted = select(coding.c.id).where(coding.c.id > first).order_by(coding.c.id)
        return list(self._execute(wanted).scalars())

    # -- what was read ---------------------------------------------------------------------------

    def reads_of(self, codes: Collection[str]) -> Sequence[tuple[int, str, bool, ReadRow]]:
        """(coder's id, coder, whether a person, row) of what was read for these codes or all."""
        wanted = (
            select(
                coder.c.id, coder.c.name, coder.c.kind, coverage.c.code, coverage.c.run_id,
                coverage.c.turn_id,
            )
            .join(coder, coverage.c.coder_id == coder.c.id)
            .where(coverage.c.code.in_([*codes, ""]))
        )  # fmt: skip
        return [
            (key, name, kind == PERSON, (key, code, run, at))
            for key, name, kind, code, run, at in self._execute(wanted).tuples()
        ]

    def change_reads(self, gone: Sequence[ReadRow], new: Sequence[ReadRow]) -> None:
        """Take these rows of what was read out, and put those in that are not there."""
        by_code: dict[tuple[int, str], list[int]] = {}
        for key, code, _, at in gone:
            by_code.setdefault((key, code), []).append(at)
        for (key, code), turns in by_code.items():
            for piece in split_in_pieces(turns):
                self._execute(
                    delete(coverage).where(
                        coverage.c.coder_id == key,
                        coverage.c.code == code,
                        coverage.c.turn_id.in_(piece),
                    )
                )
        known = {
            (row.coder_id, row.code, row.turn_id)
            for row in self._execute(
                select(coverage.c.coder_id, coverage.c.code, coverage.c.turn_id).where(
                    coverage.c.code.in_({code for _, code, _, _ in new})
                )
            )
        }
        rows = [
            {"coder_id": key, "code": code, "run_id": run, "turn_id": at}
            for key, code, run, at in new
            if (key, code, at) not in known
        ]
        self._insert(coverage, rows)

    def reads_of_everything(self) -> Sequence[ReadRow]:
        """What people read for every code."""
        wanted = (
            select(coverage.c.coder_id, coverage.c.code, coverage.c.run_id, coverage.c.turn_id)
            .join(coder, coverage.c.coder_id == coder.c.id)
            .where(coverage.c.code == "", coder.c.kind == PERSON)
        )
        return [(key, code, run, at) for key, code, run, at in self._execute(wanted).tuples()]

    def spell_out_reads(self, codes: Iterable[str], run: int) -> None:
        """What people read for every code, they read for these, noted in a run, and no others."""
        people = select(coder.c.id).where(coder.c.kind == PERSON)
        whole = (coverage.c.code == "") & coverage.c.coder_id.in_(people)
        known = coverage.alias("known")
        for piece in split_in_pieces(list(codes), 200):
            each = union_all(*(select(literal(code).label("code")) for code in piece)).subquery()
            there = select(known.c.turn_id).where(
                known.c.coder_id == coverage.c.coder_id,
                known.c.turn_id == coverage.c.turn_id,
                known.c.code == each.c.code,
            )
            rows = (
                select(coverage.c.coder_id, coverage.c.turn_id, each.c.code, literal(run))
                .select_from(coverage.join(each, true()))
                .where(whole, ~there.exists())
                .order_by(coverage.c.coder_id, coverage.c.turn_id, each.c.code)
            )
            columns = ["coder_id", "turn_id", "code", "run_id"]
            self._execute(insert(coverage).from_select(columns, rows))
        self._execute(delete(coverage).where(whole))

    def stand_of(self, rows: Sequence[ReadRow]) -> Sequence[ReadRow]:
        """Those of these rows that are there still: a turn may say something else by now, or
        somebody may have said that they have not read it.
        """
        there = set(
            self._execute(
                select(coverage.c.coder_id, coverage.c.code, coverage.c.turn_id).where(
                    coverage.c.code.in_({code for _, code, _, _ in rows})
                )
            ).tuples()
        )
        return [row for row in rows if (row[0], row[1], row[3]) in there]

    def fold_reads(self, rows: Sequence[ReadRow], run: int, *, spelt: bool) -> None:
        """Take back what a run spelt out: these rows were read for every code.

        Where anything was ``spelt`` out, they are that again as far as it is there still.
        """
        of_run = coverage.c.run_id == run
        wanted = select(coverage.c.coder_id, coverage.c.turn_id).where(of_run).distinct()
        there = set(self._execute(wanted).tuples())
        self._execute(delete(coverage).where(of_run))
        runs = {(key, at): old for key, _, old, at in rows}
        places = sorted(there) if spelt else list(runs)
        self.change_reads([], [(key, "", runs.get((key, at), run), at) for key, at in places])

    # -- what is to be read, and what rests on it --------------------------------------------------

    def asked(self, table: str) -> Sequence[tuple[int, tuple[str, ...]]]:
        """(id, codes) of all draws, or of all assignments."""
        of = ASKED[table]
        rows = self._execute(select(of.c.id, of.c.codes)).tuples()
        return [(key, tuple(codes)) for key, codes in rows]

    def set_asked(self, table: str, ids: Sequence[int], codes: Sequence[str]) -> None:
        of = ASKED[table]
        for piece in split_in_pieces(ids):
            self._execute(update(of).where(of.c.id.in_(piece)).values(codes=list(codes)))

    def certificates_of(self, codes: Collection[str]) -> Sequence[int]:
        """Ids of the certificates on these codes that were not replaced."""
        wanted = select(certificate.c.id).where(
            certificate.c.retired_run_id.is_(None), certificate.c.code.in_(list(codes))
        )
        return list(self._execute(wanted).scalars())

    def set_certificates(self, ids: Sequence[int], run: int | None) -> None:
        """These certificates are given up in a run, or stand again where there is none."""
        self._execute(
            update(certificate).where(certificate.c.id.in_(list(ids))).values(retired_run_id=run)
        )

    def rename_scores(self, old: str, new: str) -> None:
        """Scores go by another code; what is there under that one already is older and goes."""
        if self._number(select(func.count()).select_from(score).where(score.c.code == old)):
            self._execute(delete(score).where(score.c.code == new))
            self._execute(update(score).where(score.c.code == old).values(code=new))

    # -- the log -----------------------------------------------------------------------------------

    def entries_about(self, about: str, but: Collection[str]) -> Sequence[int]:
        """Ids of the entries about something, those of these acts left out."""
        wanted = select(judgement.c.id).where(
            judgement.c.about == about, judgement.c.act.not_in(list(but))
        )
        return list(self._execute(wanted).scalars())

    def notes_under(self, code: str, act: str) -> Sequence[int]:
        """Ids of the entries of an act that name a code."""
        wanted = select(judgement.c.id).where(judgement.c.code == code, judgement.c.act == act)
        return list(self._execute(wanted).scalars())

    def set_about(self, ids: Sequence[int], about: str) -> None:
        """These entries are about something that has another name now."""
        self._execute(update(judgement).where(judgement.c.id.in_(list(ids))).values(about=about))

    def set_code(self, ids: Sequence[int], code: str) -> None:
        self._execute(update(judgement).where(judgement.c.id.in_(list(ids))).values(code=code))

    def set_memo(self, key: int, text: str) -> None:
        """A question asks for a code by the name that it has now."""
        self._execute(update(judgement).where(judgement.c.id == key).values(memo=text))

    def count_people_on(self, codes: Iterable[str], but: Collection[int]) -> Mapping[str, int]:
        """Person → how many of their codings of these codes stand, some ids left out."""
        wanted = (
            select(coder.c.name, coding.c.id)
            .join(coder, coding.c.coder_id == coder.c.id)
            .where(
                coding.c.retired_run_id.is_(None),
                coding.c.code.in_(list(codes)),
                coder.c.kind == PERSON,
            )
        )
        found: dict[str, int] = {}
        for name, key in self._execute(wanted).tuples():
            if key not in but:
                found[name] = found.get(name, 0) + 1
        return found

    def name_coders(self) -> Mapping[int, str]:
        """The ids of coders who are people → their names."""
        return self._pairs(select(coder.c.id, coder.c.name).where(coder.c.kind == PERSON))

    def count_codes(self, name: str = "") -> Sequence[Mapping[str, Any]]:
        """Code → people, passages, coders, rejected and proposed, of what stands on current turns.

        Of one coder alone, where one is named.
        """
        person, held = coder.c.kind == PERSON, coding.c.status != REJECTED
        label = (speaker.c.transcript_id == turn.c.transcript_id) & (
            speaker.c.label == turn.c.speaker
        )

        def number(rule: ColumnElement[bool], what: ColumnElement[Any], key: str) -> Label[Any]:
            return func.count(distinct(case((rule, what)))).label(key)

        by_people = _on_current_turns(
            number(held, speaker.c.participant_id, "people"),
            number(held, coding.c.passage_id, "passages"),
            number(held, coding.c.coder_id, "coders"),
            number(~held, coding.c.passage_id, "rejected"),
        ).join(speaker, label, isouter=True)
        proposed = _on_current_turns(number(held, coding.c.passage_id, "proposed"))
        mine = person & (coder.c.name == name) if name else person
        rows = [*self._execute(by_people.where(mine))]
        rows += self._execute(proposed.where(coder.c.name == MACHINE))
        found: dict[str, dict[str, Any]] = {}
        for row in rows:
            found.setdefault(row.code, {}).update(row._mapping)
        return list(found.values())


def _on_current_turns(*columns: Label[Any]) -> Select[Any]:
    """These figures of what stands on current turns, a row a code."""
    return (
        select(coding.c.code, *columns)
        .select_from(coding)
        .join(coder, coding.c.coder_id == coder.c.id)
        .join(passage, coding.c.passage_id == passage.c.id)
        .join(turn, passage.c.turn_id == turn.c.id)
        .join(transcript, turn.c.transcript_id == transcript.c.id)
        .where(coding.c.retired_run_id.is_(None), transcript.c.current)
        .group_by(coding.c.code)
    )
