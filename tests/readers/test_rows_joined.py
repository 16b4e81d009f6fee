"""Successive rows of one speaker are a turn, whatever kind of table they stand in."""

from __future__ import annotations

import csv
import json
from collections.abc import Callable, Sequence
from io import BytesIO, StringIO
from typing import Any

import docx
import pytest
from openpyxl import Workbook

from interviewkit.readers.contract import UNKNOWN_SPEAKER

HEAD = ("speaker", "text", "start", "end")
ROWS = (
    ("Moderator", "How is it at work?", "0:00", "0:02"),
    ("Ana", "I hardly talk to my", "0:02", "0:05"),
    ("Ana", "colleagues any more.", "0:05", "0:07"),
    ("Ana", "The coffee is good.", "0:09", "0:11"),
    ("Moderator", "And now?", "0:12", "0:13"),
    ("Ana", "I do not know.", "0:14", "0:15"),
    ("Ben", "Nor do I.", "0:16", "0:17"),
    ("Ben", "Honestly.", "0:18", "0:19"),
)
JOINED = [
    ("Moderator", "How is it at work?", 0.0, 2.0),
    ("Ana", "I hardly talk to my colleagues any more.\nThe coffee is good.", 2.0, 11.0),
    ("Moderator", "And now?", 12.0, 13.0),
    ("Ana", "I do not know.", 14.0, 15.0),
    ("Ben", "Nor do I.\nHonestly.", 16.0, 19.0),
]
Rows = Sequence[Sequence[str]]


def write_separated(rows: Rows, separator: str = ",") -> str:
    stream = StringIO()
    csv.writer(stream, delimiter=separator).writerows(rows)
    return stream.getvalue()


def write_workbook(rows: Rows) -> bytes:
    book, stream = Workbook(), BytesIO()
    for row in rows:
        book.active.append(list(row))
    book.save(stream)
    return stream.getvalue()


def write_word_table(rows: Rows) -> bytes:
    document, stream = docx.Document(), BytesIO()
    table = document.add_table(rows=0, cols=len(rows[0]))
    for row in rows:
        for cell, text in zip(table.add_row().cells, row, strict=True):
            cell.text = text
    document.save(stream)
    return stream.getvalue()


def write_json_lines(rows: Rows) -> str:
    head, *others = rows
    return "".join(f"{json.dumps(dict(zip(head, row, strict=True)))}\n" for row in others)


WRITERS: dict[str, Callable[[Rows], str | bytes]] = {
    "csv": write_separated,
    "tsv": lambda rows: write_separated(rows, "\t"),
    "xlsx": write_workbook,
    "docx": write_word_table,
    "jsonl": write_json_lines,
}


def said(reading: Any) -> list[tuple[str, str]]:
    return [(turn.speaker, turn.text) for each in reading.transcripts for turn in each.turns]


@pytest.mark.parametrize("kind", WRITERS)
def test_rows_of_one_speaker_are_a_turn(read: Any, kind: str) -> None:
    (transcript,) = read(WRITERS[kind]((HEAD, *ROWS)), f"talk.{kind}").transcripts
    assert [(t.speaker, t.text, t.start, t.end) for t in transcript.turns] == JOINED
    assert [t.position for t in transcript.turns] == [1, 2, 3, 4, 5]


@pytest.mark.parametrize("kind", WRITERS)
def test_turns_that_the_file_numbers_stay_apart(read: Any, kind: str) -> None:
    rows = [("turn", "speaker", "text")]
    rows += [
        ("1", "Ana", "One."),
        ("2", "Ana", "Two."),
        ("2", "Ana", "Three."),
        ("3", "Ben", "Four."),
    ]
    assert said(read(WRITERS[kind](rows), f"talk.{kind}")) == [
        ("Ana", "One."),
        ("Ana", "Two.\nThree."),
        ("Ben", "Four."),
    ]


