"""Conversations made into transcripts: named, placed, hashed, looked over."""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Sequence

from interviewkit.errors import Problem
from interviewkit.model.settings import TranscriptSettings
from interviewkit.model.transcript import Transcript, Turn
from interviewkit.readers import labels
from interviewkit.readers.contract import UNKNOWN_SPEAKER, Conversation, Source
from interviewkit.readers.doubts import look_over_transcripts, tell_asides
from interviewkit.readers.join import has_words
from interviewkit.readers.places import Place, find_place

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
    full = [talk for talk in heard if any(has_words(piece.text) for piece in talk.said)]
    if heard and len(full) < len(heard):
        what = f"{len(heard) - len(full)} transcripts hold no words"
        fatal = not full
        problems.append(source.problem("it holds no words" if fatal else what, fatal=fatal))
    transcripts = []
    known = labels.list_declared_keys(settings) | labels.list_trusted_keys(settings)
    doubts: Counter[str] = Counter()
    for talk in full:
        name = talk.name or source.name
        place, doubtful = find_place(source.shown, name, talk.facts, settings)
        doubts.update(doubtful)
        transcripts.append(_transcript(talk, name, place, source, known))
    problems += [source.problem(doubt) for doubt in doubts]
    made = list(zip(full, transcripts, strict=True))
    problems += tell_asides([each for talk in heard for each in talk.aside], source)
    return transcripts, problems + look_over_transcripts(made, source, settings, told)


def _transcript(
    talk: Conversation, name: str, place: Place, source: Source, known: frozenset[str]
) -> Transcript:
    spelling = _spelling(talk, known)
    turns = []
    for position, piece in enumerate(talk.said, 1):
        label = spelling[piece.speaker]
        turns.append(Turn(name, position, label, piece.text, piece.start, piece.end))
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
        plain = (
            plain
            if labels.fold_label(plain) in keys and labels.fold_label(label) not in known
            else label
        )
        spelling[label] = first.setdefault(labels.fold_label(plain), plain)
    return spelling


def hash_content(turns: Sequence[Turn], place: Place) -> str:
    """SHA-256 of what was said by whom when, and of the place; a hex digest."""
    digest = hashlib.sha256()
    digest.update(json.dumps([place.wave, place.group, place.date, place.participant]).encode())
    for turn in turns:
        digest.update(json.dumps([turn.speaker, turn.text, turn.start, turn.end]).encode())
    return digest.hexdigest()
