"""The turns drawn by chance that people have read: what estimates allowing for error rest on."""

from __future__ import annotations

from collections.abc import Mapping

from interviewkit.steps.reading import open_loaded
from interviewkit.steps.site import Site


def list_audited(site: Site, code: str) -> Mapping[int, float]:
    """Turn id → probability (0 to 1) that the audit holds it, where a person read it.

    The audit is the random queue, what was assigned, participants drawn with all of their turns,
    and codings taken in with the chance of each turn. Turns that were drawn and never read are
    left out of the sample, not out of the frame: draw and read to the end, or the sample is of
    those whom somebody cared to read.
    """
    with open_loaded(site, None) as loaded:
        return loaded.sample([code]).turns
