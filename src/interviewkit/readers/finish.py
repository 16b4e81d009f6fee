"""Conversations made into transcripts: named, placed, hashed, looked over."""

from __future__ import annotations

import hashlib
import json
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from fnmatch import fnmatchcase
from functools import lru_cache
from math import isfinite

from interviewkit.errors import Problem, StudyError
from interviewkit.model.settings import TranscriptSettings
from interviewkit.model.timing import TimedStretch, TurnTiming, build_timing
from interviewkit.model.transcript import Transcript, Turn
from interviewkit.readers import labels
from interviewkit.readers.contract import REMARKS, UNKNOWN_SPEAKER, Aside, Conversation, Source
from interviewkit.readers.doubts import SHOWN, look_over_transcripts, tell_asides
from interviewkit.readers.join import has_words
from interviewkit.readers.times import parse_date
from interviewkit.wording.words import list_some

_PLACE = ("wave", "group", "date")


def finish_transcripts(
    heard: Sequence[Conversation],
    source: Source,
    settings: TranscriptSettings,
    told: Sequence[Problem] = (),
) -> tuple[list[Transcript], list[Problem]]:
    """The transcripts of the conversations in which anything is said, and what is doubtful in them.

    ``told`` are the problems that the reader found, so that nothing is told twice.
    """
    problems: list[Problem] = []
    full = [talk for talk in heard if _has_said(talk)]
    if heard and len(full) < len(heard):
        names = [talk.name or source.name for talk in heard if not _has_said(talk)]
        what = f"{len(names)} transcripts hold no words ({list_some(names, 5)})"
        fatal = not full
        problems.append(source.problem("it holds no words" if fatal else what, fatal=fatal))
    transcripts = []
    known = labels.list_declared_keys(settings) | labels.list_trusted_keys(settings)
    doubts: Counter[str] = Counter()
    for talk in full:
        name = talk.name or source.name
        place, doubtful = find_place(source.shown, name, talk.facts, settings)
        doubts.update(doubtful)
        transcripts.append(_transcript(talk, name, place, source, known, problems))
    problems += [source.problem(doubt) for doubt in doubts]
    made = list(zip(full, transcripts, strict=True))
    problems += tell_asides([each for talk in heard for each in talk.aside], source)
    return transcripts, problems + look_over_transcripts(made, source, settings, told)


def set_unsaid_aside(
    heard: Sequence[Conversation], settings: TranscriptSettings
) -> list[Conversation]:
    """The conversations, each with what will be no turn of it: labels that name nobody and are too
    long to be told as labels, and facts of one without words."""
    known = labels.list_declared_keys(settings) | labels.list_trusted_keys(settings)
    looks = (_list_long_labels, _list_remarks, _list_lost_facts)
    found = [(talk, [each for look in looks for each in look(talk, known)]) for talk in heard]
    return [replace(talk, aside=(*talk.aside, *more)) if more else talk for talk, more in found]


def _has_said(talk: Conversation) -> bool:
    return any(has_words(piece.text) for piece in talk.said)


def _list_remarks(talk: Conversation, known: frozenset[str]) -> list[Aside]:
    """Remarks that the names of speakers lose."""
    return [
        Aside(0, remark, REMARKS)
        for label, name in _spelling(talk, known).items()
        if name != UNKNOWN_SPEAKER
        for remark in labels.find_remarks(label, name)
    ]


def _list_lost_facts(talk: Conversation, _known: frozenset[str]) -> list[Aside]:
    if _has_said(talk):
        return []
    why = "facts of a transcript without words"
    return [Aside(0, f"{name}: {text}", why) for name, text in talk.facts.items()]


def _list_long_labels(talk: Conversation, known: frozenset[str]) -> list[Aside]:
    """Labels that are sentences: what a sign in the wrong place makes of speech."""
    lines = {piece.speaker: piece.line for piece in reversed(talk.said)}
    return [
        Aside(line, label, "sentences in the place of a speaker")
        for label, line in lines.items()
        if len(label) > SHOWN
        and labels.is_uncertain(label)
        and labels.fold_label(label) not in known
    ]


def _transcript(
    talk: Conversation,
    name: str,
    place: Place,
    source: Source,
    known: frozenset[str],
    problems: list[Problem],
) -> Transcript:
    spelling = _spelling(talk, known)
    timings = _build_timings(talk, source, problems)
    turns = [
        Turn(name, n, spelling[said.speaker], said.text, said.start, said.end, timing=timing)
        for n, (said, timing) in enumerate(zip(talk.said, timings, strict=True), 1)
    ]
    attributes = {
        fact: text
        for fact, text in talk.facts.items()
        if fact not in _PLACE or (fact == "date" and not place.date)
    }
    if place.participant:
        attributes.setdefault("participant", place.participant)
    return Transcript(
        name=name,
        source=source.shown,
        content_hash=hash_content(turns, place),
        turns=tuple(turns),
        wave=place.wave,
        group=place.group,
        date=place.date,
        attributes=attributes,
    )


def _build_timings(
    talk: Conversation, source: Source, problems: list[Problem]
) -> list[TurnTiming | None]:
    """When the words of each piece were said; words of the file that it does not say are told."""
    timings: list[TurnTiming | None] = []
    strange: list[TimedStretch] = []
    for piece in talk.said:
        timing, lost = build_timing(piece.text, piece.words) if piece.words else (None, ())
        timings.append(timing)
        strange += lost
    if strange:
        some = list_some([repr(word.text) for word in strange], 5)
        what = f"{len(strange)} timed words do not stand in their sentences ({some})"
        problems.append(source.problem(f"{what}; their times were left out"))
    return timings


