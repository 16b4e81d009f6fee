"""Which column of a table is which."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from difflib import get_close_matches

from interviewkit.errors import Problem
from interviewkit.readers.reading import Source

KNOWN: dict[str, tuple[str, ...]] = {
    "text": ("text", "utterance", "content", "words", "message", "speech", "dialogue", "dialog"),
    "transcript": (
        "transcript",
        "transcript_id",
        "interview",
        "interview_id",
        "conversation",
        "conversation_id",
        "session",
        "session_id",
        "file",
        "id",
    ),
    "speaker": ("speaker", "speaker_name", "name", "who"),
    "start": ("start", "start_time", "begin", "time", "timestamp"),
    "end": ("end", "end_time", "stop"),
    "wave": ("wave",),
    "group": ("group",),
    "date": ("date",),
}
"""What a column may be called, the plainest name first; case and spaces do not count."""


def find_columns(
    header: Sequence[str], named: Mapping[str, str], source: Source
) -> tuple[dict[str, int], list[Problem]]:
    """The position of every column that is known, by its meaning.

    ``named`` is ``[transcripts.columns]``: meaning to column name. A fatal problem tells of a
    column that is named there and absent, or that no column holds text.
    """
    places = {_plain(name): place for place, name in reversed(list(enumerate(header)))}
    found: dict[str, int] = {}
    problems = []
    for meaning, names in KNOWN.items():
        if meaning in named:
            place = places.get(_plain(named[meaning]))
            if place is None:
                problems.append(_absent(named[meaning], header, source))
        else:
            place = next((places[name] for name in names if name in places), None)
        if place is not None and place not in found.values():
            found[meaning] = place
    if "text" not in found and "text" not in named and "transcript" in places:
        found |= _transcript_is_text(places)
    if "text" not in found and not problems:
        what = f"no column holds the text; there are: {', '.join(header)}"
        hint = 'name it in study.toml: [transcripts.columns] text = "…"'
        problems.append(source.problem(what, line=1, hint=hint, fatal=True))
    return found, problems


def _plain(name: str) -> str:
    return "_".join(name.casefold().split())


def _transcript_is_text(places: Mapping[str, int]) -> dict[str, int]:
    """A table in which ``transcript`` holds the words and another column the name."""
    names = [name for name in KNOWN["transcript"][1:] if name in places]
    if not names:
        return {}
    return {"text": places["transcript"], "transcript": places[names[0]]}


def _absent(name: str, header: Sequence[str], source: Source) -> Problem:
    near = get_close_matches(name, header, n=1)
    hint = f"did you mean {near[0]!r}?" if near else f"there are: {', '.join(header)}"
    return source.problem(f"there is no column {name!r}", line=1, hint=hint, fatal=True)
