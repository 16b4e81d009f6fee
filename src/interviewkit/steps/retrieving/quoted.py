"""Passages that people want quoted in the report: entries of the log of what people did."""

from __future__ import annotations

from collections.abc import Collection

from interviewkit.model.review import QUOTE
from interviewkit.store.shelves import Shelves

Spot = tuple[int, int, int]
"""A turn's id, start and end."""


def list_quoted(shelves: Shelves, turns: Collection[int] = ()) -> frozenset[Spot]:
    """What is to be quoted as it stands now, in these turns or in all.

    Of the entries about one passage the newest that stands counts; one that names an earlier in
    ``change`` with an empty memo takes it back.
    """
    wanted: dict[Spot, bool] = {}
    for each in shelves.judgements.of_act(QUOTE, turns):
        if each.span and each.stands:
            wanted[each.turn_id, *each.span] = not each.change.get("withdrawn")
    return frozenset(spot for spot, holds in wanted.items() if holds)
