"""The shelf of what linking found: segments, who belongs to them, survey figures."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict
from typing import Any

from sqlalchemy import delete, select

from interviewkit.model import Contrast, Estimate, Interval, Segment, SegmentSize, Unanswered
from interviewkit.model.estimate import Naming
from interviewkit.model.grouping import group_sets
from interviewkit.store.rows import Shelf, build_noun, build_row
from interviewkit.store.schema import contrast, estimate, participant, segment, segment_member


class Findings(Shelf):
    def replace_segments(
        self, sizes: Sequence[SegmentSize], members: Mapping[str, Iterable[str]]
    ) -> None:
        """Save segments, their sizes, and the participants (by name) who belong to them."""
        self._execute(delete(segment_member))
        self._execute(delete(segment))
        named = [build_row(each.segment, segment, position=i) for i, each in enumerate(sizes)]
        self._insert(
            segment,
            [row | build_row(each, segment) for row, each in zip(named, sizes, strict=True)],
        )
        ids = self._pairs(select(participant.c.name, participant.c.id))
        rows = [
            {"segment": name, "participant_id": ids[person]}
            for name, people in members.items()
            for person in people
        ]
        self._insert(segment_member, rows)

    def segments(self) -> list[SegmentSize]:
        rows = self._execute(select(segment).order_by(segment.c.position))
        return [build_noun(SegmentSize, row, segment=build_noun(Segment, row)) for row in rows]

    def members(self) -> dict[str, frozenset[str]]:
        """Segment → names of its participants, segments without any included."""
        wanted = (
            select(segment.c.name, participant.c.name)
            .outerjoin(segment_member, segment_member.c.segment == segment.c.name)
            .outerjoin(participant, segment_member.c.participant_id == participant.c.id)
            .order_by(segment.c.position)
        )
        people = group_sets((name, person) for name, person in self._execute(wanted).tuples())
        return {name: frozenset(each - {None}) for name, each in people.items()}

    def has_all_members(self) -> bool:
        """Whether segments hold as many people as when they were evaluated: who goes leaves them,
        and does not come back by being known again.
        """
        members = self.members()
        return all(
            each.participants in (None, len(members[each.segment.name])) for each in self.segments()
        )

    def replace_estimates(self, estimates: Iterable[Estimate]) -> None:
        self._execute(delete(estimate))
        self._insert(estimate, [_write_estimate(each) for each in estimates])

    def estimates(self) -> list[Estimate]:
        rows = self._execute(select(estimate).order_by(estimate.c.id))
        return [_read_estimate(row._asdict()) for row in rows]

    def replace_contrasts(self, contrasts: Iterable[Contrast]) -> None:
        self._execute(delete(contrast))
        self._insert(contrast, [_write_contrast(each) for each in contrasts])

    def contrasts(self) -> list[Contrast]:
        rows = self._execute(select(contrast).order_by(contrast.c.id))
        return [_read_contrast(row._asdict()) for row in rows]


# -- figures: what is not known (``nan``) is NULL ------------------------------------------------


def _write_estimate(each: Estimate) -> dict[str, object]:
    who = each.unanswered
    low, high = (who.low, who.high) if who else (math.nan, math.nan)
    row = build_row(
        each,
        estimate,
        silent=who.n if who else None,
        silence=who.share if who else None,
        least=low,
        most=high,
    )
    row |= _ends("", each.interval) | _ends("exact_", each.korn_graubard)
    return _known(row)


def _read_estimate(row: Mapping[str, Any]) -> Estimate:
    who = None
    if row.get("silent"):
        bounds = _number(row["least"]), _number(row["most"])
        who = Unanswered(int(row["silent"]), row["silence"], *bounds)
    return build_noun(
        Estimate,
        row,
        interval=_interval(row, ""),
        korn_graubard=_interval(row, "exact_"),
        unanswered=who,
        **_numbers(row, "value", "se", "df", "deff", "effective_n"),
    )


def _write_contrast(each: Contrast) -> dict[str, object]:
    first, second = _write_estimate(each.first), _write_estimate(each.second)
    told_as = asdict(each.told_as) if each.told_as else None
    row = build_row(each, contrast, first=first, second=second, told_as=told_as)
    row |= _ends("difference_", each.difference_interval) | _ends("ratio_", each.ratio_interval)
    return _known(row)


def _read_contrast(row: Mapping[str, Any]) -> Contrast:
    return build_noun(
        Contrast,
        row,
        first=_read_estimate(row["first"]),
        second=_read_estimate(row["second"]),
        told_as=Naming(**row["told_as"]) if row["told_as"] else None,
        difference_interval=_interval(row, "difference_"),
        ratio_interval=_interval(row, "ratio_"),
        **_numbers(row, "difference", "ratio", "se", "df", "p", "adjusted"),
    )


def _known(row: Mapping[str, object]) -> dict[str, object]:
    return {
        name: None if isinstance(value, float) and math.isnan(value) else value
        for name, value in row.items()
    }


def _number(value: float | None) -> float:
    return math.nan if value is None else value


def _numbers(row: Mapping[str, Any], *names: str) -> dict[str, float]:
    return {name: _number(row.get(name)) for name in names}


def _ends(prefix: str, interval: Interval | None) -> dict[str, float | None]:
    low, high = (interval.low, interval.high) if interval else (None, None)
    return {f"{prefix}low": low, f"{prefix}high": high}


def _interval(row: Mapping[str, Any], prefix: str) -> Interval | None:
    low, high = row.get(f"{prefix}low"), row.get(f"{prefix}high")
    return None if low is None or high is None else Interval(low, high)
