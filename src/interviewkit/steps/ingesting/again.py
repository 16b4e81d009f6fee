"""What people mended in a transcript is mended again when its file comes changed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from interviewkit.errors import Problem
from interviewkit.language.alignment import Alignment, align_turns
from interviewkit.language.mending import TextChange, apply_again
from interviewkit.model import Transcript, Turn
from interviewkit.store.shelves import Shelves

GONE = "see what was mended with: interviewkit transcript edits"


def mend_again(before: Transcript, new: Transcript) -> tuple[Transcript, list[Problem]]:
    """A new version as people would have it, who had mended the one before it.

    A turn is mended again where its file still says what was mended; else that is told.
    """
    if not before.amended or new.amended:
        return new, []
    read = before.as_read
    aligned = align_turns(read.turns, new.turns)
    turns, amended = list(new.turns), dict[str, Sequence[str]]()
    problems = []
    for was, now in zip(read.turns, before.turns, strict=True):
        if str(was.position) not in before.amended:
            continue
        there = _find_turn(aligned, was)
        mended = there and _mend(was, now, there)
        if there is None or mended is None:
            problems.append(_tell(new, was, now))
        elif (mended.speaker, mended.text) != (there.speaker, there.text):
            turns[there.position - 1] = mended
            amended[str(there.position)] = [there.speaker, there.text]
    return replace(new, turns=tuple(turns), amended=amended), problems


def reword_version(shelves: Shelves, old: Transcript, new: Transcript) -> None:
    """The current version was in the store before: from now on it says what ``new`` does."""
    there = shelves.transcripts.get(old.name)
    shelf = shelves.rewordings
    for was, now in zip(there.turns if there else (), new.turns, strict=False):
        if was.text != now.text:
            _move_work(shelves, was, TextChange(was.text, now.text))
        if (was.speaker, was.text) != (now.speaker, now.text):
            shelf.write(was.id or 0, (now.speaker, now.text))
    shelf.set_amended(old.id or 0, new.amended)


def _move_work(shelves: Shelves, turn: Turn, change: TextChange) -> None:
    shelf, key = shelves.rewordings, turn.id or 0
    placed = shelf.look(key)
    moved = [
        {k: change.move(at) for k, at in spans.items()}
        for spans in (placed.codings, placed.entries)
    ]
    if not all(all(spans.values()) for spans in moved):
        aside = shelf.put_aside(key)
        shelf.place_codings(aside, _lost(placed.codings, moved[0]))
        shelf.place_entries(aside, _lost(placed.entries, moved[1]))
    shelf.place_codings(key, {k: at for k, at in moved[0].items() if at})
    shelf.place_entries(key, {k: at for k, at in moved[1].items() if at})
    shelf.uncut(key)


def _lost(
    spans: Mapping[int, tuple[int, int]], moved: Mapping[int, object]
) -> dict[int, tuple[int, int]]:
    return {key: at for key, at in spans.items() if not moved[key]}


def _find_turn(aligned: Alignment, was: Turn) -> Turn | None:
    i = was.position - 1
    j = aligned.same.get(i, aligned.changed.get(i))
    return None if j is None else aligned.new[j]


def _mend(was: Turn, now: Turn, there: Turn) -> Turn | None:
    text = apply_again(was.text, now.text, there.text)
    if text is None:
        return None
    speaker = now.speaker if there.speaker == was.speaker else there.speaker
    return replace(there, text=text, speaker=speaker)


def _tell(new: Transcript, was: Turn, now: Turn) -> Problem:
    said = [f"{turn.speaker}: {turn.text}" for turn in (was, now)]
    gap = TextChange(*said).gaps[0]
    pieces = [said[0][gap[0] : gap[1]].strip(), said[1][gap[2] : gap[3]].strip()]
    what = (
        f"turn {was.position} of {new.name} had been mended here ({pieces[0]!r} to {pieces[1]!r}), "
        "and the file does not say that any more; it is taken as the file has it"
    )
    return Problem(new.source, 0, what, GONE, fatal=False)