def _spelling(talk: Conversation, known: frozenset[str]) -> dict[str, str]:
    """What each label is called: as its first spelling, and without a remark (``P1 (softly)``) if
    it stands without one as well. An uncertain label is nobody's, unless the study knows it."""
    keys = {labels.fold_label(piece.speaker) for piece in talk.said}
    first: dict[str, str] = {}
    spelling = {}
    for label in dict.fromkeys(piece.speaker for piece in talk.said):
        if not label or (labels.is_uncertain(label) and labels.fold_label(label) not in known):
            spelling[label] = UNKNOWN_SPEAKER
            continue
        plain = labels.strip_lower_remark(label)
        if labels.fold_label(plain) not in keys or labels.fold_label(label) in known:
            plain = label
        spelling[label] = first.setdefault(labels.fold_label(plain), plain)
    return spelling


def hash_content(turns: Sequence[Turn], place: Place) -> str:
    """SHA-256 of what was said by whom when, and of the place; a hex digest."""
    write = json.JSONEncoder().encode
    said = [write([place.wave, place.group, place.date, place.participant])]
    for turn in turns:  # piece by piece, as lists take thrice as long
        start, end = _write_time(turn.start), _write_time(turn.end)
        said.append(f"[{write(turn.speaker)}, {write(turn.text)}, {start}, {end}]")
    return hashlib.sha256("".join(said).encode()).hexdigest()


def _write_time(time: float | None) -> str:
    """A time as JSON has it."""
    if time is None:
        return "null"
    return repr(time) if isfinite(time) else json.dumps(time)


# -- wave, group and date of a transcript ----------------------------------------------------------

_HOLES = {
    "wave": r"[^/]+?",
    "group": r"[^/]+?",
    "participant": r"[^/]+?",
    "date": r"\d{4}-\d{2}(?:-\d{2})?|\d{8}",
    "any": r"[^/]*?",
}
_PIECE = re.compile(r"\{(?P<hole>[^{}]*)\}|(?P<deep>\*\*/?)|(?P<star>\*)|(?P<one>\?)")


@dataclass(frozen=True, slots=True)
class Place:
    """Where a transcript belongs, and whose interview it is where it is one person's.

    ``date`` is ISO 8601; each is empty where nothing tells.
    """

    wave: str = ""
    group: str = ""
    date: str = ""
    participant: str = ""


def find_place(
    shown: str, name: str, facts: Mapping[str, str], settings: TranscriptSettings
) -> tuple[Place, list[str]]:
    """The place of a transcript, and what is doubtful about it.

    What the file says of itself goes before its path (``shown``). A cohort, which matches the
    transcript's ``name``, goes before both, as the study's author wrote it for this purpose.

    Raises:
        StudyError: ``[transcripts] pattern`` is not a pattern.
    """
    on_path, doubts = _on_path(shown, settings.pattern)
    found = dict(on_path)
    for what in ("wave", "group", "date"):
        said = facts.get(what, "").strip()
        if said and on_path.get(what, said) != said:
            doubts.append(f"{what} is {said!r} in the file and {on_path[what]!r} on its path")
        found[what] = said or on_path.get(what, "")
    cohorts = (group for glob, group in settings.cohorts.items() if fnmatchcase(name, glob))
    found["group"] = next(cohorts, found["group"])
    date = parse_date(found["date"])
    if found["date"] and not date:
        doubts.append(f"the date {found['date']!r} is not clear; write it as 2025-04-30")
    return Place(found["wave"], found["group"], date, on_path.get("participant", "")), doubts


def _on_path(shown: str, pattern: str) -> tuple[dict[str, str], list[str]]:
    if not pattern:
        return {}, []
    match = _regex(pattern).fullmatch(shown)
    if not match:
        return {}, [f"its path does not fit the pattern {pattern!r}; no wave or group was read off"]
    return {what: text for what, text in match.groupdict().items() if text}, []


@lru_cache(maxsize=16)
def _regex(pattern: str) -> re.Pattern[str]:
    """``transcripts/{wave}/{group}.*`` as a regular expression."""
    pieces: list[str] = []
    at = 0
    for match in _PIECE.finditer(pattern):
        pieces += [re.escape(pattern[at : match.start()]), _piece(match, pattern)]
        at = match.end()
    try:
        return re.compile("".join(pieces) + re.escape(pattern[at:]))
    except re.error as fault:
        raise StudyError(f"[transcripts] pattern {pattern!r} is not valid: {fault}") from fault


def _piece(match: re.Match[str], pattern: str) -> str:
    hole = match["hole"]
    if hole is None:
        return "(?:.*/)?" if match["deep"] == "**/" else ".*" if match["deep"] else "[^/]*"
    if hole not in _HOLES:
        what = f"[transcripts] pattern {pattern!r} has no place called {{{hole}}}"
        raise StudyError(what, hint=f"known: {', '.join(f'{{{name}}}' for name in _HOLES)}")
    return f"(?:{_HOLES[hole]})" if hole == "any" else f"(?P<{hole}>{_HOLES[hole]})"
