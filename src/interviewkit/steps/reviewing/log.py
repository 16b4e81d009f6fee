"""The log of what people did: reading it, undoing entries and doing them again."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from interviewkit.errors import StudyError
from interviewkit.model import Coder, Judgement, Turn
from interviewkit.model.review import UNDO
from interviewkit.steps.amending.taking_back import refuse_recoded
from interviewkit.steps.exchanging.import_log import is_of_import, take_back_import
from interviewkit.steps.marking.entries import write_entry
from interviewkit.steps.marking.inverse import take_back_marks
from interviewkit.steps.record import begin_run, hash_values, tell_time
from interviewkit.steps.reviewing.inverses import INVERSES
from interviewkit.steps.site import Site
from interviewkit.store.shelves import Shelves


def list_log(site: Site, coder: str) -> Sequence[Mapping[str, object]]:
    """What people did, oldest first, one row an entry.

    Raises:
        StudyError: nobody of that name ever reviewed here.
    """
    with site.store.reading() as shelves:
        entries = shelves.judgements.list(coder)
        if coder and not entries:
            raise _build_nobody_error(coder, shelves)
        turns = shelves.transcripts.current_turns(each.turn_id for each in entries if each.turn_id)
    rows = []
    for each in entries:
        turn = turns.get(each.turn_id)
        quote = turn.text[slice(*each.span)] if turn and each.span else ""
        rows.append(
            {
                "id": each.id,
                "at": each.at,
                "coder": each.coder,
                "act": each.act if each.undoes is None else f"{each.act} {each.undoes}",
                "transcript": _name_transcript(each, turn),
                "turn": turn.position if turn else None,
                "about": each.about,
                "code": each.code,
                "polarity": each.polarity,
                "quote": quote,
                "memo": each.memo,
                "blind": each.blind,
                "stands": each.stands,
            }
        )
    return rows


def _name_transcript(entry: Judgement, turn: Turn | None) -> str:
    if turn:
        return turn.transcript
    return "(an earlier version)" if entry.turn_id else ""


def undo(site: Site, coder: str, key: int | None) -> Judgement:
    """Undo one entry of the log, or a coder's newest; undoing an undo does it again.

    Raises:
        StudyError: there is no such entry, it is undone already, or a later one rests on it.
    """
    with site.store.jotting() as shelves:
        target = _target(shelves, coder, key)
        return take_back(site, shelves, target, begin_undoing(shelves, target))


def redo(site: Site, coder: str) -> Judgement:
    """Do again what a coder undid last and has done nothing else since.

    Raises:
        StudyError: there is nothing of the kind.
    """
    if not coder:
        raise StudyError(
            "redo needs to know who has undone something", hint="say it with: --coder NAME"
        )
    with site.store.jotting() as shelves:
        target = shelves.judgements.undone_last(coder)
        if target is None:
            raise StudyError(
                f"{coder} has undone nothing that could be done again",
                hint="what was undone before other acts is had back with: interviewkit review undo "
                "ENTRY, by the entry that undid it",
            )
        return take_back(site, shelves, target, begin_undoing(shelves, target))


def find_undoable(shelves: Shelves, coder: str) -> Judgement | None:
    """The newest entry of a coder that a key may take back.

    An import is not undone by a key pressed once too often: it takes its entry's number.
    """
    last = shelves.judgements.last(coder)
    return None if last is None or is_of_import(last) else last


def find_redoable(shelves: Shelves, coder: str) -> Judgement | None:
    """The newest undoing of a coder that a key may take back; an import takes a command."""
    undone = shelves.judgements.undone_last(coder)
    return None if undone is None or is_of_import(undone) else undone


def begin_undoing(shelves: Shelves, target: Judgement) -> int:
    """The run in which an entry is undone."""
    shelves.codings.add_coder(Coder(target.coder))
    return shelves.runs.add(begin_run("undo", hash_values("undo", target.id, tell_time())))


def take_back(site: Site, shelves: Shelves, target: Judgement, run: int) -> Judgement:
    """The inverse of an entry, done and appended to the log; an import goes whole.

    Raises:
        StudyError: it is undone already, a later entry rests on it, or its transcript changed.
    """
    if is_of_import(target):
        refuse_undone(shelves, target)
        return take_back_import(shelves, target, run)
    refuse_undone(shelves, target)
    act = _find_act(shelves, target)
    if act not in INVERSES:
        refuse_recoded(shelves, target)
    take_back_act = INVERSES.get(act, take_back_marks)
    change = take_back_act(site, shelves, target, run)
    undoing = replace(target, act=UNDO, memo="", blind=False, undoes=target.id, id=None)
    return write_entry(shelves, run, undoing, change)


def _find_act(shelves: Shelves, entry: Judgement) -> str:
    """What was done, undone or done again by an entry."""
    while entry.undoes is not None:
        earlier = shelves.judgements.get(entry.undoes)
        if earlier is None:
            break
        entry = earlier
    return entry.act


def _target(shelves: Shelves, coder: str, key: int | None) -> Judgement:
    if key is None:
        if not coder:
            raise StudyError(
                "undo needs to know whose newest entry", hint="say --coder NAME, or an entry's id"
            )
        last = shelves.judgements.last(coder)
        if last is None:
            raise _build_nobody_error(coder, shelves)
        return last
    return find_entry(shelves, key, coder)


def find_entry(shelves: Shelves, key: int, coder: str = "") -> Judgement:
    """An entry of the log, which is by this coder if one is named.

    Raises:
        StudyError: there is none, or it is by somebody else.
    """
    found = shelves.judgements.get(key)
    if found is None:
        raise StudyError(f"there is no entry {key}", hint="see them with: interviewkit review log")
    if coder and found.coder != coder:
        raise StudyError(
            f"entry {key} is by {found.coder}, not by {coder}",
            hint="see one's own with: interviewkit review log --coder NAME",
        )
    return found


def refuse_undone(shelves: Shelves, target: Judgement) -> None:
    """That an entry stands.

    Raises:
        StudyError: another one undid it.
    """
    by = shelves.judgements.undone_by(target.id or 0)
    if by:
        raise StudyError(
            f"entry {target.id} is undone already, by entry {by}",
            hint=f"have it back with: interviewkit review undo {by}",
        )


def _build_nobody_error(coder: str, shelves: Shelves) -> StudyError:
    known = shelves.judgements.coders()
    who = f"who did: {', '.join(known)}" if known else "begin with: interviewkit review"
    return StudyError(f"{coder} has judged nothing here that stands", hint=who)
