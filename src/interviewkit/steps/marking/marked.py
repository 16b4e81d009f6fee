"""How a transcript lies before a reader; all looks are at this transcript alone."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import NoReturn

from interviewkit.errors import StudyError
from interviewkit.model import Codebook, MarkedTranscript, SpeakerProfile, Transcript
from interviewkit.model.participant import MODERATOR
from interviewkit.steps.coding.codebook import read_written
from interviewkit.steps.coding.speech import find_questions_before
from interviewkit.steps.marking.mark import tell_mark
from interviewkit.steps.marking.proposals import choose_proposals, drop_settled
from interviewkit.steps.reviewing.coder_names import match_known_name
from interviewkit.steps.reviewing.queries import suggest_known
from interviewkit.steps.site import Site
from interviewkit.steps.timed import time_turns
from interviewkit.store.shelves import Shelves


def load_marked(site: Site, name: str, coder: str, *, blind: bool) -> MarkedTranscript:
    """A transcript with all that stands in it.

    Raises:
        StudyError: there is no such transcript.
        CodebookError: the codebook cannot be applied.
    """
    codebook, _ = read_written(site.root, site.settings)
    with site.store.reading() as shelves:
        found = find_transcript(shelves, name)
        return _Look(site, shelves, codebook, found, coder, blind).show()


def find_transcript(shelves: Shelves, name: str) -> Transcript:
    """A current transcript by its name.

    Raises:
        StudyError: there is none; the hint names the nearest.
    """
    found = shelves.transcripts.get(name)
    if found is None:
        raise_missing(shelves, name)
    return found


def raise_missing(shelves: Shelves, name: str) -> NoReturn:
    """Say that there is no transcript of a name, and which one may be meant."""
    known = [head.name for head in shelves.transcripts.heads()]
    hint = suggest_known(name, known, "transcript list")
    raise StudyError(f"there is no transcript {name!r}", hint=hint)


def list_reads(
    shelves: Shelves, turn_ids: Iterable[int], codebook: Codebook | None
) -> dict[str, frozenset[int]]:
    """Person → those of these turns that they have read for every code."""
    codes = codebook.code_ids if codebook else ()
    read = shelves.coverage.turns_read(turn_ids, codes)
    return {name: frozenset(turns) for name, turns in read.items()}


class _Look:
    def __init__(
        self,
        site: Site,
        shelves: Shelves,
        codebook: Codebook | None,
        transcript: Transcript,
        coder: str,
        blind: bool,
    ) -> None:
        self.site, self.shelves, self.codebook = site, shelves, codebook
        self.transcript, self.blind = transcript, blind
        people = [each.name for each in shelves.codings.coders() if each.is_person]
        self.persons = frozenset(people)
        self.coder = match_known_name(coder, people) or coder

    def show(self) -> MarkedTranscript:
        key = self.transcript.id or 0
        profiles = self.shelves.people.profiles(key)
        labels = self.transcript.speakers
        codings = self.shelves.codings.in_transcript(self.transcript)
        memos = self.shelves.judgements.memos_in(key)
        turns = [turn.id or 0 for turn in self.transcript.turns]
        reads = list_reads(self.shelves, turns, self.codebook)
        begun = list_reads(self.shelves, turns, None)
        answers = [e for e in codings if e.coder in ({self.coder} if self.coder else self.persons)]
        machines = [e for e in codings if e.coder not in self.persons]
        codes = self.codebook.code_ids if self.codebook else ()
        proposals = [] if self.blind else drop_settled(choose_proposals(machines, codes), answers)
        timed = tuple(time_turns(self.shelves, self.transcript.turns))
        return MarkedTranscript(
            replace(self.transcript, turns=timed),
            tuple(profiles.get(label, SpeakerProfile(label)) for label in labels),
            tuple(each for each in codings if self._sees(each.coder)),
            tuple(proposals),
            tuple(each for each in memos if self._sees(each.coder)),
            {name: turns for name, turns in reads.items() if self._sees(name)},
            self._questions(profiles),
            self.persons,
            tell_mark(self.site, self.shelves, key),
            {name: turns for name, turns in begun.items() if self._sees(name)},
        )

    def _sees(self, coder: str) -> bool:
        return not self.blind or coder == self.coder

    def _questions(self, profiles: dict[str, SpeakerProfile]) -> dict[int, str]:
        """Moderators ask, everyone else is to be coded where something is said."""
        all_speech = self.site.settings.passages.speech == "all"
        asking = {e.label for e in profiles.values() if e.role == MODERATOR and not all_speech}
        codable = {
            turn.id or 0
            for turn in self.transcript.turns
            if turn.speaker in profiles and turn.speaker not in asking and turn.text.strip()
        }
        return find_questions_before(self.transcript.turns, codable)
