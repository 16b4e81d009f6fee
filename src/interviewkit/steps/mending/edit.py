"""``transcript edit``: a person mends what a turn says, or who says it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from interviewkit.errors import StudyError, SwallowedError
from interviewkit.language.mending import TextChange
from interviewkit.model import Coder, Coding, Judgement, Turn, TurnEdit
from interviewkit.model.review import EDIT
from interviewkit.model.span import Span
from interviewkit.model.turn_edit import RewordedQuote
from interviewkit.steps.ingesting.people import map_people
from interviewkit.steps.mending.rewrite import NOW, WAS, Rewriting
from interviewkit.steps.record import begin_run, hash_values, tell_time
from interviewkit.steps.reviewing.coder_names import find_coder
from interviewkit.steps.reviewing.queries import suggest_known
from interviewkit.steps.site import Site
from interviewkit.store.rewordings import Wording
from interviewkit.store.shelves import Shelves

LIST_EDITS = "see the edits with: interviewkit transcript edits"

SHOWN = 60
"""Characters of a change that the log shows."""


@dataclass(frozen=True)
class WantedEdit:
    """What is to change in a turn: its whole ``text``, or ``old`` in it to ``new``, or its label.

    What is empty stays as it is.
    """

    text: str = ""
    old: str = ""
    new: str = ""
    speaker: str = ""

    def apply(self, turn: Turn) -> Wording:
        """Speaker and text as they are to be.

        Raises:
            StudyError: the words to be replaced are not there once, or nothing is left of the turn.
        """
        text = self.text.strip() or turn.text
        if self.old:
            text = self._replaced(turn)
        if not text.strip():
            raise StudyError(
                "nothing would be left of the turn", hint="a turn cannot be emptied here"
            )
        return " ".join(self.speaker.split()) or turn.speaker, text

    def _replaced(self, turn: Turn) -> str:
        found = turn.text.count(self.old)
        place = f"turn {turn.position} of {turn.transcript}"
        if not found:
            raise StudyError(f"{place} does not say {self.old!r}", hint=f"it says: {turn.text}")
        if found > 1:
            raise StudyError(
                f"{place} says {self.old!r} {found} times",
                hint="give more of the words around the one that is meant",
            )
        return turn.text.replace(self.old, self.new).strip()


def preview_edit(site: Site, name: str, position: int, wanted: WantedEdit) -> TurnEdit:
    """What an edit would do; nothing is changed.

    Raises:
        StudyError: there is no such transcript or turn, or the edit does not fit it.
    """
    with site.store.reading() as shelves:
        turn = find_turn(shelves, name, position)
        return _describe(shelves, Rewriting(shelves, turn, wanted.apply(turn), {}))


def edit_turn(
    site: Site, name: str, position: int, wanted: WantedEdit, coder: str, *, swallow: bool = False
) -> TurnEdit:
    """Mend a turn; what stands in it moves along, and the log can take it back.

    Raises:
        StudyError: there is no such transcript or turn, or the edit does not fit it.
        SwallowedError: codings or memos would lose all of their words; ``swallow`` allows that.
        StudyBusyError: a long step works on the transcripts.
    """
    # A step that read the turn as it was would write down places that are no longer there.
    with site.store.jotting() as shelves, site.store.held():
        turn = find_turn(shelves, name, position)
        rewriting = Rewriting(shelves, turn, wanted.apply(turn), {})
        told = _describe(shelves, rewriting)
        if not told.is_change:
            return told
        if told.swallowed and not swallow:
            _refuse_swallowing(told)
        person = find_coder(shelves, coder).name
        shelves.codings.add_coder(Coder(person))
        run = shelves.runs.add(begin_run("edit", hash_values(EDIT, name, position, tell_time())))
        change = rewriting.carry_out(run)
        entry = Judgement(
            person,
            EDIT,
            turn.id or 0,
            memo=describe_change(told.was, told.now),
            change=change,
            at=tell_time(),
            about=f"transcript:{name}",
        )
        saved = shelves.judgements.add(entry, run)
        _map_speakers(site, shelves, told.was, told.now)
        return replace(told, entry=saved.id)


def take_back_edit(
    site: Site, shelves: Shelves, target: Judgement, run: int
) -> Mapping[str, object]:
    """The inverse of an edit, done; returns its change. Taking that back edits again.

    Raises:
        StudyError: the turn says something else by now.
    """
    was, now = (_read_wording(target, part) for part in (WAS, NOW))
    turn = shelves.transcripts.turn(target.turn_id)
    if turn is None or (turn.speaker, turn.text) != now:
        raise _build_rests_error(shelves, target)
    with site.store.held():
        change = Rewriting(shelves, turn, was, target.change).carry_out(run)
        _map_speakers(site, shelves, now, was)
    return change


def list_edits(site: Site, name: str = "") -> Sequence[Mapping[str, object]]:
    """The edits of one transcript, or of all, oldest first, one row each; some may be undone.

    Raises:
        StudyError: there is no such transcript.
    """
    with site.store.reading() as shelves:
        if name:
            refuse_unknown_transcript(shelves, name)
        entries = shelves.judgements.every(EDIT)
        turns = {each.turn_id: shelves.transcripts.turn(each.turn_id) for each in entries}
    return [
        row
        for each in entries
        if (row := _list_row(each, turns[each.turn_id])) and name in ("", row["transcript"])
    ]


def _list_row(entry: Judgement, turn: Turn | None) -> dict[str, object]:
    was, now = (_read_wording(entry, part) for part in (WAS, NOW))
    return {
        "id": entry.id,
        "at": entry.at,
        "coder": entry.coder,
        "transcript": entry.about.partition(":")[2],
        "turn": turn.position if turn else None,
        "was": was[1] if was[1] != now[1] else was[0],
        "now": now[1] if was[1] != now[1] else now[0],
        "what": entry.memo,
        "swallowed": len(_read_list(entry, "retired")),
        "stands": entry.stands,
        "undo": f"interviewkit review undo {entry.id}" if entry.stands else "",
    }


def find_turn(shelves: Shelves, name: str, position: int) -> Turn:
    """A turn of a current transcript.

    Raises:
        StudyError: there is none.
    """
    found = shelves.transcripts.turn_at(name, position)
    if found is None:
        last = refuse_unknown_transcript(shelves, name)
        raise StudyError(
            f"{name} has no turn {position}", hint=f"its turns are numbered from 1 to {last}"
        )
    return found


def refuse_unknown_transcript(shelves: Shelves, name: str) -> int:
    """The number of turns of a current transcript.

    Raises:
        StudyError: there is none of that name.
    """
    found = shelves.transcripts.get(name)
    if found is None:
        known = [head.name for head in shelves.transcripts.heads()]
        hint = suggest_known(name, known, "transcript list")
        raise StudyError(f"there is no transcript {name!r}", hint=hint)
    return len(found.turns)


def describe_change(was: Wording, now: Wording) -> str:
    """What changed, in a few words: old and new."""
    parts = []
    if was[0] != now[0]:
        parts.append(f"said by {now[0]}, not by {was[0]}")
    if was[1] != now[1]:
        a, b, c, d = _hull(TextChange(was[1], now[1]))
        parts.append(f"{_shorten(was[1][a:b])} → {_shorten(now[1][c:d])}")
    return "; ".join(parts)


def _hull(change: TextChange) -> tuple[int, int, int, int]:
    first, last = change.gaps[0], change.gaps[-1]
    return first[0], last[1], first[2], last[3]


def _shorten(text: str) -> str:
    return repr(text.strip() if len(text) <= SHOWN else f"{text[: SHOWN - 1].strip()}…")


def _describe(shelves: Shelves, rewriting: Rewriting) -> TurnEdit:
    turn = rewriting.turn
    codings = shelves.codings.list({turn.id or 0: turn})
    memos = [each for each in shelves.judgements.memos([turn.id or 0]) if each.memo]
    quotes = [*_list_quotes(rewriting, codings, memos)]
    return TurnEdit(
        turn.transcript,
        turn.position,
        (turn.speaker, turn.text),
        rewriting.now,
        codings=len(codings),
        memos=len(memos),
        reworded=tuple(each for each in quotes if each.after),
        swallowed=tuple(each for each in quotes if not each.after),
        read_by=tuple(shelves.coverage.readers_of_turn(turn.id or 0)),
    )


def _list_quotes(
    rewriting: Rewriting, codings: Sequence[Coding], memos: Sequence[Judgement]
) -> Iterator[RewordedQuote]:
    """The quotes that change, codings first."""
    for coding in codings:
        at = (coding.passage.start, coding.passage.end)
        yield from _list_change(
            rewriting, coding.coder, coding.code, at, rewriting.codings.get(coding.id or 0)
        )
    for memo in memos:
        if memo.span:
            yield from _list_change(
                rewriting, memo.coder, "", memo.span, rewriting.entries.get(memo.id or 0)
            )


def _list_change(
    rewriting: Rewriting, coder: str, code: str, at: Span, to: Span | None
) -> Iterator[RewordedQuote]:
    before = rewriting.turn.text[slice(*at)]
    after = rewriting.now[1][slice(*to)] if to else ""
    if before != after:
        yield RewordedQuote(coder, code, before, after)


def _refuse_swallowing(told: TurnEdit) -> None:
    lost = [str(each) for each in told.swallowed]
    raise SwallowedError(
        f"the words of {len(lost)} coding{'s' * (len(lost) != 1)} or memos would go: "
        + "; ".join(lost),
        lost,
    )


def _map_speakers(site: Site, shelves: Shelves, was: Wording, now: Wording) -> None:
    """Another label may be another person, and the last turn of one who then does not speak."""
    if was[0] != now[0]:
        map_people(site, shelves)


def _build_rests_error(shelves: Shelves, target: Judgement) -> StudyError:
    later = [
        each.id or 0
        for each in shelves.judgements.standing([EDIT])
        if each.turn_id == target.turn_id and (each.id or 0) > (target.id or 0)
    ]
    if later:
        return StudyError(
            f"entry {later[-1]} rests on entry {target.id}",
            hint=f"undo that one first; {LIST_EDITS}",
        )
    return StudyError(
        f"the turn of entry {target.id} says something else by now: its file was taken in anew",
        hint="mend it as it is there now, with: interviewkit transcript edit",
    )


def _read_wording(entry: Judgement, part: str) -> Wording:
    found: Any = entry.change[part]
    speaker, text = found
    return speaker, text


def _read_list(entry: Judgement, part: str) -> list[int]:
    found: Any = entry.change.get(part, ())
    return list(found)
