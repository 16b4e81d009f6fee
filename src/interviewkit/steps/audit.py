"""The random turns that people have read: what estimates that allow for coding error rest on."""

from __future__ import annotations

from collections.abc import Mapping

from interviewkit.coding.queues import inclusion, sample
from interviewkit.steps.queue import Frame
from interviewkit.steps.site import Site


def audited(site: Site, code: str) -> Mapping[int, float]:
    """Turn id → probability (0 to 1) that the random sample holds it, where a person read it.

    Turns that were drawn and never read are left out of the sample, not out of the frame: draw
    and read to the end, or the sample is of those whom somebody cared to read.
    """
    with site.store.reading() as shelves:
        turns = Frame.of(site, shelves).turns
        draws = sample(shelves.draws.list(), [code])
        people = [each.name for each in shelves.codings.coders() if each.is_person]
        read = set().union(*(shelves.codings.read_by(name, [code]) for name in people))
    drawn = {each.turn_id for each in draws}
    chances = inclusion(draws, code, turns)
    return {turn: chances[turn] for turn in turns if turn in drawn and turn in read}
