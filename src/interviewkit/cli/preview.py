"""What ``interviewkit ingest --preview`` prints."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from interviewkit.cli.show import problem_row, row_of, show_json, show_problems, show_rows
from interviewkit.cli.terminal import say
from interviewkit.model import Turn
from interviewkit.model.preview import Preview, PreviewedSpeaker, PreviewedTranscript
from interviewkit.wording.numbers import count

Row = Mapping[str, object]

TRANSCRIPTS = 5
"""So many transcripts of a file are shown with speakers and first turns."""

TURNS = 8
"""So many turns of each."""

ASIDE = 20


def show_preview(found: Preview, shape: str) -> None:
    """Print how a file is read: all of it as JSON, all turns as CSV, the head of it as tables."""
    if shape == "json":
        show_json(_whole(found))
        return
    if shape == "csv":
        show_rows(
            [_turn(turn) for each in found.transcripts for turn in each.transcript.turns], shape
        )
        show_problems(found.problems)
        return
    _head(found)
    for each in found.transcripts[:TRANSCRIPTS]:
        _transcript(each)
    if len(found.transcripts) > TRANSCRIPTS:
        more = len(found.transcripts) - TRANSCRIPTS
        say(f"\n… and {more} more transcripts; see all with --format json")
    _set_aside(found)
    for note in found.notes:
        say(f"note: {note}")
    show_problems(found.problems, limit=len(found.problems))
    say("nothing was stored")


def _head(found: Preview) -> None:
    by = f"read by {found.reader!r}" if found.reader else "no reader takes it"
    encoding = f" as {found.encoding}" if found.encoding else ""
    turns = sum(len(each.transcript.turns) for each in found.transcripts)
    words = sum(turn.words for each in found.transcripts for turn in each.transcript.turns)
    n = len(found.transcripts)
    say(f"{found.path}: {by}{encoding}")
    say(f"{n} transcript{'' if n == 1 else 's'}, {count(turns)} turns, {count(words)} words")
    settings = f"the settings of {found.study}" if found.study else "the default settings: no study"
    say(f"with {settings}")


def _transcript(each: PreviewedTranscript) -> None:
    facts = ", ".join(f"{name} {text or '–'}" for name, text in each.facts.items())
    say(f"\n{each.transcript.name}: {facts}\n")
    show_rows([_speaker(speaker) for speaker in each.speakers], "table")
    say()
    turns = each.transcript.turns
    show_rows([_turn(turn, whole=False) for turn in turns[:TURNS]], "table")
    if len(turns) > TURNS:
        say(f"… and {count(len(turns) - TURNS)} more turns")


def _set_aside(found: Preview) -> None:
    if not found.aside:
        return
    say(f"\nset aside, as nobody's speech ({len(found.aside)}):\n")
    rows = [row_of(each, "line", "text", "why") for each in found.aside]
    show_rows(rows[:ASIDE], "table")
    if len(rows) > ASIDE:
        say(f"… and {len(rows) - ASIDE} more; see all with --format json")


def _speaker(each: PreviewedSpeaker) -> Row:
    return {
        "speaker": each.label,
        "participant": each.participant,
        "role": "moderator?" if each.seems else each.role,
        "rule": each.rule,
        "turns": each.turns,
        "asks": each.asks,
        "words": each.words,
    }


def _turn(turn: Turn, *, whole: bool = True) -> Row:
    if whole:
        return {
            "transcript": turn.transcript,
            "turn": turn.position,
            **row_of(turn, "speaker", "start", "end", "text"),
        }
    return {"turn": turn.position, **row_of(turn, "start", "end", "speaker", "text")}


def _whole(found: Preview) -> Row:
    return {
        **row_of(found, "path", "study", "reader", "encoding"),
        "transcripts": [_whole_transcript(each) for each in found.transcripts],
        "aside": [row_of(each, "line", "text", "why") for each in found.aside],
        "notes": list(found.notes),
        "problems": [problem_row(each) for each in found.problems],
    }


def _whole_transcript(each: PreviewedTranscript) -> Row:
    turns: Sequence[Turn] = each.transcript.turns
    return {
        "name": each.transcript.name,
        **{name: each.facts[name] for name in ("wave", "group", "date")},
        "attributes": dict(each.transcript.attributes),
        "speakers": [
            {**_speaker(speaker), "role": speaker.role, "seems_to_moderate": speaker.seems}
            for speaker in each.speakers
        ],
        "turns": [_turn(turn) for turn in turns],
    }
