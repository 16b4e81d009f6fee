"""Tables with one row a turn; a table without a speaker column holds whole dialogues."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from interviewkit.model.settings import TranscriptSettings
from interviewkit.readers import dialogues, labels, tables
from interviewkit.readers.column_evidence import find_clocks
from interviewkit.readers.contract import Heard, Source, SpeechPiece
from interviewkit.readers.grid import Grid, Row
from interviewkit.readers.times import parse_seconds


def read_transcript_table(source: Source, settings: TranscriptSettings) -> Heard:
    """The conversations in a table, rows as they come: neither joined nor left out."""
    return tables.convert_grids(source, settings, _from_grid)


def _from_grid(
    grid: Grid, found: Mapping[str, int], source: Source, settings: TranscriptSettings
) -> Heard:
    if "speaker" not in found:
        return dialogues.read_dialogue_grid(grid, found, source, settings)
    bad_times: list[int] = []
    heard = [
        tables.build_conversation(grid, rows, found, _turns(rows, found, grid, bad_times), name)
        for name, rows in tables.group_by_transcript(grid, found, source).items()
    ]
    problems = tables.tell_dropped_columns(grid, heard, found, source)
    nobodys = [piece.line for talk in heard for piece in talk.said if not piece.speaker]
    if nobodys:
        what = f"{len(nobodys)} rows name no speaker; they are nobody's"
        hint = "write the name into each row, or merge the cells"
        problems.append(source.problem(what, line=nobodys[0], hint=hint))
    if bad_times:
        what = f"{len(bad_times)} times cannot be read"
        problems.append(source.problem(what, line=bad_times[0], hint="write them as 0:01:02"))
    return heard, problems


def _turns(
    rows: Sequence[Row], found: Mapping[str, int], grid: Grid, bad_times: list[int]
) -> list[SpeechPiece]:
    return [_read_row(row, found, bad_times) for row in _fill_speakers(rows, found, grid)]


def _fill_speakers(rows: Sequence[Row], found: Mapping[str, int], grid: Grid) -> Iterator[Row]:
    """The rows, each with its speaker where the cell is merged with the one above."""
    place, above = found["speaker"], ""
    for line, cells in rows:
        if not cells[place].strip() and (line, place) in grid.merged:
            cells = (*cells[:place], above, *cells[place + 1 :])
        above = cells[place]
        yield line, cells


def _read_row(row: Row, found: Mapping[str, int], bad_times: list[int]) -> SpeechPiece:
    line, cells = row
    start = _times(cells, found.get("start"))
    end = _times(cells, found.get("end")) or start[1:]
    if None in (*start, *end):
        bad_times.append(line)
    speaker = labels.tidy_label(cells[found["speaker"]].strip().rstrip(":"))
    text = cells[found["text"]].strip()
    return SpeechPiece(speaker, text, next(iter(start), None), next(iter(end), None), line)


def _times(cells: Sequence[str], place: int | None) -> list[float | None]:
    """The seconds in a cell: none where it is empty, two for a range, ``None`` where unclear."""
    text = cells[place].strip() if place is not None else ""
    if not text or (plain := parse_seconds(text)) is not None:
        return [plain] if text else []
    return [parse_seconds(clock) for clock in find_clocks(text)] or [None]
