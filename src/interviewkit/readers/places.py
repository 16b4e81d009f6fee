"""Wave, group and date of a transcript: from its path, from itself, from the study's cohorts."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from fnmatch import fnmatchcase
from functools import lru_cache

from interviewkit.errors import StudyError
from interviewkit.model.settings import TranscriptSettings
from interviewkit.readers.times import parse_date

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
        raise StudyError(
            f"[transcripts] pattern {pattern!r} has no place called {{{hole}}}",
            hint=f"known: {', '.join(f'{{{name}}}' for name in _HOLES)}",
        )
    return f"(?:{_HOLES[hole]})" if hole == "any" else f"(?P<{hole}>{_HOLES[hole]})"
