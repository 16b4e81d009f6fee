"""What becomes of all that people did when their transcript changes, moves or comes back."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from interviewkit.language.alignment import Alignment, align_turns
from interviewkit.model import Coding, Passage, Transcript, Turn
from interviewkit.store.shelves import Shelves

Readers = Mapping[int, Mapping[str, Mapping[str, int | None]]]
"""Old turn → person → the codes that it was read for, with the run of that."""


def carry_work(shelves: Shelves, old: Transcript, new: Transcript, run: int, *, fresh: bool) -> str:
    """Let people's work go from one version of a transcript to the next; returns what went along
    and what stays behind, whose it is, and what that means for an audit.

    A turn that says the same stays the turn it was, with its codings, readings, draws,
    assignments, scores and log. A changed one stays in the sample; what was coded in it goes along
    where the quote still stands, and it counts as read only where no word came or went. The rest
    stays with the old version: nothing is lost, nothing is guessed. ``fresh``: the new version was
    never in the store before.
    """
    aligned = align_turns(old.turns, new.turns)
    same, changed = _ids(aligned, aligned.same), _ids(aligned, aligned.changed)
    _keep_same(shelves, same, run, fresh=fresh)
    _keep_changed(shelves, changed, fresh=fresh)
    return _Rest(shelves, old, new, run, aligned).carry()


def _ids(aligned: Alignment, pairs: Mapping[int, int]) -> list[tuple[int, int]]:
    return [(aligned.old[i].id or 0, aligned.new[j].id or 0) for i, j in pairs.items()]


def _keep_same(
    shelves: Shelves, pairs: Sequence[tuple[int, int]], run: int, *, fresh: bool
) -> None:
    """The older id of the two stays with the conversation: draws know no turn that came later."""
    shelves.turns.exchange_places([(a, b) for a, b in pairs if a < b])
    if not fresh:
        later = [(max(pair), min(pair)) for pair in pairs]
        shelves.turns.merge_work(later, run)
        shelves.turns.move_draws(later)


def _keep_changed(shelves: Shelves, pairs: Sequence[tuple[int, int]], *, fresh: bool) -> None:
    """The turn keeps its id and its draws; what was done with its words stays with them."""
    staying = [(a, b) for a, b in pairs if a < b]
    shelves.turns.exchange_places(staying)
    if fresh:
        shelves.turns.move_work(staying)
    else:
        shelves.turns.exchange_work(staying)
        shelves.turns.move_draws([(max(pair), min(pair)) for pair in pairs])
    if pairs:
        shelves.scores.forget({key for pair in pairs for key in pair})


@dataclass(frozen=True)
class _Rest:
    """What was done with turns that do not say the same any more."""

    shelves: Shelves
    old: Transcript
    new: Transcript
    run: int
    aligned: Alignment

    def carry(self) -> str:
        now = self._turns(self.new)
        before = self.shelves.codings.of_people_on(self.old.id or 0)
        readers = self._readers()
        left = self._copy_codings(before, now)
        memos_left = self._move_memos(now)
        self._copy_readings(readers, now)
        self._bring_back(now)
        version = f"version {self.old.version}"
        carried = len(self.shelves.codings.of_people_on(self.new.id or 0))
        parts = [_describe_codings(carried, left, version)]
        if memos_left:
            parts.append(
                f"{memos_left} memo{'s' * (memos_left != 1)} on words that are gone "
                f"stay{'s' * (memos_left == 1)} with "
                f"{version}"
            )
        same = self.aligned.same.items()
        if n := sum(self.old.turns[i].speaker != self.new.turns[j].speaker for i, j in same):
            parts.append(f"{_turns(n)} say the same under another speaker's name")
        changed = {now[j].id or 0: i for i, j in self.aligned.changed.items()}
        again, unread = self._to_read_again(readers, changed)
        if again:
            who = _count_by_name(again)
            parts.append(f"turns with other words are to be read again ({who})")
        if unread:
            are = "is" if unread == 1 else "are"
            parts.append(
                f"{_turns(unread)} of a sample {are} unread until then, so that shares "
                "corrected by an audit rest on fewer"
            )
        gone = set(range(len(self.aligned.old))) - {*self.aligned.same, *self.aligned.changed}
        if undrawn := self.shelves.turns.drawn({self._turns(self.old)[i].id or 0 for i in gone}):
            lost = f"{_turns(len(undrawn))} of a sample stay with {version}"
            parts.append(f"{lost} and are in no audit now")
        return "; ".join(parts)

    def _turns(self, of: Transcript) -> Sequence[Turn]:
        """The turns as they are saved by now."""
        found = self.shelves.transcripts.get(of.name, of.version)
        return found.turns if found else ()

    def _copy_codings(
        self, before: Iterable[tuple[Coding, str]], now: Sequence[Turn]
    ) -> Counter[str]:
        """Codings whose quote still stands; returns how many stay behind, by coder."""
        here = [coding for coding, _ in self.shelves.codings.of_people_on(self.new.id or 0)]
        left: Counter[str] = Counter()
        for coding, version in before:
            span = coding.passage
            if span.turn.position - 1 in self.aligned.same:
                continue  # it came back: its turn is there, with all that was done with it
            place = self.aligned.find_span(span.turn.position - 1, span.start, span.end)
            if place is None:
                left[coding.coder] += 1
                continue
            moved = replace(coding, passage=Passage.cut(now[place[0]], *place[1]), id=None)
            if not any(_says_the_same(moved, each) for each in here):
                # It stays part of the act by which it came, so that this can be taken back.
                self.shelves.codings.add([moved], {coding.code: version}, coding.run or self.run)
        return left

    def _move_memos(self, now: Sequence[Turn]) -> int:
        """Memos on turns that changed, and on passages that still stand; returns how many stay."""
        shelf = self.shelves.judgements
        place = {turn.id or 0: turn.position - 1 for turn in self._turns(self.old)}
        changed = {key for key, i in place.items() if i not in self.aligned.same}
        left = 0
        for memo in shelf.memos_on(changed):
            i = place[memo.turn_id]
            found = self.aligned.find_span(i, *memo.span) if memo.span else None
            j = found[0] if found else None if memo.span else self._find_successor(i)
            if j is None:
                left += 1
            else:
                shelf.move(memo, now[j].id or 0, found and found[1])
        return left

    def _find_successor(self, i: int) -> int | None:
        """The new turn that has most of the words of an old one."""
        shared = Counter(b.turn for a, b in self.aligned.words.items() if a.turn == i)
        return self.aligned.changed.get(i, max(shared, key=shared.__getitem__, default=None))

    def _readers(self) -> Readers:
        """Who read the turns that do not say the same, for which codes."""
        found: dict[int, dict[str, dict[str, int | None]]] = defaultdict(dict)
        for person, position, code, run in self.shelves.coverage.readers_of(self.old.id or 0):
            if position - 1 not in self.aligned.same:
                found[position - 1].setdefault(person, {})[code] = run
        return found

    def _copy_readings(self, readers: Readers, now: Sequence[Turn]) -> None:
        """Who read every word of a turn has read it, however it is divided now."""
        for j in set(range(len(now))) - set(self.aligned.same.values()):
            parts = [readers.get(i, {}) for i in self.aligned.read_in(j)]
            for person in set(parts[0]).intersection(*parts) if parts else ():
                of_person = [part[person] for part in parts]
                for code in _read_in_all(of_person):
                    runs = {run for part in of_person for run in part.values()}
                    run = runs.pop() if len(runs) == 1 else self.run
                    self.shelves.coverage.note_read(person, [now[j].id or 0], run, [code])

    def _bring_back(self, now: Sequence[Turn]) -> None:
        """What people did with the very words of a turn while an earlier version had them."""
        other = {j: turn for j, turn in enumerate(now) if j not in self.aligned.same.values()}
        said = {turn.text for turn in other.values()}
        versions = self.shelves.transcripts.versions(self.new.name)
        for version in reversed(versions):
            if not other or version in (self.old.version, self.new.version):
                continue
            earlier = self.shelves.transcripts.get(self.new.name, version)
            if earlier is None or said.isdisjoint(turn.text for turn in earlier.turns):
                continue
            same = align_turns(earlier.turns, now).same
            pairs = [(earlier.turns[i].id or 0, now[j].id or 0) for i, j in same.items()]
            ids = {turn.id for turn in other.values()}
            self.shelves.turns.merge_work([p for p in pairs if p[1] in ids], self.run)

    def _to_read_again(
        self, readers: Readers, changed: Mapping[int, int]
    ) -> tuple[Mapping[str, int], int]:
        """How many changed turns each person read before and has not read as they are now, and how
        many of a sample nobody has.
        """
        again: Counter[str] = Counter()
        unread = set(self.shelves.turns.drawn(changed))
        people = {person for by in readers.values() for person in by}
        for person in sorted(people):
            done = self.shelves.coverage.read_by(person)
            again[person] = sum(
                person in readers.get(i, {}) for key, i in changed.items() if key not in done
            )
            unread -= done
        return +again, len({key for key in unread if readers.get(changed[key])})


def _read_in_all(parts: Sequence[Collection[str]]) -> set[str]:
    """The codes for which every part was read; an empty code means all of them."""
    named = [set(part) for part in parts if "" not in part]
    return set[str].intersection(*named) if named else {""}


def _says_the_same(a: Coding, b: Coding) -> bool:
    """Whether one person said both, of one place: signs around a quote make no second coding."""
    said = [(each.coder, each.polarity, each.status) for each in (a, b)]
    return said[0] == said[1] and a.is_about(b)


def _describe_codings(carried: int, left: Counter[str], old: str) -> str:
    if not carried and not left:
        return "no person had coded it, machine codings are made anew"
    went = f"{carried} of people's codings went with it"
    if not left:
        return went
    why = "because their turn no longer says the same"
    return f"{went}, {left.total()} stay with {old} {why} ({_count_by_name(left)})"


def _count_by_name(counted: Mapping[str, int]) -> str:
    return ", ".join(f"{name} {n}" for name, n in sorted(counted.items()))


def _turns(n: int) -> str:
    return f"{n} turn{'s' * (n != 1)}"
