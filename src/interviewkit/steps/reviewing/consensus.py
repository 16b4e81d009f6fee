"""Where people differ, and the coder ``consensus`` who holds what they settled."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace

from interviewkit.model import CONSENSUS, Assignment, Coding, Evidence
from interviewkit.model.grouping import group_lists
from interviewkit.steps.coding.codebook import read_usable
from interviewkit.steps.reviewing.queue import Frame, Queue
from interviewkit.steps.reviewing.review import Review
from interviewkit.steps.reviewing.table import Table, describe_signs, take_agreed
from interviewkit.steps.site import Site
from interviewkit.store.shelves import Shelves


def open_consensus(site: Site, coders: Sequence[str], codes: Sequence[str]) -> Review:
    """A session in which people settle their differences; it is coded as ``consensus``.

    What they agree on goes to that coder at once, so that it can stand for them all.

    Raises:
        StudyError: fewer than two people have reviewed, or the named ones read nothing in common.
    """
    codebook, _ = read_usable(site.root, site.settings)
    with site.store.jotting() as shelves:
        frame = Frame.of(site, shelves)
        table = Table.of(site, shelves, codebook, coders, codes)
        take_agreed(shelves, table, codebook)
    asked = (site, CONSENSUS, CONSENSUS, table.codes, 0.0, False, frame)
    return Review(site, CONSENSUS, codebook, _Settling(*asked, table=table))


@dataclass
class _Settling(Queue):
    """The differences that are still open, turn by turn."""

    table: Table = field(kw_only=True)

    def next(self, shelves: Shelves, _run: int, skipped: Collection[int]) -> Assignment | None:
        for key, codes in self._open(shelves).items():
            if key not in skipped:
                return Assignment(key, CONSENSUS, tuple(codes), CONSENSUS, blind=False)
        return None

    def left(self, shelves: Shelves) -> int | None:
        """How many turns people still differ about."""
        return len(self._open(shelves))

    def _open(self, shelves: Shelves) -> Mapping[int, Sequence[str]]:
        """Turn id → the codes of which people differ there, and that nobody has settled."""
        pairs = [(each.turn.id or 0, each.code) for each in self.table.differing()]
        settled = self.table.settled(shelves)
        return group_lists(pair for pair in pairs if pair not in settled)

    def proposals(self, _shelves: Shelves, given: Assignment) -> tuple[Coding, ...]:
        """What anyone found there, each place, code and polarity once, with who found it."""
        found = group_lists(
            ((each.passage.start, each.passage.end, each.code, each.polarity), each)
            for each in self.table.codings
            if each.holds and each.passage.turn.id == given.turn_id and each.code in given.codes
        )
        return tuple(_by_all(group) for group in found.values())

    def said(self, shelves: Shelves, given: Assignment) -> tuple[str, ...]:
        lines = []
        for each in self.table.differing():
            if each.turn.id == given.turn_id and each.code in given.codes:
                said = (f"{name}: {describe_signs(signs)}" for name, signs in each.said.items())
                lines.append(f"{each.code} – {' · '.join(said)}")
        memos = shelves.judgements.memos([given.turn_id])
        return (*lines, *(f"{m.coder} noted: {m.memo}" for m in memos if m.coder != CONSENSUS))


def _by_all(group: Sequence[Coding]) -> Coding:
    names = ", ".join(dict.fromkeys(each.coder for each in group))
    evidence = (Evidence("found by", names, 0.0),)
    return replace(group[0], coder=names, score=None, evidence=evidence)
