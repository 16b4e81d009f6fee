"""A change of the codebook that a kill cut in two is taken back, or known to be whole."""

from __future__ import annotations

from interviewkit.model.codebook_act import CODEBOOK_ACTS
from interviewkit.steps.site import Site
from interviewkit.steps.writing.edited import forget_edited, put_back_edited, read_unsettled


def settle_unfinished(site: Site) -> None:
    """Put files back that were changed for an entry which the log does not have."""
    if not read_unsettled(site):
        return
    with site.store.jotting() as shelves:  # nobody else is in the midst of one now
        token = read_unsettled(site)
        entries = shelves.recodings.entries_of(CODEBOOK_ACTS) if token else ()
        if any(each.change.get("token") == token for each in entries):
            forget_edited(site)
        elif token:
            put_back_edited(site)
