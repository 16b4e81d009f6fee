"""What the two readers of tables share: rows by transcript, and the columns beside the text."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from interviewkit.errors import Problem
from interviewkit.model.settings import TranscriptSettings
from interviewkit.readers.columns import find_columns
from interviewkit.readers.grid import Grid, Row, read_grids
from interviewkit.readers.reading import Conversation, Heard, Source

PLACE = ("wave", "group", "date")

Convert = Callable[[Grid, Mapping[str, int], Source, TranscriptSettings], Heard]
"""One grid and its columns made into conversations."""


def each_grid(source: Source, settings: TranscriptSettings, convert: Convert) -> Heard:
    """The conversations of every sheet that has a text column; sheets without one are told."""
    grids, problems = read_grids(source)
    heard: list[Conversation] = []
    refused: list[Problem] = []
    for grid in grids:
        found, faults = find_columns(grid.header, settings.columns, source)
        if faults:
            refused += faults
            continue
        conversations, more = convert(grid, found, source, settings)
        heard += conversations
        problems += more
    if heard and refused:
        what = f"{len(grids) - 1} sheets beside were looked at; {refused[0].what}"
        refused = [source.problem(what)]
    return heard, problems + refused


def by_transcript(grid: Grid, found: Mapping[str, int], source: Source) -> dict[str, list[Row]]:
    """Rows by the transcript they name, in the order of first mention; empty is the file's own."""
    own = f"{source.name}/{grid.sheet}" if grid.sheet and "transcript" not in found else ""
    place = found.get("transcript")
    groups: dict[str, list[Row]] = {}
    for row in grid.rows:
        name = own if place is None else row[1][place].strip()
        groups.setdefault(name, []).append(row)
    return groups


def facts(grid: Grid, rows: Sequence[Row], found: Mapping[str, int]) -> dict[str, str]:
    """The columns beside the turns that say one and the same in all rows of a transcript."""
    told = {}
    for name, place in _beside(grid, found).items():
        values = {cells[place].strip() for _, cells in rows}
        if len(values) == 1 and (value := values.pop()):
            told[name] = value
    return told


def unkept(
    grid: Grid, heard: Sequence[Conversation], found: Mapping[str, int], source: Source
) -> list[Problem]:
    """Columns that never became a fact, because they change from turn to turn."""
    kept = {name for conversation in heard for name in conversation.facts}
    filled = {
        name: place
        for name, place in _beside(grid, found).items()
        if name not in kept and any(cells[place].strip() for _, cells in grid.rows)
    }
    if not filled:
        return []
    what = f"not kept, as they change within a transcript: columns {', '.join(filled)}"
    return [source.problem(what, line=1)]


def _beside(grid: Grid, found: Mapping[str, int]) -> dict[str, int]:
    """Names and positions of wave, group, date and all columns without a known meaning."""
    meant = {place for meaning, place in found.items() if meaning not in PLACE}
    named = {place: meaning for meaning, place in found.items() if meaning in PLACE}
    return {
        named.get(place, name): place
        for place, name in enumerate(grid.header)
        if place not in meant and name
    }
