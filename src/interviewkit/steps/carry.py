"""What becomes of people's codings when a transcript's file changes."""

from __future__ import annotations

from collections import defaultdict, deque
from dataclasses import replace

from interviewkit.model import Coding, Passage, Transcript, Turn
from interviewkit.store.shelves import Shelves


def carry_codings(shelves: Shelves, old: Transcript, new: Transcript, run: int) -> str:
    """Copy people's codings to the new version where their turn still says the same.

    The others stay with the old version: nothing is lost, nothing is guessed. Returns a
    sentence that says how many went which way.
    """
    if old.id is None:
        return ""
    home = _same_turns(shelves, old, new)
    carried, left = [], 0
    for coding, version in shelves.codings.of_people_on(old.id):
        target = home.get(coding.passage.turn.position)
        if target is None:
            left += 1
            continue
        carried.append((_moved(coding, target), version))
    for coding, version in carried:
        shelves.codings.add([coding], {coding.code: version}, run)
    _carry_reading(shelves, old.id, home, run)
    return _sentence(new, len(carried), left)


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


def _carry_reading(shelves: Shelves, old_id: int, home: dict[int, Turn], run: int) -> None:
    read: dict[tuple[str, str], list[int]] = defaultdict(list)
    for person, position, code in shelves.codings.readers_of(old_id):
        if position in home:
            read[person, code].append(home[position].id or 0)
    for (person, code), turn_ids in read.items():
        shelves.codings.note_read(person, turn_ids, run, [code])


def _sentence(new: Transcript, carried: int, left: int) -> str:
    said = f"{new.name} changed and is now version {new.version}"
    if not carried and not left:
        return f"{said}; no person had coded it, machine codings are made anew"
    return (
        f"{said}; {carried} of people's codings went with it, {left} stay with version "
        f"{new.version - 1} because their turn no longer says the same"
    )
