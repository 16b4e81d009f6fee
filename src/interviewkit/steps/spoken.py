"""What was said and what of it holds: the speech that was read, and the codings that stand."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from interviewkit.model import (
    MACHINE_UNCORRECTED,
    PERSONS_CODINGS,
    Codebook,
    Coding,
    Participant,
    Turn,
)


@dataclass(frozen=True)
class Spoken:
    """A study's conversations with the codings that count.

    ``turns`` are all turns by id, ``wave_of`` those that have a wave. ``speaker_of`` maps the
    turns that can be coded and that somebody has read to participants; ``moderated`` holds the
    turns of moderators; ``read_by_people`` maps a code to the turns that a person has read for it.
    """

    codebook: Codebook
    people: Sequence[Participant] = field(repr=False)
    turns: Mapping[int, Turn] = field(repr=False)
    wave_of: Mapping[int, str] = field(repr=False)
    speaker_of: Mapping[int, str] = field(repr=False)
    moderated: Mapping[int, Turn] = field(repr=False)
    codings: Sequence[Coding] = field(repr=False)
    read_by_people: Mapping[str, set[int]] = field(repr=False)

    def in_wave(self, wave: str) -> Mapping[int, str]:
        """``speaker_of`` for the turns of one wave; all of them for the empty wave."""
        if not wave:
            return self.speaker_of
        return {key: who for key, who in self.speaker_of.items() if self.wave_of.get(key) == wave}

    def rests_on(self, codes: Sequence[str]) -> str:
        """Whose codings a figure for these codes is made from."""
        turns = self.speaker_of.keys()
        if not turns or not codes:
            return MACHINE_UNCORRECTED
        read = sum(len(self.read_by_people.get(code, set()) & turns) for code in codes)
        share = read / (len(codes) * len(turns))
        if share >= 0.9995:
            return PERSONS_CODINGS
        return f"{MACHINE_UNCORRECTED}; people read {share:.0%}" if read else MACHINE_UNCORRECTED
