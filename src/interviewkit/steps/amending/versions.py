"""Which versions of codes mean the same, since only names, places or examples changed."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from interviewkit.model import Judgement
from interviewkit.model.codebook_act import CODEBOOK_ACTS
from interviewkit.store.shelves import Shelves

Followed = tuple[str, str]
"""A code and its version."""


def read_followers(shelves: Shelves) -> Callable[[str, str], Followed]:
    """:func:`build_followers` over the log as it stands."""
    return build_followers(shelves.judgements.standing(CODEBOOK_ACTS))


def build_followers(entries: Iterable[Judgement]) -> Callable[[str, str], Followed]:
    """What a code and a version of it are called by now, after changes that kept the meaning.

    ``entries`` are those of the log that stand.
    """
    steps: dict[Followed, Followed] = {}
    for each in entries:
        versions: Any = each.change.get("versions", ())
        for old, before, new, after in versions:
            steps[old, before] = (new, after)

    def follow(code: str, version: str) -> Followed:
        at, met = (code, version), set[Followed]()
        while at in steps and at not in met:
            met.add(at)
            at = steps[at]
        return at

    return follow
