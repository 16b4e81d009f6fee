"""What a report rests on, in short: by it one tells whether a report is older than its data."""

from __future__ import annotations

from collections.abc import Sequence

from interviewkit.model import Codebook, Run
from interviewkit.steps.ingesting.changes import ANYTHING, may_have_changed
from interviewkit.steps.record import hash_file, hash_values
from interviewkit.steps.site import Site
from interviewkit.steps.writing.own_files import find_text_files
from interviewkit.store.shelves import Shelves
from interviewkit.version import __version__


def build_report_mark(
    site: Site, shelves: Shelves, codebook: Codebook | None, runs: Sequence[Run]
) -> str:
    """Everything that the report tells, in short: what was last done, and the settings."""
    done = [e.id for e in runs if e.verb != "report" and may_have_changed(e, *ANYTHING)]
    named = shelves.topics.standing() if site.settings.topics.enabled else {}
    state = (
        done[-1] if done else 0,
        shelves.codings.latest(),
        shelves.judgements.latest(),
        list(named.items()),
        shelves.inferences.latest(),
    )
    settings = site.settings
    return hash_values(
        __version__,
        state,
        codebook.version if codebook else "",
        (
            settings.study,
            settings.report,
            settings.survey,
            settings.segments,
            hash_file(site.root / settings.survey.file) if settings.survey.file else "",
            settings.joint,
            settings.inference,
            settings.families,
        ),
        settings.topics.enabled,
        settings.coding.standing,
        [(path.name, hash_file(path)) for path in find_text_files(site.root)],
    )
