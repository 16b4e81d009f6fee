"""What a change of the codebook does to everything that names its codes: looked up, told, done."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from interviewkit.coding.editing.recoding import (
    CodeMoves,
    PlacedCoding,
    Recoded,
    move_asked,
    move_reads,
    pack,
    recode,
    unpack,
)
from interviewkit.model import CERTIFIED
from interviewkit.model.grouping import group_lists
from interviewkit.steps.amending.amendment import Amendment
from interviewkit.steps.amending.mentions import Mentioned, carry_mentions, count_mentions
from interviewkit.store.recodings import ASKED, ReadRow
from interviewkit.store.shelves import Shelves

Change = Mapping[str, Any]


@dataclass(frozen=True)
class Consequences:
    """All that an amendment does beside the file.

    ``whole`` are readings for every code, which become readings for the codes ``known`` so far.
    ``asked`` holds (table, codes before, codes after, ids), ``mentions`` the (kind, old, new) names
    under which people wrote something, ``mentioned`` how much.
    """

    rows: Sequence[PlacedCoding]
    recoded: Recoded
    reads: tuple[Sequence[ReadRow], Sequence[ReadRow]]
    whole: Sequence[ReadRow]
    known: tuple[str, ...]
    asked: Sequence[tuple[str, tuple[str, ...], tuple[str, ...], Sequence[int]]]
    certificates: Sequence[int]
    renamed: Sequence[tuple[str, str]]
    mentions: Sequence[tuple[str, str, str]]
    mentioned: Mentioned


def find_consequences(shelves: Shelves, amendment: Amendment) -> Consequences:
    """Look up what rests on the codes that an amendment touches; nothing is changed."""
    moves = amendment.moves
    found = shelves.recodings.codings_of(moves.touched) if moves.touched else ()
    rows = [PlacedCoding(**row) for row in found]
    renamed = [(codes[0], new) for new, codes in moves.whole.items() if len(codes) == 1]
    themes = amendment.renamed.themes.items()
    mentions = [("code", *pair) for pair in renamed] + [("theme", *pair) for pair in themes]
    return Consequences(
        rows=rows,
        recoded=recode(rows, moves),
        reads=_find_reads(shelves, moves),
        whole=shelves.recodings.reads_of_everything() if moves.added else (),
        known=amendment.codes_before,
        asked=_find_asked(shelves, moves),
        certificates=shelves.recodings.certificates_of(moves.touched) if moves.touched else (),
        renamed=renamed,
        mentions=mentions,
        mentioned=count_mentions(shelves, mentions, amendment.list_ended()),
    )


def carry_out(
    shelves: Shelves, found: Consequences, versions: Mapping[int, str], run: int
) -> dict[str, Any]:
    """Do all of it; returns what was done, as the log keeps it.

    ``versions`` maps the codings that are continued to the version of their new code.
    """
    recodings = shelves.recodings
    new = recodings.continue_codings(
        [(key, code, versions[key]) for key, code in found.recoded.added], run
    )
    shelves.codings.retire(found.recoded.retired, run)
    gone, new_reads = found.reads[0], [(key, code, run, at) for key, code, _, at in found.reads[1]]
    recodings.change_reads(gone, new_reads)
    if found.whole:
        recodings.spell_out_reads(found.known, run)
    for table, _, after, ids in found.asked:
        recodings.set_asked(table, ids, after)
    recodings.set_certificates(found.certificates, run)
    for old, code in found.renamed:
        recodings.rename_scores(old, code)
    carry_mentions(shelves, found.mentions, run)
    people = {row.id for row in found.rows if row.is_person}
    theirs = [key for key, (old, _) in zip(new, found.recoded.added, strict=True) if old in people]
    return {
        "added": theirs,
        "retired": [key for key in found.recoded.retired if key in people],
        "machines": {
            "added": pack(set(new) - set(theirs)),
            "retired": pack(set(found.recoded.retired) - people),
        },
        "covered": {"gone": _pack_reads(gone), "new": _pack_reads(new_reads)},
        "whole": _keep_whole(found.whole, found.known, run) if found.whole else None,
        "asked": [[table, list(a), list(b), pack(ids)] for table, a, b, ids in found.asked],
        "certificates": {"retired": list(found.certificates), "restored": []},
        "scores": [[old, code] for old, code in found.renamed],
        "mentions": [list(each) for each in found.mentions],
    }


def _find_reads(shelves: Shelves, moves: CodeMoves) -> tuple[list[ReadRow], list[ReadRow]]:
    """The rows of what was read that go, and those that come in their place."""
    gone: list[ReadRow] = []
    new: list[ReadRow] = []
    if not moves.touched:
        return gone, new
    rows = shelves.recodings.reads_of(moves.touched)
    for (key, name, person), theirs in group_lists((each[:3], each[3]) for each in rows).items():
        everything = [row for row in theirs if not row[1]]
        before = group_lists((row[1], row) for row in theirs if row[1])
        turns = {code: {row[3] for row in of} for code, of in before.items()}
        after = move_reads(turns, {row[3] for row in everything}, moves, person=person)
        for code, kept in after.items():
            kept = set() if name == CERTIFIED else kept
            gone += [row for row in before.get(code, ()) if row[3] not in kept]
            new += [(key, code, None, at) for at in sorted(kept - turns.get(code, set()))]
    return gone, new


def _find_asked(
    shelves: Shelves, moves: CodeMoves
) -> list[tuple[str, tuple[str, ...], tuple[str, ...], Sequence[int]]]:
    found: list[tuple[str, tuple[str, ...], tuple[str, ...], Sequence[int]]] = []
    for table in ASKED if moves.touched else ():
        by_codes = group_lists((codes, key) for key, codes in shelves.recodings.asked(table))
        for codes, ids in by_codes.items():
            after = move_asked(codes, moves, every=table == "draw")
            if after != codes:
                found.append((table, codes, after, ids))
    return found


def _pack_reads(rows: Sequence[ReadRow]) -> list[list[Any]]:
    """Rows of what was read as [coder's id, code, run, packed turns]."""
    by = group_lists(((key, code, run), at) for key, code, run, at in rows)
    return [[key, code, run, pack(turns)] for (key, code, run), turns in by.items()]


def restate(shelves: Shelves, change: Change, run: int) -> dict[str, Any]:
    """Take what a change did back, or do again what was taken back; returns that as a change."""
    recodings = shelves.recodings
    machines = change["machines"]
    added = [*change["added"], *unpack(machines["added"])]
    retired = [*change["retired"], *unpack(machines["retired"])]
    shelves.codings.retire(sorted(shelves.codings.stand(added)), run)
    shelves.codings.restore(retired)
    gone, new = _restate_reads(shelves, change["covered"])
    whole = _restate_whole(shelves, change["whole"], run) if change["whole"] else None
    for table, before, _, ids in change["asked"]:
        recodings.set_asked(table, unpack(ids), before)
    certificates = change["certificates"]
    recodings.set_certificates(certificates["retired"], None)
    recodings.set_certificates(certificates["restored"], run)
    for old, code in change["scores"]:
        recodings.rename_scores(code, old)
    back = [[kind, new, old] for kind, old, new in change["mentions"]]
    carry_mentions(shelves, back, run)
    return {
        "added": change["retired"],
        "retired": change["added"],
        "machines": {"added": machines["retired"], "retired": machines["added"]},
        "covered": {"gone": _pack_reads(gone), "new": _pack_reads(new)},
        "whole": whole,
        "asked": [[table, b, a, ids] for table, a, b, ids in change["asked"]],
        "certificates": {
            "retired": certificates["restored"],
            "restored": certificates["retired"],
        },
        "scores": [[code, old] for old, code in change["scores"]],
        "mentions": back,
    }


def _unpack_reads(rows: Sequence[Sequence[Any]]) -> list[ReadRow]:
    return [(key, code, run, at) for key, code, run, turns in rows for at in unpack(turns)]


def _restate_reads(shelves: Shelves, covered: Change) -> tuple[list[ReadRow], list[ReadRow]]:
    """Readings go by the codes of before again; returns the rows that went and that came.

    What became of a reading must stand still: who said since that they have not read a turn, or
    whose turn has other words by now, has not read it because a code has another name.
    """
    became, was = _unpack_reads(covered["new"]), _unpack_reads(covered["gone"])
    gone = list(shelves.recodings.stand_of(became))
    lost = {(row[0], row[3]) for row in became} - {(row[0], row[3]) for row in gone}
    new = [row for row in was if (row[0], row[3]) not in lost]
    shelves.recodings.change_reads(gone, new)
    return gone, new


def _keep_whole(rows: Sequence[ReadRow], codes: Sequence[str], run: int) -> dict[str, Any]:
    return {"rows": _pack_reads(rows), "codes": list(codes), "run": run, "spelt": True}


def _restate_whole(shelves: Shelves, whole: Change, run: int) -> dict[str, Any]:
    """Readings for every code are that again, or are spelt out again."""
    if whole["spelt"]:
        rows, spelt = _unpack_reads(whole["rows"]), bool(whole["codes"])
        shelves.recodings.fold_reads(rows, whole["run"], spelt=spelt)
        return {**whole, "spelt": False}
    shelves.recodings.spell_out_reads(whole["codes"], run)
    return {**whole, "spelt": True, "run": run}
