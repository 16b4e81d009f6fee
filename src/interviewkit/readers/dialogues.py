"""Tables with a whole dialogue in a cell: ``Assistant: … User: … AI: …``.

A dialogue holds lines such as ``My process: first I …``, so single cells prove little. But a table
has many: labels that a good part of them share are the closed set, as long as they open a dialogue
and take turns in it. Where they do not, or cells are few, each is judged like any other text.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from interviewkit.model.settings import TranscriptSettings
from interviewkit.readers import labels, speech, tables
from interviewkit.readers.contract import Heard, Source, SpeechPiece
from interviewkit.readers.grid import Grid

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
        hint = "to settle it, list the labels in study.toml: [transcripts.columns] speakers"
        problems.append(source.problem(what, hint=hint))
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
