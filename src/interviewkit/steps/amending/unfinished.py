"""A change of the codebook that a kill cut in two is taken back, or known to be whole."""

from __future__ import annotations

from interviewkit.steps.site import Site
from interviewkit.steps.writing.edited import forget_edited, put_back_edited, read_unsettled
from interviewkit.store.shelves import Shelves


def settle_unfinished(site: Site) -> None:
    """Put files back that were changed for an entry which the log does not have."""
    if read_unsettled(site)[0]:
        with site.store.jotting() as shelves:  # nobody else is in the midst of one now
            settle_within(site, shelves)


def settle_within(site: Site, shelves: Shelves) -> None:
    """:func:`settle_unfinished` within a transaction that writes."""
    token, newest = read_unsettled(site)
    if not token:
        return
    if any(each.change.get("token") == token for each in shelves.judgements.since(newest)):
        forget_edited(site)
    else:
        put_back_edited(site)
