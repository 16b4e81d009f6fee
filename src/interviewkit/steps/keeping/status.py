"""``status``: what the study holds, in numbers."""

from __future__ import annotations

from collections.abc import Mapping

from interviewkit.steps.certifying.certificates import list_issued
from interviewkit.steps.reading import load_speech
from interviewkit.steps.site import Site
from interviewkit.steps.waves import order_study_waves


def summarise_status(site: Site) -> Mapping[str, object]:
    """Counts by noun; what is unresolved is listed with its share of participants' speech."""
    certified = {each.found.code: each for each in list_issued(site)}
    with site.store.reading() as shelves:
        topics = shelves.topics.get()
        segments = shelves.findings.segments()
        speech = load_speech(site, shelves)
        unknown = [each for each in speech.speakers if not each.is_resolved]
        return {
            "study": site.settings.study.name,
            **shelves.transcripts.count(),
            **shelves.tallies.people(),
            "unresolved_share_of_speech": speech.unresolved_share,
            "unresolved": [
                {"transcript": each.transcript, "speaker": each.label, "words": each.words}
                for each in sorted(unknown, key=lambda each: (-each.words, each.transcript))
            ],
            "passages": shelves.passages.count(
                of_moderators=site.settings.passages.speech == "all"
            ),
            "codings": shelves.codings.count(),
            "certified": {code: each.found.share for code, each in certified.items()},
            "void_certificates": {c: each.void for c, each in certified.items() if each.void},
            "topics": sum(not each.is_outliers for each in topics[0].topics) if topics else 0,
            "respondents": shelves.survey.count(),
            "segments": len(segments),
            "waves": list(order_study_waves(site, shelves.transcripts.heads()).names),
            "problems": tuple(shelves.transcripts.problems()),
            "last_runs": {run.verb: run.ended for run in shelves.runs.list()},
        }
