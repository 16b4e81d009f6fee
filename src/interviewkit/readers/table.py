"""Tables with one row a turn; a table without a speaker column holds whole dialogues."""

from __future__ import annotations

from collections.abc import Mapping

from interviewkit.model.settings import TranscriptSettings
from interviewkit.readers import dialogues, labels, tables
from interviewkit.readers.grid import Grid, Row
from interviewkit.readers.reading import Conversation, Heard, Said, Source
from interviewkit.readers.times import seconds


def read(source: Source, settings: TranscriptSettings) -> Heard:
    """The conversations in a table, rows as they come: neither joined nor left out."""
    return tables.each_grid(source, settings, _from_grid)


def _from_grid(
    grid: Grid, found: Mapping[str, int], source: Source, settings: TranscriptSettings
) -> Heard:
    if "speaker" not in found:
        return dialogues.from_grid(grid, found, source, settings)
    bad_times: list[int] = []
    heard = [
        Conversation(
            tuple(_said(row, found, bad_times) for row in rows),
            name,
            tables.facts(grid, rows, found),
        )
        for name, rows in tables.by_transcript(grid, found, source).items()
    ]
    problems = tables.unkept(grid, heard, found, source)
    if bad_times:
        what = f"{len(bad_times)} times cannot be read"
        problems.append(source.problem(what, line=bad_times[0], hint="write them as 0:01:02"))
    return heard, problems


def _said(row: Row, found: Mapping[str, int], bad_times: list[int]) -> Said:
    line, cells = row
    times: dict[str, float | None] = {}
    for meaning in ("start", "end"):
        text = cells[found[meaning]].strip() if meaning in found else ""
        times[meaning] = seconds(text) if text else None
        if text and times[meaning] is None:
            bad_times.append(line)
    speaker = labels.tidy(cells[found["speaker"]])
    return Said(speaker, cells[found["text"]].strip(), times["start"], times["end"], line)
