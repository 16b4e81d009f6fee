"""Turns, passages and codings with the times of their words, for what shows or writes them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from interviewkit.language.mending import TextChange
from interviewkit.model import Coding, Turn
from interviewkit.model.timing import TurnTiming
from interviewkit.store.shelves import Shelves


def load_timings(shelves: Shelves, turns: Iterable[Turn]) -> Mapping[int, TurnTiming]:
    """Turn id → its timing, for those of these turns that have one.

    Where people mended a turn, words that still stand as the file has them keep their times.
    """
    if not shelves.timings.has_any():
        return {}
    texts = {turn.id: turn.text for turn in turns if turn.id is not None}
    found = {}
    for key, (timing, was) in shelves.timings.get(texts).items():
        if was is not None and was != texts[key]:
            timing = timing.follow(TextChange(was, texts[key]).move, was, texts[key])
        if timing.length == len(texts[key]):
            found[key] = timing
    return found


def time_turns(shelves: Shelves, turns: Sequence[Turn]) -> Sequence[Turn]:
    """The same turns, with the times of their words where there are any."""
    known = load_timings(shelves, turns)
    return [_time(turn, known) for turn in turns] if known else turns


def time_codings(shelves: Shelves, codings: Sequence[Coding]) -> Sequence[Coding]:
    """The same codings, on turns with the times of their words."""
    known = load_timings(shelves, {each.turn_id: each.passage.turn for each in codings}.values())
    if not known:
        return codings
    return [
        replace(each, passage=replace(each.passage, turn=_time(each.passage.turn, known)))
        if each.turn_id in known
        else each
        for each in codings
    ]


def _time(turn: Turn, known: Mapping[int, TurnTiming]) -> Turn:
    timing = known.get(turn.id or 0)
    return replace(turn, timing=timing) if timing else turn
