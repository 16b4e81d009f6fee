"""An import of codings as one act of the log, which can be taken back and done again whole."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from interviewkit.errors import StudyError
from interviewkit.model import Judgement
from interviewkit.model.grouping import group_lists
from interviewkit.model.memo import STUDY, Subject
from interviewkit.model.review import IMPORT, MEMO, REPLACES, UNDO
from interviewkit.steps.exchanging.brought import get_content
from interviewkit.steps.record import tell_time
from interviewkit.store.shelves import Shelves

BATCH = "import"
"""The part of an entry's change that names the run of the import."""

REPLACED = "replaced"
"""The part of an entry's change that names what an earlier version of the file had brought."""

OUT, IN = "taken back", "done again"

MEMOS = "memos"
"""The part of an undoing's change that names the memos that went, or came again, with it."""


@dataclass(frozen=True, slots=True)
class Replaced:
    """What earlier ``runs`` brought from a file that says it no more.

    ``retired`` are codings that stood, ``reads`` (coder, turn id, code, run) what was read.
    """

    runs: tuple[int, ...] = ()
    retired: tuple[int, ...] = ()
    reads: tuple[tuple[str, int, str, int], ...] = ()

    @classmethod
    def of(cls, entry: Judgement) -> Replaced:
        """What the import replaced that an entry is about."""
        told: Any = entry.change.get(REPLACED) or {"runs": (), "retired": (), "reads": ()}
        reads = tuple((name, turn, code, run) for name, turn, code, run in told["reads"])
        return cls(tuple(told["runs"]), tuple(told["retired"]), reads)

    def __bool__(self) -> bool:
        return bool(self.retired or self.reads)

    def to_change(self) -> dict[str, object]:
        """As a part of an entry's change; nothing where nothing was replaced."""
        told = {"runs": [*self.runs], "retired": [*self.retired], "reads": [*map(list, self.reads)]}
        return {REPLACED: told} if self else {}

    def take_away(self, shelves: Shelves, run: int) -> None:
        """It does not stand any more."""
        shelves.codings.retire(self.retired, run)
        for name, turn, code, earlier in self.reads:
            shelves.coverage.note_unread(name, [turn], [code], earlier)

    def bring_back(self, shelves: Shelves) -> None:
        """It stands again, as it did."""
        shelves.codings.restore(self.retired)
        for name, turn, code, earlier in self.reads:
            shelves.coverage.note_read(name, [turn], earlier, [code])


def note_import(
    shelves: Shelves,
    file: str,
    first_turns: Mapping[str, int],
    run: int,
    replaced: Replaced = Replaced(),
    more: Mapping[str, object] = {},
    by: str = "",
) -> int:
    """Write an import into the log, an entry for each of its coders; returns the first one's id.

    ``first_turns`` maps each coder to a turn that they read, or to 0. What was here before is no
    part of it, so that taking it back leaves that; 0 where nothing was new and nothing
    ``replaced``, unless somebody did it (``by``) whatever came. ``more`` is what else the entries
    are to say of the change.
    """
    codings = Counter(name for name, _ in shelves.codings.of_run(run))
    reads = Counter(shelves.coverage.count_of_run(run))
    memos = Counter(each.coder for each in shelves.judgements.of_run(run, MEMO))
    draws = len(shelves.draws.of_run(run))
    names = dict.fromkeys([*first_turns, *memos])
    new = [e for e in names if codings[e] or reads[e] or memos[e] or draws or replaced]
    first = 0
    for name in new or ([by] if by else []):
        memo = f"{file}: {codings[name]} codings, {reads[name]} turns read"
        memo += f", {memos[name]} memos" if memos[name] else ""
        change = {BATCH: run, **replaced.to_change(), **more}
        turn = first_turns.get(name, 0)
        about = "" if turn else str(Subject(STUDY))
        entry = Judgement(name, IMPORT, turn, memo=memo, change=change, at=tell_time(), about=about)
        key = shelves.judgements.add(entry, run).id or 0
        first = first or key
    return first


def is_of_import(entry: Judgement) -> bool:
    """Whether an entry is an import, or takes one back."""
    return BATCH in entry.change


def take_back_import(shelves: Shelves, target: Judgement, run: int) -> Judgement:
    """Undo an import for all of its coders, or do it again; returns the entry beside ``target``.

    Raises:
        StudyError: later entries rest on its codings.
    """
    batch: Any = target.change[BATCH]
    entries = shelves.judgements.list()
    same = [e for e in entries if e.stands and e.act == target.act and _kind(e) == _kind(target)]
    is_in = any(e.stands for e in entries if e.act == IMPORT and e.change.get(BATCH) == batch)
    if is_in != (_kind(target)[1] == IN):
        raise StudyError(
            f"entry {target.id} is undone already: that import is {IN if is_in else OUT}",
            hint="see what stands with: interviewkit review log",
        )
    turn_back = _take_out if is_in else _put_in
    change = turn_back(shelves, entries, target, run)
    done = {}
    for each in same:
        did = _describe_import(change, OUT if OUT in change else IN)
        entry = Judgement(
            each.coder, UNDO, each.turn_id, memo=did, change=change, undoes=each.id, at=tell_time()
        )
        done[each.id] = shelves.judgements.add(entry, run)
    return done[target.id]


def _kind(entry: Judgement) -> tuple[object, str]:
    """The import that an entry is about, and whether its codings are in or out after it."""
    return entry.change.get(BATCH), OUT if OUT in entry.change else IN


