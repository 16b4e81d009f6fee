"""What changed in a transcript since a mark, so that an open page can follow."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from interviewkit.model import Codebook, Coding, Judgement, MarkedChanges, Turn
from interviewkit.model.review import MEMO
from interviewkit.steps.coding.codebook import read_written
from interviewkit.steps.exchanging.import_log import IN, OUT
from interviewkit.steps.marking.entries import list_turns_touched
from interviewkit.steps.marking.mark import StudyMark, tell_mark
from interviewkit.steps.marking.marked import list_reads
from interviewkit.steps.marking.proposals import load_open_proposals
from interviewkit.steps.mending.rewrite import is_rewording
from interviewkit.steps.site import Site
from interviewkit.store.shelves import Shelves

UNSETTLING = frozenset({"ingest", "link", "map", "restore"})
"""Verbs after which who speaks, and what, may be another."""

OF_CODINGS = ("added", "retired", OUT, IN)
"""Parts of what an entry changed that name codings."""


def load_changes(site: Site, name: str, since: str, coder: str, *, blind: bool) -> MarkedChanges:
    """What is to be drawn anew on a page that shows the state of a mark."""
    codebook, _ = read_written(site.root, site.settings)
    with site.store.reading() as shelves:
        key = shelves.transcripts.current_id(name)
        mark = tell_mark(site, shelves, key)
        if mark == since:
            return MarkedChanges(mark)
        before, now = StudyMark.parse(since), StudyMark.parse(mark)
        if before is None or now is None or not _can_follow(shelves, before, now):
            return MarkedChanges(mark, is_anew=True)
        return _Since(shelves, codebook, before, coder, blind).tell(mark)


def _can_follow(shelves: Shelves, before: StudyMark, now: StudyMark) -> bool:
    same = (before.transcript, before.codebook) == (now.transcript, now.codebook)
    on = before.newest.judgement <= now.newest.judgement and before.newest.run <= now.newest.run
    return same and on and UNSETTLING.isdisjoint(shelves.runs.verbs_since(before.newest.run))


class _Since:
    def __init__(
        self,
        shelves: Shelves,
        codebook: Codebook | None,
        before: StudyMark,
        coder: str,
        blind: bool,
    ) -> None:
        self.shelves, self.codebook, self.before = shelves, codebook, before
        self.coder, self.blind = coder, blind
        self.turn_ids = shelves.transcripts.turn_ids(before.transcript)
        self.log = shelves.judgements.since(before.newest.judgement)

    def tell(self, mark: str) -> MarkedChanges:
        if any(each.turn_id in self.turn_ids and is_rewording(each) for each in self.log):
            return MarkedChanges(mark, is_anew=True)
        log = [each for each in self.log if self._sees(each.coder)]
        of_here = [each for each in log if _is_about(each, self.turn_ids)]
        touched = self._touched()
        standing = self.shelves.codings.stand(touched)
        found = self.shelves.codings.get(touched)
        return MarkedChanges(
            mark,
            codings=tuple(e for e in found if e.id in standing and self._sees(e.coder)),
            retired=tuple(sorted(touched - standing)),
            proposals=self._open(found),
            reads=self._reads(of_here),
            memos=self._memos(of_here),
            judgements=tuple(of_here),
            persons=frozenset(e.name for e in self.shelves.codings.coders() if e.is_person),
        )

    def _touched(self) -> set[int]:
        """Ids of codings in this transcript that may stand or not as they did not before."""
        named = [key for each in self.log for key in list_codings_named(each)]
        newest = self.before.newest
        return self.shelves.codings.touched(
            self.before.transcript, newest.coding, newest.run, named
        )

    def _open(self, found: Iterable[Coding]) -> dict[int, tuple[Coding, ...]]:
        turns: dict[int, Turn] = {e.passage.turn.id or 0: e.passage.turn for e in found}
        if self.blind or not turns:
            return {}
        codes = self.codebook.code_ids if self.codebook else ()
        return load_open_proposals(self.shelves, turns, codes, self.coder)

    def _reads(self, log: Sequence[Judgement]) -> dict[str, frozenset[int]]:
        acting = {each.coder for each in log}
        if not acting:
            return {}
        reads = list_reads(self.shelves, self.turn_ids, self.codebook)
        return {name: turns for name, turns in reads.items() if name in acting}

    def _memos(self, log: Sequence[Judgement]) -> tuple[Judgement, ...] | None:
        if not any(each.act == MEMO or each.undoes is not None for each in log):
            return None
        memos = self.shelves.judgements.memos_in(self.before.transcript)
        return tuple(each for each in memos if self._sees(each.coder))

    def _sees(self, coder: str) -> bool:
        return not self.blind or coder == self.coder


def list_codings_named(entry: Judgement) -> list[int]:
    """All codings of which an entry says that they came, went or came back."""
    found: list[Any] = [entry.change.get(part, ()) for part in OF_CODINGS]
    return [int(key) for part in found for key in part]


def _is_about(entry: Judgement, turns: set[int]) -> bool:
    """Whether an entry concerns these turns, or all of the study."""
    return entry.turn_id in turns or not turns.isdisjoint(list_turns_touched(entry))
