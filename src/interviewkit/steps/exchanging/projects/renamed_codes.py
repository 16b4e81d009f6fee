"""What the codes of projects that came in are called by now: renamed since, or one with another."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from interviewkit.model.codebook_act import MERGE_CODES, RENAME_CODE
from interviewkit.model.kept_project import KeptProject
from interviewkit.store.shelves import Shelves

Follow = Callable[[str], str]


@dataclass(frozen=True, slots=True)
class RenamedCodes:
    """Every rename and merge that stands, oldest first: when, of which codes, and into which."""

    moves: Sequence[tuple[str, frozenset[str], str]]

    @classmethod
    def of(cls, shelves: Shelves) -> RenamedCodes:
        moves = []
        for each in shelves.judgements.standing([RENAME_CODE, MERGE_CODES]):
            gone: Any = each.change.get("reappear", ())
            moves.append((each.at, frozenset(gone), each.about.partition(":")[2]))
        return cls(moves)

    def follow_since(self, at: str) -> Follow:
        """What a code of that time is called today."""
        later = [move[1:] for move in self.moves if move[0] >= at]

        def follow(code: str) -> str:
            for gone, now in later:
                code = now if code in gone else code
            return code

        return follow


def list_kept(shelves: Shelves) -> Sequence[KeptProject]:
    """The projects that were taken in, oldest first, with the codes that theirs are today."""
    renamed = RenamedCodes.of(shelves)
    outcomes = {each.id: each.outcome for each in shelves.runs.list()}
    return [
        _follow(each, renamed.follow_since(each.at), outcomes.get(each.run, {}).get("codes"))
        for each in shelves.projects.list()
    ]


def _follow(kept: KeptProject, follow: Follow, new: Any) -> KeptProject:
    """The project with the codes of today; ``new`` are the ids of those that it brought."""
    places = kept.places.codes
    codes = {guid: follow(code) for guid, code in places.items()}
    made = frozenset(guid for guid, code in places.items() if code in (new or ()))
    return replace(kept, places=replace(kept.places, codes=codes), made=made)
