"""The shelf of topics: fits, members, and the names that humans gave."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from sqlalchemy import select, update

from interviewkit.model import Topic, TopicFit
from interviewkit.store.rows import Shelf, build_noun, build_row, select_said
from interviewkit.store.schema import (
    judgement,
    participant,
    topic,
    topic_fit,
    topic_member,
    topic_merge,
    transcript,
    turn,
)

Naming = tuple[str, str, str]
"""A name of a topic, who gave it, and when."""


class Topics(Shelf):
    def add(self, fit: TopicFit, turn_ids: Sequence[int], run: int) -> int:
        """Save a fit over these turns, which are its documents; returns its id."""
        key = self._add(topic_fit, build_row(fit, topic_fit, run_id=run))
        self._insert(topic, [_topic_row(key, each, turn_ids) for each in fit.topics])
        members = [
            {"fit_id": key, "turn_id": t, "number": number, "x": float(x), "y": float(y)}
            for t, number, (x, y) in zip(turn_ids, fit.assignment, fit.positions, strict=True)
        ]
        self._insert(topic_member, members)
        return key

    def latest(self) -> int | None:
        """The id of the newest fit."""
        return self._newest(topic_fit) or None

    def numbers(self) -> Sequence[int]:
        """The numbers of the newest topics."""
        wanted = select(topic.c.number).where(topic.c.fit_id == self.latest())
        return self._execute(wanted.order_by(topic.c.number)).scalars().all()

    def get(self) -> tuple[TopicFit, list[int]] | None:
        """The newest fit and the ids of the turns that are its documents, in order.

        Topics that people took for one are one here.
        """
        key = self.latest()
        if key is None:
            return None
        head = self._execute(select(topic_fit).where(topic_fit.c.id == key)).one()
        wanted = select(topic_member).where(topic_member.c.fit_id == key)
        members = self._execute(wanted.order_by(topic_member.c.turn_id)).all()
        place = {row.turn_id: i for i, row in enumerate(members)}
        fit = build_noun(
            TopicFit,
            head,
            topics=tuple(self._topics(key, place)),
            assignment=tuple(row.number for row in members),
            positions=tuple((row.x, row.y) for row in members),
        )
        return fit.merged(self.merges()), [row.turn_id for row in members]

    def _topics(self, key: int, place: Mapping[int, int]) -> Sequence[Topic]:
        wanted = select(topic).where(topic.c.fit_id == key).order_by(topic.c.number)
        return [
            build_noun(
                Topic,
                row,
                keywords=tuple((word, weight) for word, weight in row.keywords),
                representatives=tuple(place[t] for t in row.representatives if t in place),
            )
            for row in self._execute(wanted)
        ]

    def standing(self) -> dict[int, str]:
        """Number → name (empty where nobody gave one) of the newest topics, those that were merged
        into others left out."""
        wanted = select(topic.c.number, topic.c.name).where(topic.c.fit_id == self.latest())
        merged = self.merges()
        found = self._pairs(wanted.where(topic.c.number >= 0).order_by(topic.c.number))
        return {number: name for number, name in found.items() if number not in merged}

    def name(self, number: int, name: str, by: str, at: str) -> bool:
        """A human names a topic of the newest fit; ``False`` where there is no such topic."""
        done = self._execute(
            update(topic)
            .where(topic.c.fit_id == self.latest(), topic.c.number == number)
            .values(_write_naming((name, by, at)))
        )
        return bool(done.rowcount)

    def rename(self, before: Naming, after: Naming) -> int:
        """Whatever was named just so, in whatever fit, is named otherwise; returns how many."""
        was = (topic.c.name, topic.c.named_by, topic.c.named_at)
        same = [column == value for column, value in zip(was, before, strict=True)]
        done = self._execute(update(topic).where(*same).values(_write_naming(after)))
        return int(done.rowcount)

    def naming(self, number: int) -> Naming | None:
        """(name, by whom, when) of a topic of the newest fit; ``None`` where there is none."""
        wanted = select(topic).where(topic.c.fit_id == self.latest(), topic.c.number == number)
        row = self._execute(wanted).first()
        return None if row is None else (row.name, row.named_by, row.named_at)

    # -- topics that people took for one ---------------------------------------------------------

    def merge(self, number: int, into: int, entry: int, fit: int | None = None) -> None:
        """Two topics of a fit (the newest) are one for as long as an entry of the log stands."""
        fit = self.latest() if fit is None else fit
        values = {"judgement_id": entry, "fit_id": fit, "number": number, "into": into}
        self._insert(topic_merge, [values])

    def merges(self) -> dict[int, int]:
        """Number → the topic that it was merged into, in the newest fit."""
        wanted = (
            select(topic_merge.c.number, topic_merge.c.into)
            .join(judgement, topic_merge.c.judgement_id == judgement.c.id)
            .where(topic_merge.c.fit_id == self.latest(), judgement.c.undone_by.is_(None))
            .order_by(topic_merge.c.judgement_id)
        )
        return self._pairs(wanted)

    def all_merges(self) -> dict[int, tuple[int, int, int]]:
        """Entry → (fit, number, into): each merge in the newest fit that has it, undone or not."""
        rows = self._execute(select(topic_merge).order_by(topic_merge.c.fit_id))
        return {row.judgement_id: (row.fit_id, row.number, row.into) for row in rows}

    def spoken(self) -> Sequence[tuple[int, str, str]]:
        """(topic, wave, participant) of each turn of the newest fit."""
        wanted = select_said(topic_member.c.number, transcript.c.wave, participant.c.name)
        wanted = wanted.join(topic_member, topic_member.c.turn_id == turn.c.id)
        rows = self._execute(wanted.where(topic_member.c.fit_id == self.latest()))
        return rows.tuples().all()

    def named(self) -> dict[int, dict[int, tuple[str, str, str]]]:
        """Fit → number → (name, by whom, when): each name in the newest fit that has it."""
        wanted = select(topic).where(topic.c.name != "").order_by(topic.c.fit_id.desc())
        found: dict[int, dict[int, tuple[str, str, str]]] = {}
        known: set[str] = set()
        newest = None
        for row in self._execute(wanted):
            if row.fit_id != newest:  # one name may stand for two topics of one fit
                newest, seen = row.fit_id, frozenset(known)
            if row.name not in seen:
                act = (row.name, row.named_by, row.named_at)
                found.setdefault(row.fit_id, {})[row.number] = act
                known.add(row.name)
        return found

    def members(self, fit: int) -> dict[int, int]:
        """Turn id → topic number in one fit."""
        wanted = select(topic_member.c.turn_id, topic_member.c.number)
        return self._pairs(wanted.where(topic_member.c.fit_id == fit))

    def names(self) -> dict[int, tuple[str, str, str]]:
        """Number → (name, by whom, when) of the named topics of the newest fit."""
        wanted = select(topic).where(topic.c.fit_id == self.latest(), topic.c.name != "")
        rows = self._execute(wanted)
        return {row.number: (row.name, row.named_by, row.named_at) for row in rows}


def _write_naming(naming: Naming) -> dict[str, str]:
    return dict(zip(("name", "named_by", "named_at"), naming, strict=True))


def _topic_row(key: int, each: Topic, turn_ids: Sequence[int]) -> dict[str, object]:
    return build_row(
        each,
        topic,
        fit_id=key,
        keywords=[[word, float(weight)] for word, weight in each.keywords],
        representatives=[turn_ids[i] for i in each.representatives],
        named_by="",
        named_at="",
        x=float(each.x),
        y=float(each.y),
    )
