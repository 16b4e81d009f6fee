"""What a question can name: for pages that offer it."""

from __future__ import annotations

from interviewkit.model.retrieval import QueryChoices
from interviewkit.model.waves import build_natural_key
from interviewkit.steps.coding.codebook import read_written
from interviewkit.steps.site import Site


def list_choices(site: Site) -> QueryChoices:
    """Codes, themes, segments, waves, groups, roles and coders of the study, each in its order."""
    book = read_written(site.root, site.settings)[0]
    with site.store.reading() as shelves:
        speaking = shelves.spoken.speakers()
        segments = shelves.findings.segments()
        coders = shelves.codings.coders()
    waves, groups, roles = (
        tuple(sorted({getattr(each, what) for each in speaking} - {""}, key=build_natural_key))
        for what in ("wave", "group", "role")
    )
    return QueryChoices(
        codes={each.id: each.label or each.id for each in (book.codes if book else ())},
        themes={each.id: each.label or each.id for each in (book.themes if book else ())},
        segments={each.segment.name: each.segment.title for each in segments},
        waves=waves,
        groups=groups,
        roles=roles,
        coders={each.name: each.is_person for each in coders},
        polarities={each.id: each.polarity for each in (book.codes if book else ())},
    )