def test_lines_that_are_numbered_are_no_turns(read: Any) -> None:
    rows = [
        ("line", "speaker", "text"),
        ("1", "Ana", "One."),
        ("2", "Ana", "Two."),
        ("3", "Ben", "So."),
    ]
    assert said(read(write_separated(rows), "talk.csv")) == [("Ana", "One.\nTwo."), ("Ben", "So.")]


def test_a_column_may_be_declared_to_number_turns(read: Any) -> None:
    rows = [
        ("line", "speaker", "text"),
        ("1", "Ana", "One."),
        ("2", "Ana", "Two."),
        ("3", "Ben", "So."),
    ]
    reading = read(write_separated(rows), "talk.csv", columns={"turn": "line"})
    assert said(reading) == [("Ana", "One."), ("Ana", "Two."), ("Ben", "So.")]


def test_empty_rows_part_nothing_and_nobody_is_joined(read: Any) -> None:
    rows = [
        ("speaker", "text", "start"),
        ("Ana", "One.", "0:01"),
        ("", "", "0:02"),
        ("ana", "", "0:03"),
    ]
    rows += [
        ("Ana:", "Two.", "0:04"),
        ("", "Who?", "0:05"),
        ("", "Where?", "0:06"),
        ("Ana", "So.", ""),
    ]
    reading = read(write_separated(rows), "talk.csv")
    assert said(reading) == [
        ("Ana", "One.\nTwo."),
        (UNKNOWN_SPEAKER, "Who?"),
        (UNKNOWN_SPEAKER, "Where?"),
        ("Ana", "So."),
    ]
    assert any(p.line == 6 and "2 rows name no speaker" in p.what for p in reading.problems)


def test_messages_have_the_line_of_the_row(read: Any) -> None:
    rows = [("speaker", "text", "start"), *[("Ana", "One.", "0:01")] * 3, ("Ana", "Two.", "soon")]
    reading = read(write_separated([*rows, ("Ben", "So.", "")]), "talk.csv")
    assert any(p.line == 5 and "1 times cannot be read" in p.what for p in reading.problems)


def test_rows_of_other_transcripts_stay_apart(read: Any) -> None:
    rows = [
        ("transcript", "speaker", "text"),
        ("a", "Ana", "One."),
        ("b", "Ana", "Two."),
        ("a", "Ana", "So."),
    ]
    reading = read(write_separated(rows), "talk.csv")
    assert {t.name: [turn.text for turn in t.turns] for t in reading.transcripts} == {
        "a": ["One.\nSo."],
        "b": ["Two."],
    }


def test_speech_without_blanks_is_joined_by_lines(read: Any) -> None:
    rows = [
        ("说话人", "内容"),
        ("安娜", "我很少和同事说话"),
        ("安娜", "咖啡很好。"),
        ("主持人", "现在呢？"),
    ]
    assert said(read(write_separated(rows), "talk.csv"))[0] == (
        "安娜", "我很少和同事说话\n咖啡很好。"
    )  # fmt: skip


def test_a_dialogue_in_a_cell_is_joined_too(read: Any) -> None:
    talk = "Moderator: Hello\n\nAna: One.\n\nAna: Two.\n\nModerator: Yes\n\nAna: So"
    assert said(read(write_separated([("id", "transcript"), ("x", talk)]), "a.csv")) == [
        ("Moderator", "Hello"),
        ("Ana", "One.\nTwo."),
        ("Moderator", "Yes"),
        ("Ana", "So"),
    ]


def test_answers_to_other_questions_stay_apart(read: Any) -> None:
    rows = [
        ("speaker", "question", "text"),
        ("Ana", "How is it?", "One."),
        ("Ana", "How is it?", "Two."),
    ]
    reading = read(write_separated([*rows, ("Ana", "And at home?", "Three.")]), "talk.csv")
    assert said(reading) == [("Ana", "One.\nTwo."), ("Ana", "Three.")]
    assert any("column 'question'" in str(each) for each in reading.problems)
