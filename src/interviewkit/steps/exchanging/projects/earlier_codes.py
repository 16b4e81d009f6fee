"""What the codes of earlier imports are by now: people rename, merge and remove them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from interviewkit.exchange.projects.code_tree import CodeTree
from interviewkit.model.codebook_act import (
    MERGE_CODES,
    REMOVE_CODE,
    RENAME_CODE,
    REWRITE,
    SPLIT_CODE,
)
from interviewkit.model.kept_project import KeptProject
from interviewkit.store.shelves import Shelves

ACTS = (RENAME_CODE, MERGE_CODES, SPLIT_CODE, REMOVE_CODE, REWRITE)
CONTINUED = (RENAME_CODE, MERGE_CODES)
"""After these, one code holds what the codes held that ended."""

GONE = ""
"""What a code is that was removed, or split into others."""

REMOVED = "that were removed here since they came, and stay so"

Way = tuple[str, ...]
Follow = Callable[[str], str]


@dataclass(frozen=True, slots=True)
class EndedCodes:
    """Every act that ended codes and stands, oldest first: when, which codes, and what they are
    since."""

    moves: Sequence[tuple[str, frozenset[str], str]]

    @classmethod
    def of(cls, shelves: Shelves) -> EndedCodes:
        moves = []
        for each in shelves.judgements.standing(ACTS):
            ended: Any = each.change.get("reappear", ())
            now = each.about.partition(":")[2] if each.act in CONTINUED else GONE
            moves.append((each.at, frozenset(ended), now))
        return cls(moves)

    def follow_since(self, at: str) -> Follow:
        """What a code of that time is called today."""
        later = [move[1:] for move in self.moves if move[0] >= at]

        def follow(code: str) -> str:
            for ended, now in later:
                code = now if code in ended else code
            return code

        return follow


def list_kept(shelves: Shelves) -> Sequence[KeptProject]:
    """The projects that were taken in, oldest first, with the codes that theirs are today."""
    ended = EndedCodes.of(shelves)
    outcomes = {each.id: each.outcome for each in shelves.runs.list()}
    return [
        _follow(each, ended.follow_since(each.at), outcomes.get(each.run, {}).get("codes"))
        for each in shelves.projects.list()
    ]


def _follow(kept: KeptProject, follow: Follow, new: Any) -> KeptProject:
    """The project with the codes of today; ``new`` are the ids of those that it brought."""
    places = kept.places.codes
    codes = {guid: follow(code) for guid, code in places.items()}
    made = frozenset(guid for guid, code in places.items() if code in (new or ()))
    return replace(kept, places=replace(kept.places, codes=codes), made=made)


@dataclass(frozen=True, slots=True)
class EarlierCodes:
    """GUIDs, and ways down the tree of the same project, with the ids that they have by now.

    Ways are for tools that give everything a new GUID with each export.
    """

    guids: Mapping[str, str] = field(default_factory=dict)
    ways: Mapping[Way, str] = field(default_factory=dict)


def list_earlier_codes(
    earlier: Sequence[KeptProject], name: str, own: Mapping[str, str]
) -> EarlierCodes:
    """What came before, with the codes of today; by the project of this ``name`` by its ways too.

    ``own`` are GUIDs as this study wrote them.
    """
    guids = dict(own)
    ways: dict[Way, str] = {}
    for kept in earlier:
        now = kept.places.codes
        guids |= now
        if kept.name == name:
            ways |= {way: now[guid] for guid, way in _list_ways(kept) if guid in now}
    return EarlierCodes(guids, ways)


def fold_name(name: str) -> str:
    """A name as it is compared with others."""
    return " ".join(name.replace("_", " ").casefold().split())


def _list_ways(kept: KeptProject) -> Iterator[tuple[str, Way]]:
    """The GUID and the way of each code that stands alone there."""
    tree = CodeTree(kept.project.codes)
    ways = [(code.guid, tuple(map(fold_name, tree.find_way(code)))) for code in kept.project.codes]
    counts = Counter(way for _, way in ways)
    return ((guid, way) for guid, way in ways if counts[way] == 1)
