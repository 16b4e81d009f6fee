"""The log of what people did: reading it, undoing entries, and what rests on an older codebook."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from interviewkit.errors import StudyError
from interviewkit.model import Coder, Judgement
from interviewkit.model.review import READ, UNDO
from interviewkit.steps.coding.codebook import read_usable
from interviewkit.steps.exchanging.import_log import is_of_import, take_back_import
from interviewkit.steps.reading import Loaded, open_loaded
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
        turns = {turn.id or 0: turn for turn in shelves.transcripts.turns()}
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
                "transcript": turn.transcript if turn else "(an earlier version)",
                "turn": turn.position if turn else None,
                "code": each.code,
                "polarity": each.polarity,
                "quote": quote,
                "memo": each.memo,
                "blind": each.blind,
                "stands": each.stands,
            }
        )
    return rows


def undo(site: Site, coder: str, key: int | None) -> Judgement:
    """Undo one entry of the log, or a coder's newest; undoing an undo does it again.

    Raises:
        StudyError: there is no such entry, it is undone already, or a later one rests on it.
    """
    with site.store.jotting() as shelves:
        target = _target(shelves, coder, key)
        shelves.codings.add_coder(Coder(target.coder))
        run = shelves.runs.add(begin_run("undo", hash_values("undo", target.id, tell_time())))
        return take_back(site, shelves, target, run)


def take_back(site: Site, shelves: Shelves, target: Judgement, run: int) -> Judgement:
    """The inverse of an entry, done and appended to the log; an import goes whole.

    Raises:
        StudyError: it is undone already, a later entry rests on it, or its transcript changed.
    """
    if is_of_import(target):
        _refuse_undone(shelves.judgements.list(), target)
        return take_back_import(shelves, target, run)
    if inverse := INVERSES.get(_find_act(shelves, target)):
        _refuse_undone(shelves.judgements.list(), target)
        change = inverse(site, shelves, target, run)
        undone = replace(target, act=UNDO, undoes=target.id, change=change, at=tell_time(), id=None)
        return shelves.judgements.add(undone, run)
    added, retired = _ids(target, "added"), _ids(target, "retired")
    read, unread = _codes(target, "read"), _codes(target, "unread")
    _refuse(shelves, target, added)
    shelves.codings.retire(added, run)
    shelves.codings.restore(retired)
    shelves.codings.note_unread(target.coder, target.turn_id, read)
    shelves.codings.note_read(target.coder, [target.turn_id], run, unread)
    change = {"added": retired, "retired": added, "read": unread, "unread": read}
    return shelves.judgements.add(
        Judgement(
            target.coder,
            UNDO,
            target.turn_id,
            target.code,
            target.polarity,
            target.span,
            change=change,
            undoes=target.id,
            at=tell_time(),
        ),
        run,
    )


def _find_act(shelves: Shelves, entry: Judgement) -> str:
    """What was done first, where an entry undoes another one."""
    while entry.undoes is not None and (before := shelves.judgements.get(entry.undoes)):
        entry = before
    return entry.act


def find_outdated(site: Site) -> Sequence[Mapping[str, object]]:
    """What people judged by a codebook that has changed since: one row a coder and code.

    ``what`` is ``gone`` where the codebook lacks the code now, or ``changed`` where its text is
    another; ``codings`` and ``turns_read`` count what rests on it.
    """
    codebook, _ = read_usable(site.root, site.settings)
    with open_loaded(site, codebook) as loaded:
        return list_outdated(loaded)


def list_outdated(loaded: Loaded) -> Sequence[Mapping[str, object]]:
    """The rows of :func:`find_outdated`, from what was loaded."""
    codes = loaded.codebook.codes if loaded.codebook else ()
    now_ = {code.id: code.version for code in codes}
    counted: dict[tuple[str, str], list[int]] = {}
    for said in loaded.reading.codings:
        by_person = said.coder in loaded.reading.persons
        if by_person and said.code_version and now_.get(said.code) != said.code_version:
            counted.setdefault((said.coder, said.code), [0, 0])[0] += 1
    for each in loaded.shelves.judgements.list():
        if each.act == READ and each.stands:
            for code, version in _codes(each, "read").items():
                if now_.get(code) != version:
                    counted.setdefault((each.coder, code), [0, 0])[1] += 1
    return [
        {
            "coder": coder,
            "code": code,
            "what": "changed" if code in now_ else "gone",
            "codings": codings,
            "turns_read": reads,
        }
        for (coder, code), (codings, reads) in sorted(counted.items())
    ]


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
    entries = {each.id: each for each in shelves.judgements.list()}
    if key not in entries:
        raise StudyError(f"there is no entry {key}", hint="see them with: interviewkit review log")
    if coder and entries[key].coder != coder:
        raise StudyError(
            f"entry {key} is by {entries[key].coder}, not by {coder}",
            hint="see one's own with: interviewkit review log --coder NAME",
        )
    return entries[key]


def _refuse(shelves: Shelves, target: Judgement, added: Sequence[int]) -> None:
    if not shelves.transcripts.is_current(target.turn_id):
        raise StudyError(
            f"entry {target.id} is about a transcript that was taken in anew since",
            hint="its codings went with it: withdraw them there, in a review of all turns",
        )
    entries = shelves.judgements.list()
    _refuse_undone(entries, target)
    gone = set(added) - shelves.codings.stand(added)
    if gone:
        rests = [e.id for e in entries if e.stands and gone & set(_ids(e, "retired"))]
        raise StudyError(
            f"entry {rests[-1] if rests else '?'} rests on entry {target.id}",
            hint="undo that one first; see both with: interviewkit review log",
        )


def _refuse_undone(entries: Sequence[Judgement], target: Judgement) -> None:
    if not next(each.stands for each in entries if each.id == target.id):
        by = max(e.id or 0 for e in entries if e.undoes == target.id and e.stands)
        raise StudyError(
            f"entry {target.id} is undone already, by entry {by}",
            hint=f"have it back with: interviewkit review undo {by}",
        )


def _ids(entry: Judgement, what: str) -> list[int]:
    found: Any = entry.change.get(what, [])
    return [int(each) for each in found]


def _codes(entry: Judgement, what: str) -> dict[str, str]:
    """Codes that an entry marks as read or unread, with their versions."""
    found: Any = entry.change.get(what, {})
    return dict(found)


def _build_nobody_error(coder: str, shelves: Shelves) -> StudyError:
    known = sorted({each.coder for each in shelves.judgements.list()})
    who = f"who did: {', '.join(known)}" if known else "begin with: interviewkit review"
    return StudyError(f"{coder} has judged nothing here that stands", hint=who)
