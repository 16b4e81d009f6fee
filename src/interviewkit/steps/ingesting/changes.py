"""What an ingest changed: files that are read anew may say what they said before."""

from __future__ import annotations

from dataclasses import dataclass

from interviewkit.model import Run
from interviewkit.steps.coding.speech import hash_said
from interviewkit.steps.record import hash_values
from interviewkit.steps.site import Site
from interviewkit.store.shelves import Shelves

CHANGES = "changes"
"""The fact of an ingest that names what it changed."""

SPEECH, PEOPLE, TIMES = "speech", "people", "times"
ANYTHING = (SPEECH, PEOPLE, TIMES)


@dataclass(frozen=True, slots=True)
class HeldSpeech:
    """What was said by whom, what is known of people and talks, and when words fell, in short."""

    said: str
    known: str
    times: str

    @classmethod
    def of(cls, site: Site, shelves: Shelves) -> HeldSpeech:
        """What the shelves hold now."""
        heads = shelves.transcripts.heads()
        places = [(each.name, each.wave, each.group, each.date) for each in heads]
        known = hash_values(places, shelves.people.list(), shelves.people.speakers())
        return cls(hash_said(site, shelves), known, shelves.timings.digest())

    def list_changes(self, now: HeldSpeech) -> list[str]:
        """What is otherwise now."""
        both = (
            (SPEECH, self.said, now.said),
            (PEOPLE, self.known, now.known),
            (TIMES, self.times, now.times),
        )
        return [what for what, before, after in both if before != after]


def may_have_changed(run: Run, *what: str) -> bool:
    """Whether a run changed some of this; of runs that do not tell, anything may have changed."""
    told = run.outcome.get(CHANGES)
    return not isinstance(told, list) or any(each in told for each in what)
