"""The turns drawn by chance that people have read: what estimates allowing for error rest on."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from interviewkit.coding.audits import Sampled, sampled
from interviewkit.steps.coding.speech import codable
from interviewkit.steps.site import Site
from interviewkit.store.shelves import Shelves


def audited(site: Site, code: str) -> Mapping[int, float]:
    """Turn id → probability (0 to 1) that the audit holds it, where a person read it.

    The audit is the random queue, what was assigned, participants drawn with all of their turns,
    and codings taken in with the chance of each turn. Turns that were drawn and never read are
    left out of the sample, not out of the frame: draw and read to the end, or the sample is of
    those whom somebody cared to read.
    """
    with site.store.reading() as shelves:
        return sample_for(shelves, speakers(site, shelves), [code]).turns


def sample_for(shelves: Shelves, speaker_of: Mapping[int, str], codes: Collection[str]) -> Sampled:
    """The audit of some codes together among these turns (turn id → participant)."""
    people = [each.name for each in shelves.codings.coders() if each.is_person]
    read: set[int] = set().union(*(shelves.codings.read_by(name, codes) for name in people))
    return sampled(shelves.draws.list(), codes, speaker_of, read)


def speakers(site: Site, shelves: Shelves) -> dict[int, str]:
    """Every turn that can be judged, by its id, with the participant who says it."""
    speaker_of = shelves.people.speaker_of()
    return {
        turn.id or 0: speaker_of[turn.id or 0]
        for turn in codable(site, shelves)
        if turn.text.strip() and turn.id in speaker_of
    }
