"""Tables with one row a turn; a table without a speaker column holds whole dialogues."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from interviewkit.model.settings import TranscriptSettings
from interviewkit.readers import labels, speech, tables
from interviewkit.readers.columns import find_clocks
from interviewkit.readers.contract import Heard, Source, SpeechPiece
from interviewkit.readers.doubts import SETTLE
from interviewkit.readers.grid import Grid, Row
from interviewkit.readers.times import parse_seconds


def read_transcript_table(source: Source, settings: TranscriptSettings) -> Heard:
    """The conversations in a table, rows as they come: neither joined nor left out."""
    return tables.convert_grids(source, settings, _from_grid)


def _from_grid(
    grid: Grid, found: Mapping[str, int], source: Source, settings: TranscriptSettings
) -> Heard:
    if "speaker" not in found:
        return read_dialogue_grid(grid, found, source, settings)
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


# -- tables with a whole dialogue in a cell --------------------------------------------------------

ENOUGH = 10
"""From this many dialogues on, what they share is a closed set."""

SHARED = 0.1
"""The part of the dialogues in which a label must occur to be in that set."""

OF_TURNS = ("start", "end", "number")
"""What only a row that is one turn has; a column of that name is a fact of a dialogue."""

_LABEL = re.compile(r"^[ \t]{0,8}([^\W_][^:：\n]{0,60}?)[ \t]{0,8}[:：](?=\s|$)", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class _Mark:
    """A label in a cell: its key, as written, where it begins, and where its speech begins."""

    key: str
    label: str
    start: int
    speech: int


def read_dialogues(source: Source, settings: TranscriptSettings) -> Heard:
    """One conversation a row, or a transcript; turns stand in their order, none joined."""
    return tables.convert_grids(source, settings, read_dialogue_grid)


def read_dialogue_grid(
    grid: Grid, found: Mapping[str, int], source: Source, settings: TranscriptSettings
) -> Heard:
    """The dialogues in the text column of a grid; rows of one transcript are one dialogue."""
    found = {meaning: place for meaning, place in found.items() if meaning not in OF_TURNS}
    groups = tables.group_by_transcript(grid, found, source)
    texts = {
        name: "\n\n".join(cells[found["text"]].strip() for _, cells in rows)
        for name, rows in groups.items()
    }
    marks = {name: _marks(text) for name, text in texts.items()}
    shared = labels.list_declared_keys(settings) or _shared(marks.values())
    doubts: Counter[str] = Counter()
    heard = []
    for name, rows in groups.items():
        said = _split_dialogue(texts[name], marks[name], shared, settings, doubts)
        placed = tuple(replace(piece, line=rows[0][0]) for piece in said)
        heard.append(tables.build_conversation(grid, rows, found, placed, name))
    problems = tables.tell_dropped_columns(grid, heard, found, source)
    if doubts:
        some = ", ".join(repr(label) for label, _ in doubts.most_common(10))
        what = f"taken as speech, though {sum(doubts.values())} lines look like a speaker's: {some}"
        problems.append(source.problem(what, hint=SETTLE))
    return heard, problems


def _marks(text: str) -> list[_Mark]:
    return [
        _Mark(labels.fold_label(match[1]), labels.tidy_label(match[1]), match.start(), match.end())
        for match in _LABEL.finditer(text)
        if labels.looks_like_label(match[1]) and labels.looks_like_name(match[1])
    ]


def _shared(dialogues: Iterable[Sequence[_Mark]]) -> frozenset[str]:
    """Labels that more than a tenth of the dialogues have, if there are enough of them."""
    held = [{mark.key for mark in marks} for marks in dialogues]
    if len(held) < ENOUGH:
        return frozenset()
    count = Counter(key for keys in held for key in keys)
    return frozenset(key for key, n in count.items() if n > SHARED * len(held))


def _split_dialogue(
    text: str,
    marks: Sequence[_Mark],
    shared: frozenset[str],
    settings: TranscriptSettings,
    doubts: Counter[str],
) -> list[SpeechPiece]:
    closed = [mark for mark in marks if mark.key in shared]
    if labels.list_declared_keys(settings) or _takes_turns(text, closed):
        doubts.update(mark.label for mark in marks if mark.key not in shared)
        return _cut(text, closed)
    said, verdict = speech.split_speech(text, settings, trust=shared)
    doubts.update(each.label for each in verdict.refused)
    heard = [mark for mark in marks if mark.key in verdict.speakers]
    named = any(piece.speaker for piece in said)
    return said if named and not heard else _cut(text, heard)


def _takes_turns(text: str, marks: Sequence[_Mark]) -> bool:
    """Whether the labels open the dialogue and none follows itself."""
    if len({mark.key for mark in marks}) < 2 or text[: marks[0].start].strip():
        return False
    return all(one.key != after.key for one, after in pairwise(marks))


def _cut(text: str, marks: Sequence[_Mark]) -> list[SpeechPiece]:
    """The words between one label and the next, as they stand, but for white space around."""
    stops = [*(mark.start for mark in marks[1:]), len(text)]
    said = [
        SpeechPiece(mark.label, text[mark.speech : stop].strip())
        for mark, stop in zip(marks, stops, strict=False)
    ]
    before = text[: marks[0].start].strip() if marks else text.strip()
    return [SpeechPiece("", before), *said] if before else said
