"""The shelf of topics: fits, members, and the names that humans gave."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from sqlalchemy import Connection, func, insert, select, update

from interviewkit.model import Topic, TopicFit
from interviewkit.store.rows import add_row
from interviewkit.store.schema import topic, topic_fit, topic_member


class Topics:
    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def add(self, fit: TopicFit, turn_ids: Sequence[int], run: int) -> int:
        """Save a fit over these turns, which are its documents; returns its id."""
        head: dict[str, object] = {
            "run_id": run,
            "measures": dict(fit.measures),
            "settings": dict(fit.settings),
        }
        key = add_row(self._connection, topic_fit, head)
        rows = [_topic_row(key, each, turn_ids) for each in fit.topics]
        if rows:
            self._connection.execute(insert(topic), rows)
        members = [
            {"fit_id": key, "turn_id": t, "number": number, "x": float(x), "y": float(y)}
            for t, number, (x, y) in zip(turn_ids, fit.assignment, fit.positions, strict=True)
        ]
        if members:
            self._connection.execute(insert(topic_member), members)
        return key

    def latest(self) -> int | None:
        """The id of the newest fit."""
        value = self._connection.execute(select(func.max(topic_fit.c.id))).scalar()
        return None if value is None else int(value)

    def get(self) -> tuple[TopicFit, list[int]] | None:
        """The newest fit and the ids of the turns that are its documents, in order."""
        key = self.latest()
        if key is None:
            return None
        head = self._connection.execute(select(topic_fit).where(topic_fit.c.id == key)).one()
        wanted = select(topic_member).where(topic_member.c.fit_id == key)
        members = self._connection.execute(wanted.order_by(topic_member.c.turn_id)).all()
        place = {row.turn_id: i for i, row in enumerate(members)}
        fit = TopicFit(
            topics=tuple(self._topics(key, place)),
            assignment=tuple(row.number for row in members),
            measures=head.measures,
            settings=head.settings,
            positions=tuple((row.x, row.y) for row in members),
        )
        return fit, [row.turn_id for row in members]

    def _topics(self, key: int, place: Mapping[int, int]) -> Sequence[Topic]:
        wanted = select(topic).where(topic.c.fit_id == key).order_by(topic.c.number)
        return [
            Topic(
                number=row.number,
                size=row.size,
                keywords=tuple((word, weight) for word, weight in row.keywords),
                representatives=tuple(place[t] for t in row.representatives if t in place),
                name=row.name,
                x=row.x,
                y=row.y,
                id=row.id,
            )
            for row in self._connection.execute(wanted)
        ]

    def name(self, number: int, name: str, by: str, at: str) -> bool:
        """A human names a topic of the newest fit; ``False`` where there is no such topic."""
        done = self._connection.execute(
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
        for row in self._connection.execute(wanted):
            if row.fit_id != newest:  # one name may stand for two topics of one fit
                newest, seen = row.fit_id, frozenset(known)
            if row.name not in seen:
                found.setdefault(row.fit_id, {})[row.number] = (
                    row.name,
                    row.named_by,
                    row.named_at,
                )
                known.add(row.name)
        return found

    def members(self, fit: int) -> dict[int, int]:
        """Turn id → topic number in one fit."""
        wanted = select(topic_member.c.turn_id, topic_member.c.number)
        rows = self._connection.execute(wanted.where(topic_member.c.fit_id == fit))
        return dict(rows.tuples().all())

    def names(self) -> dict[int, tuple[str, str, str]]:
        """Number → (name, by whom, when) of the named topics of the newest fit."""
        wanted = select(topic).where(topic.c.fit_id == self.latest(), topic.c.name != "")
        rows = self._connection.execute(wanted)
        return {row.number: (row.name, row.named_by, row.named_at) for row in rows}


def _topic_row(key: int, each: Topic, turn_ids: Sequence[int]) -> dict[str, object]:
    return {
        "fit_id": key,
        "number": each.number,
        "size": each.size,
        "keywords": [[word, float(weight)] for word, weight in each.keywords],
        "representatives": [turn_ids[i] for i in each.representatives],
        "name": each.name,
        "named_by": "",
        "named_at": "",
        "x": float(each.x),
        "y": float(each.y),
    }
