"""The inverse of an act that changed codings, readings and the log alone."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from collections.abc import Set as AbstractSet

from interviewkit.errors import StudyError
from interviewkit.model import Judgement
from interviewkit.model.review import UNREAD
from interviewkit.steps.marking.entries import list_codes, list_groups, list_ids, list_turns_touched
from interviewkit.steps.site import Site
from interviewkit.store.shelves import Shelves


def take_back_marks(
    _site: Site, shelves: Shelves, target: Judgement, run: int
) -> dict[str, object]:
    """Codings that an entry added retire, those it retired stand again; readings likewise.

    Returns what the entry that undoes it says it changed.

    Raises:
        StudyError: a later entry rests on it, or its transcript was taken in anew.
    """
    added, retired = list_ids(target, "added"), list_ids(target, "retired")
    read, unread = list_codes(target, "read"), list_codes(target, "unread")
    reads, unreads = list_groups(target, "reads"), list_groups(target, "unreads")
    if target.turn_id and (added or retired or read or unread):
        _refuse_gone_transcript(shelves, target)
    _refuse_rested_on(shelves, target, added)
    shelves.codings.retire(added, run)
    shelves.codings.restore(retired)
    noted_by = None
    if target.turn_id:
        noted_by = _find_noting_run(shelves, target, read)
        shelves.coverage.note_unread(target.coder, [target.turn_id], read)
        again = int(str(target.change.get("noted_by", run)))
        shelves.coverage.note_read(target.coder, [target.turn_id], again, unread)
    for each in reads:
        shelves.coverage.note_unread(target.coder, each["turns"], each["codes"], each["run"])
    for each in unreads:
        shelves.coverage.note_read(target.coder, each["turns"], each["run"], each["codes"])
    change = {
        "added": retired,
        "retired": added,
        "read": unread,
        "unread": read,
        "reads": unreads,
        "unreads": reads,
        "noted_by": noted_by,
    }
    return {what: done for what, done in change.items() if done}


def _find_noting_run(shelves: Shelves, target: Judgement, read: Iterable[str]) -> int | None:
    """The run that noted a turn as read. What is read again is by the same run, as entries that
    were undone may name it."""
    noted = shelves.coverage.on(target.coder, [target.turn_id or 0]).get(target.turn_id or 0, {})
    return next((noted[code] for code in read if code in noted), None)


def _refuse_gone_transcript(shelves: Shelves, target: Judgement) -> None:
    if not shelves.transcripts.is_current(target.turn_id):
        raise StudyError(
            f"entry {target.id} is about a transcript that was taken in anew since",
            hint="its codings went with it: withdraw them there, in a review of all turns",
        )


def _refuse_rested_on(shelves: Shelves, target: Judgement, added: Sequence[int]) -> None:
    gone = set(added) - shelves.codings.stand(added)
    rests = _find_retiring(shelves, gone) if gone else _find_unreading(shelves, target)
    if gone or rests:
        raise StudyError(
            f"entry {rests[-1] if rests else '?'} rests on entry {target.id}",
            hint="undo that one first; see both with: interviewkit review log",
        )


def _find_retiring(shelves: Shelves, gone: AbstractSet[int]) -> list[int]:
    """Standing entries that retired some of these codings."""
    entries = shelves.judgements.standing()
    return [each.id or 0 for each in entries if not gone.isdisjoint(list_ids(each, "retired"))]


def _find_unreading(shelves: Shelves, target: Judgement) -> list[int]:
    """Later standing entries that took back the reading of turns that this one had read."""
    read = list_codes(target, "read") or list_groups(target, "reads")
    if not read:
        return []
    turns = set(list_turns_touched(target))
    later = shelves.judgements.standing([UNREAD], name=target.coder)
    return [
        each.id or 0
        for each in later
        if (each.id or 0) > (target.id or 0) and not turns.isdisjoint(list_turns_touched(each))
    ]
