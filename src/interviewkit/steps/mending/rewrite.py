"""A turn says something else: what people and machines did with its words moves along."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from interviewkit.language.mending import TextChange
from interviewkit.model import Judgement, Turn
from interviewkit.model.span import Span
from interviewkit.model.words import count_words
from interviewkit.store.rewordings import Placed, Wording
from interviewkit.store.shelves import Shelves

WAS, NOW = "was", "now"
"""The parts of an entry's change that say what the turn said before and says after it."""


def is_rewording(entry: Judgement) -> bool:
    """Whether an entry changed what a turn says, or changed it back."""
    return WAS in entry.change and NOW in entry.change


@dataclass(frozen=True)
class Rewriting:
    """A turn that is to say ``now``, and where what points into it will stand.

    ``back`` is the change of an entry that this takes back: what was there then goes to where it
    stood, to the sign.
    """

    shelves: Shelves
    turn: Turn
    now: Wording
    back: Mapping[str, Any]

    @cached_property
    def placed(self) -> Placed:
        """What points into the turn as it is."""
        return self.shelves.rewordings.look(self.turn.id or 0)

    @cached_property
    def codings(self) -> dict[int, Span | None]:
        """Where each coding will stand; ``None`` where its words go."""
        return self._move(self.placed.codings, "codings")

    @cached_property
    def entries(self) -> dict[int, Span | None]:
        """The same for the slices that entries of the log are about."""
        return self._move(self.placed.entries, "entries")

    @property
    def swallowed(self) -> list[int]:
        """The codings that stand and lose their words."""
        return [key for key, at in self.codings.items() if not at and key in self.placed.standing]

    def _move(self, spans: Mapping[int, Span], what: str) -> dict[int, Span | None]:
        known = self.back.get(what, {})
        return {
            key: _read_span(known[str(key)]) if str(key) in known else self.change.move(at)
            for key, at in spans.items()
        }

    @cached_property
    def change(self) -> TextChange:
        return TextChange(self.turn.text, self.now[1])

    def carry_out(self, run: int) -> dict[str, object]:
        """Do it; returns what an entry of the log needs to take it back whole."""
        was: Wording = (self.turn.speaker, self.turn.text)
        done: dict[str, object] = {WAS: list(was), NOW: list(self.now)}
        if was[1] != self.now[1]:
            done |= self._reword(run)
        key, shelf = self.turn.id or 0, self.shelves.rewordings
        shelf.write(key, self.now)
        shelf.note_amended(key, was, self.now)
        if was[0] == self.now[0]:
            shelf.count_words(key, count_words(self.now[1]) - count_words(was[1]))
        return done

    def _reword(self, run: int) -> dict[str, object]:
        key, shelf, placed = self.turn.id or 0, self.shelves.rewordings, self.placed
        gone = {what: [k for k, at in spans.items() if not at] for what, spans in self._spans}
        retired = self.swallowed
        if any(gone.values()):
            aside = shelf.put_aside(key)
            self.shelves.codings.retire(retired, run)
            shelf.place_codings(aside, {k: placed.codings[k] for k in gone["codings"]})
            shelf.place_entries(aside, {k: placed.entries[k] for k in gone["entries"]})
        came = {what: self._come_back(what) for what in ("codings", "entries")}
        shelf.place_codings(key, _known(self.codings) | came["codings"])
        shelf.place_entries(key, _known(self.entries) | came["entries"])
        self.shelves.codings.restore(self.back.get("retired", ()))
        shelf.uncut(key)
        if self.back.get("cut") and not placed.cut:
            shelf.cut(key, self.back["cut"], [(a, b) for a, b in self.back["units"]])
        return {
            "codings": {str(k): list(at) for k, at in placed.codings.items()},
            "entries": {str(k): list(at) for k, at in placed.entries.items()},
            "aside": gone,
            "retired": retired,
            "added": list(self.back.get("retired", ())),
            "cut": placed.cut,
            "units": [list(at) for at in placed.units],
        }

    @property
    def _spans(self) -> list[tuple[str, dict[int, Span | None]]]:
        return [("codings", self.codings), ("entries", self.entries)]

    def _come_back(self, what: str) -> dict[int, Span]:
        """What had lost its words, and has them again."""
        keys = self.back.get("aside", {}).get(what, ())
        return {key: _read_span(self.back[what][str(key)]) for key in keys}


def _known(spans: Mapping[int, Span | None]) -> dict[int, Span]:
    return {key: at for key, at in spans.items() if at}


def _read_span(pair: Any) -> Span:
    start, end = pair
    return start, end
