"""Where everything stands in a YAML text, by character, so that single places can be changed."""

from __future__ import annotations

import re
import warnings
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from ruamel.yaml.events import ScalarEvent

SCALAR, LIST, MAP, ALIAS = "scalar", "list", "map", "alias"

_PREFIX = re.compile(r"(?:[&!][^\s,\[\]{}]*\s*)*")
"""An anchor and a tag, which stand before a value."""


@dataclass(slots=True)
class Spot:
    """One value of the text: ``text[start:end]``, an anchor or tag before it included.

    ``kind`` is ``scalar``, ``list``, ``map`` or ``alias``. ``style`` is a scalar's quote or block
    sign; a list or map between brackets is ``flow``. An alias has the value that it stands for.
    """

    kind: str
    start: int
    end: int
    value: str = ""
    style: str = ""
    flow: bool = False
    items: list[Spot] = field(default_factory=list)
    pairs: list[tuple[Spot, Spot]] = field(default_factory=list)

    def get(self, key: str) -> tuple[Spot, Spot] | None:
        """The key and the value of an entry of a map."""
        return next((pair for pair in self.pairs if pair[0].value.strip() == key), None)

    @property
    def is_blank(self) -> bool:
        """Whether the value was left out."""
        return self.kind == SCALAR and not self.style and self.value in ("", "~", "null")


def find_spots(text: str) -> Spot:
    """The tree of a YAML text that is known to be sound."""
    from ruamel.yaml import YAML

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # a reused anchor is YAML's own business
        events = iter(YAML(typ="safe", pure=True).parse(text))
        return _Reader(text, events).read()


def find_value(text: str, spot: Spot) -> int:
    """Where a value itself begins, after its anchor and its tag."""
    found = _PREFIX.match(text, spot.start, spot.end)
    return found.end() if found else spot.start


class _Reader:
    """Builds the tree from the parser's events."""

    def __init__(self, text: str, events: Iterator[Any]) -> None:
        self.text, self.events = text, events
        self.anchors: dict[str, Spot] = {}

    def read(self) -> Spot:
        for event in self.events:
            if type(event).__name__ not in ("StreamStartEvent", "DocumentStartEvent"):
                return self._spot(event)
        return Spot(SCALAR, 0, 0)

    def _spot(self, event: Any) -> Spot:
        kind = type(event).__name__
        start, end = event.start_mark.index, event.end_mark.index
        if kind == "AliasEvent":
            meant = self.anchors.get(event.anchor)
            return Spot(ALIAS, start, end, meant.value if meant else "")
        if kind == "ScalarEvent":
            spot = Spot(SCALAR, start, self._scalar_end(event), event.value, event.style or "")
        elif kind == "SequenceStartEvent":
            spot = Spot(LIST, start, end, flow=bool(event.flow_style))
            self._fill_list(spot)
        else:
            spot = Spot(MAP, start, end, flow=bool(event.flow_style))
            self._fill_map(spot)
        if event.anchor:
            self.anchors[event.anchor] = spot
        return spot

    def _fill_list(self, spot: Spot) -> None:
        for event in self.events:
            if type(event).__name__ == "SequenceEndEvent":
                spot.end = event.end_mark.index if spot.flow else _last(spot, spot.items)
                return
            spot.items.append(self._spot(event))

    def _fill_map(self, spot: Spot) -> None:
        for event in self.events:
            if type(event).__name__ == "MappingEndEvent":
                values = [value for _, value in spot.pairs]
                spot.end = event.end_mark.index if spot.flow else _last(spot, values)
                return
            key = self._spot(event)
            value = self._spot(next(self.events))
            if (
                value.kind == SCALAR and value.start == value.end
            ):  # left out: the parser looks ahead
                value.start = value.end = self.text.find(":", key.end) + 1 or key.end
            spot.pairs.append((key, value))

    def _scalar_end(self, event: ScalarEvent) -> int:
        """Where a scalar's last character ends; the parser counts comments after blocks as well."""
        start, end = event.start_mark.index, event.end_mark.index
        if event.style not in ("|", ">"):
            return int(end)
        head, *lines = self.text[start:end].splitlines(keepends=True)
        depth = _find_depth(head, lines)
        last, place = start + len(head.rstrip()), start + len(head)
        for line in lines:
            if line.strip():
                if _depth(line) < depth:
                    break
                last = place + len(line.rstrip("\r\n"))
            place += len(line)
        return int(last)


def _find_depth(head: str, lines: list[str]) -> int:
    """How far a block text stands in: as its first line does, unless its head gives a number."""
    filled = [line for line in lines if line.strip()]
    if re.match(r"[|>][+-]?\d", head[len(_PREFIX.match(head)[0]) :]):  # type: ignore[index]
        filled = sorted(filled, key=lambda line: (line.lstrip()[:1] == "#", _depth(line)))
    return _depth(filled[0]) if filled else 0


def _depth(line: str) -> int:
    return len(line) - len(line.lstrip(" "))


def _last(spot: Spot, parts: list[Spot]) -> int:
    return max([spot.end, *(part.end for part in parts)])
