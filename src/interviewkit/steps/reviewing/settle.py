"""The board of differences: what each marked and noted, and what people settle, one by one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from interviewkit.errors import StudyError
from interviewkit.model import (
    ACCEPTED,
    CONSENSUS,
    Code,
    Codebook,
    Coder,
    Coding,
    Dispute,
    Judgement,
    Passage,
    Turn,
)
from interviewkit.model.grouping import group_lists
from interviewkit.model.review import AGREED, READ, SETTLE
from interviewkit.steps.coding.codebook import read_usable
from interviewkit.steps.marking.entries import list_codes, write_entry
from interviewkit.steps.record import begin_run, hash_values, tell_time
from interviewkit.steps.reviewing.table import Table, describe_signs, take_agreed
from interviewkit.steps.site import Site
from interviewkit.store.shelves import Shelves

Found = tuple[int, int, str]
"""Start, end and polarity of a passage in which people find a code."""


def list_disputes(
    site: Site, coders: Sequence[str], codes: Sequence[str], turns: Sequence[int] = ()
) -> Sequence[Dispute]:
    """Where people who read the same turn differ, in order of text; settled ones too.

    Raises:
        StudyError: fewer than two people have reviewed, or the named ones read nothing in common.
    """
    codebook, _ = read_usable(site.root, site.settings)
    with site.store.reading() as shelves:
        table = Table.of(site, shelves, codebook, coders, codes, turns)
        differing = table.differing()
        said = {each.turn.id or 0: each.turn for each in differing}
        settled = table.settled(shelves)
        entries = _find_settling(shelves) if settled else {}
        found = shelves.codings.list(said, coders=[CONSENSUS]) if settled else []
        memos = shelves.judgements.memos(said) if said else []
    held = group_lists(((c.passage.turn.id, c.code), c) for c in found if c.holds)
    noted = group_lists((each.turn_id, (each.coder, each.memo)) for each in memos)
    rows = []
    for each in differing:
        place = (each.turn.id or 0, each.code)
        done = place in settled
        rows.append(
            Dispute(
                each,
                table.speaker_of.get(place[0], each.turn.speaker),
                tuple(noted.get(place[0], ())),
                tuple(held.get(place, ())) if done else (),
                entries.get(place, 0) if done else None,
            )
        )
    return rows


def list_differences(
    site: Site, coders: Sequence[str], codes: Sequence[str]
) -> Sequence[Mapping[str, object]]:
    """The same as rows, to be talked over: one a turn and code.

    Raises:
        StudyError: as for :func:`list_disputes`.
    """
    return [
        {
            "transcript": each.turn.transcript,
            "turn": each.turn.position,
            "code": each.code,
            "said": {who: describe_signs(signs) for who, signs in each.difference.said.items()},
            "quotes": [f"{c.coder}: {c.passage.quote}" for c in each.difference.codings],
            "memos": [f"{who}: {memo}" for who, memo in each.memos],
            "settled": each.is_settled,
        }
        for each in list_disputes(site, coders, codes)
    ]


def settle(
    site: Site,
    turn: int,
    code: str,
    found: Sequence[Found],
    *,
    other: str = "",
    by: str = "",
    agreed: bool = True,
) -> Judgement:
    """What people settle of one code in one turn, as the coder ``consensus``; one entry of the log.

    It takes the place of what they had settled of it before. With ``other`` the passages are found
    to hold another code instead. With ``agreed`` what all agree on elsewhere goes to the consensus
    as well, so that it can stand for them; without, only what they agree on in this turn.

    Raises:
        StudyError: there is no such code or turn, or a passage or polarity that does not fit.
    """
    codebook, _ = read_usable(site.root, site.settings)
    asked, meant = _find_code(codebook, code), _find_code(codebook, other or code)
    with site.store.jotting() as shelves:
        said = shelves.transcripts.current_turns([turn]).get(turn)
        if said is None:
            raise StudyError(
                "this turn was taken in anew meanwhile", hint="load the board again to see it"
            )
        made = [(_coding(said, meant, each), meant.version) for each in found]
        table = Table.of(site, shelves, codebook, (), (), () if agreed else [turn])
        take_agreed(shelves, table, codebook)
        shelves.codings.add_coder(Coder(CONSENSUS))
        mark = hash_values(SETTLE, turn, code, tell_time())
        run = shelves.runs.add(begin_run("consensus", mark, codebook_version=codebook.version))
        is_open = any((e.turn.id, e.code) == (turn, meant.id) for e in table.differing())
        read = [asked] if meant is asked or is_open else [asked, meant]
        change = _write(shelves, said, asked, made, read, run)
        entry = Judgement(CONSENSUS, SETTLE, turn, code)
        return write_entry(shelves, run, entry, {**change, **({"by": by} if by else {})})


def _find_code(codebook: Codebook, name: str) -> Code:
    for code in codebook.codes:
        if code.id == name:
            return code
    raise StudyError(f"there is no code {name!r}", hint="see: interviewkit codebook show")


def _write(
    shelves: Shelves,
    turn: Turn,
    asked: Code,
    made: Sequence[tuple[Coding, str]],
    read: Sequence[Code],
    run: int,
) -> Mapping[str, object]:
    """What was settled of a code retires, the new stands; the codes ``read`` are settled there."""
    key = turn.id or 0
    before = shelves.codings.list({key: turn}, coders=[CONSENSUS], codes=[asked.id])
    retired = [each.id or 0 for each in before]
    shelves.codings.retire(retired, run)
    added = [shelves.codings.append(each, version, run) for each, version in made]
    known = shelves.coverage.on(CONSENSUS, [key]).get(key, {})
    new = {code.id: code.version for code in read if code.id not in known}
    shelves.coverage.note_read(CONSENSUS, [key], run, new)
    return {"added": added, "retired": retired, "read": new}


def _coding(turn: Turn, code: Code, found: Found) -> Coding:
    start, end, sign = found
    if not 0 <= start < end <= len(turn.text):
        raise StudyError(f"{start}-{end} is no passage of this turn")
    if sign not in code.polarity:
        raise StudyError(
            f"{code.label} is never coded {sign!r}", hint=f"it has {' and '.join(code.polarity)}"
        )
    return Coding(Passage.cut(turn, start, end), code.id, CONSENSUS, sign, status=ACCEPTED)


def _find_settling(shelves: Shelves) -> dict[tuple[int, str], int]:
    """(turn id, code) → the newest entry of the log that stands and settled it."""
    found = {}
    for each in shelves.judgements.standing([SETTLE, AGREED, READ], name=CONSENSUS):
        for code in {each.code, *list_codes(each, "read")} - {""}:
            found[each.turn_id, code] = each.id or 0
    return found
