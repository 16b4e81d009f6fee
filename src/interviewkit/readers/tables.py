"""What the two readers of tables share: rows by transcript, and the columns beside the text."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from interviewkit.errors import Problem
from interviewkit.model.grouping import group_lists
from interviewkit.model.settings import TranscriptSettings
from interviewkit.readers.columns import PERHAPS_SPEAKER, find_columns, find_layout, simplify_name
from interviewkit.readers.contract import Aside, Conversation, Heard, Source, SpeechPiece
from interviewkit.readers.grid import Grid, Row, read_grids

TALK_WORDS = 2
"""So many words a row has a column that is taken for speech without being called so."""

PLACE = ("wave", "group", "date")

Convert = Callable[[Grid, Mapping[str, int], Source, TranscriptSettings], Heard]
"""One grid and its columns made into conversations."""


def convert_grids(source: Source, settings: TranscriptSettings, convert: Convert) -> Heard:
    """The conversations of every sheet that has a text column; sheets without one are told."""
    grids, problems = read_grids(source, settings.columns)
    heard: list[Conversation] = []
    refused: list[Problem] = []
    for grid in grids:
        found: Mapping[str, int]
        found, faults = find_columns(grid.header, settings.columns, source)
        if faults and not set(settings.columns) - {"speakers"}:
            grid, found, faults = _by_evidence(grid, found, faults, source, problems)
        if faults:
            refused += faults
            continue
        columns = _numbered(grid, found)
        conversations, more = convert(grid, columns, source, settings)
        heard += _with_asides(conversations, grid.above)
        problems += more
    if heard and refused:
        what = f"{len(grids) - 1} sheets beside were looked at; {refused[0].what}"
        refused = [source.problem(what)]
    return heard, problems + refused


def _by_evidence(
    grid: Grid,
    found: Mapping[str, int],
    faults: list[Problem],
    source: Source,
    problems: list[Problem],
) -> tuple[Grid, Mapping[str, int], list[Problem]]:
    """Columns told by what stands in them, where no name tells the text; a header that is a turn
    becomes the first row."""
    header = (grid.line, grid.header)
    layout = find_layout([grid.header, *(cells for _, cells in grid.rows)], {})
    if not layout or not _is_talk(grid, layout.columns):
        return grid, found, faults
    if layout.heading is None:
        grid = replace(grid, header=("",) * len(grid.header), rows=(header, *grid.rows))
        what = "it has no header; columns were told by what stands in them"
    else:
        what = "its header names no text; columns were told by what stands in them"
    parts = (f"{meaning}: {place + 1}" for meaning, place in sorted(layout.columns.items()))
    hint = "to settle it, name them in the first row: speaker, text, start, end"
    problems.append(source.problem(f"{what} ({', '.join(parts)})", line=grid.line, hint=hint))
    return grid, layout.columns, []


def _is_talk(grid: Grid, found: Mapping[str, int]) -> bool:
    """Whether the cells taken for text are sentences; nobody's table of facts is a talk."""
    texts = [cells[found["text"]].split() for _, cells in grid.rows]
    words = sum(map(len, texts))
    return len(texts) > 1 and words >= TALK_WORDS * len(texts)


def _numbered(grid: Grid, found: Mapping[str, int]) -> Mapping[str, int]:
    """An ``id`` that is another in every row of a table of turns numbers them and is no name of a
    transcript; ``participant`` and its like are speakers where nothing else is and they come back.
    """
    if "speaker" not in found and "transcript" not in found:
        names = [simplify_name(name) for name in grid.header]
        perhaps = [place for place, name in enumerate(names) if name in PERHAPS_SPEAKER]
        free = [place for place in perhaps if place not in found.values()]
        fits = [place for place in free if _is_recurring(grid, place)]
        return {**found, "speaker": fits[0]} if fits else found
    place = found.get("transcript")
    if place is None or "speaker" not in found or len(grid.rows) < 3:
        return found
    values = [cells[place].strip() for _, cells in grid.rows]
    if len(set(values)) < len(values) or not all(map(str.isdecimal, values)):
        return found
    rest = {meaning: at for meaning, at in found.items() if meaning != "transcript"}
    return {**rest, "number": place} if "number" not in rest else rest


def _is_recurring(grid: Grid, place: int) -> bool:
    """Whether a column holds few values that come back, two at least."""
    values = [cells[place].strip() for _, cells in grid.rows]
    return 1 < len(set(values)) <= len(values) / 2


def _with_asides(heard: list[Conversation], asides: Sequence[Aside]) -> list[Conversation]:
    """What is set aside belongs to the file; the first conversation carries it."""
    if not heard or not asides:
        return heard
    return [replace(heard[0], aside=(*heard[0].aside, *asides)), *heard[1:]]


def group_by_transcript(
    grid: Grid, found: Mapping[str, int], source: Source
) -> dict[str, list[Row]]:
    """Rows by the transcript they name, in the order of first mention; empty is the file's own."""
    own = f"{source.name}/{grid.sheet}" if grid.sheet and "transcript" not in found else ""
    place = found.get("transcript")
    return group_lists((own if place is None else row[1][place].strip(), row) for row in grid.rows)


def build_conversation(
    grid: Grid,
    rows: Sequence[Row],
    found: Mapping[str, int],
    said: Sequence[SpeechPiece],
    name: str,
) -> Conversation:
    """What was said, with the columns beside it: those that say one and the same in all rows are
    facts of the transcript, words in the others are set aside."""
    told = {}
    aside = []
    for column, place in find_fact_columns(grid, found).items():
        cells = [(line, cell) for line, row in rows if (cell := row[place].strip())]
        values = {cell for _, cell in cells}
        if len(values) == 1 and len(cells) == len(rows) and grid.header[place]:
            told[column] = values.pop()
        else:
            why = f"column {column!r}, which changes within a transcript"
            aside += [Aside(line, cell, why) for line, cell in cells if _has_letters(cell)]
    return Conversation(tuple(said), name, told, tuple(aside))


def tell_dropped_columns(
    grid: Grid, heard: Sequence[Conversation], found: Mapping[str, int], source: Source
) -> list[Problem]:
    """Columns without words that never became a fact, because they change from turn to turn."""
    kept = {name for conversation in heard for name in conversation.facts}
    filled = [
        name
        for name, place in find_fact_columns(grid, found).items()
        if name not in kept and (cells := [c for _, row in grid.rows if (c := row[place].strip())])
        if not all(map(_has_letters, cells))
    ]
    if not filled:
        return []
    what = f"not kept, as they change within a transcript: columns {', '.join(filled)}"
    return [source.problem(what, line=grid.line)]


def find_fact_columns(grid: Grid, found: Mapping[str, int]) -> dict[str, int]:
    """Names and positions of wave, group, date and all columns without a known meaning."""
    known = {place: meaning for meaning, place in found.items() if meaning in PLACE}
    meant = {place for meaning, place in found.items() if meaning not in (*PLACE, "remark")}
    return {
        known.get(place, name or f"column {place + 1}"): place
        for place, name in enumerate(grid.header)
        if place not in meant
    }


def _has_letters(cell: str) -> bool:
    return any(letter.isalpha() for letter in cell)
