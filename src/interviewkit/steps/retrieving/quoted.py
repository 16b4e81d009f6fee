"""Passages that people want quoted in the report: entries of the log of what people did."""

from __future__ import annotations

from collections.abc import Collection

from interviewkit.model.coding import overlaps_half
from interviewkit.model.grouping import group_lists
from interviewkit.model.review import QUOTE
from interviewkit.model.span import Span
from interviewkit.store.shelves import Shelves

Spot = tuple[int, int, int]
"""A turn's id, start and end."""


def list_quoted(shelves: Shelves, turns: Collection[int] | None = None) -> frozenset[Spot]:
    """What is to be quoted as it stands now, in these turns or in all.

    Of the entries about one passage the newest that stands counts; it may take earlier ones back.
    """
    judgements = shelves.judgements
    entries = judgements.standing([QUOTE]) if turns is None else judgements.of_act(QUOTE, turns)
    wanted = {
        (each.turn_id, *each.span): bool(each.change.get("quoted")) for each in entries if each.span
    }
    return frozenset(spot for spot, holds in wanted.items() if holds)


def group_spans(spots: Collection[Spot]) -> dict[int, tuple[Span, ...]]:
    """Turn → the spans in it."""
    grouped = group_lists((turn, (start, end)) for turn, start, end in sorted(spots))
    return {turn: tuple(spans) for turn, spans in grouped.items()}


def list_about(spots: Collection[Spot], spot: Spot) -> list[Spot]:
    """Those that speak of the same passage: they share at least half of the shorter."""
    turn, *span = spot
    return [
        each
        for each in spots
        if each[0] == turn and overlaps_half((each[1], each[2]), (span[0], span[1]))
    ]
