"""What becomes of the transcripts in the store when files come, change, move and go, and which of
those that come under a new name are old ones.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from interviewkit.errors import Problem
from interviewkit.language.alignment import build_shingles
from interviewkit.model import Transcript
from interviewkit.steps.ingesting.again import mend_again, reword_version
from interviewkit.steps.ingesting.carry import carry_work
from interviewkit.store.shelves import Shelves


class Arrivals:
    """One round of taking transcripts in: ``drop`` what is gone, ``take`` what was read.

    ``aside`` are the problems of transcripts that were read but not taken, ``unmended`` tell what
    people had mended and what no longer stands there. ``counter`` counts
    ``new``, ``changed``, ``unchanged`` and ``repeated`` transcripts.
    """

    def __init__(self, shelves: Shelves, run: int) -> None:
        self.shelves, self.run = shelves, run
        self.every = shelves.transcripts.heads(current=False)
        self.heads = {head.name: head for head in shelves.transcripts.heads()}
        self.gone: dict[str, Transcript] = {}
        self.moved: dict[str, tuple[str, Transcript]] = {}
        self.aside: list[Problem] = []
        self.unmended: list[Problem] = []
        self.counter = dict.fromkeys(("new", "changed", "unchanged", "repeated"), 0)
        self.says: list[str] = []

    def drop(self, present: Collection[str], given: Mapping[str, Collection[str]]) -> None:
        """Retire transcripts whose file is gone, or was read and no longer gives them.

        ``given`` maps a file that was read now to the names of its transcripts. Where nothing
        could be read from it any more, what it gave before stays.
        """
        for head in list(self.heads.values()):
            names = given.get(head.source) or {head.name}
            if head.source not in present or head.name not in names:
                self.shelves.transcripts.retire(head.id or 0)
                self.gone[head.name] = self.heads.pop(head.name)
        kept = {head.source for head in self.heads.values()}
        for source in sorted(kept & {source for source, names in given.items() if not names}):
            self.says.append(f"{source} gave nothing this time; what it said before stays")

    def take(self, found: Sequence[Transcript], present: Collection[str]) -> None:
        """Save what is new or changed; say what is not taken, and what is gone for good."""
        self._move(found)
        claims = self._claims(found)
        for new in self._without_rivals(found):
            head = self.heads.get(new.name)
            if head is not None and head.content_hash == new.content_hash:
                self.counter["unchanged"] += 1
                self._place(head, new)
                continue
            name, source = claims.setdefault(new.content_hash, (new.name, new.source))
            if name != new.name and source != new.source:
                self.counter["repeated"] += 1
                self._leave(new, f"has the same content as {name} and was left out")
                continue
            self._save(new, head)
        self._say_gone(present)

    def _claims(self, found: Sequence[Transcript]) -> dict[str, tuple[str, str]]:
        """Content → name and file of the transcript that says it and goes on saying it."""
        read = {each.source for each in found}
        same = {(each.name, each.content_hash) for each in found}
        return {
            head.content_hash: (head.name, head.source)
            for head in self.heads.values()
            if head.source not in read or (head.name, head.content_hash) in same
        }

    def _without_rivals(self, found: Iterable[Transcript]) -> Iterable[Transcript]:
        """Two files may claim one name: the first to come has it, the other is told."""
        owners = {name: head.source for name, head in self.heads.items()}
        for new in found:
            owner = owners.setdefault(new.name, new.source)
            if owner == new.source:
                yield new
            else:
                self._leave(new, f"has a name that {owner} has already")

    def _leave(self, new: Transcript, why: str) -> None:
        hint = "rename or remove one of the two"
        self.aside.append(Problem(new.source, 0, f"{new.name} {why}", hint))

    def _move(self, found: Sequence[Transcript]) -> None:
        """Transcripts that come under another name take it on, with all that was done with them."""
        finder = MoveFinder(self.shelves, found, self.every, self.heads)
        moves = finder.find()
        for name, others in moves.unsure.items():
            self.says.append(
                f"{name} is taken as new: it says nearly the same as {' and '.join(others)}, "
                "which no longer come; to go on with one of them, give the file its name again"
            )
        if not moves.renamed:
            return
        for name, head in self.heads.items():
            taken = name in {new.name for new in moves.renamed.values()}
            if name in moves.renamed or taken:  # before names are given anew
                self.shelves.transcripts.retire(head.id or 0)
        self.shelves.transcripts.rename({old: new.name for old, new in moves.renamed.items()})
        heads = {head.id: head for head in self.shelves.transcripts.heads(current=False)}
        self.every = list(heads.values())
        before = {old: finder.latest[old] for old in moves.renamed}
        self.heads = {n: h for n, h in self.heads.items() if n not in moves.renamed}
        for old, new in moves.renamed.items():
            self.heads.pop(new.name, None)
            self.gone.pop(old, None)
            self.moved[new.name] = (old, heads[before[old].id])

    def _save(self, new: Transcript, head: Transcript | None) -> None:
        """A new version, or the old one of the same content, with all that people did."""
        old = self._latest(name=new.name, content=new.content_hash)
        was, moved = self.moved.get(new.name, ("", None))
        before = head or moved or self._latest(name=new.name)
        told = before and self.shelves.transcripts.get(before.name, before.version)
        if told:
            new, lost = mend_again(told, new)
            self.unmended += lost
        if old:
            self.shelves.transcripts.retire_name(old.name)
            self._place(old, new)
            reword_version(self.shelves, old, new)
            saved = self.shelves.transcripts.get(old.name) or old
        else:
            saved = self.shelves.transcripts.add(new)
        self.heads[new.name] = saved
        self.gone.pop(new.name, None)
        if told is None:
            self.counter["new"] += 1
            return
        self.counter["changed"] += 1
        went = self._carry(told, saved, fresh=old is None)
        self.says.append(f"{self._what(saved, was, head, same=told.id == saved.id)}; {went}")

    def _place(self, known: Transcript, new: Transcript) -> None:
        """What was in the store is current; the times of its words are those of the file now."""
        self.shelves.transcripts.place(known.id or 0, new)
        self.shelves.timings.put(known.id or 0, new.turns)

    def _carry(self, before: Transcript, saved: Transcript, *, fresh: bool) -> str:
        if before.id == saved.id:
            n = len(self.shelves.codings.of_people_on(saved.id or 0))
            went = f"{n} of people's codings went with it, and all else that was done with it"
            return went if before.name in self.moved else "its codings stand again"
        return carry_work(self.shelves, before, saved, self.run, fresh=fresh)

    def _latest(self, *, name: str = "", content: str = "") -> Transcript | None:
        """The latest of all versions ever saved that has this name and content."""
        fits = [
            head
            for head in self.every
            if name in ("", head.name) and content in ("", head.content_hash)
        ]
        # What an edit put aside has a higher id than the version that goes on.
        return max(fits, key=lambda head: head.version, default=None)

    def _what(self, saved: Transcript, was: str, head: Transcript | None, *, same: bool) -> str:
        if was and same:
            return f"{saved.name} says the same as {was}, which is no longer there"
        if was:
            return (
                f"{saved.name} says nearly the same as {was}, which is no longer there, and goes "
                f"on with it as version {saved.version}"
            )
        if head is None:
            return f"{saved.name} is back as version {saved.version}"
        return f"{saved.name} changed and is now version {saved.version}"

    def _say_gone(self, present: Collection[str]) -> None:
        for source in dict.fromkeys(head.source for head in self.gone.values()):
            names = [name for name, head in self.gone.items() if head.source == source]
            what = f"{', '.join(names[:5])} in {source}" if source in present else source
            self.says.append(f"{what} is no longer in the study; its codings are kept aside")


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
