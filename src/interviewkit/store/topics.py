"""The shelf of topics: fits, members, and the names that humans gave."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from sqlalchemy import select, update

from interviewkit.model import Topic, TopicFit
from interviewkit.store.rows import Shelf, build_noun, build_row
from interviewkit.store.schema import topic, topic_fit, topic_member


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
        """The newest fit and the ids of the turns that are its documents, in order."""
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
        return fit, [row.turn_id for row in members]

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

    def name(self, number: int, name: str, by: str, at: str) -> bool:
        """A human names a topic of the newest fit; ``False`` where there is no such topic."""
        done = self._execute(
            update(topic)
            .where(topic.c.fit_id == self.latest(), topic.c.number == number)
            .values(name=name, named_by=by, named_at=at)
        )
        return bool(done.rowcount)

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
