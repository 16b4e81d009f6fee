"""Which transcripts that come under a new name are old ones that were renamed or moved."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from interviewkit.language.alignment import build_shingles
from interviewkit.model import Transcript
from interviewkit.store.shelves import Shelves

ALIKE = 0.5
"""Under another name, with so much of the same words, it is the same conversation."""

FEW_WORDS = 15
"""Two people of one table may both say so little in the same words: their name tells them apart."""

COMPARED = 20
"""So many other transcripts tell what all of them have in common: the questions of the guide."""

Shingles = set[tuple[str, ...]]


@dataclass
class RenamedTranscripts:
    """``renamed`` maps the name that a transcript had to what is there under another one now.

    ``unsure`` maps the name of a transcript to those that are gone which it might be.
    """

    renamed: dict[str, Transcript] = field(default_factory=dict)
    unsure: dict[str, list[str]] = field(default_factory=dict)


@dataclass
class MoveFinder:
    """Compares what was ``found`` with ``every`` version known; ``heads`` are current, by name."""

    shelves: Shelves
    found: Sequence[Transcript]
    every: Sequence[Transcript]
    heads: Mapping[str, Transcript]
    moves: RenamedTranscripts = field(default_factory=RenamedTranscripts)

    def find(self) -> RenamedTranscripts:
        """First what says the very same, then what says nearly the same as no other."""
        for new in self.new:
            self._find_same(new)
        self._find_alike()
        return self.moves

    @cached_property
    def latest(self) -> Mapping[str, Transcript]:
        """Every name ever known, with its current or newest version."""
        newest = {h.name: h for h in sorted(self.every, key=lambda head: head.version)}
        return newest | dict(self.heads)

    @cached_property
    def new(self) -> Sequence[Transcript]:
        """What was found and does not say what a version of the same name said."""
        own = {(head.name, head.content_hash) for head in self.every}
        return [each for each in self.found if (each.name, each.content_hash) not in own]

    @cached_property
    def free(self) -> Mapping[str, Transcript]:
        """Transcripts that are gone, or whose name now stands for another conversation."""
        now = {each.name: each for each in self.found}
        return {
            name: head
            for name, head in self.latest.items()
            if name not in self.heads or self._is_another(head, now.get(name))
        }

    def _is_another(self, head: Transcript, now: Transcript | None) -> bool:
        if now is None or now.content_hash == head.content_hash:
            return False
        return _share(build_shingles(now.turns), self._said(head)) < ALIKE

    def _find_same(self, new: Transcript) -> None:
        fits = [
            head.name
            for head in sorted(self.every, key=lambda head: head.id or 0)
            if head.content_hash == new.content_hash
            and head.name in self.free
            and head.name != new.name
            and head.name not in self.moves.renamed
            and _may_be(new, head)
        ]
        last = [name for name in fits if self.latest[name].content_hash == new.content_hash]
        if fits:
            self.moves.renamed[(last or fits)[-1]] = new

    def _find_alike(self) -> None:
        moved = {new.name for new in self.moves.renamed.values()}
        came = [e for e in self.new if e.name not in self.latest and e.name not in moved]
        names = {each.name for each in self.found}
        gone = [
            head
            for name, head in self.free.items()
            if name not in self.moves.renamed and name not in names
        ]
        if not came or not gone:
            return
        old = {head.name: self._said(head) for head in gone}
        now = {each.name: build_shingles(each.turns) for each in came}
        common = self._common(old, now)
        alike = {
            (a, b) for a in old for b in now if _share(old[a] - common, now[b] - common) >= ALIKE
        }
        for each in came:
            fits = [h.name for h in gone if (h.name, each.name) in alike and _may_be(each, h)]
            rivals = [b for b in now if fits and (fits[0], b) in alike]
            if len(fits) == len(rivals) == 1:
                self.moves.renamed[fits[0]] = each
            elif fits:
                self.moves.unsure[each.name] = fits

    def _common(self, *sides: Mapping[str, Shingles]) -> Shingles:
        """What more than one of those that are gone, or came, or stay has in common."""
        stay = [head for name, head in self.heads.items() if name not in self.free][:COMPARED]
        common = set[tuple[str, ...]]().union(*map(self._said, stay))
        for side in sides:
            counted = Counter(each for said in side.values() for each in said)
            # Of few, two may be versions of one conversation: that is for the names to settle.
            common |= {each for each, n in counted.items() if n > max(2, len(side) // 2)}
        return common

    def _said(self, head: Transcript) -> Shingles:
        whole = self.shelves.transcripts.get(head.name, head.version)
        return build_shingles(whole.turns if whole else ())


def _share(one: Shingles, other: Shingles) -> float:
    """The share (0 to 1) of the longer one that both have."""
    longer = max(len(one), len(other))
    return len(one & other) / longer if longer else 0.0


def _may_be(new: Transcript, old: Transcript) -> bool:
    """Within one table a short answer is no sign of who gave it."""
    words = sum(turn.words for turn in new.turns)
    return new.source != old.source or words >= FEW_WORDS
