"""What a change of the codebook does, told in rows that a person can weigh beforehand."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from interviewkit.coding.editing.recoding import CodeMoves, PlacedCoding
from interviewkit.model import CodebookEffect
from interviewkit.model.codebook_act import PROPOSED
from interviewkit.model.grouping import group_lists
from interviewkit.steps.amending.amendment import Amendment
from interviewkit.steps.amending.consequences import Consequences
from interviewkit.steps.amending.mentions import Mentioned
from interviewkit.store.shelves import Shelves

CODE_AGAIN = "made again by: interviewkit code"


def describe_effects(
    shelves: Shelves, amendment: Amendment, found: Consequences
) -> tuple[CodebookEffect, ...]:
    """One row a coder and kind of thing, people's codings first."""
    return (
        *_tell_codings(amendment, found),
        *_tell_proposals(amendment, found),
        *_tell_reads(shelves, amendment, found),
        *_tell_rest(amendment.moves, found),
    )


def _tell_codings(amendment: Amendment, found: Consequences) -> Iterator[CodebookEffect]:
    continued = dict(reversed(found.recoded.added))
    retired = set(found.recoded.retired)
    theirs = [
        row for row in found.rows if row.is_person and (row.id in retired or row.id in continued)
    ]
    for (coder, holds), rows in group_lists(((r.coder, r.holds), r) for r in theirs).items():
        goes = group_lists((continued.get(row.id, ""), row) for row in rows)
        for code, same in goes.items():
            what = "codings" if holds else "rejections"
            yield _effect(what, same, _tell_becoming(amendment, code, holds), coder)


def _tell_becoming(amendment: Amendment, code: str, holds: bool) -> str:
    moves = amendment.moves
    if code in moves.parts and not holds:
        return "count as rejections of its parts as well"
    if code:
        return f"become codings of {code}" if holds else f"become rejections of {code}"
    if not moves.whole:
        return "are retired; they stay in the log"
    if holds:
        return "stand for the same place as another of the same coder: the two become one"
    return "are retired: who rejected one of the codes has not rejected the other"


def _tell_proposals(amendment: Amendment, found: Consequences) -> Iterator[CodebookEffect]:
    retired = set(found.recoded.retired)
    moved = {key for key, _ in found.recoded.added}
    touched = retired | moved
    rows = [row for row in found.rows if not row.is_person and row.id in touched]
    if not rows:
        return
    renamed = amendment.moves.whole and all(row.id in touched for row in rows)
    how = "go along until they are " if renamed else "are retired, to be "
    yield _effect(PROPOSED, rows, how + CODE_AGAIN)


def _tell_reads(
    shelves: Shelves, amendment: Amendment, found: Consequences
) -> Iterator[CodebookEffect]:
    names = shelves.recodings.name_coders()
    gone = group_lists((row[0], row[3]) for row in found.reads[0] if row[0] in names)
    new = group_lists((row[0], row[3]) for row in found.reads[1] if row[0] in names)
    moves = amendment.moves
    for key, rows in group_lists((row[0], row) for row in found.whole).items():
        became = f"are not read for {', '.join(moves.added)} yet"
        yield CodebookEffect("turns read", len(rows), became, names[key])
    for key in dict.fromkeys([*gone, *new]):
        kept, lost = set(new.get(key, ())), set(gone.get(key, ()))
        whole = ", ".join(moves.whole) or ", ".join(moves.parts)
        if whole:
            yield from _tell_carried(names[key], kept, lost - kept, whole)
        elif lost:
            yield CodebookEffect("turns read", len(lost), "are no longer read for it", names[key])


def _tell_carried(
    coder: str, kept: set[int], lost: set[int], whole: str
) -> Iterator[CodebookEffect]:
    if kept:
        yield CodebookEffect("turns read", len(kept), f"count as read for {whole}", coder)
    if lost:
        became = f"do not count as read for {whole}: they were read for a part of it alone"
        yield CodebookEffect("turns read", len(lost), became, coder)


def _tell_rest(moves: CodeMoves, found: Consequences) -> Iterator[CodebookEffect]:
    for table, what in (("draw", "drawn turns"), ("assignment", "assigned turns")):
        asked = [
            (set(before), after, ids) for name, before, after, ids in found.asked if name == table
        ]
        out = sum(len(ids) for before, after, ids in asked if _leaves(moves, before, after))
        n = sum(len(ids) for _, _, ids in asked) - out
        if n:
            yield CodebookEffect(what, n, "ask for the codes as they are then")
        if out:
            whole = ", ".join(moves.whole)
            told = f"are no sample for {whole}: they were drawn for a part of it alone"
            yield CodebookEffect(what, out, told)
    if found.certificates:
        n = len(found.certificates)
        yield CodebookEffect("certificates", n, "are given up; certify again")
    yield from _tell_mentions(found.mentioned)


def _leaves(moves: CodeMoves, before: set[str], after: Sequence[str]) -> bool:
    """Whether turns were drawn for a part of a merged code, and so not for the whole."""
    return any(before & set(parts) and new not in after for new, parts in moves.whole.items())


def _tell_mentions(found: Mentioned) -> Iterator[CodebookEffect]:
    along = "go along under the new name"
    counts = (
        ("meta-inferences", found.inferences),
        ("memos", found.notes),
        ("summaries of cells", found.cells),
    )
    for what, n in counts:
        if n:
            yield CodebookEffect(what, n, along)
    if found.queries:
        names = ", ".join(found.queries)
        yield CodebookEffect("named queries", len(found.queries), f"ask by the new name: {names}")
    if found.lost:
        lost = f"ask for what is no more; write them anew: {', '.join(found.lost)}"
        yield CodebookEffect("named queries", len(found.lost), lost)


def _effect(
    what: str, rows: Sequence[PlacedCoding], becomes: str, coder: str = ""
) -> CodebookEffect:
    people = {row.person for row in rows if row.person}
    return CodebookEffect(what, len(rows), becomes, coder, len(people))
