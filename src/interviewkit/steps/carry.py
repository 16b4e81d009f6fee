"""What becomes of people's codings when their transcript changes, moves or comes back."""

from __future__ import annotations

from collections import defaultdict, deque
from dataclasses import replace

from interviewkit.model import Coding, Passage, Transcript, Turn
from interviewkit.store.shelves import Shelves


def carry_codings(shelves: Shelves, old: Transcript, new: Transcript, run: int) -> str:
    """Copy people's codings to the new transcript where their turn still says the same.

    The others stay with the old one: nothing is lost, nothing is guessed, and nothing that
    stands there already is copied twice. Returns half a sentence that says how many went.
    """
    home = _same_turns(shelves, old, new)
    here = {_content(coding) for coding, _ in shelves.codings.of_people_on(new.id or 0)}
    carried = left = 0
    for coding, version in shelves.codings.of_people_on(old.id or 0):
        target = home.get(coding.passage.turn.position)
        if target is None:
            left += 1
            continue
        moved = _moved(coding, target)
        if _content(moved) not in here:
            shelves.codings.add([moved], {coding.code: version}, run)
        carried += 1
    _carry_reading(shelves, old.id or 0, home, run)
    return _in_words(carried, left, _title(old, new))


def _same_turns(shelves: Shelves, old: Transcript, new: Transcript) -> dict[int, Turn]:
    """Old position → new turn of the same speaker and text, in order of occurrence."""
    waiting: dict[tuple[str, str], deque[Turn]] = defaultdict(deque)
    for turn in new.turns:
        waiting[turn.speaker, turn.text].append(turn)
    before = shelves.transcripts.get(old.name, old.version)
    home = {}
    for turn in before.turns if before else ():
        queue = waiting[turn.speaker, turn.text]
        if queue:
            home[turn.position] = queue.popleft()
    return home


def _moved(coding: Coding, target: Turn) -> Coding:
    span = coding.passage
    return replace(coding, passage=Passage.cut(target, span.start, span.end), id=None)


def _content(coding: Coding) -> tuple[object, ...]:
    span = coding.passage
    place = (span.turn.id, span.start, span.end)
    return (coding.coder, place, coding.code, coding.polarity, coding.status, coding.score)


def _carry_reading(shelves: Shelves, old_id: int, home: dict[int, Turn], run: int) -> None:
    read: dict[tuple[str, str], list[int]] = defaultdict(list)
    for person, position, code in shelves.codings.readers_of(old_id):
        if position in home:
            read[person, code].append(home[position].id or 0)
    for (person, code), turn_ids in read.items():
        shelves.codings.note_read(person, turn_ids, run, [code])


def _title(old: Transcript, new: Transcript) -> str:
    return f"{old.name} version {old.version}" if old.name != new.name else f"version {old.version}"


def _in_words(carried: int, left: int, old: str) -> str:
    if not carried and not left:
        return "no person had coded it, machine codings are made anew"
    went = f"{carried} of people's codings went with it"
    if not left:
        return went
    return f"{went}, {left} stay with {old} because their turn no longer says the same"
