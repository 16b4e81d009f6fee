"""Who of the people at the table has read and found what, and what they settled by now."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace

from interviewkit.coding.differences import Read, find_differences
from interviewkit.errors import StudyError
from interviewkit.model import CONSENSUS, Codebook, Coder, Coding, Difference, Judgement, Turn
from interviewkit.model.grouping import group_sets
from interviewkit.model.review import AGREED
from interviewkit.steps.coding.codebook import choose_codes
from interviewkit.steps.marking.entries import write_entry
from interviewkit.steps.record import begin_run, hash_values, tell_time
from interviewkit.steps.site import Site
from interviewkit.store.shelves import Shelves


@dataclass(frozen=True)
class Table:
    """The turns that two or more of some people have read, and what each of them found there.

    ``speaker_of`` says who spoke, by turn.
    """

    people: tuple[str, ...]
    codes: tuple[str, ...]
    read: Read
    turns: Mapping[int, Turn]
    speaker_of: Mapping[int, str]
    codings: Sequence[Coding]

    @classmethod
    def of(
        cls,
        site: Site,
        shelves: Shelves,
        codebook: Codebook,
        coders: Sequence[str],
        codes: Sequence[str],
        turns: Collection[int] = (),
    ) -> Table:
        """What these people (without names: all) have read of these codes, in these turns or all.

        Raises:
            StudyError: fewer than two people have reviewed, or they read nothing in common.
        """
        people = _people(shelves, coders)
        wanted = choose_codes(codebook, codes)
        read = {name: _read_by_code(shelves, name, wanted, turns) for name in people}
        twice = _find_read_twice(read, wanted)
        speaker_of = shelves.people.speaker_of_turns(
            twice, moderators=site.settings.passages.speech == "all"
        )
        if not twice:
            raise StudyError(
                f"no turn was read by two of {', '.join(people)}",
                hint="let them read some of the same turns: interviewkit review assign",
            )
        said = shelves.transcripts.current_turns(speaker_of)
        ordered = sorted(said.items(), key=lambda item: item[1].place)
        spoken = {key: turn for key, turn in ordered if turn.text.strip()}
        found = shelves.codings.list(spoken, coders=people)
        return cls(people, wanted, read, spoken, speaker_of, found)

    def differing(self) -> list[Difference]:
        """The turns and codes of which they say different things."""
        return find_differences(self.codings, self.read, self.codes, self.turns)

    def agreeing(self) -> list[Difference]:
        """The turns and codes of which all who read them say the same."""
        return find_differences(self.codings, self.read, self.codes, self.turns, agreed=True)

    def settled(self, shelves: Shelves) -> set[tuple[int, str]]:
        """(turn id, code) of what the consensus has a word on."""
        covered = shelves.coverage.of(CONSENSUS)
        return {(turn, code) for turn, codes in covered.items() for code in codes}


def take_agreed(shelves: Shelves, table: Table, codebook: Codebook) -> None:
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
        shelves.coverage.note_read(CONSENSUS, [key], run, [each.code])
        change = {"added": added, "read": {each.code: versions[each.code]}}
        write_entry(shelves, run, Judgement(CONSENSUS, AGREED, key, each.code), change)


def describe_signs(signs: Sequence[str]) -> str:
    """The polarities that somebody found, in words."""
    return " and ".join(signs) if signs else "not there"


def _read_by_code(
    shelves: Shelves, name: str, codes: Sequence[str], turns: Collection[int]
) -> dict[str, AbstractSet[int]]:
    """Code → the turns that somebody has read for it."""
    if turns:
        covered = {t: {*read} for t, read in shelves.coverage.on(name, turns).items()}
    else:
        covered = shelves.coverage.of(name)
    for_all = {turn for turn, read in covered.items() if "" in read}
    for_one = group_sets((code, turn) for turn, read in covered.items() for code in read)
    return {code: for_all | for_one.get(code, set()) for code in codes}


def _find_read_twice(
    read: Mapping[str, Mapping[str, AbstractSet[int]]], codes: Sequence[str]
) -> set[int]:
    """The turns that two people have read for one of the codes."""
    twice: set[int] = set()
    for code in codes:
        once: set[int] = set()
        for by_code in read.values():
            twice |= once & by_code[code]
            once |= by_code[code]
    return twice


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
