"""Points in time with names, as EXMARaLDA and FOLKER keep them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from interviewkit.model.timing import LAST_SECOND


@dataclass(frozen=True, slots=True)
class Timeline:
    """Seconds by the names of points, where they have any, and their order."""

    times: Mapping[str, float | None]
    orders: Mapping[str, float]

    def seconds(self, name: str) -> float | None:
        return self.times.get(name)

    def order(self, name: str) -> float:
        """A time that sorts a point; one without a time stands between its neighbours."""
        return self.orders.get(name, 0.0)


def read_timeline(root: Any, tag: str, key: str, time: str) -> Timeline:
    """The points of a file: elements of this tag, their names and times in these attributes."""
    points = [(each.get(key, ""), parse_time(each.get(time, ""))) for each in root.iter(tag)]
    placed = place_between([at for _, at in points])
    names = [name for name, _ in points]
    return Timeline(dict(points), dict(zip(names, placed, strict=True)))


def parse_time(text: str) -> float | None:
    """Seconds as a number; ``None`` for what is no time of a recording."""
    try:
        value = float(text)
    except ValueError:
        return None
    return value + 0.0 if 0 <= value <= LAST_SECOND else None


def place_between(times: Sequence[float | None]) -> list[float]:
    """The times, with those that are missing evenly between the known ones around them."""
    known = [(-1, 0.0), *((n, at) for n, at in enumerate(times) if at is not None)]
    known.append((len(times), known[-1][1] + 1))
    placed: list[float] = []
    for (first, begin), (last, end) in pairwise(known):
        step = (end - begin) / (last - first)
        placed += [begin + step * n for n in range(last - first)]
    return placed[1:]
