"""What acts do to the shelves, each written into the log with what it did: both or neither.

These work within the transaction of an act, whoever begins it: a page, a command, a review.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from interviewkit.model import Coding, Judgement
from interviewkit.steps.record import tell_time
from interviewkit.store.shelves import Shelves


def write_entry(
    shelves: Shelves, run: int, entry: Judgement, change: Mapping[str, object]
) -> Judgement:
    """Append an entry with what it changed."""
    return shelves.judgements.add(replace(entry, change=change, at=tell_time()), run)


def write_verdict(
    shelves: Shelves,
    run: int,
    entry: Judgement,
    made: Sequence[Coding],
    versions: Mapping[str, str],
    instead_of: Iterable[int] = (),
) -> Judgement:
    """Append codings of one turn; those they stand ``instead_of`` retire, and so does what their
    coder said before of the same place and code.
    """
    turn = made[0].passage.turn
    before = shelves.codings.list({turn.id or 0: turn}, coders=[entry.coder])
    same = {old.id or 0 for old in before if any(is_same_place(old, new) for new in made)}
    retired = sorted(same | set(instead_of))
    shelves.codings.retire(retired, run)
    added = []
    for each in made:
        new = replace(each, coder=entry.coder, score=None, evidence=(), run=None, id=None)
        added.append(shelves.codings.append(new, versions.get(each.code, ""), run))
    return write_entry(shelves, run, entry, {"added": added, "retired": retired})


def write_withdrawal(shelves: Shelves, run: int, entry: Judgement, ids: Iterable[int]) -> Judgement:
    """Codings stand no longer; they stay in the log."""
    gone = sorted(shelves.codings.stand(ids))
    shelves.codings.retire(gone, run)
    return write_entry(shelves, run, entry, {"retired": gone})


def write_reading(
    shelves: Shelves, run: int, entry: Judgement, turns: Sequence[int], versions: Mapping[str, str]
) -> Judgement:
    """These turns are read for these codes: what was not found there is not there.

    A single turn goes by the entry's own turn, which stays the same when its transcript is taken
    in anew.
    """
    groups = []
    for unread, ids in _group_unread(shelves, entry.coder, turns, versions).items():
        shelves.coverage.note_read(entry.coder, ids, run, unread)
        codes = {code: versions[code] for code in unread}
        groups.append({"run": run, "codes": codes, "turns": ids})
    if entry.turn_id:
        return write_entry(shelves, run, entry, {"read": groups[0]["codes"] if groups else {}})
    return write_entry(shelves, run, entry, {"reads": groups})


def write_unreading(
    shelves: Shelves, run: int, entry: Judgement, turns: Sequence[int]
) -> Judgement:
    """These turns are not read: nothing is known of what was not found there."""
    groups: dict[tuple[int | None, tuple[str, ...]], list[int]] = {}
    for turn, codes in sorted(shelves.coverage.on(entry.coder, turns).items()):
        for of_run in sorted(set(codes.values()), key=lambda each: each or 0):
            names = tuple(sorted(code for code, each in codes.items() if each == of_run))
            groups.setdefault((of_run, names), []).append(turn)
    for (_, names), ids in groups.items():
        shelves.coverage.note_unread(entry.coder, ids, names)
    told = [
        {"run": of_run, "codes": dict.fromkeys(names, ""), "turns": ids}
        for (of_run, names), ids in groups.items()
    ]
    return write_entry(shelves, run, entry, {"unreads": told})


def is_same_place(a: Coding, b: Coding) -> bool:
    """Whether both are about one code in one place."""
    places = [(each.passage.start, each.passage.end) for each in (a, b)]
    return a.code == b.code and places[0] == places[1]


# -- what an entry did ---------------------------------------------------------------------------


def list_ids(entry: Judgement, what: str) -> list[int]:
    """The codings that an entry ``added`` or ``retired``."""
    found: Any = entry.change.get(what, [])
    return [int(each) for each in found]


def list_codes(entry: Judgement, what: str) -> dict[str, str]:
    """Codes that an entry marks as ``read`` or ``unread`` in its turn, with their versions."""
    found: Any = entry.change.get(what, {})
    return dict(found)


def list_groups(entry: Judgement, what: str) -> list[dict[str, Any]]:
    """What an entry ``reads`` or ``unreads``: turns with their codes, and the run that noted it."""
    found: Any = entry.change.get(what, [])
    return list(found)


def list_turns_touched(entry: Judgement) -> list[int]:
    """Turns of which an entry changes whether they are read."""
    of_one = list_codes(entry, "read") or list_codes(entry, "unread")
    groups = [*list_groups(entry, "reads"), *list_groups(entry, "unreads")]
    many = [turn for group in groups for turn in group["turns"]]
    return sorted({*many, *([entry.turn_id] if of_one else [])})


def _group_unread(
    shelves: Shelves, coder: str, turns: Sequence[int], codes: Iterable[str]
) -> dict[tuple[str, ...], list[int]]:
    """Codes for which turns are still to be read → these turns."""
    wanted = tuple(codes)
    known = shelves.coverage.on(coder, turns)
    groups: dict[tuple[str, ...], list[int]] = {}
    for turn in turns:
        done = known.get(turn, {})
        unread = () if "" in done else tuple(code for code in wanted if code not in done)
        if unread:
            groups.setdefault(unread, []).append(turn)
    return groups
