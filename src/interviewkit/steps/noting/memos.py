"""Memos: written, written anew, removed and found; each is an entry of the log."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from interviewkit.errors import StudyError
from interviewkit.model import Coder, Judgement, Turn
from interviewkit.model.memo import CODE, TOPIC, TRANSCRIPT, TURN, Memo, Subject, find_links
from interviewkit.model.review import MEMO, REPLACES
from interviewkit.model.span import Span, find_quoted
from interviewkit.steps.noting.subjects import Subjects, read_kinds
from interviewkit.steps.record import tell_time
from interviewkit.steps.reviewing.coder_names import find_coder
from interviewkit.steps.site import Site
from interviewkit.store.judgements import keep_newest
from interviewkit.store.shelves import Shelves

LIST = "see them with: interviewkit memo list"
MOST = 100_000
"""Characters of one memo: a memo is no place for a whole transcript."""


@dataclass(frozen=True)
class MemoFilter:
    """Which memos: about or ``naming`` a subject, by whom, with these words, and from when to when.

    ``text`` are words that all stand in the memo, its quote or the name of what it is about, case
    aside. ``since`` and ``until`` are days (2025-04-30) or the beginning of a time. What is about
    a transcript is also what is about its turns.
    """

    about: str = ""
    naming: str = ""
    coder: str = ""
    text: str = ""
    since: str = ""
    until: str = ""
    kinds: tuple[str, ...] = ()


def write_memo(
    site: Site,
    about: str,
    text: str,
    coder: str,
    *,
    quote: str = "",
    span: Span | None = None,
    code: str = "",
    new_coder: bool = False,
) -> Memo:
    """Write a memo; on a passage where a ``quote`` of the turn, or its ``span``, is given.

    Raises:
        StudyError: there is nothing of that name to write about, a name in double brackets is
            unknown, the passage is not in the turn, or the memo is empty.
        NewCoderError: nobody has worked under this name, and somebody under one much like it.
    """
    with site.store.jotting() as shelves:
        subjects = Subjects(site, shelves)
        subject = subjects.find(about)
        entry = Judgement(
            find_coder(shelves, coder, new=new_coder).name,
            MEMO,
            0,
            code=subjects.find(f"code:{code}").name if code else "",
            memo=_clean(text, subjects),
            at=tell_time(),
            about="" if subject.turn else str(subject),
        )
        if subject.turn:
            turn = shelves.transcripts.turn_at(subject.name, subject.turn)
            key, text_said = (turn.id or 0, turn.text) if turn else (0, "")
            entry = replace(entry, turn_id=key, span=_find_span(subject, text_said, quote, span))
        elif quote or span:
            raise StudyError("only a memo on a turn can be about a passage", hint="name the turn")
        if subject.kind == TOPIC:
            entry = replace(entry, change={"fit": shelves.topics.latest()})
        return _save(site, shelves, entry)


def edit_memo(site: Site, key: int, text: str, coder: str) -> Memo:
    """Write a memo of one's own anew; how it was stays in the log.

    Raises:
        StudyError: there is no such memo, it is somebody else's, or it was changed meanwhile; the
            text is empty, or names what is not there.
    """
    with site.store.jotting() as shelves:
        before = _find_own(shelves, key, coder)
        entry = _replacing(before, _clean(text, Subjects(site, shelves)))
        return _save(site, shelves, entry)


def remove_memo(site: Site, key: int, coder: str) -> Judgement:
    """Remove a memo of one's own; it stays in the log and can be had back.

    Raises:
        StudyError: there is no such memo, it is somebody else's, or it was changed meanwhile.
    """
    with site.store.jotting() as shelves:
        return shelves.judgements.add(_replacing(_find_own(shelves, key, coder), ""), None)


def take_back_memo(
    _site: Site, shelves: Shelves, target: Judgement, _run: int
) -> Mapping[str, object]:
    """The inverse of writing, changing or removing a memo: its entry no longer stands, or again.

    Raises:
        StudyError: the memo was written anew since.
    """
    key = target.id
    while target.undoes is not None:
        key = target.undoes
        found = shelves.judgements.get(key)
        if found is None:
            break
        target = found
    entries = shelves.judgements.standing([MEMO])
    replaced = target.change.get(REPLACES, key)
    rests = [
        e.id for e in entries if e.id != key and e.change.get(REPLACES) in (key, replaced)
    ]  # fmt: skip
    if rests:
        raise StudyError(
            f"entry {rests[-1]} rests on entry {key}: the memo was written anew",
            hint="undo that one first; see both with: interviewkit review log",
        )
    return {}


def list_memos(site: Site, wanted: MemoFilter) -> Sequence[Memo]:
    """The memos that stand, oldest first.

    Raises:
        StudyError: what they are to be about is not there.
    """
    with site.store.reading() as shelves:
        subjects = Subjects(site, shelves)
        about = subjects.find(wanted.about) if wanted.about else None
        naming = subjects.find(wanted.naming) if wanted.naming else None
        kinds = read_kinds(wanted.kinds)
        entries = shelves.judgements.standing([MEMO])
        newest = [e for e in keep_newest(entries) if _may_be_about(e, about, naming)]
        found = _build_memos(shelves, subjects, entries, newest)
    return [
        each
        for each in found
        if (about is None or _is_about(each, about))
        and (naming is None or naming in (*each.names, Subject(CODE, each.code)))
        and wanted.coder in ("", each.coder)
        and (not kinds or each.kind in kinds)
        and wanted.since <= each.at
        and (not wanted.until or each.at[: len(wanted.until)] <= wanted.until)
        and _has_words(each, wanted.text)
    ]


def find_memo(site: Site, key: int) -> Memo:
    """One memo by its entry.

    Raises:
        StudyError: there is none that stands.
    """
    with site.store.reading() as shelves:
        found = load_memos(site, shelves, [key])
    if not found:
        raise StudyError(f"there is no memo {key}", hint=LIST)
    return found[0]


def load_memos(site: Site, shelves: Shelves, keys: Iterable[int] = ()) -> Sequence[Memo]:
    """Memos that stand, all or those of these entries, oldest first."""
    wanted = set(keys)
    entries = shelves.judgements.standing([MEMO])
    newest = [each for each in keep_newest(entries) if not wanted or each.id in wanted]
    return _build_memos(shelves, Subjects(site, shelves), entries, newest)


def _may_be_about(entry: Judgement, about: Subject | None, naming: Subject | None) -> bool:
    """Whether it is worth looking up what an entry is about; a quick look at its own words."""
    if naming is not None and not entry.code and not any(find_links(entry.memo)):
        return False
    return about is None or about.kind in (TURN, TRANSCRIPT) or Subject.read(entry.about) == about


def _build_memos(
    shelves: Shelves,
    subjects: Subjects,
    entries: Iterable[Judgement],
    newest: Sequence[Judgement],
) -> Sequence[Memo]:
    """Memos of the newest of entries, oldest first."""
    by_id = {each.id: each for each in entries}
    turns = shelves.transcripts.turns_ever(each.turn_id for each in newest if each.turn_id)
    memos = (_build(each, by_id, turns, subjects) for each in newest)
    return sorted(memos, key=lambda each: (each.at, each.id))


def _build(
    entry: Judgement,
    by_id: Mapping[int | None, Judgement],
    turns: Mapping[int, tuple[Turn, bool]],
    subjects: Subjects,
) -> Memo:
    first = entry
    while (before := by_id.get(first.change.get(REPLACES))) is not None:  # type: ignore[call-overload]
        first = before
    turn, is_current = turns.get(entry.turn_id, (None, False))
    if turn:
        about, gone = Subject(TURN, turn.transcript, turn.position), not is_current
    else:
        about = Subject.read(entry.about)
        gone = not subjects.has(about) or entry.change.get("fit", subjects.fit) != subjects.fit
    return Memo(
        id=entry.id or 0,
        about=about,
        text=entry.memo,
        coder=entry.coder,
        at=first.at,
        changed=entry.at if entry is not first else "",
        code=entry.code,
        span=entry.span,
        quote=turn.text[slice(*entry.span)] if turn and entry.span else "",
        names=tuple(subjects.name(named) for _, _, named in find_links(entry.memo)),
        gone=gone,
    )


def _save(site: Site, shelves: Shelves, entry: Judgement) -> Memo:
    shelves.codings.add_coder(Coder(entry.coder))
    saved = shelves.judgements.add(entry, None)
    [memo] = load_memos(site, shelves, [saved.id or 0])
    return memo


def _replacing(before: Judgement, text: str) -> Judgement:
    change = {**before.change, REPLACES: before.id}
    return replace(before, id=None, memo=text, change=change, at=tell_time())


def _find_own(shelves: Shelves, key: int, coder: str) -> Judgement:
    entries = shelves.judgements.standing([MEMO])
    found = next((each for each in entries if each.id == key), None)
    later = [each for each in entries if each.change.get(REPLACES) == key]
    if found is None or (not found.memo and not later):
        raise StudyError(f"there is no memo {key}", hint=LIST)
    if later:
        now = f"as entry {later[-1].id}" if later[-1].memo else "and removed"
        raise StudyError(f"memo {key} was changed meanwhile {now}", hint=LIST)
    if found.coder != find_coder(shelves, coder).name:
        raise StudyError(
            f"memo {key} is by {found.coder}", hint="write one of your own about the same"
        )
    return found


def _clean(text: str, subjects: Subjects) -> str:
    lines = (line.rstrip() for line in text.strip().splitlines())
    cleaned = "\n".join(lines)
    if not cleaned:
        raise StudyError("an empty memo says nothing", hint="write it, or remove the one there is")
    if len(cleaned) > MOST:
        raise StudyError(
            f"a memo of {len(cleaned):,} characters is too long", hint=f"{MOST:,} are allowed"
        )
    subjects.refuse_unknown_links(cleaned)
    return cleaned


def _find_span(subject: Subject, text: str, quote: str, span: Span | None) -> Span | None:
    """The place of a passage in its turn; ``None`` for the turn as a whole."""
    if span is not None:
        if not 0 <= span[0] < span[1] <= len(text) or (quote and text[slice(*span)] != quote):
            raise StudyError(
                f"{subject.name}#{subject.turn} does not say that there",
                hint="the turn may have been mended meanwhile: look at it again",
            )
        return span
    if not quote:
        return None
    found = find_quoted(text, quote)
    if found is None:
        raise StudyError(
            f"{subject.name}#{subject.turn} does not say {quote!r}", hint=f"it says: {text}"
        )
    return found


def _is_about(memo: Memo, subject: Subject) -> bool:
    within = subject.kind == TRANSCRIPT and memo.about.kind == TURN
    return memo.about == subject or (within and memo.about.name == subject.name)


def _has_words(memo: Memo, text: str) -> bool:
    said = f"{memo.text}\n{memo.quote}\n{memo.about}".casefold()
    return all(word in said for word in text.casefold().split())
