"""The shelf of what linking found: segments, who belongs to them, survey figures."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from sqlalchemy import Connection, delete, insert, select

from interviewkit.model import Contrast, Estimate, Segment, SegmentSize
from interviewkit.store.figure_rows import (
    read_contrast,
    read_estimate,
    write_contrast,
    write_estimate,
)
from interviewkit.store.schema import (
    contrast,
    estimate,
    participant,
    segment,
    segment_member,
)


class Findings:
    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def replace_segments(
        self, sizes: Sequence[SegmentSize], members: Mapping[str, Iterable[str]]
    ) -> None:
        """Save segments, their sizes, and the participants (by name) who belong to them."""
        self._connection.execute(delete(segment_member))
        self._connection.execute(delete(segment))
        if sizes:
            self._connection.execute(
                insert(segment), [_segment_row(i, each) for i, each in enumerate(sizes)]
            )
        wanted = select(participant.c.name, participant.c.id)
        ids = dict(self._connection.execute(wanted).tuples().all())
        rows = [
            {"segment": name, "participant_id": ids[person]}
            for name, people in members.items()
            for person in people
        ]
        if rows:
            self._connection.execute(insert(segment_member), rows)

    def segments(self) -> list[SegmentSize]:
        rows = self._connection.execute(select(segment).order_by(segment.c.position))
        return [
            SegmentSize(
                Segment(row.name, row.rule, row.label, row.over),
                row.respondents,
                row.weighted,
                row.participants,
            )
            for row in rows
        ]

    def members(self) -> dict[str, frozenset[str]]:
        """Segment → names of its participants, segments without any included."""
        wanted = (
            select(segment.c.name, participant.c.name)
            .outerjoin(segment_member, segment_member.c.segment == segment.c.name)
            .outerjoin(participant, segment_member.c.participant_id == participant.c.id)
            .order_by(segment.c.position)
        )
        people: dict[str, set[str]] = {}
        for name, person in self._connection.execute(wanted).tuples():
            people.setdefault(name, set()).update([person] if person is not None else [])
        return {name: frozenset(each) for name, each in people.items()}

    def replace_estimates(self, estimates: Iterable[Estimate]) -> None:
        self._connection.execute(delete(estimate))
        rows = [write_estimate(each) for each in estimates]
        if rows:
            self._connection.execute(insert(estimate), rows)

    def estimates(self) -> list[Estimate]:
        rows = self._connection.execute(select(estimate).order_by(estimate.c.id))
        return [read_estimate(row._asdict()) for row in rows]

    def replace_contrasts(self, contrasts: Iterable[Contrast]) -> None:
        self._connection.execute(delete(contrast))
        rows = [write_contrast(each) for each in contrasts]
        if rows:
            self._connection.execute(insert(contrast), rows)

    def contrasts(self) -> list[Contrast]:
        rows = self._connection.execute(select(contrast).order_by(contrast.c.id))
        return [read_contrast(row._asdict()) for row in rows]


def _segment_row(position: int, each: SegmentSize) -> dict[str, object]:
    return {
        "name": each.segment.name,
        "position": position,
        "rule": each.segment.rule,
        "label": each.segment.label,
        "over": each.segment.over,
        "respondents": each.respondents,
        "weighted": each.weighted,
        "participants": each.participants,
    }
