"""What the codes of earlier imports are by now: people rename, merge and remove them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from interviewkit.exchange.projects.code_tree import CodeTree
from interviewkit.model import Judgement
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


@dataclass(frozen=True, slots=True)
class EarlierCodes:
    """GUIDs, and ways down the tree of the same project, with the ids that they have by now.

    Ways are for tools that give everything a new GUID with each export.
    """

    guids: Mapping[str, str] = field(default_factory=dict)
    ways: Mapping[Way, str] = field(default_factory=dict)


def list_earlier_codes(
    shelves: Shelves, earlier: Sequence[KeptProject], name: str, own: Mapping[str, str]
) -> EarlierCodes:
    """What came before, by the project of this ``name`` by its ways too.

    ``own`` are GUIDs as this study wrote them.
    """
    acts = [each for act in ACTS for each in shelves.judgements.every(act) if each.stands]
    acts.sort(key=lambda each: each.id or 0)
    guids = dict(own)
    ways: dict[Way, str] = {}
    for kept in earlier:
        since = [each for each in acts if each.at >= kept.at]
        now = {guid: _follow(id_, since) for guid, id_ in kept.places.codes.items()}
        guids |= now
        if kept.name == name:
            ways |= {way: now[guid] for guid, way in _list_ways(kept) if guid in now}
    return EarlierCodes(guids, ways)


def fold_name(name: str) -> str:
    """A name as it is compared with others."""
    return " ".join(name.replace("_", " ").casefold().split())


def _list_ways(kept: KeptProject) -> Iterator[tuple[str, Way]]:
    tree = CodeTree(kept.project.codes)
    for code in kept.project.codes:
        yield code.guid, tuple(map(fold_name, tree.find_way(code)))


def _follow(code: str, since: Sequence[Judgement]) -> str:
    """The id of a code after these acts; ``reappear`` are the codes that an act ended."""
    for each in since:
        ended: Any = each.change.get("reappear", ())
        if code in ended:
            code = each.about.partition(":")[2] if each.act in CONTINUED else GONE
    return code
