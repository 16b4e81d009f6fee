"""``status``: what the study holds, in numbers."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from interviewkit.steps.certifying.certificates import list_issued
from interviewkit.steps.reading import load_speech
from interviewkit.steps.site import Site
from interviewkit.steps.waves import order_study_waves
from interviewkit.store.shelves import Shelves


@dataclass(frozen=True)
class Held:
    """What takes a look at all that was said to count, and stays as people code."""

    people: Mapping[str, int]
    passages: int
    topics: int


def summarise_status(site: Site) -> Mapping[str, object]:
    """Counts by noun; what is unresolved is listed with its share of participants' speech."""
    certified = {each.found.code: each for each in list_issued(site)}
    with site.store.reading() as shelves:
        held = site.store.remembered.recall(
            shelves.revision, "held", lambda: _count_held(site, shelves), lambda same, _: same
        )
        segments = shelves.findings.segments()
        speech = load_speech(site, shelves)
        unknown = [each for each in speech.speakers if not each.is_resolved]
        return {
            "study": site.settings.study.name,
            **shelves.transcripts.count(),
            **held.people,
            "unresolved_share_of_speech": speech.unresolved_share,
            "unresolved": [
                {"transcript": each.transcript, "speaker": each.label, "words": each.words}
                for each in sorted(unknown, key=lambda each: (-each.words, each.transcript))
            ],
            "passages": held.passages,
            "codings": shelves.codings.count(),
            "rejections": shelves.codings.count_rejections(),
            "certified": {code: each.found.share for code, each in certified.items()},
            "void_certificates": {c: each.void for c, each in certified.items() if each.void},
            "topics": held.topics,
            "respondents": shelves.survey.count(),
            "segments": len(segments),
            "waves": list(order_study_waves(site, speech.transcripts).names),
            "problems": tuple(shelves.transcripts.problems()),
            "last_runs": {run.verb: run.ended for run in shelves.runs.list()},
        }


def _count_held(site: Site, shelves: Shelves) -> Held:
    topics = shelves.topics.get()
    return Held(
        shelves.tallies.people(),
        shelves.passages.count(of_moderators=site.settings.passages.speech == "all"),
        sum(not each.is_outliers for each in topics[0].topics) if topics else 0,
    )
