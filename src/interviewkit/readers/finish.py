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
from interviewkit.readers.join import has_words
from interviewkit.readers.places import Place, place_of
from interviewkit.readers.reading import UNKNOWN_SPEAKER, Aside, Conversation, Source

MANY_SPEAKERS = 40
"""More labels than this, most of them occurring once, look like a misread layout."""

MOST_TOLD = 10
"""So many lines set aside for one reason are told one by one; the rest is counted."""

SHOWN = 60
"""So many characters of a line are shown in a problem."""

_PLACE = ("wave", "group", "date")
_LABELS_HINT = "write a name and a colon before each turn: 'Ana: …'"


def finish(
    heard: Sequence[Conversation], source: Source, settings: TranscriptSettings
) -> tuple[list[Transcript], list[Problem]]:
    """The transcripts of the conversations in which anything is said."""
    problems: list[Problem] = []
    full = [talk for talk in heard if any(has_words(piece.text) for piece in talk.said)]
    if heard and len(full) < len(heard):
        what = f"{len(heard) - len(full)} transcripts hold no words"
        fatal = not full
        problems.append(source.problem("it holds no words" if fatal else what, fatal=fatal))
    transcripts = []
    doubts: Counter[str] = Counter()
    for talk in full:
        name = talk.name or source.name
        place, doubtful = place_of(source.shown, name, talk.facts, settings)
        doubts.update(doubtful)
        transcripts.append(_transcript(talk, name, place, source))
    problems += [source.problem(doubt) for doubt in doubts]
    problems += tell_asides([each for talk in heard for each in talk.aside], source)
    return transcripts, problems + _look_over(transcripts, source)


def _transcript(talk: Conversation, name: str, place: Place, source: Source) -> Transcript:
    spelling: dict[str, str] = {}
    turns = []
    for position, piece in enumerate(talk.said, 1):
        label = spelling.setdefault(labels.key(piece.speaker), piece.speaker) or UNKNOWN_SPEAKER
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
        content_hash=content_hash(turns, place),
        turns=tuple(turns),
        wave=place.wave,
        group=place.group,
        date=place.date,
        attributes=attributes,
    )


def content_hash(turns: Sequence[Turn], place: Place) -> str:
    """SHA-256 of what was said by whom when, and of the place; a hex digest."""
    digest = hashlib.sha256()
    digest.update(json.dumps([place.wave, place.group, place.date, place.participant]).encode())
    for turn in turns:
        digest.update(json.dumps([turn.speaker, turn.text, turn.start, turn.end]).encode())
    return digest.hexdigest()


def tell_asides(asides: Sequence[Aside], source: Source) -> list[Problem]:
    """What was set aside as no speech, one problem for each reason, with lines and words."""
    by_reason: dict[str, list[Aside]] = {}
    for each in asides:
        by_reason.setdefault(each.why, []).append(each)
    problems = []
    for why, found in by_reason.items():
        some = "; ".join(f"{_short(each.text)!r} (line {each.line})" for each in found[:MOST_TOLD])
        more = f"; and {len(found) - MOST_TOLD} more" if len(found) > MOST_TOLD else ""
        problems.append(source.problem(f"{why}, set aside: {some}{more}", line=found[0].line))
    return problems


def _short(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) <= SHOWN else f"{text[: SHOWN - 1]}…"


def _look_over(transcripts: Sequence[Transcript], source: Source) -> list[Problem]:
    """What is odd about the speakers, one problem for all transcripts of a file."""
    alone = [t for t in transcripts if len(t.speakers) == 1]
    nobody = [t.name for t in alone if t.speakers == (UNKNOWN_SPEAKER,)]
    single = [t.name for t in alone if t.speakers != (UNKNOWN_SPEAKER,)]
    problems = []
    if nobody:
        what = f"no speaker is named{_in(nobody, source)}; all of it is {UNKNOWN_SPEAKER!r}"
        problems.append(source.problem(what, hint=_LABELS_HINT))
    if single:
        problems.append(source.problem(f"only one speaker{_in(single, source)}"))
    for transcript in transcripts:
        problems += _too_many(transcript, source)
    return problems


def _in(names: Sequence[str], source: Source) -> str:
    if list(names) == [source.name]:
        return ""
    more = f" and {len(names) - 3} more" if len(names) > 3 else ""
    return f" in {', '.join(names[:3])}{more}"


def _too_many(transcript: Transcript, source: Source) -> list[Problem]:
    count = Counter(turn.speaker for turn in transcript.turns)
    if len(count) <= MANY_SPEAKERS or sum(n == 1 for n in count.values()) * 2 <= len(count):
        return []
    what = f"{len(count):,} speaker labels; is the layout what you think?"
    return [source.problem(what, hint=_LABELS_HINT)]