def _take_out(
    shelves: Shelves, entries: Sequence[Judgement], target: Judgement, run: int
) -> dict[str, object]:
    batch, replaced = get_batch(target), Replaced.of(target)
    ids = {key for _, key in shelves.codings.of_run(batch)}
    standing = shelves.codings.stand(ids)
    rests = [e.id for e in entries if e.stands and _rests_on(e, batch, ids)]
    if rests:
        raise StudyError(
            f"entry {rests[-1]} rests on codings of that import",
            hint="undo that one first; see both with: interviewkit review log",
        )
    memos = _list_memos(shelves, entries, batch)
    shelves.codings.retire(standing, run)
    _turn_memos(shelves, memos, run)
    reads = shelves.coverage.of_run(batch)
    shelves.coverage.forget_run(batch)
    draws = shelves.draws.of_run(batch)
    shelves.draws.remove([each["id"] for each in draws])
    replaced.bring_back(shelves)
    change = {
        OUT: sorted(standing), "reads": _pack_reads(reads), "draws": draws,
        **({MEMOS: memos} if memos else {}),
    }  # fmt: skip
    return {BATCH: batch, **change, **replaced.to_change()}


def _put_in(
    shelves: Shelves, _entries: Sequence[Judgement], undone: Judgement, run: int
) -> dict[str, object]:
    change: Mapping[str, Any] = undone.change
    batch, replaced = get_batch(undone), Replaced.of(undone)
    replaced.take_away(shelves, run)
    again = _list_codings_gone(shelves, change[OUT])
    shelves.codings.restore(again)
    for name, turns, codes in _unpack_reads(change["reads"]):
        shelves.coverage.note_read(name, turns, batch, codes)
    shelves.draws.put_back(change["draws"])
    memos = _list_memos_gone(shelves, change.get(MEMOS, ()))
    _turn_memos(shelves, memos, run)
    return {
        BATCH: batch,
        IN: again,
        "reads": change["reads"],
        "draws": change["draws"],
        **({MEMOS: memos} if memos else {}),
        **replaced.to_change(),
    }


def _list_memos(shelves: Shelves, entries: Sequence[Judgement], batch: int) -> list[int]:
    """The memos that an import wrote and that stand.

    Raises:
        StudyError: somebody wrote one of them anew.
    """
    ids = [each.id or 0 for each in shelves.judgements.of_run(batch, MEMO) if each.stands]
    anew = [e.id for e in entries if e.stands and e.change.get(REPLACES) in ids]
    if anew:
        raise StudyError(
            f"entry {anew[-1]} is a memo of that import, written anew",
            hint="undo that one first; see both with: interviewkit review log",
        )
    return ids


def _list_codings_gone(shelves: Shelves, ids: Iterable[int]) -> list[int]:
    """Those of these codings that nothing says which stands: they may have come in again since."""
    of_import = shelves.codings.get(ids)
    turns = {each.turn_id: each.passage.turn for each in of_import}
    here = {get_content(each) for each in shelves.codings.list(turns)}
    return sorted(each.id or 0 for each in of_import if get_content(each) not in here)


def _list_memos_gone(shelves: Shelves, ids: Iterable[int]) -> list[int]:
    """Those of these memos that nobody has back, one by one or with the same file."""
    here = {get_memo_content(each) for each in shelves.judgements.standing([MEMO])}
    found = [(key, shelves.judgements.get(key)) for key in ids]
    return [key for key, each in found if each and get_memo_content(each) not in here]


def get_memo_content(entry: Judgement) -> tuple[object, ...]:
    """What a memo says, who says it and of what."""
    return entry.coder, entry.about, entry.turn_id, entry.span, entry.code, entry.memo


def _turn_memos(shelves: Shelves, ids: Iterable[int], run: int) -> None:
    """Memos that stand do not any more, and those that do not stand again."""
    for key in ids:
        entry = shelves.judgements.get(key)
        if entry is None:
            continue
        undone = shelves.judgements.undone_by(key) or key
        shelves.judgements.add(
            Judgement(entry.coder, UNDO, entry.turn_id, about=entry.about, undoes=undone,
                      at=tell_time()),
            run,
        )  # fmt: skip


def get_batch(entry: Judgement) -> int:
    """The run of the import that an entry is about."""
    batch: Any = entry.change[BATCH]
    return int(batch)


def _rests_on(entry: Judgement, batch: int, ids: set[int]) -> bool:
    """Whether an entry retired codings of an import, or is a newer version of the same file."""
    if is_of_import(entry):
        return entry.act == IMPORT and batch in Replaced.of(entry).runs
    found: Any = entry.change.get("retired", [])
    return any(int(each) in ids for each in found)


def _pack_reads(reads: Iterable[tuple[str, int, str]]) -> list[list[object]]:
    """(coder, turns, codes) of (coder, turn, code): turns that were read for the same codes."""
    codes = group_lists(((name, turn), code) for name, turn, code in reads)
    packed = group_lists(((name, tuple(found)), turn) for (name, turn), found in codes.items())
    return [[name, list(turns), list(found)] for (name, found), turns in packed.items()]


def _unpack_reads(reads: Iterable[Sequence[Any]]) -> Iterator[tuple[str, list[int], list[str]]]:
    """The same again; entries of earlier versions hold one turn and one code each."""
    for name, turns, codes in reads:
        if isinstance(turns, int):
            yield name, [turns], [codes]
        else:
            yield name, turns, codes


def _describe_import(change: Mapping[str, Any], did: str) -> str:
    codings, draws = (len(change[part]) for part in (did, "draws"))
    reads = len({(name, t) for name, ts, _ in _unpack_reads(change["reads"]) for t in ts})
    audit = f" and {draws} drawn turns" if draws else ""
    memos = f", {len(change[MEMOS])} memos" if change.get(MEMOS) else ""
    return f"the import is {did}: {codings} codings, {reads} turns read{memos}{audit}"
