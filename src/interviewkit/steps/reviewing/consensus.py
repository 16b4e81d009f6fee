"""Where people differ, and the coder ``consensus`` who holds what they settled."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace

from interviewkit.coding.differences import Read, find_differences
from interviewkit.errors import StudyError
from interviewkit.model import (
    CONSENSUS,
    Assignment,
    Codebook,
    Coder,
    Coding,
    Difference,
    Evidence,
    Judgement,
)
from interviewkit.model.grouping import group_lists
from interviewkit.model.review import AGREED
from interviewkit.steps.coding.codebook import choose_codes, read_usable
from interviewkit.steps.record import begin_run, hash_values, tell_time
from interviewkit.steps.reviewing.queue import Frame, Queue
from interviewkit.steps.reviewing.review import Review
from interviewkit.steps.site import Site
from interviewkit.store.shelves import Shelves


def list_differences(
    site: Site, coders: Sequence[str], codes: Sequence[str]
) -> Sequence[Mapping[str, object]]:
    """Where people who read the same turn differ: one row a turn and code, to be talked over.

    Raises:
        StudyError: fewer than two people have reviewed, or the named ones read nothing in common.
    """
    codebook, _ = read_usable(site.root, site.settings)
    with site.store.reading() as shelves:
        table = _Table.of(site, shelves, codebook, coders, codes)
        settled = table.settled(shelves)
        memos = shelves.judgements.memos()
    rows = []
    for each in table.differing():
        key = each.turn.id or 0
        rows.append(
            {
                "transcript": each.turn.transcript,
                "turn": each.turn.position,
                "code": each.code,
                "said": {name: _describe_signs(signs) for name, signs in each.said.items()},
                "quotes": [f"{c.coder}: {c.passage.quote}" for c in each.codings],
                "memos": [f"{m.coder}: {m.memo}" for m in memos if m.turn_id == key],
                "settled": (key, each.code) in settled,
            }
        )
    return rows


def open_consensus(site: Site, coders: Sequence[str], codes: Sequence[str]) -> Review:
    """A session in which people settle their differences; it is coded as ``consensus``.

    What they agree on goes to that coder at once, so that it can stand for them all.

    Raises:
        StudyError: as for :func:`list_differences`.
    """
    codebook, _ = read_usable(site.root, site.settings)
    with site.store.jotting() as shelves:
        table = _Table.of(site, shelves, codebook, coders, codes)
        _take_agreed(shelves, table, codebook)
    asked = (site, CONSENSUS, CONSENSUS, table.codes, 0.0, False, table.frame)
    return Review(site, CONSENSUS, codebook, _Settling(*asked, {}, table))


@dataclass(frozen=True)
class _Table:
    """Who of the people at the table has read and found what."""

    frame: Frame
    people: tuple[str, ...]
    codes: tuple[str, ...]
    read: Read
    codings: Sequence[Coding]

    @classmethod
    def of(
        cls,
        site: Site,
        shelves: Shelves,
        codebook: Codebook,
        coders: Sequence[str],
        codes: Sequence[str],
    ) -> _Table:
        frame = Frame.of(site, shelves)
        people = _people(shelves, coders)
        wanted = choose_codes(codebook, codes)
        read = {
            name: {code: shelves.codings.read_by(name, [code]) for code in wanted}
            for name in people
        }
        readers = Counter(
            (code, turn)
            for by_code in read.values()
            for code, turns in by_code.items()
            for turn in turns
        )
        if all(n < 2 for n in readers.values()):
            raise StudyError(
                f"no turn was read by two of {', '.join(people)}",
                hint="let them read some of the same turns: interviewkit review assign",
            )
        return cls(frame, people, wanted, read, shelves.codings.list(frame.turns, coders=people))

    def differing(self) -> list[Difference]:
        return find_differences(self.codings, self.read, self.codes, self.frame.turns)

    def agreeing(self) -> list[Difference]:
        return find_differences(self.codings, self.read, self.codes, self.frame.turns, agreed=True)

    def settled(self, shelves: Shelves) -> set[tuple[int, str]]:
        covered = shelves.codings.coverage(CONSENSUS)
        return {(turn, code) for turn, codes in covered.items() for code in codes}


@dataclass
class _Settling(Queue):
    """The differences that are still open, turn by turn."""

    table: _Table

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
                said = (f"{name}: {_describe_signs(signs)}" for name, signs in each.said.items())
                lines.append(f"{each.code} – {' · '.join(said)}")
        memos = shelves.judgements.memos([given.turn_id])
        return (*lines, *(f"{m.coder} noted: {m.memo}" for m in memos if m.coder != CONSENSUS))


def _take_agreed(shelves: Shelves, table: _Table, codebook: Codebook) -> None:
    """What all readers of a turn say alike becomes the consensus, with the first one's passages."""
    settled = table.settled(shelves)
    new = [e for e in table.agreeing() if (e.turn.id or 0, e.code) not in settled]
    if not new:
        return
    versions = {code.id: code.version for code in codebook.codes}
    shelves.codings.add_coder(Coder(CONSENSUS))
    run = shelves.runs.add(begin_run("consensus", hash_values("consensus", tell_time())))
    for each in new:
        key = each.turn.id or 0
        first = next(iter(each.said))
        copies = [
            replace(coding, coder=CONSENSUS, score=None, run=None, id=None)
            for coding in each.codings
            if coding.coder == first
        ]
        added = [shelves.codings.append(c, versions[each.code], run) for c in copies]
        shelves.codings.note_read(CONSENSUS, [key], run, [each.code])
        change = {"added": added, "read": {each.code: versions[each.code]}}
        entry = Judgement(CONSENSUS, AGREED, key, each.code, change=change, at=tell_time())
        shelves.judgements.add(entry, run)


def _by_all(group: Sequence[Coding]) -> Coding:
    names = ", ".join(dict.fromkeys(each.coder for each in group))
    evidence = (Evidence("found by", names, 0.0),)
    return replace(group[0], coder=names, score=None, evidence=evidence)


def _people(shelves: Shelves, coders: Sequence[str]) -> tuple[str, ...]:
    known = [c.name for c in shelves.codings.coders() if c.is_person and c.name != CONSENSUS]
    for name in coders:
        if name not in known:
            who = f"known: {', '.join(known)}" if known else "nobody has reviewed yet"
            raise StudyError(f"nobody of the name {name!r} has coded here", hint=who)
    people = tuple(dict.fromkeys(coders)) or tuple(known)
    if len(people) < 2:
        raise StudyError(
            f"it takes two to differ, and there is {len(people) or 'no'} person who has coded",
            hint="give two people the same turns: interviewkit review assign --coders a,b",
        )
    return people


def _describe_signs(signs: Sequence[str]) -> str:
    return " and ".join(signs) if signs else "not there"
