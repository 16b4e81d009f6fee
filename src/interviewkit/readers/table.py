"""Tables with one row a turn; a table without a speaker column holds whole dialogues."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from interviewkit.errors import Problem
from interviewkit.model.grouping import group_lists
from interviewkit.model.settings import TranscriptSettings
from interviewkit.readers import labels, speech
from interviewkit.readers.columns import (
    PERHAPS_SPEAKER,
    QUESTIONS,
    find_columns,
    find_layout,
    simplify_name,
)
from interviewkit.readers.contract import Aside, Conversation, Heard, Source, SpeechPiece
from interviewkit.readers.doubts import SETTLE
from interviewkit.readers.grid import Grid, Row, read_grids
from interviewkit.readers.join import join_by_pause, join_rows, join_speech, keep_worded
from interviewkit.readers.recognisers.words import choose_gap
from interviewkit.readers.row_times import RowTimes, are_captions
from interviewkit.readers.row_words import list_misplaced, list_said_headings


def read_transcript_table(source: Source, settings: TranscriptSettings) -> Heard:
    """The conversations in a table; successive rows of one speaker are a turn."""
    return convert_grids(source, settings, _from_grid)


def _from_grid(
    grid: Grid, found: Mapping[str, int], source: Source, settings: TranscriptSettings
) -> Heard:
    times = RowTimes.of(grid, found)
    if "speaker" not in found:
        heard, problems = read_dialogue_grid(grid, found, source, settings)
        named = any(piece.speaker for talk in heard for piece in talk.said)
        if named or not are_captions(grid.rows, times):
            return heard, problems
        return _read_captions(grid, found, times, source)
    bad_times: list[int] = []
    turns = _find_turn_columns(grid, found)
    heard = []
    for name, rows in group_by_transcript(grid, found, source).items():
        filled = _fill_speakers(rows, found, grid)
        said = [_read_row(row, found, times, turns, bad_times) for row in filled]
        heard.append(build_conversation(grid, rows, found, join_rows(said), name))
    problems = tell_dropped_columns(grid, heard, found, source)
    nobodys = [piece.line for talk in heard for piece in talk.said if not piece.speaker]
    if nobodys:
        what = f"{len(nobodys)} rows name no speaker; they are nobody's"
        hint = "write the name into each row, or merge the cells"
        problems.append(source.problem(what, line=nobodys[0], hint=hint))
    if bad_times:
        what = f"{len(bad_times)} times cannot be read"
        problems.append(source.problem(what, line=bad_times[0], hint="write them as 0:01:02"))
    return heard, problems + _tell_unit(times, source)


def _read_captions(grid: Grid, found: Mapping[str, int], times: RowTimes, source: Source) -> Heard:
    """One conversation of nobody in particular; a number of the row is no name of a transcript."""
    names = [cells[found["transcript"]] for _, cells in grid.rows] if "transcript" in found else []
    if len(set(names)) == len(grid.rows):
        found = {meaning: place for meaning, place in found.items() if meaning != "transcript"}
    heard = []
    problems: list[Problem] = []
    for name, rows in group_by_transcript(grid, found, source).items():
        said = keep_worded([_read_row(row, found, times, (), []) for row in rows], source, problems)
        heard.append(build_conversation(grid, rows, found, join_by_pause(said, choose_gap), name))
    problems += tell_dropped_columns(grid, heard, found, source)
    return heard, problems + _tell_unit(times, source)


def _tell_unit(times: RowTimes, source: Source) -> list[Problem]:
    if not times.is_guessed:
        return []
    what = "its times are whole numbers, too many for seconds; they were read as milliseconds"
    return [source.problem(what, hint="name the columns start_ms, or start_s if they are seconds")]


def _fill_speakers(rows: Sequence[Row], found: Mapping[str, int], grid: Grid) -> Iterator[Row]:
    """The rows, each with its speaker where the cell is merged with the one above."""
    place, above = found["speaker"], ""
    for line, cells in rows:
        if not cells[place].strip() and (line, place) in grid.merged:
            cells = (*cells[:place], above, *cells[place + 1 :])
        above = cells[place]
        yield line, cells


def _find_turn_columns(grid: Grid, found: Mapping[str, int]) -> list[int]:
    """The columns in which another turn has another cell: its number, the question it answers."""
    asked = [place for place, name in enumerate(grid.header) if simplify_name(name) in QUESTIONS]
    numbers = [found["turn"]] if "turn" in found else []
    return [place for place in (*numbers, *asked) if place != found["text"]]


def _read_row(
    row: Row,
    found: Mapping[str, int],
    times: RowTimes,
    turns: Sequence[int],
    bad_times: list[int],
) -> SpeechPiece:
    line, cells = row
    start, end = times.read(cells)
    if None in (*start, *end):
        bad_times.append(line)
    speaker = ""
    if "speaker" in found:
        speaker = labels.tidy_label(cells[found["speaker"]].strip().rstrip(":"))
    text = cells[found["text"]].strip()
    turn = " ".join(cells[place].strip() for place in turns)
    return SpeechPiece(speaker, text, next(iter(start), None), next(iter(end), None), line, turn)


# -- tables with a whole dialogue in a cell --------------------------------------------------------
# A dialogue holds lines such as ``My process: first I …``, so single cells prove little. But a
# table has many: labels that a good part of them share are the closed set, as long as they open a
# dialogue and take turns in it. Where they do not, each cell is judged like any other text.


ENOUGH = 10
"""From this many dialogues on, what they share is a closed set."""

SHARED = 0.1
"""The part of the dialogues in which a label must occur to be in that set."""

OF_TURNS = ("start", "end", "number", "turn")
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
    """One conversation a row, or a transcript; turns stand in their order."""
    return convert_grids(source, settings, read_dialogue_grid)


def read_dialogue_grid(
    grid: Grid, found: Mapping[str, int], source: Source, settings: TranscriptSettings
) -> Heard:
    """The dialogues in the text column of a grid; rows of one transcript are one dialogue."""
    found = {meaning: place for meaning, place in found.items() if meaning not in OF_TURNS}
    groups = group_by_transcript(grid, found, source)
    texts = {
        name: "\n\n".join(cells[found["text"]].strip() for _, cells in rows)
        for name, rows in groups.items()
    }
    marks = {name: _marks(text) for name, text in texts.items()}
    shared = labels.list_declared_keys(settings) or _shared(marks.values())
    doubts: Counter[str] = Counter()
    heard = []
    for name, rows in groups.items():
        said = join_speech(
            _split_dialogue(texts[name], marks[name], shared, settings, doubts), "\n"
        )
        placed = tuple(replace(piece, line=rows[0][0]) for piece in said)
        heard.append(build_conversation(grid, rows, found, placed, name))
    problems = tell_dropped_columns(grid, heard, found, source)
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


# -- what all tables share: rows by transcript, and the columns beside the text --------------------

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
        guessed: Collection[int] = ()
        if faults and not set(settings.columns) - {"speakers"}:
            grid, found, faults = _by_evidence(grid, found, faults, source, problems)
            guessed = found.values()
        if faults:
            refused += faults
            continue
        columns = _numbered(grid, found)
        conversations, more = convert(grid, columns, source, settings)
        if conversations:  # what is set aside belongs to the file; the first one carries it
            first = conversations[0]
            aside = (*first.aside, *grid.above, *list_said_headings(grid, guessed))
            conversations[0] = replace(first, aside=aside)
        heard += conversations
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
    aside += list_misplaced(grid, rows, found)
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
