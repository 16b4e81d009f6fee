"""How much stands of each code of the codebook."""

from __future__ import annotations

from collections.abc import Sequence

from interviewkit.model import CodeCount
from interviewkit.steps.coding.codebook import look_at_codebook
from interviewkit.steps.site import Site


def count_study_codes(site: Site, coder: str) -> Sequence[CodeCount]:
    """One row a code, in the codebook's order; of one coder alone, where one is named."""
    codebook, _ = look_at_codebook(site.root, site.settings)
    with site.store.reading() as shelves:
        found = {row["code"]: row for row in shelves.recodings.count_codes(coder)}
    counts = [CodeCount(**found.get(code, {"code": code})) for code in codebook.code_ids]
    if not coder:
        return counts
    return [CodeCount(e.code, e.people, e.passages, e.coders, e.rejected) for e in counts]
