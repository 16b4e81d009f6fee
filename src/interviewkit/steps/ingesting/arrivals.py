"""What becomes of the transcripts in the store when files come, change, move and go."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence

from interviewkit.errors import Problem
from interviewkit.model import Transcript
from interviewkit.steps.ingesting.carry import carry_work
from interviewkit.steps.ingesting.renamed_transcripts import MoveFinder
from interviewkit.store.shelves import Shelves


class Arrivals:
    """One round of taking transcripts in: ``drop`` what is gone, ``take`` what was read.

    ``aside`` are the problems of transcripts that were read but not taken. ``counter`` counts
    ``new``, ``changed``, ``unchanged`` and ``repeated`` transcripts.
    """

    def __init__(self, shelves: Shelves, run: int) -> None:
        self.shelves, self.run = shelves, run
        self.every = shelves.transcripts.heads(current=False)
        self.heads = {head.name: head for head in shelves.transcripts.heads()}
        self.gone: dict[str, Transcript] = {}
        self.moved: dict[str, tuple[str, Transcript]] = {}
        self.aside: list[Problem] = []
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
                self.shelves.transcripts.place(head.id or 0, new)
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

    # -- moving ----------------------------------------------------------------------------------

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

    # -- saving ----------------------------------------------------------------------------------

    def _save(self, new: Transcript, head: Transcript | None) -> None:
        """A new version, or the old one of the same content, with all that people did."""
        old = self._latest(name=new.name, content=new.content_hash)
        was, moved = self.moved.get(new.name, ("", None))
        before = head or moved or self._latest(name=new.name)
        told = before and self.shelves.transcripts.get(before.name, before.version)
        if old:
            self.shelves.transcripts.retire_name(old.name)
            self.shelves.transcripts.place(old.id or 0, new)
            saved = self.shelves.transcripts.get(old.name, old.version) or old
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
        return max(fits, key=lambda head: head.id or 0, default=None)

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
