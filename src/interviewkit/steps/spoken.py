"""What was said and what of it holds: the speech that was read, and the codings that stand."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from interviewkit.findings.overruled import unoverruled
from interviewkit.findings.prevalence import counting
from interviewkit.model import (
    MACHINE_UNCORRECTED,
    PERSONS_CODINGS,
    Codebook,
    Coding,
    Participant,
    Transcript,
    Turn,
)
from interviewkit.steps.learn import MACHINE
from interviewkit.steps.site import Site
from interviewkit.store.shelves import Shelves


@dataclass(frozen=True)
class Spoken:
    """A study's conversations with the codings that count.

    ``speaker_of`` maps the turns that can be coded and that somebody has read to participants;
    ``moderated`` holds the turns of moderators; ``read_by_people`` maps a code to the turns that
    a person has read for it.
    """

    codebook: Codebook
    transcripts: Sequence[Transcript] = field(repr=False)
    turns: Mapping[int, Turn] = field(repr=False)
    people: Sequence[Participant] = field(repr=False)
    speaker_of: Mapping[int, str] = field(repr=False)
    moderated: Mapping[int, Turn] = field(repr=False)
    codings: Sequence[Coding] = field(repr=False)
    read_by_people: Mapping[str, set[int]] = field(repr=False)

    @classmethod
    def of(cls, site: Site, shelves: Shelves, codebook: Codebook) -> Spoken:
        """All of it, from one look at the shelves."""
        transcripts = shelves.transcripts.list()
        turns = {turn.id or 0: turn for each in transcripts for turn in each.turns}
        people = shelves.people.list()
        moderators = {each.name for each in people if each.is_moderator}
        speaker_of = shelves.people.speaker_of()
        asking = {key for key, who in speaker_of.items() if who in moderators}
        silent = set() if site.settings.passages.speech == "all" else asking
        persons = [each.name for each in shelves.codings.coders() if each.is_person]
        some_read: set[int] = set().union(
            *(shelves.codings.read_by(name) for name in (MACHINE, *persons))
        )
        codes = codebook.code_ids
        read = {
            name: {code: shelves.codings.read_by(name, [code]) for code in codes}
            for name in persons
        }
        every = shelves.codings.list(turns, coders=[MACHINE, *persons], codes=codes)
        return cls(
            codebook=codebook,
            transcripts=transcripts,
            turns=turns,
            people=people,
            speaker_of={
                key: who
                for key, who in speaker_of.items()
                if key in turns and key in some_read and key not in silent
            },
            moderated={key: turns[key] for key in asking if key in turns},
            codings=list(counting(unoverruled(every, read), persons)),
            read_by_people={
                code: set().union(*(by_code[code] for by_code in read.values())) for code in codes
            },
        )

    @property
    def wave_of(self) -> dict[int, str]:
        """Turn id → wave, for transcripts that have one."""
        return {
            turn.id or 0: each.wave for each in self.transcripts for turn in each.turns if each.wave
        }

    def in_wave(self, wave: str) -> Mapping[int, str]:
        """``speaker_of`` for the turns of one wave; all of them for the empty wave."""
        if not wave:
            return self.speaker_of
        wave_of = self.wave_of
        return {key: who for key, who in self.speaker_of.items() if wave_of.get(key) == wave}

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
